// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/row_names.h"

#include <algorithm>
#include <utility>

#include "gazetteer/expand.h"
#include "gazetteer/row_values.h"

namespace waymark::gazetteer {

namespace {

/// One more thing in a list of which `count` are in use; the others keep their memory.
template <class T>
T& next(std::vector<T>& list, std::size_t& count) {
  if (count == list.size()) list.emplace_back();
  return list[count++];
}

}  // namespace

RowNames::RowNames(WeakForms weak, const std::vector<std::string>& derivers, const Schema& schema,
                   const RowIds& ids, ImportReport& report)
    : schema_(schema), ids_(ids), forms_(weak, schema, report) {
  derivers_.derive.emplace();
  for (const std::string& deriver : derivers) derivers_.derive->push_back({deriver, {}});
}

std::optional<RowFault> RowNames::read(const ImportRow& row, IndexEntry& entry) {
  name_count_ = 0;
  if (auto fault = read_corrects(row, corrects_)) return fault;
  forms_.begin(entry.label, entry.forms, corrects_);
  if (auto fault = note_told_forms(row)) return fault;
  if (auto fault = add_names(row, entry)) return fault;
  entry.names.resize(name_count_);
  if (auto fault = add_aliases(row, entry)) return fault;
  entry.forms.resize(forms_.count());
  return std::nullopt;
}

void RowNames::derive(IndexEntry& entry) const {
  if (derivers_.derive->empty()) return;
  WrittenEntry written;
  for (const auto& [language, name] : entry.names)
    written.names.push_back({{language, {}}, {name, {}}});
  static const std::vector<std::string> kNone;
  const std::vector<std::string>& generics =
      entry.kind == kNoKind ? kNone : schema_.kind(entry.kind).generics;
  for (Form& form : expand_forms(written, derivers_, generics)) {
    if (form.scheme.empty()) continue;
    form.fixed = !corrects_;
    entry.forms.push_back(std::move(form));
  }
}

/// What is said of a form can't be said otherwise elsewhere in the row.
std::optional<RowFault> RowNames::note_told_forms(const ImportRow& row) {
  told_.clear();
  for (const ImportForm& form : row.forms) {
    const auto [told, is_new] = told_.try_emplace(trim(form.form.text), ToldForm{.form = &form});
    if (!is_new && !form.says_as(*told->second.form))
      return RowFault{form.at, "bad-form",
                      "two things are said of the form '" + std::string(told->first) + "'",
                      "say all of it once"};
  }
  return std::nullopt;
}

/// One name that can be looked up is enough: what stands for "none" in another language does no
/// harm.
std::optional<RowFault> RowNames::add_names(const ImportRow& row, IndexEntry& entry) {
  std::optional<RowFault> unusable;
  for (const auto& [language, name] : row.names) {
    auto fault = add_name(language, name, entry);
    if (fault && fault->code != "unusable-form") return fault;
    if (fault && !unusable) unusable = std::move(fault);
  }
  if (name_count_ > 0) return std::nullopt;
  return unusable ? unusable : RowFault{row.at, "no-name", "the row has no name", ""};
}

std::optional<RowFault> RowNames::add_name(const std::string& language, const ImportField& name,
                                           IndexEntry& entry) {
  const std::size_t before = forms_.count();
  if (auto fault = add_form(name, Why::kCanonical, entry)) return fault;
  if (forms_.count() == before) return std::nullopt;
  auto& [tag, text] = next(entry.names, name_count_);
  text = entry.forms[before].text;
  tag = language.empty() ? guess_language(text) : language;
  if (tag.empty()) tag = "und";
  if (has_name_before(tag, entry)) {
    Why& why = entry.forms[before].why;
    if (why == Why::kCanonical) why = Why::kAlias;
    --name_count_;
  }
  return std::nullopt;
}

/// Whether another than the last name is of a language: the first one stands.
bool RowNames::has_name_before(const std::string& language, const IndexEntry& entry) const {
  const auto* const names = entry.names.data();
  return std::any_of(names, names + name_count_ - 1,
                     [&](const auto& name) { return name.first == language; });
}

/// Aliases, and the other forms of which something is said.
std::optional<RowFault> RowNames::add_aliases(const ImportRow& row, IndexEntry& entry) {
  for (const ImportField& alias : row.aliases)
    if (auto fault = add_form(alias, Why::kAlias, entry)) return fault;
  for (const ImportForm& form : row.forms) {
    ToldForm& told = told_.find(trim(form.form.text))->second;
    if (told.is_added) continue;
    if (auto fault = add_told(told, Why::kAlias, entry)) return fault;
  }
  return std::nullopt;
}

/// Adds a name or alias as the row says it is found.
std::optional<RowFault> RowNames::add_form(const ImportField& name, Why why, IndexEntry& entry) {
  if (told_.empty()) return forms_.add(name, why);
  const auto told = told_.find(trim(name.text));
  if (told == told_.end()) return forms_.add(name, why);
  if (told->second.is_added && why == Why::kAlias) return std::nullopt;
  return add_told(told->second, why, entry);
}

std::optional<RowFault> RowNames::add_told(ToldForm& told, Why usual, IndexEntry& entry) {
  told.is_added = true;
  const std::size_t before = forms_.count();
  if (auto fault = forms_.add(*told.form, usual)) return fault;
  if (forms_.count() == before) return std::nullopt;
  for (Need& need : entry.forms[before].needs)
    if (need.what == Need::What::kIn || need.what == Need::What::kEntry)
      need.value = ids_.id_of(need.value);
  return std::nullopt;
}

}  // namespace waymark::gazetteer
