// SPDX-License-Identifier: Apache-2.0
// Open addressing; a slot of an earlier generation is free, so that clearing touches nothing.
#include "grammar/memo.h"

#include <algorithm>

namespace waymark::grammar {

void Memo::clear() {
  ends_.clear();
  used_ = 0;
  size_ = std::min(slots_.size(), kLeastSize);
  free_slots();
}

void Memo::free_slots() {
  if (++generation_ != 0) return;
  std::fill(slots_.begin(), slots_.end(), Slot{});
  generation_ = 1;
}

std::size_t Memo::slot_of(std::uint64_t key) const {
  const std::uint64_t mixed = key * 0x9E3779B97F4A7C15ull;
  return static_cast<std::size_t>(mixed ^ (mixed >> 32)) & (size_ - 1);
}

std::optional<std::span<const std::uint32_t>> Memo::find(std::uint32_t node,
                                                         std::uint32_t position) const {
  if (used_ == 0) return std::nullopt;
  const std::uint64_t key = std::uint64_t{node} << 32 | position;
  for (std::size_t at = slot_of(key); slots_[at].generation == generation_;
       at = (at + 1) & (size_ - 1)) {
    if (slots_[at].key == key) return std::span(ends_).subspan(slots_[at].first, slots_[at].count);
  }
  return std::nullopt;
}

void Memo::grow() {
  std::vector<Slot> known;
  for (std::size_t at = 0; at < size_; ++at)
    if (slots_[at].generation == generation_) known.push_back(slots_[at]);
  size_ = std::max(kLeastSize, size_ * 2);
  if (slots_.size() < size_) slots_.resize(size_);
  free_slots();
  for (const Slot& slot : known) place(slot.key, slot.first, slot.count);
}

void Memo::place(std::uint64_t key, std::uint32_t first, std::uint32_t count) {
  std::size_t at = slot_of(key);
  while (slots_[at].generation == generation_) at = (at + 1) & (size_ - 1);
  slots_[at] = {key, generation_, first, count};
}

void Memo::add(std::uint32_t node, std::uint32_t position, std::span<const std::uint32_t> ends) {
  if ((used_ + 1) * 2 > size_) grow();
  place(std::uint64_t{node} << 32 | position, static_cast<std::uint32_t>(ends_.size()),
        static_cast<std::uint32_t>(ends.size()));
  ends_.insert(ends_.end(), ends.begin(), ends.end());
  ++used_;
}

}  // namespace waymark::grammar
