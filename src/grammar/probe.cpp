// SPDX-License-Identifier: Apache-2.0
// All places are tried at which the rule could begin, whatever the tables and neighbours say.
#include "grammar/probe.h"

#include <algorithm>
#include <utility>

#include "grammar/tracer.h"

namespace waymark::grammar {

RuleProbe::RuleProbe(const Program& program, const Input& input, Trace& trace)
    : program_(program),
      engine_(program.engine()),
      input_(input),
      trace_(trace),
      rule_(*trace.probed) {
  tokens_.begin(engine_, input);
  mentions_.begin(engine_, input);
  token_cuts_.begin(engine_, input, tokens_);
  matcher_.begin(engine_, nullptr, false);
  for (const CompiledPhase& phase : engine_.phases)
    if (phase.first_rule <= rule_ && rule_ < phase.last_rule)
      table_ = engine_.rules[rule_].veto ? &phase.vetoing : &phase.marking;
}

void RuleProbe::look(const DispatchTable& table, const SentenceMatcher::Question& question,
                     const match::CandidateSet& set, DocumentEntries document) {
  const TokenRange tokens = input_.sentences[question.sentence];
  if (&table != table_ || tokens.begin == tokens.end) return;
  if (question.sentence != sentence_) first_of_sentence_ = trace_.attempts.size();
  sentence_ = question.sentence;
  build_view(question, set);
  mentions_.look_at_features(sentence_, question.candidates, set);
  if (auto absent = absent_needs(); !absent.empty())
    return note_untried(Attempt::How::kAbsent, std::move(absent));
  try_everywhere(question, set, document);
}

void RuleProbe::build_view(const SentenceMatcher::Question& question,
                           const match::CandidateSet& set) {
  const TokenRange tokens = input_.sentences[sentence_];
  std::vector<std::uint32_t> cuts;
  token_cuts_.find(tokens, question.candidates, set, cuts);
  view_.forget();
  view_.build({engine_, input_, tokens_, tokens, question.candidates, set, cuts});
}

void RuleProbe::note_untried(Attempt::How how, std::vector<Features> absent) {
  Attempt attempt;
  attempt.how = how;
  attempt.reached = view_.lattice().span(0, view_.lattice().last());
  attempt.absent = std::move(absent);
  keep(std::move(attempt));
}

std::vector<Features> RuleProbe::absent_needs() {
  std::vector<Features> absent;
  const auto mentions = mentions_.features(sentence_);
  const auto& arcs = view_.features();
  for (const FeatureSet set : engine_.rules[rule_].needs) {
    const Features& need = set->features;
    const auto is_in = [&](const auto& features) {
      return std::find_first_of(features.begin(), features.end(), need.begin(), need.end()) !=
             features.end();
    };
    if (!is_in(mentions) && !is_in(arcs)) absent.push_back(need);
  }
  return absent;
}

void RuleProbe::try_everywhere(const SentenceMatcher::Question& question,
                               const match::CandidateSet& set, DocumentEntries& document) {
  const Scene scene{engine_,           program_.schema(), input_, set, input_.sentences[sentence_],
                    question.standing, document};
  Scan scan = view_.scan(scene, memory_);
  const std::vector<Position> starts = matcher_.search_starts(scan, rule_);
  if (starts.empty()) return note_untried(Attempt::How::kNowhere, {});
  Position free_from = 0;
  for (const Position start : starts) {
    if (start < free_from) continue;
    // What was known of another start would hide where this one fails.
    memory_.memo.clear();
    keep(try_start(scan, start, free_from));
    if (scan.is_exhausted()) return;
  }
}

Attempt RuleProbe::try_start(Scan& scan, Position start, Position& free_from) {
  Watcher watcher(engine_);
  scan.watcher = &watcher;
  Match match;
  Position end = start;
  const bool has_matched = matcher_.try_start(scan, rule_, start, match, end);
  scan.watcher = nullptr;
  Attempt attempt;
  if (!has_matched) {
    give_reason(watcher.take(), start, attempt);
    if (scan.is_exhausted()) attempt.how = Attempt::How::kGivenUp;
    return attempt;
  }
  free_from = end;
  attempt.how = Attempt::How::kMatched;
  attempt.reached = match.span;
  attempt.captures = traced_captures(engine_, match.captured);
  return attempt;
}

std::vector<std::uint32_t> RuleProbe::candidates_at(Position at, bool backward) const {
  std::vector<std::uint32_t> seen;
  const auto arcs = view_.lattice().candidate_arcs();
  if (backward) {
    for (const std::uint32_t arc : view_.lattice().candidates_to(at))
      seen.push_back(arcs[arc].candidate);
    return seen;
  }
  const auto [first, last] = view_.lattice().candidates_from(at);
  for (std::uint32_t arc = first; arc < last; ++arc) seen.push_back(arcs[arc].candidate);
  return seen;
}

void RuleProbe::give_reason(Watcher::Refusal refusal, Position start, Attempt& attempt) const {
  const match::Lattice& lattice = view_.lattice();
  attempt.how = refusal.how;
  attempt.clause = refusal.clause;
  attempt.met = refusal.met;
  attempt.captures = traced_captures(engine_, refusal.captured);
  attempt.expected = std::move(refusal.expected);
  attempt.is_backward = refusal.is_backward;
  attempt.at = refusal.is_backward ? lattice.end_byte(refusal.at) : lattice.begin_byte(refusal.at);
  attempt.seen = candidates_at(refusal.at, refusal.is_backward);
  const Position end = refusal.how == Attempt::How::kFailed ? refusal.at : refusal.end;
  const std::uint32_t begin = lattice.begin_byte(start);
  attempt.reached = end > start ? lattice.span(start, end) : Span{begin, begin};
}

// A phase that repeats tries a place again in every pass: the attempt that came farthest stays, and
// none about the whole sentence beside it.
void RuleProbe::keep(Attempt attempt) {
  auto& attempts = trace_.attempts;
  const auto first = attempts.begin() + static_cast<std::ptrdiff_t>(first_of_sentence_);
  const bool has_untried = first != attempts.end() && first->is_about_sentence();
  if (has_untried) {
    *first = std::move(attempt);
  } else if (first == attempts.end()) {
    attempts.push_back(std::move(attempt));
  } else if (!attempt.is_about_sentence()) {
    keep_farthest(std::move(attempt));
  }
}

void RuleProbe::keep_farthest(Attempt attempt) {
  auto& attempts = trace_.attempts;
  const auto place = std::partition_point(
      attempts.begin() + static_cast<std::ptrdiff_t>(first_of_sentence_), attempts.end(),
      [&](const Attempt& known) { return known.reached.begin < attempt.reached.begin; });
  if (place == attempts.end() || place->reached.begin != attempt.reached.begin) {
    attempts.insert(place, std::move(attempt));
  } else if (place->how < attempt.how ||
             (place->how == attempt.how && place->reached.end <= attempt.reached.end)) {
    *place = std::move(attempt);
  }
}

}  // namespace waymark::grammar
