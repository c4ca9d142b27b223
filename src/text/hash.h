// SPDX-License-Identifier: Apache-2.0
// The hash of folded bytes, eight bytes a step, written out here so that the tokenizer can hash
// ASCII words while it folds them. Compiled indexes hold these values: the function is fixed for
// ever.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace waymark::text {

/// The first `size` (at most 8) of `bytes` as a little-endian number, the rest zero.
[[nodiscard]] inline std::uint64_t load_little_endian(const char* bytes, std::size_t size) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, size);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

/// What a step and the end of a hash multiply with and shift by.
inline constexpr std::uint64_t kHashStep = 0xD6E8FEB86659FD93ull, kHashEnd = 0xC2B2AE3D27D4EB4Full;
inline constexpr int kHashStepShift = 32, kHashEndShift = 29;

/// Hashing in steps: begin with the size in bytes, add words of eight bytes (the last filled with
/// zeros), finish.
[[nodiscard]] constexpr std::uint64_t begin_hash(std::uint64_t byte_size) {
  return 0x243F6A8885A308D3ull ^ (byte_size * 0x9E3779B97F4A7C15ull);
}
[[nodiscard]] constexpr std::uint64_t add_to_hash(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * kHashStep;
  return hash ^ (hash >> kHashStepShift);
}
[[nodiscard]] constexpr std::uint64_t finish_hash(std::uint64_t hash) {
  hash *= kHashEnd;
  return hash ^ (hash >> kHashEndShift);
}

/// Eight ASCII bytes with A–Z as a–z.
/// Requires: no byte has its high bit set.
/// Source: Mycroft's carry trick, as in Hacker's Delight, section 6.1.
[[nodiscard]] constexpr std::uint64_t to_lower_ascii(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ull;
  const std::uint64_t from_a = word + kOnes * (0x80 - 'A');
  const std::uint64_t beyond_z = word + kOnes * (0x7F - 'Z');
  return word | (((from_a ^ beyond_z) & (kOnes * 0x80)) >> 2);
}

}  // namespace waymark::text
