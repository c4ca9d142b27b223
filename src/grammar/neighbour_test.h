// SPDX-License-Identifier: Apache-2.0
// Whether what a rule has side by side stands so in a sentence (see neighbours.h), at a place or
// anywhere: asked of tokens and mentions, before there is a lattice. Requires, everywhere: nothing
// cuts a token of the sentence.
#pragma once

#include <cstdint>
#include <vector>

#include "grammar/document_tokens.h"
#include "grammar/engine.h"
#include "grammar/seen_mentions.h"

namespace waymark::grammar {

class NeighbourTest {
 public:
  /// Begins a document; borrows all.
  void begin(const Engine& engine, const DocumentTokens& tokens, const SeenMentions& mentions);

  /// Whether what stands beside a token that a way is listed under, and what begins with it, may be
  /// what the way has there.
  [[nodiscard]] bool may_match_at(const Neighbours& wanted, const Sentence& sentence,
                                  std::uint32_t token) const;
  /// Whether two tokens stand side by side as they do where the rule matches.
  [[nodiscard]] bool stand_anywhere(const Neighbours& wanted, const Sentence& sentence) const;
  /// Whether a way's two neighbours may stand at a place or, if it isn't one of theirs, where
  /// matches begin that are looked for from there, or anywhere. `stamp`: of what is asked alike of
  /// all places.
  [[nodiscard]] bool has_pair(std::uint32_t way, const Sentence& sentence, std::uint32_t token,
                              std::uint64_t stamp);

 private:
  /// Whether a way's neighbours stand anywhere, and when that was asked.
  struct PairAnswer {
    std::uint64_t stamp = 0;
    bool is_there = false;
  };
  [[nodiscard]] bool may_stand_at(const Neighbours::Side& side, const Sentence& sentence,
                                  std::uint32_t token, bool forward) const;
  [[nodiscard]] bool may_part(const Neighbours& wanted, const Sentence& sentence,
                              std::uint32_t right) const;
  [[nodiscard]] bool stand_beside_mention(const Neighbours& wanted, const Sentence& sentence) const;
  [[nodiscard]] bool is_known_pair(std::uint32_t way, const Sentence& sentence,
                                   std::uint64_t stamp);

  const Engine* engine_ = nullptr;
  const DocumentTokens* tokens_ = nullptr;
  const SeenMentions* mentions_ = nullptr;
  std::vector<PairAnswer> pairs_;  ///< by way
};

}  // namespace waymark::grammar
