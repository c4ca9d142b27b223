// SPDX-License-Identifier: Apache-2.0
// Eight tokens looked at as one, where the machine can (full_byte_block.h); as four_tokens.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "text/full_byte_block.h"
#include "text/token.h"

namespace waymark::text {

#if defined(WAYMARK_HAS_FULL_BLOCKS)

inline constexpr std::size_t kEightTokens = 8;

/// Hashes and shapes of eight tokens, to ask what is true of each.
class EightTokens {
 public:
  WAYMARK_FULL explicit EightTokens(const Token* tokens) {
    const auto* words = reinterpret_cast<const char*>(tokens);
    const __m512i first = _mm512_loadu_si512(words), second = _mm512_loadu_si512(words + 64),
                  third = _mm512_loadu_si512(words + 128);
    // Of the twenty-four words that eight tokens have, every third is a hash, and the next a shape.
    // From 8 on they lie in the second vector, or what is already there stays.
    const __m512i some_hashes =
        _mm512_permutex2var_epi64(first, _mm512_setr_epi64(1, 4, 7, 10, 13, 0, 0, 0), second);
    hashes_ =
        _mm512_permutex2var_epi64(some_hashes, _mm512_setr_epi64(0, 1, 2, 3, 4, 8, 11, 14), third);
    const __m512i some_shapes =
        _mm512_permutex2var_epi64(first, _mm512_setr_epi64(2, 5, 8, 11, 14, 0, 0, 0), second);
    shapes_ =
        _mm512_permutex2var_epi64(some_shapes, _mm512_setr_epi64(0, 1, 2, 3, 4, 9, 12, 15), third);
  }

  [[nodiscard]] WAYMARK_FULL __m512i hashes() const { return hashes_; }
  [[nodiscard]] WAYMARK_FULL __m512i shapes() const { return shapes_; }

  /// A bit for each token: whether its shape has, of the bits `all`, those of `wanted` and no
  /// other.
  [[nodiscard]] WAYMARK_FULL std::uint32_t have_only(std::uint32_t wanted,
                                                     std::uint32_t all) const {
    return _mm512_cmpeq_epi64_mask(_mm512_and_si512(shapes_, _mm512_set1_epi64(all)),
                                   _mm512_set1_epi64(wanted));
  }
  /// The same: whether it has some of the bits.
  [[nodiscard]] WAYMARK_FULL std::uint32_t have(std::uint32_t bits) const {
    return have_only(0, bits) ^ 0xFF;
  }

 private:
  static_assert(std::is_standard_layout_v<Token> && sizeof(Token) == 24 &&
                offsetof(Token, hash) == 8 && offsetof(Token, shape) == 16);

  __m512i hashes_, shapes_;
};

#endif

}  // namespace waymark::text
