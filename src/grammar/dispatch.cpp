// SPDX-License-Identifier: Apache-2.0
// Each way is listed under the features of one need; its other needs are numbered and asked after.
#include "grammar/dispatch.h"

#include <algorithm>

#include "grammar/start_sets.h"

namespace waymark::grammar {
namespace {

Need make_need(const Engine& engine, const Features& features) {
  const std::uint32_t classes = engine.words.size() + engine.label_count;
  Need need{.words = make_hash_bits(engine, features),
            .has_words = features.front() < engine.words.size()};
  for (const std::uint32_t feature : features) {
    if (classes <= feature && feature < classes + kAllClasses)
      need.classes |= 1u << (feature - classes);
    if (!engine.is_of_tokens(feature)) need.has_mentions = true;
  }
  return need;
}

// Which needs each feature fulfils.
void index_features(Engine& engine, const std::vector<FeatureSet>& needs) {
  std::vector<std::uint32_t>& from = engine.feature_needs_from;
  from.assign(engine.feature_count() + 1, 0);
  for (const FeatureSet need : needs)
    for (const std::uint32_t feature : need->features) ++from[feature + 1];
  for (std::size_t i = 1; i < from.size(); ++i) from[i] += from[i - 1];
  engine.feature_needs.resize(from.back());
  std::vector<std::uint32_t> next = from;
  for (std::uint32_t number = 0; number < needs.size(); ++number)
    for (const std::uint32_t feature : needs[number]->features)
      engine.feature_needs[next[feature]++] = number;
}

// What nearly all sentences have is not asked for.
void index_needs(Engine& engine) {
  constexpr std::uint64_t kCommon = 8000;
  NumberedSets known;
  engine.more_needs_from.assign(1, 0);
  for (const Way& way : engine.ways) {
    for (const FeatureSet need : way.needs) {
      if (need == way.listed || need->cost >= kCommon) continue;
      const auto [number, is_new] = known.number(need);
      if (is_new) engine.needs.push_back(make_need(engine, need->features));
      engine.more_needs.push_back(number);
    }
    engine.more_needs_from.push_back(static_cast<std::uint32_t>(engine.more_needs.size()));
  }
  index_features(engine, known.all());
  // What is asked of mentions is seen already; words and classes of a sentence are looked at late.
  const auto is_seen = [&](std::uint32_t need) {
    return !engine.needs[need].has_words && engine.needs[need].classes == 0;
  };
  for (std::size_t way = 0; way < engine.ways.size(); ++way)
    std::stable_partition(engine.more_needs.begin() + engine.more_needs_from[way],
                          engine.more_needs.begin() + engine.more_needs_from[way + 1], is_seen);
}

void index_table(Engine& engine, std::uint16_t number, DispatchTable& table) {
  table.number = number;
  table.bit = table_bit(number);
  if (!table.always.empty()) engine.tables_without_needs |= table.bit;
  for (const std::uint32_t way : ways_in(engine, table))
    for (const std::uint32_t feature : engine.ways[way].listed->features)
      if (engine.is_anchored[way] == 0 || engine.is_of_tokens(feature))
        engine.tables_of[feature] |= table.bit;
}

// Whether all that is listed under a word asks for a capital there, as acronyms have them.
bool asks_for_capital(const Engine& engine, std::uint32_t feature) {
  constexpr ClassMask kCapital = bit_of(TokenClassId::kCap) | bit_of(TokenClassId::kAcronym);
  const TokenWays& all = engine.token_ways;
  return std::all_of(
      all.ways.begin() + all.starts[feature], all.ways.begin() + all.starts[feature + 1],
      [](const Listed& listed) { return listed.own != 0 && (listed.own & ~kCapital) == 0; });
}

}  // namespace

std::vector<std::uint32_t> ways_in(const Engine& engine, const DispatchTable& table) {
  std::vector<bool> is_listed(engine.ways.size());
  for (const std::uint32_t way : table.ways) is_listed[way] = true;
  std::vector<std::uint32_t> ways;
  for (std::uint32_t way = 0; way < is_listed.size(); ++way)
    if (is_listed[way]) ways.push_back(way);
  return ways;
}

void index_rules(Engine& engine) {
  const std::uint32_t words = engine.words.size(), classes = words + engine.label_count;
  index_needs(engine);
  for (const Way& way : engine.ways)
    engine.is_anchored.push_back(way.neighbours.anchor != Neighbours::Anchor::kNone);
  engine.tables_of.assign(engine.feature_count(), 0);
  std::uint16_t number = 0;
  for_each_table(engine, [&](DispatchTable& table) { index_table(engine, number++, table); });
  index_token_ways(engine);
  for (std::uint32_t id = 0; id < kAllClasses; ++id)
    if (engine.tables_of[classes + id] != 0) engine.listed_classes |= 1u << id;
  engine.listed_tokens.add_shapes(kShapesOfClasses[engine.listed_classes]);
  for (WordId word = 0; word < words; ++word) {
    const std::uint32_t feature = engine.feature_of_word(word);
    if (engine.tables_of[feature] == 0) continue;
    engine.listed_tokens.add_word(engine.words.hash(word), asks_for_capital(engine, feature));
  }
}

DispatchTable make_table(const Engine& engine, std::uint32_t first, std::uint32_t last, bool veto) {
  DispatchTable table;
  table.starts.assign(engine.feature_count() + 1, 0);
  const auto for_each_way = [&](auto&& visit) {
    for (std::uint32_t way = 0; way < engine.ways.size(); ++way) {
      const std::uint32_t rule = engine.ways[way].rule;
      if (first <= rule && rule < last && engine.rules[rule].veto == veto) visit(way);
    }
  };
  for_each_way([&](std::uint32_t way) {
    for (const std::uint32_t feature : engine.ways[way].listed->features)
      ++table.starts[feature + 1];
  });
  for (std::size_t i = 1; i < table.starts.size(); ++i) table.starts[i] += table.starts[i - 1];
  table.ways.resize(table.starts.back());
  std::vector<std::uint32_t> next = table.starts;
  for_each_way([&](std::uint32_t way) {
    for (const std::uint32_t feature : engine.ways[way].listed->features)
      table.ways[next[feature]++] = way;
    if (engine.ways[way].listed->features.empty()) table.always.push_back(way);
  });
  return table;
}

}  // namespace waymark::grammar
