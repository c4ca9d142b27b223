// SPDX-License-Identifier: Apache-2.0
// Jamo that follow a leading one are drawn into its square, so they take no column of their own.
#include "text/display_width.h"

#include "text/character.h"
#include "text/utf8.h"

namespace waymark::text {

std::size_t display_width(char32_t c) {
  if (c >= 0x20 && c < 0x7F) return 1;
  if ((c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FB)) return 0;
  const CharacterInfo info = character_info(c);
  if (info.has(kIsMark | kIsIgnorable)) return 0;
  return info.has(kIsWide) ? 2 : 1;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint c = code_point_at(utf8, at);
    width += display_width(c.value);
    at += c.byte_size;
  }
  return width;
}

}  // namespace waymark::text
