// SPDX-License-Identifier: Apache-2.0
// What the rules ask of a document's tokens: which of their words each is, which classes it has,
// what touches what. An answer is found when it is first asked for, and stays for all phases.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "grammar/engine.h"
#include "grammar/regex_memo.h"
#include "grammar/run.h"
#include "grammar/token_class.h"
#include "grammar/word_table.h"
#include "text/token.h"
#include "waymark/span.h"

namespace waymark::grammar {

/// A sentence of a document.
struct Sentence {
  std::size_t number = 0;
  std::uint64_t serial =
      0;  ///< among those of all documents, from 1: what is kept by it goes stale
  TokenRange tokens;
};

class DocumentTokens {
 public:
  /// Begins a document; borrows both.
  void begin(const Engine& engine, const Input& input);

  [[nodiscard]] const text::Token& operator[](std::uint32_t token) const {
    return input_->tokens[token];
  }
  [[nodiscard]] std::string_view bytes(std::uint32_t token) const {
    const Span span = input_->tokens[token].span;
    return input_->text.substr(span.begin, span.byte_size());
  }
  [[nodiscard]] WordId word(std::uint32_t token) const;
  [[nodiscard]] ClassMask classes(std::uint32_t token) const;
  /// Whether a token has one of the classes.
  [[nodiscard]] bool has_class(std::uint32_t token, ClassMask wanted) const {
    const std::uint32_t shape = input_->tokens[token].shape & kShapesOfClasses[wanted];
    if (shape == 0) return false;
    return (shape & kShapesOfClasses[wanted & kClassesOfShape]) != 0 ||
           has_class_by_bytes(token, wanted & ~kClassesOfShape);
  }
  /// The words of some tokens as far as they are known; kUnreadWord among them.
  [[nodiscard]] std::span<const WordId> known_words(TokenRange tokens) const {
    return std::span(words_).subspan(tokens.begin, tokens.token_count());
  }
  /// The same of their classes; 0 among them.
  [[nodiscard]] std::span<const ClassMask> known_classes(TokenRange tokens) const {
    return std::span(classes_).subspan(tokens.begin, tokens.token_count());
  }

  // ---- in a sentence that nothing cuts ----

  /// Whether nothing lies between a token and the one before it.
  [[nodiscard]] bool touches_before(TokenRange sentence, std::uint32_t token) const {
    return token != sentence.begin &&
           input_->tokens[token - 1].span.end == input_->tokens[token].span.begin;
  }
  /// Where a run of touching tokens that begins (else: ends) before a token ends (begins) at the
  /// farthest.
  [[nodiscard]] std::uint32_t end_of_run(TokenRange sentence, std::uint32_t from,
                                         bool forward) const;
  /// How many bytes tokens have that touch each other, from one on forward or backward.
  [[nodiscard]] std::uint32_t size_of_run(TokenRange sentence, std::uint32_t token,
                                          bool forward) const;
  /// The farthest token before which something may end that begins before a token or, going back,
  /// begins that ends there. `longest_mention`: of the sentence, in tokens.
  [[nodiscard]] std::uint32_t farthest(TokenRange sentence, std::uint32_t from,
                                       const Extent& extent, std::uint32_t longest_mention,
                                       bool forward) const;
  /// Whether a regular expression matches tokens that touch each other, from one on forward or
  /// backward. Very long ones are left to matching, whose work is bounded.
  [[nodiscard]] bool matches_run(const RegexParser& regex, TokenRange sentence, std::uint32_t token,
                                 bool forward) const;
  [[nodiscard]] RegexMemo& regexes() const { return regexes_; }

 private:
  [[nodiscard]] bool has_class_by_bytes(std::uint32_t token, ClassMask wanted) const;

  const Engine* engine_ = nullptr;
  const Input* input_ = nullptr;
  mutable std::vector<WordId> words_;       ///< by token; kUnreadWord: not asked for yet
  mutable std::vector<ClassMask> classes_;  ///< 0: not asked for yet
  mutable RegexMemo regexes_;
};

}  // namespace waymark::grammar
