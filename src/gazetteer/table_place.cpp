// SPDX-License-Identifier: Apache-2.0
// Columns count code points; of a line that is no text, bytes.
#include "gazetteer/table_place.h"

#include <algorithm>
#include <string_view>

#include "gazetteer/limits.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

/// The place of a byte in a line of known number.
Diagnostic place_in_line(const Table& table, std::size_t at, std::uint32_t number) {
  const std::string_view bytes = table.bytes;
  const std::size_t newline = at == 0 ? std::string_view::npos : bytes.rfind('\n', at - 1);
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  std::string_view line = bytes.substr(begin, bytes.find('\n', at) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  Diagnostic diagnostic;
  diagnostic.file = table.file;
  diagnostic.line = number;
  diagnostic.column = 1;
  if (text::is_valid_utf8(line) && line.size() <= kMaxFormBytes) {
    diagnostic.column +=
        static_cast<std::uint32_t>(text::count_code_points(line.substr(0, at - begin)));
    diagnostic.source_line = line;
  } else {
    diagnostic.column += static_cast<std::uint32_t>(at - begin);
  }
  return diagnostic;
}

}  // namespace

Diagnostic TablePlaces::find(std::size_t at) {
  const std::string_view bytes = table_.bytes;
  at = std::min(at, bytes.size());
  if (at < counted_) counted_ = 0, line_ = 1;
  const std::string_view before = bytes.substr(counted_, at - counted_);
  line_ += static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  counted_ = at;
  return place_in_line(table_, at, line_);
}

}  // namespace waymark::gazetteer
