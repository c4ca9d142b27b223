// SPDX-License-Identifier: Apache-2.0
// The literals of all rules, each cut into words as text is cut. They are cut many at a time, one a
// line, since a text of thousands of words takes less time than thousands of texts.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/word_table.h"
#include "text/token.h"

namespace waymark::grammar {

/// A token of a literal.
struct LiteralToken {
  std::string_view bytes;
  std::uint64_t hash = 0;    ///< of the folded bytes
  bool is_touching = false;  ///< nothing lies before it
};

/// Cuts a literal as text is cut; one that begins with the possessive as after a word.
[[nodiscard]] std::vector<LiteralToken> cut_literal(std::string_view text);

class LiteralTable {
 public:
  struct Word {
    std::string_view bytes;
    WordId word = kNoWord;
    bool is_touching = false;  ///< nothing lies before it
  };

  /// Borrows the table, to which words are added in the order in which their literals come.
  explicit LiteralTable(WordTable& words) : words_(words) {}

  /// Takes a literal; its number is that of literals before it.
  /// Lifetime: the text's is the table's.
  std::uint32_t add(std::string_view text);
  /// Cuts what was taken.
  void cut();
  /// The words of a literal by its number. Requires: it was cut.
  [[nodiscard]] std::span<const Word> words(std::uint32_t literal) const {
    return std::span(cut_).subspan(ends_[literal], ends_[literal + 1] - ends_[literal]);
  }

 private:
  struct Taken {
    std::string_view text;
    std::size_t begin;  // in lines_
  };
  WordTable& words_;
  std::string lines_;         // of those that are not cut yet
  std::vector<Taken> taken_;  // the same
  text::Tokens tokens_;       // of a cut; kept for its memory
  std::uint32_t count_ = 0;
  std::vector<Word> cut_;                  // of all literals
  std::vector<std::uint32_t> ends_ = {0};  // by literal, from 1: where its words end in cut_
};

}  // namespace waymark::grammar
