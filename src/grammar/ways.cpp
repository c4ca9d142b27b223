// SPDX-License-Identifier: Apache-2.0
// A choice is taken apart where it stands at the top of a pattern or a context, as long as a rule's
// ways stay few. An alternative has all its ends there, so that it can be asked alone.
#include "grammar/ways.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "grammar/feature_cost.h"

namespace waymark::grammar {
namespace {

using What = NodeInfo::What;

constexpr std::size_t kMostWays = 32;  // of a rule

// Appends the alternatives that a node offers at its top. False if there are too many or a let
// names itself.
bool add_alternatives(const std::vector<NodeInfo>& infos, NodeId node, int depth,
                      std::vector<NodeId>& nodes) {
  constexpr int kDeepest = 16;
  const NodeInfo& info = infos[node];
  const bool is_open = info.what == What::kPass || info.what == What::kChoice;
  if (!is_open || info.asks_to_touch) {
    nodes.push_back(node);
    return nodes.size() <= kMostWays;
  }
  return depth < kDeepest && std::all_of(info.parts.begin(), info.parts.end(), [&](NodeId part) {
           return add_alternatives(infos, part, depth + 1, nodes);
         });
}

// The alternatives of a node, or the node itself if they are more than `most`.
std::vector<NodeId> alternatives_of(const std::vector<NodeInfo>& infos, NodeId node,
                                    std::size_t most) {
  std::vector<NodeId> nodes;
  const bool are_few = add_alternatives(infos, node, 0, nodes) && nodes.size() <= most;
  return are_few ? nodes : std::vector<NodeId>{node};
}

// Each way with each of some alternatives as `place` has it.
template <class Place>
void multiply(const std::vector<NodeId>& alternatives, std::vector<Way>& ways, const Place& place) {
  std::vector<Way> all;
  for (const NodeId alternative : alternatives)
    for (const Way& way : ways) {
      all.push_back(way);
      place(all.back(), alternative);
    }
  ways = std::move(all);
}

std::vector<Way> ways_of(const CompiledRule& rule, std::uint32_t number,
                         const std::vector<NodeInfo>& infos) {
  std::vector<Way> ways;
  for (const NodeId alternative : rule.alternatives) {
    Way& way = ways.emplace_back();
    way.rule = number;
    way.alternative = static_cast<std::uint8_t>(ways.size() - 1);
    way.find = alternative;
  }
  for (const Way::Context& context : contexts_of(rule))
    multiply(alternatives_of(infos, context.node, kMostWays / ways.size()), ways,
             [&](Way& way, NodeId node) {
               way.contexts.push_back({node, context.after});
             });
  return ways;
}

// The labels of which a mention has one wherever all needs are fulfilled; 0: no need asks for one.
std::uint64_t labels_of(const Engine& engine, const std::vector<FeatureSet>& needs) {
  std::uint64_t fewest = 0;
  for (const FeatureSet need : needs) {
    const bool is_of_mentions =
        std::none_of(need->features.begin(), need->features.end(),
                     [&](std::uint32_t feature) { return engine.is_of_tokens(feature); });
    if (!is_of_mentions) continue;
    std::uint64_t labels = 0;
    for (const std::uint32_t feature : need->features) labels |= engine.labels_of(feature);
    if (fewest == 0 || std::popcount(labels) < std::popcount(fewest)) fewest = labels;
  }
  return fewest;
}

}  // namespace

void find_ways(Engine& engine, DispatchAnalysis& analysis, const std::vector<NodeInfo>& infos) {
  for (std::uint32_t number = 0; number < engine.rules.size(); ++number) {
    CompiledRule& rule = engine.rules[number];
    rule.alternatives = alternatives_of(infos, rule.find, kMostWays);
    for (Way& way : ways_of(rule, number, infos)) {
      way.needs = needs_from(analysis, way.find, way.contexts);
      way.needs.insert(way.needs.end(), rule.needs_of_tests.begin(), rule.needs_of_tests.end());
      way.labels = labels_of(engine, way.needs);
      keep_rarest(way.needs);
      engine.ways.push_back(std::move(way));
    }
  }
}

}  // namespace waymark::grammar
