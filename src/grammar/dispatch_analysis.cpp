// SPDX-License-Identifier: Apache-2.0
// Two walks over the nodes, each node once. A node that is reached again while it is being walked
// is recursion: it may begin with anything and needs nothing, which is always true to say.
#include "grammar/dispatch_analysis.h"

#include <algorithm>
#include <utility>

#include "grammar/feature_cost.h"

namespace waymark::grammar {
namespace {

using What = NodeInfo::What;

constexpr std::size_t kMostNeeds = 24;  // of a node; the rarest of them are chosen later

}  // namespace

// Of a token that two sets hold of: the features of the rarer, the classes of the other.
FirstSet DispatchAnalysis::both(const FirstSet& left, const FirstSet& right, FirstSet set) const {
  const auto cost = [&](const FirstSet& one, const FirstSet& other) {
    return cost_beside(engine_, one.features->cost,
                       one.also != 0 ? one.also : classes_in(engine_, other.features->features));
  };
  const bool right_is_rarer = cost(right, left) < cost(left, right);
  const FirstSet& rarer = right_is_rarer ? right : left;
  const FirstSet& other = right_is_rarer ? left : right;
  set.features = rarer.features;
  set.also = rarer.also != 0   ? rarer.also
             : other.also != 0 ? other.also
                               : classes_in(engine_, other.features->features);
  return set;
}

// What x y begins with. After a look-ahead both must stand there: the rarer is kept. An x that is a
// look-ahead on one way only (&a | b) says nothing of y on the other.
FirstSet DispatchAnalysis::first_of_pair(const FirstSet& left, const FirstSet& right) const {
  FirstSet set = left;
  set.is_nullable = left.is_nullable && right.is_nullable;
  set.is_empty = left.is_empty && right.is_empty;
  if (!left.is_nullable) return set;
  if (left.is_bound()) return left.is_empty && right.is_bound() ? both(left, right, set) : set;
  set.also = left.is_empty ? right.also : 0;
  set.features = unite(engine_, {left.features, right.features});
  set.is_loose = left.is_loose || right.is_loose;
  set.is_sure = right.is_bound();
  return set;
}

const FirstSet& DispatchAnalysis::first(NodeId node) {
  static const FirstSet kAnything{&kNoFeatures, true, true};
  if (firsts_[node] != nullptr) return *firsts_[node];
  firsts_[node] = &kAnything;  // of recursion
  const NodeInfo& info = infos_[node];
  firsts_[node] = info.what == What::kPass ? &first(info.parts[0])
                                           : &known_firsts_.emplace_back(first_of(info));
  return *firsts_[node];
}

FirstSet DispatchAnalysis::first_of_choice(const NodeInfo& info) {
  FirstSet set;
  set.is_sure = set.is_empty = true;
  set.also = also_of_all(info.parts, [&](NodeId part) {
    const auto& one = first(part);
    return one.is_bound() ? rarer_classes(engine_, one.features, one.also) : one.also;
  });
  std::vector<FeatureSet> all;
  for (const NodeId part : info.parts) {
    const FirstSet& one = first(part);
    set.is_sure = set.is_sure && one.is_bound();
    set.is_empty = set.is_empty && one.is_empty;
    all.push_back(one.features);
    set.is_loose = set.is_loose || one.is_loose;
    set.is_nullable = set.is_nullable || one.is_nullable;
  }
  set.features = unite(engine_, std::move(all));
  return set;
}

FirstSet DispatchAnalysis::first_of(const NodeInfo& info) {
  FirstSet set;
  switch (info.what) {
    case What::kArc:
      set.features = info.features;
      set.is_loose = info.is_loose;
      set.also = info.also;
      break;
    case What::kSequence: {
      const FirstSet& left = first(info.parts[0]);
      return first_of_pair(left, first(info.parts[1]));
    }
    case What::kChoice:
      return first_of_choice(info);
    case What::kRepeat:
      set = first(info.parts[0]);
      set.is_nullable = set.is_nullable || info.min == 0;
      set.is_sure = set.is_sure && info.min > 0;
      if (info.min == 0) set.also = 0;
      break;
    case What::kPass:
      return first(info.parts[0]);
    case What::kAhead:
      set = first(info.parts[0]);
      set.is_sure = set.is_bound();
      set.is_nullable = set.is_empty = true;
      break;
    case What::kEmpty:
      set.is_nullable = set.is_empty = true;
      break;
    case What::kNever:
      break;
  }
  return set;
}

const std::vector<FeatureSet>& DispatchAnalysis::needs(NodeId node) {
  static const std::vector<FeatureSet> kNone;
  if (needs_[node] != nullptr) return *needs_[node];
  needs_[node] = &kNone;  // of recursion
  const NodeInfo& info = infos_[node];
  const bool is_shared = info.what == What::kPass || info.what == What::kAhead;
  needs_[node] = is_shared ? &needs(info.parts[0]) : &known_needs_.emplace_back(needs_of(info));
  return *needs_[node];
}

// A choice needs one thing of each alternative: the rarest need of each, united.
std::vector<FeatureSet> DispatchAnalysis::needs_of_choice(const NodeInfo& info) {
  std::vector<FeatureSet> parts;
  for (const NodeId part : info.parts) {
    const std::vector<FeatureSet>& of_part = needs(part);
    parts.push_back(of_part.empty() ? nullptr : rarest(of_part));
  }
  if (std::find(parts.begin(), parts.end(), nullptr) != parts.end()) return {};
  const FeatureSet united = unite(engine_, std::move(parts));
  if (united->features.empty()) return {};
  return {united};
}

std::vector<FeatureSet> DispatchAnalysis::needs_of(const NodeInfo& info) {
  switch (info.what) {
    case What::kArc:
      return info.needs;
    case What::kSequence: {
      std::vector<FeatureSet> result = needs(info.parts[0]);
      for (const FeatureSet need : needs(info.parts[1]))
        if (std::find(result.begin(), result.end(), need) == result.end()) result.push_back(need);
      if (result.size() > kMostNeeds) result.resize(kMostNeeds);
      return result;
    }
    case What::kChoice:
      return needs_of_choice(info);
    case What::kRepeat:
      if (info.min > 0 && !first(info.parts[0]).is_nullable) return needs(info.parts[0]);
      return {};
    case What::kPass:
    case What::kAhead:
      return needs(info.parts[0]);
    case What::kEmpty:
    case What::kNever:
      break;
  }
  return {};
}

std::vector<FeatureSet> needs_from(DispatchAnalysis& analysis, NodeId find,
                                   const std::vector<Way::Context>& contexts) {
  std::vector<FeatureSet> needs = analysis.needs(find);
  for (const Way::Context& context : contexts) {
    const std::vector<FeatureSet>& more = analysis.needs(context.node);
    needs.insert(needs.end(), more.begin(), more.end());
  }
  return needs;
}

std::vector<Way::Context> contexts_of(const CompiledRule& rule) {
  std::vector<Way::Context> contexts;
  for (const ContextTest& context : rule.contexts)
    if (!context.negative) contexts.push_back({context.node, context.after});
  return contexts;
}

void analyse(const Engine& engine, DispatchAnalysis& analysis, CompiledRule& rule) {
  const FirstSet& first = analysis.first(rule.find);
  rule.first = first.features->features;
  rule.is_loose = !first.is_bound();
  rule.needs = needs_from(analysis, rule.find, contexts_of(rule));
  // A mention that a condition refuses is no reason to say that there is none.
  std::erase_if(rule.needs, [&](FeatureSet need) {
    return need->features.empty() || need->features.back() >= engine.feature_of_kind(0);
  });
  keep_rarest(rule.needs);
}

}  // namespace waymark::grammar
