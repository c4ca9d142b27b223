// SPDX-License-Identifier: Apache-2.0
// Bars are found first; how many backslashes stand before one says what it is.
#include "gazetteer/alias_list.h"

#include <algorithm>
#include <utility>

namespace waymark::gazetteer {

namespace {

/// How many backslashes end a text.
std::size_t count_last_backslashes(std::string_view text) {
  return text.size() - (text.find_last_not_of('\\') + 1);
}

/// Appends a piece of a name that a bar follows: the backslashes at its end are doubled.
void append_before_bar(std::string_view piece, std::string& out) {
  out += piece;
  out.append(count_last_backslashes(piece), '\\');
}

/// Appends a name; one that a bar will follow ends in no backslash that could escape it.
void append_name(std::string_view name, bool precedes_bar, std::string& out) {
  for (std::size_t bar; (bar = name.find('|')) != std::string_view::npos;) {
    append_before_bar(name.substr(0, bar), out);
    out += "\\|";
    name.remove_prefix(bar + 1);
  }
  if (precedes_bar) return append_before_bar(name, out);
  out += name;
}

std::vector<ImportField> split_at_bars(const ImportField& field) {
  std::vector<ImportField> names;
  ImportField name{.text = {}, .at = field.at};
  const auto end_name = [&](std::size_t next) {
    if (!name.text.empty()) names.push_back(std::move(name));
    name = {.text = {}, .at = field.at + next};
  };
  std::size_t begin = 0;
  for (std::size_t bar; (bar = field.text.find('|', begin)) != std::string::npos; begin = bar + 1) {
    const std::string_view piece = std::string_view(field.text).substr(begin, bar - begin);
    const std::size_t backslashes = count_last_backslashes(piece);
    name.text += piece.substr(0, piece.size() - backslashes);
    name.text.append(backslashes / 2, '\\');
    if (backslashes % 2 == 0) {
      end_name(bar + 1);
    } else {
      name.text += '|';
    }
  }
  name.text += std::string_view(field.text).substr(begin);
  end_name(field.text.size());
  return names;
}

std::vector<ImportField> split_at(const ImportField& field, std::string_view separator) {
  std::vector<ImportField> names;
  for (std::size_t begin = 0; begin <= field.text.size();) {
    const std::size_t end = std::min(field.text.find(separator, begin), field.text.size());
    if (end > begin) names.push_back({field.text.substr(begin, end - begin), field.at + begin});
    begin = end + separator.size();
  }
  return names;
}

}  // namespace

std::vector<ImportField> split_aliases(const ImportField& field, std::string_view separator) {
  if (separator.empty()) separator = field.text.find('|') != std::string::npos ? "|" : ";";
  return separator == "|" ? split_at_bars(field) : split_at(field, separator);
}

std::string join_aliases(const std::vector<std::string>& names) {
  std::string field;
  for (const std::string& name : names) {
    if (&name != names.data()) field += '|';
    append_name(name, &name != &names.back(), field);
  }
  // A semicolon would part the only name.
  if (field.find('|') == std::string::npos && field.find(';') != std::string::npos) {
    field.append(count_last_backslashes(field), '\\');
    field += '|';
  }
  return field;
}

}  // namespace waymark::gazetteer
