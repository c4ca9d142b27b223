// SPDX-License-Identifier: Apache-2.0
// From which tokens of a text rules may be looked for: most are no word of theirs, and of no class
// that they begin with. The question is asked of every token of every text, so that eight are asked
// at once where the machine can.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "grammar/word_table.h"
#include "text/token.h"

namespace waymark::grammar {

class ListedTokens {
 public:
  /// `hash`: of a word. Many words must begin with a capital where they stand.
  void add_word(std::uint64_t hash, bool needs_capital) {
    words_[kCapital].add(hash);
    if (!needs_capital) words_[kAnyCase].add(hash);
  }
  /// `shapes`: bits of text::Shape. Tokens that have one of them are listed, too.
  void add_shapes(std::uint32_t shapes) { shapes_ |= shapes; }

  /// Whether a token may be one of the words.
  [[nodiscard]] bool may_be_word(const text::Token& token) const {
    return words_[token.has(text::kUpperFirst) ? kCapital : kAnyCase].may_hold(token.hash);
  }
  [[nodiscard]] bool has_shape(const text::Token& token) const { return token.has(shapes_); }

  struct Found {
    std::size_t count = 0;
    std::uint32_t shapes = 0;  ///< bits that any token has
  };
  /// Puts the numbers of those tokens that may be a word or have one of the shapes into `numbers`,
  /// rising. `numbers` only grows, for the next text. `most_at_once`: of so many tokens the
  /// question is asked at once, or fewer where the machine can't.
  Found find(const text::Tokens& tokens, std::vector<std::uint32_t>& numbers,
             std::size_t most_at_once = 8) const;

 private:
  enum : std::size_t { kAnyCase, kCapital };
  std::array<WordFilter, 2> words_;
  std::uint32_t shapes_ = 0;
};

}  // namespace waymark::grammar
