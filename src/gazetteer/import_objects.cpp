// SPDX-License-Identifier: Apache-2.0
// A line is parsed when it is reached and forgotten when it is taken.
#include "gazetteer/import_objects.h"

#include <string>

namespace waymark::gazetteer {

namespace json = text::json;

void read_objects(const Table& table, std::size_t longest, ImportSink& sink,
                  const std::function<void(const json::Value&, std::size_t begin)>& take) {
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < table.bytes.size();) {
    const std::size_t begin = at;
    std::string_view line = take_line(table.bytes, at);
    ++number;
    if (line.ends_with(',')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t[]") == std::string_view::npos) continue;
    if (line.size() > longest) {
      sink.refuse(begin, "too-long",
                  "the line is longer than " + std::to_string(longest >> 20) + " MiB");
      continue;
    }
    auto parsed = json::parse(line, table.file, number);
    if (!parsed) {
      sink.refuse(parsed.error().front());
    } else if (!parsed->is_object()) {
      sink.refuse(begin + parsed->begin(), "expected-object",
                  "the record is " + std::string(parsed->kind_name()) + ", expected an object");
    } else {
      take(*parsed, begin);
    }
  }
}

}  // namespace waymark::gazetteer
