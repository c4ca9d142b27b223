// SPDX-License-Identifier: Apache-2.0
// What a rule can begin with and what it needs, read off its nodes.
#pragma once

#include <deque>
#include <vector>

#include "grammar/engine.h"
#include "grammar/feature_sets.h"
#include "grammar/node_info.h"

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

/// What matches need that come from one node and have some contexts.
[[nodiscard]] std::vector<FeatureSet> needs_from(DispatchAnalysis& analysis, NodeId find,
                                                 const std::vector<Way::Context>& contexts);

/// The contexts of a rule that must hold.
[[nodiscard]] std::vector<Way::Context> contexts_of(const CompiledRule& rule);

/// Fills `first`, `is_loose` and `needs` of a rule.
void analyse(const Engine& engine, DispatchAnalysis& analysis, CompiledRule& rule);

}  // namespace waymark::grammar
