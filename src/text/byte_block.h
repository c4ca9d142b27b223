// SPDX-License-Identifier: Apache-2.0
// Sixteen bytes looked at as one: each question is answered for all of them by a mask, bit i for
// byte i. SSE2 where the machine has it (every x86-64 has), a plain loop elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace waymark::text {

class ByteBlock {
 public:
  static constexpr std::size_t kSize = 16;

#if defined(__SSE2__)
  /// Requires: sixteen readable bytes.
  explicit ByteBlock(const char* bytes)
      : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes))) {}

  [[nodiscard]] std::uint32_t equal_to(char c) const {
    return mask(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c)));
  }
  /// Bytes from `low` to `high`, as unsigned numbers.
  [[nodiscard]] std::uint32_t between(unsigned char low, unsigned char high) const {
    const __m128i from_low = _mm_sub_epi8(bytes_, _mm_set1_epi8(static_cast<char>(low)));
    const __m128i width = _mm_set1_epi8(static_cast<char>(high - low));
    return mask(_mm_cmpeq_epi8(_mm_min_epu8(from_low, width), from_low));
  }
  [[nodiscard]] std::uint32_t beyond_ascii() const { return mask(bytes_); }

 private:
  static std::uint32_t mask(__m128i truths) {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(truths));
  }
  __m128i bytes_;
#else
  explicit ByteBlock(const char* bytes) { std::memcpy(bytes_, bytes, kSize); }

  [[nodiscard]] std::uint32_t equal_to(char c) const {
    return between(static_cast<unsigned char>(c), static_cast<unsigned char>(c));
  }
  [[nodiscard]] std::uint32_t between(unsigned char low, unsigned char high) const {
    std::uint32_t mask = 0;
    for (std::size_t i = 0; i < kSize; ++i)
      mask |= std::uint32_t{bytes_[i] >= low && bytes_[i] <= high} << i;
    return mask;
  }
  [[nodiscard]] std::uint32_t beyond_ascii() const { return between(0x80, 0xFF); }

 private:
  unsigned char bytes_[kSize];
#endif
};

}  // namespace waymark::text
