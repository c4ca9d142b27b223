// SPDX-License-Identifier: Apache-2.0
// The table of derivers.
#include "surface/derive.h"

#include <algorithm>

#include "surface/derivers.h"
#include "surface/form_list.h"
#include "text/utf8.h"

namespace waymark::surface {
namespace {

struct Deriver {
  std::string_view name;
  void (*derive)(const NameInput&, FormList&);
};

constexpr Deriver kDerivers[] = {
    {"korean", derive_korean}, {"english", derive_english}, {"korean-person", derive_korean_person},
    {"agency", derive_agency}, {"role", derive_role},
};

bool is_usable(const NameInput& input) {
  return std::all_of(input.names.begin(), input.names.end(), [](const auto& name) {
    return name.second.size() <= kLongestName && text::is_valid_utf8(name.second);
  });
}

}  // namespace

std::string_view name_in(const NameInput& input, std::string_view lang) {
  const auto found = std::find_if(input.names.begin(), input.names.end(),
                                  [&](const auto& name) { return name.first == lang; });
  return found == input.names.end() ? std::string_view() : std::string_view(found->second);
}

const std::vector<std::string>& deriver_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const Deriver& deriver : kDerivers) list.emplace_back(deriver.name);
    return list;
  }();
  return names;
}

std::vector<DerivedForm> derive_forms(std::string_view deriver, const NameInput& input,
                                      Repeats repeats, Detail detail) {
  const auto found = std::find_if(std::begin(kDerivers), std::end(kDerivers),
                                  [&](const Deriver& d) { return d.name == deriver; });
  if (found == std::end(kDerivers) || !is_usable(input)) return {};
  FormList forms(input, repeats, detail);
  found->derive(input, forms);
  return forms.take();
}

std::optional<std::string> write_by_scheme(std::string_view scheme, std::string_view deriver,
                                           const NameInput& input) {
  for (DerivedForm& form : derive_forms(deriver, input, Repeats::kKeep, Detail::kFormAndScheme)) {
    if (form.scheme == scheme) return std::move(form.form);
  }
  return std::nullopt;
}

}  // namespace waymark::surface
