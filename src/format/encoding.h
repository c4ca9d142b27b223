// SPDX-License-Identifier: Apache-2.0
// What bytes that aren't UTF-8 probably are, so that the message can name the command that turns
// them into UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "waymark/diagnostic.h"

namespace waymark::format {

/// The name by which iconv knows the encoding ("UTF-16LE", "CP949", "SHIFT_JIS", "GB18030",
/// "WINDOWS-1252"), or "UTF-8" if it is that but for a few bytes; empty if nothing can be said. A
/// guess from at most 1 MiB.
[[nodiscard]] std::string guess_encoding(std::string_view bytes);

/// Says that byte `at` is not UTF-8 [format/invalid-utf8], with line and column, a guess and the
/// iconv command. Units: `at` is a byte of `bytes`, which begin at `line` of `file`.
[[nodiscard]] Diagnostic diagnose_invalid_utf8(std::string_view bytes, std::size_t at,
                                               const std::string& file, std::uint64_t line);

}  // namespace waymark::format
