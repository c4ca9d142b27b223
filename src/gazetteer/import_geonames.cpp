// SPDX-License-Identifier: Apache-2.0
// The dumps of GeoNames (allCountries.txt, cities500.txt, XX.txt): nineteen columns parted by tabs,
// without a header and without quotes. The kind of a thing is its feature code in small letters.
#include <algorithm>
#include <array>

#include "gazetteer/import_row.h"

namespace waymark::gazetteer {

namespace {

enum Column : std::size_t {
  kId = 0,
  kName = 1,
  kAsciiName = 2,
  kAlternates = 3,
  kLat = 4,
  kLon = 5,
  kFeatureCode = 7,
  kPopulation = 14,
  kLeast = 15,  // columns that a row must have
};

/// The columns of a line; gives how many there are, at most as many as fit.
std::size_t split(std::string_view line, std::array<std::string_view, kLeast>& columns) {
  std::size_t count = 0;
  for (std::size_t begin = 0; begin <= line.size() && count < columns.size(); ++count) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    columns[count] = line.substr(begin, end - begin);
    begin = end + 1;
  }
  return count;
}

std::string in_small_letters(std::string_view code) {
  std::string small(code);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return small;
}

}  // namespace

Failure read_geonames(std::string_view bytes, const ImportOptions& options, ImportSink& sink) {
  ImportRow row;
  std::array<std::string_view, kLeast> columns;
  const std::string separator = options.alias_separator.empty() ? "," : options.alias_separator;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    const std::string_view line = take_line(bytes, at);
    if (line.empty()) continue;
    row.clear(begin);
    if (line.size() > kMaxRowBytes || split(line, columns) < kLeast) {
      sink.refuse(begin, "bad-row", "the row is none of GeoNames: it has too few columns",
                  "a dump has 19 columns parted by tabs");
      continue;
    }
    const auto field = [&](Column column) {
      return ImportField{std::string(columns[column]),
                         static_cast<std::size_t>(columns[column].data() - bytes.data())};
    };
    const bool has_own_ascii = columns[kAsciiName] != columns[kName];
    (void)put_field("name", field(kName), "", row);
    (void)put_field("ids.geonames", field(kId), "", row);
    (void)put_field("aliases", field(kAlternates), separator, row);
    if (has_own_ascii && !columns[kAsciiName].empty()) row.aliases.push_back(field(kAsciiName));
    row.id = field(kId);
    row.lat = field(kLat);
    row.lon = field(kLon);
    row.population = field(kPopulation);
    row.kind = {in_small_letters(columns[kFeatureCode]), begin};
    std::erase_if(row.aliases,
                  [](const ImportField& alias) { return alias.text.starts_with("http"); });
    sink.take(row);
  }
  return std::nullopt;
}

}  // namespace waymark::gazetteer
