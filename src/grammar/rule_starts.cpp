// SPDX-License-Identifier: Apache-2.0
// Where the matches of a rule can start in a lattice: most rules fall here, all their places at
// once.
#include <algorithm>
#include <utility>

#include "grammar/combinators.h"
#include "grammar/sentence_matcher.h"
#include "grammar/token_parser.h"

namespace waymark::grammar {

// What is asked of a rule's pattern: the alternatives that the sentence may have. Captures are
// walked in all of it, which gives the same.
void SentenceMatcher::ask_for(const MatcherMemory::Active& active) {
  const CompiledRule& rule = engine_.rules[active.rule];
  memory_.asked.clear();
  memory_.asks_for_all = false;
  for (std::uint32_t i = 0; i < rule.alternatives.size(); ++i)
    if ((active.alternatives >> i & 1u) != 0) memory_.asked.emplace_back(rule.alternatives[i]);
  if (memory_.asked.size() == rule.alternatives.size()) ask_for_all(rule);
}

void SentenceMatcher::ask_for_all(const CompiledRule& rule) {
  memory_.asked.assign(1, ReferenceParser(rule.find));
  memory_.asks_for_all = true;
}

// Where it can begin, as far as start sets tell.
PositionSet SentenceMatcher::places_of_asked(const ScanContext& context) const {
  PositionSet places;
  for (const ReferenceParser& part : memory_.asked) places |= part.places(context);
  return places;
}

// Fills `starts` for the rule at a place of `active`. Requires: it is asked for.
void SentenceMatcher::find_starts(Scan& scan, std::size_t slot) {
  const MatcherMemory::Active& active = memory_.active[slot];
  const CompiledRule& rule = engine_.rules[active.rule];
  if (active.is_near()) return search_near(scan, rule, active);
  if (view().sets.fit)
    return narrow_starts(scan, rule, places_of_asked(ScanContext(scan, x3::unused)));
  search_starts(rule);
}

// Whether a rule can start at a position, as far as what stands there tells.
bool SentenceMatcher::may_start(const CompiledRule& rule, Position at) const {
  const std::uint32_t set = engine_.start_set_of[rule.find];
  if (rule.is_loose || set == kNoStartSet) return true;
  const StartSet& first = engine_.start_sets[set];
  const auto tokens = view().lattice.tokens_from(at);
  for (std::uint32_t arc = tokens.first; arc < tokens.last; ++arc) {
    if (first.classes != 0 && arc_has_class(arc, first.classes)) return true;
    const WordId word = first.words.empty() ? kNoWord : read_word(arc);
    if (first.may_hold(word) &&
        std::binary_search(rule.first.begin(), rule.first.end(), engine_.feature_of_word(word)))
      return true;
  }
  const auto candidates = view().lattice.candidates_from(at);
  const auto is_first = [&](const match::CandidateArc& arc) {
    return std::find(first.labels.begin(), first.labels.end(), arc.label) != first.labels.end();
  };
  const auto arcs =
      view().lattice.candidate_arcs().subspan(candidates.first, candidates.last - candidates.first);
  return std::any_of(arcs.begin(), arcs.end(), is_first);
}

void SentenceMatcher::search_near(Scan& scan, const CompiledRule& rule,
                                  const MatcherMemory::Active& active) {
  auto& starts = memory_.starts;
  starts.clear();
  const Position end = std::min(active.last + 1, view().lattice.last());
  const bool are_few = end <= active.first + kFewStarts;
  const ScanContext context(scan, x3::unused);
  const auto can_begin = [&](Position at) {
    return std::any_of(memory_.asked.begin(), memory_.asked.end(),
                       [&](const ReferenceParser& part) { return part.may_begin(context, at); });
  };
  for (Position at = active.first; at < end; ++at)
    if (are_few || can_begin(at)) starts.push_back(at);
  if (starts.size() <= kFewStarts || !view().sets.fit) return;
  PositionSet all;
  for (const Position start : starts) all.add(start);
  narrow_starts(scan, rule, all);
}

void SentenceMatcher::search_starts(const CompiledRule& rule) {
  memory_.starts.clear();
  for (Position at = 0; at < view().lattice.last(); ++at)
    if (may_start(rule, at)) memory_.starts.push_back(at);
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

// Fills `starts` with those of `all` from which the rule's patterns match: most rules fall here,
// all starts at once. Where that takes too long, it is left to matching.
void SentenceMatcher::narrow_starts(Scan& scan, const CompiledRule& rule, PositionSet all) {
  auto& starts = memory_.starts;
  starts.clear();
  const ScanContext context(scan, x3::unused);
  if (all.count() > kFewToNarrow) keep_after(context, rule, all);
  if (all.count() <= kFewToNarrow)
    return all.for_each([&](Position start) { starts.push_back(start); });
  const std::uint64_t steps = std::exchange(scan.steps_left, kNarrowingSteps);
  PositionSet matching = all;
  keep_matching(context, rule, memory_.asked, matching);
  const PositionSet& kept = scan.is_exhausted() ? all : matching;
  kept.for_each([&](Position start) { starts.push_back(start); });
  scan.steps_left = steps;
  scan.depth = 0;
  scan.limit = Limit::kNone;
}

}  // namespace waymark::grammar
