// SPDX-License-Identifier: Apache-2.0
// Words by bits of their hashes, a few others among them. Asked before a word is looked up.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace waymark::grammar {

/// Whether a bit of a word's hash is set. `mask`: the count of `bits`, a power of two, less one.
[[nodiscard]] inline bool may_hold(const std::uint64_t* bits, std::uint32_t mask,
                                   std::uint64_t hash) {
  return (bits[hash / 64 & mask] >> (hash % 64) & 1u) != 0;
}

struct HashBits {
  std::vector<std::uint64_t> bits{0};  ///< their count is a power of two
  [[nodiscard]] bool may_hold(std::uint64_t hash) const {
    return grammar::may_hold(bits.data(), static_cast<std::uint32_t>(bits.size() - 1), hash);
  }
};

/// As many bits as keep nearly all others out.
[[nodiscard]] inline HashBits make_hash_bits(const std::vector<std::uint64_t>& hashes) {
  constexpr std::size_t kBitsOfWord = 16, kMost = 0x10000;
  HashBits bits;
  if (hashes.empty()) return bits;
  bits.bits.assign(std::bit_ceil(std::min(hashes.size() * kBitsOfWord / 64 + 1, kMost)), 0);
  for (const std::uint64_t hash : hashes)
    bits.bits[hash / 64 % bits.bits.size()] |= 1ull << (hash % 64);
  return bits;
}

}  // namespace waymark::grammar
