// SPDX-License-Identifier: Apache-2.0
// How much the letters of a name prove by themselves. Lists of a million names hold words ("Of",
// "Will", "Reading"), scraps ("A", "Ib") and names in small letters; taken as they are they flood
// every text.
#pragma once

#include <cstdint>
#include <string_view>

#include "gazetteer/phrase.h"

namespace waymark::gazetteer {

/// What a form is by length, case and the words of English.
enum class FormEvidence : std::uint8_t {
  kName,   ///< several words, or one of four letters or more with a capital; or a script without
           ///< case
  kShort,  ///< one word of up to three letters, or only capitals and digits: NSA, Ulm
  kLower,  ///< one word without a capital, in a script that has them
  kWord,   ///< a word of English, whatever its case
  kSmall,  ///< only words that make no name: "Of", "Of the"
  kScrap,  ///< one letter or Hangul syllable, or nothing but digits and signs
};

/// Requires: valid UTF-8.
[[nodiscard]] FormEvidence judge_form(std::string_view form);
/// The same for a form whose plain key was written.
[[nodiscard]] FormEvidence judge_form(std::string_view form, const PlainKey& plain);

/// Whether a folded word is one of the few hundred that make up half of all English text.
[[nodiscard]] bool is_frequent_word(std::string_view folded);

}  // namespace waymark::gazetteer
