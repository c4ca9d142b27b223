// SPDX-License-Identifier: Apache-2.0
// Four spans at once beside one by one, and beside the numbers themselves: a machine that can make
// four would never take the other way, except at edges.
#include "format/span_printer.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "support/catch.h"

namespace waymark::format {
namespace {

using text::OffsetUnit;

std::string printed(const std::vector<Span>& spans, const std::string& utf8, OffsetUnit unit,
                    std::size_t at_once, std::size_t row) {
  text::OffsetWalk offsets(utf8, unit);
  SpanPrinter printer(at_once);
  std::string out;
  for (std::size_t next = 0; next < spans.size(); next += row) {
    const std::size_t count = std::min(row, spans.size() - next);
    std::vector<char> room(count * SpanPrinter::kLongest);
    const char* const end = printer.put({spans.data() + next, count}, offsets, room.data());
    out.append(room.data(), static_cast<std::size_t>(end - room.data()));
  }
  return out;
}

std::string expected(const std::vector<Span>& spans, const std::string& utf8, OffsetUnit unit) {
  const text::OffsetMap map(utf8, unit);
  std::string out;
  for (const Span span : spans)
    out += fmt::format("[{}, {}], ", map.from_byte(span.begin), map.from_byte(span.end));
  return out;
}

void check(const std::vector<Span>& spans, const std::string& utf8) {
  for (const OffsetUnit unit : {OffsetUnit::kByte, OffsetUnit::kCodePoint, OffsetUnit::kUtf16}) {
    const std::string wanted = expected(spans, utf8, unit);
    for (const std::size_t at_once : {1u, 4u})
      for (const std::size_t row : {3u, 4u, 128u})
        REQUIRE(printed(spans, utf8, unit, at_once, row) == wanted);
  }
}

/// Words as tokens are, one after another, up to a size; the text, which they are added to.
std::vector<Span> words(std::size_t size, const std::vector<std::string>& letters,
                        std::mt19937& random, std::string& utf8) {
  std::vector<Span> spans;
  while (utf8.size() < size) {
    const auto begin = static_cast<std::uint32_t>(utf8.size());
    for (std::size_t left = 1 + random() % 8; left > 0; --left)
      utf8 += letters[random() % letters.size()];
    spans.push_back({begin, static_cast<std::uint32_t>(utf8.size())});
    if (random() % 4 != 0) utf8 += ' ';
  }
  return spans;
}

TEST_CASE("spans: four are written as one is, whatever their numbers and units", "[format]") {
  std::mt19937 random(12);
  for (const std::size_t size : {0u, 7u, 40u, 130u, 1200u, 12'000u, 130'000u})
    for (const std::vector<std::string>& letters :
         {std::vector<std::string>{"a"}, {"a", "b", "c", "d", "한", "👧", "e\u0301"}})
      for (std::string utf8 : {"", "👧한e\u0301"}) {
        const std::vector<Span> spans = words(size, letters, random, utf8);
        check(spans, utf8);
      }
}

TEST_CASE("spans: they need not rise", "[format]") {
  std::mt19937 random(13);
  std::string utf8;
  std::vector<Span> spans = words(20'000, {"a", "b", "c", "👧"}, random, utf8);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(spans.begin(), spans.end(), random);
    if (round % 2 == 0) std::sort(spans.begin(), spans.begin() + 500);
    check(spans, utf8);
  }
}

}  // namespace
}  // namespace waymark::format
