// SPDX-License-Identifier: Apache-2.0
// Gazetteers of GATE: a .def file whose lines name the lists beside it, and what they hold.
//
//     line  = file ":" major [ ":" minor [ ":" language [ ":" annotation ] ] ]
//     entry = name *( TAB feature "=" value )            ; in the list
//
// The kind is the minor type, else the major one; the label, where none is given, is the annotation
// type, else Lookup. Source: GATE user guide, ANNIE gazetteer.
#include <array>
#include <filesystem>

#include "gazetteer/import_row.h"
#include "gazetteer/mapped_file.h"
#include "gazetteer/table_place.h"

namespace waymark::gazetteer {

namespace {

/// A line of the .def file.
struct ListLine {
  enum Part : std::size_t { kFile, kMajor, kMinor, kLanguage, kAnnotation, kCount };
  std::array<std::string_view, kCount> parts;

  explicit ListLine(std::string_view line) {
    for (std::size_t part = 0, begin = 0; part < kCount && begin <= line.size(); ++part) {
      const std::size_t end = std::min(line.find(':', begin), line.size());
      parts[part] = line.substr(begin, end - begin);
      begin = end + 1;
    }
  }
  [[nodiscard]] std::string kind() const {
    return std::string(parts[kMinor].empty() ? parts[kMajor] : parts[kMinor]);
  }
  [[nodiscard]] std::string label() const {
    return parts[kAnnotation].empty() ? "Lookup" : std::string(parts[kAnnotation]);
  }
};

/// Features that mean something to us; the others are GATE's own matter.
void put_feature(std::string_view feature, std::size_t at, ImportRow& row) {
  const std::size_t equals = feature.find('=');
  if (equals == std::string_view::npos) return;
  const std::string_view name = feature.substr(0, equals);
  if (name == "name" || name == "label") return;
  (void)put_field(name, {std::string(feature.substr(equals + 1)), at + equals + 1}, "", row);
}

void read_entry(std::string_view line, std::size_t begin, const ListLine& list, ImportSink& sink) {
  ImportRow row;
  row.clear(begin);
  row.label = {list.label(), begin};
  row.kind = {list.kind(), begin};
  std::size_t end = std::min(line.find('\t'), line.size());
  row.names.emplace_back(std::string(list.parts[ListLine::kLanguage]),
                         ImportField{std::string(line.substr(0, end)), begin});
  while (end < line.size()) {
    const std::size_t from = end + 1;
    end = std::min(line.find('\t', from), line.size());
    put_feature(line.substr(from, end - from), begin + from, row);
  }
  sink.take(row);
}

void read_list(const Table& table, const ListLine& list, ImportSink& sink) {
  sink.enter(table);
  for (std::size_t at = 0; at < table.bytes.size();) {
    const std::size_t begin = at;
    const std::string_view line = take_line(table.bytes, at);
    if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
    if (line.size() > kMaxRowBytes) {
      sink.refuse(begin, "too-long", "the line is longer than 1 MiB");
    } else {
      read_entry(line, begin, list, sink);
    }
  }
}

/// Whether it can be a file in the same folder.
bool is_file_name(std::string_view name) {
  constexpr std::size_t kLongest = 255;  // bytes that file systems allow
  return !name.empty() && name.size() <= kLongest && name.find('\0') == name.npos &&
         !std::filesystem::path(name).has_parent_path();
}

}  // namespace

Failure read_gate(const Table& table, ImportSink& sink) {
  const std::filesystem::path folder = std::filesystem::path(table.file).parent_path();
  TablePlaces places(table);
  for (std::size_t at = 0; at < table.bytes.size();) {
    const std::size_t begin = at;
    const std::string_view line = take_line(table.bytes, at);
    if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
    const ListLine list(line);
    const std::string_view name = list.parts[ListLine::kFile];
    if (!is_file_name(name)) {
      Diagnostic fault = places.find(begin);
      fault.code = "gazetteer/bad-list";
      fault.message = "the line names no list beside this file";
      fault.hint = "a line is FILE.lst:MAJOR:MINOR:LANGUAGE:ANNOTATION";
      return fault;
    }
    const std::string path = (folder / name).string();
    auto mapped = MappedFile::open(path);
    if (!mapped) {
      Diagnostic fault = mapped.error().front();
      fault.hint =
          "line " + std::to_string(places.find(begin).line) + " of '" + table.file + "' names it";
      return fault;
    }
    read_list({without_mark(mapped->bytes()), path}, list, sink);
    sink.enter(table);  // the mapping ends here
  }
  return std::nullopt;
}

}  // namespace waymark::gazetteer
