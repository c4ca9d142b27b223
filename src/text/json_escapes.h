// SPDX-License-Identifier: Apache-2.0
// Escapes put into a string of JSON and taken out of it, sixty-four bytes at a time and without a
// branch that the text decides, where the machine can (full_byte_block.h). Whoever asks has another
// way for other machines, and for the escapes that are rare: those of numbers, as \u001f.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace waymark::text::json {

/// As many bytes behind a string are read, and behind what is written are written over.
inline constexpr std::size_t kEscapeSlack = 64;

struct EscapedPiece {
  char* end = nullptr;    ///< of what was written
  bool is_ascii = false;  ///< the text
};

/// Writes a text with escapes. Nothing if it has to be written in another way.
/// Requires: room for twice as many bytes and two kEscapeSlack.
[[nodiscard]] std::optional<EscapedPiece> put_with_escapes(std::string_view text, char* at);

/// Puts into `out` what a string says, of which `raw` stands between the quotes. False if it has to
/// be found out in another way, as that an escape is wrong.
/// Requires: kEscapeSlack readable bytes behind it.
[[nodiscard]] bool take_escapes(std::string_view raw, std::string& out);

}  // namespace waymark::text::json
