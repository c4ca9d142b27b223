// SPDX-License-Identifier: Apache-2.0
// Few starts are left to matching; of many, those stay from which the patterns match, as sets of
// positions from their ends.
#include "grammar/rule_starts.h"

#include <algorithm>
#include <span>
#include <utility>

#include "grammar/combinators.h"

namespace waymark::grammar {

void RuleStarts::ask_for(const Engine& engine, const ActiveRule& active) {
  const CompiledRule& rule = engine.rules[active.rule];
  asked_.clear();
  asks_for_all_ = false;
  for (std::uint32_t i = 0; i < rule.alternatives.size(); ++i)
    if ((active.alternatives >> i & 1u) != 0) asked_.emplace_back(rule.alternatives[i]);
  if (asked_.size() == rule.alternatives.size()) ask_for_all(rule);
}

void RuleStarts::ask_for_all(const CompiledRule& rule) {
  asked_.assign(1, ReferenceParser(rule.find));
  asks_for_all_ = true;
}

void RuleStarts::find_ends(const ScanContext& context, Position start, Ends& ends) const {
  if (asks_for_all_) return asked_.front().find_ends(context, start, ends);
  find_ends_of_any(context, asked_, start, ends);
}

// Where it can begin, as far as start sets tell.
PositionSet RuleStarts::places(const ScanContext& context) const {
  PositionSet places;
  for (const ReferenceParser& part : asked_) places |= part.places(context);
  return places;
}

void RuleStarts::find(Scan& scan, const ActiveRule& active) {
  const CompiledRule& rule = scan.scene.engine.rules[active.rule];
  if (active.is_near()) return search_near(scan, rule, active);
  if (scan.places.fit) return narrow(scan, rule, places(ScanContext(scan, x3::unused)));
  search(scan, rule);
}

namespace {

// Whether a rule can start at a position, as far as what stands there tells.
bool may_start(const Scan& scan, const CompiledRule& rule, Position at) {
  const Engine& engine = scan.scene.engine;
  const std::uint32_t set = engine.start_set_of[rule.find];
  if (rule.is_loose || set == kNoStartSet) return true;
  const StartSet& first = engine.start_sets[set];
  const auto tokens = scan.lattice.tokens_from(at);
  for (std::uint32_t arc = tokens.first; arc < tokens.last; ++arc) {
    if (first.classes != 0 && scan.has_class(arc, first.classes)) return true;
    const WordId word = first.words.empty() ? kNoWord : scan.word(arc);
    if (first.may_hold(word) &&
        std::binary_search(rule.first.begin(), rule.first.end(), engine.feature_of_word(word)))
      return true;
  }
  const auto candidates = scan.lattice.candidates_from(at);
  const auto is_first = [&](const match::CandidateArc& arc) {
    return std::find(first.labels.begin(), first.labels.end(), arc.label) != first.labels.end();
  };
  const auto arcs =
      scan.lattice.candidate_arcs().subspan(candidates.first, candidates.last - candidates.first);
  return std::any_of(arcs.begin(), arcs.end(), is_first);
}

constexpr std::size_t kFewStarts = 4;  // so few are tried one by one as cheaply as all at once

}  // namespace

void RuleStarts::search_near(Scan& scan, const CompiledRule& rule, const ActiveRule& active) {
  starts_.clear();
  const Position end = std::min(active.last + 1, scan.lattice.last());
  const bool are_few = end <= active.first + kFewStarts;
  const ScanContext context(scan, x3::unused);
  const auto can_begin = [&](Position at) {
    return std::any_of(asked_.begin(), asked_.end(),
                       [&](const ReferenceParser& part) { return part.may_begin(context, at); });
  };
  for (Position at = active.first; at < end; ++at)
    if (are_few || can_begin(at)) starts_.push_back(at);
  if (starts_.size() <= kFewStarts || !scan.places.fit) return;
  PositionSet all;
  for (const Position start : starts_) all.add(start);
  narrow(scan, rule, all);
}

void RuleStarts::search(const Scan& scan, const CompiledRule& rule) {
  starts_.clear();
  for (Position at = 0; at < scan.lattice.last(); ++at)
    if (may_start(scan, rule, at)) starts_.push_back(at);
}

namespace {

// Leaves those of some starts before which what `after` wants can end.
void keep_after(const ScanContext& context, const CompiledRule& rule, PositionSet& starts) {
  for (const ContextTest& test : rule.contexts)
    if (test.after && !test.negative) starts &= ReferenceParser(test.node).places(context);
}

// Leaves those of some starts from which the rule's pattern matches and whose `after` is as it
// wants; what stands behind is left to matching, but for how it begins.
void keep_matching(const ScanContext& context, const CompiledRule& rule,
                   std::span<const ReferenceParser> asked, PositionSet& starts) {
  PositionSet ends = x3::get<scan_tag>(context).places.all;
  for (const ContextTest& test : rule.contexts)
    if (!test.after && !test.negative) ends &= ReferenceParser(test.node).places(context);
  PositionSet found;
  for (const ReferenceParser& part : asked) part.find_starts(context, starts, ends, found);
  starts &= found;
  for (const ContextTest& test : rule.contexts) {
    if (starts.empty()) return;
    if (test.after) ReferenceParser(test.node).keep_standing(context, test.negative, starts);
  }
}

constexpr std::uint64_t kNarrowingSteps = 10'000;
constexpr int kFewToNarrow = 2;  // so few are as well matched at once

}  // namespace

// Leaves those of some starts from which the rule's patterns match: most rules fall here, all
// starts at once. Where that takes too long, it is left to matching.
void RuleStarts::narrow(Scan& scan, const CompiledRule& rule, PositionSet all) {
  starts_.clear();
  const ScanContext context(scan, x3::unused);
  if (all.count() > kFewToNarrow) keep_after(context, rule, all);
  if (all.count() <= kFewToNarrow)
    return all.for_each([&](Position start) { starts_.push_back(start); });
  const std::uint64_t steps = std::exchange(scan.steps_left, kNarrowingSteps);
  PositionSet matching = all;
  keep_matching(context, rule, asked_, matching);
  const PositionSet& kept = scan.is_exhausted() ? all : matching;
  kept.for_each([&](Position start) { starts_.push_back(start); });
  scan.steps_left = steps;
  scan.depth = 0;
  scan.limit = Limit::kNone;
}

}  // namespace waymark::grammar
