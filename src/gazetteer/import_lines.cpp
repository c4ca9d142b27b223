// SPDX-License-Identifier: Apache-2.0
// One name a line. Nothing else is in such a list: no comments, no columns.
#include "gazetteer/import_row.h"

namespace waymark::gazetteer {

Failure read_lines(const Table& table, ImportSink& sink) {
  const std::string_view bytes = table.bytes;
  sink.expect(bytes);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    const std::string_view line = take_line(bytes, at);
    if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
    if (line.size() > kMaxRowBytes) {
      sink.refuse(begin, "too-long", "the line is longer than 1 MiB");
      continue;
    }
    sink.take_name(line, begin);
  }
  return std::nullopt;
}

}  // namespace waymark::gazetteer
