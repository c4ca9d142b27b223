// SPDX-License-Identifier: Apache-2.0
// What an organ's English name says, whatever words and order a translator chose: the Customs
// General Bureau is the General Bureau of Customs, the Haeju Smelting Plant the Haeju smelting
// factory. Names of one key are translations of one name.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::normalize {

/// How much of a name is kept.
enum class WordKey : unsigned char {
  kWhole,     ///< all but the smallest words
  kNameless,  ///< also without the country's name: Korean
  kBare,      ///< also without what many are: State, Central, General
  kLoose,     ///< as kBare, without Affairs and its like; bureaus, offices, departments are one
  kFirm,      ///< as kBare, and all kinds of firms are one: Trading, Corporation, Company
  kHeadless,  ///< as kBare, without the term for an organ: Sangwon Cement of Sangwon Cement Complex
};

inline constexpr std::array<WordKey, 6> kWordKeys = {WordKey::kWhole, WordKey::kNameless,
                                                     WordKey::kBare,  WordKey::kLoose,
                                                     WordKey::kFirm,  WordKey::kHeadless};

/// The words of a name, each by what it stands for, in one order. A word that is no term of such
/// names is kept by its sounds as all romanisations have them (Daeseong, Taesŏng). Empty if there
/// is no term for an organ in it (Bank, Committee), fewer than two words remain, or more than any
/// name has. Requires: valid UTF-8.
[[nodiscard]] std::string word_key(std::string_view name, WordKey kind);

/// A word by the sounds that all systems share: Daeseong and Taesŏng are tesong. Requires: compact.
[[nodiscard]] std::string sounds_of(std::string word);

/// The words of a name, compact, in the singular, ordinals as numbers; what isn't letter or digit
/// parts them, but an apostrophe doesn't: people's. Requires: valid UTF-8.
[[nodiscard]] std::vector<std::string> plain_words(std::string_view name);

/// Whether a word is one of the terms that organs are called by, or Korea's name. Requires:
/// compact.
[[nodiscard]] bool is_term(std::string_view word);

}  // namespace waymark::normalize
