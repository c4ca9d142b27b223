// SPDX-License-Identifier: Apache-2.0
// The derivers, each of which adds its forms of a name to a list. derive_forms chooses one by name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "surface/derive.h"
#include "surface/form_list.h"

namespace waymark::surface {

void derive_korean(const NameInput& input, FormList& forms);
void derive_english(const NameInput& input, FormList& forms);
void derive_korean_person(const NameInput& input, FormList& forms);
void derive_agency(const NameInput& input, FormList& forms);
void derive_role(const NameInput& input, FormList& forms);

/// A way to write a person's name, family name first.
struct PersonSpelling {
  std::string form;  ///< "Kim Jong Suk", "Kim Jong-suk"
  std::string scheme;
};
/// The family-name-first spellings in running text; nothing if it isn't a Korean person's name.
[[nodiscard]] std::vector<PersonSpelling> spell_person(std::u32string_view name);

/// The person after whom a Korean name begins; empty if it is nobody of whom something is named.
/// Lifetime: a part of `korean`.
[[nodiscard]] std::u32string_view find_honoured(std::u32string_view korean);
/// "Kim Il-sŏng University" of "Kim Il Sung University", where the Korean name begins with the
/// person.
void add_honoured(const NameInput& input, FormList& forms);

/// The first name of a language; empty if there is none.
/// Lifetime: borrows the input.
[[nodiscard]] std::string_view name_in(const NameInput& input, std::string_view lang);

/// Names longer than this are sentences, and no deriver touches them.
inline constexpr std::size_t kLongestName = 200;  // bytes

}  // namespace waymark::surface
