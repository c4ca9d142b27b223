// SPDX-License-Identifier: Apache-2.0
// The buffer is searched with memchr, so that long lines cost little more than their copy.
#include "format/byte_reader.h"

#include <algorithm>
#include <cstring>

namespace waymark::format {
namespace {

constexpr std::size_t kBufferSize = 1 << 16;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_return(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Appends what fits below `most`; whether all did.
bool append_bounded(std::string_view piece, std::uint64_t most, std::string& out) {
  const std::uint64_t room = most - std::min<std::uint64_t>(most, out.size());
  out.append(piece.substr(0, std::min<std::uint64_t>(room, piece.size())));
  return piece.size() <= room;
}

}  // namespace

ByteReader::ByteReader(ByteSource& source) : source_(source), buffer_(kBufferSize + kLineSlack) {}

bool ByteReader::fill() {
  at_ = 0;
  size_ = source_.read(buffer_.data(), kBufferSize);
  return size_ > 0;
}

bool ByteReader::take_until(char stop, std::uint64_t most, std::string& out) {
  bool fits = true;
  while (peek() != kEndOfBytes) {
    const std::string_view rest(buffer_.data() + at_, size_ - at_);
    const std::size_t found = rest.find(stop);
    const std::string_view piece = rest.substr(0, found);
    fits = append_bounded(piece, most, out) && fits;
    if (stop != '\n')
      line_ += static_cast<std::uint64_t>(std::count(piece.begin(), piece.end(), '\n'));
    at_ += piece.size();
    if (found != std::string_view::npos) break;
  }
  return fits;
}

bool ByteReader::take_rest(std::uint64_t most, std::string& out) {
  bool fits = true;
  while (fits && peek() != kEndOfBytes) {
    fits = append_bounded({buffer_.data() + at_, size_ - at_}, most, out);
    at_ = size_;
  }
  return fits;
}

std::optional<std::string_view> ByteReader::take_line_at_hand(std::uint64_t most) {
  const std::string_view rest(buffer_.data() + at_, size_ - at_);
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos || end > most) return std::nullopt;
  at_ += end + 1;
  ++line_;
  return without_return(rest.substr(0, end));
}

void ByteReader::skip_byte_order_mark() {
  // A source may give fewer than three bytes at a time; a mark is then written in one piece all the
  // same.
  if (peek() == kEndOfBytes || at_ != 0) return;
  while (size_ < kByteOrderMark.size()) {
    const std::size_t more = source_.read(buffer_.data() + size_, kBufferSize - size_);
    if (more == 0) break;
    size_ += more;
  }
  if (std::string_view(buffer_.data(), size_).starts_with(kByteOrderMark))
    at_ = kByteOrderMark.size();
}

bool read_line(ByteReader& bytes, std::uint64_t most, Line& line) {
  line.bytes.clear();
  line.number = bytes.line();
  if (bytes.peek() == kEndOfBytes) return false;
  line.is_too_long = !bytes.take_until('\n', most, line.bytes);
  if (bytes.peek() != kEndOfBytes) bytes.skip();
  line.bytes.resize(without_return(line.bytes).size());
  return true;
}

}  // namespace waymark::format
