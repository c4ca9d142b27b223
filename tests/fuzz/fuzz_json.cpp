// SPDX-License-Identifier: Apache-2.0
// Any bytes as JSON: refused with a place inside the input, or read into a tree that is written and
// read again alike.
#include "fuzz/fuzz.h"
#include "text/json.h"

namespace json = waymark::text::json;
using waymark::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = json::parse(waymark::fuzz::as_text(data, size), "input");
  if (!value) {
    require(value.error().size() == 1 && value.error()[0].line > 0 && value.error()[0].column > 0);
    require(!render(value.error()[0]).empty());
    return 0;
  }
  std::string written;
  json::append(*value, written);
  const auto again = json::parse(written);
  require(again.has_value());
  std::string rewritten;
  json::append(*again, rewritten);
  require(rewritten == written);
  return 0;
}
