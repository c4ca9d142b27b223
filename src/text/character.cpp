// SPDX-License-Identifier: Apache-2.0
// Asks ICU for the properties of a code point and keeps the answers for U+0000 to U+30FF, which is
// where Latin, Greek, Cyrillic, punctuation and Kana lie. Hangul and Han are known by their ranges.
#include "text/character.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <array>

namespace waymark::text {
namespace {

constexpr CharacterInfo make_info(WordBreak word_break, std::uint32_t bits) {
  return {static_cast<std::uint32_t>(word_break) << 24 | bits};
}

std::uint32_t category_bits(UChar32 c) {
  const std::uint32_t mask = U_MASK(u_charType(c));
  std::uint32_t bits = 0;
  if ((mask & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0) bits |= kIsUpper;
  if ((mask & U_GC_LL_MASK) != 0) bits |= kIsLower;
  if ((mask & U_GC_ND_MASK) != 0) bits |= kIsDigit;
  if ((mask & (U_GC_L_MASK | U_GC_NL_MASK)) != 0) bits |= kIsLetter;
  if ((mask & U_GC_M_MASK) != 0) bits |= kIsMark;
  return bits;
}

std::uint32_t script_bits(UScriptCode script) {
  switch (script) {
    case USCRIPT_LATIN:
      return kIsLatin;
    case USCRIPT_HANGUL:
      return kIsHangul;
    case USCRIPT_HAN:
      return kIsHan;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return kIsKana;
    default:
      return 0;
  }
}

std::uint32_t property_bits(UChar32 c) {
  std::uint32_t bits = 0;
  if (u_isUWhiteSpace(c)) bits |= kIsSpace | kIsBlank;
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) bits |= kIsIgnorable | kIsBlank;
  if ((c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029) bits |= kIsLineEnd;
  if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) bits |= kIsPictograph;
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) bits |= kIsComplex;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  if (width == U_EA_WIDE || width == U_EA_FULLWIDTH) bits |= kIsWide;
  return bits;
}

WordBreak plain_word_break(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_CR:
      return WordBreak::kCarriageReturn;
    case U_WB_LF:
      return WordBreak::kLineFeed;
    case U_WB_NEWLINE:
      return WordBreak::kNewline;
    case U_WB_WSEGSPACE:
      return WordBreak::kSpace;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
      return WordBreak::kExtend;
    case U_WB_ZWJ:
      return WordBreak::kZeroWidthJoiner;
    case U_WB_REGIONAL_INDICATOR:
      return WordBreak::kRegionalIndicator;
    case U_WB_HEBREW_LETTER:
      return WordBreak::kHebrewLetter;
    case U_WB_ALETTER:
      return WordBreak::kLetter;
    case U_WB_SINGLE_QUOTE:
      return WordBreak::kSingleQuote;
    case U_WB_DOUBLE_QUOTE:
      return WordBreak::kDoubleQuote;
    case U_WB_MIDNUMLET:
      return WordBreak::kMidNumberLetter;
    case U_WB_MIDLETTER:
      return WordBreak::kMidLetter;
    case U_WB_MIDNUM:
      return WordBreak::kMidNumber;
    case U_WB_NUMERIC:
      return WordBreak::kNumber;
    case U_WB_EXTENDNUMLET:
      return WordBreak::kExtendNumberLetter;
    case U_WB_KATAKANA:
      return WordBreak::kHanKana;
    default:
      return WordBreak::kOther;
  }
}

WordBreak find_word_break(UChar32 c, std::uint32_t bits) {
  if (c == '@') return WordBreak::kLetter;
  if (c == ':' || c == 0xFE55 || c == 0xFF1A) return WordBreak::kOther;
  if (is_hangul_syllable(static_cast<char32_t>(c))) return WordBreak::kHangulSyllable;
  const WordBreak plain = plain_word_break(c);
  if ((bits & kIsHan) != 0) return WordBreak::kHanKana;
  if (plain == WordBreak::kExtend) return plain;
  if ((bits & kIsKana) != 0) return WordBreak::kHanKana;
  const bool is_control = u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_CONTROL;
  if ((bits & kIsComplex) != 0 && !is_control) return WordBreak::kLetter;
  return plain;
}

CharacterInfo ask_icu(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  UErrorCode status = U_ZERO_ERROR;
  std::uint32_t bits = category_bits(c) | property_bits(c);
  bits |= script_bits(uscript_getScript(c, &status));
  const WordBreak word_break = find_word_break(c, bits);
  if (word_break == WordBreak::kHanKana && (bits & kIsHan) == 0) bits |= kIsKana;
  return make_info(word_break, bits);
}

}  // namespace

namespace internal {

std::array<CharacterBlock, kBlockedEnd / 256> character_blocks;

CharacterInfo find_character_info(char32_t c) {
  if (c >= kBlockedEnd) return ask_icu(c);
  CharacterBlock& block = character_blocks[c >> 8];
  std::call_once(block.once, [&] {
    const char32_t first = c & ~char32_t{0xFF};
    for (char32_t low = 0; low < 256; ++low) {
      // Syllables are alike, and thousands.
      const bool is_as_before =
          low > 0 && is_hangul_syllable(first + low - 1) && is_hangul_syllable(first + low);
      block.infos[low] = is_as_before ? block.infos[low - 1] : ask_icu(first + low);
    }
    block.is_ready.store(true, std::memory_order_release);
  });
  return block.infos[c & 0xFF];
}

}  // namespace internal
}  // namespace waymark::text
