// SPDX-License-Identifier: Apache-2.0
// Keys are hashes of the folded form; a name has some dozens of forms, so a scan beats a table.
#include "surface/form_list.h"

#include <algorithm>

#include "text/normal_form.h"

namespace waymark::surface {
namespace {

std::uint32_t count_capitals(std::string_view form) {
  return static_cast<std::uint32_t>(
      std::count_if(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
}

}  // namespace

FormList::FormList(const NameInput& input, Repeats repeats, Detail detail)
    : repeats_(repeats), detail_(detail) {
  for (const auto& [lang, name] : input.names) {
    given_.push_back({text::hash_of_fold(name), count_capitals(name)});
  }
}

bool FormList::is_given(std::uint64_t key, std::string_view form) const {
  return std::any_of(given_.begin(), given_.end(), [&](const Given& given) {
    return given.key == key && count_capitals(form) >= given.capitals;
  });
}

/// What makes two forms one: how they are looked up, or the scheme and every letter.
std::uint64_t FormList::key_of(const DerivedForm& form) {
  folded_.clear();
  if (repeats_ == Repeats::kDrop)
    text::fold(form.form, folded_);
  else
    folded_.append(form.scheme).append("\t").append(form.form);
  return text::hash_folded(folded_);
}

DerivedForm* FormList::add(DerivedForm form) {
  if (form.form.empty()) return nullptr;
  const std::uint64_t key = key_of(form);
  if (repeats_ == Repeats::kDrop && is_given(key, form.form)) return nullptr;
  const auto found = std::find(keys_.begin(), keys_.end(), key);
  if (found == keys_.end()) {
    keys_.push_back(key);
    forms_.push_back(std::move(form));
    return &forms_.back();
  }
  DerivedForm& first = forms_[static_cast<std::size_t>(found - keys_.begin())];
  first.lookup_only = first.lookup_only && form.lookup_only;
  first.any_case = first.any_case || form.any_case;
  return nullptr;
}

}  // namespace waymark::surface
