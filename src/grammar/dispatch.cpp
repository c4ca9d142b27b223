// SPDX-License-Identifier: Apache-2.0
// Two walks over the nodes, each node once. A node that is reached again while it is being walked
// is recursion: it may begin with anything and needs nothing, which is always true to say.
#include "grammar/dispatch.h"

#include <algorithm>
#include <bit>
#include <map>
#include <utility>

#include "grammar/combinators.h"

namespace waymark::grammar {

using What = NodeInfo::What;

void unite(Features& features, const Features& more) {
  Features all;
  std::set_union(features.begin(), features.end(), more.begin(), more.end(),
                 std::back_inserter(all));
  features = std::move(all);
}

namespace {

// How often a word is met among 100,000 tokens of running text, roughly. Of most only their kind is
// known.
std::uint16_t frequency_of(std::string_view word) {
  constexpr std::pair<std::string_view, std::uint16_t> kKnown[] = {
      {"the", 5000}, {".", 4500},  {",", 4500}, {"of", 2500}, {"and", 2300},
      {"to", 2300},  {"in", 2000}, {"a", 2000}, {"-", 3000},  {"\"", 1000},
  };
  constexpr std::size_t kLongest = 3;  // bytes of those
  if (word.size() <= kLongest)
    for (const auto& [known, frequency] : kKnown)
      if (known == word) return frequency;
  return word.size() == 1 || is_function_word(word) ? 400 : 1;
}

}  // namespace

void weigh_words(Engine& engine) {
  engine.word_costs.reserve(engine.words.size());
  for (WordId id = 0; id < engine.words.size(); ++id)
    engine.word_costs.push_back(frequency_of(engine.words.word(id)));
}

namespace {

// How often a feature is met in text, roughly.
std::uint64_t cost_of(const Engine& engine, std::uint32_t feature) {
  const std::uint32_t words = engine.words.size();
  if (feature < words) return engine.word_costs[feature];
  if (feature < words + engine.label_count) return 300;
  const std::uint32_t kinds = words + engine.label_count + kAllClasses;
  if (feature >= kinds) return feature < kinds + engine.kind_count ? 60 : 3;
  switch (static_cast<TokenClassId>(feature - words - engine.label_count)) {
    case TokenClassId::kYear:
      return 100;
    case TokenClassId::kAcronym:
    case TokenClassId::kHangul:
    case TokenClassId::kJosa:
      return 400;
    case TokenClassId::kNum:
    case TokenClassId::kDigit:
      return 1000;
    case TokenClassId::kCap:
      return 10'000;
    default:
      return 50'000;
  }
}

}  // namespace

std::uint64_t cost_of(const Engine& engine, const Features& features) {
  std::uint64_t cost = 0;
  for (const std::uint32_t feature : features) cost += cost_of(engine, feature);
  return cost;
}

ClassMask classes_in(const Engine& engine, const Features& features) {
  const std::uint32_t classes = engine.words.size() + engine.label_count;
  if (features.empty() || features.front() < classes) return 0;
  ClassMask mask = 0;
  for (const std::uint32_t feature : features) mask |= 1u << (feature - classes);
  return mask;
}

const Features& rarest(const Engine& engine, const std::vector<Features>& needs) {
  return *std::min_element(needs.begin(), needs.end(), [&](const Features& a, const Features& b) {
    return cost_of(engine, a) < cost_of(engine, b);
  });
}

namespace {

constexpr std::size_t kMostNeeds = 6;  // of a rule; more would cost more to test than they save

// A choice needs one thing of each alternative: the rarest need of each, united.
std::vector<Features> needs_of_choice(const Engine& engine,
                                      const std::vector<const std::vector<Features>*>& parts) {
  Features united;
  for (const auto* needs : parts) {
    if (needs->empty()) return {};
    unite(united, rarest(engine, *needs));
  }
  if (united.empty()) return {};
  return {united};
}

}  // namespace

// Of a token that two sets hold of: the features of the rarer, the classes of the other.
FirstSet DispatchAnalysis::both(const FirstSet& left, const FirstSet& right, FirstSet set) const {
  const bool right_is_rarer = cost_of(engine_, right.features) < cost_of(engine_, left.features);
  const FirstSet& rarer = right_is_rarer ? right : left;
  const FirstSet& other = right_is_rarer ? left : right;
  set.features = rarer.features;
  set.also = rarer.also != 0   ? rarer.also
             : other.also != 0 ? other.also
                               : classes_in(engine_, other.features);
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
  unite(set.features, right.features);
  set.is_loose = left.is_loose || right.is_loose;
  set.is_sure = right.is_bound();
  return set;
}

const FirstSet& DispatchAnalysis::first(NodeId node) {
  if (firsts_[node]) return *firsts_[node];
  firsts_[node] = FirstSet{{}, true, true};
  const NodeInfo& info = infos_[node];
  FirstSet set;
  switch (info.what) {
    case What::kArc:
      set.features = info.features;
      set.is_loose = info.is_loose;
      set.also = info.also;
      break;
    case What::kSequence:
      set = first_of_pair(first(info.parts[0]), first(info.parts[1]));
      break;
    case What::kChoice:
      set.is_sure = set.is_empty = true;
      set.also = also_of_all(info.parts, [&](NodeId part) { return first(part).also; });
      for (const NodeId part : info.parts) {
        const FirstSet& one = first(part);
        set.is_sure = set.is_sure && one.is_bound();
        set.is_empty = set.is_empty && one.is_empty;
        unite(set.features, one.features);
        set.is_loose = set.is_loose || one.is_loose;
        set.is_nullable = set.is_nullable || one.is_nullable;
      }
      break;
    case What::kRepeat:
      set = first(info.parts[0]);
      set.is_nullable = set.is_nullable || info.min == 0;
      set.is_sure = set.is_sure && info.min > 0;
      if (info.min == 0) set.also = 0;
      break;
    case What::kPass:
      set = first(info.parts[0]);
      break;
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
  firsts_[node] = std::move(set);
  return *firsts_[node];
}

const std::vector<Features>& DispatchAnalysis::needs(NodeId node) {
  if (needs_[node]) return *needs_[node];
  needs_[node].emplace();
  const NodeInfo& info = infos_[node];
  std::vector<Features> result;
  switch (info.what) {
    case What::kArc:
      result = info.needs;
      break;
    case What::kSequence:
      result = needs(info.parts[0]);
      for (const Features& need : needs(info.parts[1]))
        if (std::find(result.begin(), result.end(), need) == result.end()) result.push_back(need);
      if (result.size() > kMostNeeds * 4) result.resize(kMostNeeds * 4);
      break;
    case What::kChoice: {
      std::vector<const std::vector<Features>*> parts;
      for (const NodeId part : info.parts) parts.push_back(&needs(part));
      result = needs_of_choice(engine_, parts);
      break;
    }
    case What::kRepeat:
      if (info.min > 0 && !first(info.parts[0]).is_nullable) result = needs(info.parts[0]);
      break;
    case What::kPass:
    case What::kAhead:
      result = needs(info.parts[0]);
      break;
    case What::kEmpty:
    case What::kNever:
      break;
  }
  needs_[node] = std::move(result);
  return *needs_[node];
}

void keep_rarest(const Engine& engine, std::vector<Features>& needs) {
  std::stable_sort(needs.begin(), needs.end(), [&](const Features& a, const Features& b) {
    return cost_of(engine, a) < cost_of(engine, b);
  });
  if (needs.size() > kMostNeeds) needs.resize(kMostNeeds);
}

std::vector<Features> needs_from(DispatchAnalysis& analysis, NodeId find,
                                 const std::vector<Way::Context>& contexts) {
  std::vector<Features> needs = analysis.needs(find);
  for (const Way::Context& context : contexts)
    for (const Features& need : analysis.needs(context.node)) needs.push_back(need);
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
  rule.first = first.features;
  rule.is_loose = !first.is_bound();
  rule.needs = needs_from(analysis, rule.find, contexts_of(rule));
  // A mention that a condition refuses is no reason to say that there is none.
  std::erase_if(rule.needs, [&](const Features& need) {
    return need.empty() || need.back() >= engine.feature_of_kind(0);
  });
  keep_rarest(engine, rule.needs);
}

// ---- where a node can begin ----

namespace {

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
  constexpr std::size_t kBitsOfWord = 16, kMost = 0x10000;
  const auto words = static_cast<std::size_t>(
      std::lower_bound(features.begin(), features.end(), engine.words.size()) - features.begin());
  HashBits bits;
  if (words == 0) return bits;
  bits.bits.assign(std::bit_ceil(std::min(words * kBitsOfWord / 64 + 1, kMost)), 0);
  for (std::size_t i = 0; i < words; ++i) {
    const std::uint64_t hash = engine.words.hash(features[i]);
    bits.bits[hash / 64 % bits.bits.size()] |= 1ull << (hash % 64);
  }
  return bits;
}

namespace {

// Collects for each node the start sets that must be fulfilled somewhere for it to match.
class NeededSets {
 public:
  NeededSets(const Engine& engine, const std::vector<NodeInfo>& infos)
      : engine_(engine), infos_(infos), of_(infos.size()), is_covered_(infos.size()) {}

  void write(Engine& engine) {
    for (NodeId node = 0; node < infos_.size(); ++node) cover_parts(node);
    engine.needed_from.assign(1, 0);
    for (NodeId node = 0; node < infos_.size(); ++node) {
      if (!is_covered_[node] && infos_[node].what != What::kArc) {
        const std::vector<std::uint32_t>& sets = of(node);
        engine.needed_sets.insert(engine.needed_sets.end(), sets.begin(), sets.end());
      }
      engine.needed_from.push_back(static_cast<std::uint32_t>(engine.needed_sets.size()));
    }
  }

 private:
  static constexpr std::size_t kMost = 8;  // of a node; more would cost more than they save

  // Words are rarer than labels, those than classes.
  [[nodiscard]] int commonness(std::uint32_t set) const {
    const StartSet& it = engine_.start_sets[set];
    return it.classes != 0 ? 2 : it.labels.empty() ? 0 : 1;
  }

  // The parts of such a node need nothing that was not asked for the node itself.
  static bool needs_all_parts(const NodeInfo& info) {
    return info.what == What::kSequence || info.what == What::kPass || info.what == What::kAhead ||
           (info.what == What::kRepeat && info.min > 0);
  }

  void cover_parts(NodeId node) {
    if (!needs_all_parts(infos_[node])) return;
    for (const NodeId part : infos_[node].parts) is_covered_[part] = true;
  }

  const std::vector<std::uint32_t>& of(NodeId node) {
    if (of_[node]) return *of_[node];
    of_[node].emplace();  // of recursion: nothing
    std::vector<std::uint32_t> sets;
    if (engine_.start_set_of[node] != kNoStartSet) sets.push_back(engine_.start_set_of[node]);
    if (needs_all_parts(infos_[node]))
      for (const NodeId part : infos_[node].parts) {
        const std::vector<std::uint32_t>& more = of(part);
        sets.insert(sets.end(), more.begin(), more.end());
      }
    std::sort(sets.begin(), sets.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(commonness(a), a) < std::pair(commonness(b), b);
    });
    sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
    if (sets.size() > kMost) sets.resize(kMost);
    of_[node] = std::move(sets);
    return *of_[node];
  }

  const Engine& engine_;
  const std::vector<NodeInfo>& infos_;
  std::vector<std::optional<std::vector<std::uint32_t>>> of_;  // by node
  std::vector<bool> is_covered_;
};

}  // namespace

namespace {

using KnownSets = std::map<std::pair<Features, bool>, std::uint32_t>;

void index_words_of_sets(Engine& engine, const KnownSets& sets) {
  const std::uint32_t words = engine.words.size();
  std::vector<std::uint32_t>& from = engine.word_sets_from;
  from.assign(words + 1, 0);
  const auto for_each_word = [&](auto&& visit) {
    for (const auto& [key, set] : sets)
      for (const std::uint32_t feature : key.first)
        if (feature < words) visit(feature, set);
  };
  for_each_word([&](WordId word, std::uint32_t) { ++from[word + 1]; });
  for (std::uint32_t i = 0; i < words; ++i) from[i + 1] += from[i];
  engine.word_sets.resize(from.back());
  std::vector<std::uint32_t> next = from;
  for_each_word([&](WordId word, std::uint32_t set) { engine.word_sets[next[word]++] = set; });
}

}  // namespace

void index_starts(Engine& engine, DispatchAnalysis& analysis, const std::vector<NodeInfo>& infos) {
  KnownSets known;
  engine.start_set_of.assign(infos.size(), kNoStartSet);
  engine.start_set_of_element.assign(engine.element_count, kNoStartSet);
  for (NodeId node = 0; node < infos.size(); ++node) {
    const FirstSet& first = analysis.first(body_of(infos, node));
    if (!first.is_bound()) continue;
    const auto next = static_cast<std::uint32_t>(engine.start_sets.size());
    const auto [set, is_new] =
        known.try_emplace(std::pair(first.features, infos[node].backward), next);
    if (is_new)
      engine.start_sets.push_back(make_start_set(engine, first.features, infos[node].backward));
    engine.start_set_of[node] = set->second;
    if (infos[node].element != kNoElement)
      engine.start_set_of_element[infos[node].element] = set->second;
  }
  index_words_of_sets(engine, known);
  NeededSets(engine, infos).write(engine);
}

// ---- what a rule reads ----

namespace {

bool follows_slots(const Subject& subject) {
  return !subject.slots.empty() || subject.property == Property::kNamed;
}

bool follows_slots(const ValueExpression& value) {
  if (const auto* subject = std::get_if<Subject>(&value.what)) return !subject->slots.empty();
  const auto* call = std::get_if<ValueExpression::Call>(&value.what);
  return call != nullptr && std::any_of(call->arguments.begin(), call->arguments.end(),
                                        [](const auto& it) { return follows_slots(it); });
}

// Collects the labels of a node and of all in it.
void add_labels(const Engine& engine, const std::vector<NodeInfo>& infos, NodeId root,
                std::vector<bool>& seen, CompiledRule& rule) {
  const std::uint32_t words = engine.words.size();
  std::vector<NodeId> open{root};
  while (!open.empty()) {
    const NodeId node = open.back();
    open.pop_back();
    if (seen[node]) continue;
    seen[node] = true;
    const NodeInfo& info = infos[node];
    for (const std::uint32_t feature : info.features)
      if (feature >= words && feature < words + engine.label_count)
        rule.reads.push_back(static_cast<LabelId>(feature - words));
    rule.reads.insert(rule.reads.end(), info.reads.begin(), info.reads.end());
    rule.reads_all = rule.reads_all || info.reads_all;
    open.insert(open.end(), info.parts.begin(), info.parts.end());
  }
}

}  // namespace

void add_reads(const CompiledTest& test, std::vector<LabelId>& labels, bool& all) {
  if (test.label != gazetteer::kNoLabel) labels.push_back(test.label);
  all = all || follows_slots(test.subject);
  for (const Operand& operand : test.right)
    all = all || (operand.path && follows_slots(*operand.path));
  for (const CompiledTest& part : test.parts) add_reads(part, labels, all);
}

void find_reads(const Engine& engine, const std::vector<NodeInfo>& infos, CompiledRule& rule) {
  std::vector<bool> seen(infos.size());
  add_labels(engine, infos, rule.find, seen, rule);
  for (const ContextTest& context : rule.contexts)
    add_labels(engine, infos, context.node, seen, rule);
  for (const Judgement& judgement : rule.judgements)
    add_reads(judgement.test, rule.reads, rule.reads_all);
  for (const LinkStep& link : rule.links) add_reads(link.condition, rule.reads, rule.reads_all);
  for (const SetEffect& set : rule.sets)
    rule.reads_all = rule.reads_all || follows_slots(set.value);
  if (!rule.links.empty())  // they may ask a mark of the rule's own
    for (const MarkEffect& mark : rule.marks) rule.reads.push_back(mark.label);
  std::sort(rule.reads.begin(), rule.reads.end());
  rule.reads.erase(std::unique(rule.reads.begin(), rule.reads.end()), rule.reads.end());
}

namespace {

using KnownNeeds = std::map<Features, std::uint32_t>;

void index_features_of_needs(Engine& engine, const KnownNeeds& needs) {
  std::vector<std::uint32_t>& from = engine.feature_needs_from;
  from.assign(engine.feature_count() + 1, 0);
  for (const auto& [features, need] : needs)
    for (const std::uint32_t feature : features) ++from[feature + 1];
  for (std::size_t i = 1; i < from.size(); ++i) from[i] += from[i - 1];
  engine.feature_needs.resize(from.back());
  std::vector<std::uint32_t> next = from;
  for (const auto& [features, need] : needs)
    for (const std::uint32_t feature : features) engine.feature_needs[next[feature]++] = need;
}

Need make_need(const Engine& engine, const Features& features) {
  const std::uint32_t classes = engine.words.size() + engine.label_count;
  Need need{make_hash_bits(engine, features), 0, features.front() < engine.words.size()};
  for (const std::uint32_t feature : features)
    if (classes <= feature && feature < classes + kAllClasses)
      need.classes |= 1u << (feature - classes);
  return need;
}

void index_needs(Engine& engine) {
  KnownNeeds known;
  engine.more_needs_from.assign(1, 0);
  for (const Way& way : engine.ways) {
    for (const Features& need : way.needs) {
      if (need == way.listed) continue;
      const auto [it, is_new] =
          known.try_emplace(need, static_cast<std::uint32_t>(engine.needs.size()));
      if (is_new) engine.needs.push_back(make_need(engine, need));
      engine.more_needs.push_back(it->second);
    }
    engine.more_needs_from.push_back(static_cast<std::uint32_t>(engine.more_needs.size()));
  }
  index_features_of_needs(engine, known);
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
  for (std::uint32_t feature = 0; feature < engine.feature_count(); ++feature)
    if (table.starts[feature] != table.starts[feature + 1]) engine.tables_of[feature] |= table.bit;
}

}  // namespace

void index_rules(Engine& engine) {
  const std::uint32_t words = engine.words.size(), classes = words + engine.label_count;
  for (CompiledRule& rule : engine.rules) {
    for (const std::uint32_t feature : rule.first) {
      if (feature >= classes) {
        rule.first_classes |= 1u << (feature - classes);
      } else if (feature >= words) {
        rule.first_labels.push_back(static_cast<LabelId>(feature - words));
      }
    }
  }
  index_needs(engine);
  engine.tables_of.assign(engine.feature_count(), 0);
  std::uint16_t number = 0;
  for_each_table(engine, [&](DispatchTable& table) { index_table(engine, number++, table); });
  index_token_ways(engine);
  for (std::uint32_t feature = engine.feature_of_kind(0); feature < engine.feature_count();
       ++feature)
    engine.tables_of_mentions |= engine.tables_of[feature];
  for (std::uint32_t id = 0; id < kAllClasses; ++id)
    if (engine.tables_of[classes + id] != 0) engine.listed_classes |= 1u << id;
  for (WordId word = 0; word < words; ++word)
    if (engine.tables_of[engine.feature_of_word(word)] != 0)
      engine.listed_words.add(engine.words.hash(word));
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
    for (const std::uint32_t feature : engine.ways[way].listed) ++table.starts[feature + 1];
  });
  for (std::size_t i = 1; i < table.starts.size(); ++i) table.starts[i] += table.starts[i - 1];
  table.ways.resize(table.starts.back());
  std::vector<std::uint32_t> next = table.starts;
  for_each_way([&](std::uint32_t way) {
    for (const std::uint32_t feature : engine.ways[way].listed) table.ways[next[feature]++] = way;
    if (engine.ways[way].listed.empty()) table.always.push_back(way);
  });
  return table;
}

}  // namespace waymark::grammar
