// SPDX-License-Identifier: Apache-2.0
// Literals that stand side by side in a choice or a list, as sorted paths over their words: what
// the trie that matches them is made of, and which words begin and end them.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "grammar/elements.h"
#include "grammar/feature_sets.h"
#include "grammar/rule_words.h"
#include "grammar/word_table.h"

namespace waymark::grammar {

/// A word of a phrase, in the order in which it is matched.
struct PhraseStep {
  WordId word = kNoWord;
  bool is_touching = false;  ///< whether it touches the one matched before it
  std::string_view bytes;    ///< of an exact one
  friend auto operator<=>(const PhraseStep&, const PhraseStep&) = default;
};
using PhrasePath = std::span<const PhraseStep>;

/// The steps of phrases, those without words left out.
struct PhrasePaths {
  std::vector<PhraseStep> steps;
  std::vector<PhrasePath> sorted;  ///< of `steps`
  std::size_t longest = 0;
};

/// `backward`: phrases are matched from their last word.
/// Lifetime: the words' bytes are those of the phrases.
[[nodiscard]] PhrasePaths paths_of(const std::vector<Phrase>& phrases, bool backward);

/// Matches what the paths are made of. Its number as an element is left to others.
[[nodiscard]] PhraseSetParser make_trie(const PhrasePaths& paths, bool backward);

// Words at one place of each path, as features. Those that begin with a capital do so wherever they
// stand there. Require: there is a path.
[[nodiscard]] Features first_words(const PhrasePaths& paths);
[[nodiscard]] Features first_capitals(const PhrasePaths& paths);
[[nodiscard]] Features last_words(const PhrasePaths& paths);
/// Of each path the word that costs least.
[[nodiscard]] Features rarest_words(const PhrasePaths& paths,
                                    const std::vector<std::uint16_t>& costs);
[[nodiscard]] Features rarest_capitals(const PhrasePaths& paths,
                                       const std::vector<std::uint16_t>& costs);

/// Whether an exact word begins with a capital.
[[nodiscard]] bool begins_with_capital(std::string_view bytes);

}  // namespace waymark::grammar
