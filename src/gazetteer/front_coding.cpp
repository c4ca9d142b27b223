// SPDX-License-Identifier: Apache-2.0
// block := varint size, bytes, then up to 7 × (sizes, bytes); sizes := a byte, 16 × kept + size,
// where both are less than 16 and not both 15, or 255, varint kept, varint size.
#include "gazetteer/front_coding.h"

#include <algorithm>
#include <cstring>

#include "gazetteer/index_layout.h"
#include "gazetteer/large_memory.h"
#include "gazetteer/limits.h"
#include "text/byte_block.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kMostSmall = 15;
constexpr unsigned kLargeSizes = 0xFF;

}  // namespace

void append_long_varint(std::uint64_t number, std::string& out) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>((number & 0x7F) | 0x80);
  out += static_cast<char>(number);
}

void FrontCoder::reserve(std::size_t count, std::size_t byte_size) {
  reserve_large(text_, byte_size + 2 * count);  // sizes take a byte or two
  blocks_.reserve((count / layout::kBlockSize + 1) * sizeof(std::uint32_t));
}

void FrontCoder::append_sizes(std::size_t kept, std::size_t added) {
  if (kept <= kMostSmall && added <= kMostSmall && kept + added < 2 * kMostSmall) {
    text_ += static_cast<char>(kept << 4 | added);
  } else {
    text_ += static_cast<char>(kLargeSizes);
    append_varint(kept, text_);
    append_varint(added, text_);
  }
}

void FrontCoder::add(std::string_view text) {
  if (count_++ % layout::kBlockSize == 0) {
    auto offset = static_cast<std::uint32_t>(text_.size());
    blocks_.append(reinterpret_cast<const char*>(&offset), sizeof offset);
    append_varint(text.size(), text_);
    text_ += text;
  } else {
    const std::size_t kept_size = shared_size(last_, text);
    append_sizes(kept_size, text.size() - kept_size);
    text_.append(text.data() + kept_size, text.size() - kept_size);
  }
  last_.assign(text);
}

void FrontCoder::append(const FrontCoder& next) {
  const std::size_t before = text_.size();
  text_ += next.text_;
  for (std::size_t block = 0; block < next.blocks_.size(); block += sizeof(std::uint32_t)) {
    std::uint32_t offset = 0;
    std::memcpy(&offset, next.blocks_.data() + block, sizeof offset);
    offset += static_cast<std::uint32_t>(before);
    blocks_.append(reinterpret_cast<const char*>(&offset), sizeof offset);
  }
  last_ = next.last_;
  count_ += next.count_;
}

/// Strings are put together here: texts name things by the thousand a second, and a std::string
/// would be told its size sixteen times for each.
struct FrontDecoder::Piece {
  char bytes[kMaxFormBytes + text::ByteBlock::kSize];
  std::size_t size = 0;

  [[nodiscard]] std::string_view view() const { return {bytes, size}; }

  /// Nearly all are ASCII.
  [[nodiscard]] bool is_valid_utf8() const {
    constexpr std::size_t kBlock = text::ByteBlock::kSize;
    if (size > kBlock) return text::is_valid_utf8(view());
    const std::uint32_t beyond = text::ByteBlock(bytes).lies_beyond_ascii().mask();
    return (beyond & ((1u << size) - 1)) == 0 || text::is_valid_utf8(view());
  }
};

namespace {

/// Reads what FrontCoder::append_sizes wrote.
inline bool read_sizes(std::string_view bytes, std::size_t& at, std::uint32_t& kept,
                       std::uint32_t& added) {
  if (at >= bytes.size()) return false;
  const auto both = static_cast<unsigned char>(bytes[at++]);
  kept = both >> 4, added = both & 0xF;
  return both != kLargeSizes || (read_varint(bytes, at, kept) && read_varint(bytes, at, added));
}

/// Takes as many steps as are of small sizes, which nearly all are, and not at the end of the text.
/// Gives how many, at most `most`.
template <class Piece>
std::uint32_t add_small_steps(std::string_view text, std::size_t& at, std::uint32_t most,
                              Piece& piece) {
  constexpr std::size_t kStep = text::ByteBlock::kSize;  // a piece has room for as many more
  static_assert(kMostSmall < kStep && 2 * kMostSmall <= kMaxFormBytes);
  std::uint32_t count = 0;
  for (; count < most && text.size() - at > kStep; ++count) {
    const auto both = static_cast<unsigned char>(text[at]);
    const std::size_t kept = both >> 4, size = both & 0xF;
    if (both == kLargeSizes || kept > piece.size) break;
    std::memcpy(piece.bytes + kept, text.data() + at + 1, kStep);
    piece.size = kept + size;
    at += 1 + size;
  }
  return count;
}

/// Keeps `kept` bytes of the piece and adds the next `size` of the text.
template <class Piece>
bool add_to_piece(std::string_view text, std::size_t& at, std::uint32_t kept, std::uint32_t size,
                  Piece& piece) {
  constexpr std::size_t kStep = text::ByteBlock::kSize;  // a piece has room for as many more
  if (kept > piece.size || at > text.size() || size > text.size() - at ||
      size > kMaxFormBytes - kept)
    return false;
  // A copy of fixed size is one instruction.
  if (size <= kStep && text.size() - at >= kStep) {
    std::memcpy(piece.bytes + kept, text.data() + at, kStep);
  } else {
    std::memcpy(piece.bytes + kept, text.data() + at, size);
  }
  piece.size = kept + size;
  at += size;
  return true;
}

}  // namespace

bool FrontDecoder::decode(std::uint32_t number, Piece& piece) const {
  std::uint32_t offset = 0;
  std::size_t block = std::size_t{number / layout::kBlockSize} * sizeof offset;
  if (block + sizeof offset > blocks_.size()) return false;
  std::memcpy(&offset, blocks_.data() + block, sizeof offset);
  std::size_t at = offset;
  std::uint32_t kept = 0, size = 0;
  if (!read_varint(text_, at, size) || !add_to_piece(text_, at, kept, size, piece)) return false;
  std::uint32_t left = number % layout::kBlockSize;
  while ((left -= add_small_steps(text_, at, left, piece)) > 0) {
    if (!read_sizes(text_, at, kept, size)) return false;
    if (!add_to_piece(text_, at, kept, size, piece)) return false;
    --left;
  }
  return true;
}

bool FrontDecoder::decode(std::uint32_t number, std::string& out) const {
  Piece piece;
  const bool is_sound = decode(number, piece) && piece.is_valid_utf8();
  is_sound ? void(out.assign(piece.bytes, piece.size)) : out.clear();
  return is_sound;
}

std::uint32_t FrontDecoder::lower_bound(std::string_view text, std::uint32_t count) const {
  std::uint32_t begin = 0, end = count;
  while (begin < end) {
    std::uint32_t middle = begin + (end - begin) / 2;
    // Whole strings are cheap: as long as the search is wide it looks only at the first of a block.
    if (end - begin > 2 * layout::kBlockSize) middle -= middle % layout::kBlockSize;
    Piece probe;
    if (!decode(middle, probe)) probe.size = 0;
    if (probe.view() < text) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

}  // namespace waymark::gazetteer
