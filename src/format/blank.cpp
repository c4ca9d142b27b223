// SPDX-License-Identifier: Apache-2.0
// Both ask the table of characters.
#include "format/blank.h"

#include "text/character.h"
#include "text/utf8.h"

namespace waymark::format {

bool is_blank(char32_t code_point) {
  return code_point < 0x20 || text::character_info(code_point).has(text::kIsSpace);
}

bool is_blank_token(std::string_view token) {
  for (std::size_t at = 0; at < token.size();) {
    const text::CodePoint code = text::code_point_at(token, at);
    if (code.value >= 0x20 && !text::character_info(code.value).has(text::kIsBlank)) return false;
    at += code.byte_size;
  }
  return true;
}

}  // namespace waymark::format
