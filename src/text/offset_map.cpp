// SPDX-License-Identifier: Apache-2.0
// Units are counted once at every 64th byte; a question counts on from there. Of a text in ASCII
// nothing is kept, since all units are bytes.
#include "text/offset_map.h"

#include <algorithm>
#include <cassert>

#include "text/hash.h"
#include "text/utf8.h"

namespace waymark::text {
namespace {

constexpr std::size_t kBlockSize = 64;
constexpr std::uint64_t kOnes = 0x0101010101010101ull;

/// The units that begin in eight bytes: code points begin where a byte is none of 10xxxxxx; those
/// of four bytes are two units of UTF-16.
std::uint32_t units_in(std::uint64_t bytes, bool is_utf16) {
  const std::uint64_t tails = bytes >> 7 & ~(bytes >> 6) & kOnes;
  const std::uint64_t longest = bytes >> 7 & bytes >> 6 & bytes >> 5 & bytes >> 4 & kOnes;
  // The product has the sum of all bytes on top.
  const std::uint64_t units = 8 - (tails * kOnes >> 56) + (is_utf16 ? longest * kOnes >> 56 : 0);
  return static_cast<std::uint32_t>(units);
}

// The units of the code point that begins at `byte`; 0 if none begins there.
std::uint32_t units_at(std::string_view utf8, OffsetUnit unit, std::size_t byte) {
  const auto c = static_cast<unsigned char>(utf8[byte]);
  if ((c & 0xC0) == 0x80) return 0;
  return unit == OffsetUnit::kUtf16 && c >= 0xF0 ? 2 : 1;
}

std::uint32_t units_between(std::string_view utf8, OffsetUnit unit, std::size_t begin,
                            std::size_t end) {
  std::uint32_t units = 0;
  const bool is_utf16 = unit == OffsetUnit::kUtf16;
  for (; begin + 8 <= end; begin += 8)
    units += units_in(load_little_endian(utf8.data() + begin, 8), is_utf16);
  if (begin == end) return units;
  if (begin + 8 > utf8.size()) {
    for (; begin < end; ++begin) units += units_at(utf8, unit, begin);
    return units;
  }
  // The bytes behind `end` are read as zeros, which count one each.
  const std::size_t size = end - begin;
  const std::uint64_t mask = (std::uint64_t{1} << (8 * size)) - 1;
  const std::uint64_t bytes = load_little_endian(utf8.data() + begin, 8) & mask;
  return units + units_in(bytes, is_utf16) - static_cast<std::uint32_t>(8 - size);
}

}  // namespace

OffsetMap::OffsetMap(std::string_view utf8, OffsetUnit unit) : utf8_(utf8), unit_(unit) {
  assert(utf8.size() <= UINT32_MAX);
  std::size_t ascii_end = unit == OffsetUnit::kByte ? utf8.size() : end_of_ascii(utf8, 0);
  if (ascii_end == utf8.size()) {
    unit_ = OffsetUnit::kByte;
    return;
  }
  block_units_.reserve(utf8.size() / kBlockSize + 1);
  std::uint32_t units = 0;
  for (std::size_t block = 0; block <= utf8.size(); block += kBlockSize) {
    block_units_.push_back(units);
    const std::size_t end = std::min(block + kBlockSize, utf8.size());
    if (end <= ascii_end) {
      units += static_cast<std::uint32_t>(end - block);
    } else {
      units += units_between(utf8, unit, block, end);
      ascii_end = end_of_ascii(utf8, end);
    }
  }
}

void OffsetWalk::count_to(std::uint32_t byte) {
  while (byte > ascii_end_) {
    units_ += ascii_end_ - byte_;
    byte_ = static_cast<std::uint32_t>(std::min<std::size_t>(ascii_end_ + kBlockSize, byte));
    units_ += units_between(utf8_, unit_, ascii_end_, byte_);
    ascii_end_ = static_cast<std::uint32_t>(end_of_ascii(utf8_, byte_));
  }
}

std::uint32_t OffsetMap::from_byte(std::uint32_t byte) const {
  assert(byte <= utf8_.size() && is_code_point_boundary(utf8_, byte));
  if (unit_ == OffsetUnit::kByte) return byte;
  return block_units_[byte / kBlockSize] +
         units_between(utf8_, unit_, byte - byte % kBlockSize, byte);
}

std::optional<std::uint32_t> OffsetMap::to_byte(std::uint64_t offset) const {
  if (unit_ == OffsetUnit::kByte) {
    if (offset > utf8_.size() || !is_code_point_boundary(utf8_, offset)) return std::nullopt;
    return static_cast<std::uint32_t>(offset);
  }
  const auto block = std::upper_bound(block_units_.begin(), block_units_.end(), offset) - 1;
  std::uint64_t units = *block;
  auto byte = static_cast<std::size_t>(block - block_units_.begin()) * kBlockSize;
  for (; byte < utf8_.size(); ++byte) {
    const std::uint32_t here = units_at(utf8_, unit_, byte);
    if (here > 0 && units >= offset) break;
    units += here;
  }
  if (units != offset) return std::nullopt;
  return static_cast<std::uint32_t>(byte);
}

}  // namespace waymark::text
