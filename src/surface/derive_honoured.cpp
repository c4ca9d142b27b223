// SPDX-License-Identifier: Apache-2.0
// What is named after a person (김일성종합대학, 김정숙군) is written with the person's name in
// every way that the person is. The list holds those of whom something is named.
#include <algorithm>
#include <array>

#include "surface/derivers.h"
#include "surface/hangul.h"

namespace waymark::surface {

std::u32string_view find_honoured(std::u32string_view korean) {
  constexpr std::array<std::u32string_view, 12> kHonoured = {
      U"김정숙", U"김형직", U"김형권", U"김책",   U"김일성", U"김정일",
      U"김보현", U"강반석", U"김철주", U"김원균", U"안길",   U"최현"};
  const auto found =
      std::find_if(kHonoured.begin(), kHonoured.end(),
                   [&](std::u32string_view name) { return korean.starts_with(name); });
  return found == kHonoured.end() ? std::u32string_view() : korean.substr(0, found->size());
}

void add_honoured(const NameInput& input, FormList& forms) {
  const std::u32string korean = to_code_points(name_in(input, "ko"));
  const std::string_view english = name_in(input, "en");
  const std::u32string_view person = find_honoured(korean);
  if (person.empty() || person.size() == korean.size()) return;
  const std::vector<PersonSpelling> spellings = spell_person(person);
  const auto written = std::find_if(
      spellings.begin(), spellings.end(),
      [&](const PersonSpelling& spelling) { return english.starts_with(spelling.form + ' '); });
  if (written == spellings.end()) return;
  const std::string_view rest = english.substr(written->form.size());
  for (const PersonSpelling& spelling : spellings) {
    DerivedForm made;
    made.form = spelling.form + std::string(rest);
    made.scheme = spelling.scheme;
    made.derivation = std::string(english) + " → " + made.form + ", the person's name respelt";
    forms.add(std::move(made));
  }
}

}  // namespace waymark::surface
