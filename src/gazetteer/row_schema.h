// SPDX-License-Identifier: Apache-2.0
// The labels and kinds that rows of a table say, numbered where they are first met. Beside YAML
// files labels are declared there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "gazetteer/entry_queue.h"
#include "gazetteer/form_maker.h"
#include "gazetteer/import_row.h"
#include "gazetteer/import_rows.h"

namespace waymark::gazetteer {

class RowSchema {
 public:
  /// `beside`: null for a table alone.
  /// Lifetime: refers to all of them.
  RowSchema(const ImportOptions& options, const YamlBeside* beside, IndexContent& content,
            EntryQueue& queue);

  // Put what a row says into an entry. Errors: no word, unknown, too many.
  std::optional<RowFault> read_label(const ImportRow& row, IndexEntry& entry);
  std::optional<RowFault> read_kind(const ImportRow& row, IndexEntry& entry);

 private:
  std::optional<LabelId> label_of(const std::string& name);
  std::optional<KindId> kind_of(const std::string& name);
  std::optional<RowFault> read_declared_label(const ImportRow& row, std::string_view name,
                                              IndexEntry& entry) const;

  const ImportOptions& options_;
  const YamlBeside* beside_;
  IndexContent& content_;
  EntryQueue& queue_;
  LabelId label_ = kNoLabel;  // of all rows, if they have one
  std::unordered_map<std::string, KindId> kinds_;
};

}  // namespace waymark::gazetteer
