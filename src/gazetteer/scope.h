// SPDX-License-Identifier: Apache-2.0
// What the files of a run can refer to: the labels, kinds and entries that they declare, and those
// of the compiled gazetteers beside them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gazetteer/entry.h"
#include "gazetteer/index.h"
#include "gazetteer/index_writer.h"
#include "gazetteer/schema.h"
#include "waymark/diagnostic.h"

namespace waymark::gazetteer {

/// The rows of the tables that files name.
struct TableRows {
  IndexBuilder* builder = nullptr;                   ///< has them, but for those that files add to
  std::unordered_set<std::string> claimed;           ///< ids that files add to or take out
  std::unordered_map<std::string, IndexEntry> held;  ///< rows of these ids

  [[nodiscard]] bool has(std::string_view id) const {
    return builder->has(id) || held.contains(std::string(id));
  }
};

/// Lifetime: refers to the files and indexes that it is made of.
class Scope {
 public:
  /// Errors: labels and kinds that are declared in two ways, or of unknown labels.
  Scope(const std::vector<WrittenFile>& files, const std::vector<Index>& context,
        Diagnostics& diagnostics);

  /// From here on the rows of tables are known too. Lifetime: as long as this.
  void add_rows(const TableRows& rows) { rows_ = &rows; }

  [[nodiscard]] const Schema& schema() const { return schema_; }
  [[nodiscard]] bool has_entry(std::string_view id) const;
  /// Whether some entry's id may begin so.
  [[nodiscard]] bool may_have_below(std::string_view prefix) const;
  /// Whether one of the compiled gazetteers defines it.
  [[nodiscard]] bool context_has(std::string_view id) const;
  /// The kind of an entry of these files or of the context.
  [[nodiscard]] KindId kind_of(std::string_view id) const;
  // All names, for hints.
  [[nodiscard]] std::vector<std::string> entry_ids() const;
  [[nodiscard]] std::vector<std::string> label_names() const;
  [[nodiscard]] std::vector<std::string> kind_names() const;

 private:
  void add_labels(const WrittenFile& file, Diagnostics& diagnostics);
  void add_kinds(const WrittenFile& file, Diagnostics& diagnostics);

  const std::vector<WrittenFile>& files_;
  const std::vector<Index>& context_;
  const TableRows* rows_ = nullptr;
  Schema schema_;
  std::vector<std::vector<KindId>> context_kinds_;  // numbers of each index's kinds in schema_
  std::unordered_map<std::string_view, KindId> defined_;
};

/// The container that an entry says or its file gives by default.
[[nodiscard]] const WrittenText* parent_of(const WrittenEntry& entry,
                                           const WrittenDefaults& defaults);
/// The label that an entry, its kind or its file gives; kNoLabel if nothing does.
[[nodiscard]] LabelId label_of(const WrittenEntry& entry, const WrittenDefaults& defaults,
                               const Schema& schema);
[[nodiscard]] KindId kind_of(const WrittenEntry& entry, const WrittenDefaults& defaults,
                             const Schema& schema);

}  // namespace waymark::gazetteer
