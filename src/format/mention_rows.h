// SPDX-License-Identifier: Apache-2.0
// The mention table read back: rows of one document → its mentions. The text comes from elsewhere;
// what a row says stands at its span must stand there.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "format/table_row.h"
#include "waymark/diagnostic.h"
#include "waymark/document.h"

namespace waymark::format {

class MentionRows {
 public:
  /// Whether a header is that of a mention table: document, label, text, begin, end.
  [[nodiscard]] static bool are_columns(const std::vector<std::string>& columns);

  /// Requires: are_columns(columns).
  explicit MentionRows(const std::vector<std::string>& columns);

  /// The id of the document to which a row belongs.
  [[nodiscard]] std::string document_of(const Row& row) const { return value(row, "document"); }
  void add(const Row& row) { rows_.push_back(row); }

  /// Adds the mentions to the document, whose text stands already, and its meta: columns that no
  /// mention table has. Units: offsets count code points, UTF-16 units or bytes: the first of
  /// these by which every row's text stands at its span. Errors: there is no such unit.
  [[nodiscard]] std::optional<Diagnostic> read(Document& document, const std::string& file) const;
  /// The first row's value of a column.
  [[nodiscard]] std::string meta(const std::string& column) const;
  /// Something wrong with all of it, said of the first row.
  [[nodiscard]] Diagnostic diagnose_first(const std::string& file, std::string code,
                                          std::string message, std::string hint) const;

 private:
  [[nodiscard]] std::string value(const Row& row, const std::string& column) const;
  [[nodiscard]] Mention make_mention(const Row& row) const;
  [[nodiscard]] std::string collect_meta() const;

  std::vector<std::string> columns_;
  std::map<std::string, std::size_t> positions_;
  std::vector<Row> rows_;
};

}  // namespace waymark::format
