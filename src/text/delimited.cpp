// SPDX-License-Identifier: Apache-2.0
// An automaton of four states; everything else asks it.
#include "text/delimited.h"

#include <algorithm>
#include <vector>

namespace waymark::text {

FieldByte FieldState::step(char c) {
  const State before = state_;
  if (before == State::kQuoted) {
    if (c != '"') return FieldByte::kValue;
    state_ = State::kQuote;
    return FieldByte::kQuote;
  }
  if (c == '"' && (before == State::kBegin || before == State::kQuote)) {
    state_ = State::kQuoted;
    return before == State::kBegin ? FieldByte::kQuote : FieldByte::kValue;
  }
  state_ = c == delimiter_ ? State::kBegin : State::kBare;
  return c == delimiter_ ? FieldByte::kDelimiter : FieldByte::kValue;
}

char commonest_delimiter(std::string_view line, std::string_view among) {
  std::vector<std::size_t> counts(among.size());
  bool is_quoted = false;
  for (const char c : line) {
    if (c == '"') is_quoted = !is_quoted;
    const std::size_t found = among.find(c);
    if (!is_quoted && found != std::string_view::npos) ++counts[found];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return among[static_cast<std::size_t>(most - counts.begin())];
}

bool is_delimiter_line(std::string_view line) {
  return line.size() == 5 && line.starts_with("sep=");
}

std::size_t find_lone_return(std::string_view line, char delimiter) {
  FieldState state(delimiter);
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    state.step(line[at]);
    if (line[at] == '\r' && line[at + 1] != '\r' && !state.is_quoted()) return at;
  }
  return std::string_view::npos;
}

void append_field(std::string_view value, char delimiter, std::string& out) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  const bool needs_quotes = value.find_first_of("\"\r\n") != std::string_view::npos ||
                            value.find(delimiter) != std::string_view::npos ||
                            (!value.empty() && (is_blank(value.front()) || is_blank(value.back())));
  if (!needs_quotes) {
    out += value;
    return;
  }
  out += '"';
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace waymark::text
