// SPDX-License-Identifier: Apache-2.0
// All surface forms of a name, each with the reason why it exists. A Korean name written once brings all its
// spellings with it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waymark::surface {

/// A name as an entry gives it, with what a deriver may know of the entry.
struct NameInput {
  std::vector<std::pair<std::string, std::string>> names;  ///< (language, name): en, ko, hanja …
  std::vector<std::string> generics;                       ///< of the entry's kind: 시, 군 …
};

/// A form and its derivation.
struct DerivedForm {
  std::string form;        ///< NFC
  std::string scheme;      ///< mr, mr-plain, bgn, ala-lc, dprk-1992, dprk-2012, rr, moe-1959, rok-1984, iso, yale,
                           ///< press, ko, ko-south, hanja, hanja-simplified, hanja-ja, en, plural, abbreviation …
  std::string derivation;  ///< in words: "혜산 → Hyesan, generic 시 hyphenated"
  bool lookup_only = false;  ///< collides in running text: for `normalize` only
  bool any_case = false;     ///< distinctive enough to be found in any case ("samjiyon")
};

/// The derivers by name: korean, english, korean-person, agency, role.
[[nodiscard]] const std::vector<std::string>& deriver_names();

/// All forms that `deriver` makes of a name, without duplicates, in a fixed order (best known first). The names as
/// given are not repeated. An unknown deriver gives nothing.
[[nodiscard]] std::vector<DerivedForm> derive_forms(std::string_view deriver, const NameInput& input);

}  // namespace waymark::surface
