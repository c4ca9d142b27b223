// SPDX-License-Identifier: Apache-2.0
// Two walks over the nodes, each node once. A node that is reached again while it is being walked
// is recursion: it may begin with anything and needs nothing, which is always true to say.
#include "grammar/dispatch.h"

#include <algorithm>
#include <bit>
#include <unordered_map>
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

FeatureSet unite(Engine& engine, std::vector<FeatureSet> sets) {
  std::sort(sets.begin(), sets.end(), std::less<>());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  std::erase_if(sets, [](FeatureSet set) { return set->features.empty(); });
  if (sets.empty()) return &kNoFeatures;
  if (sets.size() == 1) return sets.front();
  Features all = sets.back()->features;
  if (sets.size() == 2) {
    unite(all, sets.front()->features);
    return share(engine, std::move(all));
  }
  sets.pop_back();
  for (const FeatureSet set : sets)
    all.insert(all.end(), set->features.begin(), set->features.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return share(engine, std::move(all));
}

namespace {

// How often a word is met among 100,000 tokens of running text, roughly. Of most only their kind is
// known.
std::uint16_t frequency_of(std::string_view word) {
  if (!word.empty() && static_cast<unsigned char>(word.front()) >= 0x80) return 1;
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

FeatureSet share(Engine& engine, Features features) {
  if (features.empty()) return &kNoFeatures;
  const auto [set, is_new] = engine.feature_sets.add(std::move(features));
  if (is_new) set->cost = cost_of(engine, set->features);
  return set;
}

ClassMask classes_in(const Engine& engine, const Features& features) {
  const std::uint32_t classes = engine.words.size() + engine.label_count;
  if (features.empty() || features.front() < classes) return 0;
  ClassMask mask = 0;
  for (const std::uint32_t feature : features) mask |= 1u << (feature - classes);
  return mask;
}

namespace {

std::uint64_t cost_of_classes(const Engine& engine, ClassMask classes) {
  std::uint64_t cost = 0;
  for (; classes != 0; classes &= classes - 1)
    cost += cost_of(engine,
                    engine.feature_of_class(static_cast<TokenClassId>(std::countr_zero(classes))));
  return cost;
}

}  // namespace

std::uint64_t cost_beside(const Engine& engine, std::uint64_t cost, ClassMask also) {
  constexpr std::uint64_t kRefused = 8, kRefusedBySeldom = 64, kSeldom = 2000;
  if (also == 0) return cost;
  return cost / (cost_of_classes(engine, also) < kSeldom ? kRefusedBySeldom : kRefused) + 1;
}

ClassMask rarer_classes(const Engine& engine, FeatureSet features, ClassMask also) {
  const ClassMask own = classes_in(engine, features->features);
  if (own == 0 || also == 0) return own | also;
  return features->cost < cost_of_classes(engine, also) ? own : also;
}

const Features& rarest(const Engine& engine, const std::vector<Features>& needs) {
  return *std::min_element(needs.begin(), needs.end(), [&](const Features& a, const Features& b) {
    return cost_of(engine, a) < cost_of(engine, b);
  });
}

FeatureSet rarest(const std::vector<FeatureSet>& needs) {
  return *std::min_element(needs.begin(), needs.end(),
                           [](FeatureSet a, FeatureSet b) { return a->cost < b->cost; });
}

namespace {

constexpr std::size_t kMostNeeds = 6;  // of a rule; more would cost more to test than they save

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
      if (result.size() > kMostNeeds * 4) result.resize(kMostNeeds * 4);
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

void keep_rarest(std::vector<FeatureSet>& needs) {
  std::stable_sort(needs.begin(), needs.end(),
                   [](FeatureSet a, FeatureSet b) { return a->cost < b->cost; });
  if (needs.size() > kMostNeeds) needs.resize(kMostNeeds);
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
  const auto words = std::lower_bound(features.begin(), features.end(), engine.words.size());
  std::vector<std::uint64_t> hashes;
  hashes.reserve(static_cast<std::size_t>(words - features.begin()));
  std::transform(features.begin(), words, std::back_inserter(hashes),
                 [&](std::uint32_t word) { return engine.words.hash(word); });
  return make_hash_bits(hashes);
}

namespace {

// Sets by their numbers.
class NumberedSets {
 public:
  /// The number of a set, and whether it is new.
  std::pair<std::uint32_t, bool> number(FeatureSet set) {
    const auto [known, is_new] =
        number_of_.try_emplace(set, static_cast<std::uint32_t>(sets_.size()));
    if (is_new) sets_.push_back(set);
    return {known->second, is_new};
  }
  [[nodiscard]] const std::vector<FeatureSet>& all() const { return sets_; }

 private:
  std::unordered_map<FeatureSet, std::uint32_t> number_of_;
  std::vector<FeatureSet> sets_;
};

}  // namespace

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
    for (const std::uint32_t feature : info.features->features)
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
