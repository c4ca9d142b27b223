// SPDX-License-Identifier: Apache-2.0
// Fields by their names; `name` and `ids` can have a tag behind a full stop.
#include "gazetteer/import_row.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "gazetteer/alias_list.h"

namespace waymark::gazetteer {

namespace {

/// The field of a plain name, which holds one value.
ImportField* plain_field(std::string_view field, ImportRow& row) {
  if (field == "id") return &row.id;
  if (field == "kind") return &row.kind;
  if (field == "label") return &row.label;
  if (field == "parent") return &row.parent;
  if (field == "lat") return &row.lat;
  if (field == "lon") return &row.lon;
  if (field == "population") return &row.population;
  if (field == "from") return &row.from;
  if (field == "to") return &row.to;
  if (field == "prior") return &row.prior;
  if (field == "corrects") return &row.corrects;
  return nullptr;
}

/// Why forms of a field stand for their entry: `former` of aliases.former; nothing for no such
/// field.
std::optional<Why> why_of_field(std::string_view field) {
  constexpr std::string_view kAliases = "aliases.";
  if (!field.starts_with(kAliases)) return std::nullopt;
  const auto why = find_why(field.substr(kAliases.size()));
  return why == Why::kCanonical ? std::nullopt : why;
}

void put_forms(const ImportField& value, std::string_view separator, Why why, ImportRow& row) {
  for (ImportField& name : split_aliases(value, separator)) {
    ImportForm& form = row.forms.emplace_back();
    form.form.text = std::move(name.text);
    form.form.why = why;
    if (why == Why::kAbbreviation) form.form.letter_case = Case::kExact;
    form.at = name.at;
  }
}

}  // namespace

void ImportRow::clear(std::size_t begin) {
  names.clear();
  aliases.clear();
  forms.clear();
  ids.clear();
  for (ImportField* field : {&id, &label, &kind, &parent, &lat, &lon, &population, &from, &to,
                             &prior, &corrects, &source}) {
    field->text.clear();
    field->at = begin;
  }
  at = begin;
}

bool put_field(std::string_view field, ImportField value, std::string_view separator,
               ImportRow& row) {
  if (ImportField* plain = plain_field(field, row)) {
    *plain = std::move(value);
  } else if (field == "aliases") {
    std::vector<ImportField> names = split_aliases(value, separator);
    std::move(names.begin(), names.end(), std::back_inserter(row.aliases));
  } else if (const auto why = why_of_field(field)) {
    put_forms(value, separator, *why, row);
  } else if (field == "name" || (field.starts_with("name.") && field.size() > 5)) {
    const std::string language(field == "name" ? std::string_view() : field.substr(5));
    if (!value.text.empty()) row.names.emplace_back(language, std::move(value));
  } else if (field.starts_with("ids.") && field.size() > 4) {
    if (!value.text.empty()) row.ids.emplace_back(std::string(field.substr(4)), std::move(value));
  } else {
    return false;
  }
  return true;
}

bool is_field(std::string_view field) {
  ImportRow row;
  return put_field(field, {}, "", row);
}

const std::vector<std::string>& field_names() {
  static const std::vector<std::string> kNames = {"name",       "id",    "aliases", "label", "kind",
                                                  "parent",     "lat",   "lon",     "from",  "to",
                                                  "population", "prior", "corrects"};
  return kNames;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

std::string_view without_mark(std::string_view bytes) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return bytes;
}

std::string_view take_line(std::string_view bytes, std::size_t& at) {
  const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
  std::string_view line = bytes.substr(at, end - at);
  at = std::min(end + 1, bytes.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace waymark::gazetteer
