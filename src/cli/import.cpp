// SPDX-License-Identifier: Apache-2.0
// `waymark gazetteer import`: a table of names, and what stands beside it, → one compiled file.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/byte_source.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "format/encoding.h"
#include "gazetteer/table_file.h"
#include "text/utf8.h"

namespace waymark::cli {
namespace {

using gazetteer::TableForm;

std::string suffix_of(const std::string& path) {
  const std::string suffix =
      std::filesystem::path(gazetteer::without_packing(path)).extension().string();
  return suffix.empty() ? "" : suffix.substr(1);
}

/// The forms that are known by suffixes of their own.
std::optional<TableForm> form_of_suffix(const std::string& suffix) {
  if (suffix == "def") return TableForm::kGate;
  if (suffix == "ndjson") return TableForm::kJsonLines;
  if (suffix == "ttl" || suffix == "nt" || suffix == "rdf" || suffix == "jsonld")
    return TableForm::kSkos;
  return gazetteer::find_table_form(suffix);
}

/// By the option, else by the suffix; what has no known one is a plain list, if it can be.
Result<TableForm> table_form(const GazetteerOptions& options) {
  if (!options.from.empty()) return *gazetteer::find_table_form(options.from);
  const std::string suffix = options.table == "-" ? "" : suffix_of(options.table);
  if (const auto form = form_of_suffix(suffix)) return *form;
  if (suffix == "wmg")
    return usage_fault("cli/compiled", "'" + options.table + "' is compiled already",
                       "-g takes it as it is");
  for (const char* never : {"json", "geojson", "xml", "yaml", "yml", "xls", "xlsx", "ods"})
    if (suffix == never)
      return usage_fault("cli/unknown-form",
                         "'." + suffix + "' doesn't say what the table is written in",
                         "--from says it, such as --from wikidata; of a spreadsheet save a CSV");
  return TableForm::kLines;
}

/// The tables that GeoNames keeps beside a dump, open as long as this.
class Beside {
 public:
  /// Errors: as TableFile::open.
  std::optional<Diagnostics> open(const GazetteerOptions& options) {
    for (const std::string& path : options.divisions)
      if (auto fault = add(path)) return fault;
    for (const gazetteer::TableFile& file : files_) tables.divisions.push_back(file.table());
    for (const auto& [path, table] : {std::pair(&options.alternate_names, &tables.alternate_names),
                                      std::pair(&options.countries, &tables.countries)}) {
      if (path->empty()) continue;
      if (auto fault = add(*path)) return fault;
      *table = files_.back().table();
    }
    return std::nullopt;
  }

  gazetteer::GeoNamesTables tables;

 private:
  std::optional<Diagnostics> add(const std::string& path) {
    auto file = gazetteer::TableFile::open(path);
    if (!file) return file.error();
    files_.push_back(*std::move(file));
    return std::nullopt;
  }

  std::vector<gazetteer::TableFile> files_;
};

/// "-" is standard input, which is read whole: importers look at bytes by their place.
Result<gazetteer::TableFile> open_table(const std::string& path) {
  std::error_code error;
  if (path != "-" &&
      (std::filesystem::is_regular_file(path, error) || gazetteer::without_packing(path) != path))
    return gazetteer::TableFile::open(path);
  auto source = open_source(path);
  if (!source) return source.error();
  std::string bytes;
  std::size_t size = 0;
  for (std::size_t count = 1; count > 0; size += count) {
    // A pipe gives little at a time, and new room is filled with zeros.
    if (bytes.size() == size) bytes.resize(size + std::max(size / 8, std::size_t{1} << 20));
    count = (*source)->read(bytes.data() + size, bytes.size() - size);
  }
  bytes.resize(size);
  if (const std::string reason = (*source)->error(); !reason.empty())
    return Diagnostic{
        .code = "cli/cannot-read", .file = path, .message = "can't be read: " + reason};
  return gazetteer::TableFile::of(std::move(bytes), path);
}

/// What a list looks like that is none; an empty string if nothing can be said.
std::string guess_form(std::string_view bytes) {
  constexpr std::ptrdiff_t kGeoNamesTabs = 18;
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  const auto tabs = std::count(line.begin(), line.end(), '\t');
  if (tabs == kGeoNamesTabs) return "it looks like a dump of GeoNames: --from geonames";
  return tabs > 0 ? "its lines have tabs: --from tsv" : "";
}

/// Spreadsheets call it Unicode. Every other byte is zero, so that no line of it can be shown.
bool is_utf16(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

/// Says of the first name that isn't UTF-8 what it probably is.
void add_encoding(const gazetteer::Table& table, Diagnostics& diagnostics) {
  const auto broken = std::find_if(
      diagnostics.begin(), diagnostics.end(),
      [](const Diagnostic& diagnostic) { return diagnostic.code == "gazetteer/invalid-utf8"; });
  const std::size_t at =
      broken == diagnostics.end() ? text::kAllValid : text::find_invalid_utf8(table.bytes);
  if (at != text::kAllValid)
    broken->hint = format::diagnose_invalid_utf8(table.bytes, at, table.file, 1).hint;
}

void tell(const GazetteerOptions& options, const gazetteer::ImportReport& report, std::size_t size,
          Console& console) {
  console.say(fmt::format("{}: {} rows, {} forms, {} bytes", options.output, report.rows,
                          report.forms, size));
  if (report.repeated > 0)
    console.say(fmt::format("{} names stand there more than once", report.repeated));
  if (report.bad_rows > 0) console.say(fmt::format("rows left out: {}", report.bad_rows));
  if (report.lookup_only + report.exact > 0)
    console.say(fmt::format(
        "weak forms: {} serve look-up only, {} are found only as they are written, {} of these "
        "only near another name; --weak keep finds them all",
        report.lookup_only, report.exact, report.in_company));
}

}  // namespace

int import_table(const GazetteerOptions& options, Console& console) {
  gazetteer::ImportOptions import = options.import;
  const auto form = table_form(options);
  if (!form) return console.fail(form.error(), kUsage);
  import.form = *form;
  import.takes_sources = import.source.empty();
  if (import.source.empty() && options.table != "-")
    import.source =
        std::filesystem::path(gazetteer::without_packing(options.table)).stem().string();
  auto table = open_table(options.table);
  if (!table) return console.fail(table.error(), kUsage);
  Beside beside;
  if (const auto faults = beside.open(options)) return console.fail(*faults, kUsage);
  const gazetteer::Table given = table->table();
  if (is_utf16(given.bytes))
    return console.fail({format::diagnose_invalid_utf8(given.bytes, 0, given.file, 1)}, kUsage);
  gazetteer::ImportReport report;
  auto bytes = gazetteer::import_table(given, beside.tables, import, report);
  add_encoding(given, report.diagnostics);
  console.report(report.diagnostics);
  if (!bytes) {
    Diagnostics faults = bytes.error();
    if (import.form == TableForm::kLines && faults.front().hint.empty())
      faults.front().hint = guess_form(given.bytes);
    return console.fail(faults, kKnowledge);
  }
  if (auto fault = write_file(options.output, *bytes, options.force))
    return console.fail({*fault}, kUsage);
  tell(options, report, bytes->size(), console);
  return report.bad_rows > 0 ? kFound : kDone;
}

}  // namespace waymark::cli
