// SPDX-License-Identifier: Apache-2.0
// Sets of features while rules are compiled: most stand at many nodes, rules and ways. Each is kept
// once, so that it is handed on as an address, and its cost is added up once.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <utility>
#include <vector>

namespace waymark::grammar {

/// A set of features of a sentence: words, labels and classes, by number; ascending.
using Features = std::vector<std::uint32_t>;

struct SharedFeatures {
  Features features;
  std::uint64_t cost = 0;  ///< how often one of them is met in text, roughly
};
/// Equal sets of one pool have one address. Never null.
using FeatureSet = const SharedFeatures*;

inline const SharedFeatures kNoFeatures{};

/// A pool of sets.
class FeatureSets {
 public:
  /// The set of these features, and whether it is new; then its cost is to be told.
  std::pair<SharedFeatures*, bool> add(Features features);

 private:
  std::deque<SharedFeatures> sets_;
  std::unordered_multimap<std::uint64_t, SharedFeatures*> by_hash_;
};

/// Gives sets numbers, in the order in which they come.
class NumberedSets {
 public:
  /// The number of a set, and whether it is new.
  std::pair<std::uint32_t, bool> number(FeatureSet set) {
    const auto [known, is_new] =
        number_of_.try_emplace(set, static_cast<std::uint32_t>(sets_.size()));
    if (is_new) sets_.push_back(set);
    return {known->second, is_new};
  }
  [[nodiscard]] const std::vector<FeatureSet>& all() const { return sets_; }

 private:
  std::unordered_map<FeatureSet, std::uint32_t> number_of_;
  std::vector<FeatureSet> sets_;
};

}  // namespace waymark::grammar
