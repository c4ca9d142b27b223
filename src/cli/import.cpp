// SPDX-License-Identifier: Apache-2.0
// `waymark gazetteer import`: a table of names, and what stands beside it, → one compiled file.
#include <fmt/format.h>

#include <filesystem>

#include "cli/byte_source.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "gazetteer/table_file.h"

namespace waymark::cli {
namespace {

/// By the option, else by the suffix; what has no known one is a plain list.
gazetteer::TableForm table_form(const GazetteerOptions& options) {
  std::string name = options.from;
  if (name.empty() && options.table != "-") {
    const std::string suffix =
        std::filesystem::path(gazetteer::without_packing(options.table)).extension().string();
    if (!suffix.empty()) name = suffix.substr(1);
  }
  return gazetteer::find_table_form(name).value_or(gazetteer::TableForm::kLines);
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
  for (std::size_t size = 0, count = 1; count > 0; bytes.resize(size += count)) {
    bytes.resize(size + (std::size_t{1} << 20));
    count = (*source)->read(bytes.data() + size, bytes.size() - size);
  }
  if (const std::string reason = (*source)->error(); !reason.empty())
    return Diagnostic{
        .code = "cli/cannot-read", .file = path, .message = "can't be read: " + reason};
  return gazetteer::TableFile::of(std::move(bytes), path);
}

void tell(const GazetteerOptions& options, const gazetteer::ImportReport& report, std::size_t size,
          Console& console) {
  console.say(fmt::format("{}: {} rows, {} forms, {} bytes", options.output, report.rows,
                          report.forms, size));
  if (report.repeated > 0)
    console.say(fmt::format("{} names stand there more than once", report.repeated));
  if (report.bad_rows > 0) console.say(fmt::format("{} rows were left out", report.bad_rows));
  if (report.lookup_only + report.exact > 0)
    console.say(fmt::format(
        "weak forms: {} serve look-up only, {} are found only as they are written, {} of these "
        "only near another name; --weak keep finds them all",
        report.lookup_only, report.exact, report.in_company));
}

}  // namespace

int import_table(const GazetteerOptions& options, Console& console) {
  gazetteer::ImportOptions import = options.import;
  import.form = table_form(options);
  if (import.source.empty() && options.table != "-")
    import.source =
        std::filesystem::path(gazetteer::without_packing(options.table)).stem().string();
  auto table = open_table(options.table);
  if (!table) return console.fail(table.error(), kUsage);
  Beside beside;
  if (const auto faults = beside.open(options)) return console.fail(*faults, kUsage);
  gazetteer::ImportReport report;
  auto bytes = gazetteer::import_table(table->table(), beside.tables, import, report);
  console.report(report.diagnostics);
  if (!bytes) return console.fail(bytes.error(), kKnowledge);
  if (auto fault = write_file(options.output, *bytes, options.force))
    return console.fail({*fault}, kUsage);
  tell(options, report, bytes->size(), console);
  return report.bad_rows > 0 ? kFound : kDone;
}

}  // namespace waymark::cli
