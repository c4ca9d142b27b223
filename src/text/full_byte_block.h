// SPDX-License-Identifier: Apache-2.0
// A whole window of sixty-four bytes looked at as one, for machines that can: those of servers
// since about 2019 (Ice Lake, Zen 4). As in wide_byte_block.h, a function which does so is marked,
// and called only after the machine was asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "text/byte_block.h"

// What a function is called that is only for machines that have_full_blocks().
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define WAYMARK_HAS_FULL_BLOCKS 1
#define WAYMARK_FULL                                                        \
  __attribute__((                                                           \
      target("avx2,bmi,bmi2,avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi," \
             "avx512vbmi2")))
#endif

namespace waymark::text {

#if defined(WAYMARK_HAS_FULL_BLOCKS)

/// Whether this machine can do what is WAYMARK_FULL.
[[nodiscard]] inline bool has_full_blocks() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("avx512f") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
         __builtin_cpu_supports("avx512vbmi2");
}

/// As ByteBlock, of sixty-four bytes. They are kept as an array, which any function can hand on;
/// where all is inlined they stay in a register.
class FullByteBlock {
 public:
  static constexpr std::size_t kSize = 64;

  /// As ByteTruths.
  class Truths {
   public:
    explicit Truths(std::uint64_t mask) : mask_(mask) {}
    [[nodiscard]] std::uint64_t mask() const { return mask_; }
    Truths operator|(const Truths& other) const { return Truths(mask_ | other.mask_); }

   private:
    std::uint64_t mask_;
  };

  /// Requires: sixty-four readable bytes.
  explicit FullByteBlock(const char* bytes) { std::memcpy(bytes_, bytes, kSize); }

  [[nodiscard]] WAYMARK_FULL Truths is(char c) const {
    return Truths(_mm512_cmpeq_epi8_mask(get(), _mm512_set1_epi8(c)));
  }
  [[nodiscard]] WAYMARK_FULL Truths lies_between(unsigned char low, unsigned char high) const {
    const __m512i from_low = _mm512_sub_epi8(get(), _mm512_set1_epi8(static_cast<char>(low)));
    return Truths(
        _mm512_cmple_epu8_mask(from_low, _mm512_set1_epi8(static_cast<char>(high - low))));
  }
  [[nodiscard]] WAYMARK_FULL Truths is_no_print() const {
    return Truths(_mm512_cmplt_epi8_mask(get(), _mm512_set1_epi8(' ')));
  }

  [[nodiscard]] WAYMARK_FULL FullByteBlock with_bit(char bit) const {
    return FullByteBlock(_mm512_or_si512(get(), _mm512_set1_epi8(bit)));
  }
  [[nodiscard]] WAYMARK_FULL FullByteBlock with_bit(const Truths& truths, char bit) const {
    return FullByteBlock(_mm512_or_si512(get(), _mm512_maskz_set1_epi8(truths.mask(), bit)));
  }
  [[nodiscard]] WAYMARK_FULL Truths has_bit(char bit) const {
    return Truths(_mm512_test_epi8_mask(get(), _mm512_set1_epi8(bit)));
  }
  [[nodiscard]] WAYMARK_FULL FullByteBlock bits_added_in(const FullByteBlock& other) const {
    return FullByteBlock(_mm512_andnot_si512(get(), other.get()));
  }
  /// Requires: room for sixty-four bytes.
  WAYMARK_FULL void store(char* bytes) const { _mm512_storeu_si512(bytes, get()); }

 private:
  explicit WAYMARK_FULL FullByteBlock(__m512i vector) { _mm512_storeu_si512(bytes_, vector); }

  [[nodiscard]] WAYMARK_FULL __m512i get() const { return _mm512_loadu_si512(bytes_); }

  char bytes_[kSize];
};

#else

#define WAYMARK_FULL
[[nodiscard]] inline bool has_full_blocks() { return false; }
using FullByteBlock = ByteBlock;

#endif

}  // namespace waymark::text
