// SPDX-License-Identifier: Apache-2.0
// Writes matches into a trace: each once, though a phase that repeats finds it in every pass, with
// what it captured and which entries it took from mentions.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "grammar/engine.h"
#include "grammar/rule_match.h"
#include "grammar/trace.h"
#include "match/candidate.h"

namespace waymark::grammar {

/// What a match captured, as a trace has it.
[[nodiscard]] std::vector<TracedCapture> traced_captures(const Engine& engine,
                                                         const Captured& captured);

class Tracer {
 public:
  explicit Tracer(const Engine& engine) : engine_(engine) {}

  /// Adds a match to one of the trace's lists, or finds it there; what it captures now is kept.
  /// Lifetime: of the reference, until the next call.
  TracedMatch& note(const Match& match, const std::vector<std::uint32_t>& marks,
                    std::vector<TracedMatch>& list);
  /// Before a match has its effects: which entries the mentions that it captured may be.
  void remember_entries(const match::CandidateSet& set, const Match& match);
  /// Afterwards: which of them are gone.
  void note_ruled_out(const match::CandidateSet& set, TracedMatch& traced);

 private:
  using Key = std::tuple<const void*, std::uint32_t, std::uint32_t, std::uint32_t, std::string>;
  const Engine& engine_;
  std::map<Key, std::size_t> known_;  // by list, rule, span and names of captures
  std::vector<std::pair<std::uint32_t, match::EntryChoice>> entries_;
};

}  // namespace waymark::grammar
