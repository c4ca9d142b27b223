// SPDX-License-Identifier: Apache-2.0
// Forms are filed under their skeleton and under the skeleton less any one letter; a look-up does the same, so that
// two spellings meet whenever their skeletons are at most one letter apart. The distance then judges the few that meet.
#include "match/near_forms.h"

#include <algorithm>
#include <mutex>
#include <string>
#include <unordered_map>

#include "surface/confusion.h"
#include "text/normal_form.h"

namespace waymark::match {
namespace {

using gazetteer::EntryId;
using gazetteer::FormId;

constexpr std::size_t kMinLength = 5;  // shorter words have a neighbour in every dictionary

bool is_plain_word(std::string_view folded) {
  return folded.size() >= kMinLength &&
         std::all_of(folded.begin(), folded.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '\''; });
}

template <class Visit>
void visit_keys(std::string_view folded, Visit visit) {
  const std::string whole = surface::skeleton(folded);
  visit(text::hash_folded(whole));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string shorter = whole;
    shorter.erase(i, 1);
    visit(text::hash_folded(shorter));
  }
}

}  // namespace

struct NearForms::Table {
  struct Form {
    std::string folded;
    EntryId entry;
    FormId form;
  };
  std::once_flag made;
  std::vector<Form> forms;
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_key;

  void fill(const gazetteer::Catalog& catalog) {
    for (std::size_t number = 0; number < catalog.indexes().size(); ++number) {
      const gazetteer::Index& index = catalog.indexes()[number];
      for (FormId local = 0; local < index.form_count(); ++local) {
        if (index.form_is_lookup_only(local)) continue;
        std::string folded = text::fold(index.form(local).text);
        if (!is_plain_word(folded)) continue;
        const EntryId entry = catalog.global_entry(number, index.form_entry(local));
        if (catalog.is_dropped(entry)) continue;
        forms.push_back({std::move(folded), entry, catalog.global_form(number, local)});
      }
    }
    for (std::uint32_t i = 0; i < forms.size(); ++i)
      visit_keys(forms[i].folded, [&](std::uint64_t key) { by_key.emplace(key, i); });
  }
};

NearForms::NearForms(const gazetteer::Catalog& catalog) : catalog_(catalog), table_(std::make_unique<Table>()) {}
NearForms::~NearForms() = default;

std::vector<NearForm> NearForms::find(std::string_view folded, double limit) const {
  std::call_once(table_->made, [&] { table_->fill(catalog_); });
  std::vector<NearForm> found;
  if (!is_plain_word(folded)) return found;
  std::vector<std::uint32_t> seen;
  visit_keys(folded, [&](std::uint64_t key) {
    const auto [begin, end] = table_->by_key.equal_range(key);
    for (auto it = begin; it != end; ++it) seen.push_back(it->second);
  });
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  for (const std::uint32_t number : seen) {
    const Table::Form& form = table_->forms[number];
    const double distance = surface::confusion_distance(folded, form.folded, limit);
    if (distance > 0 && distance <= limit) found.push_back({form.entry, form.form, distance});
  }
  const auto nearer = [](const NearForm& a, const NearForm& b) {
    if (a.entry != b.entry) return a.entry < b.entry;
    return a.distance != b.distance ? a.distance < b.distance : a.form < b.form;
  };
  std::sort(found.begin(), found.end(), nearer);
  found.erase(std::unique(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.entry == b.entry; }),
              found.end());
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.distance < b.distance; });
  return found;
}

}  // namespace waymark::match
