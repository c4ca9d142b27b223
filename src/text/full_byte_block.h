// SPDX-License-Identifier: Apache-2.0
// A whole window of sixty-four bytes looked at as one, for machines that can: those of servers
// since about 2019 (Ice Lake, Zen 4). As in wide_byte_block.h, a function which does so is marked,
// and called only after the machine was asked.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "text/byte_block.h"

// What a function is called that is only for machines that have_full_blocks().
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define WAYMARK_HAS_FULL_BLOCKS 1
#define WAYMARK_FULL                                                  \
  __attribute__((                                                     \
      target("avx2,bmi,bmi2,gfni,avx512f,avx512bw,avx512dq,avx512vl," \
             "avx512vbmi,avx512vbmi2")))
#endif

namespace waymark::text {

#if defined(WAYMARK_HAS_FULL_BLOCKS)

/// Whether this machine can do what is WAYMARK_FULL.
[[nodiscard]] inline bool has_full_blocks() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("gfni") &&
         __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
}

/// What is asked of it in other ways than of ByteBlock: full_byte_look.h, eight_pieces.h.
struct FullByteBlock {
  static constexpr std::size_t kSize = 64;
};

/// Bytes or numbers, each told by its place.
template <class Number, std::size_t kCount, class Find>
[[nodiscard]] constexpr std::array<Number, kCount> make_numbers(Find find) {
  std::array<Number, kCount> numbers{};
  for (unsigned i = 0; i < kCount; ++i) numbers[i] = static_cast<Number>(find(i));
  return numbers;
}
/// The same of a block.
template <class Find>
[[nodiscard]] constexpr std::array<std::uint8_t, FullByteBlock::kSize> make_block(Find find) {
  return make_numbers<std::uint8_t, FullByteBlock::kSize>(find);
}

#else

#define WAYMARK_FULL
[[nodiscard]] inline bool has_full_blocks() { return false; }
using FullByteBlock = ByteBlock;

#endif

}  // namespace waymark::text
