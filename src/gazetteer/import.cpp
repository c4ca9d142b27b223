// SPDX-License-Identifier: Apache-2.0
// One table alone becomes an index: what is asked for is checked, its rows are read (import_rows.h)
// and written.
#include "gazetteer/import.h"

#include <algorithm>
#include <filesystem>

#include "gazetteer/import_row.h"
#include "gazetteer/import_rows.h"
#include "gazetteer/limits.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

struct NamedForm {
  const char* name;
  TableForm form;
};
constexpr NamedForm kForms[] = {{"lines", TableForm::kLines},
                                {"csv", TableForm::kCsv},
                                {"tsv", TableForm::kTsv},
                                {"jsonl", TableForm::kJsonLines},
                                {"geonames", TableForm::kGeoNames},
                                {"wikidata", TableForm::kWikidata},
                                {"linkedplaces", TableForm::kLinkedPlaces},
                                {"skos", TableForm::kSkos},
                                {"entityruler", TableForm::kEntityRuler},
                                {"gate", TableForm::kGate}};

/// Whether rows of such a table may have labels of their own.
bool can_say_labels(TableForm form) {
  return form == TableForm::kCsv || form == TableForm::kTsv || form == TableForm::kJsonLines ||
         form == TableForm::kEntityRuler || form == TableForm::kGate;
}

std::optional<Diagnostic> check(const ImportOptions& options) {
  const auto is_name = [](std::string_view text) {
    return !text.empty() && text.size() <= 100 && text::is_valid_utf8(text) &&
           std::all_of(text.begin(), text.end(), [](char c) { return c < 0 || c > ' '; });
  };
  if (options.label.empty() && !can_say_labels(options.form))
    return Diagnostic{.code = "gazetteer/no-label",
                      .message = "the table doesn't say what its names are",
                      .hint = "give a label, such as --label PLACE"};
  if (!options.label.empty() && !is_name(options.label))
    return Diagnostic{.code = "gazetteer/bad-label",
                      .message = "'" + options.label + "' is no label",
                      .hint = "a label is one word, such as PLACE"};
  if (!options.kind.empty() && !is_name(options.kind))
    return Diagnostic{.code = "gazetteer/bad-kind",
                      .message = "'" + options.kind + "' is no kind",
                      .hint = "a kind is one word, such as city"};
  if (options.id_prefix.size() + options.source.size() > kMaxIdBytes / 2)
    return Diagnostic{.code = "gazetteer/bad-id",
                      .message = "the prefix of ids is longer than 100 bytes"};
  for (const auto& [field, column] : options.columns)
    if (!is_field(field))
      return Diagnostic{
          .code = "gazetteer/unknown-field",
          .message = "unknown field '" + field + "'",
          .hint =
              "fields are name, name.LANG, id, ids.SCHEME, aliases, aliases.WHY, label, kind, parent, "
              "lat, lon, from, to, population, prior, corrects"};
  return std::nullopt;
}

}  // namespace

std::optional<TableForm> find_table_form(std::string_view name) {
  for (const NamedForm& one : kForms)
    if (one.name == name) return one.form;
  return std::nullopt;
}

std::vector<std::string> table_form_names() {
  std::vector<std::string> names;
  for (const NamedForm& one : kForms) names.emplace_back(one.name);
  return names;
}

Result<std::string> import_table(const Table& table, const GeoNamesTables& beside,
                                 const ImportOptions& given, ImportReport& report) {
  if (auto fault = check(given)) return *std::move(fault);
  ImportOptions options = given;
  if (options.source.empty()) options.source = std::filesystem::path(table.file).stem().string();
  ImportTarget target;
  target.content.sources.emplace_back(options.source, options.version);
  if (Failure failure = import_rows(table, beside, options, nullptr, target, report))
    return *std::move(failure);
  if (target.builder.entry_count() == 0)
    return Diagnostic{
        .code = "gazetteer/no-names", .file = table.file, .message = "no row gave a name"};
  Repeats repeats;
  std::string index = std::move(target.builder).write(std::move(target.content), &repeats);
  report.repeated += repeats.entries;
  report.forms -= repeats.forms;
  if (!index.empty()) return index;
  return Diagnostic{.code = "gazetteer/too-large",
                    .file = table.file,
                    .message = "more forms, kinds or text than one index can number"};
}

}  // namespace waymark::gazetteer
