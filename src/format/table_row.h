// SPDX-License-Identifier: Apache-2.0
// Rows of delimited fields (text/delimited.h), each ending at a line end outside quotes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/byte_reader.h"

namespace waymark::format {

struct Field {
  std::string value;
  std::size_t begin = 0;  ///< byte of the row's `raw`
};

struct Row {
  std::string raw;  ///< as it stands, without its end
  std::vector<Field> fields;
  std::uint64_t line = 0;            ///< where it begins, from 1
  bool is_too_long = false;          ///< then there are no fields
  bool has_too_many_fields = false;  ///< then there are the first of them only
  bool has_open_quote = false;       ///< the input ended inside quotes that began in the last field
};

/// Takes the next row; false at the end of the source. What exceeds `most` bytes is passed over
/// without storing it. Source: RFC 4180, section 2; with bare quotes inside fields, and LF alone as
/// a row's end.
[[nodiscard]] bool read_row(ByteReader& bytes, char delimiter, std::uint64_t most, Row& row);

/// The delimiter that a header line uses: of comma, semicolon and tab the one that stands in it
/// most often outside quotes; a comma if there is none. A line "sep=X", as spreadsheets know it,
/// says X.
[[nodiscard]] char find_delimiter(std::string_view header_line);

}  // namespace waymark::format
