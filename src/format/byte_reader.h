// SPDX-License-Identifier: Apache-2.0
// Bytes of a source, buffered, with the count of lines; and lines of bounded size on top of them. A
// line that is too long is skipped without being stored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/format.h"

namespace waymark::format {

inline constexpr int kEndOfBytes = -1;
/// Bytes that may be read behind a line that was taken where it stands.
inline constexpr std::size_t kLineSlack = 64;

class ByteReader {
 public:
  /// Lifetime: `source` must outlive the reader.
  explicit ByteReader(ByteSource& source);

  /// The next byte without taking it, or kEndOfBytes.
  [[nodiscard]] int peek() {
    return at_ < size_ || fill() ? static_cast<unsigned char>(buffer_[at_]) : kEndOfBytes;
  }
  /// Takes the byte that peek() showed. Requires: peek() was not kEndOfBytes.
  void skip() {
    if (buffer_[at_++] == '\n') ++line_;
  }
  /// The line of the next byte, from 1; only line feeds count.
  [[nodiscard]] std::uint64_t line() const { return line_; }

  /// Takes everything up to, not including, the next byte `stop` or the end, and appends it to
  /// `out`. Returns whether it fitted: what would make `out` larger than `most` is taken all the
  /// same, but not stored.
  bool take_until(char stop, std::uint64_t most, std::string& out);
  /// The same up to the end of the source.
  bool take_rest(std::uint64_t most, std::string& out);
  /// Takes the next line where it stands, without its end (LF or CRLF), if all of it is at hand and
  /// no larger than `most`; else takes nothing. kLineSlack bytes more may be read behind it.
  /// Lifetime: until anything else is asked.
  [[nodiscard]] std::optional<std::string_view> take_line_at_hand(std::uint64_t most);
  /// Skips a UTF-8 byte order mark at the very beginning.
  void skip_byte_order_mark();

 private:
  bool fill();

  ByteSource& source_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, size_ = 0;
  std::uint64_t line_ = 1;
};

/// One line of an input.
struct Line {
  std::string bytes;         ///< without its end (LF or CRLF)
  std::uint64_t number = 0;  ///< from 1
  bool is_too_long = false;  ///< then `bytes` holds only its beginning
};

/// Takes the next line into `line`; false at the end of the source.
[[nodiscard]] bool read_line(ByteReader& bytes, std::uint64_t most, Line& line);

}  // namespace waymark::format
