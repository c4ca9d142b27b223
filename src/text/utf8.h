// SPDX-License-Identifier: Apache-2.0
// UTF-8 as bytes: is it well-formed, where does the next code point begin, how many are there. Text
// is validated once when it enters; everything later steps through it without looking for faults
// again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::text {

inline constexpr std::size_t kAllValid = static_cast<std::size_t>(-1);

/// The first byte that doesn't belong to a well-formed sequence (of a broken sequence: its first
/// byte); kAllValid if there is none. Source: Unicode Standard, table 3-7 (no surrogates, no
/// overlong forms, nothing above U+10FFFF).
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view bytes);
[[nodiscard]] inline bool is_valid_utf8(std::string_view bytes) {
  return find_invalid_utf8(bytes) == kAllValid;
}

/// A code point and the number of bytes it takes.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t byte_size = 1;
};

/// The code point that begins at `at`.
/// Requires: valid UTF-8, at a boundary, at < utf8.size().
[[nodiscard]] inline CodePoint code_point_at(std::string_view utf8, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(utf8[at + i]));
  };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xE0) return {(first & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  if (first < 0xF0) {
    return {(first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  }
  return {(first & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F),
          4};
}

/// Whether no code point is cut by a border before byte `at`.
[[nodiscard]] inline bool is_code_point_boundary(std::string_view utf8, std::size_t at) {
  return at >= utf8.size() || (static_cast<unsigned char>(utf8[at]) & 0xC0) != 0x80;
}

/// The first byte from `at` on that is not ASCII; the size if there is none. Units: bytes.
[[nodiscard]] std::size_t end_of_ascii(std::string_view bytes, std::size_t at);

/// Units: the result counts code points; of text that isn't valid, bytes that begin one.
[[nodiscard]] std::size_t count_code_points(std::string_view utf8);

/// Requires: a Unicode scalar value.
void append_utf8(char32_t code_point, std::string& out);

}  // namespace waymark::text
