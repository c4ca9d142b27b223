// SPDX-License-Identifier: Apache-2.0
// Under the feature of a token or a mention stands with each way what is told by the tokens beside
// it alone, so that most places are refused before anything is looked up.
#include <algorithm>
#include <utility>

#include "grammar/dispatch.h"
#include "grammar/regex_parser.h"

namespace waymark::grammar {
namespace {

// Of an expression that the token begins or ends.
void add_regex(std::shared_ptr<const RegexParser> regex, bool begins, TokenWays& all,
               Listed& listed) {
  if (regex == nullptr || all.regexes.size() == Listed::kNoRegex) return;
  listed.regex = static_cast<std::uint16_t>(all.regexes.size());
  listed.begins_regex = begins;
  all.regexes.push_back(std::move(regex));
}

// Of a way that is looked for from a word or a mention: what must stand there and beside it.
Listed list_way(const Engine& engine, std::uint32_t way, TokenWays& all) {
  using Anchor = Neighbours::Anchor;
  const Neighbours& wanted = engine.ways[way].neighbours;
  Listed listed{.way = way, .own = wanted.also, .needs_mention = engine.ways[way].labels != 0};
  if (wanted.anchor == Anchor::kAlone) add_regex(wanted.regex, true, all, listed);
  if (wanted.anchor != Anchor::kLeft && wanted.anchor != Anchor::kRight) return listed;
  const bool is_left = listed.from_end = wanted.anchor == Anchor::kLeft;
  const Neighbours::Side& own = is_left ? wanted.left : wanted.right;
  listed.own = own.also;
  add_regex(own.regex, !is_left, all, listed);
  const Neighbours::Side& other = is_left ? wanted.right : wanted.left;
  const bool is_run = other.regex != nullptr;
  if (other.set.label_bits != 0 || (is_run && other.also == 0)) return listed;
  listed.step = is_left ? 1 : -1;
  // Of a run to the left the first token may be farther away.
  listed.is_end_of_run = is_run && !is_left && !other.regex->takes_one_token;
  listed.classes = is_run ? other.also : other.set.classes;
  if (!is_run) listed.beside = other.also;
  listed.bits_mask = static_cast<std::uint16_t>(other.hashes.bits.size() - 1);
  listed.first_bits = static_cast<std::uint32_t>(all.bits.size());
  all.bits.insert(all.bits.end(), other.hashes.bits.begin(), other.hashes.bits.end());
  return listed;
}

// The class that a feature is; 0: it is none.
ClassMask class_of(const Engine& engine, std::uint32_t feature) {
  const bool is_class = engine.is_of_tokens(feature) && feature >= engine.words.size();
  return is_class ? 1u << (feature - engine.words.size() - engine.label_count) : 0;
}

// Whether a way may be looked for from what has one of the features that it is listed under.
bool is_place(const Engine& engine, std::uint32_t way, std::uint32_t feature) {
  return engine.is_of_tokens(feature) || (engine.is_label(feature) && engine.is_anchored[way] != 0);
}

// Lists the ways of a table under the words, classes and labels that it lists them under. `next`:
// by feature.
void list_for_places(Engine& engine, const DispatchTable& table, std::vector<std::uint32_t>& next) {
  for (const std::uint32_t way : ways_in(engine, table)) {
    const Features& capitals = engine.ways[way].capitals->features;
    Listed of_way = list_way(engine, way, engine.token_ways);
    of_way.table = table.number;
    for (const std::uint32_t feature : engine.ways[way].listed->features) {
      if (!is_place(engine, way, feature)) continue;
      Listed& listed = engine.token_ways.ways[next[feature]++] = of_way;
      if ((listed.own & class_of(engine, feature)) != 0) listed.own = 0;
      if (listed.own == 0 && std::binary_search(capitals.begin(), capitals.end(), feature))
        listed.own = bit_of(TokenClassId::kCap);
    }
  }
}

// The part of what is by feature that is by label.
std::vector<std::uint32_t> labels_in(const Engine& engine, const std::vector<std::uint32_t>& all) {
  const auto first = all.begin() + engine.feature_of_label(0);
  return {first, first + engine.label_count};
}

}  // namespace

void index_token_ways(Engine& engine) {
  std::vector<std::uint32_t>& starts = engine.token_ways.starts;
  starts.assign(engine.feature_count() + 1, 0);
  for_each_table(engine, [&](const DispatchTable& table) {
    for (const std::uint32_t way : ways_in(engine, table))
      for (const std::uint32_t feature : engine.ways[way].listed->features)
        if (is_place(engine, way, feature)) ++starts[feature + 1];
  });
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  engine.token_ways.ways.resize(starts.back());
  std::vector<std::uint32_t> next = starts;
  engine.tables_from.assign(engine.feature_count(), 0);
  for_each_table(engine, [&](DispatchTable& table) {
    const std::vector<std::uint32_t> before = labels_in(engine, next);
    list_for_places(engine, table, next);
    const std::vector<std::uint32_t> behind = labels_in(engine, next);
    for (LabelId label = 0; label < engine.label_count; ++label) {
      table.ways_of_labels.emplace_back(before[label], behind[label]);
      if (before[label] != behind[label])
        engine.tables_from[engine.feature_of_label(label)] |= table.bit;
    }
  });
}

}  // namespace waymark::grammar
