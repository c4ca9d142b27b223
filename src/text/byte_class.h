// SPDX-License-Identifier: Apache-2.0
// What a byte of ASCII is in word breaking: a table that the fast paths of the tokenizer ask.
#pragma once

#include <array>
#include <cstdint>

namespace waymark::text {

enum ByteBit : std::uint16_t {
  kByteUpper = 1u << 0,
  kByteLower = 1u << 1,
  kByteDigit = 1u << 2,
  kByteWord = 1u << 3,         ///< letter, digit, '_' or '@': any two of them join
  kByteAsLetter = 1u << 4,     ///< joins as letters do: also '@'
  kByteJoinLetters = 1u << 5,  ///< between letters
  kByteJoinDigits = 1u << 6,
  kByteNoNumber = 1u << 7,  ///< never in a number: '_', '@', apostrophe, ';'
  kByteSpace = 1u << 8,
  kByteBeyondAscii = 1u << 9,
};
inline constexpr std::uint16_t kByteLetter = kByteUpper | kByteLower;

[[nodiscard]] constexpr std::uint16_t find_byte_bits(unsigned c) {
  if (c >= 0x80) return kByteBeyondAscii;
  if (c >= 'A' && c <= 'Z') return kByteUpper | kByteAsLetter | kByteWord;
  if (c >= 'a' && c <= 'z') return kByteLower | kByteAsLetter | kByteWord;
  if (c >= '0' && c <= '9') return kByteDigit | kByteWord;
  switch (c) {
    case '@':
      return kByteWord | kByteAsLetter | kByteNoNumber;
    case '_':
      return kByteWord | kByteNoNumber;
    case '.':
      return kByteJoinLetters | kByteJoinDigits;
    case '\'':
      return kByteJoinLetters | kByteJoinDigits | kByteNoNumber;
    case ',':
      return kByteJoinDigits;
    case ';':
      return kByteJoinDigits | kByteNoNumber;
    case ' ':
      return kByteSpace;
    default:
      return c >= 0x09 && c <= 0x0D ? kByteSpace : 0;
  }
}

inline constexpr std::array<std::uint16_t, 256> kByteBits = [] {
  std::array<std::uint16_t, 256> table{};
  for (unsigned c = 0; c < 256; ++c) table[c] = find_byte_bits(c);
  return table;
}();

[[nodiscard]] inline std::uint32_t byte_bits(char c) {
  return kByteBits[static_cast<unsigned char>(c)];
}

/// Whether a mark joins what stands before and after it; `around` are the bits that these share.
[[nodiscard]] constexpr bool joins(std::uint32_t around, std::uint32_t mark) {
  return ((around & kByteDigit) != 0 && (mark & kByteJoinDigits) != 0) ||
         ((around & kByteAsLetter) != 0 && (mark & kByteJoinLetters) != 0);
}

}  // namespace waymark::text
