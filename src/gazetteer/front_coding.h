// SPDX-License-Identifier: Apache-2.0
// Sorted strings without their common beginnings: blocks of 8, of which the first string is whole
// and each other one says how much of the one before it it keeps. A string is found by its number.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace waymark::gazetteer {

void append_long_varint(std::uint64_t number, std::string& out);

/// Seven bits a byte, the low ones first; nearly all numbers are one byte.
inline void append_varint(std::uint64_t number, std::string& out) {
  if (number >= 0x80) return append_long_varint(number, out);
  out.push_back(static_cast<char>(number));
}

/// Reads a varint at `at`, which moves behind it. Gives false at the end of the bytes or beyond 32
/// bits.
[[nodiscard]] inline bool read_varint(std::string_view bytes, std::size_t& at,
                                      std::uint32_t& number) {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 35 && at < bytes.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    value |= std::uint64_t{byte & 0x7Fu} << shift;
    if ((byte & 0x80) != 0) continue;
    number = static_cast<std::uint32_t>(value);
    return value <= 0xFFFFFFFFu;
  }
  return false;
}

/// How many bytes two texts begin with alike.
[[nodiscard]] inline std::size_t shared_size(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t shared = 0;
  while (shared + 8 <= most && std::memcmp(a.data() + shared, b.data() + shared, 8) == 0)
    shared += 8;
  while (shared < most && a[shared] == b[shared]) ++shared;
  return shared;
}

/// Writes strings in the order given.
class FrontCoder {
 public:
  /// Makes room for so many strings of so many bytes in all.
  void reserve(std::size_t count, std::size_t byte_size);
  void add(std::string_view text);
  /// Adds what another one was given. Requires: whole blocks so far.
  void append(const FrontCoder& next);
  [[nodiscard]] std::uint32_t count() const { return count_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::string& blocks() const { return blocks_; }
  // The same, handed over.
  [[nodiscard]] std::string take_text() && { return std::move(text_); }
  [[nodiscard]] std::string take_blocks() && { return std::move(blocks_); }

 private:
  void append_sizes(std::size_t kept, std::size_t added);

  std::string text_, blocks_, last_;
  std::uint32_t count_ = 0;
};

/// Reads them from bytes that may be damaged.
/// Lifetime: refers to the bytes.
class FrontDecoder {
 public:
  FrontDecoder() = default;
  FrontDecoder(std::string_view text, std::string_view blocks) : text_(text), blocks_(blocks) {}

  /// String `number` into `out`. Gives false, and an empty string, where the bytes don't hold one
  /// in UTF-8.
  [[nodiscard]] bool decode(std::uint32_t number, std::string& out) const;

  /// The first of the `count` strings that is not less than `text`; `count` if there is none.
  [[nodiscard]] std::uint32_t lower_bound(std::string_view text, std::uint32_t count) const;

 private:
  struct Piece;
  [[nodiscard]] bool decode(std::uint32_t number, Piece& piece) const;

  std::string_view text_, blocks_;
};

}  // namespace waymark::gazetteer
