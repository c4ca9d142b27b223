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
  std::string_view utf8_;
  OffsetUnit unit_;
  std::vector<std::uint32_t> block_units_;  // units before each block; empty if units are bytes
};

/// Answers as a map does, for bytes that mostly rise, as the ends of tokens do: what lies between
/// two is counted once, and what lies behind the last one is not.
/// Lifetime: refers to the text, which must outlive it.
class OffsetWalk {
 public:
  /// Requires: as OffsetMap.
  OffsetWalk(std::string_view utf8, OffsetUnit unit) : utf8_(utf8), unit_(unit) {}

  /// As OffsetMap::from_byte.
  [[nodiscard]] std::uint32_t from_byte(std::uint32_t byte) {
    if (unit_ == OffsetUnit::kByte) return byte;
    if (byte < byte_) return map().from_byte(byte);
    if (byte > ascii_end_) count_to(byte);
    return units_ + (byte - byte_);
  }

  /// Bytes [begin, begin + size) behind which, and before which, each is a unit.
  struct Stretch {
    std::uint32_t begin = 0, size = 0;
    std::uint32_t to_units = 0;  ///< is added to a byte, and may wrap
  };
  /// The one that holds the last byte asked for, as far as it is known.
  [[nodiscard]] Stretch stretch() const {
    constexpr std::uint32_t kAll = 0xFFFFFFFFu;
    if (unit_ == OffsetUnit::kByte) return {0, kAll, 0};
    return {byte_, ascii_end_ - byte_ + 1, units_ - byte_};
  }

  /// For bytes in any order; made when it is first asked for.
  [[nodiscard]] const OffsetMap& map() { return map_ ? *map_ : map_.emplace(utf8_, unit_); }

 private:
  void count_to(std::uint32_t byte);

  std::string_view utf8_;
  OffsetUnit unit_;
  std::optional<OffsetMap> map_;
  std::uint32_t byte_ = 0;       // the last that had to be counted
  std::uint32_t units_ = 0;      // before it
  std::uint32_t ascii_end_ = 0;  // up to here each byte behind it is a unit
};

}  // namespace waymark::text
