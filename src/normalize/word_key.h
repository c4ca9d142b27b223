// SPDX-License-Identifier: Apache-2.0
// What an organ's English name says, whatever words and order a translator chose: the Customs
// General Bureau is the General Bureau of Customs, the Haeju Smelting Plant the Haeju smelting
// factory. Names of one key are translations of one name.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace waymark::normalize {

/// How much of a name is kept.
enum class WordKey : unsigned char {
  kWhole,     ///< all but the smallest words
  kNameless,  ///< also without the country's name: Korean
  kBare,      ///< also without what many are: State, Central, General
  kFirm,      ///< as kBare, and all kinds of firms are one: Trading, Corporation, Company
  kHeadless,  ///< as kBare, without the term for an organ: Sangwon Cement of Sangwon Cement Complex
};

inline constexpr std::array<WordKey, 5> kWordKeys = {
    WordKey::kWhole, WordKey::kNameless, WordKey::kBare, WordKey::kFirm, WordKey::kHeadless};

/// The words of a name, each by what it stands for, in one order. A word that is no term of such
/// names is kept by its sounds as all romanisations have them (Daeseong, Taesŏng). Empty if there
/// is no term for an organ in it (Bank, Committee), fewer than two words remain, or more than any
/// name has. Requires: valid UTF-8.
[[nodiscard]] std::string word_key(std::string_view name, WordKey kind);

/// Whether a word is one of the terms that organs are called by, or Korea's name. Requires:
/// compact.
[[nodiscard]] bool is_term(std::string_view word);

}  // namespace waymark::normalize
