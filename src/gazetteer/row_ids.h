// SPDX-License-Identifier: Apache-2.0
// The ids of rows: as they are given, with the table's prefix, or made of names; beside the entries
// of YAML files, whose ids are not to be repeated.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "gazetteer/form_maker.h"
#include "gazetteer/import_row.h"
#include "gazetteer/import_rows.h"
#include "gazetteer/index_writer.h"

namespace waymark::gazetteer {

/// Lifetime: refers to all that it is made of; `beside` may be null.
class RowIds {
 public:
  RowIds(const ImportOptions& options, const YamlBeside* beside, IndexBuilder& builder);

  /// Before ids that are made of names.
  [[nodiscard]] const std::string& made_prefix() const { return made_prefix_; }
  /// Whether no file beside the table can have an id that is made of a name, or add to one.
  [[nodiscard]] bool made_are_free() const { return made_are_free_; }
  /// Whether no file beside the table has this id, or adds to it.
  [[nodiscard]] bool is_free(const std::string& id) const;

  /// Calls the place of an id into the cache, while the rest of its row is read.
  void expect(const ImportRow& row, IndexEntry& entry) const;
  /// Reads the entry's id, its container's and those that others have for it. `file` is where an
  /// unknown container is told.
  std::optional<RowFault> read(const ImportRow& row, const std::string& file,
                               IndexEntry& entry) const;
  /// The id of another entry that a row names: it may be one of a YAML file, without the prefix.
  [[nodiscard]] std::string id_of(std::string_view given) const;
  /// Whether a row has the id.
  [[nodiscard]] bool is_taken(const std::string& id) const;

  /// Makes the entry's id of its name.
  void make(std::string_view name, std::string& id) const;
  /// Takes the id for the entry. Gives false if there is an entry of this id.
  bool claim(const IndexEntry& entry);
  /// Of rows without an id the name is the id; two rows of one name are two things.
  void claim_some(IndexEntry& entry);
  /// Whether the last entry is kept for a YAML file that adds to it, and isn't the builder's.
  [[nodiscard]] bool is_held() const { return is_held_; }
  /// Adds the forms of an entry to a held one of its id. Gives false if there is none, or if it has
  /// them, or has many.
  [[nodiscard]] bool add_spelling(const IndexEntry& entry) const;

 private:
  std::optional<RowFault> read_one(const ImportField& field, std::string& out) const;
  std::optional<RowFault> settle_beside(const ImportRow& row, const std::string& file,
                                        IndexEntry& entry) const;
  bool put(const IndexEntry& entry);

  const ImportOptions& options_;
  const YamlBeside* beside_;
  IndexBuilder& builder_;
  std::string made_prefix_;
  bool made_are_free_ = true;
  bool is_held_ = false;
  std::unordered_map<std::string, std::uint32_t> copies_;  // of ids made of names that came again
};

}  // namespace waymark::gazetteer
