// SPDX-License-Identifier: Apache-2.0
// The names and aliases of a row → the names and forms of its entry.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "gazetteer/entry.h"
#include "gazetteer/form_maker.h"
#include "gazetteer/import_row.h"
#include "gazetteer/index_writer.h"
#include "gazetteer/row_ids.h"

namespace waymark::gazetteer {

/// Lifetime: refers to the schema, the report and the ids.
class RowNames {
 public:
  /// `derivers` make more forms of the names.
  RowNames(WeakForms weak, const std::vector<std::string>& derivers, const Schema& schema,
           const RowIds& ids, ImportReport& report);

  /// Reads the names and forms of an entry whose label is known.
  std::optional<RowFault> read(const ImportRow& row, IndexEntry& entry);
  /// Adds the forms that derivers make of the names, once the kind is known too. Those of a row are
  /// as fixed as its own.
  void derive(IndexEntry& entry) const;

 private:
  /// A form of which a row says more than its text.
  struct ToldForm {
    const ImportForm* form = nullptr;
    bool is_added = false;
  };

  std::optional<RowFault> note_told_forms(const ImportRow& row);
  std::optional<RowFault> add_names(const ImportRow& row, IndexEntry& entry);
  std::optional<RowFault> add_name(const std::string& language, const ImportField& name,
                                   IndexEntry& entry);
  std::optional<RowFault> add_aliases(const ImportRow& row, IndexEntry& entry);
  std::optional<RowFault> add_form(const ImportField& name, Why why, IndexEntry& entry);
  std::optional<RowFault> add_told(ToldForm& told, Why usual, IndexEntry& entry);
  [[nodiscard]] bool has_name_before(const std::string& language, const IndexEntry& entry) const;

  const Schema& schema_;
  const RowIds& ids_;
  WrittenDefaults derivers_;
  FormMaker forms_;
  std::size_t name_count_ = 0;  // of the entry so far
  bool corrects_ = false;       // other spellings are corrected to its forms
  std::unordered_map<std::string_view, ToldForm> told_;  // of the row, by their texts
};

}  // namespace waymark::gazetteer
