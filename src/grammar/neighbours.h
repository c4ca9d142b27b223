// SPDX-License-Identifier: Apache-2.0
// Two tokens that stand side by side wherever a rule matches: the last of one part of its pattern
// and the first of the next. A sentence in which no two neighbours fit is refused by its tokens
// alone, before a lattice is built. Where one of them is a seldom word or a mention, or a
// seldom word stands in the match or before it, the rule is listed under it: then only its places
// are looked at, and matches are looked for near them.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "grammar/dispatch_analysis.h"
#include "grammar/engine.h"
#include "grammar/node_info.h"

namespace waymark::grammar {

class NeighbourAnalysis {
 public:
  /// Borrows all three.
  NeighbourAnalysis(Engine& engine, DispatchAnalysis& firsts, const std::vector<NodeInfo>& infos)
      : engine_(engine),
        firsts_(firsts),
        infos_(infos),
        lasts_(infos.size()),
        extents_(infos.size()),
        sights_(infos.size()) {}

  /// Fills what a way is listed under and its neighbours that are met most seldom; unknown ones if
  /// its pattern names none.
  void list(Way& way);
  [[nodiscard]] Reach reach(const CompiledRule& rule);

 private:
  struct LastSet {
    FeatureSet features = &kNoFeatures;
    bool is_loose = false;     ///< anything
    bool is_nullable = false;  ///< the pattern may match nothing
    ClassMask also = 0;        ///< the token there has one of these beside; 0: it may have any
    [[nodiscard]] bool is_bound() const { return !is_loose && !is_nullable; }
  };
  struct Side {
    FeatureSet features = nullptr;  ///< null: not known
    ClassMask also = 0;
    std::shared_ptr<const RegexParser> regex;
    FeatureSet capitals = &kNoFeatures;  ///< those of `features` that must begin with a capital
    [[nodiscard]] bool is_known() const { return features != nullptr || regex != nullptr; }
  };
  struct Pair {
    Side left, right;
    std::uint64_t cost = 0;
    Extent before;              ///< as Neighbours::distance
    bool begins_match = false;  ///< as Neighbours::begins_match
  };
  struct Alone {
    FeatureSet words = &kNoFeatures;
    FeatureSet capitals = &kNoFeatures;
    std::uint64_t cost = 0;
    Extent distance;  ///< as Neighbours::distance
    ClassMask also = 0;
    std::shared_ptr<const RegexParser> regex;
    bool is_before_match = false;
  };

  const LastSet& last(NodeId node);
  [[nodiscard]] LastSet last_of(const NodeInfo& info);
  [[nodiscard]] LastSet last_of_pair(const LastSet& left, LastSet right);
  [[nodiscard]] LastSet last_of_choice(const NodeInfo& info);
  [[nodiscard]] bool is_one_token(NodeId node);
  [[nodiscard]] bool is_one_run(NodeId node);
  [[nodiscard]] ClassMask begin_of_run(NodeId node);
  [[nodiscard]] LastSet last_of_token(NodeId node);
  Extent extent(NodeId node);
  Extent sight(NodeId node);
  Extent measure(NodeId node, bool with_aheads);
  [[nodiscard]] Extent measure_parts(const NodeInfo& info, bool with_aheads);
  [[nodiscard]] bool has_label(FeatureSet set) const;
  [[nodiscard]] bool are_words(const Side& side) const;
  [[nodiscard]] bool are_words(const NodeInfo& arc) const;
  [[nodiscard]] std::uint64_t cost_of_anchor(const Side& side) const;
  [[nodiscard]] std::uint64_t cost_of_side(const Side& side, bool is_left) const;
  [[nodiscard]] NodeId edge_of(NodeId node, bool at_end) const;
  [[nodiscard]] FeatureSet capitals_at(NodeId node, FeatureSet features) const;
  [[nodiscard]] Side begin_of(NodeId node);
  [[nodiscard]] Side end_of(NodeId node);
  [[nodiscard]] Neighbours::Side side_of(const Side& side) const;
  void consider(Side left, Side right, Extent before, bool begins_match = false);
  void consider_after(NodeId left, NodeId right, Extent before, ClassMask also);
  void consider_words(const NodeInfo& arc, Extent before, ClassMask also);
  void consider_regex(const NodeInfo& arc, Extent before);
  [[nodiscard]] ClassMask asked_ahead(NodeId node);
  void consider_inside(NodeId root, Extent before_root);
  void consider_before(NodeId root);
  void consider_alone(Alone alone);
  void consider_rare(const NodeInfo& arc, Alone alone);
  void consider_context(NodeId find, const Way::Context& context);
  [[nodiscard]] Neighbours known_pair() const;
  [[nodiscard]] std::uint64_t worth(const Way& way) const;
  void choose_anchor(Way& way) const;

  Engine& engine_;
  DispatchAnalysis& firsts_;
  const std::vector<NodeInfo>& infos_;
  std::vector<const LastSet*> lasts_;  // by node; null: not known yet
  std::deque<LastSet> known_lasts_;
  std::vector<std::optional<Extent>> extents_, sights_;  // by node
  std::optional<Pair> best_;
  std::optional<Alone> rarest_;
};

}  // namespace waymark::grammar
