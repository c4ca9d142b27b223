// SPDX-License-Identifier: Apache-2.0
// Every form is decoded once; what is kept of it is a hash and its number.
#include "normalize/name_index.h"

#include <algorithm>
#include <array>
#include <span>

#include "normalize/site_key.h"
#include "normalize/spelling.h"
#include "normalize/word_key.h"
#include "surface/derive.h"
#include "surface/hangul.h"
#include "surface/romanization.h"
#include "text/normal_form.h"

namespace waymark::normalize {
namespace {

using gazetteer::Catalog;
using gazetteer::FormView;
using gazetteer::Index;
using gazetteer::Why;

constexpr std::size_t kShortest = 4;        // shorter names have a neighbour everywhere
constexpr std::size_t kShortestMended = 5;  // as have shorter words
constexpr std::size_t kShortestOrgan = 5;

/// Forms with an English generic add nothing: a misspelt name is cut before its generic first.
/// Those of a compass point (North Hamgyong) stay. What only linguists write nobody misspells, nor
/// a misspelling; and names of other languages and abbreviations are short words near many others.
bool serves_correction(const std::string& key, const FormView& form) {
  if (!is_plain_latin(key) || key.size() < kShortest) return false;
  if (form.why == Why::kMisspelling || form.why == Why::kExonym || form.why == Why::kAbbreviation)
    return false;
  if (form.scheme == "iso" || form.scheme == "yale" || form.scheme == "moe-1959") return false;
  if (is_foreign_reading(form.scheme)) return false;
  if (form.derivation.find("doubled") != std::string::npos) return false;
  if (form.derivation.find("translated") == std::string::npos) return true;
  return form.text.starts_with("North ") || form.text.starts_with("South ");
}

/// A name's letters, and its numbers.
struct Spelled {
  std::string letters, digits;
};

Spelled spell(std::string_view name) {
  Spelled spelled;
  for (const char c : compact(name)) (c >= '0' && c <= '9' ? spelled.digits : spelled.letters) += c;
  return spelled;
}

/// Whether a word mixes them otherwise than 12th does.
bool has_letters_and_digits(std::string_view word) {
  constexpr std::array<std::string_view, 4> kOrdinals = {"st", "nd", "rd", "th"};
  const std::size_t digits = word.find_first_not_of("0123456789");
  if (digits == word.npos || word.find_first_of("0123456789") == word.npos) return false;
  return digits == 0 ||
         std::find(kOrdinals.begin(), kOrdinals.end(), word.substr(digits)) == kOrdinals.end();
}

/// Hashes of keys and the items that have them, sorted.
using KeyTable = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

std::vector<std::uint32_t> items_of(const KeyTable& table, std::string_view key) {
  std::vector<std::uint32_t> items;
  const std::uint64_t hash = text::hash_folded(key);
  auto it = std::lower_bound(table.begin(), table.end(), std::pair{hash, std::uint32_t{0}});
  for (; it != table.end() && it->first == hash; ++it) items.push_back(it->second);
  return items;
}

std::u32string without_title(std::u32string name, std::span<const std::u32string_view> titles) {
  for (const std::u32string_view title : titles) {
    const std::size_t at = name.find(title);
    if (at != std::u32string::npos && at > 1) return name.erase(at, title.size());
  }
  return name;
}

/// The name less what the South puts before a generic: 강원도 for 강원특별자치도. No names if there
/// is no Hangul.
surface::NameInput common_name(const Catalog& catalog, EntryId entry, const std::string& korean) {
  constexpr std::array<std::u32string_view, 4> kTitles = {U"특별자치", U"특별", U"광역", U"직할"};
  constexpr std::array<std::u32string_view, 4> kHanjaTitles = {U"特別自治", U"特別", U"廣域",
                                                               U"直轄"};
  surface::NameInput input;
  const std::u32string name = surface::to_code_points(korean);
  if (name.empty() || !surface::is_hangul(name.front())) return input;
  input.names.emplace_back("ko", surface::to_utf8(without_title(name, kTitles)));
  input.generics = catalog.schema().kind(catalog.kind(entry)).generics;
  for (const auto& [language, text] : catalog.names(entry))
    if (language == "hanja")
      input.names.emplace_back(
          "hanja", surface::to_utf8(without_title(surface::to_code_points(text), kHanjaTitles)));
  return input;
}

}  // namespace

EntryId outermost(const Catalog& catalog, EntryId entry) {
  for (int steps = 0; steps < 64 && catalog.parent(entry) != gazetteer::kNoEntry; ++steps)
    entry = catalog.parent(entry);
  return entry;
}

bool is_romanisation(std::string_view scheme) {
  return scheme == "press" || scheme == "mixed" || surface::find_scheme(scheme) != nullptr;
}

bool is_foreign_reading(std::string_view scheme) { return scheme == "ja-on" || scheme == "pinyin"; }

NameIndex::NameIndex(const Catalog& catalog) : catalog_(catalog) {
  place_labels_.resize(catalog.schema().labels().size());
  for (const gazetteer::Kind& kind : catalog.schema().kinds())
    if (!kind.generics.empty() && kind.label != gazetteer::kNoLabel)
      place_labels_[kind.label] = true;
  romanised_.resize(catalog.entry_count());
  homes_.resize(catalog.entry_count());
  add_forms();
  for (EntryId entry = 0; entry < romanised_.size(); ++entry)
    if (romanised_[entry] && is_place(entry)) homes_[outermost(catalog, entry)] = true;
  known_forms_ = by_compact_.size();
  add_homonyms();
  std::sort(by_compact_.begin(), by_compact_.end());
  std::sort(by_words_.begin(), by_words_.end());
  std::sort(by_sites_.begin(), by_sites_.end());
  near_.seal();
  near_organs_.seal();
  seal_vocabulary();
}

bool NameIndex::is_place(EntryId entry) const {
  const gazetteer::LabelId label = catalog_.label(entry);
  return label < place_labels_.size() && place_labels_[label];
}

bool NameIndex::is_romanised(EntryId entry) const {
  return entry < romanised_.size() && romanised_[entry];
}

bool NameIndex::is_at_home(EntryId entry) const {
  return entry < homes_.size() && homes_[outermost(catalog_, entry)];
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
  const auto item = static_cast<std::uint32_t>(items_.size());
  if (is_called_by_words(entry, form)) add_words(form, item);
  if (form.why != Why::kDerived && form.why != Why::kMisspelling) add_site(form, item);
  add_near_organ(entry, form, item);
  add_item(key, {entry, number}, is_place(entry) && serves_correction(key, form));
}

/// Orders and spellings that are derived have the key of what they are derived from.
bool NameIndex::is_called_by_words(EntryId entry, const FormView& form) const {
  return form.why != Why::kDerived && form.why != Why::kMisspelling && has_no_generics(entry);
}

bool NameIndex::has_no_generics(EntryId entry) const {
  return !is_place(entry) || catalog_.schema().kind(catalog_.kind(entry)).generics.empty();
}

/// Persons' names are too like one another.
void NameIndex::add_near_organ(EntryId entry, const FormView& form, std::uint32_t item) {
  if (!has_no_generics(entry) || !form.scheme.empty() || form.why == Why::kMisspelling) return;
  if (form.text.find(' ') == std::string::npos || is_person_shape(form.text)) return;
  const Spelled spelled = spell(form.text);
  if (is_plain_latin(spelled.letters) && spelled.letters.size() >= kShortestOrgan)
    near_organs_.add(spelled.letters, item);
}

void NameIndex::add_words(const FormView& form, std::uint32_t item) {
  std::string last;
  for (const std::string_view word : words_of(form.text)) {
    std::string key = compact(word);
    if (is_plain_latin(key)) vocabulary_.push_back(std::move(key));
  }
  for (const WordKey kind : kWordKeys) {
    std::string key = word_key(form.text, kind);
    if (key.empty() && kind == WordKey::kWhole) return;
    if (!key.empty() && key != last) by_words_.emplace_back(text::hash_folded(key), item);
    last = std::move(key);
  }
}

void NameIndex::add_site(const FormView& form, std::uint32_t item) {
  const std::string key = site_key(form.text);
  if (!key.empty()) by_sites_.emplace_back(text::hash_folded(key), item);
}

void NameIndex::seal_vocabulary() {
  std::sort(vocabulary_.begin(), vocabulary_.end());
  vocabulary_.erase(std::unique(vocabulary_.begin(), vocabulary_.end()), vocabulary_.end());
  for (std::size_t i = 0; i < vocabulary_.size(); ++i)
    if (vocabulary_[i].size() >= kShortestMended)
      near_words_.add(vocabulary_[i], static_cast<std::uint32_t>(i));
  near_words_.seal();
}

bool NameIndex::is_known_word(const std::string& word) const {
  return word.size() < kShortestMended || !is_plain_latin(word) || is_term(word) ||
         std::binary_search(vocabulary_.begin(), vocabulary_.end(), word);
}

bool NameIndex::knows_words(std::string_view name) const {
  constexpr std::size_t kShortestKnown = 3;
  const auto words = words_of(name);
  return std::all_of(words.begin(), words.end(), [&](std::string_view given) {
    const std::string word = compact(given);
    if (word.size() < kShortestKnown || word.size() >= kShortestMended) return is_known_word(word);
    return knows_all_words(word) || !find(word).empty();
  });
}

bool NameIndex::knows_all_words(std::string_view name) const {
  const auto words = words_of(name);
  return std::all_of(words.begin(), words.end(), [&](std::string_view given) {
    const std::string word = compact(given);
    if (!is_plain_latin(word)) return !has_letters_and_digits(word);
    return is_term(word) || std::binary_search(vocabulary_.begin(), vocabulary_.end(), word);
  });
}

/// The word itself if it is known; empty if none is near.
std::string_view NameIndex::nearest_word(const std::string& word) const {
  if (is_known_word(word)) return word;
  const auto near = near_words_.find(word, word.size() > kShortestMended + 1 ? 1.15 : 0.85);
  const auto nearest = std::min_element(near.begin(), near.end(), [](const auto& a, const auto& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.payload < b.payload;
  });
  return nearest == near.end() ? std::string_view() : vocabulary_[nearest->payload];
}

std::string NameIndex::mend_words(std::string_view name) const {
  constexpr std::size_t kMostMended = 2;
  const auto words = words_of(name);
  if (words.size() < 2) return {};
  std::string out;
  std::size_t mended = 0;
  for (const std::string_view given : words) {
    const std::string word = compact(given);
    const std::string_view meant = nearest_word(word);
    if (meant.empty() && !word.empty()) return {};
    mended += meant != word;
    out.append(out.empty() ? 0 : 1, ' ').append(meant);
  }
  return mended > 0 && mended <= kMostMended ? out : std::string();
}

void NameIndex::add_homonyms() {
  std::sort(by_compact_.begin(), by_compact_.end());
  for (EntryId entry = 0; entry < romanised_.size(); ++entry)
    if (!catalog_.is_dropped(entry) && is_place(entry) && !romanised_[entry])
      add_homonym_forms(entry);
}

bool NameIndex::is_known(std::string_view key) const {
  const std::uint64_t hash = text::hash_folded(key);
  const auto end = by_compact_.begin() + static_cast<std::ptrdiff_t>(known_forms_);
  const auto it = std::lower_bound(by_compact_.begin(), end, std::pair{hash, std::uint32_t{0}});
  return it != end && it->first == hash;
}

/// Romanisations only of Korean names, which are those that a romanisation of the Korean gives:
/// Goseong, not London. Those that nothing else is written like, other than a province's, make no
/// misspelling uncertain. Its names in Korean and Chinese script, less what the South puts before a
/// generic, are forms in any case.
void NameIndex::add_homonym_forms(EntryId entry) {
  const gazetteer::EntryView view = catalog_.entry(entry);
  surface::NameInput input = common_name(catalog_, entry, view.ko);
  if (input.names.empty()) return;
  std::vector<surface::DerivedForm> forms = surface::derive_forms("korean", input);
  const std::string name = compact(view.name);
  const auto& generics = catalog_.schema().kind(catalog_.kind(entry)).generics;
  const bool is_province = std::find(generics.begin(), generics.end(), "도") != generics.end();
  const bool is_korean =
      std::any_of(forms.begin(), forms.end(), [&](const surface::DerivedForm& form) {
        return is_romanisation(form.scheme) && compact(form.form) == name;
      });
  for (surface::DerivedForm& derived : forms) {
    const std::string key = compact(derived.form);
    if (key.empty()) continue;
    if (is_romanisation(derived.scheme) && !is_korean) continue;
    const bool is_rival = is_province || !is_romanisation(derived.scheme) || is_known(key);
    FormView& form = homonyms_.emplace_back();
    form.text = std::move(derived.form);
    form.entry = entry;
    form.why = Why::kDerived;
    form.scheme = std::move(derived.scheme);
    form.derivation = std::move(derived.derivation);
    form.lookup_only = derived.lookup_only;
    add_item(key, {entry, gazetteer::kNoForm, static_cast<std::uint32_t>(homonyms_.size() - 1)},
             is_rival && serves_correction(key, form));
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
  for (const std::uint32_t item : items_of(by_compact_, key)) {
    Reading reading = reading_of(items_[item]);
    if (compact(reading.form.text) == key) found.push_back(std::move(reading));
  }
  return found;
}

std::vector<Reading> NameIndex::find_words(std::string_view key) const {
  std::vector<Reading> found;
  for (const std::uint32_t item : items_of(by_words_, key)) {
    Reading reading = reading_of(items_[item]);
    if (std::any_of(kWordKeys.begin(), kWordKeys.end(),
                    [&](WordKey kind) { return word_key(reading.form.text, kind) == key; }))
      found.push_back(std::move(reading));
  }
  return found;
}

std::vector<Reading> NameIndex::find_sites(std::string_view key) const {
  std::vector<Reading> found;
  for (const std::uint32_t item : items_of(by_sites_, key)) {
    Reading reading = reading_of(items_[item]);
    if (site_key(reading.form.text) == key) found.push_back(std::move(reading));
  }
  return found;
}

std::vector<Reading> NameIndex::find_near_organs(std::string_view name, double limit) const {
  const Spelled spelled = spell(name);
  std::vector<Reading> found;
  for (const match::NearSpellings::Near& near : near_organs_.find(spelled.letters, limit)) {
    Reading reading = reading_of(items_[near.payload]);
    if (spell(reading.form.text).digits != spelled.digits) continue;
    reading.distance = near.distance;
    found.push_back(std::move(reading));
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
