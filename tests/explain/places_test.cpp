// SPDX-License-Identifier: Apache-2.0
#include "explain/places.h"

#include "support/catch.h"

namespace waymark::explain {
namespace {

/// The text with the places in brackets, or the fault's code and hint.
std::string marked(const std::string& text, const std::string& asked) {
  const auto places = find_places(text, asked);
  if (!places) return places.error().front().code + ": " + places.error().front().hint;
  std::string result;
  std::uint32_t at = 0;
  for (const Span place : *places) {
    result +=
        text.substr(at, place.begin - at) + "[" + text.substr(place.begin, place.byte_size()) + "]";
    at = place.end;
  }
  return result + text.substr(at);
}

struct PlaceCase {
  const char* text;
  const char* asked;
  const char* result;
};

TEST_CASE("places: a text is found wherever it stands, offsets count code points",
          "[explain][places]") {
  const auto it = GENERATE(values<PlaceCase>({
      {"🙂 강 e\u0301 the MSS, MSS!", "MSS", "🙂 강 e\u0301 the [MSS], [MSS]!"},
      {"🙂 강 e\u0301 the MSS office", "mss  Office", "🙂 강 e\u0301 the [MSS office]"},
      {"the MSS\noffice", "MSS office", "the [MSS\noffice]"},
      {"무산군에서", "무산군", "[무산군]에서"},
      {"🙂 강 the MSS", "8-11", "🙂 강 the [MSS]"},
      {"🙂 강 the MSS", "2", "🙂 []강 the MSS"},
      {"in 2019 and 2019", "\"2019\"", "in [2019] and [2019]"},
      {"the MSS office", "MSS ofice", "explain/not-found: did you mean 'MSS office'?"},
      {"the MSS office", "zzzzzz", "explain/not-found: "},
      {"the MSS office", " ", "explain/not-found: "},
      {"강 MSS", "2019", "explain/offset: it is 5 code points long"},
      {"강 MSS", "3-9", "explain/offset: it is 5 code points long"},
      {"강 MSS", "3-1", "explain/offset: it is 5 code points long"},
      {"강 MSS", "99999999999999999999", "explain/not-found: "},
      {"", "MSS", "explain/not-found: "},
  }));
  CAPTURE(it.text, it.asked);
  CHECK(marked(it.text, it.asked) == it.result);
}

}  // namespace
}  // namespace waymark::explain
