// SPDX-License-Identifier: Apache-2.0
// A row is taken in two steps: first its bytes, with just enough of the grammar to know which line
// end is its own, then its fields.
#include "format/table_row.h"

#include "text/delimited.h"

namespace waymark::format {
namespace {

void take_bytes(ByteReader& bytes, char delimiter, std::uint64_t most, Row& row) {
  text::FieldState state(delimiter);
  for (int next = bytes.peek(); next != kEndOfBytes; next = bytes.peek()) {
    const char c = static_cast<char>(next);
    bytes.skip();
    if (c == '\n' && !state.is_quoted()) break;
    state.step(c);
    if (row.raw.size() < most)
      row.raw += c;
    else
      row.is_too_long = true;
  }
  row.has_open_quote = state.is_quoted();
  if (!row.has_open_quote && row.raw.ends_with('\r')) row.raw.pop_back();
}

void cut_fields(Row& row, char delimiter) {
  text::FieldState state(delimiter);
  Field* field = &row.fields.emplace_back();
  for (std::size_t at = 0; at < row.raw.size(); ++at) {
    const text::FieldByte byte = state.step(row.raw[at]);
    if (byte == text::FieldByte::kValue) field->value += row.raw[at];
    if (byte != text::FieldByte::kDelimiter) continue;
    if (row.fields.size() == text::kMostFields) {
      row.has_too_many_fields = true;
      return;
    }
    field = &row.fields.emplace_back();
    field->begin = at + 1;
  }
}

}  // namespace

bool read_row(ByteReader& bytes, char delimiter, std::uint64_t most, Row& row) {
  row = Row{};
  row.line = bytes.line();
  if (bytes.peek() == kEndOfBytes) return false;
  take_bytes(bytes, delimiter, most, row);
  if (!row.is_too_long) cut_fields(row, delimiter);
  return true;
}

char find_delimiter(std::string_view header_line) {
  return text::is_delimiter_line(header_line) ? header_line.back()
                                              : text::commonest_delimiter(header_line, ",;\t");
}

}  // namespace waymark::format
