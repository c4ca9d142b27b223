// SPDX-License-Identifier: Apache-2.0
// What waymark needs to know of a code point, in one word: its class in word breaking and a few
// properties. Common scripts come from a table that is filled from ICU once; the rest is asked of
// ICU when it occurs.
#pragma once

#include <cstdint>

namespace waymark::text {

/// Classes of word breaking.
/// Source: UAX #29, table 3, as refined by the root word rules of ICU 72: Hangul syllables are no
/// ALetter, '@' is,
/// ':' is no MidLetter. Han and Kana are one class, since they never join.
enum class WordBreak : std::uint8_t {
  kOther,
  kCarriageReturn,
  kLineFeed,
  kNewline,
  kSpace,
  kExtend,  ///< Extend and Format
  kZeroWidthJoiner,
  kRegionalIndicator,
  kHebrewLetter,
  kLetter,
  kSingleQuote,
  kDoubleQuote,
  kMidNumberLetter,
  kMidLetter,
  kMidNumber,
  kNumber,
  kExtendNumberLetter,
  kHangulSyllable,
  kHanKana,
};

/// Properties of a code point; bits of CharacterInfo::bits.
enum CharacterBit : std::uint32_t {
  kIsUpper = 1u << 0,  ///< upper or title case
  kIsLower = 1u << 1,
  kIsDigit = 1u << 2,
  kIsLetter = 1u << 3,
  kIsLatin = 1u << 4,
  kIsHangul = 1u << 5,
  kIsHan = 1u << 6,
  kIsKana = 1u << 7,
  kIsSpace = 1u << 8,        ///< White_Space
  kIsIgnorable = 1u << 9,    ///< Default_Ignorable_Code_Point
  kIsLineEnd = 1u << 10,     ///< ends a line: LF, VT, FF, CR, NEL, LS, PS
  kIsPictograph = 1u << 11,  ///< Extended_Pictographic
  kIsComplex =
      1u << 12,         ///< its script needs a dictionary to find words: Thai, Lao, Khmer, Burmese
  kIsMark = 1u << 13,   ///< combining
  kIsWide = 1u << 14,   ///< takes two columns
  kIsBlank = 1u << 15,  ///< space or ignorable: no token consists of such alone
};

struct CharacterInfo {
  std::uint32_t packed = 0;

  [[nodiscard]] WordBreak word_break() const { return static_cast<WordBreak>(packed >> 24); }
  [[nodiscard]] std::uint32_t bits() const { return packed & 0x00FFFFFFu; }
  [[nodiscard]] bool has(std::uint32_t bits) const { return (packed & bits) != 0; }
};

/// Threads: any.
[[nodiscard]] CharacterInfo character_info(char32_t code_point);

}  // namespace waymark::text
