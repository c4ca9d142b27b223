// SPDX-License-Identifier: Apache-2.0
// One step of word breaking by the rules: where the segment that begins here ends, and what it is
// made of. Han and Kana never join. Scripts that need a dictionary are reported, not cut.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace waymark::text {

struct Segment {
  std::size_t end = 0;      ///< byte after it
  std::uint32_t some = 0;   ///< character bits that at least one of its code points has
  std::uint32_t all = ~0u;  ///< bits that all of them have
};

/// Source: UAX #29, rules WB1 to WB999, as in the root word rules of ICU 72.
/// Requires: valid UTF-8, begin < utf8.size(), `begin` is a segment's begin.
[[nodiscard]] Segment find_segment(std::string_view utf8, std::size_t begin);

}  // namespace waymark::text
