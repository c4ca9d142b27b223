// SPDX-License-Identifier: Apache-2.0
// Thirty-two bytes looked at as one, for machines that can: all can since about 2015. The program
// is compiled for older ones too, so that a function which does so is marked, and called only after
// the machine was asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "text/byte_block.h"

// What a function is called that is only for machines that have_wide_blocks().
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define WAYMARK_WIDE __attribute__((target("avx2,bmi,bmi2")))
#else
#define WAYMARK_WIDE
#endif

namespace waymark::text {

#if defined(__x86_64__) && defined(__GNUC__)

/// Whether this machine can do what is WAYMARK_WIDE: all can since about 2015.
[[nodiscard]] inline bool has_wide_blocks() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2");
}

/// As ByteBlock, of thirty-two bytes. They are kept as an array, which any function can hand on;
/// where all is inlined they stay in a register.
class WideByteBlock {
 public:
  static constexpr std::size_t kSize = 32;

  /// As ByteTruths.
  class Truths {
   public:
    WAYMARK_WIDE explicit Truths(__m256i bytes) { put(bytes, bytes_); }
    [[nodiscard]] WAYMARK_WIDE std::uint32_t mask() const {
      return static_cast<std::uint32_t>(_mm256_movemask_epi8(get(bytes_)));
    }
    WAYMARK_WIDE Truths operator|(const Truths& other) const {
      return Truths(_mm256_or_si256(get(bytes_), get(other.bytes_)));
    }

   private:
    friend class WideByteBlock;
    char bytes_[kSize];
  };

  /// Requires: thirty-two readable bytes.
  explicit WideByteBlock(const char* bytes) { std::memcpy(bytes_, bytes, kSize); }
  [[nodiscard]] static WAYMARK_WIDE WideByteBlock zeros() {
    return WideByteBlock(_mm256_setzero_si256());
  }

  [[nodiscard]] WAYMARK_WIDE Truths is(char c) const {
    return Truths(_mm256_cmpeq_epi8(get(bytes_), _mm256_set1_epi8(c)));
  }
  [[nodiscard]] WAYMARK_WIDE Truths lies_between(unsigned char low, unsigned char high) const {
    const __m256i from_low = _mm256_sub_epi8(get(bytes_), _mm256_set1_epi8(static_cast<char>(low)));
    const __m256i width = _mm256_set1_epi8(static_cast<char>(high - low));
    return Truths(_mm256_cmpeq_epi8(_mm256_min_epu8(from_low, width), from_low));
  }
  [[nodiscard]] WAYMARK_WIDE Truths is_no_print() const {
    return Truths(_mm256_cmpgt_epi8(_mm256_set1_epi8(' '), get(bytes_)));
  }

  [[nodiscard]] WAYMARK_WIDE WideByteBlock with_bit(char bit) const {
    return WideByteBlock(_mm256_or_si256(get(bytes_), _mm256_set1_epi8(bit)));
  }
  [[nodiscard]] WAYMARK_WIDE WideByteBlock with_bit(const Truths& truths, char bit) const {
    return WideByteBlock(
        _mm256_or_si256(get(bytes_), _mm256_and_si256(get(truths.bytes_), _mm256_set1_epi8(bit))));
  }
  [[nodiscard]] WAYMARK_WIDE Truths has_bit(char bit) const {
    return Truths(_mm256_cmpgt_epi8(_mm256_and_si256(get(bytes_), _mm256_set1_epi8(bit)),
                                    _mm256_setzero_si256()));
  }
  [[nodiscard]] WAYMARK_WIDE WideByteBlock bits_added_in(const WideByteBlock& other) const {
    return WideByteBlock(_mm256_andnot_si256(get(bytes_), get(other.bytes_)));
  }
  /// Requires: room for thirty-two bytes.
  WAYMARK_WIDE void store(char* bytes) const { put(get(bytes_), bytes); }

 private:
  explicit WAYMARK_WIDE WideByteBlock(__m256i vector) { put(vector, bytes_); }

  WAYMARK_WIDE static __m256i get(const char* bytes) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  }
  WAYMARK_WIDE static void put(__m256i vector, char* bytes) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(bytes), vector);
  }

  char bytes_[kSize];
};

#else

[[nodiscard]] inline bool has_wide_blocks() { return false; }
using WideByteBlock = ByteBlock;

#endif

}  // namespace waymark::text
