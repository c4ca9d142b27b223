// SPDX-License-Identifier: Apache-2.0
// What sixty-four bytes are, in one look, where the machine can (full_byte_block.h): a table says
// eight bits of each, and these are turned into eight masks of a bit a byte.
#pragma once

#include <bit>
#include <cstdint>

#include "text/byte_class.h"
#include "text/full_byte_block.h"
#include "text/window_bytes.h"

namespace waymark::text {

#if defined(WAYMARK_HAS_FULL_BLOCKS)

/// Bits of a byte of ASCII. Two say more of letters and spaces.
enum ByteKind : std::uint8_t {
  kKindLetter = 1u << 0,
  kKindDigit = 1u << 1,
  kKindSpace = 1u << 2,
  kKindLetterJoiner = 1u << 3,  ///< a mark that joins letters; of letters, an s
  kKindJoiner = 1u << 4,        ///< a mark that joins digits
  kKindCapital = kCaseBit,      ///< of letters; of spaces, one that ends a line
  kKindOdd = 1u << 6,           ///< stands in words, never in numbers
  kKindOther = 1u << 7,         ///< not plain
};

[[nodiscard]] constexpr unsigned find_byte_kind(unsigned c) {
  const unsigned bits = find_byte_bits(c);
  const auto if_any = [bits](unsigned wanted, unsigned kind) {
    return (bits & wanted) != 0 ? kind : 0;
  };
  if (c == '\n') return kKindSpace | kKindCapital;
  if (c == ' ' || c == '\t') return kKindSpace;
  if (c < ' ' || c == '@' || c == '`') return kKindOther;
  if (c == 's' || c == 'S')
    return kKindLetter | kKindLetterJoiner | if_any(kByteUpper, kKindCapital);
  return if_any(kByteLetter, kKindLetter) | if_any(kByteUpper, kKindCapital) |
         if_any(kByteDigit, kKindDigit) | if_any(kByteJoinLetters, kKindLetterJoiner) |
         if_any(kByteJoinDigits, kKindJoiner) | if_any(kByteNoNumber, kKindOdd);
}

template <>
class ByteLook<FullByteBlock> {
 public:
  WAYMARK_FULL static ByteMasks find(const char* bytes, WindowBytes& out) {
    constexpr int kFirstOrBoth = 0xF8;  // of three bits the first, or both others
    const __m512i window = _mm512_loadu_si512(bytes), kinds = kinds_of(window);
    const __m512i lowered =
        _mm512_ternarylogic_epi64(window, kinds, _mm512_set1_epi8(kKindCapital), kFirstOrBoth);
    _mm512_storeu_si512(out.lowered.data(), lowered);
    return name(Kinds(kinds), _mm512_movepi8_mask(window));
  }

 private:
  /// A mask a kind: the bit j of all bytes.
  class Kinds {
   public:
    WAYMARK_FULL explicit Kinds(__m512i kinds) {
      const __m512i masks = turn(kinds);
      // What is read of the upper half of a larger store would wait for it to be done.
      _mm256_store_si256(reinterpret_cast<__m256i*>(masks_), _mm512_castsi512_si256(masks));
      _mm256_store_si256(reinterpret_cast<__m256i*>(masks_ + 4),
                         _mm512_extracti64x4_epi64(masks, 1));
      // Else gcc 12 takes each out of the vector in several steps.
      asm("" : "+m"(masks_));
    }
    [[nodiscard]] std::uint64_t of(ByteKind kind) const {
      return masks_[std::countr_zero(unsigned{kind})];
    }

   private:
    // Turns eight times eight bytes, each of them eight times eight bits, then all.
    static WAYMARK_FULL __m512i turn(__m512i kinds) {
      alignas(64) static constexpr auto kDiagonals =
          make_block([](unsigned i) { return 1u << i % 8; });
      alignas(64) static constexpr auto kColumns =
          make_block([](unsigned i) { return i % 8 * 8 + i / 8; });
      const __m512i diagonals = _mm512_load_si512(kDiagonals.data());
      const __m512i reversed = _mm512_gf2p8affine_epi64_epi8(diagonals, kinds, 0);
      return _mm512_permutexvar_epi8(_mm512_load_si512(kColumns.data()),
                                     _mm512_gf2p8affine_epi64_epi8(reversed, diagonals, 0));
    }

    alignas(32) std::uint64_t masks_[8];
  };

  static WAYMARK_FULL __m512i kinds_of(__m512i window) {
    alignas(64) static constexpr auto kLow = make_block(find_byte_kind),
                                      kHigh = make_block(
                                          [](unsigned i) { return find_byte_kind(64 + i); });
    return _mm512_permutex2var_epi8(_mm512_load_si512(kLow.data()), window,
                                    _mm512_load_si512(kHigh.data()));
  }

  /// Of bytes beyond ASCII something is said that isn't so, but nothing behind them is asked.
  static ByteMasks name(const Kinds& kinds, std::uint64_t beyond_ascii) {
    const std::uint64_t letters = kinds.of(kKindLetter), digits = kinds.of(kKindDigit);
    const std::uint64_t spaces = kinds.of(kKindSpace), capitals = kinds.of(kKindCapital);
    const std::uint64_t joiners = kinds.of(kKindJoiner), odd = kinds.of(kKindOdd);
    const std::uint64_t underscores = odd & ~joiners;
    return {.words = letters | digits | underscores,
            .uppers = letters & capitals,
            .digits = digits,
            .underscores = underscores,
            .spaces = spaces,
            .lines = spaces & capitals,
            .joiners = joiners,
            .letter_joiners = kinds.of(kKindLetterJoiner) & joiners,
            .odd_joiners = odd & joiners,
            .esses = kinds.of(kKindLetterJoiner) & letters,
            .others = kinds.of(kKindOther) | beyond_ascii};
  }
};

#endif

}  // namespace waymark::text
