// SPDX-License-Identifier: Apache-2.0
// Rows of fields parted by a delimiter, quoted where need be, as spreadsheets write them: what each
// byte of a row is, and how a field is written. Rows themselves are taken by their readers.
//
//     row    = field *( delimiter field )
//     field  = *char / DQUOTE *( char / 2DQUOTE ) DQUOTE *char     ; a quote counts only at a
//     field's begin
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::text {

/// What has more is no row: of delimiters alone the fields would take many times as much memory.
inline constexpr std::size_t kMostFields = 100'000;

/// What a byte of a row is.
enum class FieldByte : std::uint8_t {
  kValue,      ///< of the field's value; of a doubled quote the second
  kQuote,      ///< opens or closes quotes, or is the first of a doubled one
  kDelimiter,  ///< the next byte begins a field
};

/// Walks over the bytes of a row.
/// Source: RFC 4180, section 2; with bare quotes inside fields.
class FieldState {
 public:
  explicit FieldState(char delimiter) : delimiter_(delimiter) {}

  FieldByte step(char c);
  /// Whether a line end or a delimiter that follows is a part of the field.
  [[nodiscard]] bool is_quoted() const { return state_ == State::kQuoted; }

 private:
  enum class State : std::uint8_t { kBegin, kBare, kQuoted, kQuote };
  char delimiter_;
  State state_ = State::kBegin;
};

/// Of `among`, the delimiter that stands most often outside quotes; the first if none does.
/// Requires: `among` is not empty.
[[nodiscard]] char commonest_delimiter(std::string_view line, std::string_view among);

/// Whether a line is "sep=X", by which spreadsheets know that X is the delimiter.
[[nodiscard]] bool is_delimiter_line(std::string_view line);

/// Where a carriage return outside quotes has more of the line behind it: such lines end in it
/// alone, as those of old spreadsheets do, and are one line to everyone else. npos if there is
/// none.
[[nodiscard]] std::size_t find_lone_return(std::string_view line, char delimiter);

/// Appends a field, in quotes if it holds the delimiter, a quote or a line end, or begins or ends
/// with white space.
void append_field(std::string_view value, char delimiter, std::string& out);

}  // namespace waymark::text
