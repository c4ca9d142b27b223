// SPDX-License-Identifier: Apache-2.0
// Sixty-four bytes of text as bits, bit i for byte i: where words and marks begin and end, and what
// lies between them. Found for all bytes at once, so that the way through them holds no surprises
// for the machine.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "text/byte_block.h"
#include "text/byte_class.h"
#include "text/token.h"

// What becomes part of its caller, which may be WAYMARK_WIDE: gcc flattens that on its own, clang
// would call a function for every question that a block is asked.
#if defined(__clang__)
#define WAYMARK_FLAT __attribute__((always_inline))
#else
#define WAYMARK_FLAT
#endif

namespace waymark::text {

inline constexpr std::size_t kWindowSize = 64;

/// A word, or a mark of one byte.
struct WindowPiece {
  std::uint32_t at = 0, size = 0;     ///< bytes
  std::uint64_t first = 0, last = 0;  ///< the bits of its first and last byte
};

/// Bits of a piece, bit i for its byte i.
struct WindowBits {
  std::uint64_t letters = 0, uppers = 0;
  std::uint64_t fillers = 0;  ///< what is no letter: digits, '_', marks that join

  /// Forgets all but the first bytes. Requires: 0 < size < kWindowSize.
  void keep(std::size_t size) {
    const std::uint64_t kept = (std::uint64_t{1} << size) - 1;
    letters &= kept, uppers &= kept, fillers &= kept;
  }
};

/// Looked at in blocks: ByteBlock, or WideByteBlock where the machine has them.
/// Requires: a token or a space begins at the first byte.
template <class Block>
class WordWindow {
 public:
  /// Puts the bytes with A–Z as a–z into `lowered`.
  /// Requires: kWindowSize readable bytes, room for as many.
  WAYMARK_FLAT WordWindow(const char* bytes, char* lowered) {
    Seen seen;
    for (std::size_t i = 0; i < kWindowSize; i += Block::kSize)
      see(Block(bytes + i), lowered + i, i, seen);
    join(seen, bytes);
    find_tokens(seen);
    find_spaces(seen);
  }

  /// Whether all pieces are taken that are surely whole: none of those that touch the window's end,
  /// or a byte that is not plain.
  [[nodiscard]] bool empty() const { return lasts_ == 0; }
  /// Requires: !empty().
  WindowPiece take() {
    const auto at = static_cast<std::uint32_t>(std::countr_zero(starts_));
    const auto last = static_cast<std::uint32_t>(std::countr_zero(lasts_));
    const WindowPiece piece{at, last + 1 - at, lowest(starts_), lowest(lasts_)};
    starts_ &= starts_ - 1;
    lasts_ &= lasts_ - 1;
    return piece;
  }

  [[nodiscard]] bool is_word(const WindowPiece& piece) const { return (words_ & piece.first) != 0; }
  [[nodiscard]] bool begins_with_capital(const WindowPiece& piece) const {
    return (uppers_ & piece.first) != 0;
  }
  /// Whether it is a word of more than small letters, which may stand behind a capital.
  [[nodiscard]] bool is_special(const WindowPiece& piece) const {
    return (special_lasts_ & piece.last) != 0;
  }
  /// What it has of kSpaceBefore, kNewlineBefore and kBlankLineBefore.
  [[nodiscard]] std::uint32_t space_before(const WindowPiece& piece) const {
    if ((after_line_ & piece.first) == 0)
      return (after_space_ & piece.first) != 0 ? std::uint32_t{kSpaceBefore} : 0;
    return (after_blank_line_ & piece.first) != 0 ? kSpaceBefore | kNewlineBefore | kBlankLineBefore
                                                  : kSpaceBefore | kNewlineBefore;
  }

  [[nodiscard]] WindowBits bits_of(const WindowPiece& piece) const {
    const std::uint64_t all = ~std::uint64_t{0} >> (kWindowSize - piece.size);
    const std::uint64_t fillers = fillers_ >> piece.at & all;
    return {all & ~fillers, uppers_ >> piece.at & all, fillers};
  }

  /// Where the first byte is that is not plain: '@' and '`', control characters, all beyond ASCII.
  [[nodiscard]] std::size_t plain_end() const { return plain_end_; }
  /// Whether all bytes are plain, as far as was looked.
  [[nodiscard]] bool is_plain() const { return plain_end_ == kWindowSize - 1; }

 private:
  using Truths = typename Block::Truths;

  static std::uint64_t lowest(std::uint64_t bits) { return bits & (~bits + 1); }

  struct Seen {
    std::uint64_t joiners = 0, spaces = 0, lines = 0, others = 0;
  };

  WAYMARK_FLAT void see(const Block& block, char* lowered, std::size_t at, Seen& seen) {
    const auto put = [at](const Truths& truths, std::uint64_t& mask)
                         WAYMARK_FLAT { mask |= std::uint64_t{truths.mask()} << at; };
    const Truths capitals = block.lies_between('A', 'Z');
    const Block lower = block.with_bit(capitals, 0x20);
    lower.store(lowered);
    const Truths fillers = block.lies_between('0', '9') | block.is('_');
    const Truths lines = block.is('\n');
    put(capitals, uppers_);
    put(fillers, fillers_);
    put(fillers | lower.lies_between('a', 'z'), words_);
    put(block.is('.') | block.is('\'') | block.is(',') | block.is(';'), seen.joiners);
    put(lines, seen.lines);
    put(lines | block.is(' ') | block.is('\t'), seen.spaces);
    put(block.lies_up_to(0x1F) | block.is('@') | block.is('`') | block.lies_beyond_ascii(),
        seen.others);
  }

  // Marks that join what stands around them are of the word.
  void join(Seen& seen, const char* bytes) {
    seen.others &= ~seen.spaces;
    seen.others |= seen.joiners & seen.others >> 1;  // it may join what is not plain
    std::uint64_t between = seen.joiners & words_ << 1 & words_ >> 1;
    for (; between != 0; between &= between - 1) {
      const char* at = bytes + std::countr_zero(between);
      if (joins(byte_bits(at[-1]) & byte_bits(at[1]), byte_bits(*at))) fillers_ |= lowest(between);
    }
    words_ |= fillers_;
  }

  void find_tokens(const Seen& seen) {
    // The last byte is not taken: what stands behind it may join.
    constexpr std::uint64_t kEnd = std::uint64_t{1} << (kWindowSize - 1);
    plain_end_ = static_cast<std::size_t>(std::countr_zero(seen.others | kEnd));
    if (plain_end_ == 0) return;
    const std::uint64_t marks = ~(words_ | seen.spaces);
    const std::uint64_t whole = (std::uint64_t{1} << (plain_end_ - 1)) - 1;
    starts_ = (words_ & ~(words_ << 1)) | marks;
    lasts_ = ((words_ & ~(words_ >> 1)) | marks) & whole;
    // One capital before small letters is nothing special.
    const std::uint64_t firsts = words_ & ~(words_ << 1), lasts = words_ & ~(words_ >> 1);
    special_lasts_ = carry((uppers_ & (~firsts | lasts)) | fillers_, words_) >> 1;
  }

  // The byte behind each run that has some of the bits.
  static std::uint64_t carry(std::uint64_t some, std::uint64_t runs) {
    return (some + runs) & ~runs;
  }

  void find_spaces(const Seen& seen) {
    after_space_ = seen.spaces << 1;
    after_line_ = carry(seen.lines, seen.spaces);
    // Of the line ends of a run, adding them to it clears the first.
    after_blank_line_ = carry((seen.lines + seen.spaces) & seen.lines, seen.spaces);
  }

  std::uint64_t words_ = 0, uppers_ = 0, fillers_ = 0;
  std::uint64_t starts_ = 0, lasts_ = 0;  // first and last bytes of what is still to be taken
  std::uint64_t special_lasts_ = 0;       // last bytes of special words
  std::uint64_t after_space_ = 0, after_line_ = 0, after_blank_line_ = 0;
  std::size_t plain_end_ = 0;
};

}  // namespace waymark::text
