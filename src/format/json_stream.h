// SPDX-License-Identifier: Apache-2.0
// The values of a file of JSON, one after another: the elements of an array, or values that follow
// each other, as in JSON lines. Only one is in memory at a time.
#pragma once

#include <cstdint>
#include <string>

#include "format/byte_reader.h"
#include "waymark/diagnostic.h"

namespace waymark::format {

/// The bytes of one value, or of what stands in its place.
struct JsonPiece {
  std::string bytes;
  std::uint64_t line = 1;    ///< where it begins, from 1
  std::size_t column = 0;    ///< the same, in bytes of its line, from 0
  bool is_too_long = false;  ///< then `bytes` is only its beginning
};

/// A diagnostic about a value's bytes, said of its file: what stands before the value in its first
/// line counts too. Only brackets and white space do.
[[nodiscard]] Diagnostic place_in_file(const JsonPiece& piece, Diagnostic diagnostic);

/// Where a value ends whose brackets stay open.
enum class OpenValue {
  kEndsAtNextRecord,  ///< where a line begins with '{', so that one bad line costs one record
  kEndsWithFile,      ///< for files of one value, laid out in any way
};

class JsonStream {
 public:
  /// Lifetime: `source` must outlive the stream.
  /// Units: `most` counts bytes of a value; a longer one is passed over without storing it.
  JsonStream(ByteSource& source, std::uint64_t most, OpenValue open = OpenValue::kEndsAtNextRecord)
      : bytes_(source), most_(most), open_(open) {}

  /// Takes the next value; false at the end.
  [[nodiscard]] bool next(JsonPiece& piece);

 private:
  void skip_between();
  void take_nested(JsonPiece& piece);
  void take_line(JsonPiece& piece);
  int take();
  void store(JsonPiece& piece, int byte) const;

  ByteReader bytes_;
  std::uint64_t most_;
  OpenValue open_;
  std::size_t column_ = 0;
  bool has_begun_ = false, in_array_ = false;
};

}  // namespace waymark::format
