// SPDX-License-Identifier: Apache-2.0
// What the mentions of a document's sentences are, as they were when each sentence was last looked
// at: on which tokens they lie, and which labels, kinds, entries and texts that rules ask for they
// have. Phases change few of them, so that most sentences aren't looked at again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "grammar/document_tokens.h"
#include "grammar/engine.h"
#include "grammar/run.h"
#include "match/candidate.h"

namespace waymark::grammar {

/// A mention and its tokens.
struct MentionTokens {
  LabelId label = 0;
  std::uint32_t first = 0, last = 0;
};

class SeenMentions {
 public:
  /// Begins a document; borrows both.
  void begin(const Engine& engine, const Input& input);

  /// Whether a sentence has other mentions than when it was last looked at, or wasn't yet.
  [[nodiscard]] bool is_changed(std::size_t sentence,
                                std::span<const std::uint32_t> candidates) const;
  /// Looks which mentions a sentence has and where they lie; says whether one cuts a token.
  bool look(const Sentence& sentence, std::span<const std::uint32_t> candidates,
            const match::CandidateSet& set);
  /// Looks what they are.
  void look_at_features(std::size_t sentence, std::span<const std::uint32_t> candidates,
                        const match::CandidateSet& set);
  /// Has the sentences know whose mentions got entries since the last call.
  void note_gifts(const match::CandidateSet& set);
  /// Whether any did since look_at_features().
  [[nodiscard]] bool has_gifts(std::size_t sentence) const {
    return sentences_[sentence].has_gifts;
  }

  /// What they are, each once.
  [[nodiscard]] std::span<const std::uint32_t> features(std::size_t sentence) const {
    const Seen& seen = sentences_[sentence];
    return std::span(features_).subspan(seen.first_feature, seen.last_feature - seen.first_feature);
  }
  /// Their labels, as bits.
  [[nodiscard]] std::uint64_t labels(std::size_t sentence) const {
    return sentences_[sentence].labels;
  }
  /// Bits of the tables that a sentence may need for one of them.
  [[nodiscard]] std::uint64_t tables(std::size_t sentence) const {
    return sentences_[sentence].tables;
  }
  /// Bits of those with ways that are looked for from where one begins or ends.
  [[nodiscard]] std::uint64_t tables_from(std::size_t sentence) const {
    return sentences_[sentence].tables_from;
  }
  /// How many tokens the longest has.
  [[nodiscard]] std::uint32_t longest(std::size_t sentence) const {
    return sentences_[sentence].longest;
  }
  // Of sentences that nothing cuts:
  [[nodiscard]] std::span<const MentionTokens> of(std::size_t sentence) const {
    const Seen& seen = sentences_[sentence];
    return std::span(mentions_).subspan(seen.first_mention, seen.last_mention - seen.first_mention);
  }
  /// Whether a mention with one of the labels begins (else: ends) with a token.
  [[nodiscard]] bool has_label(std::uint64_t labels, const Sentence& sentence, std::uint32_t token,
                               bool forward) const;

 private:
  struct Seen {
    bool is_looked_at = false, has_gifts = false;
    std::uint32_t first_candidate = 0, candidate_count = 0;  ///< of candidates_
    std::uint32_t first_mention = 0, last_mention = 0;       ///< of mentions_
    std::uint32_t first_feature = 0, last_feature = 0;       ///< of features_
    std::uint32_t longest = 0;
    std::uint64_t labels = 0, tables = 0, tables_from = 0;
  };
  /// Bits of the labels of mentions that begin and end with a token.
  struct LabelPlaces {
    std::uint64_t begins = 0, ends = 0;
  };
  static constexpr std::size_t kNoSentence = static_cast<std::size_t>(-1);

  void remember(Seen& seen, std::span<const std::uint32_t> candidates);
  void add_feature(const Seen& seen, std::uint32_t feature);
  void add_features(const Seen& seen, std::uint32_t number, const match::CandidateSet& set);
  [[nodiscard]] std::uint32_t text_of(std::uint32_t number, const match::CandidateSet& set);
  void look_at_label_places(const Sentence& sentence) const;

  const Engine* engine_ = nullptr;
  const Input* input_ = nullptr;
  std::vector<Seen> sentences_;
  std::vector<std::uint32_t> candidates_, features_;
  std::vector<MentionTokens> mentions_;
  std::vector<std::uint32_t> texts_;  ///< by candidate: number among named texts
  std::size_t seen_gifts_ = 0;        ///< of CandidateSet::gifts, whose sentences know of them
  mutable std::vector<LabelPlaces> label_places_;  ///< by token of a sentence
  mutable std::size_t label_places_of_ = kNoSentence;
};

}  // namespace waymark::grammar
