// SPDX-License-Identifier: Apache-2.0
// Which needs of rules the tokens of a sentence fulfil. Tokens stay, so that all phases share what
// is found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "grammar/document_tokens.h"
#include "grammar/engine.h"

namespace waymark::grammar {

class TokenNeeds {
 public:
  /// Begins a document of so many sentences; borrows the others.
  void begin(const Engine& engine, const DocumentTokens& tokens, std::size_t sentences);
  /// Whether a token of a sentence fulfils a need.
  [[nodiscard]] bool has(const Sentence& sentence, std::uint32_t need);
  /// Whether tokens fulfil all needs of a way that no mention fulfils, beside the one that it is
  /// listed under.
  [[nodiscard]] bool has_all(const Sentence& sentence, std::uint32_t way);

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  struct Answers {
    std::uint32_t first = kNone;    ///< of bits_; kNone: nothing was asked
    std::uint32_t asked_needs = 0;  ///< that were looked for one by one
  };
  [[nodiscard]] bool fulfils(WordId word, std::uint32_t need) const;
  void ask_all_words(TokenRange tokens, std::uint64_t* fulfilled) const;
  [[nodiscard]] bool has_in_words(TokenRange tokens, std::uint32_t need) const;
  [[nodiscard]] bool has_in_classes(TokenRange tokens, std::uint32_t need) const;

  const Engine* engine_ = nullptr;
  const DocumentTokens* tokens_ = nullptr;
  std::vector<Answers> answers_;  ///< by sentence
  /// Of a sentence, as bits by need: those asked of its tokens, then those that one fulfils.
  std::vector<std::uint64_t> bits_;
};

}  // namespace waymark::grammar
