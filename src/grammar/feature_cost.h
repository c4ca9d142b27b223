// SPDX-License-Identifier: Apache-2.0
// How often features are met in running text, roughly, and what is chosen by it: of the sets of
// which a match has one each, the rarest refuses most sentences.
#pragma once

#include <cstdint>
#include <vector>

#include "grammar/engine.h"
#include "grammar/feature_sets.h"
#include "grammar/token_class.h"

namespace waymark::grammar {

/// Fills the engine's costs of words, after which sets may be made.
void weigh_words(Engine& engine);

/// Adds `more` to `features`.
void unite(Features& features, const Features& more);

/// The engine's set of these features. Requires: words are weighed.
[[nodiscard]] FeatureSet share(Engine& engine, Features features);

/// What any of the sets has.
[[nodiscard]] FeatureSet unite(Engine& engine, std::vector<FeatureSet> sets);

/// The set that is met most seldom. Requires: there is one.
[[nodiscard]] FeatureSet rarest(const std::vector<FeatureSet>& needs);
[[nodiscard]] const Features& rarest(const Engine& engine, const std::vector<Features>& needs);

/// How often one of the features is met in text, roughly.
[[nodiscard]] std::uint64_t cost_of(const Engine& engine, const Features& features);

/// The classes that features are, if they are nothing else; else 0. Requires: of tokens and labels.
[[nodiscard]] ClassMask classes_in(const Engine& engine, const Features& features);

/// How often what costs so much alone is met where the token must have one of the classes beside
/// (0: any).
[[nodiscard]] std::uint64_t cost_beside(const Engine& engine, std::uint64_t cost, ClassMask also);

/// Of classes of which a token must have one (0: any): those of its features, if they are classes,
/// or those that it has beside, whichever are met more seldom.
[[nodiscard]] ClassMask rarer_classes(const Engine& engine, FeatureSet features, ClassMask also);

/// Leaves the sets that are met most seldom, these first; more would cost more to ask than they
/// save.
void keep_rarest(std::vector<FeatureSet>& needs);

}  // namespace waymark::grammar
