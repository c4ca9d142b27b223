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

/// What entries have in common that differ in id and name only.
struct NamePattern {
  std::uint64_t head = 0;  ///< where IndexBuilder has what they say alike
  std::uint32_t word = 0, manner = 0;
  std::uint16_t number = 0;  ///< from 1; 0 if there are too many
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

/// Takes entries one at a time and keeps them packed, so that millions fit: about a hundred bytes a
/// name until it is written.
class IndexBuilder {
 public:
  IndexBuilder();
  ~IndexBuilder();
  IndexBuilder(IndexBuilder&&) noexcept;
  IndexBuilder& operator=(IndexBuilder&&) noexcept;

  /// Says that about so many more entries will come, whose texts take so many bytes: room for them
  /// is made once.
  void reserve(std::size_t entry_count, std::size_t byte_size);
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
  /// The same for an entry that is as `pattern` says; `key`: as Form::key.
  void fill(const NamePattern& pattern, std::string_view name, std::string_view key);
  /// Requires: the entry has one name and one form, which are alike, no ids and no place; its id is
  /// what theirs begin with, before their names (made_id.h).
  [[nodiscard]] NamePattern make_pattern(const IndexEntry& entry);
  [[nodiscard]] bool has(std::string_view id) const;
  [[nodiscard]] std::size_t entry_count() const;

  /// Ends the building. `content` has everything but the entries. Parents that were not added are
  /// another index's.
  /// Errors: an empty string where the content exceeds what numbers in the index can say (4 GiB of
  /// text, 2^31 forms, 65,535 labels, kinds, sources).
  [[nodiscard]] std::string write(IndexContent content) &&;

 private:
  class Store;
  class Writer;
  std::unique_ptr<Store> store_;
};

}  // namespace waymark::gazetteer
