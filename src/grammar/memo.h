// SPDX-License-Identifier: Apache-2.0
// What nodes gave at positions of the sentence at hand: (node, position) → ends. Shared by all
// starts and rules; cleared in constant time. Each sentence begins with few slots, so that those of
// a short one lie near each other whatever came before.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace waymark::grammar {

class Memo {
 public:
  void clear();
  /// The ends of a node from a position, if they are known. Lifetime: until the next call of any
  /// member.
  [[nodiscard]] std::optional<std::span<const std::uint32_t>> find(std::uint32_t node,
                                                                   std::uint32_t position) const;
  void add(std::uint32_t node, std::uint32_t position, std::span<const std::uint32_t> ends);

 private:
  void grow();
  void free_slots();
  void place(std::uint64_t key, std::uint32_t first, std::uint32_t count);
  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const;

  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t generation = 0;
    std::uint32_t first = 0, count = 0;
  };
  static constexpr std::size_t kLeastSize = 256;
  std::vector<Slot> slots_;
  std::size_t size_ = 0;  ///< how many of them are in use, a power of two
  std::vector<std::uint32_t> ends_;
  std::uint32_t generation_ = 1;
  std::size_t used_ = 0;
};

}  // namespace waymark::grammar
