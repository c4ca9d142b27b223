// SPDX-License-Identifier: Apache-2.0
// Four tokens looked at as one, where the machine can (wide_byte_block.h): what is asked of every
// token of a text becomes a bit for each, and the numbers of those that are meant are put down
// without a branch.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "text/token.h"
#include "text/wide_byte_block.h"

namespace waymark::text {

inline constexpr std::size_t kFourTokens = 4;

#if defined(__x86_64__) && defined(__GNUC__)

class FourTokens {
 public:
  WAYMARK_WIDE explicit FourTokens(const Token* tokens) {
    const __m256i evens = load_pair(tokens), odds = load_pair(tokens + 1);
    hashes_ = _mm256_unpacklo_epi64(evens, odds);
    shapes_ = _mm256_unpackhi_epi64(evens, odds);
  }

  [[nodiscard]] WAYMARK_WIDE __m256i hashes() const { return hashes_; }

  /// A bit for each token: whether its shape has, of the bits `all`, those of `wanted` and no
  /// other.
  [[nodiscard]] WAYMARK_WIDE std::uint32_t have_only(std::uint32_t wanted,
                                                     std::uint32_t all) const {
    return highest_bits(_mm256_cmpeq_epi64(_mm256_and_si256(shapes_, _mm256_set1_epi64x(all)),
                                           _mm256_set1_epi64x(wanted)));
  }
  /// The same: whether it has some of the bits.
  [[nodiscard]] WAYMARK_WIDE std::uint32_t have(std::uint32_t bits) const {
    return have_only(0, bits) ^ 0xF;
  }

  /// A bit for each of four numbers: whether their highest bits are set.
  static WAYMARK_WIDE std::uint32_t highest_bits(__m256i numbers) {
    return static_cast<std::uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(numbers)));
  }

 private:
  static_assert(std::is_standard_layout_v<Token> && sizeof(Token) == 24 &&
                offsetof(Token, hash) == 8 && offsetof(Token, shape) == 16);

  /// Hash and shape of a token, sixteen bytes, beside those of the token two behind it.
  static WAYMARK_WIDE __m256i load_pair(const Token* token) {
    const auto* first = reinterpret_cast<const __m128i*>(&token[0].hash);
    const auto* second = reinterpret_cast<const __m128i*>(&token[2].hash);
    return _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(first)),
                                   _mm_loadu_si128(second), 1);
  }

  __m256i hashes_, shapes_;
};

/// Puts down the numbers of tokens, four of which are looked at after four.
class TokenNumbers {
 public:
  /// Requires: room for all numbers and four more.
  WAYMARK_WIDE explicit TokenNumbers(std::uint32_t* numbers)
      : first_(numbers), next_(numbers), four_(_mm_setr_epi32(0, 1, 2, 3)) {}

  /// Puts those of the next four tokens that the bits say.
  WAYMARK_WIDE void put(std::uint32_t bits) {
    const Packing& packing = kPackings[bits];
    const auto* order = reinterpret_cast<const __m128i*>(packing.bytes.data());
    _mm_storeu_si128(reinterpret_cast<__m128i*>(next_),
                     _mm_shuffle_epi8(four_, _mm_loadu_si128(order)));
    next_ += packing.count;
    four_ = _mm_add_epi32(four_, _mm_set1_epi32(4));
  }
  [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(next_ - first_); }

 private:
  /// How those of four numbers that some bits say come to stand in front, and how many they are.
  struct Packing {
    std::array<char, 16> bytes{};
    std::size_t count = 0;
  };
  static constexpr std::array<Packing, 16> make_packings() {
    std::array<Packing, 16> packings{};
    for (unsigned bits = 0; bits < packings.size(); ++bits)
      for (unsigned number = 0; number < 4; ++number) {
        if ((bits >> number & 1) == 0) continue;
        const std::size_t begin = 4 * packings[bits].count++;
        for (unsigned byte = 0; byte < 4; ++byte)
          packings[bits].bytes[begin + byte] = static_cast<char>(4 * number + byte);
      }
    return packings;
  }
  static const std::array<Packing, 16> kPackings;

  std::uint32_t* first_;
  std::uint32_t* next_;
  __m128i four_;
};

inline constexpr std::array<TokenNumbers::Packing, 16> TokenNumbers::kPackings = make_packings();

#endif

}  // namespace waymark::text
