// SPDX-License-Identifier: Apache-2.0
// Of words only the commonest are known one by one, of others their kind.
#include "grammar/feature_cost.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <iterator>
#include <string_view>
#include <utility>

namespace waymark::grammar {

namespace {

// How often a word is met among 100,000 tokens of running text, roughly. Of most only their kind is
// known.
std::uint16_t frequency_of(std::string_view word) {
  if (!word.empty() && static_cast<unsigned char>(word.front()) >= 0x80) return 1;
  constexpr std::pair<std::string_view, std::uint16_t> kKnown[] = {
      {"the", 5000}, {".", 4500},  {",", 4500}, {"of", 2500}, {"and", 2300},
      {"to", 2300},  {"in", 2000}, {"a", 2000}, {"-", 3000},  {"\"", 1000},
  };
  constexpr std::size_t kLongest = 3;  // bytes of those
  if (word.size() <= kLongest)
    for (const auto& [known, frequency] : kKnown)
      if (known == word) return frequency;
  return word.size() == 1 || is_function_word(word) ? 400 : 3;
}

}  // namespace

void weigh_words(Engine& engine) {
  engine.word_costs.reserve(engine.words.size());
  for (WordId id = 0; id < engine.words.size(); ++id)
    engine.word_costs.push_back(frequency_of(engine.words.word(id)));
}

namespace {

// How often a feature is met in text, roughly.
std::uint64_t cost_of(const Engine& engine, std::uint32_t feature) {
  const std::uint32_t words = engine.words.size();
  if (feature < words) return engine.word_costs[feature];
  if (feature < words + engine.label_count) return 300;
  const std::uint32_t kinds = words + engine.label_count + kAllClasses;
  if (feature >= kinds) return feature < kinds + engine.kind_count ? 60 : 3;
  switch (static_cast<TokenClassId>(feature - words - engine.label_count)) {
    case TokenClassId::kYear:
      return 100;
    case TokenClassId::kAcronym:
    case TokenClassId::kHangul:
    case TokenClassId::kJosa:
      return 400;
    case TokenClassId::kNum:
    case TokenClassId::kDigit:
      return 1000;
    case TokenClassId::kCap:
      return 10'000;
    default:
      return 50'000;
  }
}

}  // namespace

std::uint64_t cost_of(const Engine& engine, const Features& features) {
  std::uint64_t cost = 0;
  for (const std::uint32_t feature : features) cost += cost_of(engine, feature);
  return cost;
}

FeatureSet share(Engine& engine, Features features) {
  if (features.empty()) return &kNoFeatures;
  const auto [set, is_new] = engine.feature_sets.add(std::move(features));
  if (is_new) set->cost = cost_of(engine, set->features);
  return set;
}

void unite(Features& features, const Features& more) {
  Features all;
  std::set_union(features.begin(), features.end(), more.begin(), more.end(),
                 std::back_inserter(all));
  features = std::move(all);
}

FeatureSet unite(Engine& engine, std::vector<FeatureSet> sets) {
  std::sort(sets.begin(), sets.end(), std::less<>());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  std::erase_if(sets, [](FeatureSet set) { return set->features.empty(); });
  if (sets.empty()) return &kNoFeatures;
  if (sets.size() == 1) return sets.front();
  Features all = sets.back()->features;
  if (sets.size() == 2) {
    unite(all, sets.front()->features);
    return share(engine, std::move(all));
  }
  sets.pop_back();
  for (const FeatureSet set : sets)
    all.insert(all.end(), set->features.begin(), set->features.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return share(engine, std::move(all));
}

ClassMask classes_in(const Engine& engine, const Features& features) {
  const std::uint32_t classes = engine.words.size() + engine.label_count;
  if (features.empty() || features.front() < classes) return 0;
  ClassMask mask = 0;
  for (const std::uint32_t feature : features) mask |= 1u << (feature - classes);
  return mask;
}

namespace {

std::uint64_t cost_of_classes(const Engine& engine, ClassMask classes) {
  std::uint64_t cost = 0;
  for (; classes != 0; classes &= classes - 1)
    cost += cost_of(engine,
                    engine.feature_of_class(static_cast<TokenClassId>(std::countr_zero(classes))));
  return cost;
}

}  // namespace

std::uint64_t cost_beside(const Engine& engine, std::uint64_t cost, ClassMask also) {
  constexpr std::uint64_t kRefused = 8, kRefusedBySeldom = 64, kSeldom = 2000;
  if (also == 0) return cost;
  return cost / (cost_of_classes(engine, also) < kSeldom ? kRefusedBySeldom : kRefused) + 1;
}

ClassMask rarer_classes(const Engine& engine, FeatureSet features, ClassMask also) {
  const ClassMask own = classes_in(engine, features->features);
  if (own == 0 || also == 0) return own | also;
  return features->cost < cost_of_classes(engine, also) ? own : also;
}

const Features& rarest(const Engine& engine, const std::vector<Features>& needs) {
  return *std::min_element(needs.begin(), needs.end(), [&](const Features& a, const Features& b) {
    return cost_of(engine, a) < cost_of(engine, b);
  });
}

FeatureSet rarest(const std::vector<FeatureSet>& needs) {
  return *std::min_element(needs.begin(), needs.end(),
                           [](FeatureSet a, FeatureSet b) { return a->cost < b->cost; });
}

namespace {

constexpr std::size_t kMostNeeds = 6;  // of a rule; more would cost more to test than they save

}  // namespace

void keep_rarest(std::vector<FeatureSet>& needs) {
  std::stable_sort(needs.begin(), needs.end(),
                   [](FeatureSet a, FeatureSet b) { return a->cost < b->cost; });
  if (needs.size() > kMostNeeds) needs.resize(kMostNeeds);
}

}  // namespace waymark::grammar
