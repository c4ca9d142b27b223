// SPDX-License-Identifier: Apache-2.0
// All indexes of a run, asked as one: ids join across them, a later one may extend or drop entries
// of an earlier. This is what matching, rules and resolution see of a gazetteer.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/index.h"
#include "gazetteer/schema.h"
#include "waymark/diagnostic.h"
#include "waymark/result.h"

namespace waymark::gazetteer {

/// What is known of an entry. Strings are copies: names lie compressed in the index.
struct EntryView {
  std::string id, name, ko;
  KindId kind = 0;
  LabelId label = 0;
  EntryId parent = kNoEntry;
  std::optional<double> lat, lon;
  float prior = 0.5f;
  std::int16_t from = 0, to = 0;  ///< years, 0 unknown
  std::vector<std::pair<std::string, std::string>> ids;
  std::string source;  ///< name of the gazetteer it comes from: "dprk.places"
};

class Catalog {
 public:
  /// Joins indexes. What no index defines contains nothing; a warning says so of each index.
  /// Errors: duplicate ids, unknown ids across files that are dropped or added to.
  static Result<std::shared_ptr<const Catalog>> join(std::vector<Index> indexes,
                                                     Diagnostics* warnings);

  [[nodiscard]] const Schema& schema() const { return schema_; }
  /// Tells it from every other catalog that this process has joined: for what remembers answers.
  [[nodiscard]] std::uint64_t serial() const { return serial_; }
  [[nodiscard]] const std::vector<Index>& indexes() const { return indexes_; }
  /// The numbers of entries run below this. Numbers that stand for another index's entry are
  /// dropped ones.
  [[nodiscard]] std::size_t entry_count() const;
  /// How many of them stand for an entry that is not dropped.
  [[nodiscard]] std::size_t living_entry_count() const;
  [[nodiscard]] std::size_t form_count() const;
  /// Whether there are entries of each label, by LabelId.
  [[nodiscard]] std::vector<bool> labels_with_entries() const;
  [[nodiscard]] std::string digest() const;

  /// The entry of an id; entries are numbered through all indexes, an extended one has one number.
  [[nodiscard]] std::optional<EntryId> find(std::string_view id) const;
  [[nodiscard]] EntryView entry(EntryId entry) const;
  /// The same into memory that may be reused.
  void unpack(EntryId entry, EntryView& out) const;
  // The cheap ones, for matching and rules: no strings are made.
  [[nodiscard]] KindId kind(EntryId entry) const;
  [[nodiscard]] LabelId label(EntryId entry) const;
  [[nodiscard]] EntryId parent(EntryId entry) const;
  [[nodiscard]] float prior(EntryId entry) const;
  [[nodiscard]] bool is_dropped(EntryId entry) const;
  /// Whether `inner` is `outer` or is contained in it, over any number of steps.
  [[nodiscard]] bool lies_in(EntryId inner, EntryId outer) const;
  /// The names of an entry: (language, name).
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> names(EntryId entry) const;

  /// A form by its number; forms are numbered through all indexes.
  [[nodiscard]] FormView form(FormId form) const;
  /// Why a form stands for its entry, without decoding it.
  [[nodiscard]] Why why(FormId form) const;
  /// The scheme of a derived form, without decoding its text.
  [[nodiscard]] std::string scheme(FormId form) const;
  /// What forms of one number have alike: why() and scheme().
  [[nodiscard]] std::uint32_t reason(FormId form) const;
  /// Their numbers run below this.
  [[nodiscard]] std::size_t reason_count() const;
  /// The same of the gazetteers that entries come from (EntryView::source).
  [[nodiscard]] std::uint32_t source(EntryId entry) const;
  [[nodiscard]] std::size_t source_count() const;
  /// Whether any form asks for company.
  [[nodiscard]] bool has_needs() const;
  /// Whether this one does, and for which; any of the conditions suffices.
  [[nodiscard]] bool has_needs(FormId form) const;
  [[nodiscard]] std::vector<Need> needs(FormId form) const;

  /// The global number of an entry or form of index `index_number`.
  [[nodiscard]] EntryId global_entry(std::size_t index_number, std::uint32_t local) const;
  [[nodiscard]] FormId global_form(std::size_t index_number, std::uint32_t local) const;

  /// Whether no sentence ends after the word of this hash and a full stop.
  [[nodiscard]] bool is_abbreviation(std::uint64_t folded_hash) const;
  /// Whether a stop form of any file bars this folded form (units joined without spaces).
  [[nodiscard]] bool is_stopped(std::uint64_t phrase_hash) const;

 private:
  struct Joined;
  struct Place;
  Catalog() = default;
  [[nodiscard]] Place place_of(EntryId entry) const;
  /// (index, local number); kNoForm for a number that there is not.
  [[nodiscard]] std::pair<std::size_t, FormId> place_of_form(FormId form) const;

  std::uint64_t serial_ = 0;
  Schema schema_;
  std::vector<Index> indexes_;
  std::shared_ptr<const Joined> joined_;
};

}  // namespace waymark::gazetteer
