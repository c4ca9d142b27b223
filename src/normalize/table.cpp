// SPDX-License-Identifier: Apache-2.0
// One automaton walks over the bytes; a row ends at a line end outside quotes.
#include "normalize/table.h"

#include <algorithm>

namespace waymark::normalize {
namespace {

constexpr std::size_t kPiece = 1 << 16;
constexpr std::size_t kLongestHeader = 1 << 20;  // a table whose first line is longer has no header
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

TableReader::TableReader(Source source, char delimiter, std::size_t longest_row)
    : source_(std::move(source)), delimiter_(delimiter), longest_row_(longest_row) {
  read_preamble();
  if (delimiter_ != 0) return;
  const std::size_t end = first_line_end();  // fills the buffer
  delimiter_ = text::commonest_delimiter(std::string_view(buffer_).substr(at_, end), ",;\t|");
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
  if (!text::is_delimiter_line(line)) return;
  delimiter_ = line.back();
  std::size_t size = end + 1;
  if (byte_at(end) == '\r' && byte_at(end + 1) == '\n') ++size;
  preamble_ += buffer_.substr(at_, size);
  at_ = std::min(buffer_.size(), at_ + size);
  ++line_;
}

bool TableReader::next(TableRow& row) {
  row = {};
  row.line = line_;
  if (byte_at(0) < 0) return false;
  row.number = ++rows_;
  text::FieldState state(delimiter_);
  for (int next = byte_at(0); next >= 0; next = byte_at(0)) {
    const char c = static_cast<char>(next);
    if ((c == '\n' || c == '\r') && !state.is_quoted()) {
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
    state.step(c);
    row.bytes += c;
    ++at_;
  }
  row.has_open_quote = state.is_quoted() && !row.is_too_long;
  cut_fields(row);
  return true;
}

void TableReader::cut_fields(TableRow& row) const {
  text::FieldState state(delimiter_);
  std::string* field = &row.fields.emplace_back();
  for (const char c : row.bytes) {
    const text::FieldByte byte = state.step(c);
    if (byte == text::FieldByte::kDelimiter) {
      if (row.fields.size() == text::kMostFields) return;
      field = &row.fields.emplace_back();
    }
    if (byte == text::FieldByte::kValue) *field += c;
  }
}

}  // namespace waymark::normalize
