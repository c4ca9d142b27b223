// SPDX-License-Identifier: Apache-2.0
// Other people's columns may have any names; they become features of tokens.
#include "format/conllu_line.h"

#include <algorithm>
#include <map>
#include <set>

namespace waymark::format {
namespace {

/// The token feature of a column of CoNLL-U; of any other column its own name.
std::string feature_of(std::string_view column) {
  static const std::map<std::string_view, std::string> kKnown = {
      {"LEMMA", "lemma"}, {"UPOS", "pos"},      {"XPOS", "xpos"}, {"FEATS", "feats"},
      {"HEAD", "head"},   {"DEPREL", "deprel"}, {"DEPS", "deps"}};
  const auto known = kKnown.find(column);
  return known != kKnown.end() ? known->second : std::string(column);
}

}  // namespace

std::variant<ConlluColumns, LineFault> read_columns(std::string_view names) {
  ConlluColumns columns{.count = 0,
                        .id = ConlluColumns::kNone,
                        .form = ConlluColumns::kNone,
                        .misc = ConlluColumns::kNone};
  columns.features.clear();
  std::set<std::string_view> known;
  for (std::string_view rest = names; !rest.empty();) {
    const std::string_view name = take_piece(rest, ' ');
    if (name.empty()) continue;
    const std::size_t at = columns.count++;
    if (!known.insert(name).second)
      return LineFault{name, "format/unexpected", "a column of this name stands before", {}};
    if (name == "ID")
      columns.id = at;
    else if (name == "FORM")
      columns.form = at;
    else if (name == "MISC")
      columns.misc = at;
    else if (columns.tags == ConlluColumns::kNone &&
             (name.ends_with(":NE") || name.ends_with(":NER")))
      columns.tags = at;
    else
      columns.features.emplace_back(feature_of(name), at);
  }
  if (columns.form == ConlluColumns::kNone)
    return LineFault{names, "format/unexpected", "there is no column FORM", {}};
  return columns;
}

std::string_view take_piece(std::string_view& rest, char delimiter) {
  const std::string_view piece = rest.substr(0, rest.find(delimiter));
  rest.remove_prefix(std::min(rest.size(), piece.size() + 1));
  return piece;
}

std::optional<std::string_view> find_misc(std::string_view misc, std::string_view name) {
  while (!misc.empty()) {
    std::string_view value = take_piece(misc, '|');
    if (take_piece(value, '=') == name) return value;
  }
  return std::nullopt;
}

std::string unescape_spaces(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      out += value[i];
      continue;
    }
    const char c = value[++i];
    out += c == 's'   ? ' '
           : c == 't' ? '\t'
           : c == 'r' ? '\r'
           : c == 'n' ? '\n'
           : c == 'p' ? '|'
                      : c;
  }
  return out;
}

}  // namespace waymark::format
