// SPDX-License-Identifier: Apache-2.0
// Sixty-four bytes of text as bits, bit i for byte i: where words and marks begin and end, and what
// lies between them. Found for all bytes at once, so that the way through them holds no surprises
// for the machine.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "text/hash.h"
#include "text/token.h"
#include "text/window_bytes.h"

namespace waymark::text {

/// A word, or a mark of one byte; of a word with a possessive either part.
struct WindowPiece {
  std::uint32_t at = 0, last = 0;  ///< its first and last byte
  [[nodiscard]] std::uint32_t size() const { return last + 1 - at; }
};

/// Bits of a piece, bit i for its byte i.
struct WindowBits {
  std::uint64_t letters = 0, uppers = 0;
  std::uint64_t fillers = 0;  ///< what is no letter: digits, '_', marks that join
  std::uint64_t digits = 0;
  std::uint64_t odd = 0;  ///< fillers that stand in no number: '_', "'", ';'
};

/// Where a letter would stand behind a small one, fillers between them left out. The bits of small
/// letters and of fillers.
[[nodiscard]] inline std::uint64_t after_lowers(std::uint64_t lowers, std::uint64_t fillers) {
  const std::uint64_t next = lowers << 1;
  // Adding carries a letter's bit through the fillers behind it.
  return next | (((next & fillers) + fillers) & ~fillers);
}

/// Bits of a whole window: where pieces begin, the bytes behind them, and what they are.
struct WindowMasks {
  std::uint64_t starts = 0, ends = 0;
  // At first bytes: what stands before the piece. Other bytes may have the bits too.
  std::uint64_t behind_space = 0, behind_line = 0, behind_blank_line = 0;
  // At ends: whether the piece has such, or is so. Bytes that are no ends may have the bits too.
  std::uint64_t letters = 0, lowers = 0, digits = 0;
  std::uint64_t upper_first = 0, two_uppers = 0, mixed = 0, all_digits = 0;
  std::uint64_t possessives = 0;
};

/// The shapes of pieces, by the codes of their first byte and, in the low byte, of the byte before.
inline constexpr std::uint64_t kShapeCodes =
    kCodeSpace | kCodeLine | (kCodeCapital | kCodeWord) << 8;
inline constexpr std::array<std::uint32_t, kShapeCodes + 1> kWindowShapes = [] {
  std::array<std::uint32_t, kShapeCodes + 1> shapes{};
  for (std::uint64_t codes = 0; codes < shapes.size(); ++codes) {
    const std::uint64_t first = codes >> 8;
    shapes[codes] = kAscii |
                    ((first & kCodeWord) != 0 ? kLetter | kLatin | kHasLower : kPunctuation) |
                    ((first & kCodeCapital) != 0 ? kUpperFirst : 0u) |
                    ((codes & kCodeSpace) != 0 ? kSpaceBefore : 0u) |
                    ((codes & kCodeLine) != 0 ? kNewlineBefore : 0u);
  }
  return shapes;
}();

/// The shape of a piece that begins at byte `at`, unless there is something special about it or
/// the space before it.
[[nodiscard]] inline std::uint32_t common_shape(const WindowBytes& bytes, std::uint32_t at) {
  return kWindowShapes[load_little_endian(bytes.codes.data() + at, 2) & kShapeCodes];
}

/// Looked at in blocks: ByteBlock, or where the machine has them WideByteBlock or FullByteBlock.
/// Requires: a token or a space begins at the first byte.
template <class Block>
class WordWindow {
 public:
  /// Says in `out` what it reads.
  /// Requires: kWindowSize readable bytes, an `out` whose first code is zero.
  WAYMARK_FLAT WordWindow(const char* bytes, WindowBytes& out) {
    ByteMasks are = ByteLook<Block>::find(bytes, out);
    words_ = are.words, uppers_ = are.uppers, digits_ = are.digits, odd_ = are.underscores;
    spaces_ = are.spaces, lines_ = are.lines;
    join(are);
    find_pieces(are.others);
    find_spaces();
  }

  /// The pieces that are surely whole: those that don't touch the window's end, or a byte that is
  /// not plain.
  [[nodiscard]] std::uint32_t piece_count() const {
    return static_cast<std::uint32_t>(std::popcount(lasts_));
  }
  /// Where the last of them ends. Requires: there is one.
  [[nodiscard]] std::uint32_t pieces_end() const {
    return static_cast<std::uint32_t>(kWindowSize) -
           static_cast<std::uint32_t>(std::countl_zero(lasts_));
  }

  /// Gives one piece after another; behind the last one what does no harm.
  class Pieces {
   public:
    explicit Pieces(const WordWindow& window) : starts_(window.starts_), lasts_(window.lasts_) {}
    WindowPiece take() {
      const WindowPiece piece{lowest_of(starts_), lowest_of(lasts_)};
      starts_ &= starts_ - 1;
      lasts_ &= lasts_ - 1;
      return piece;
    }

   private:
    std::uint64_t starts_, lasts_;
  };

  /// All that shapes tell, of all pieces at once. Pieces that are not surely whole are there too.
  [[nodiscard]] WindowMasks masks() const {
    const std::uint64_t runs = words_ & ~(possessives_ | possessives_ << 1);
    const auto of_runs = [runs](std::uint64_t some) { return carry(some, runs); };
    const std::uint64_t letters = words_ & ~fillers_, lowers = letters & ~uppers_;
    // Adding bits to a run clears the first of them and leaves the others.
    const std::uint64_t firsts = letters & ~(letters + runs);
    const std::uint64_t more_uppers = uppers_ & (uppers_ + runs);
    const std::uint64_t line_sums = lines_ + spaces_;
    return {starts_,
            lasts_ << 1,
            spaces_ << 1,
            line_sums & ~spaces_,
            carry(line_sums & lines_, spaces_),
            of_runs(letters),
            of_runs(lowers),
            of_runs(digits_),
            of_runs(firsts & uppers_),
            of_runs(more_uppers),
            of_runs(after_lowers(lowers, fillers_) & uppers_),
            of_runs(digits_) & ~of_runs(letters | (odd_ & runs)),
            possessives_ << 2};
  }

  /// Visits the pieces whose shape is not the common one, each with its number: words of more than
  /// small letters, which may stand behind a capital, and what is cut off as a possessive.
  template <class Use>
  WAYMARK_FLAT void each_special(Use use) const {
    for (std::uint64_t rest = special_lasts_; rest != 0; rest &= rest - 1) {
      const std::uint64_t up_to = rest ^ (rest - 1);
      const auto at = static_cast<std::uint32_t>(kWindowSize - 1) -
                      static_cast<std::uint32_t>(std::countl_zero(starts_ & up_to));
      use(std::popcount(lasts_ & up_to) - 1, WindowPiece{at, lowest_of(rest)});
    }
  }
  [[nodiscard]] bool is_possessive(const WindowPiece& piece) const {
    return (possessives_ >> piece.at & 1) != 0;
  }
  [[nodiscard]] WindowBits bits_of(const WindowPiece& piece) const {
    const std::uint64_t all = ~std::uint64_t{0} >> (kWindowSize - piece.size());
    const auto bits = [&](std::uint64_t mask) { return mask >> piece.at & all; };
    return {bits(~fillers_), bits(uppers_), bits(fillers_), bits(digits_), bits(odd_)};
  }

  /// Visits the pieces before which a line ends but does not touch them, or several end, each with
  /// its number and what it has of kNewlineBefore and kBlankLineBefore.
  template <class Use>
  WAYMARK_FLAT void each_behind_lines(Use use) const {
    for (std::uint64_t rest = behind_lines_; rest != 0; rest &= rest - 1) {
      const std::uint64_t up_to = rest ^ (rest - 1);
      const bool is_blank = (behind_blank_lines_ & up_to & rest) != 0;
      use(std::popcount(starts_ & up_to) - 1, kNewlineBefore | (is_blank ? kBlankLineBefore : 0u));
    }
  }

  /// Where the first byte is that is not plain: '@' and '`', control characters, all beyond ASCII.
  [[nodiscard]] std::size_t plain_end() const { return plain_end_; }
  /// Whether all bytes are plain, as far as was looked.
  [[nodiscard]] bool is_plain() const { return plain_end_ == kWindowSize - 1; }

 private:
  static std::uint32_t lowest_of(std::uint64_t bits) {
    return static_cast<std::uint32_t>(std::countr_zero(bits));
  }

  // Marks that join what stands around them are of the word.
  void join(ByteMasks& are) {
    are.others |= are.joiners & are.others >> 1;  // it may join what is not plain
    const std::uint64_t letters = words_ & ~(digits_ | odd_);
    const std::uint64_t joined = (are.joiners & digits_ << 1 & digits_ >> 1) |
                                 (are.letter_joiners & letters << 1 & letters >> 1);
    fillers_ = digits_ | odd_ | joined;
    possessives_ = joined & are.letter_joiners & are.odd_joiners & are.esses >> 1;
    odd_ |= joined & are.odd_joiners;
    words_ |= joined;
  }

  void find_pieces(std::uint64_t others) {
    // The last byte is not taken: what stands behind it may join.
    constexpr std::uint64_t kEnd = std::uint64_t{1} << (kWindowSize - 1);
    plain_end_ = static_cast<std::size_t>(std::countr_zero(others | kEnd));
    if (plain_end_ == 0) return;
    const std::uint64_t marks = ~(words_ | spaces_);
    const std::uint64_t firsts = words_ & ~(words_ << 1), lasts = words_ & ~(words_ >> 1);
    lasts_ = (lasts | marks) & ((std::uint64_t{1} << (plain_end_ - 1)) - 1);
    possessives_ &= lasts_ >> 1;
    // One capital before small letters is nothing special.
    special_lasts_ = carry((uppers_ & (~firsts | lasts)) | fillers_, words_) >> 1 & lasts_;
    special_lasts_ |= possessives_ >> 1;
    const std::uint64_t whole = lasts_ == 0 ? 0 : ~std::uint64_t{0} >> std::countl_zero(lasts_);
    lasts_ |= possessives_ >> 1;
    starts_ = (firsts | marks | possessives_) & whole;
  }

  // The byte behind each run that has some of the bits.
  static std::uint64_t carry(std::uint64_t some, std::uint64_t runs) {
    return (some + runs) & ~runs;
  }

  void find_spaces() {
    // Of the line ends of a run, adding them to it clears the first.
    behind_blank_lines_ = carry((lines_ + spaces_) & lines_, spaces_) & starts_;
    behind_lines_ = (carry(lines_, spaces_) & ~(lines_ << 1) & starts_) | behind_blank_lines_;
  }

  std::uint64_t words_ = 0, uppers_ = 0, fillers_ = 0, digits_ = 0, odd_ = 0;
  std::uint64_t spaces_ = 0, lines_ = 0;
  std::uint64_t starts_ = 0, lasts_ = 0;  // first and last bytes of pieces
  std::uint64_t possessives_ = 0;         // first bytes of those that are cut off
  std::uint64_t special_lasts_ = 0;       // last bytes of special pieces
  std::uint64_t behind_lines_ = 0, behind_blank_lines_ = 0;  // first bytes of pieces
  std::size_t plain_end_ = 0;
};

}  // namespace waymark::text
