// SPDX-License-Identifier: Apache-2.0
// Tables as they stand: a row keeps every byte, its fields are only looked at, and what is added
// goes between its last field and its line end. Byte order mark, delimiter, quoting, quoted line
// breaks and mixed line ends come back as they came.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "text/delimited.h"

namespace waymark::normalize {

/// A row as it stands.
struct TableRow {
  std::string bytes;                ///< without its line end
  std::string line_end;             ///< "\r\n", "\n", "\r"; empty at the end of the table
  std::vector<std::string> fields;  ///< without quotes; the first text::kMostFields
  std::size_t number = 0;           ///< from 1; the header is a row
  std::size_t line = 0;             ///< where it begins, from 1
  bool has_open_quote = false;      ///< the table ended inside quotes
  bool is_too_long =
      false;  ///< longer than a row may be: it was cut there, the rest is the next row
};

/// Takes a table apart row by row.
class TableReader {
 public:
  /// Reads up to `size` bytes into `buffer`; 0 at the end.
  using Source = std::function<std::size_t(char* buffer, std::size_t size)>;

  /// `delimiter`: 0 finds it in the first line: of comma, semicolon, tab and bar the commonest
  /// outside quotes.
  explicit TableReader(Source source, char delimiter = 0, std::size_t longest_row = 64u << 20);

  /// What stands before the header: a byte order mark, a line "sep=;".
  [[nodiscard]] const std::string& preamble() const { return preamble_; }
  [[nodiscard]] char delimiter() const { return delimiter_; }

  /// Takes the next row; false at the end.
  bool next(TableRow& row);

 private:
  bool fill();
  [[nodiscard]] int byte_at(std::size_t at);
  [[nodiscard]] std::size_t first_line_end();
  void read_preamble();
  void cut_fields(TableRow& row) const;

  Source source_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool ended_ = false;
  char delimiter_;
  std::size_t longest_row_;
  std::string preamble_;
  std::size_t rows_ = 0, line_ = 1;
};

/// A row with more fields: `missing` empty ones first, for a row that is shorter than the header.
template <class Fields>
[[nodiscard]] std::string extend_row(const TableRow& row, const Fields& added, std::size_t missing,
                                     char delimiter) {
  std::string out = row.bytes;
  out.append(missing, delimiter);
  for (const auto& value : added) {
    out += delimiter;
    text::append_field(value, delimiter, out);
  }
  return out + row.line_end;
}

}  // namespace waymark::normalize
