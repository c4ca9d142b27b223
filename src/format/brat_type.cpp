// SPDX-License-Identifier: Apache-2.0
// type = 1*( letter / digit / "-" / "_" / "u" 4HEX / "U" 6HEX ), letters and digits of ASCII
#include <fmt/format.h>

#include <optional>

#include "format/brat.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

bool is_bare(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
         c == '_';
}

/// The code point that stands at the start of `rest` by its number; none if there is none.
std::optional<text::CodePoint> read_number(std::string_view rest) {
  if (rest.empty() || (rest[0] != 'u' && rest[0] != 'U')) return std::nullopt;
  const std::uint32_t size = rest[0] == 'u' ? 5 : 7;
  if (rest.size() < size) return std::nullopt;
  char32_t value = 0;
  for (const char c : rest.substr(1, size - 1)) {
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && (c < 'A' || c > 'F')) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(is_digit ? c - '0' : c - 'A' + 10);
  }
  const bool is_short = value < 0x10000, is_half_a_pair = value >= 0xD800 && value < 0xE000;
  if (value < 0x80 || value > 0x10FFFF || is_half_a_pair || is_short != (size == 5))
    return std::nullopt;
  return text::CodePoint{value, size};
}

}  // namespace

std::string to_brat_type(std::string_view name) {
  std::string type;
  for (std::size_t at = 0; at < name.size();) {
    const text::CodePoint code = text::code_point_at(name, at);
    const auto value = static_cast<std::uint32_t>(code.value);
    if (value >= 0x10000)
      type += fmt::format("U{:06X}", value);
    else if (value >= 0x80)
      type += fmt::format("u{:04X}", value);
    else
      type += is_bare(code.value) ? static_cast<char>(value) : '_';
    at += code.byte_size;
  }
  return type.empty() ? "_" : type;
}

std::string from_brat_type(std::string_view type) {
  std::string name;
  for (std::size_t at = 0; at < type.size();) {
    if (const auto code = read_number(type.substr(at))) {
      text::append_utf8(code->value, name);
      at += code->byte_size;
    } else {
      name += type[at++];
    }
  }
  return name;
}

}  // namespace waymark::format
