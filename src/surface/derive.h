// SPDX-License-Identifier: Apache-2.0
// All surface forms of a name, each with the reason why it exists. A Korean name written once
// brings all its spellings with it.
#pragma once

#include <cstdint>
#include <optional>
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
  std::string form;    ///< NFC
  std::string scheme;  ///< mr, mr-plain, bgn, ala-lc, dprk-1992, dprk-2002, dprk-2012, rr,
                       ///< rok-1984, moe-1959, iso, yale, press, mixed; ko, ko-south, hanja,
                       ///< hanja-simplified, hanja-ja, ja-on, pinyin, kontsevich; en, en-spelling,
                       ///< en-order, plural, compound, abbreviation
  std::string derivation;    ///< in words: "혜산 → Hyesan, generic 시 hyphenated"
  bool lookup_only = false;  ///< collides in running text: for `normalize` only
  bool any_case = false;     ///< distinctive enough to be found in any case ("samjiyon")
  bool exact_case = false;   ///< only as written: an abbreviation
};

/// What becomes of forms that fold to the same look-up key.
enum class Repeats : std::uint8_t {
  kDrop,  ///< the first scheme keeps it: for an index
  kKeep,  ///< one for each scheme, for a reader who asks what the schemes write
};

/// What is said of each form.
enum class Detail : std::uint8_t {
  kAll,
  kFormAndScheme,  ///< no derivation, nothing of where it serves: in two thirds of the time
};

/// The derivers by name: korean, english, korean-person, agency, role.
[[nodiscard]] const std::vector<std::string>& deriver_names();

/// All forms that `deriver` makes of a name, without duplicates, in a fixed order (best known
/// first). The names as given are not repeated, save where the form asks for fewer capitals ("Musan
/// county" of "Musan County"). An unknown deriver gives nothing, nor does a name longer than any
/// name is.
[[nodiscard]] std::vector<DerivedForm> derive_forms(std::string_view deriver,
                                                    const NameInput& input,
                                                    Repeats repeats = Repeats::kDrop,
                                                    Detail detail = Detail::kAll);

/// How a scheme writes a Korean name, in its own first form: mr of 함경북도 is Hamgyŏng-bukto.
/// Errors: none if the deriver makes no form by that name.
[[nodiscard]] std::optional<std::string> write_by_scheme(std::string_view scheme,
                                                         std::string_view deriver,
                                                         const NameInput& input);

}  // namespace waymark::surface
