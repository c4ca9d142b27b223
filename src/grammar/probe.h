// SPDX-License-Identifier: Apache-2.0
// Why did a rule not match? It is tried again from every place where it could begin, by a matcher
// of the probe's own, and a watcher hears which elements fail. The farthest failure is what a
// writer of rules wants to know.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "grammar/document_tokens.h"
#include "grammar/engine.h"
#include "grammar/rule_matcher.h"
#include "grammar/run.h"
#include "grammar/seen_mentions.h"
#include "grammar/sentence_matcher.h"
#include "grammar/sentence_view.h"
#include "grammar/token_cuts.h"
#include "grammar/trace.h"
#include "grammar/watcher.h"
#include "match/lattice.h"

namespace waymark::grammar {

/// Follows one rule through a run.
class RuleProbe {
 public:
  /// Requires: trace.probed. Borrows all.
  RuleProbe(const Program& program, const Input& input, Trace& trace);

  /// Tries the rule in a sentence, if it is one of `table`. `document` is not changed.
  void look(const DispatchTable& table, const SentenceMatcher::Question& question,
            const match::CandidateSet& set, DocumentEntries document);

 private:
  void build_view(const SentenceMatcher::Question& question, const match::CandidateSet& set);
  void note_untried(Attempt::How how, std::vector<Features> absent);
  void try_everywhere(const SentenceMatcher::Question& question, const match::CandidateSet& set,
                      DocumentEntries& document);
  Attempt try_start(Scan& scan, match::Position start, match::Position& free_from);
  [[nodiscard]] std::vector<Features> absent_needs();
  void keep(Attempt attempt);
  void keep_farthest(Attempt attempt);
  [[nodiscard]] std::vector<std::uint32_t> candidates_at(match::Position at, bool backward) const;
  void give_reason(Watcher::Refusal refusal, match::Position start, Attempt& attempt) const;

  const Program& program_;
  const Engine& engine_;
  const Input& input_;
  Trace& trace_;
  std::uint32_t rule_;
  const DispatchTable* table_ = nullptr;
  std::size_t sentence_ = 0, first_of_sentence_ = 0;  ///< of trace_.attempts
  DocumentTokens tokens_;
  SeenMentions mentions_;
  TokenCuts token_cuts_;
  SentenceView view_;
  ScanMemory memory_;
  RuleMatcher matcher_;
};

}  // namespace waymark::grammar
