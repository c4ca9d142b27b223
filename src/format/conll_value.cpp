// SPDX-License-Identifier: Apache-2.0
#include "format/conll_value.h"

#include <charconv>

#include "text/character.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

void append_hex(std::string_view bytes, std::string& out) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
}

bool must_be_encoded(char32_t code_point, bool is_label) {
  if (code_point == '%' || code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0))
    return true;
  const text::CharacterInfo info = text::character_info(code_point);
  return info.has(text::kIsLineEnd) ||
         (is_label && (code_point == '|' || info.has(text::kIsSpace)));
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::string encode_value(std::string_view value, bool is_label) {
  if (value.empty()) return "_";
  if (value == "_") return "%5F";
  std::string column;
  for (std::size_t at = 0; at < value.size();) {
    const text::CodePoint code = text::code_point_at(value, at);
    const std::string_view bytes = value.substr(at, code.byte_size);
    if (must_be_encoded(code.value, is_label))
      append_hex(bytes, column);
    else
      column += bytes;
    at += code.byte_size;
  }
  return column;
}

std::optional<std::string> decode_value(std::string_view column) {
  if (column == "_") return std::string();
  std::string value;
  for (std::size_t at = 0; at < column.size(); ++at) {
    if (column[at] != '%') {
      value += column[at];
      continue;
    }
    if (at + 2 >= column.size()) return std::nullopt;
    const int high = hex_value(column[at + 1]), low = hex_value(column[at + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    value += static_cast<char>(high << 4 | low);
    at += 2;
  }
  if (!text::is_valid_utf8(value)) return std::nullopt;
  return value;
}

std::optional<std::uint64_t> read_number(std::string_view column) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(column.data(), column.data() + column.size(), number);
  if (error != std::errc() || end != column.data() + column.size()) return std::nullopt;
  return number;
}

}  // namespace waymark::format
