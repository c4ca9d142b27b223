// SPDX-License-Identifier: Apache-2.0
// The words that rules name in patterns, lists and conditions, put into the engine's table in the
// order of the rules, before anything is compiled: features are numbered after the words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "grammar/literal_table.h"
#include "grammar/load.h"
#include "grammar/word_table.h"

namespace waymark::grammar {

/// A literal with its words.
struct Phrase {
  std::span<const LiteralTable::Word> words;
  bool exact = false;
};

class RuleWords {
 public:
  /// Adds the words of all rules to a table.
  /// Lifetime: borrows both.
  RuleWords(const LoadedRules& rules, WordTable& words);
  /// Requires: the literal is one of the rules'.
  [[nodiscard]] Phrase phrase(const Literal& literal) const;
  /// The items of a list of the rules.
  [[nodiscard]] std::vector<Phrase> phrases(const ListDecl& list) const;
  /// How many parts all patterns have.
  [[nodiscard]] std::size_t part_count() const { return part_count_; }

 private:
  void gather(const ListDecl& list);
  void gather(const Pattern& pattern);
  void gather(const Condition& condition);

  WordTable& words_;
  LiteralTable literals_;
  std::unordered_map<const void*, std::uint32_t>
      literal_numbers_;  ///< of literals, and of the first items of lists, by place in memory
  std::size_t part_count_ = 0;
};

}  // namespace waymark::grammar
