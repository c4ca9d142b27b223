// SPDX-License-Identifier: Apache-2.0
// Entries with all their forms → the bytes of an index; the same content gives the same bytes on
// any machine and day. The compiler of YAML and the importers of tables end here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/digest.h"
#include "gazetteer/index.h"
#include "gazetteer/schema.h"

namespace waymark::gazetteer {

/// A surface form and all that will be known of it.
struct Form {
  std::string text;  ///< NFC
  std::string key;   ///< by which it is looked up (phrase.h) if that is known already, else empty
  Why why = Why::kCanonical;
  std::string scheme, derivation;
  Case letter_case = Case::kTitle;
  bool case_is_stated = false;  ///< the entry or alias says it; a statement outlives merging
  bool lookup_only = false;
  bool glued = false;
  bool fixed = false;  ///< no other spelling is corrected to it
  std::int16_t from = 0, to = 0;
  std::vector<Need> needs;
  friend bool operator==(const Form&, const Form&) = default;
};

/// An entry, ready to be written.
struct IndexEntry {
  std::string id;
  bool is_external =
      false;  ///< defined in another index; here are only additions, or others refer to it
  bool is_dropped = false;
  KindId kind = kNoKind;
  LabelId label = kNoLabel;
  std::string parent;        ///< id, empty if none
  std::uint16_t source = 0;  ///< number in IndexContent::sources
  double prior = 0.5;
  std::optional<double> lat, lon;
  std::int16_t from = 0, to = 0;
  std::vector<std::pair<std::string, std::string>> names;  ///< (language, name)
  std::vector<std::pair<std::string, std::string>> ids;    ///< (scheme, id)
  std::vector<Form> forms;
};

/// Which entries differ in id and name only: a number that IndexBuilder gives, from 1; 0 is none.
using NamePattern = std::uint16_t;

/// Names of a list, and the keys of their forms one after another.
/// Lifetime: refers to the text.
struct NameRun {
  struct Name {
    std::uint32_t begin = 0;  ///< in the text
    std::uint16_t size = 0, key_size = 0;
  };

  std::string_view text;
  std::vector<Name> names;  ///< as they stand there
  std::string keys;         ///< as Form::key
};

struct IndexContent {
  Schema schema;
  std::vector<std::pair<std::string, std::string>> sources;  ///< (name, version) of gazetteers
  std::vector<IndexEntry> entries;                           ///< ids are unique
  std::vector<std::string> stops, abbreviations;
  Digest content, source_bytes;
};

/// Whether two forms need nothing and are alike in all but their texts: most of a table's forms are
/// like the one before.
[[nodiscard]] bool has_manner_of(const Form& form, const Form& other);

/// Of two forms of one entry that are found in the same texts, makes the one that stays: canonical
/// before alias before derived, with the most permissive case unless that one's is stated.
[[nodiscard]] Form merge_forms(Form a, Form b);

/// Entries of lists that have the id of an earlier one and say nothing new.
struct Repeats {
  std::uint64_t entries = 0, forms = 0;
};

/// Takes entries one at a time and keeps them packed, so that millions fit: about a hundred bytes a
/// name until it is written.
class IndexBuilder {
 public:
  IndexBuilder();
  ~IndexBuilder();
  IndexBuilder(IndexBuilder&&) noexcept;
  IndexBuilder& operator=(IndexBuilder&&) noexcept;

  /// Says that about so many more entries will come, whose texts take so many bytes: room for them
  /// is made once. `are_asked`: whether ids will be asked for.
  void reserve(std::size_t entry_count, std::size_t byte_size, bool are_asked = true);
  /// Gives false, and takes nothing, if there is an entry of this id.
  bool add(const IndexEntry& entry);
  // The same in two steps. Threads: one may claim ids and ask for them while another fills.
  /// Begins an entry. Gives false, and takes nothing, if there is one of this id.
  bool claim(std::string_view id) { return claim(id, expect(id)); }
  /// Says that it will be claimed; gives its hash.
  [[nodiscard]] std::uint64_t expect(std::string_view id) const;
  bool claim(std::string_view id, std::uint64_t hash);
  /// Takes all but the id of the first entry that was claimed and not filled.
  void fill(const IndexEntry& entry);

  // The same for entries of lists, of whose ids nobody needs to know yet whether they are new: of
  // one id they are spellings of the first, which is found out when they are sorted.
  /// Gives 0 if there are too many patterns.
  /// Requires: the entry has one name and one form, which are alike, no ids and no place; its id is
  /// what theirs begin with, before their names (made_id.h).
  [[nodiscard]] NamePattern make_pattern(const IndexEntry& entry);
  /// Adds names [first, last) of a run, each an entry that is as the pattern says. `key`: where in
  /// the run's keys theirs begin; afterwards where the next one's does.
  void add_names(NamePattern pattern, const NameRun& run, std::size_t first, std::size_t last,
                 std::size_t& key);
  /// Adds an entry whose id begins as those of the pattern.
  void add_unasked(NamePattern pattern, const IndexEntry& entry);
  /// From here on entries may be claimed while others are filled, though there were lists before.
  void settle();

  [[nodiscard]] bool has(std::string_view id);
  /// Of lists, also those that will not stay.
  [[nodiscard]] std::size_t entry_count() const;

  /// Ends the building. `content` has everything but the entries. Parents that were not added are
  /// another index's. `repeats`: takes what did not stay; its digest is taken from the content's.
  /// Errors: an empty string where the content exceeds what numbers in the index can say (4 GiB of
  /// text, 2^31 forms, 65,535 labels, kinds, sources).
  [[nodiscard]] std::string write(IndexContent content, Repeats* repeats = nullptr) &&;

 private:
  class Store;
  class Writer;
  std::unique_ptr<Store> store_;
};

}  // namespace waymark::gazetteer
