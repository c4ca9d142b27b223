// SPDX-License-Identifier: Apache-2.0
// A table's path may not lead out of the folder of the file that names it, also not by a link: a
// gazetteer that was passed on must not read what it wasn't passed on with. Tables that are not
// packed are mapped, so that memory holds the index alone.
#include "gazetteer/tables.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "gazetteer/import_row.h"
#include "gazetteer/limits.h"
#include "gazetteer/table_file.h"
#include "gazetteer/table_place.h"
#include "gazetteer/yaml_reader.h"
#include "surface/derive.h"

namespace waymark::gazetteer {

namespace {

namespace fs = std::filesystem;

/// Forms that a file beside YAML may have; the others are for `gazetteer import`.
const std::vector<std::string> kForms = {"lines", "csv", "tsv", "jsonl", "geonames"};
const std::vector<std::string> kWeak = {"guard", "exact", "keep"};

/// Whether a path has only names, none of which leads up.
bool leads_down(const fs::path& path) {
  return !path.empty() && path.is_relative() &&
         std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
}

/// Whether a file that is there lies in a folder, links followed.
bool lies_in(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  const fs::path whole = fs::canonical(file, error);
  const fs::path root = fs::canonical(folder.empty() ? fs::path(".") : folder, error);
  if (error) return false;
  return std::mismatch(root.begin(), root.end(), whole.begin(), whole.end()).first == root.end();
}

std::string path_of(const text::SourceFile& source, const WrittenTable& table) {
  return (fs::path(source.name()).parent_path() / table.file.value).string();
}

std::string near_hint(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = text::nearest_word(word, known);
  return near.empty() ? "" : "did you mean '" + near + "'?";
}

/// One table on its way in.
class TableImport {
 public:
  TableImport(const WrittenFile& file, const WrittenTable& table, const Scope& scope,
              Diagnostics& diagnostics)
      : file_(file), table_(table), scope_(scope), diagnostics_(diagnostics) {}

  /// The table, open. Errors: reported.
  std::optional<TableFile> open() {
    const std::string path = path_of(*file_.source, table_);
    std::error_code error;
    if (!leads_down(table_.file.value)) {
      fault(table_.file, "outside-path", "a table lies in the folder of its gazetteer or below",
            "write a relative path without '..'");
    } else if (!fs::is_regular_file(path, error)) {
      fault(table_.file, "cannot-open", "there is no file '" + path + "'", near_file(path));
    } else if (!lies_in(path, fs::path(file_.source->name()).parent_path())) {
      fault(table_.file, "outside-path", "'" + path + "' is a link out of the gazetteer's folder",
            "copy the table");
    } else if (auto opened = TableFile::open(path)) {
      return *std::move(opened);
    } else {
      const Diagnostic& why = opened.error().front();
      fault(table_.file, "cannot-open", why.message, why.hint);
    }
    return std::nullopt;
  }

  /// Its options; nothing, and errors, where they can't be used. Of a table that isn't open a name
  /// that doesn't say its form is not told too.
  std::optional<ImportOptions> make_options(bool is_open) {
    const std::size_t before = diagnostics_.size();
    ImportOptions options;
    options.source = fs::path(without_packing(table_.file.value)).stem().string();
    if (is_open || table_.form) read_form(options);
    read_label(options);
    read_kind(options);
    if (table_.weak) read_weak(options);
    if (table_.prefix) options.id_prefix = table_.prefix->value;
    if (options.id_prefix.size() + options.source.size() > kMaxIdBytes / 2)
      fault(table_.prefix ? *table_.prefix : table_.file, "bad-id",
            "the prefix of ids is longer than 100 bytes");
    if (table_.alias_separator) options.alias_separator = table_.alias_separator->value;
    for (const auto& [field, column] : table_.columns)
      options.columns.emplace_back(field, column.value);
    if (diagnostics_.size() != before) return std::nullopt;
    return options;
  }

  /// What it takes over from its file. Errors: reported.
  void fill(YamlBeside& beside) {
    const auto& derive = table_.derive ? table_.derive : file_.defaults.derive;
    for (const WrittenText& deriver : derive.value_or(std::vector<WrittenText>())) {
      beside.derivers.push_back(deriver.value);
      const auto& known = surface::deriver_names();
      if (table_.derive && std::find(known.begin(), known.end(), deriver.value) == known.end())
        fault(deriver, "unknown-deriver", "unknown deriver '" + deriver.value + "'",
              near_hint(deriver.value, {known.begin(), known.end()}));
    }
    const auto& parent = table_.parent ? table_.parent : file_.defaults.parent;
    if (parent) beside.parent = parent->value;
    if (table_.parent && !scope_.has_entry(table_.parent->value))
      fault(*table_.parent, "unknown-entry", "unknown entry '" + table_.parent->value + "'",
            near_hint(table_.parent->value, scope_.entry_ids()));
    beside.prior = file_.defaults.prior.value_or(beside.prior);
    beside.label = usual_label();
    if (!table_.label && beside.label == kNoLabel && !has_column("label") && !has_column("kind"))
      fault(table_.file, "missing-label", "the table has no kind and no label",
            "write kind: or label:, or a default for the file");
  }

  /// Reports that nothing of the table could be read.
  void fail(Diagnostic failure) {
    const auto is_it = [&](const auto& column) {
      return failure.message.ends_with(" '" + column.second.value + "'");
    };
    // A column is at fault where it is named, not in the header that lacks it.
    const auto column = std::find_if(table_.columns.begin(), table_.columns.end(), is_it);
    if (failure.code != "gazetteer/unknown-column" || column == table_.columns.end())
      return diagnostics_.push_back(std::move(failure));
    fault(column->second, "unknown-column",
          "'" + table_.file.value + "' has no column '" + column->second.value + "'", failure.hint);
  }

 private:
  void fault(const WrittenText& at, std::string code, std::string message, std::string hint = {}) {
    diagnostics_.push_back(file_.source->diagnose(Severity::kError, "gazetteer/" + std::move(code),
                                                  at.at.begin, at.at.end, std::move(message),
                                                  std::move(hint)));
  }

  /// A file of the same folder that may be meant.
  static std::string near_file(const fs::path& path) {
    constexpr std::size_t kMost = 1000;
    std::vector<std::string> names;
    std::error_code error;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    for (fs::directory_iterator it(folder, error), end; !error && it != end && names.size() < kMost;
         it.increment(error))
      names.push_back(it->path().filename().string());
    std::sort(names.begin(), names.end());
    return near_hint(path.filename().string(), names);
  }

  void read_form(ImportOptions& options) {
    const std::string suffix = fs::path(without_packing(table_.file.value)).extension().string();
    const WrittenText& at = table_.form ? *table_.form : table_.file;
    std::string name = table_.form ? table_.form->value : suffix.substr(suffix.empty() ? 0 : 1);
    if (!table_.form && name == "txt") name = "lines";
    if (std::find(kForms.begin(), kForms.end(), name) != kForms.end()) {
      options.form = *find_table_form(name);
      return;
    }
    if (table_.form && find_table_form(name))
      return fault(at, "unknown-table-form", "'" + name + "' can't stand beside a gazetteer file",
                   "'waymark gazetteer import --from " + name + "' makes a gazetteer of it");
    const std::string near = table_.form ? near_hint(name, kForms) : "";
    fault(at, "unknown-table-form",
          table_.form ? "unknown form of a table '" + name + "'"
                      : "the name doesn't say what the table is written in",
          near.empty() ? "write from: lines, csv, tsv, jsonl or geonames" : near);
  }

  void read_label(ImportOptions& options) {
    if (!table_.label) return;
    options.label = table_.label->value;
    if (!scope_.schema().find_label(options.label))
      fault(*table_.label, "unknown-label", "unknown label '" + options.label + "'",
            near_hint(options.label, scope_.label_names()));
  }

  void read_kind(ImportOptions& options) {
    const auto& kind = table_.kind ? table_.kind : file_.defaults.kind;
    if (!kind) return;
    options.kind = kind->value;
    if (table_.kind && !scope_.schema().find_kind(options.kind))
      fault(*kind, "unknown-kind", "unknown kind '" + options.kind + "'",
            near_hint(options.kind, scope_.kind_names()));
  }

  void read_weak(ImportOptions& options) {
    const auto found = std::find(kWeak.begin(), kWeak.end(), table_.weak->value);
    options.weak = static_cast<WeakForms>(found - kWeak.begin());
    if (found == kWeak.end())
      fault(*table_.weak, "unknown-weak",
            "unknown way with weak forms '" + table_.weak->value + "'",
            "write guard, exact or keep");
  }

  /// The label of a kind by its name.
  [[nodiscard]] LabelId label_of_kind(const std::optional<WrittenText>& kind) const {
    const auto known = kind ? scope_.schema().find_kind(kind->value) : std::nullopt;
    return known ? scope_.schema().kind(*known).label : kNoLabel;
  }

  /// The label of rows that say none, and no kind that has one.
  [[nodiscard]] LabelId usual_label() const {
    const WrittenDefaults& defaults = file_.defaults;
    if (const LabelId label = label_of_kind(table_.kind); label != kNoLabel) return label;
    if (const LabelId label = label_of_kind(defaults.kind); label != kNoLabel) return label;
    return defaults.label ? scope_.schema().find_label(defaults.label->value).value_or(kNoLabel)
                          : kNoLabel;
  }

  [[nodiscard]] bool has_column(std::string_view field) const {
    return table_.columns.empty() ||
           std::any_of(table_.columns.begin(), table_.columns.end(),
                       [&](const auto& column) { return column.first == field; });
  }

  const WrittenFile& file_;
  const WrittenTable& table_;
  const Scope& scope_;
  Diagnostics& diagnostics_;
};

/// All tables of a run.
class TableImports {
 public:
  TableImports(const Scope& scope, TableRows& rows, ImportTarget& target, Diagnostics& diagnostics)
      : scope_(scope), rows_(rows), target_(target), diagnostics_(diagnostics) {}

  void read(const WrittenFile& file, const WrittenTable& table, std::uint16_t source) {
    const std::size_t before = diagnostics_.size();
    TableImport import(file, table, scope_, diagnostics_);
    auto opened = import.open();
    auto options = import.make_options(opened.has_value());
    YamlBeside beside{.scope = &scope_, .derivers = {}, .parent = {}, .source = source};
    beside.rows = &rows_;
    beside.open_parents = &open_parents_;
    import.fill(beside);
    if (!opened || !options || diagnostics_.size() != before) return;
    open_.push_back(*std::move(opened));
    ImportReport report;
    Failure failure = import_rows(table_of(open_.back()), {}, *options, &beside, target_, report);
    if (failure) import.fail(*std::move(failure));
    std::move(report.diagnostics.begin(), report.diagnostics.end(),
              std::back_inserter(diagnostics_));
  }

  /// Reports containers that are no one's entry.
  void check_parents() {
    std::vector<std::pair<std::pair<std::string, std::size_t>, std::string>> unknown;
    for (const auto& [parent, place] : open_parents_)
      if (!rows_.has(parent)) unknown.push_back({{place.file, place.at}, parent});
    std::sort(unknown.begin(), unknown.end());
    unknown.resize(std::min(unknown.size(), kMaxErrors));
    for (const auto& [place, parent] : unknown) {
      Diagnostic fault = TablePlaces(table_called(place.first)).find(place.second);
      fault.code = "gazetteer/unknown-entry";
      fault.message = "unknown entry '" + parent + "'";
      diagnostics_.push_back(std::move(fault));
    }
  }

 private:
  static Table table_of(const TableFile& file) {
    return {without_mark(file.table().bytes), file.table().file};
  }

  [[nodiscard]] Table table_called(const std::string& path) const {
    for (const TableFile& open : open_)
      if (open.table().file == path) return table_of(open);
    return {};
  }

  const Scope& scope_;
  TableRows& rows_;
  ImportTarget& target_;
  Diagnostics& diagnostics_;
  std::vector<TableFile> open_;
  std::unordered_map<std::string, OpenParent> open_parents_;
};

/// The ids that files add to or take out.
std::unordered_set<std::string> claimed_ids(const std::vector<WrittenFile>& files) {
  std::unordered_set<std::string> ids;
  for (const WrittenFile& file : files)
    for (const WrittenEntry& entry : file.entries)
      if (entry.clause != WrittenEntry::Clause::kDefine) ids.insert(entry.id.value);
  return ids;
}

}  // namespace

void read_tables(const std::vector<WrittenFile>& files, const Scope& scope, TableRows& rows,
                 ImportTarget& target, Diagnostics& diagnostics) {
  rows.builder = &target.builder;
  rows.claimed = claimed_ids(files);
  TableImports imports(scope, rows, target, diagnostics);
  for (const WrittenFile& file : files)
    for (const WrittenTable& table : file.tables)
      imports.read(file, table, source_number({file.name, file.version}, target.content));
  imports.check_parents();
}

Digest digest_of_tables(const text::SourceFile& source) {
  Digest digest;
  for (const std::string& path : find_tables(source))
    if (const auto file = TableFile::open(path))
      digest += digest_of(without_mark(file->table().bytes));
  return digest;
}

bool may_name_tables(std::string_view yaml) { return yaml.find("tables") != yaml.npos; }

std::vector<std::string> find_tables(const text::SourceFile& source) {
  std::vector<std::string> paths;
  // Nearly all files name none, and YAML takes its time.
  if (!may_name_tables(source.content())) return paths;
  Diagnostics diagnostics;
  const fs::path folder = fs::path(source.name()).parent_path();
  for (const WrittenTable& table : read_entries(source, diagnostics).tables) {
    const std::string path = path_of(source, table);
    if (leads_down(table.file.value) && lies_in(path, folder)) paths.push_back(path);
  }
  return paths;
}

}  // namespace waymark::gazetteer
