// SPDX-License-Identifier: Apache-2.0
// A row is taken in two steps: first its bytes, with just enough of the grammar to know which line
// end is its own, then its fields.
#include "format/table_row.h"

#include <algorithm>
#include <array>

namespace waymark::format {
namespace {

/// Where the bytes of a row stand in its grammar.
class RowState {
 public:
  explicit RowState(char delimiter) : delimiter_(delimiter) {}

  void step(char c) {
    if (state_ == State::kQuoted) {
      if (c == '"') state_ = State::kQuote;
    } else if (c == '"' && (state_ == State::kBegin || state_ == State::kQuote)) {
      state_ = State::kQuoted;
    } else {
      state_ = c == delimiter_ ? State::kBegin : State::kBare;
    }
  }
  [[nodiscard]] bool is_quoted() const { return state_ == State::kQuoted; }

 private:
  enum class State : std::uint8_t { kBegin, kBare, kQuoted, kQuote };
  char delimiter_;
  State state_ = State::kBegin;
};

void take_bytes(ByteReader& bytes, char delimiter, std::uint64_t most, Row& row) {
  RowState state(delimiter);
  for (int next = bytes.peek(); next != kEndOfBytes; next = bytes.peek()) {
    const char c = static_cast<char>(next);
    bytes.skip();
    if (c == '\n' && !state.is_quoted()) break;
    state.step(c);
    if (row.raw.size() < most)
      row.raw += c;
    else
      row.is_too_long = true;
  }
  row.has_open_quote = state.is_quoted();
  if (!row.has_open_quote && row.raw.ends_with('\r')) row.raw.pop_back();
}

/// The quoted part of a field whose opening quote stands before `at`; moves `at` behind the closing
/// one.
void take_quoted(std::string_view raw, std::size_t& at, std::string& value) {
  while (at < raw.size()) {
    const std::size_t quote = std::min(raw.find('"', at), raw.size());
    value += raw.substr(at, quote - at);
    at = quote + 1;
    if (at >= raw.size() || raw[at] != '"') break;
    value += '"';
    ++at;
  }
  at = std::min(at, raw.size());
}

void cut_fields(Row& row, char delimiter) {
  const std::string_view raw = row.raw;
  std::size_t at = 0;
  for (;;) {
    Field& field = row.fields.emplace_back();
    field.begin = at;
    if (at < raw.size() && raw[at] == '"') take_quoted(raw, ++at, field.value);
    const std::size_t end = std::min(raw.find(delimiter, at), raw.size());
    field.value += raw.substr(at, end - at);
    if (end == raw.size()) return;
    at = end + 1;
  }
}

}  // namespace

bool read_row(ByteReader& bytes, char delimiter, std::uint64_t most, Row& row) {
  row = Row{};
  row.line = bytes.line();
  if (bytes.peek() == kEndOfBytes) return false;
  take_bytes(bytes, delimiter, most, row);
  if (!row.is_too_long) cut_fields(row, delimiter);
  return true;
}

bool is_delimiter_line(std::string_view line) {
  return line.size() == 5 && line.starts_with("sep=");
}

char find_delimiter(std::string_view header_line) {
  if (is_delimiter_line(header_line)) return header_line.back();
  constexpr std::array<char, 3> kDelimiters = {',', ';', '\t'};
  std::array<std::size_t, 3> counts{};
  bool is_quoted = false;
  for (const char c : header_line) {
    if (c == '"') is_quoted = !is_quoted;
    const auto found = std::find(kDelimiters.begin(), kDelimiters.end(), c);
    if (!is_quoted && found != kDelimiters.end())
      ++counts[static_cast<std::size_t>(found - kDelimiters.begin())];
  }
  return kDelimiters[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                              counts.begin())];
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

}  // namespace waymark::format
