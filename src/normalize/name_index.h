// SPDX-License-Identifier: Apache-2.0
// All forms of a catalog by their compact spelling, those for look-up only too, and by what they
// look like. To them come the spellings of homonyms: an entry whose gazetteer derives no
// romanisations (Goseong of the South) is found as its namesake is (Kosong), so that a choice that
// is none is never made in silence, and as older maps have it (Kapyong).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/catalog.h"
#include "match/near_spellings.h"

namespace waymark::normalize {

using gazetteer::EntryId;
using gazetteer::FormId;

/// An entry that a spelling may stand for, and why.
struct Reading {
  EntryId entry = gazetteer::kNoEntry;
  gazetteer::FormView form;
  bool is_homonym = false;    ///< not a form of the gazetteer: derived, since another is written so
  bool is_exact_case = true;  ///< false: an abbreviation that was typed in another case
  double distance = 0;        ///< of a near spelling
};

/// Threads: immutable after construction.
class NameIndex {
 public:
  /// Lifetime: `catalog` must outlive it.
  explicit NameIndex(const gazetteer::Catalog& catalog);

  /// Requires: a compact spelling.
  [[nodiscard]] std::vector<Reading> find(std::string_view compact) const;
  /// Readings of organs by what the words of the name say. Requires: a `word_key`.
  [[nodiscard]] std::vector<Reading> find_words(std::string_view key) const;
  /// Readings of facilities by what their names say. Requires: a `site_key`.
  [[nodiscard]] std::vector<Reading> find_sites(std::string_view key) const;
  /// Readings within `limit`, also equal ones. Requires: a compact spelling of Latin letters.
  [[nodiscard]] std::vector<Reading> find_near(std::string_view compact, double limit) const;

  /// Readings within `limit` whose names have several words and are no places' with generics:
  /// organs, above all. Numbers must be the same, letters are compared without what parts words.
  [[nodiscard]] std::vector<Reading> find_near_organs(std::string_view name, double limit) const;

  /// Whether every word of a name, however short, stands in some organ's name: nothing shows that
  /// it is misspelt.
  [[nodiscard]] bool knows_all_words(std::string_view name) const;
  /// Whether all words of a name are written so in some organ's name, short ones in any name; of
  /// one or two letters they are any word's.
  [[nodiscard]] bool knows_words(std::string_view name) const;
  /// The name with each word that no organ's name has as the nearest one that some have: Minstry of
  /// Foriegn Affairs. Empty if nothing is to be mended, some word has none near it, or it is one
  /// word.
  [[nodiscard]] std::string mend_words(std::string_view name) const;

  /// Whether it has a label whose kinds have generics: what has a Korean name cut before a generic
  /// is a place.
  [[nodiscard]] bool is_place(EntryId entry) const;
  /// Whether its gazetteer derives romanisations of its Korean name.
  [[nodiscard]] bool is_romanised(EntryId entry) const;
  /// Whether it lies where such entries do: in the country that the gazetteer is about. The places
  /// of others are there so that they are not taken for its own.
  [[nodiscard]] bool is_at_home(EntryId entry) const;

 private:
  struct Item {
    EntryId entry;
    FormId form;  ///< kNoForm: homonyms_[homonym]
    std::uint32_t homonym = 0;
  };

  void add_forms();
  void note_form(EntryId entry, FormId number, const gazetteer::FormView& form);
  [[nodiscard]] bool is_called_by_words(EntryId entry, const gazetteer::FormView& form) const;
  void add_words(const gazetteer::FormView& form, std::uint32_t item);
  [[nodiscard]] bool has_no_generics(EntryId entry) const;
  void add_near_organ(EntryId entry, const gazetteer::FormView& form, std::uint32_t item);
  void add_site(const gazetteer::FormView& form, std::uint32_t item);
  void seal_vocabulary();
  [[nodiscard]] bool is_known_word(const std::string& word) const;
  [[nodiscard]] std::string_view nearest_word(const std::string& word) const;
  void add_homonyms();
  void add_homonym_forms(EntryId entry);
  [[nodiscard]] bool is_known(std::string_view compact) const;
  void add_item(std::string_view compact, Item item, bool is_near);
  [[nodiscard]] Reading reading_of(const Item& item) const;

  const gazetteer::Catalog& catalog_;
  std::vector<bool> place_labels_, romanised_, homes_;
  std::vector<Item> items_;
  std::vector<gazetteer::FormView> homonyms_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_compact_, by_words_, by_sites_;  // sorted
  std::size_t known_forms_ = 0;  // of these, those of the gazetteer come first until all are made
  match::NearSpellings near_, near_organs_;
  std::vector<std::string> vocabulary_;  // of organs' names, sorted
  match::NearSpellings near_words_;      // payload: its place there
};

/// What contains it and is contained by nothing; itself, if nothing contains it.
[[nodiscard]] EntryId outermost(const gazetteer::Catalog& catalog, EntryId entry);

/// Whether a scheme of surface forms is a romanisation.
[[nodiscard]] bool is_romanisation(std::string_view scheme);
/// Whether a scheme is how Japanese or Chinese read the characters of a name.
[[nodiscard]] bool is_foreign_reading(std::string_view scheme);

}  // namespace waymark::normalize
