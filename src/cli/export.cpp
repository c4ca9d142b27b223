// SPDX-License-Identifier: Apache-2.0
// `waymark gazetteer export`: the entries of a gazetteer as CSV, TSV, JSON lines, GeoJSON or
// patterns of spaCy's EntityRuler. An entry is one row or feature; for the EntityRuler each form
// is.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "gazetteer/alias_list.h"
#include "gazetteer/catalog.h"
#include "text/delimited.h"
#include "text/json.h"

namespace waymark::cli {
namespace {

namespace json = text::json;
using gazetteer::Catalog;
using gazetteer::EntryId;
using gazetteer::FormId;
using Forms = GazetteerOptions::Forms;

/// Which forms are found: numbered by entry, then in the order of the gazetteer.
std::vector<std::pair<EntryId, FormId>> forms_by_entry(const Catalog& catalog) {
  std::vector<std::pair<EntryId, FormId>> forms;
  for (std::size_t i = 0; i < catalog.indexes().size(); ++i)
    for (FormId local = 0; local < catalog.indexes()[i].form_count(); ++local) {
      const FormId form = catalog.global_form(i, local);
      forms.emplace_back(catalog.form(form).entry, form);
    }
  std::sort(forms.begin(), forms.end());
  return forms;
}

bool is_wanted(const gazetteer::FormView& form, Forms wanted) {
  if (wanted == Forms::kAll) return true;
  if (wanted == Forms::kText) return !form.lookup_only;
  return form.why != gazetteer::Why::kDerived;
}

/// An entry with the forms that were asked for.
struct Exported {
  gazetteer::EntryView entry;
  std::string label, kind, parent;
  std::vector<std::pair<std::string, std::string>> names;  // (language, name), the first is its own
  std::vector<std::string> aliases;                        // forms besides the names, each once
  std::vector<std::string> forms;                          // with the names
};

class Entries {
 public:
  Entries(const Catalog& catalog, Forms wanted)
      : catalog_(catalog), wanted_(wanted), forms_(forms_by_entry(catalog)) {}

  /// Calls `take` for each entry in the order of the gazetteer.
  template <class Take>
  void for_each(const Take& take) const {
    auto form = forms_.begin();
    for (EntryId entry = 0; entry < catalog_.entry_count(); ++entry) {
      while (form != forms_.end() && form->first < entry) ++form;
      if (!catalog_.is_dropped(entry)) take(describe(entry, form));
    }
  }

 private:
  using Iterator = std::vector<std::pair<EntryId, FormId>>::const_iterator;

  [[nodiscard]] Exported describe(EntryId number, Iterator form) const {
    Exported result;
    result.entry = catalog_.entry(number);
    result.label = catalog_.schema().label(result.entry.label).name;
    result.kind = catalog_.schema().kind(result.entry.kind).name;
    if (result.entry.parent != gazetteer::kNoEntry)
      result.parent = catalog_.entry(result.entry.parent).id;
    result.names = catalog_.names(number);
    std::set<std::string> seen;
    for (const auto& [language, name] : result.names)
      if (seen.insert(name).second) result.forms.push_back(name);
    for (; form != forms_.end() && form->first == number; ++form) {
      const gazetteer::FormView view = catalog_.form(form->second);
      if (!is_wanted(view, wanted_) || !seen.insert(view.text).second) continue;
      result.aliases.push_back(view.text);
      result.forms.push_back(view.text);
    }
    return result;
  }

  const Catalog& catalog_;
  Forms wanted_;
  std::vector<std::pair<EntryId, FormId>> forms_;
};

std::string number_text(const std::optional<double>& number) {
  return number ? fmt::format("{}", *number) : "";
}

std::string year_text(int year) { return year == 0 ? "" : std::to_string(year); }

/// The fields that `gazetteer import` knows by these names, so that a table goes both ways.
class TableExport {
 public:
  TableExport(const Entries& entries, char delimiter, Output& out)
      : entries_(entries), delimiter_(delimiter), out_(out) {}

  void write() {
    std::set<std::string> languages, schemes;
    entries_.for_each([&](const Exported& one) {
      for (const auto& [language, name] : one.names) languages.insert(language);
      for (const auto& [scheme, id] : one.entry.ids) schemes.insert(scheme);
    });
    languages_.assign(languages.begin(), languages.end());
    schemes_.assign(schemes.begin(), schemes.end());
    write_header();
    entries_.for_each([this](const Exported& one) { write_row(one); });
  }

 private:
  void write_header() {
    std::vector<std::string> fields = {"id", "label", "kind", "parent", "lat", "lon", "from", "to"};
    for (const std::string& language : languages_) fields.push_back("name." + language);
    for (const std::string& scheme : schemes_) fields.push_back("ids." + scheme);
    fields.emplace_back("aliases");
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
    for (const std::string& language : languages_) fields.push_back(find(one.names, language));
    for (const std::string& scheme : schemes_) fields.push_back(find(entry.ids, scheme));
    fields.push_back(gazetteer::join_aliases(one.aliases));
    write_fields(fields);
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

  const Entries& entries_;
  char delimiter_;
  Output& out_;
  std::vector<std::string> languages_, schemes_;
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
  member(writer, "source", entry.source);
}

void write_json_lines(const Entries& entries, Output& out) {
  std::string line;
  entries.for_each([&](const Exported& one) {
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

/// One feature a line inside one collection. Gives how many entries have no place.
std::size_t write_geojson(const Entries& entries, Output& out) {
  std::size_t without_place = 0;
  std::string line = "{\"type\": \"FeatureCollection\", \"features\": [";
  const char* separator = "\n";
  entries.for_each([&](const Exported& one) {
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
  return without_place;
}

void write_patterns(const Entries& entries, Output& out) {
  std::string line;
  entries.for_each([&](const Exported& one) {
    for (const std::string& form : one.forms) {
      line.clear();
      json::Writer writer(line, true);
      writer.begin_object().member("label", one.label).member("pattern", form);
      writer.member("id", one.entry.id).end_object();
      out.write(line += '\n');
    }
  });
}

void write(const std::string& form, const Entries& entries, Output& out, Console& console) {
  if (form == "csv" || form == "tsv") {
    TableExport(entries, form == "csv" ? ',' : '\t', out).write();
  } else if (form == "geojson") {
    if (const std::size_t count = write_geojson(entries, out); count > 0)
      console.say(fmt::format("{} entries have no coordinates and were left out", count));
  } else if (form == "entityruler") {
    write_patterns(entries, out);
  } else {
    write_json_lines(entries, out);
  }
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
  write(options.to, Entries(catalog, options.forms), *out, console);
  if (!out->commit()) return console.fail({out->fault()}, kUsage);
  return kDone;
}

}  // namespace waymark::cli
