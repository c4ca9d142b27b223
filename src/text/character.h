// SPDX-License-Identifier: Apache-2.0
// What waymark needs to know of a code point, in one word: its class in word breaking and a few
// properties. Common scripts come from a table that is filled from ICU once; the rest is asked of
// ICU when it occurs.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>

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

namespace internal {

/// The properties of 256 code points that share all but their lowest byte.
struct CharacterBlock {
  std::once_flag once;
  std::atomic<bool> is_ready = false;
  std::array<CharacterInfo, 256> infos;
};
inline constexpr char32_t kBlockedEnd = 0x20000;
extern std::array<CharacterBlock, kBlockedEnd / 256> character_blocks;

/// Fills the block of a code point if it has one.
[[nodiscard]] CharacterInfo find_character_info(char32_t code_point);

}  // namespace internal

/// Threads: any.
[[nodiscard]] inline CharacterInfo character_info(char32_t c) {
  if (c < internal::kBlockedEnd) {
    const internal::CharacterBlock& block = internal::character_blocks[c >> 8];
    if (block.is_ready.load(std::memory_order_acquire)) return block.infos[c & 0xFF];
  }
  return internal::find_character_info(c);
}

/// Whether a code point is a composed Hangul syllable.
[[nodiscard]] constexpr bool is_hangul_syllable(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

}  // namespace waymark::text
