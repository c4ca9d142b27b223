// SPDX-License-Identifier: Apache-2.0
// What a rule can begin with and what it needs, read off its nodes, and the tables that find the
// rules of a sentence by its features, so that a rule that can't match costs nothing.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "grammar/engine.h"
#include "grammar/pattern_compiler.h"

namespace waymark::grammar {

/// What may stand where a pattern begins.
struct FirstSet {
  FeatureSet features = &kNoFeatures;
  bool is_loose = false;     ///< anything
  bool is_nullable = false;  ///< the pattern may match nothing
  bool is_sure = false;      ///< one of the features stands there even then, as look-ahead asks
  bool is_empty = false;     ///< the pattern matches nothing, it only looks ahead
  ClassMask also = 0;        ///< the token there has one of these beside; 0: it may have any
  /// Whether a match can only begin with one of the features.
  [[nodiscard]] bool is_bound() const { return !is_loose && (is_sure || !is_nullable); }
};

class DispatchAnalysis {
 public:
  DispatchAnalysis(Engine& engine, const std::vector<NodeInfo>& infos)
      : engine_(engine), infos_(infos), firsts_(infos.size()), needs_(infos.size()) {}

  const FirstSet& first(NodeId node);
  /// Sets of features; of each set a sentence needs one for the node to match.
  const std::vector<FeatureSet>& needs(NodeId node);

 private:
  [[nodiscard]] FirstSet first_of(const NodeInfo& info);
  [[nodiscard]] FirstSet first_of_choice(const NodeInfo& info);
  [[nodiscard]] std::vector<FeatureSet> needs_of(const NodeInfo& info);
  [[nodiscard]] std::vector<FeatureSet> needs_of_choice(const NodeInfo& info);
  [[nodiscard]] FirstSet both(const FirstSet& left, const FirstSet& right, FirstSet set) const;
  FirstSet first_of_pair(const FirstSet& left, const FirstSet& right) const;
  Engine& engine_;
  const std::vector<NodeInfo>& infos_;
  // By node; null: not known yet. Nodes that pass on share.
  std::vector<const FirstSet*> firsts_;
  std::vector<const std::vector<FeatureSet>*> needs_;
  std::deque<FirstSet> known_firsts_;
  std::deque<std::vector<FeatureSet>> known_needs_;
};

/// The classes that a token has whatever alternative it belongs to, as also_of(node) has them for
/// each; 0 if one of them allows any.
template <class AlsoOf>
[[nodiscard]] ClassMask also_of_all(const std::vector<NodeId>& alternatives, AlsoOf also_of) {
  ClassMask also = 0;
  for (const NodeId node : alternatives) {
    const ClassMask of_one = also_of(node);
    if (of_one == 0) return 0;
    also |= of_one;
  }
  return also;
}

/// Adds `more` to `features`.
void unite(Features& features, const Features& more);

/// The engine's set of these features. Requires: words are weighed.
[[nodiscard]] FeatureSet share(Engine& engine, Features features);

/// What any of the sets has.
[[nodiscard]] FeatureSet unite(Engine& engine, std::vector<FeatureSet> sets);

/// Fills the engine's costs of words, after which sets may be made.
void weigh_words(Engine& engine);

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

/// The features as a set that tokens and mentions are asked of.
[[nodiscard]] StartSet make_start_set(const Engine& engine, const Features& features,
                                      bool backward);

/// The words among features by their hashes.
[[nodiscard]] HashBits make_hash_bits(const Engine& engine, const Features& features);

/// Leaves the sets that are met most seldom, these first; more would cost more to ask than they
/// save.
void keep_rarest(std::vector<FeatureSet>& needs);

/// What matches need that come from one node and have some contexts.
[[nodiscard]] std::vector<FeatureSet> needs_from(DispatchAnalysis& analysis, NodeId find,
                                                 const std::vector<Way::Context>& contexts);

/// The contexts of a rule that must hold.
[[nodiscard]] std::vector<Way::Context> contexts_of(const CompiledRule& rule);

/// Fills `first`, `is_loose` and `needs` of a rule.
void analyse(const Engine& engine, DispatchAnalysis& analysis, CompiledRule& rule);

/// Fills the engine's start sets and which of them nodes need.
void index_starts(Engine& engine, DispatchAnalysis& analysis, const std::vector<NodeInfo>& infos);

/// Adds the labels that a test asks for beside those of the captured mentions; `all` becomes true
/// if it follows slots.
void add_reads(const CompiledTest& test, std::vector<LabelId>& labels, bool& all);

/// Fills `reads` and `reads_all` of a rule.
void find_reads(const Engine& engine, const std::vector<NodeInfo>& infos, CompiledRule& rule);

/// The ways that a table lists under features, each once, ascending.
[[nodiscard]] std::vector<std::uint32_t> ways_in(const Engine& engine, const DispatchTable& table);

/// Fills the engine's tables over all rules and phases, after each rule is analysed.
void index_rules(Engine& engine);

/// Fills the engine's token ways. Requires: all tables are made and numbered.
void index_token_ways(Engine& engine);

/// Calls visit(table) for the tables of all phases, in the order of their numbers.
template <class Visit>
void for_each_table(Engine& engine, const Visit& visit) {
  for (CompiledPhase& phase : engine.phases) {
    visit(phase.marking);
    visit(phase.vetoing);
  }
}

/// Lists the ways of the rules [first, last) that are vetoes or not under the features of one need.
[[nodiscard]] DispatchTable make_table(const Engine& engine, std::uint32_t first,
                                       std::uint32_t last, bool veto);

}  // namespace waymark::grammar
