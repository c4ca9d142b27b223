// SPDX-License-Identifier: Apache-2.0
// The bytes of JSON's scalars: escapes in strings, the shortest digits of numbers. Both ways of
// writing, json::Writer and json::Sheet, take them from here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/byte_block.h"

namespace waymark::text::json {

/// Whether a byte can't stand in a string as it is: a quote, a backslash, a control character.
[[nodiscard]] inline bool is_special(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// The same of sixteen bytes, a bit a byte.
[[nodiscard]] inline std::uint32_t specials_in(const ByteBlock& block) {
  return (block.lies_between(0, 0x1F) | block.is('"') | block.is('\\')).mask();
}

/// As many bytes an escape or a number takes at most.
inline constexpr std::size_t kLongestEscape = 6;
inline constexpr std::size_t kLongestNumber = 32;

/// Writes the escape of a special byte and gives where it ends.
/// Requires: room for kLongestEscape bytes.
char* put_escape(char c, char* at);

/// Writes the shortest digits that read back as the same number and gives where they end.
/// Requires: a finite number, room for kLongestNumber bytes.
char* put_number(double number, char* at);

}  // namespace waymark::text::json
