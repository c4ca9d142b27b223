// SPDX-License-Identifier: Apache-2.0
// One automaton walks over the bytes; a row ends at a line end outside quotes.
#include "normalize/table.h"

#include <algorithm>
#include <array>

namespace waymark::normalize {
namespace {

constexpr std::size_t kPiece = 1 << 16;
constexpr std::size_t kLongestHeader = 1 << 20;  // a table whose first line is longer has no header
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Where in a field a byte stands.
enum class State : unsigned char { kBegin, kBare, kQuoted, kQuote };

State step(State state, char c, char delimiter) {
  if (state == State::kQuoted) return c == '"' ? State::kQuote : State::kQuoted;
  if (c == '"' && (state == State::kBegin || state == State::kQuote)) return State::kQuoted;
  return c == delimiter ? State::kBegin : State::kBare;
}

}  // namespace

TableReader::TableReader(Source source, char delimiter, std::size_t longest_row)
    : source_(std::move(source)), delimiter_(delimiter), longest_row_(longest_row) {
  read_preamble();
  if (delimiter_ == 0) find_delimiter();
}

bool TableReader::fill() {
  if (ended_) return false;
  if (at_ > kPiece) buffer_.erase(0, at_), at_ = 0;
  const std::size_t old = buffer_.size();
  buffer_.resize(old + kPiece);
  const std::size_t count = source_(buffer_.data() + old, kPiece);
  buffer_.resize(old + count);
  ended_ = count == 0;
  return !ended_;
}

int TableReader::byte_at(std::size_t at) {
  while (at_ + at >= buffer_.size())
    if (!fill()) return -1;
  return static_cast<unsigned char>(buffer_[at_ + at]);
}

std::size_t TableReader::first_line_end() {
  for (std::size_t at = 0; at < kLongestHeader; ++at) {
    const int c = byte_at(at);
    if (c < 0 || c == '\n' || c == '\r') return at;
  }
  return kLongestHeader;
}

void TableReader::read_preamble() {
  if (byte_at(2) >= 0 && std::string_view(buffer_).starts_with(kByteOrderMark)) {
    preamble_ = kByteOrderMark;
    at_ = kByteOrderMark.size();
  }
  const std::size_t end = first_line_end();
  const std::string line = buffer_.substr(at_, end);
  if (line.size() != 5 || !line.starts_with("sep=")) return;
  delimiter_ = line.back();
  std::size_t size = end + 1;
  if (byte_at(end) == '\r' && byte_at(end + 1) == '\n') ++size;
  preamble_ += buffer_.substr(at_, size);
  at_ = std::min(buffer_.size(), at_ + size);
  ++line_;
}

void TableReader::find_delimiter() {
  constexpr std::array<char, 4> kDelimiters = {',', ';', '\t', '|'};
  std::array<std::size_t, 4> counts{};
  bool quoted = false;
  const std::size_t end = first_line_end();
  for (const char c : std::string_view(buffer_).substr(at_, end)) {
    if (c == '"') quoted = !quoted;
    const auto found = std::find(kDelimiters.begin(), kDelimiters.end(), c);
    if (!quoted && found != kDelimiters.end())
      ++counts[static_cast<std::size_t>(found - kDelimiters.begin())];
  }
  delimiter_ = kDelimiters[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                                    counts.begin())];
}

bool TableReader::next(TableRow& row) {
  row = {};
  row.line = line_;
  if (byte_at(0) < 0) return false;
  row.number = ++rows_;
  State state = State::kBegin;
  for (int next = byte_at(0); next >= 0; next = byte_at(0)) {
    const char c = static_cast<char>(next);
    if ((c == '\n' || c == '\r') && state != State::kQuoted) {
      row.line_end = c == '\r' && byte_at(1) == '\n' ? "\r\n" : std::string(1, c);
      at_ += row.line_end.size();
      ++line_;
      break;
    }
    if (row.bytes.size() >= longest_row_) {
      row.is_too_long = true;
      break;
    }
    if (c == '\n') ++line_;
    state = step(state, c, delimiter_);
    row.bytes += c;
    ++at_;
  }
  row.has_open_quote = state == State::kQuoted && !row.is_too_long;
  cut_fields(row);
  return true;
}

void TableReader::cut_fields(TableRow& row) const {
  State state = State::kBegin;
  std::string* field = &row.fields.emplace_back();
  for (const char c : row.bytes) {
    const State before = state;
    state = step(state, c, delimiter_);
    if (state == State::kBegin) {
      field = &row.fields.emplace_back();
    } else if (state == State::kQuoted ? before != State::kBegin : state == State::kBare) {
      *field += c;  // a doubled quote is one; opening and closing quotes are none
    }
  }
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

}  // namespace waymark::normalize
