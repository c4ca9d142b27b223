// SPDX-License-Identifier: Apache-2.0
// A way is asked once a question, however many features or places it is listed under; a rule's ways
// widen the stretch in which it is tried.
#include "grammar/rule_choice.h"

#include <algorithm>
#include <utility>

namespace waymark::grammar {

using match::Position;

void RuleChoice::begin(const Engine& engine, const DocumentTokens& tokens,
                       const SeenMentions& mentions, const TokenPlaces& places, TokenNeeds& needs,
                       NeighbourTest& neighbours) {
  engine_ = &engine;
  tokens_ = &tokens;
  mentions_ = &mentions;
  places_ = &places;
  needs_ = &needs;
  neighbours_ = &neighbours;
  need_seen_.resize(engine.needs.size());
  way_seen_.resize(engine.ways.size());
  way_refused_.resize(engine.ways.size());
  rule_active_.resize(engine.rules.size());
  slot_of_rule_.resize(engine.rules.size());
}

void RuleChoice::begin_turn() {
  ++turn_;
  has_noted_mentions_ = false;
  active_.clear();
}

namespace {

// Whether a change of mentions with some labels can change what a rule matches.
bool may_change(const CompiledRule& rule, const std::vector<std::uint8_t>& changed) {
  return rule.reads_all || std::any_of(rule.reads.begin(), rule.reads.end(),
                                       [&](LabelId label) { return changed[label] != 0; });
}

bool has_needs(const RuleChoice::Question& question, const CompiledRule& rule) {
  return std::all_of(rule.document_needs.begin(), rule.document_needs.end(), [&](const auto& need) {
    return std::any_of(need.begin(), need.end(),
                       [&](EntryId entry) { return question.document.has(question.set, entry); });
  });
}

}  // namespace

// Whether the sentence has one of the features of a need. What its tokens are is looked at when it
// matters.
bool RuleChoice::has_need(const Question& question, std::uint32_t need) {
  if (!std::exchange(has_noted_mentions_, true))
    for (const std::uint32_t feature : mentions_->features(question.sentence.number))
      engine_->for_each_need(feature, [&](std::uint32_t it) { need_seen_[it] = turn_; });
  if (need_seen_[need] == turn_) return true;
  return question.cut != nullptr ? question.cut->has_need(need)
                                 : needs_->has(question.sentence, need);
}

// Whether the sentence has all that a way needs beside the need that it is listed under.
bool RuleChoice::has_more_needs(const Question& question, std::uint32_t way) {
  for (std::uint32_t i = engine_->more_needs_from[way]; i < engine_->more_needs_from[way + 1]; ++i)
    if (!has_need(question, engine_->more_needs[i])) return false;
  return true;
}

// Whether the sentence has what a way needs and, of a repeated phase, the rule is to be asked.
bool RuleChoice::may_match(const Question& question, std::uint32_t way) {
  if (way_seen_[way] == turn_) return way_refused_[way] != turn_;
  way_seen_[way] = turn_;
  const CompiledRule& rule = engine_->rules[engine_->ways[way].rule];
  const bool fits = (question.changed == nullptr || may_change(rule, *question.changed)) &&
                    has_needs(question, rule) && has_more_needs(question, way);
  if (!fits) way_refused_[way] = turn_;
  return fits;
}

// Adds a place where matches of a way's rule may begin.
void RuleChoice::activate(const Way& way, Position first, Position last) {
  const std::uint32_t rule = way.rule, alternative = 1u << way.alternative;
  if (rule_active_[rule] == turn_) {
    ActiveRule& active = active_[slot_of_rule_[rule]];
    active.first = std::min(active.first, first);
    active.last = std::max(active.last, last);
    active.alternatives |= alternative;
    return;
  }
  rule_active_[rule] = turn_;
  slot_of_rule_[rule] = static_cast<std::uint32_t>(active_.size());
  active_.push_back({rule, first, last, alternative});
}

// A way that is listed under something in the sentence.
void RuleChoice::consider(const Question& question, std::uint32_t way) {
  if (way_seen_[way] == turn_ || !may_match(question, way)) return;
  const Way& it = engine_->ways[way];
  if (question.cut != nullptr || neighbours_->stand_anywhere(it.neighbours, question.sentence))
    activate(it, 0, ActiveRule::kAnywhere);
}

// A way whose matches are looked for from a token or a mention that ends (or begins) there, beside
// which stands what may. Requires: nothing cuts a token of the sentence.
void RuleChoice::consider_from(const Question& question, std::uint32_t way, std::uint32_t token) {
  using Anchor = Neighbours::Anchor;
  if (!may_match(question, way)) return;
  const Way& it = engine_->ways[way];
  const Neighbours& wanted = it.neighbours;
  const bool is_behind = wanted.anchor == Anchor::kLeft || wanted.anchor == Anchor::kBefore;
  const std::uint32_t right = is_behind ? token + 1 : token;
  const bool is_before = wanted.anchor == Anchor::kBefore;
  const TokenRange tokens = question.sentence.tokens;
  const std::uint32_t far = tokens_->farthest(
      tokens, right, wanted.distance, mentions_->longest(question.sentence.number), is_before);
  const auto [first, last] = std::minmax(right, far);
  activate(it, first - tokens.begin, last - tokens.begin);
}

// All rules that the table lists under what the sentence has; where nothing cuts its tokens, those
// that are not looked for from places.
void RuleChoice::consider_features(const Question& question) {
  const bool is_cut = question.cut != nullptr;
  const DispatchTable& table = question.table;
  const auto consider_under = [&](std::uint32_t feature) {
    for (std::uint32_t i = table.starts[feature]; i < table.starts[feature + 1]; ++i)
      if (is_cut || engine_->is_anchored[table.ways[i]] == 0) consider(question, table.ways[i]);
  };
  for (const std::uint32_t feature : mentions_->features(question.sentence.number))
    consider_under(feature);
  if (!is_cut) return;
  for (const std::uint32_t feature : question.cut->features()) consider_under(feature);
}

// The others, from their places.
void RuleChoice::consider_places(const Question& question) {
  const std::size_t sentence = question.sentence.number;
  const std::uint64_t labels = mentions_->labels(sentence);
  for (const TokenPlaces::Place& place : places_->of(sentence)) {
    if (place.table != question.table.number || place.test != TokenPlaces::Tested::kPassed)
      continue;
    const Way& way = engine_->ways[place.way];
    if (way.labels != 0 && (way.labels & labels) == 0) continue;
    if (engine_->is_anchored[place.way] == 0) {
      consider(question, place.way);
    } else if (!way.neighbours.asks_mention() ||
               neighbours_->has_pair(place.way, question.sentence, place.token, ~turn_)) {
      consider_from(question, place.way, place.token);
    }
  }
  for (const TokenPlaces::Place& place : question.from_mentions)
    consider_from(question, place.way, place.token);
}

std::vector<ActiveRule>& RuleChoice::choose(const Question& question) {
  begin_turn();
  for (const std::uint32_t way : question.table.always) consider(question, way);
  if (question.cut == nullptr) consider_places(question);
  consider_features(question);
  std::sort(active_.begin(), active_.end(),
            [](const ActiveRule& a, const ActiveRule& b) { return a.rule < b.rule; });
  return active_;
}

}  // namespace waymark::grammar
