// SPDX-License-Identifier: Apache-2.0
// The way of a sentence through a table of rules: what its tokens and mentions are, which rules it
// can need, its lattice, and what they match there. A token that candidates or Korean words cut has
// words inside that its hash doesn't show: then the lattice comes first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "grammar/document_tokens.h"
#include "grammar/engine.h"
#include "grammar/neighbour_test.h"
#include "grammar/program.h"
#include "grammar/rule_choice.h"
#include "grammar/rule_match.h"
#include "grammar/rule_matcher.h"
#include "grammar/scene.h"
#include "grammar/seen_mentions.h"
#include "grammar/sentence_view.h"
#include "grammar/token_cuts.h"
#include "grammar/token_needs.h"
#include "grammar/token_places.h"
#include "waymark/diagnostic.h"

namespace waymark::grammar {

/// How the rules of a phase share a sentence.
enum class Sharing : std::uint8_t { kEachRule, kOneAtATime, kEveryStart };

class SentenceMatcher {
 public:
  SentenceMatcher() = default;
  SentenceMatcher(const SentenceMatcher&) = delete;  // its parts know each other by address
  SentenceMatcher& operator=(const SentenceMatcher&) = delete;

  /// Begins a document, in the memory of the last one. Borrows everything; `warnings` may be null.
  void begin(const Program& program, const Input& input, Diagnostics* warnings, bool is_traced);

  /// The sentences that may need a rule even if they have no mentions, by number.
  [[nodiscard]] std::span<const std::uint32_t> listed_sentences() const {
    return places_.listed_sentences();
  }
  /// Bits of the tables of which a sentence with these candidates may need a rule: of all, as long
  /// as it isn't known what they are.
  [[nodiscard]] std::uint64_t tables_of(std::size_t sentence,
                                        std::span<const std::uint32_t> candidates) const;
  /// Whether mentions of a sentence got entries since it was looked at: it may need any table.
  [[nodiscard]] bool has_gifts(std::size_t sentence, const match::CandidateSet& set) {
    mentions_.note_gifts(set);
    return mentions_.has_gifts(sentence);
  }

  /// A sentence whose rules are asked for.
  struct Question {
    std::size_t sentence = 0;                   ///< its number
    std::span<const std::uint32_t> candidates;  ///< that patterns see, by begin
    std::span<const std::uint32_t> standing;    ///< that conditions see
    /// See RuleChoice::Question.
    const std::vector<std::uint8_t>* changed = nullptr;
  };
  /// Appends the matches of the rules in `table`, by rule, then by begin (of kOneAtATime: by
  /// begin).
  void find(const Question& question, const match::CandidateSet& set, DocumentEntries& document,
            const DispatchTable& table, Sharing sharing, std::vector<Match>& matches);

 private:
  /// A view, and whose it is.
  struct View {
    SentenceView view;
    std::uint64_t serial = 0;  ///< of the sentence; 0: of none, or of a part of one
    bool is_built = false;     ///< for the candidates that the sentence was last looked at with
  };
  static constexpr std::size_t kViews = 64;

  [[nodiscard]] Sentence sentence_at(std::size_t number) const;
  View& choose_view(const Sentence& sentence);
  bool look_again(const Sentence& sentence, const Question& question,
                  const match::CandidateSet& set, View& view);
  bool find_cuts(const Sentence& sentence, const Question& question,
                 const match::CandidateSet& set);
  void find_from_mentions(const Sentence& sentence, const DispatchTable& table);
  [[nodiscard]] bool may_need(std::size_t number, const DispatchTable& table) const;
  void build(View& view, TokenRange tokens, const Question& question,
             const match::CandidateSet& set, bool is_cut, bool with_sets = true);
  View& build_what_is_needed(View& view, const Sentence& sentence, const Question& question,
                             const match::CandidateSet& set, std::vector<ActiveRule>& active);
  [[nodiscard]] TokenRange stretch_of(std::span<const ActiveRule> active,
                                      const Sentence& sentence) const;

  const Program* program_ = nullptr;
  const Input* input_ = nullptr;
  std::uint64_t sentences_before_ = 0;  ///< of earlier documents
  std::uint64_t sentences_seen_ = 0;    ///< with this document's
  bool looks_once_ = false;             ///< no sentence is looked at by two phases or passes
  DocumentTokens tokens_;
  TokenNeeds needs_;
  SeenMentions mentions_;
  NeighbourTest neighbours_;
  TokenPlaces places_;
  TokenCuts token_cuts_;
  std::vector<std::uint8_t> is_cut_;  ///< by sentence: candidates or words cut its tokens
  std::vector<std::uint32_t> cuts_;   ///< of the sentence at hand, by words
  std::vector<TokenPlaces::Place> from_mentions_;  ///< of the sentence and table at hand
  RuleChoice choice_;
  std::vector<View> views_{kViews};  ///< of the first sentences; the last is shared by the others
  ScanMemory memory_;
  RuleMatcher matcher_;
};

}  // namespace waymark::grammar
