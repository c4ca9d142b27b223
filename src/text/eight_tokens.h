// SPDX-License-Identifier: Apache-2.0
// Eight tokens looked at as one, where the machine can (full_byte_block.h); as four_tokens.h.
#pragma once

#include <bit>
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
    return _mm512_test_epi64_mask(shapes_, _mm512_set1_epi64(bits));
  }

 private:
  static_assert(std::is_standard_layout_v<Token> && sizeof(Token) == 24 &&
                offsetof(Token, hash) == 8 && offsetof(Token, shape) == 16);

  __m512i hashes_, shapes_;
};

/// Shapes of eight tokens, where no more of them is asked: bits are tested where they lie.
class EightShapes {
 public:
  WAYMARK_FULL explicit EightShapes(const Token* tokens) {
    const auto* words = reinterpret_cast<const char*>(tokens);
    for (std::size_t i = 0; i < 3; ++i) words_[i] = _mm512_loadu_si512(words + 64 * i);
  }

  /// As EightTokens::have().
  [[nodiscard]] WAYMARK_FULL std::uint32_t have(std::uint32_t bits) const {
    constexpr std::uint32_t kShapes = 0x924924;  // every third word, from the second on
    const __m512i wanted = _mm512_set1_epi64(bits);
    const std::uint32_t words =
        static_cast<std::uint32_t>(_mm512_test_epi64_mask(words_[0], wanted)) |
        static_cast<std::uint32_t>(_mm512_test_epi64_mask(words_[1], wanted)) << 8 |
        static_cast<std::uint32_t>(_mm512_test_epi64_mask(words_[2], wanted)) << 16;
    return _pext_u32(words, kShapes);
  }

 private:
  static_assert(sizeof(Token) == 24 && offsetof(Token, shape) == 16);

  __m512i words_[3];
};

/// Puts down the numbers of tokens, eight of which are looked at after eight.
class EightNumbers {
 public:
  /// Requires: room for all numbers and eight more.
  WAYMARK_FULL explicit EightNumbers(std::uint32_t* numbers)
      : first_(numbers), next_(numbers), eight_(_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)) {}

  /// Puts those of the next eight tokens that the bits say.
  WAYMARK_FULL void put(std::uint32_t bits) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(next_),
                        _mm256_maskz_compress_epi32(static_cast<__mmask8>(bits), eight_));
    next_ += std::popcount(bits);
    eight_ = _mm256_add_epi32(eight_, _mm256_set1_epi32(kEightTokens));
  }
  [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(next_ - first_); }

 private:
  std::uint32_t* first_;
  std::uint32_t* next_;
  __m256i eight_;
};

#endif

}  // namespace waymark::text
