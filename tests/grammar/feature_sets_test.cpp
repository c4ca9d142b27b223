// SPDX-License-Identifier: Apache-2.0
// Sets of features are kept once, and united as sets.
#include "grammar/feature_sets.h"

#include "grammar/feature_cost.h"
#include "support/catch.h"

namespace waymark::grammar {
namespace {

TEST_CASE("feature sets: equal sets have one address", "[grammar][feature_sets]") {
  FeatureSets sets;
  const auto [first, is_new] = sets.add({1, 2, 70'000});
  CHECK(is_new);
  for (std::uint32_t i = 0; i < 1000; ++i) CHECK(sets.add({1, 2, i + 3}).second);
  const auto again = sets.add({1, 2, 70'000});
  CHECK_FALSE(again.second);
  CHECK(again.first == first);
}

TEST_CASE("feature sets: a union has what any of the sets has, once, in order",
          "[grammar][feature_sets]") {
  Engine engine;
  const FeatureSet odd = share(engine, {1, 3, 5}), even = share(engine, {2, 4});
  CHECK(unite(engine, {odd, even})->features == Features{1, 2, 3, 4, 5});
  CHECK(unite(engine, {even, odd, even}) == unite(engine, {odd, even}));
  CHECK(unite(engine, {odd, &kNoFeatures, odd}) == odd);
  CHECK(unite(engine, {}) == &kNoFeatures);
  CHECK(share(engine, {}) == &kNoFeatures);
  CHECK(odd->cost == cost_of(engine, odd->features));
}

}  // namespace
}  // namespace waymark::grammar
