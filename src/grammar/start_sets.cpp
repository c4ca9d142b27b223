// SPDX-License-Identifier: Apache-2.0
// Equal sets of one direction stand once among the engine's.
#include "grammar/start_sets.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <iterator>

namespace waymark::grammar {
namespace {

using What = NodeInfo::What;

// The node that stands behind others which only pass on what it gives.
NodeId body_of(const std::vector<NodeInfo>& infos, NodeId node) {
  for (int hops = 0; hops < 64 && infos[node].what == What::kPass; ++hops)
    node = infos[node].parts.front();
  return node;
}

}  // namespace

StartSet make_start_set(const Engine& engine, const Features& features, bool backward) {
  StartSet set;
  set.backward = backward;
  const std::uint32_t words = engine.words.size(), classes = words + engine.label_count;
  const auto is_word = [&](std::uint32_t feature) { return feature < words; };
  const auto count =
      static_cast<std::size_t>(std::count_if(features.begin(), features.end(), is_word));
  if (count != 0) set.words.assign(std::bit_ceil(count / 4 + 1), 0);
  for (const std::uint32_t feature : features) {
    if (feature < words) {
      set.words[feature / 64 % set.words.size()] |= 1ull << (feature % 64);
    } else if (feature < classes) {
      set.labels.push_back(static_cast<LabelId>(feature - words));
      set.label_bits |= bit_of_label(set.labels.back());
    } else {
      set.classes |= 1u << (feature - classes);
    }
  }
  return set;
}

HashBits make_hash_bits(const Engine& engine, const Features& features) {
  const auto words = std::lower_bound(features.begin(), features.end(), engine.words.size());
  std::vector<std::uint64_t> hashes;
  hashes.reserve(static_cast<std::size_t>(words - features.begin()));
  std::transform(features.begin(), words, std::back_inserter(hashes),
                 [&](std::uint32_t word) { return engine.words.hash(word); });
  return make_hash_bits(hashes);
}

void index_starts(Engine& engine, DispatchAnalysis& analysis, const std::vector<NodeInfo>& infos) {
  NumberedSets known[2];                 // by direction
  std::vector<std::uint32_t> set_of[2];  // the same: their numbers among the engine's
  engine.start_set_of.assign(infos.size(), kNoStartSet);
  engine.start_set_of_element.assign(engine.element_count, kNoStartSet);
  for (NodeId node = 0; node < infos.size(); ++node) {
    const FirstSet& first = analysis.first(body_of(infos, node));
    if (!first.is_bound()) continue;
    const bool backward = infos[node].backward;
    const auto [number, is_new] = known[backward].number(first.features);
    if (is_new) {
      set_of[backward].push_back(static_cast<std::uint32_t>(engine.start_sets.size()));
      engine.start_sets.push_back(make_start_set(engine, first.features->features, backward));
    }
    engine.start_set_of[node] = set_of[backward][number];
    if (infos[node].element != kNoElement)
      engine.start_set_of_element[infos[node].element] = engine.start_set_of[node];
  }
}

}  // namespace waymark::grammar
