// SPDX-License-Identifier: Apache-2.0
// Every form is decoded once; what is kept of it is a hash and its number.
#include "normalize/name_index.h"

#include <algorithm>
#include <set>

#include "normalize/spelling.h"
#include "surface/derive.h"
#include "surface/generic_term.h"
#include "surface/hangul.h"
#include "surface/romanization.h"
#include "text/normal_form.h"

namespace waymark::normalize {
namespace {

using gazetteer::Catalog;
using gazetteer::FormView;
using gazetteer::Index;
using gazetteer::Why;

constexpr std::size_t kShortest = 5;  // shorter names have a neighbour everywhere

/// The name as the South writes it, less its generic and what the South puts before one: 강원 of
/// 강원특별자치도.
std::u32string common_stem(std::string_view korean, const std::vector<std::u32string>& generics) {
  const std::u32string name = surface::to_code_points(korean);
  std::u32string stem(surface::cut_generic(name, generics).stem);
  for (const std::u32string_view title : {U"특별자치", U"특별", U"광역", U"직할"})
    if (stem.size() > title.size() + 1 && stem.ends_with(title))
      stem.resize(stem.size() - title.size());
  return surface::to_south(stem);
}

std::vector<std::u32string> generics_of(const Catalog& catalog, EntryId entry) {
  std::vector<std::u32string> generics;
  for (const std::string& generic : catalog.schema().kind(catalog.kind(entry)).generics)
    generics.push_back(surface::to_code_points(generic));
  return generics;
}

}  // namespace

bool is_romanisation(std::string_view scheme) {
  return scheme == "press" || surface::find_scheme(scheme) != nullptr;
}

NameIndex::NameIndex(const Catalog& catalog) : catalog_(catalog) {
  place_labels_.resize(catalog.schema().labels().size());
  for (const gazetteer::Kind& kind : catalog.schema().kinds())
    if (!kind.generics.empty() && kind.label != gazetteer::kNoLabel)
      place_labels_[kind.label] = true;
  romanised_.resize(catalog.entry_count());
  add_forms();
  add_homonyms();
  std::sort(by_compact_.begin(), by_compact_.end());
  near_.seal();
}

bool NameIndex::is_place(EntryId entry) const {
  const gazetteer::LabelId label = catalog_.label(entry);
  return label < place_labels_.size() && place_labels_[label];
}

bool NameIndex::is_romanised(EntryId entry) const {
  return entry < romanised_.size() && romanised_[entry];
}

void NameIndex::add_item(std::string_view compact, Item item, bool is_near) {
  const auto number = static_cast<std::uint32_t>(items_.size());
  by_compact_.emplace_back(text::hash_folded(compact), number);
  items_.push_back(item);
  if (is_near) near_.add(std::string(compact), number);
}

void NameIndex::add_forms() {
  for (std::size_t i = 0; i < catalog_.indexes().size(); ++i) {
    const Index& index = catalog_.indexes()[i];
    for (FormId local = 0; local < index.form_count(); ++local) {
      const EntryId entry = catalog_.global_entry(i, index.form_entry(local));
      if (entry >= romanised_.size() || catalog_.is_dropped(entry)) continue;
      note_form(entry, catalog_.global_form(i, local), index.form(local));
    }
  }
}

void NameIndex::note_form(EntryId entry, FormId number, const FormView& form) {
  const std::string key = compact(form.text);
  if (key.empty()) return;
  if (form.why == Why::kDerived && is_romanisation(form.scheme)) romanised_[entry] = true;
  const bool is_near = is_place(entry) && is_plain_latin(key) && key.size() >= kShortest &&
                       serves_correction(entry, form);
  add_item(key, {entry, number}, is_near);
}

/// Forms with an English generic add nothing: a misspelt name is cut before its generic first.
/// Those of a compass point (North Hamgyong) stay.
bool NameIndex::serves_correction(EntryId, const FormView& form) const {
  if (form.derivation.find("doubled") != std::string::npos) return false;
  if (form.derivation.find("translated") == std::string::npos) return true;
  return form.text.starts_with("North ") || form.text.starts_with("South ");
}

void NameIndex::add_homonyms() {
  std::set<std::u32string> stems;
  std::vector<EntryId> others;
  std::vector<std::string> korean(romanised_.size());
  for (EntryId entry = 0; entry < romanised_.size(); ++entry) {
    if (catalog_.is_dropped(entry) || !is_place(entry)) continue;
    korean[entry] = catalog_.entry(entry).ko;
    if (korean[entry].empty()) continue;
    if (romanised_[entry])
      stems.insert(common_stem(korean[entry], generics_of(catalog_, entry)));
    else
      others.push_back(entry);
  }
  for (const EntryId entry : others)
    if (stems.contains(common_stem(korean[entry], generics_of(catalog_, entry))))
      add_homonym_forms(entry, korean[entry]);
}

void NameIndex::add_homonym_forms(EntryId entry, const std::string& korean) {
  const std::vector<std::u32string> generics = generics_of(catalog_, entry);
  const std::u32string name = surface::to_code_points(korean);
  const surface::CutName cut = surface::cut_generic(name, generics);
  surface::NameInput input;
  input.names.emplace_back(
      "ko", surface::to_utf8(common_stem(korean, generics) + std::u32string(cut.generic_text)));
  input.generics = catalog_.schema().kind(catalog_.kind(entry)).generics;
  for (surface::DerivedForm& derived : surface::derive_forms("korean", input)) {
    const std::string key = compact(derived.form);
    if (key.empty() || !is_romanisation(derived.scheme)) continue;
    FormView& form = homonyms_.emplace_back();
    form.text = std::move(derived.form);
    form.entry = entry;
    form.why = Why::kDerived;
    form.scheme = std::move(derived.scheme);
    form.derivation = std::move(derived.derivation);
    form.lookup_only = derived.lookup_only;
    add_item(key, {entry, gazetteer::kNoForm, static_cast<std::uint32_t>(homonyms_.size() - 1)},
             false);
  }
}

Reading NameIndex::reading_of(const Item& item) const {
  Reading reading;
  reading.entry = item.entry;
  reading.is_homonym = item.form == gazetteer::kNoForm;
  reading.form = reading.is_homonym ? homonyms_[item.homonym] : catalog_.form(item.form);
  return reading;
}

std::vector<Reading> NameIndex::find(std::string_view key) const {
  std::vector<Reading> found;
  const std::uint64_t hash = text::hash_folded(key);
  auto it =
      std::lower_bound(by_compact_.begin(), by_compact_.end(), std::pair{hash, std::uint32_t{0}});
  for (; it != by_compact_.end() && it->first == hash; ++it) {
    Reading reading = reading_of(items_[it->second]);
    if (compact(reading.form.text) == key) found.push_back(std::move(reading));
  }
  return found;
}

std::vector<Reading> NameIndex::find_near(std::string_view key, double limit) const {
  std::vector<Reading> found;
  for (const match::NearSpellings::Near& near : near_.find(key, limit)) {
    Reading& reading = found.emplace_back(reading_of(items_[near.payload]));
    reading.distance = near.distance;
  }
  return found;
}

}  // namespace waymark::normalize
