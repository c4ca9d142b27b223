// SPDX-License-Identifier: Apache-2.0
// The keys of all spellings lie in one list, in the order of their low bits.
#include "match/near_spellings.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "surface/confusion.h"
#include "surface/near_keys.h"

namespace waymark::match {

void NearSpellings::add(std::string folded, std::uint32_t payload) {
  const auto number = static_cast<std::uint32_t>(spellings_.size());
  std::vector<std::uint64_t> keys;
  surface::find_near_keys(folded, keys);
  for (const std::uint64_t key : keys) by_key_.emplace_back(key, number);
  spellings_.push_back({std::move(folded), payload});
}

void NearSpellings::seal() {
  slots_.assign(std::bit_ceil(by_key_.size() + 1) + 1, 0);
  for (const auto& [key, number] : by_key_) ++slots_[slot_of(key) + 1];
  for (std::size_t i = 1; i < slots_.size(); ++i) slots_[i] += slots_[i - 1];
  std::vector<std::uint32_t> next = slots_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> ordered(by_key_.size());
  for (const auto& filed : by_key_) ordered[next[slot_of(filed.first)]++] = filed;
  by_key_ = std::move(ordered);
}

std::vector<NearSpellings::Near> NearSpellings::find(std::string_view folded, double limit) const {
  if (slots_.empty()) return {};
  std::vector<std::uint64_t> keys;
  surface::find_near_keys(folded, keys);
  std::vector<std::uint32_t> met;
  for (const std::uint64_t key : keys) {
    const std::size_t slot = slot_of(key);
    for (std::uint32_t i = slots_[slot]; i < slots_[slot + 1]; ++i)
      if (by_key_[i].first == key) met.push_back(by_key_[i].second);
  }
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  std::vector<Near> found;
  for (const std::uint32_t number : met) {
    const Spelling& spelling = spellings_[number];
    const double distance = surface::confusion_distance(folded, spelling.folded, limit);
    if (distance <= limit) found.push_back({spelling.payload, distance});
  }
  return found;
}

}  // namespace waymark::match
