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

/// Calls visit(form, entry) for the forms of an index that fold to a word. They stand among those
/// of its key. `left`: how many forms may be read, counted down.
template <class Visit>
void visit_forms(const Catalog& catalog, std::size_t number, const gazetteer::NearWord& word,
                 std::uint32_t& left, const Visit& visit) {
  const Index& index = catalog.indexes()[number];
  std::string text;
  for (FormId form = word.form; form != gazetteer::kNoForm && left > 0;
       form = index.next_of_key(form), --left) {
    if (!index.key_equals(form, word.folded)) return;
    if (index.form_is_lookup_only(form) || index.form_is_fixed(form)) continue;
    if (!index.form_text(form, text) || gazetteer::plain_word_of(text) != word.folded) continue;
    const EntryId entry = catalog.global_entry(number, index.form_entry(form));
    if (!catalog.is_dropped(entry)) visit(form, entry);
  }
}

/// Looks a spelling up in one index of a catalog.
class Search {
 public:
  Search(const Catalog& catalog, std::size_t number, std::vector<NearForm>& found)
      : catalog_(catalog),
        number_(number),
        index_(catalog.indexes()[number]),
        found_(found),
        left_(index_.form_count()) {}

  void run(std::string_view folded, double limit) {
    for (const gazetteer::NearWord& word : index_.near_words(folded)) {
      const double distance = surface::confusion_distance(folded, word.folded, limit);
      if (distance > 0 && distance <= limit) add_forms(word, distance);
    }
  }

 private:
  /// Adds the forms that fold to the word.
  void add_forms(const gazetteer::NearWord& word, double distance) {
    visit_forms(catalog_, number_, word, left_, [&](FormId form, EntryId entry) {
      found_.push_back({entry, catalog_.global_form(number_, form), distance});
    });
  }

  const Catalog& catalog_;
  std::size_t number_;
  const Index& index_;
  std::vector<NearForm>& found_;
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

namespace {

EntryId outermost(const Catalog& catalog, EntryId entry) {
  constexpr int kDeepest = 64;
  for (int depth = 0; depth < kDeepest && catalog.parent(entry) != kNoEntry; ++depth)
    entry = catalog.parent(entry);
  return entry;
}

Roots bit_of(EntryId root) {
  constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15u;
  return Roots{1} << (root * kGolden >> 58);
}

}  // namespace

Roots NearForms::roots_of(EntryId place) const {
  const EntryId root = outermost(catalog_, place);
  return may_contain(root) ? bit_of(root) : 0;
}

bool NearForms::may_be_near(std::string_view folded, double limit, Roots roots,
                            RootMemory& memory) const {
  if (!gazetteer::is_plain_word(folded)) return false;
  for (std::size_t number = 0; number < catalog_.indexes().size(); ++number) {
    const Index& index = catalog_.indexes()[number];
    for (const gazetteer::NearWord& word : index.near_words(folded)) {
      const auto find_roots = [&] {
        Roots found = 0;
        auto left = static_cast<std::uint32_t>(index.form_count());
        visit_forms(catalog_, number, word, left,
                    [&](FormId, EntryId entry) { found |= bit_of(outermost(catalog_, entry)); });
        return found;
      };
      if ((memory.find(number, word.form, index.form_count(), find_roots) & roots) == 0) continue;
      if (surface::confusion_distance(folded, word.folded, limit) <= limit) return true;
    }
  }
  return false;
}

std::vector<NearForm> NearForms::find(std::string_view folded, double limit) const {
  std::vector<NearForm> found;
  if (!gazetteer::is_plain_word(folded)) return found;
  for (std::size_t number = 0; number < catalog_.indexes().size(); ++number)
    Search(catalog_, number, found).run(folded, limit);
  keep_nearest(found);
  return found;
}

}  // namespace waymark::match
