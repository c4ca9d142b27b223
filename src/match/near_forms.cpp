// SPDX-License-Identifier: Apache-2.0
// The forms of single words are near spellings whose payload is their place in a list of entries
// and forms.
#include "match/near_forms.h"

#include <algorithm>
#include <mutex>
#include <string>
#include <unordered_set>

#include "match/near_spellings.h"
#include "text/normal_form.h"

namespace waymark::match {
namespace {

using gazetteer::EntryId;
using gazetteer::FormId;

constexpr std::size_t kMinLength = 5;  // shorter words have a neighbour in every dictionary

bool is_plain_word(std::string_view folded) {
  return folded.size() >= kMinLength && std::all_of(folded.begin(), folded.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || c == '\'';
         });
}

// No folding makes one word of several, nor letters of Hangul: most forms need not be folded.
bool may_be_plain_word(std::string_view form) {
  return std::none_of(form.begin(), form.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == ' ' || c == '-' || byte == 0xEB || byte == 0xEC;
  });
}

}  // namespace

struct NearForms::Table {
  struct Form {
    EntryId entry;
    FormId form;
  };
  std::once_flag made;
  std::vector<Form> forms;
  NearSpellings spellings;
  std::unordered_set<EntryId> containers;

  void add_containers(const gazetteer::Catalog& catalog, EntryId entry) {
    constexpr int kDeepest = 64;
    EntryId outer = catalog.parent(entry);
    for (int depth = 0; depth < kDeepest && outer != gazetteer::kNoEntry; ++depth) {
      if (!containers.insert(outer).second) return;
      outer = catalog.parent(outer);
    }
  }

  void fill(const gazetteer::Catalog& catalog) {
    std::string text;
    for (std::size_t number = 0; number < catalog.indexes().size(); ++number) {
      const gazetteer::Index& index = catalog.indexes()[number];
      if (!index.has_targets()) continue;  // millions of imported names
      for (FormId local = 0; local < index.form_count(); ++local) {
        if (index.form_is_lookup_only(local) || index.form_is_fixed(local)) continue;
        if (!index.form_text(local, text) || !may_be_plain_word(text)) continue;
        std::string folded = text::fold(text);
        if (!is_plain_word(folded)) continue;
        const EntryId entry = catalog.global_entry(number, index.form_entry(local));
        if (catalog.is_dropped(entry)) continue;
        spellings.add(std::move(folded), static_cast<std::uint32_t>(forms.size()));
        forms.push_back({entry, catalog.global_form(number, local)});
        add_containers(catalog, entry);
      }
    }
    spellings.seal();
  }
};

NearForms::NearForms(const gazetteer::Catalog& catalog)
    : catalog_(catalog), table_(std::make_unique<Table>()) {}
NearForms::~NearForms() = default;

bool NearForms::empty() const {
  std::call_once(table_->made, [&] { table_->fill(catalog_); });
  return table_->forms.empty();
}

bool NearForms::is_container(EntryId entry) const {
  std::call_once(table_->made, [&] { table_->fill(catalog_); });
  return table_->containers.contains(entry);
}

std::vector<NearForm> NearForms::find(std::string_view folded, double limit) const {
  std::call_once(table_->made, [&] { table_->fill(catalog_); });
  std::vector<NearForm> found;
  if (!is_plain_word(folded)) return found;
  for (const NearSpellings::Near& near : table_->spellings.find(folded, limit)) {
    const Table::Form& form = table_->forms[near.payload];
    if (near.distance > 0) found.push_back({form.entry, form.form, near.distance});
  }
  const auto nearer = [](const NearForm& a, const NearForm& b) {
    if (a.entry != b.entry) return a.entry < b.entry;
    return a.distance != b.distance ? a.distance < b.distance : a.form < b.form;
  };
  std::sort(found.begin(), found.end(), nearer);
  found.erase(std::unique(found.begin(), found.end(),
                          [](const auto& a, const auto& b) { return a.entry == b.entry; }),
              found.end());
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.distance < b.distance; });
  return found;
}

}  // namespace waymark::match
