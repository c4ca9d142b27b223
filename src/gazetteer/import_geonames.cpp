// SPDX-License-Identifier: Apache-2.0
// The dumps of GeoNames (allCountries.txt, cities500.txt, XX.txt): nineteen columns parted by tabs,
// without a header and without quotes. The kind of a thing is its feature code in small letters;
// what it lies in follows from its codes, where the tables of divisions and countries say what
// these stand for. Source: the readme of the GeoNames export.
#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>
#include <utility>
#include <vector>

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
  kCountry = 8,
  kDivision1 = 10,
  kDivision2 = 11,
  kPopulation = 14,
  kLeast = 15,  // columns that a row must have
};

using Columns = std::array<std::string_view, 19>;

/// The columns of a line; gives how many there are, at most as many as fit.
std::size_t split(std::string_view line, Columns& columns) {
  std::size_t count = 0;
  columns.fill({});
  for (std::size_t begin = 0; begin <= line.size() && count < columns.size(); ++count) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    columns[count] = line.substr(begin, end - begin);
    begin = end + 1;
  }
  return count;
}

ImportField field(const Table& table, std::string_view part) {
  return {std::string(part), static_cast<std::size_t>(part.data() - table.bytes.data())};
}

/// Calls `take(columns, begin)` for every line that has `least` columns, `sink` hears of others.
template <class Take>
void read_lines_of(const Table& table, std::size_t least, ImportSink& sink, const Take& take) {
  Columns columns;
  for (std::size_t at = 0; at < table.bytes.size();) {
    const std::size_t begin = at;
    const std::string_view line = take_line(table.bytes, at);
    if (line.empty() || line.starts_with('#')) continue;
    if (line.size() > kMaxRowBytes || split(line, columns) < least) {
      sink.refuse(begin, "bad-row", "the row is none of GeoNames: it has too few columns",
                  "its tables are parted by tabs; this one has " + std::to_string(least) +
                      " columns or more");
    } else {
      take(columns, begin);
    }
  }
}

std::string in_small_letters(std::string_view code) {
  std::string small(code);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return small;
}

/// A country or division by its code: "KP", "KP.10", "KP.10.2044757".
struct Division {
  std::string code, name, id, kind, parent_code;
};

/// The tables of countries and divisions.
class Divisions {
 public:
  Divisions(const GeoNamesTables& beside, ImportSink& sink) {
    if (beside.countries) read_countries(*beside.countries, sink);
    for (const Table& table : beside.divisions) read_divisions(table, sink);
    for (const Division& division : all_) by_code_.emplace(division.code, &division - all_.data());
  }

  /// The id of what has the longest of the codes: second division, first, country.
  [[nodiscard]] std::string parent_of(const Columns& row) const {
    const std::string country(row[kCountry]);
    const std::string first = country + '.' + std::string(row[kDivision1]);
    for (const std::string& code : {first + '.' + std::string(row[kDivision2]), first, country})
      if (const Division* found = find(code); found != nullptr && found->id != row[kId])
        return found->id;
    return "";
  }

  /// Adds those that the dump itself doesn't have, so that every parent is an entry.
  void add_missing(ImportSink& sink) const {
    ImportRow row;
    for (const Division& division : all_) {
      if (sink.has(division.id)) continue;
      row.clear(0);
      (void)put_field("name", {division.name, 0}, "", row);
      (void)put_field("ids.geonames", {division.id, 0}, "", row);
      row.id.text = division.id;
      row.kind.text = division.kind;
      if (const Division* parent = find(division.parent_code)) row.parent.text = parent->id;
      sink.take(row);
    }
  }

 private:
  [[nodiscard]] const Division* find(const std::string& code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? nullptr : &all_[static_cast<std::size_t>(found->second)];
  }

  void read_countries(const Table& table, ImportSink& sink) {
    sink.enter(table);
    read_lines_of(table, 17, sink, [this](const Columns& row, std::size_t) {
      all_.push_back({std::string(row[0]), std::string(row[4]), std::string(row[16]), "pcli", ""});
    });
  }

  void read_divisions(const Table& table, ImportSink& sink) {
    sink.enter(table);
    read_lines_of(table, 4, sink, [this](const Columns& row, std::size_t) {
      const std::string code(row[0]);
      const std::size_t dot = code.rfind('.');
      const bool is_second = dot != code.find('.');
      all_.push_back({code, std::string(row[1]), std::string(row[3]), is_second ? "adm2" : "adm1",
                      code.substr(0, dot == std::string::npos ? 0 : dot)});
    });
  }

  std::vector<Division> all_;
  std::unordered_map<std::string, std::ptrdiff_t> by_code_;
};

/// Lines of the table of alternate names, found by the id that they name.
class AlternateNames {
 public:
  AlternateNames(const Table& table, ImportSink& sink) : table_(table) {
    sink.enter(table);
    read_lines_of(table, 4, sink, [this](const Columns& row, std::size_t begin) {
      std::uint32_t id = 0;
      const std::string_view text = row[1];
      if (std::from_chars(text.data(), text.data() + text.size(), id).ec == std::errc())
        lines_.emplace_back(id, begin);
    });
    std::stable_sort(lines_.begin(), lines_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  void add_to(ImportRow& row) const {
    std::uint32_t id = 0;
    const std::string& text = row.id.text;
    if (std::from_chars(text.data(), text.data() + text.size(), id).ec != std::errc()) return;
    const auto before = [](const auto& line, std::uint32_t wanted) { return line.first < wanted; };
    Columns columns;
    for (auto line = std::lower_bound(lines_.begin(), lines_.end(), id, before);
         line != lines_.end() && line->first == id; ++line) {
      std::size_t at = line->second;
      split(take_line(table_.bytes, at), columns);
      add(columns, row);
    }
  }

 private:
  /// What stands where the language should: names of no language, or ids of other collections.
  static void add(const Columns& columns, ImportRow& row) {
    const std::string_view language = columns[2];
    const ImportField name{std::string(columns[3]), row.at};
    if (language == "wkdt") {
      row.ids.emplace_back("wikidata", name);
    } else if (language == "iata" || language == "icao" || language == "unlc") {
      row.ids.emplace_back(std::string(language), name);
    } else if (!is_code(language)) {
      add_name(std::string(language), columns[4] == "1", name, row);
    }
  }

  /// What is no name and no id that is kept: addresses, postal codes, numbers of stations.
  static bool is_code(std::string_view language) {
    constexpr std::string_view kCodes[] = {"link", "post", "tcid", "faac", "lauc", "uicn"};
    return std::find(std::begin(kCodes), std::end(kCodes), language) != std::end(kCodes);
  }

  /// The preferred name of a language is a name in it, every other one an alias.
  static void add_name(const std::string& language, bool is_preferred, const ImportField& name,
                       ImportRow& row) {
    const bool is_language = language.size() == 2 || language.size() == 3;
    const auto same = [&language](const auto& other) { return other.first == language; };
    const bool is_first = std::none_of(row.names.begin(), row.names.end(), same);
    if (is_language && is_preferred && is_first) {
      row.names.emplace_back(language, name);
    } else {
      row.aliases.push_back(name);
    }
  }

  const Table& table_;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> lines_;  // (id, begin), by id
};

/// Rows of the dump itself.
class Dump {
 public:
  Dump(const Table& table, const GeoNamesTables& beside, const ImportOptions& options,
       ImportSink& sink)
      : table_(table), separator_(options.alias_separator), sink_(sink), divisions_(beside, sink) {
    if (separator_.empty()) separator_ = ",";
    if (beside.alternate_names) alternates_.emplace(*beside.alternate_names, sink);
  }

  void read() {
    sink_.enter(table_);
    read_lines_of(table_, kLeast, sink_,
                  [this](const Columns& row, std::size_t begin) { take(row, begin); });
    divisions_.add_missing(sink_);
  }

 private:
  void take(const Columns& columns, std::size_t begin) {
    row_.clear(begin);
    (void)put_field("name", field(table_, columns[kName]), "", row_);
    (void)put_field("ids.geonames", field(table_, columns[kId]), "", row_);
    row_.id = field(table_, columns[kId]);
    if (!columns[kAsciiName].empty() && columns[kAsciiName] != columns[kName])
      row_.aliases.push_back(field(table_, columns[kAsciiName]));
    if (alternates_) {
      alternates_->add_to(row_);
    } else {
      (void)put_field("aliases", field(table_, columns[kAlternates]), separator_, row_);
    }
    row_.lat = field(table_, columns[kLat]);
    row_.lon = field(table_, columns[kLon]);
    row_.population = field(table_, columns[kPopulation]);
    row_.kind = {in_small_letters(columns[kFeatureCode]), begin};
    row_.parent = {divisions_.parent_of(columns), begin};
    std::erase_if(row_.aliases,
                  [](const ImportField& alias) { return alias.text.starts_with("http"); });
    sink_.take(row_);
  }

  const Table& table_;
  std::string separator_;
  ImportSink& sink_;
  Divisions divisions_;
  std::optional<AlternateNames> alternates_;
  ImportRow row_;
};

}  // namespace

Failure read_geonames(const Table& table, const GeoNamesTables& beside,
                      const ImportOptions& options, ImportSink& sink) {
  Dump(table, beside, options, sink).read();
  return std::nullopt;
}

}  // namespace waymark::gazetteer
