// SPDX-License-Identifier: Apache-2.0
// Which rules of a table a sentence can need, and where. Its features (words, labels, classes, what
// mentions are) choose them by the tables; where nothing cuts a token, what stands beside one says
// the rest, before any lattice is built.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "grammar/active_rule.h"
#include "grammar/document_tokens.h"
#include "grammar/engine.h"
#include "grammar/neighbour_test.h"
#include "grammar/scene.h"
#include "grammar/seen_mentions.h"
#include "grammar/sentence_view.h"
#include "grammar/token_needs.h"
#include "grammar/token_places.h"
#include "match/lattice.h"

namespace waymark::grammar {

class RuleChoice {
 public:
  /// Begins a document; borrows all.
  void begin(const Engine& engine, const DocumentTokens& tokens, const SeenMentions& mentions,
             const TokenPlaces& places, TokenNeeds& needs, NeighbourTest& neighbours);

  /// What the rules of a table are chosen for.
  struct Question {
    const Sentence& sentence;
    const DispatchTable& table;
    const match::CandidateSet& set;
    DocumentEntries& document;
    /// By label: whether a mention with it has changed since the table's rules were last asked.
    /// Only rules for which that matters are chosen. Null: all are.
    const std::vector<std::uint8_t>* changed = nullptr;
    /// Of a sentence whose tokens are cut, its view; else null.
    SentenceView* cut = nullptr;
    /// Where ways of the table may be looked for from mentions.
    std::span<const TokenPlaces::Place> from_mentions;
  };
  /// The rules that may match, by number. Lifetime: until the next call; the caller may change
  /// where they are tried.
  [[nodiscard]] std::vector<ActiveRule>& choose(const Question& question);

 private:
  void begin_turn();
  [[nodiscard]] bool has_need(const Question& question, std::uint32_t need);
  [[nodiscard]] bool has_more_needs(const Question& question, std::uint32_t way);
  [[nodiscard]] bool may_match(const Question& question, std::uint32_t way);
  void consider(const Question& question, std::uint32_t way);
  void consider_from(const Question& question, std::uint32_t way, std::uint32_t token);
  void consider_features(const Question& question);
  void consider_places(const Question& question);
  void activate(const Way& way, match::Position first, match::Position last);

  const Engine* engine_ = nullptr;
  const DocumentTokens* tokens_ = nullptr;
  const SeenMentions* mentions_ = nullptr;
  const TokenPlaces* places_ = nullptr;
  TokenNeeds* needs_ = nullptr;
  NeighbourTest* neighbours_ = nullptr;
  std::uint64_t turn_ = 0;  ///< counts questions: what was noted in an earlier one goes stale
  bool has_noted_mentions_ = false;          ///< need_seen_ knows what mentions fulfil
  std::vector<std::uint64_t> need_seen_;     ///< by need: the last turn in which one fulfils it
  std::vector<std::uint64_t> way_seen_;      ///< by way: the last turn in which it was asked
  std::vector<std::uint64_t> way_refused_;   ///< of those, the ones that may not match
  std::vector<std::uint64_t> rule_active_;   ///< by rule
  std::vector<std::uint32_t> slot_of_rule_;  ///< by rule: place in active_
  std::vector<ActiveRule> active_;
};

}  // namespace waymark::grammar
