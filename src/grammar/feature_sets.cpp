// SPDX-License-Identifier: Apache-2.0
// Sets are found by a hash of all their features and compared whole.
#include "grammar/feature_sets.h"

namespace waymark::grammar {
namespace {

std::uint64_t hash_of(const Features& features) {
  std::uint64_t hash = features.size();
  for (const std::uint32_t feature : features) {
    hash = (hash ^ feature) * 0x9E3779B97F4A7C15ull;
    hash ^= hash >> 32;
  }
  return hash;
}

}  // namespace

std::pair<SharedFeatures*, bool> FeatureSets::add(Features features) {
  const std::uint64_t hash = hash_of(features);
  const auto [first, last] = by_hash_.equal_range(hash);
  for (auto it = first; it != last; ++it)
    if (it->second->features == features) return {it->second, false};
  SharedFeatures& set = sets_.emplace_back();
  set.features = std::move(features);
  by_hash_.emplace(hash, &set);
  return {&set, true};
}

}  // namespace waymark::grammar
