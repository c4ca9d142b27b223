// SPDX-License-Identifier: Apache-2.0
// What a pattern ends with is read off its nodes as dispatch reads what it begins with.
#include "grammar/neighbours.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "grammar/feature_cost.h"
#include "grammar/regex_parser.h"
#include "grammar/start_sets.h"

namespace waymark::grammar {

using What = NodeInfo::What;

namespace {
constexpr Extent kFarthest{kLongestSpan, kLongestSpan, kLongestSpan};
}

const NeighbourAnalysis::LastSet& NeighbourAnalysis::last(NodeId node) {
  static const LastSet kAnything{&kNoFeatures, true, true};
  if (lasts_[node] != nullptr) return *lasts_[node];
  lasts_[node] = &kAnything;  // of recursion
  const NodeInfo& info = infos_[node];
  if (is_one_token(node)) {
    lasts_[node] = &known_lasts_.emplace_back(last_of_token(node));
  } else if (info.what == What::kPass) {
    lasts_[node] = &last(info.parts[0]);
  } else {
    lasts_[node] = &known_lasts_.emplace_back(last_of(info));
  }
  return *lasts_[node];
}

bool NeighbourAnalysis::is_one_token(NodeId node) {
  const Extent most = extent(node);
  return !infos_[node].may_be_empty && most.tokens == 1 && most.labels == 0 && most.runs == 0;
}

bool NeighbourAnalysis::is_one_run(NodeId node) {
  const Extent most = extent(node);
  return !infos_[node].may_be_empty && most.runs == 1 && most.tokens == 0 && most.labels == 0;
}

// The classes of which the first token of a run has one; 0: it may have any.
ClassMask NeighbourAnalysis::begin_of_run(NodeId node) {
  const FirstSet& first = firsts_.first(node);
  if (infos_[node].backward || !first.is_bound()) return 0;
  return first.also != 0 ? first.also : classes_in(engine_, first.features->features);
}

// What begins and ends in the same token.
NeighbourAnalysis::LastSet NeighbourAnalysis::last_of_token(NodeId node) {
  const FirstSet& first = firsts_.first(node);
  return {first.features, !first.is_bound(), false, first.also};
}

// What x y ends with if y may match nothing.
NeighbourAnalysis::LastSet NeighbourAnalysis::last_of_pair(const LastSet& left, LastSet right) {
  right.also = 0;
  right.features = unite(engine_, {right.features, left.features});
  right.is_loose = right.is_loose || left.is_loose;
  right.is_nullable = left.is_nullable;
  return right;
}

NeighbourAnalysis::LastSet NeighbourAnalysis::last_of_choice(const NodeInfo& info) {
  LastSet set;
  std::vector<FeatureSet> all;
  for (const NodeId part : info.parts) {
    const LastSet& one = last(part);
    all.push_back(one.features);
    set.is_loose = set.is_loose || one.is_loose;
    set.is_nullable = set.is_nullable || one.is_nullable;
  }
  set.features = unite(engine_, std::move(all));
  set.also = also_of_all(info.parts, [&](NodeId part) {
    const auto& one = last(part);
    return one.is_bound() ? rarer_classes(engine_, one.features, one.also) : one.also;
  });
  return set;
}

NeighbourAnalysis::LastSet NeighbourAnalysis::last_of(const NodeInfo& info) {
  LastSet set;
  switch (info.what) {
    case What::kArc:
      return {info.last, info.last->features.empty(), false, 0};
    case What::kSequence:
      set = last(info.parts[1]);
      return set.is_nullable ? last_of_pair(last(info.parts[0]), set) : set;
    case What::kChoice:
      return last_of_choice(info);
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

// What is composed of parts never takes more than kLongestSpan.
Extent NeighbourAnalysis::extent(NodeId node) { return measure(node, false); }

// What is looked at behind where a node begins: what it takes and what it asks for beside.
Extent NeighbourAnalysis::sight(NodeId node) { return measure(node, true); }

Extent NeighbourAnalysis::measure(NodeId node, bool with_aheads) {
  std::optional<Extent>& known = (with_aheads ? sights_ : extents_)[node];
  if (!known) {
    known = kFarthest;  // of recursion
    known = measure_parts(infos_[node], with_aheads);
  }
  return *known;
}

namespace {

Extent sum(const Extent& a, const Extent& b) {
  const auto add = [](std::uint32_t x, std::uint32_t y) {
    return std::min(std::min(x, kLongestSpan) + std::min(y, kLongestSpan), kLongestSpan);
  };
  return {add(a.tokens, b.tokens), add(a.labels, b.labels), add(a.runs, b.runs)};
}

Extent times(std::uint32_t rounds, const Extent& one) {
  const auto multiply = [&](std::uint32_t x) {
    return std::min(std::min(rounds, kLongestSpan) * std::min(x, kLongestSpan), kLongestSpan);
  };
  return {multiply(one.tokens), multiply(one.labels), multiply(one.runs)};
}

Extent larger(const Extent& a, const Extent& b) {
  return {std::max(a.tokens, b.tokens), std::max(a.labels, b.labels), std::max(a.runs, b.runs)};
}

}  // namespace

Extent NeighbourAnalysis::measure_parts(const NodeInfo& info, bool with_aheads) {
  const auto part = [&](std::size_t number) { return measure(info.parts[number], with_aheads); };
  Extent most;
  switch (info.what) {
    case What::kArc:
      return info.extent;
    case What::kSequence:
      return sum(part(0), part(1));
    case What::kChoice:
      for (std::size_t i = 0; i < info.parts.size(); ++i) most = larger(most, part(i));
      return most;
    case What::kRepeat:
      return times(info.max, part(0));
    case What::kPass:
      return part(0);
    case What::kAhead:
      return with_aheads ? part(0) : most;
    case What::kEmpty:
      return with_aheads && !info.parts.empty() ? part(0) : most;
    case What::kNever:
      break;
  }
  return most;
}

bool NeighbourAnalysis::has_label(FeatureSet set) const {
  return std::any_of(set->features.begin(), set->features.end(),
                     [&](std::uint32_t feature) { return engine_.is_label(feature); });
}

// Whether an arc begins with one of some words.
bool NeighbourAnalysis::are_words(const NodeInfo& arc) const {
  const Features& features = arc.features->features;
  return !arc.is_loose && arc.regex == nullptr && !features.empty() &&
         features.back() < engine_.words.size();
}

bool NeighbourAnalysis::are_words(const Side& side) const {
  return side.features != nullptr && side.features->features.back() < engine_.words.size();
}

// A regular expression refuses most tokens of a class, and at the end of a run that is asked back
// to its begin few.
std::uint64_t NeighbourAnalysis::cost_of_side(const Side& side, bool is_left) const {
  constexpr std::uint64_t kOfAny = 4000;
  if (side.regex == nullptr) return cost_beside(engine_, side.features->cost, side.also);
  if (side.also == 0 || (is_left && !side.regex->takes_one_token)) return kOfAny;
  Features classes;
  for (ClassMask left = side.also; left != 0; left &= left - 1)
    classes.push_back(engine_.feature_of_class(static_cast<TokenClassId>(std::countr_zero(left))));
  return cost_beside(engine_, cost_of(engine_, classes), side.also);
}

// What a node begins or ends with, whatever way it takes.
NodeId NeighbourAnalysis::edge_of(NodeId node, bool at_end) const {
  constexpr int kMostHops = 64;  // a let may name itself
  for (int hops = 0; hops < kMostHops; ++hops) {
    const NodeInfo& info = infos_[node];
    if (info.what != What::kPass && info.what != What::kSequence) break;
    node = at_end ? info.parts.back() : info.parts.front();
  }
  return node;
}

// Those of the features that a node begins with which must begin with a capital.
FeatureSet NeighbourAnalysis::capitals_at(NodeId node, FeatureSet features) const {
  const NodeInfo& edge = infos_[edge_of(node, false)];
  return edge.what == What::kArc && edge.features == features ? edge.capitals : &kNoFeatures;
}

NeighbourAnalysis::Side NeighbourAnalysis::end_of(NodeId node) {
  Side side{.regex = infos_[edge_of(node, true)].regex};
  if (side.regex != nullptr && (is_one_run(node) || is_one_token(node)))
    side.also = begin_of_run(node);
  const LastSet& set = last(node);
  if (!set.is_bound() || set.features->features.empty()) return side;
  side.features = set.features;
  if (side.regex == nullptr) side.also = set.also;
  if (side.regex != nullptr && side.regex->takes_one_token)
    side.also = classes_in(engine_, set.features->features);
  return side;
}

NeighbourAnalysis::Side NeighbourAnalysis::begin_of(NodeId node) {
  Side side;
  const FirstSet& set = firsts_.first(node);
  if (!infos_[node].backward) side.regex = infos_[edge_of(node, false)].regex;
  if (side.regex != nullptr && set.is_bound())
    side.also = classes_in(engine_, set.features->features);
  if (!set.is_bound() || set.features->features.empty()) return side;
  side.features = set.features;
  side.capitals = capitals_at(node, set.features);
  if (side.regex == nullptr) side.also = set.also;
  return side;
}

// Regular expressions are asked only beside a word, or where one is asked of tokens of some class
// alone: anywhere they would cost more than they save.
void NeighbourAnalysis::consider(Side left, Side right, Extent before, bool begins_match) {
  const bool are_both = left.regex != nullptr && right.regex != nullptr && right.also != 0;
  if (!are_both) {
    if (!are_words(right)) left.regex = nullptr;
    if (!are_words(left) || left.regex != nullptr) right.regex = nullptr;
  }
  if (!left.is_known() || !right.is_known()) return;
  const std::uint64_t cost = cost_of_side(left, true) * cost_of_side(right, false);
  if (!best_ || cost < best_->cost)
    best_ = Pair{std::move(left), std::move(right), cost, before, begins_match};
}

// Of two nodes, one matched behind the other.
// `also`: what the first token of the left one is beside.
void NeighbourAnalysis::consider_after(NodeId left, NodeId right, Extent before, ClassMask also) {
  Side end = end_of(left);
  if (end.also == 0 && is_one_token(left)) end.also = also;
  consider(std::move(end), begin_of(right), before);
}

// Of a literal or a list: the words that it begins with, and those that stand side by side in it.
void NeighbourAnalysis::consider_words(const NodeInfo& arc, Extent before, ClassMask also) {
  if (arc.regex != nullptr) return consider_regex(arc, before);
  if (!are_words(arc)) return;
  for (std::uint32_t i = 1; i < arc.needs.size(); ++i)
    consider({.features = arc.needs[i - 1]}, {.features = arc.needs[i]},
             {before.tokens + i, before.labels, before.runs});
  Alone alone{.words = arc.features,
              .capitals = arc.capitals,
              .distance = before,
              .also = also != 0 ? also : arc.also};
  consider_alone(alone);
  consider_rare(arc, std::move(alone));
}

// Of the arc that words begin: words of it that are rarer and may stand farther away.
void NeighbourAnalysis::consider_rare(const NodeInfo& arc, Alone alone) {
  if (arc.rare->features.empty()) return;
  alone.words = arc.rare;
  alone.capitals = arc.rare_capitals;
  alone.distance.tokens = std::min(alone.distance.tokens + arc.extent.tokens, kLongestSpan);
  alone.also = 0;
  consider_alone(std::move(alone));
}

void NeighbourAnalysis::consider_alone(Alone alone) {
  constexpr std::uint64_t kRefusedByRegex = 8;
  alone.cost = alone.regex != nullptr ? alone.words->cost / kRefusedByRegex + 1
                                      : cost_beside(engine_, alone.words->cost, alone.also);
  if (!rarest_ || alone.cost < rarest_->cost) rarest_ = std::move(alone);
}

// Of a regular expression whose texts all begin with a digit or a capital.
void NeighbourAnalysis::consider_regex(const NodeInfo& arc, Extent before) {
  if (arc.is_loose || arc.backward || classes_in(engine_, arc.features->features) == 0) return;
  consider_alone({.words = arc.features, .distance = before, .regex = arc.regex});
}

// The classes of which the token behind a look-ahead has one; 0: it may have any.
ClassMask NeighbourAnalysis::asked_ahead(NodeId node) {
  const FirstSet& set = firsts_.first(node);
  if (!set.is_empty || !set.is_bound() || infos_[node].backward) return 0;
  return set.also != 0 ? set.also : classes_in(engine_, set.features->features);
}

// Of all parts that a match cannot go without. `before_root`: how far before the root it begins at
// most.
void NeighbourAnalysis::consider_inside(NodeId root, Extent before_root) {
  constexpr std::size_t kMostNodes = 256, kUsual = 64;
  struct Part {
    NodeId node;
    Extent before;   // of the match
    ClassMask also;  // what its first token is beside
    LastSet left;    // what stands before it
  };
  const LastSet anything{.is_loose = true};
  std::vector<Part> open;
  open.reserve(kUsual);
  open.push_back({root, before_root, 0, anything});
  for (std::size_t i = 0; i < open.size() && open.size() < kMostNodes; ++i) {
    const auto [node, before, also, left] = open[i];
    const NodeInfo& info = infos_[node];
    if (info.what == What::kArc) {
      consider_words(info, before, also);
    } else if (info.what == What::kSequence) {
      const Extent middle = sum(before, extent(info.parts[0]));
      consider_after(info.parts[0], info.parts[1], middle, also);
      LastSet end = last(info.parts[0]);
      if (end.is_nullable) {
        end = last_of_pair(left, end);
        if (end.is_bound() && !end.features->features.empty())
          consider({.features = end.features, .also = end.also}, begin_of(info.parts[1]), middle);
      }
      const bool is_ahead = firsts_.first(info.parts[0]).is_empty;
      open.push_back({info.parts[0], before, also, left});
      open.push_back(
          {info.parts[1], middle, is_ahead ? also | asked_ahead(info.parts[0]) : 0, end});
    } else if (info.what == What::kPass) {
      open.push_back({info.parts[0], before, also, left});
    } else if (info.what == What::kRepeat && info.min > 0) {
      open.push_back(
          {info.parts[0], sum(before, times(info.max - 1, extent(info.parts[0]))), 0, anything});
    }
  }
}

// Of all parts that what stands before the match cannot go without. It is matched backward: its
// first part ends where the match begins.
void NeighbourAnalysis::consider_before(NodeId root) {
  constexpr std::size_t kMostNodes = 64;
  std::vector<std::pair<NodeId, Extent>> open{{root, {}}};  // how far before the match they end
  for (std::size_t i = 0; i < open.size() && open.size() < kMostNodes; ++i) {
    const auto [node, distance] = open[i];
    const NodeInfo& info = infos_[node];
    if (info.what == What::kArc && are_words(info)) {
      Alone alone{.words = info.features,
                  .capitals = info.capitals,
                  .distance = distance,
                  .also = info.also,
                  .is_before_match = true};
      consider_alone(alone);
      consider_rare(info, std::move(alone));
    } else if (info.what == What::kSequence) {
      open.emplace_back(info.parts[0], distance);
      open.emplace_back(info.parts[1], sum(distance, extent(info.parts[0])));
    } else if (info.what == What::kPass) {
      open.emplace_back(info.parts[0], distance);
    }
  }
}

// A context that stands before the match is matched backward: it begins where it touches the match.
void NeighbourAnalysis::consider_context(NodeId find, const Way::Context& context) {
  if (!context.after) {
    consider_after(find, context.node, extent(find), 0);
    return consider_inside(context.node, extent(find));
  }
  consider(begin_of(context.node), begin_of(find), {}, true);
  consider_before(context.node);
}

Neighbours::Side NeighbourAnalysis::side_of(const Side& side) const {
  Neighbours::Side made;
  made.regex = side.regex;
  made.also = side.also;
  if (side.regex != nullptr) return made;
  made.set = make_start_set(engine_, side.features->features, false);
  made.hashes = make_hash_bits(engine_, side.features->features);
  return made;
}

Neighbours NeighbourAnalysis::known_pair() const {
  Neighbours pair;
  if (!best_) return pair;
  pair.left = side_of(best_->left);
  pair.right = side_of(best_->right);
  pair.are_known = true;
  pair.begins_match = best_->begins_match;
  pair.left_is_rarer = cost_of_side(best_->left, true) < cost_of_side(best_->right, false) &&
                       best_->left.regex == nullptr;
  return pair;
}

// What it costs to look for matches from what a side has; the most there is, if it has nothing, or
// what conditions ask of mentions.
std::uint64_t NeighbourAnalysis::cost_of_anchor(const Side& side) const {
  const bool has_place =
      side.features != nullptr && side.features->features.back() < engine_.feature_of_kind(0);
  if (!has_place) return std::uint64_t{0} - 1;
  return cost_beside(engine_, side.features->cost, side.also);
}

// What a word may cost from which a way is looked for: to know where is worth more than to know
// whether. A mention that must be there is worth as much: most texts have few.
std::uint64_t NeighbourAnalysis::worth(const Way& way) const {
  constexpr std::uint64_t kWorth = 4;
  if (way.needs.empty()) return std::uint64_t{0} - 1;
  const FeatureSet need = way.needs.front();
  const bool is_of_mentions =
      has_label(need) || (need->features.back() >= engine_.feature_of_kind(0));
  return (is_of_mentions ? 1 : kWorth) * need->cost;
}

// A way is looked for from a word or a mention of its neighbours or else from a word of its own,
// unless something that is met far more seldom than these can be asked for.
void NeighbourAnalysis::choose_anchor(Way& way) const {
  using Anchor = Neighbours::Anchor;
  Neighbours& neighbours = way.neighbours;
  const std::uint64_t most = worth(way);
  const std::uint64_t left = best_ ? cost_of_anchor(best_->left) : std::uint64_t{0} - 1;
  const std::uint64_t right = best_ ? cost_of_anchor(best_->right) : std::uint64_t{0} - 1;
  if (best_ && std::min(left, right) <= most) {
    const bool is_left = left < right;
    neighbours.anchor = is_left ? Anchor::kLeft : Anchor::kRight;
    neighbours.distance = best_->before;
    way.listed = is_left ? best_->left.features : best_->right.features;
    way.capitals = is_left ? best_->left.capitals : best_->right.capitals;
  } else if (rarest_ && rarest_->cost <= most) {
    neighbours.anchor = rarest_->is_before_match ? Anchor::kBefore : Anchor::kAlone;
    neighbours.distance = rarest_->distance;
    neighbours.also = rarest_->also;
    way.listed = rarest_->words;
    neighbours.regex = rarest_->regex;
    way.capitals = rarest_->capitals;
  } else if (!way.needs.empty()) {
    way.listed = way.needs.front();
  }
}

void NeighbourAnalysis::list(Way& way) {
  best_.reset();
  rarest_.reset();
  consider_inside(way.find, {});
  for (const Way::Context& context : way.contexts) consider_context(way.find, context);
  way.neighbours = known_pair();
  choose_anchor(way);
}

// What a context asks for beside may lie on its other side.
Reach NeighbourAnalysis::reach(const CompiledRule& rule) {
  Reach reach;
  for (const ContextTest& context : rule.contexts) {
    const Extent far = sight(context.node);
    if (context.after) reach.before = larger(reach.before, far);
    reach.behind = larger(reach.behind, far);
  }
  reach.behind = sum(sight(rule.find), reach.behind);
  return reach;
}

}  // namespace waymark::grammar
