// SPDX-License-Identifier: Apache-2.0
// What a pattern ends with is read off its nodes as dispatch reads what it begins with. Labels are
// left aside: where mentions end and begin is known to the lattice only.
#include "grammar/neighbours.h"

#include <algorithm>
#include <utility>

namespace waymark::grammar {

using What = NodeInfo::What;

const NeighbourAnalysis::LastSet& NeighbourAnalysis::last(NodeId node) {
  if (lasts_[node]) return *lasts_[node];
  lasts_[node] = LastSet{{}, true, true};  // of recursion
  LastSet set = last_of(infos_[node]);
  lasts_[node] = std::move(set);
  return *lasts_[node];
}

NeighbourAnalysis::LastSet NeighbourAnalysis::last_of(const NodeInfo& info) {
  LastSet set;
  const auto add = [&](const LastSet& more) {
    unite(set.features, more.features);
    set.is_loose = set.is_loose || more.is_loose;
  };
  switch (info.what) {
    case What::kArc:
      return {info.last, info.last.empty(), false};
    case What::kSequence:
      set = last(info.parts[1]);
      if (!set.is_nullable) break;
      add(last(info.parts[0]));
      set.is_nullable = last(info.parts[0]).is_nullable;
      break;
    case What::kChoice:
      for (const NodeId part : info.parts) {
        add(last(part));
        set.is_nullable = set.is_nullable || last(part).is_nullable;
      }
      break;
    case What::kRepeat:
      set = last(info.parts[0]);
      set.is_nullable = set.is_nullable || info.min == 0;
      break;
    case What::kPass:
      return last(info.parts[0]);
    case What::kAhead:
    case What::kEmpty:
      set.is_nullable = true;
      break;
    case What::kNever:
      break;
  }
  return set;
}

void NeighbourAnalysis::consider(const Features& left, const Features& right) {
  const auto is_usable = [&](const Features& features) {
    return !features.empty() &&
           std::none_of(features.begin(), features.end(),
                        [&](std::uint32_t feature) { return engine_.is_label(feature); });
  };
  if (!is_usable(left) || !is_usable(right)) return;
  const std::uint64_t cost = cost_of(engine_, left) * cost_of(engine_, right);
  if (!best_ || cost < best_->cost) best_ = Pair{&left, &right, cost};
}

// Of two nodes, one matched behind the other.
void NeighbourAnalysis::consider_after(NodeId left, NodeId right) {
  const FirstSet& first = firsts_.first(right);
  if (last(left).is_bound() && first.is_bound()) consider(last(left).features, first.features);
}

// Of all parts that a match cannot go without.
void NeighbourAnalysis::consider_inside(NodeId root) {
  constexpr std::size_t kMostNodes = 256;
  std::vector<NodeId> open{root};
  for (std::size_t i = 0; i < open.size() && open.size() < kMostNodes; ++i) {
    const NodeInfo& info = infos_[open[i]];
    const bool is_needed = info.what == What::kSequence || info.what == What::kPass ||
                           (info.what == What::kRepeat && info.min > 0);
    if (!is_needed) continue;
    if (info.what == What::kSequence) consider_after(info.parts[0], info.parts[1]);
    open.insert(open.end(), info.parts.begin(), info.parts.end());
  }
}

// A context that stands before the match is matched backward: it begins where it touches the match.
void NeighbourAnalysis::consider_context(const CompiledRule& rule, const ContextTest& context) {
  if (context.negative) return;
  if (!context.after) return consider_after(rule.find, context.node);
  const FirstSet &before = firsts_.first(context.node), &find = firsts_.first(rule.find);
  if (before.is_bound() && find.is_bound()) consider(before.features, find.features);
}

Neighbours NeighbourAnalysis::of(const CompiledRule& rule) {
  best_.reset();
  consider_inside(rule.find);
  for (const ContextTest& context : rule.contexts) consider_context(rule, context);
  Neighbours result;
  if (!best_) return result;
  result.are_known = true;
  result.left = make_start_set(engine_, *best_->left, false);
  result.right = make_start_set(engine_, *best_->right, false);
  result.left_is_rarer = cost_of(engine_, *best_->left) < cost_of(engine_, *best_->right);
  return result;
}

}  // namespace waymark::grammar
