// SPDX-License-Identifier: Apache-2.0
// What is wrong with an input, where, and what to do about it. Malformed files are normal work:
// readers collect diagnostics, they neither print nor throw.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace waymark {

enum class Severity : std::uint8_t { kError, kWarning, kNote };

/// One finding about one place of an input.
/// Units: `line` and `column` count from 1, 0 means unknown; columns and `width` are code points.
struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;  ///< stable, "room/what-is-wrong"
  std::string file;  ///< as the user named it; empty if there is none
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t width = 1;  ///< how much to underline
  std::string message;      ///< lower case, no full stop, the user's own text in '…'
  std::string source_line;  ///< the line it is about, without its end; empty if there is none
  std::string hint;         ///< one concrete step; may be empty
};

using Diagnostics = std::vector<Diagnostic>;

/// Whether any of them is an error.
[[nodiscard]] bool has_error(const Diagnostics& diagnostics);

/// Lays a diagnostic out as compilers do: place, severity, message and code, then the line with a
/// caret, then the hint. Ends in a line feed.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, bool color = false);

}  // namespace waymark
