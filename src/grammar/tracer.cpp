// SPDX-License-Identifier: Apache-2.0
// A match is known again by its rule, its span and the names of what it captured.
#include "grammar/tracer.h"

#include <algorithm>

namespace waymark::grammar {

std::vector<TracedCapture> traced_captures(const Engine& engine, const Captured& captured) {
  std::vector<TracedCapture> traced;
  for (const Bound& bound : captured.bounds) {
    traced.push_back({engine.captures[bound.capture], bound.span, {}});
    for (std::uint32_t i = bound.first; i < bound.last; ++i)
      traced.back().mentions.push_back(captured.taken[i].candidate);
  }
  return traced;
}

TracedMatch& Tracer::note(const Match& match, const std::vector<std::uint32_t>& marks,
                          std::vector<TracedMatch>& list) {
  std::vector<TracedCapture> captures = traced_captures(engine_, match.captured);
  std::string names;
  for (const TracedCapture& capture : captures) names += capture.name + ' ';
  const Key key{&list, match.rule, match.span.begin, match.span.end, names};
  const auto [known, is_new] = known_.try_emplace(key, list.size());
  if (is_new) list.push_back({match.rule, match.span, 0, {}, {}, {}});
  TracedMatch& traced = list[known->second];
  traced.find = match.find;
  traced.marks = marks;
  traced.captures = std::move(captures);
  return traced;
}

void Tracer::remember_entries(const match::CandidateSet& set, const Match& match) {
  entries_.clear();
  for (const Taken& taken : match.captured.taken)
    for (const match::EntryChoice& choice : set.candidates[taken.candidate].entries)
      entries_.emplace_back(taken.candidate, choice);
}

void Tracer::note_ruled_out(const match::CandidateSet& set, TracedMatch& traced) {
  for (const auto& before : entries_) {
    const auto& choices = set.candidates[before.first].entries;
    const bool is_kept = std::any_of(
        choices.begin(), choices.end(),
        [&](const match::EntryChoice& choice) { return choice.entry == before.second.entry; });
    auto& gone = traced.ruled_out;
    if (!is_kept && std::find(gone.begin(), gone.end(), before) == gone.end())
      gone.push_back(before);
  }
  entries_.clear();
}

}  // namespace waymark::grammar
