// SPDX-License-Identifier: Apache-2.0
// A start is tried in the order of the clauses: `after`, `find`, `before`, captures, conditions;
// of several ends the first that all of them accept is the match's.
#include "grammar/rule_matcher.h"

#include <algorithm>
#include <string>

#include "grammar/sentence_view.h"
#include "grammar/token_parser.h"
#include "grammar/watcher.h"

namespace waymark::grammar {

void RuleMatcher::begin(const Engine& engine, Diagnostics* warnings, bool is_traced) {
  engine_ = &engine;
  warnings_ = warnings;
  is_traced_ = is_traced;
  warned_.clear();
}

namespace {

// ---- contexts ----

// Whether all that a rule wants before its match can end where that begins.
bool may_stand_after(const ScanContext& context, const CompiledRule& rule, Position start) {
  return std::all_of(rule.contexts.begin(), rule.contexts.end(), [&](const ContextTest& test) {
    return !test.after || test.negative || ReferenceParser(test.node).may_begin(context, start);
  });
}

void refuse_context(Scan& scan, const ContextTest& test, std::size_t number, Position at,
                    Position end, const Ends& found) {
  Watcher::Refusal refusal{.how = Attempt::How::kContext, .clause = number, .end = end};
  if (test.negative && !found.empty())
    refusal.met = scan.lattice.span(std::min(at, found.front()), std::max(at, found.front()));
  scan.watcher->refuse(std::move(refusal));
}

// Whether a context stands at a position as the rule wants it. `end`: of the match that it says no
// to, for a watcher.
bool fits(Scan& scan, const CompiledRule& rule, const ContextTest& test, Position at,
          Position end) {
  const ScanContext context(scan, x3::unused);
  if (scan.watcher == nullptr)
    return ReferenceParser(test.node).stands(context, at) != test.negative && !scan.is_exhausted();
  scan.watcher->begin(test.after);
  Ends found;
  ReferenceParser(test.node).find_ends(context, at, found);
  const bool is_right = found.empty() == test.negative && !scan.is_exhausted();
  if (!is_right)
    refuse_context(scan, test, static_cast<std::size_t>(&test - rule.contexts.data()), at, end,
                   found);
  return is_right;
}

// Whether the contexts before a match, or those behind it, stand as the rule wants them.
bool all_fit(Scan& scan, const CompiledRule& rule, bool after, Position at, Position end) {
  return std::all_of(rule.contexts.begin(), rule.contexts.end(), [&](const ContextTest& test) {
    return test.after != after || fits(scan, rule, test, at, end);
  });
}

// ---- captures and conditions ----

// The `find` by which a rule came from start to end: the first that does, as the walk has it.
std::uint32_t find_of(const ScanContext& context, const CompiledRule& rule, Position start,
                      Position end) {
  for (std::uint32_t i = 0; i < rule.finds.size(); ++i) {
    Ends found;
    ReferenceParser(rule.finds[i]).find_ends(context, start, found);
    if (std::find(found.begin(), found.end(), end) != found.end()) return i;
  }
  return 0;
}

// Fills what a match and its contexts capture.
void capture(const ScanContext& context, const CompiledRule& rule, Position start, Position end,
             Match& match) {
  match.captured.clear();
  ReferenceParser(rule.find).walk(context, start, end, match.captured);
  match.taken_by_find = static_cast<std::uint32_t>(match.captured.taken.size());
  for (const ContextTest& test : rule.contexts) {
    if (test.negative || !test.captures) continue;
    Ends found;
    const Position at = test.after ? start : end;
    ReferenceParser(test.node).find_ends(context, at, found);
    if (!found.empty()) ReferenceParser(test.node).walk(context, at, found.front(), match.captured);
  }
  match.captured.join_ahead();
}

bool passes_tests(Scan& scan, const CompiledRule& rule, const Match& match, Position end) {
  Standpoint from;
  from.captured = &match.captured;
  from.rule = &rule;
  from.span = match.span;
  return std::all_of(
      rule.judgements.begin(), rule.judgements.end(), [&](const Judgement& judgement) {
        const bool says_yes = holds(scan.scene, judgement.test, from) != judgement.unless;
        if (scan.watcher != nullptr && !says_yes)
          scan.watcher->refuse(
              {.how = Attempt::How::kCondition,
               .clause = static_cast<std::size_t>(&judgement - rule.judgements.data()),
               .end = end,
               .captured = match.captured});
        return says_yes;
      });
}

}  // namespace

bool RuleMatcher::try_start(Scan& scan, std::uint32_t number, Position start, Match& match,
                            Position& end_of_match) {
  const CompiledRule& rule = engine_->rules[number];
  const ScanContext context(scan, x3::unused);
  if (!may_stand_after(context, rule, start)) return false;
  Ends ends;
  starts_.find_ends(context, start, ends);
  if (ends.empty() || scan.is_exhausted()) return false;
  if (!all_fit(scan, rule, true, start, ends.front())) return false;
  for (const Position end : ends) {
    if (end == start || !all_fit(scan, rule, false, end, end)) continue;
    capture(context, rule, start, end, match);
    if (is_traced_) match.find = find_of(context, rule, start, end);
    if (scan.is_exhausted()) return false;
    match.rule = number;
    match.span = scan.lattice.span(start, end);
    if (!passes_tests(scan, rule, match, end)) continue;
    end_of_match = end;
    return true;
  }
  return false;
}

// ---- rules ----

void RuleMatcher::warn(std::uint32_t rule, Limit limit) {
  const std::pair<std::uint32_t, Limit> told{rule, limit};
  if (warnings_ == nullptr || std::find(warned_.begin(), warned_.end(), told) != warned_.end())
    return;
  warned_.push_back(told);
  Diagnostic warning;
  warning.severity = Severity::kWarning;
  warning.file = engine_->rules[rule].file;
  const std::string name = "rule '" + engine_->rules[rule].name + "'";
  switch (limit) {
    case Limit::kSpan:
      warning.code = "grammar/limit-span";
      warning.message = name + " was followed over no more than 256 positions";
      warning.hint = "give its repetitions an upper bound";
      break;
    case Limit::kSteps:
      warning.code = "grammar/limit-steps";
      warning.message = name + " was given up in a sentence: it takes too many steps";
      warning.hint = "give its repetitions an upper bound";
      break;
    case Limit::kDepth:
      warning.code = "grammar/limit-depth";
      warning.message = name + " was given up in a sentence: it recurses too deeply";
      break;
    case Limit::kNone:
      return;
  }
  warnings_->push_back(std::move(warning));
}

void RuleMatcher::end_rule(Scan& scan, std::uint32_t rule) {
  if (scan.limit != Limit::kNone) warn(rule, scan.limit);
  if (scan.is_exhausted()) scan.memo.clear();
  scan.limit = Limit::kNone;
  scan.depth = 0;
}

void RuleMatcher::find(Scan& scan, const ActiveRule& active, bool every_start,
                       std::vector<Match>& matches) {
  starts_.ask_for(*engine_, active);
  starts_.find(scan, active);
  scan.steps_left = step_limit(scan.lattice);
  Position free_from = 0;
  Match match;
  for (const Position start : starts_.starts()) {
    if (start < free_from) continue;
    Position end = 0;
    if (try_start(scan, active.rule, start, match, end)) {
      matches.push_back(std::move(match));
      if (!every_start) free_from = end;
    }
    if (scan.is_exhausted()) break;
  }
  end_rule(scan, active.rule);
}

void RuleMatcher::find_one_at_a_time(Scan& scan, std::span<const ActiveRule> active,
                                     std::vector<Match>& matches) {
  offers_.clear();
  for (std::size_t i = 0; i < active.size(); ++i) {
    starts_.ask_for(*engine_, active[i]);
    starts_.find(scan, active[i]);
    for (const Position start : starts_.starts()) offers_.emplace_back(start, i);
  }
  std::sort(offers_.begin(), offers_.end());
  Position free_from = 0;
  Match match;
  scan.steps_left *= active.size();  // they share it, since they take turns
  for (const auto& [start, i] : offers_) {
    if (start < free_from) continue;
    starts_.ask_for(*engine_, active[i]);
    Position end = 0;
    if (try_start(scan, active[i].rule, start, match, end)) {
      matches.push_back(std::move(match));
      free_from = end;
    }
    if (scan.limit == Limit::kNone) continue;
    const bool has_no_steps = scan.limit == Limit::kSteps;
    end_rule(scan, active[i].rule);
    if (has_no_steps) return;
  }
}

std::vector<Position> RuleMatcher::search_starts(const Scan& scan, std::uint32_t rule) {
  starts_.ask_for_all(engine_->rules[rule]);
  starts_.search(scan, engine_->rules[rule]);
  return starts_.starts();
}

}  // namespace waymark::grammar
