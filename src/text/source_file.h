// SPDX-License-Identifier: Apache-2.0
// A named input in memory, and the way from its bytes to lines and columns. Readers make their
// diagnostics through it, so that every room reports places alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/diagnostic.h"
#include "waymark/result.h"

namespace waymark::text {

class SourceFile {
 public:
  SourceFile(std::string name, std::string content);

  /// Reads a whole file. Errors: one diagnostic if it can't be opened or read, is a directory, or
  /// exceeds 1 GiB.
  static Result<SourceFile> read(const std::string& path);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string_view content() const { return content_; }

  struct Position {
    std::uint32_t line = 1;    ///< from 1
    std::uint32_t column = 1;  ///< code points, from 1
  };
  /// Where a byte lies. Requires: byte <= content().size().
  [[nodiscard]] Position position(std::size_t byte) const;
  /// The line (from 1) without its end; empty if there is none.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;

  /// A diagnostic about bytes [begin, end), with place, underline and source line filled in.
  [[nodiscard]] Diagnostic diagnose(Severity severity, std::string code, std::size_t begin,
                                    std::size_t end, std::string message,
                                    std::string hint = {}) const;

 private:
  std::string name_;
  std::string content_;
  std::vector<std::uint32_t> line_starts_;
};

/// The word of `words` nearest to `word`, if it is near enough to be meant; else an empty string.
[[nodiscard]] std::string nearest_word(std::string_view word,
                                       const std::vector<std::string>& words);

}  // namespace waymark::text
