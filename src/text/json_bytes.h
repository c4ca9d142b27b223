// SPDX-License-Identifier: Apache-2.0
// The bytes of JSON's scalars: escapes in strings, the shortest digits of numbers. Both ways of
// writing, json::Writer and json::Sheet, take them from here.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

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

/// The letter of a byte's short escape, as 'n' of \\n; 0 if it has none.
inline constexpr std::array<char, 256> kShortEscapes = [] {
  std::array<char, 256> letters{};
  letters['"'] = '"', letters['\\'] = '\\', letters['\b'] = 'b', letters['\f'] = 'f';
  letters['\n'] = 'n', letters['\r'] = 'r', letters['\t'] = 't';
  return letters;
}();

/// The two digits of a number below a hundred, the first in the low byte.
inline constexpr std::array<std::uint16_t, 100> kDigitPairs = [] {
  std::array<std::uint16_t, 100> pairs{};
  for (unsigned i = 0; i < 100; ++i)
    pairs[i] = static_cast<std::uint16_t>(('0' + i / 10) | ('0' + i % 10) << 8);
  return pairs;
}();

/// Writes a word, its low bytes first.
template <class Word>
void put_little_endian(Word word, char* at) {
  if constexpr (std::endian::native == std::endian::big) {
    for (std::size_t i = 0; i < sizeof word; ++i) at[i] = static_cast<char>(word >> 8 * i);
  } else {
    std::memcpy(at, &word, sizeof word);
  }
}

// The rare cases of what is below.
char* put_long_escape(char c, char* at);
char* put_many_digits(std::uint32_t number, char* at);

/// Writes the escape of a special byte and gives where it ends.
/// Requires: room for kLongestEscape bytes.
inline char* put_escape(char c, char* at) {
  const char letter = kShortEscapes[static_cast<unsigned char>(c)];
  if (letter == 0) return put_long_escape(c, at);
  at[0] = '\\';
  at[1] = letter;
  return at + 2;
}

/// Writes the digits of a number and gives where they end.
/// Requires: room for kLongestNumber bytes.
inline char* put_digits(std::uint32_t number, char* at) {
  if (number >= 10000) return put_many_digits(number, at);
  const int size = 1 + (number > 9) + (number > 99) + (number > 999);
  const std::uint32_t digits = kDigitPairs[number / 100] | std::uint32_t{kDigitPairs[number % 100]}
                                                               << 16;
  put_little_endian(digits >> 8 * (4 - size), at);
  return at + size;
}

/// Writes the shortest digits that read back as the same number and gives where they end.
/// Requires: a finite number, room for kLongestNumber bytes.
char* put_number(double number, char* at);
/// The same, or null if the number is not finite.
char* put_number_or_null(double number, char* at);

}  // namespace waymark::text::json
