// SPDX-License-Identifier: Apache-2.0
// Each index has a table of the words that a spelling may be near to; what is asked of all of them
// is put together here.
#include "match/near_forms.h"

#include <algorithm>
#include <mutex>
#include <string>
#include <unordered_set>

#include "gazetteer/near_table.h"
#include "surface/confusion.h"

namespace waymark::match {

using gazetteer::Catalog;
using gazetteer::EntryId;
using gazetteer::FormId;
using gazetteer::Index;
using gazetteer::kNoEntry;

struct NearForms::Containers {
  std::once_flag made;
  std::unordered_set<EntryId> entries;

  void add(const Catalog& catalog, EntryId entry) {
    constexpr int kDeepest = 64;
    for (int depth = 0; depth < kDeepest && entry != kNoEntry; ++depth) {
      if (!entries.insert(entry).second) return;
      entry = catalog.parent(entry);
    }
  }

  void fill(const Catalog& catalog) {
    for (std::size_t number = 0; number < catalog.indexes().size(); ++number)
      for (const EntryId local : catalog.indexes()[number].near_containers())
        add(catalog, catalog.global_entry(number, local));
  }
};

namespace {

/// Looks a spelling up in one index of a catalog.
class Search {
 public:
  Search(const Catalog& catalog, std::size_t number, std::vector<NearForm>& found)
      : catalog_(catalog),
        number_(number),
        index_(catalog.indexes()[number]),
        found_(found),
        left_(index_.form_count()) {}

  void run(const gazetteer::NearQuery& query, std::string_view folded, double limit) {
    for (const gazetteer::NearWord& word : index_.near_words(query)) {
      const double distance = surface::confusion_distance(folded, word.folded, limit);
      if (distance > 0 && distance <= limit) add_forms(word, distance);
    }
  }

 private:
  /// Adds the forms that fold to the word. They stand among those of its key.
  void add_forms(const gazetteer::NearWord& word, double distance) {
    for (FormId form = word.form; form != gazetteer::kNoForm && left_ > 0;
         form = index_.next_of_key(form), --left_) {
      if (!index_.key_equals(form, word.folded)) return;
      if (!is_of(word, form)) continue;
      const EntryId entry = catalog_.global_entry(number_, index_.form_entry(form));
      if (!catalog_.is_dropped(entry))
        found_.push_back({entry, catalog_.global_form(number_, form), distance});
    }
  }

  /// Whether a form of the word's key folds to it and may be near anything.
  bool is_of(const gazetteer::NearWord& word, FormId form) {
    return !index_.form_is_lookup_only(form) && !index_.form_is_fixed(form) &&
           index_.form_text(form, text_) && gazetteer::plain_word_of(text_) == word.folded;
  }

  const Catalog& catalog_;
  std::size_t number_;
  const Index& index_;
  std::vector<NearForm>& found_;
  std::string text_;
  std::uint32_t left_;  // forms that may be read: in a damaged index words may share them
};

/// Of each entry its nearest form; nearest first, then by entry.
void keep_nearest(std::vector<NearForm>& found) {
  std::sort(found.begin(), found.end(), [](const NearForm& a, const NearForm& b) {
    if (a.entry != b.entry) return a.entry < b.entry;
    return a.distance != b.distance ? a.distance < b.distance : a.form < b.form;
  });
  found.erase(std::unique(found.begin(), found.end(),
                          [](const auto& a, const auto& b) { return a.entry == b.entry; }),
              found.end());
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.distance < b.distance; });
}

}  // namespace

NearForms::NearForms(const Catalog& catalog)
    : catalog_(catalog), containers_(std::make_unique<Containers>()) {}
NearForms::~NearForms() = default;

bool NearForms::empty() const {
  return std::none_of(catalog_.indexes().begin(), catalog_.indexes().end(),
                      [](const Index& index) { return index.has_near_words(); });
}

bool NearForms::may_contain(EntryId entry) const {
  std::call_once(containers_->made, [&] { containers_->fill(catalog_); });
  return containers_->entries.contains(entry);
}

std::vector<NearForm> NearForms::find(std::string_view folded, double limit) const {
  std::vector<NearForm> found;
  if (!gazetteer::is_plain_word(folded)) return found;
  const gazetteer::NearQuery query(folded, limit);
  for (std::size_t number = 0; number < catalog_.indexes().size(); ++number)
    Search(catalog_, number, found).run(query, folded, limit);
  keep_nearest(found);
  return found;
}

}  // namespace waymark::match
