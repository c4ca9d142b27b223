// SPDX-License-Identifier: Apache-2.0
// Brackets and strings are all that is looked at; whether a value is JSON is the parser's to say.
#include "format/json_stream.h"

namespace waymark::format {

Diagnostic place_in_file(const JsonPiece& piece, Diagnostic diagnostic) {
  if (diagnostic.line != piece.line || piece.column == 0) return diagnostic;
  diagnostic.column += static_cast<std::uint32_t>(piece.column);
  if (!diagnostic.source_line.empty())
    diagnostic.source_line.insert(0, std::string(piece.column, ' '));
  return diagnostic;
}

int JsonStream::take() {
  const int byte = bytes_.peek();
  if (byte == kEndOfBytes) return byte;
  bytes_.skip();
  column_ = byte == '\n' ? 0 : column_ + 1;
  return byte;
}

void JsonStream::store(JsonPiece& piece, int byte) const {
  if (piece.bytes.size() < most_)
    piece.bytes += static_cast<char>(byte);
  else
    piece.is_too_long = true;
}

/// White space, the commas of an array and, once, the bracket that opens it.
void JsonStream::skip_between() {
  for (int byte = bytes_.peek(); byte != kEndOfBytes; byte = bytes_.peek()) {
    const bool opens = byte == '[' && !has_begun_;
    const bool is_between = byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' ||
                            (in_array_ && (byte == ',' || byte == ']'));
    if (!opens && !is_between) return;
    if (opens) has_begun_ = in_array_ = true;
    (void)take();
  }
}

bool JsonStream::next(JsonPiece& piece) {
  if (!has_begun_) bytes_.skip_byte_order_mark();
  skip_between();
  has_begun_ = true;
  piece.bytes.clear();
  piece.is_too_long = false;
  piece.line = bytes_.line();
  piece.column = column_;
  const int first = bytes_.peek();
  if (first == kEndOfBytes) return false;
  if (first == '{' || first == '[')
    take_nested(piece);
  else
    take_line(piece);
  return true;
}

void JsonStream::take_nested(JsonPiece& piece) {
  const bool may_end_early = open_ == OpenValue::kEndsAtNextRecord && !in_array_;
  std::size_t depth = 0;
  bool in_string = false, is_escaped = false;
  for (;;) {
    const int byte = take();
    if (byte == kEndOfBytes) return;
    if (byte == '\n' && bytes_.peek() == '{' && may_end_early) return;
    store(piece, byte);
    if (in_string) {
      in_string = is_escaped || byte != '"';
      is_escaped = !is_escaped && byte == '\\';
    } else if (byte == '"') {
      in_string = true;
    } else if (byte == '{' || byte == '[') {
      ++depth;
    } else if ((byte == '}' || byte == ']') && --depth == 0) {
      return;
    }
  }
}

/// What is no object ends with its line.
void JsonStream::take_line(JsonPiece& piece) {
  for (int byte = bytes_.peek(); byte != kEndOfBytes && byte != '\n'; byte = bytes_.peek())
    store(piece, take());
}

}  // namespace waymark::format
