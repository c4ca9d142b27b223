// SPDX-License-Identifier: Apache-2.0
// `waymark gazetteer export`: the entries of a gazetteer as CSV, TSV, JSON lines, GeoJSON or
// patterns of spaCy's EntityRuler. An entry is one row or feature; for the EntityRuler each form
// is.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/exported.h"
#include "cli/output.h"
#include "gazetteer/alias_list.h"
#include "gazetteer/catalog.h"
#include "gazetteer/form_json.h"
#include "text/delimited.h"
#include "text/json.h"

namespace waymark::cli {
namespace {

namespace json = text::json;
using gazetteer::Catalog;
using gazetteer::Why;

std::string number_text(const std::optional<double>& number) {
  return number ? fmt::format("{}", *number) : "";
}

std::string year_text(int year) { return year == 0 ? "" : std::to_string(year); }

/// How likely an entry is meant, with the digits that an index keeps.
double prior_of(const gazetteer::EntryView& entry) {
  return std::round(double{entry.prior} * 10000) / 10000;
}

constexpr double kUsualPrior = 0.5;

/// The fields that `gazetteer import` knows by these names, so that a table goes both ways.
class TableExport {
 public:
  TableExport(const ExportedEntries& entries, char delimiter, Output& out)
      : entries_(entries), delimiter_(delimiter), out_(out) {}

  ExportTotals write() {
    entries_.for_each([this](const Exported& one) { note_columns(one); });
    write_header();
    return entries_.for_each([this](const Exported& one) { write_row(one); });
  }

 private:
  /// Columns stand there where an entry has something to say in them.
  void note_columns(const Exported& one) {
    for (const auto& [language, name] : one.names) languages_.insert(language);
    for (const auto& [scheme, id] : one.entry.ids) schemes_.insert(scheme);
    for (const gazetteer::ImportForm& form : one.told)
      if (form.form.why != Why::kCanonical) whys_.insert(form.form.why);
    has_priors_ |= prior_of(one.entry) != kUsualPrior;
    has_corrects_ |= one.corrects;
  }

  void write_header() {
    std::vector<std::string> fields = {"id", "label", "kind", "parent", "lat", "lon", "from", "to"};
    if (has_priors_) fields.emplace_back("prior");
    if (has_corrects_) fields.emplace_back("corrects");
    for (const std::string& language : languages_) fields.push_back("name." + language);
    for (const std::string& scheme : schemes_) fields.push_back("ids." + scheme);
    fields.emplace_back("aliases");
    for (const Why why : whys_) fields.push_back("aliases." + std::string(name_of(why)));
    write_fields(fields);
  }

  void write_row(const Exported& one) {
    const gazetteer::EntryView& entry = one.entry;
    std::vector<std::string> fields = {entry.id,
                                       one.label,
                                       one.kind,
                                       one.parent,
                                       number_text(entry.lat),
                                       number_text(entry.lon),
                                       year_text(entry.from),
                                       year_text(entry.to)};
    if (has_priors_) fields.push_back(fmt::format("{}", prior_of(entry)));
    if (has_corrects_) fields.emplace_back(one.corrects ? "true" : "");
    for (const std::string& language : languages_) fields.push_back(find(one.names, language));
    for (const std::string& scheme : schemes_) fields.push_back(find(entry.ids, scheme));
    fields.push_back(gazetteer::join_aliases(one.aliases));
    for (const Why why : whys_) fields.push_back(gazetteer::join_aliases(forms_of(one, why)));
    write_fields(fields);
  }

  static std::vector<std::string> forms_of(const Exported& one, Why why) {
    std::vector<std::string> forms;
    for (const gazetteer::ImportForm& form : one.told)
      if (form.form.why == why) forms.push_back(form.form.text);
    return forms;
  }

  static std::string find(const std::vector<std::pair<std::string, std::string>>& pairs,
                          const std::string& key) {
    for (const auto& [name, value] : pairs)
      if (name == key) return value;
    return "";
  }

  void write_fields(const std::vector<std::string>& fields) {
    line_.clear();
    for (const std::string& field : fields) {
      if (&field != fields.data()) line_ += delimiter_;
      text::append_field(field, delimiter_, line_);
    }
    out_.write(line_ += '\n');
  }

  const ExportedEntries& entries_;
  char delimiter_;
  Output& out_;
  std::set<std::string> languages_, schemes_;
  std::set<Why> whys_;
  bool has_priors_ = false, has_corrects_ = false;
  std::string line_;
};

/// A member only where there is something to say.
void member(json::Writer& writer, const char* name, const std::string& text) {
  if (!text.empty()) writer.member(name, text);
}

void members(json::Writer& writer, const char* name,
             const std::vector<std::pair<std::string, std::string>>& pairs) {
  if (pairs.empty()) return;
  writer.key(name).begin_object();
  for (const auto& [key, value] : pairs) writer.member(key, value);
  writer.end_object();
}

void describe(json::Writer& writer, const Exported& one) {
  const gazetteer::EntryView& entry = one.entry;
  writer.member("id", entry.id).member("label", one.label);
  member(writer, "kind", one.kind);
  member(writer, "name", entry.name);
  member(writer, "ko", entry.ko);
  members(writer, "names", one.names);
  member(writer, "parent", one.parent);
  if (entry.from != 0) writer.member("from", int{entry.from});
  if (entry.to != 0) writer.member("to", int{entry.to});
  members(writer, "ids", entry.ids);
  writer.key("aliases").begin_array();
  for (const std::string& alias : one.aliases) writer.value(alias);
  writer.end_array();
  if (prior_of(entry) != kUsualPrior) writer.member("prior", prior_of(entry));
  if (one.corrects) writer.member("corrects", true);
  if (!one.told.empty()) {
    writer.key("forms").begin_array();
    for (const gazetteer::ImportForm& form : one.told) gazetteer::write_form(writer, form);
    writer.end_array();
  }
  member(writer, "source", entry.source);
}

ExportTotals write_json_lines(const ExportedEntries& entries, Output& out) {
  std::string line;
  return entries.for_each([&](const Exported& one) {
    line.clear();
    json::Writer writer(line);
    writer.begin_object();
    describe(writer, one);
    if (one.entry.lat && one.entry.lon)
      writer.member("lat", *one.entry.lat).member("lon", *one.entry.lon);
    writer.end_object();
    out.write(line += '\n');
  });
}

/// One feature a line inside one collection. Says how many entries have no place.
ExportTotals write_geojson(const ExportedEntries& entries, Output& out, Console& console) {
  std::size_t without_place = 0;
  std::string line = "{\"type\": \"FeatureCollection\", \"features\": [";
  const char* separator = "\n";
  ExportTotals totals = entries.for_each([&](const Exported& one) {
    if (!one.entry.lat || !one.entry.lon) {
      ++without_place;
      return;
    }
    line += separator;
    separator = ",\n";
    json::Writer writer(line);
    writer.begin_object().member("type", "Feature").member("id", one.entry.id);
    writer.key("geometry").begin_object().member("type", "Point").key("coordinates");
    writer.begin_array().value(*one.entry.lon).value(*one.entry.lat).end_array().end_object();
    writer.key("properties").begin_object();
    describe(writer, one);
    writer.end_object().end_object();
    out.write(line);
    line.clear();
  });
  out.write(line += "\n]}\n");
  if (without_place > 0)
    console.say(fmt::format("{} entries have no coordinates and were left out", without_place));
  return totals;
}

ExportTotals write_patterns(const ExportedEntries& entries, Output& out) {
  std::string line;
  return entries.for_each([&](const Exported& one) {
    for (const std::string& form : one.forms) {
      line.clear();
      json::Writer writer(line, true);
      writer.begin_object().member("label", one.label).member("pattern", form);
      writer.member("id", one.entry.id).end_object();
      out.write(line += '\n');
    }
  });
}

ExportTotals write(const std::string& format, const ExportedEntries& entries, Output& out,
                   Console& console) {
  if (format == "csv" || format == "tsv")
    return TableExport(entries, format == "csv" ? ',' : '\t', out).write();
  if (format == "geojson") return write_geojson(entries, out, console);
  if (format == "entityruler") return write_patterns(entries, out);
  return write_json_lines(entries, out);
}

/// What a format has no place for, in counts; an empty string if nothing was left out.
std::string left_out(const std::string& format, const ExportTotals& totals, std::size_t stops) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, std::string_view before, std::string_view behind) {
    if (count > 0) parts.push_back(fmt::format("{}{}{}", before, count, behind));
  };
  add(totals.unwanted, "", " forms that were not asked for (--forms all has them)");
  if (format == "entityruler") add(totals.entries, "of ", " entries all but label, forms and id");
  if (format == "csv" || format == "tsv") {
    add(totals.manners, "how ", " forms are found or derived (jsonl says it)");
    if (totals.sources.size() > 1)
      add(totals.sources.size(), "from which of ", " gazetteers entries come (jsonl says it)");
  }
  add(stops, "", " stop forms");
  return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace

int export_names(const GazetteerOptions& options, const Catalog& catalog, Console& console) {
  std::unique_ptr<Output> out;
  if (options.output.empty()) {
    out = std::make_unique<Output>();
  } else if (auto created = Output::create(options.output, options.force)) {
    out = *std::move(created);
  } else {
    return console.fail(created.error(), kUsage);
  }
  const ExportedEntries entries(catalog, options.forms);
  const ExportTotals totals = write(options.to, entries, *out, console);
  if (!out->commit()) return console.fail({out->fault()}, kUsage);
  if (const std::string what = left_out(options.to, totals, entries.count_stops()); !what.empty())
    console.say("left out: " + what);
  return kDone;
}

}  // namespace waymark::cli
