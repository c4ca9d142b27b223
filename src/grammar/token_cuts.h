// SPDX-License-Identifier: Apache-2.0
// Where words of the rules cut tokens of Hangul in the sentences of a document. Phases look at a
// token again and again, while most of its candidates stay: as long as they do, its cuts do.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "grammar/document_tokens.h"
#include "grammar/engine.h"
#include "grammar/hangul_cuts.h"
#include "grammar/run.h"
#include "match/candidate.h"

namespace waymark::grammar {

class TokenCuts {
 public:
  /// Begins a document; borrows all.
  void begin(const Engine& engine, const Input& input, const DocumentTokens& tokens);
  /// Appends the bytes at which words cut tokens of a sentence with these candidates, ascending.
  void find(TokenRange sentence, std::span<const std::uint32_t> candidates,
            const match::CandidateSet& set, std::vector<std::uint32_t>& cuts);

 private:
  using Pieces = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  /// The cuts of a token, with the candidates in it at that time.
  struct Known {
    std::uint32_t first_candidate = 0, candidate_count = 0;  ///< of candidates_
    std::uint32_t first_cut = 0, cut_count = 0;              ///< of cuts_
    bool is_known = false;
  };
  void find_inside(const text::Token& token, std::span<const std::uint32_t> candidates,
                   const match::CandidateSet& set);
  const Known& known_cuts(std::uint32_t token);

  const Engine* engine_ = nullptr;
  const Input* input_ = nullptr;
  const DocumentTokens* tokens_ = nullptr;
  std::vector<Known> known_;  ///< by token; empty: nothing was asked
  Pieces candidates_;         ///< of tokens, in bytes of each
  std::vector<std::uint32_t> cuts_;
  // Of what is being looked at:
  std::vector<std::uint32_t> ends_;  ///< of the sentence's candidates, ascending
  Pieces inside_;                    ///< where candidates lie in the token
  HangulCutMemory memory_;
};

}  // namespace waymark::grammar
