// SPDX-License-Identifier: Apache-2.0
// What nodes gave at positions of the sentence at hand: (node, position) → ends. Shared by all
// starts and rules; cleared in constant time.
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
  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const;

  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t generation = 0;
    std::uint32_t first = 0, count = 0;
  };
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> ends_;
  std::uint32_t generation_ = 1;
  std::size_t used_ = 0;
};

}  // namespace waymark::grammar
