// SPDX-License-Identifier: Apache-2.0
// The way between bytes, in which waymark counts, and code points or UTF-16 units, in which others
// do. One map serves a whole document, in any order of questions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace waymark::text {

/// What offsets count.
enum class OffsetUnit : std::uint8_t { kByte, kCodePoint, kUtf16 };

/// Lifetime: refers to the text, which must outlive it.
class OffsetMap {
 public:
  /// Requires: valid UTF-8, shorter than 4 GiB.
  OffsetMap(std::string_view utf8, OffsetUnit unit);

  /// The units before a byte. Requires: byte <= size of the text, between two code points.
  [[nodiscard]] std::uint32_t from_byte(std::uint32_t byte) const;

  /// The byte before which there are `offset` units; nothing if the text is shorter, or if it would
  /// lie inside a code point.
  [[nodiscard]] std::optional<std::uint32_t> to_byte(std::uint64_t offset) const;

 private:
  friend class OffsetWalk;
  [[nodiscard]] std::uint32_t units_at(std::size_t byte) const;
  [[nodiscard]] std::uint32_t units_between(std::size_t begin, std::size_t end) const;

  std::string_view utf8_;
  OffsetUnit unit_;
  std::vector<std::uint32_t> block_units_;  // units before each block; empty if units are bytes
};

/// Asks a map for bytes that mostly rise, as the ends of tokens do: what lies between two is
/// counted once. Lifetime: refers to the map.
class OffsetWalk {
 public:
  explicit OffsetWalk(const OffsetMap& map) : map_(map) {}

  /// As OffsetMap::from_byte.
  [[nodiscard]] std::uint32_t from_byte(std::uint32_t byte) {
    if (map_.unit_ == OffsetUnit::kByte) return byte;
    if (byte < byte_) return map_.from_byte(byte);
    if (byte > ascii_end_) count_to(byte);
    return units_ + (byte - byte_);
  }

 private:
  void count_to(std::uint32_t byte);

  const OffsetMap& map_;
  std::uint32_t byte_ = 0;       // the last that had to be counted
  std::uint32_t units_ = 0;      // before it
  std::uint32_t ascii_end_ = 0;  // up to here each byte behind it is a unit
};

}  // namespace waymark::text
