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

bool NeighbourAnalysis::has_label(const Features& features) const {
  return std::any_of(features.begin(), features.end(),
                     [&](std::uint32_t feature) { return engine_.is_label(feature); });
}

bool NeighbourAnalysis::are_words(const Side& side) const {
  return side.features != nullptr && side.features->back() < engine_.words.size();
}

// A regular expression refuses most tokens, about as a number does.
std::uint64_t NeighbourAnalysis::cost_of_side(const Side& side) const {
  constexpr std::uint64_t kCostOfRegex = 20;
  return side.regex != nullptr ? kCostOfRegex : cost_of(engine_, *side.features);
}

// The regular expression that a node begins or ends with, whatever way it takes.
std::shared_ptr<const RegexParser> NeighbourAnalysis::regex_at(NodeId node, bool at_end) const {
  constexpr int kMostHops = 64;  // a let may name itself
  for (int hops = 0; hops < kMostHops; ++hops) {
    const NodeInfo& info = infos_[node];
    if (info.what != What::kPass && info.what != What::kSequence) return info.regex;
    node = at_end ? info.parts.back() : info.parts.front();
  }
  return nullptr;
}

NeighbourAnalysis::Side NeighbourAnalysis::end_of(NodeId node) {
  Side side{nullptr, regex_at(node, true)};
  const LastSet& set = last(node);
  if (set.is_bound() && !set.features.empty() && !has_label(set.features))
    side.features = &set.features;
  return side;
}

NeighbourAnalysis::Side NeighbourAnalysis::begin_of(NodeId node) {
  Side side;
  const FirstSet& set = firsts_.first(node);
  if (!infos_[node].backward) side.regex = regex_at(node, false);
  if (set.is_bound() && !set.features.empty() && !has_label(set.features))
    side.features = &set.features;
  return side;
}

// Regular expressions are asked only beside a word: anywhere they would cost more than they save.
void NeighbourAnalysis::consider(Side left, Side right) {
  if (!are_words(right)) left.regex = nullptr;
  if (!are_words(left) || left.regex != nullptr) right.regex = nullptr;
  if (!left.is_known() || !right.is_known()) return;
  const std::uint64_t cost = cost_of_side(left) * cost_of_side(right);
  if (!best_ || cost < best_->cost) best_ = Pair{std::move(left), std::move(right), cost};
}

// Of two nodes, one matched behind the other.
void NeighbourAnalysis::consider_after(NodeId left, NodeId right) {
  consider(end_of(left), begin_of(right));
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
  consider(begin_of(context.node), begin_of(rule.find));
}

Neighbours::Side NeighbourAnalysis::side_of(const Side& side) const {
  if (side.regex != nullptr) return {{}, side.regex};
  return {make_start_set(engine_, *side.features, false), nullptr};
}

Neighbours NeighbourAnalysis::of(const CompiledRule& rule) {
  best_.reset();
  consider_inside(rule.find);
  for (const ContextTest& context : rule.contexts) consider_context(rule, context);
  if (!best_) return {};
  return {side_of(best_->left), side_of(best_->right), true,
          cost_of_side(best_->left) < cost_of_side(best_->right) && best_->left.regex == nullptr};
}

}  // namespace waymark::grammar
