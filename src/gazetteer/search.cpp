// SPDX-License-Identifier: Apache-2.0
// A string is cut as the forms were cut; its whole run of units is one question to each index.
#include "gazetteer/search.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "gazetteer/phrase.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

std::string key_of(std::string_view form) {
  std::string key = text::fold(form);
  std::erase(key, ' ');
  return key;
}

std::size_t count_entries(const Catalog& catalog, const std::vector<FormId>& forms) {
  std::set<EntryId> entries;
  for (FormId form : forms) entries.insert(catalog.form(form).entry);
  return entries.size();
}

/// All chains of forms of one key, by the hash of their units; those of several indexes together.
std::unordered_map<std::uint64_t, std::vector<FormId>> group_by_phrase(const Catalog& catalog) {
  std::unordered_map<std::uint64_t, std::vector<FormId>> groups;
  FormCutter cutter;
  for (std::size_t i = 0; i < catalog.indexes().size(); ++i) {
    const Index& index = catalog.indexes()[i];
    for (FormId form = 0; form < index.form_count(); ++form) {
      std::vector<FormId>& group = groups[phrase_hash(cutter.cut(index.form(form).text).hashes)];
      for (;; form = index.next_of_key(form)) {
        bool stands = !index.form_is_lookup_only(form) &&
                      !catalog.is_dropped(catalog.global_entry(i, index.form_entry(form)));
        if (stands) group.push_back(catalog.global_form(i, form));
        if (index.next_of_key(form) == kNoForm) break;
      }
    }
  }
  return groups;
}

}  // namespace

std::vector<FormId> find_forms(const Catalog& catalog, std::string_view name) {
  std::vector<FormId> result;
  if (!text::is_valid_utf8(name)) return result;
  FormCutter cutter;
  const UnitRun& run = cutter.cut(name);
  if (run.hashes.empty()) return result;
  std::uint64_t hash = phrase_hash(run.hashes);
  std::string key = key_of(name);
  for (std::size_t i = 0; i < catalog.indexes().size(); ++i) {
    const Index& index = catalog.indexes()[i];
    FormId form = index.step(hash).first_form;
    if (form == kNoForm || !index.key_equals(form, key)) continue;
    for (; form != kNoForm; form = index.next_of_key(form)) {
      if (!catalog.is_dropped(catalog.global_entry(i, index.form_entry(form)))) {
        result.push_back(catalog.global_form(i, form));
      }
    }
  }
  return result;
}

std::vector<SharedForm> find_shared_forms(const Catalog& catalog) {
  struct Counted {
    SharedForm shared;
    std::size_t entries;
  };
  std::vector<Counted> found;
  for (auto& [hash, forms] : group_by_phrase(catalog)) {
    if (forms.size() < 2) continue;
    std::size_t entries = count_entries(catalog, forms);
    if (entries < 2) continue;
    found.push_back({{catalog.form(forms[0]).text, std::move(forms)}, entries});
  }
  std::sort(found.begin(), found.end(), [](const Counted& a, const Counted& b) {
    if (a.entries != b.entries) return a.entries > b.entries;
    return a.shared.text != b.shared.text ? a.shared.text < b.shared.text
                                          : a.shared.forms < b.shared.forms;
  });
  std::vector<SharedForm> result;
  for (Counted& counted : found) result.push_back(std::move(counted.shared));
  return result;
}

}  // namespace waymark::gazetteer
