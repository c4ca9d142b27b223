// SPDX-License-Identifier: Apache-2.0
// Sixty-four bytes of text as bits, bit i for byte i: where words and marks begin and end, and what
// lies between them. Found for all bytes at once, so that the way through them holds no surprises
// for the machine.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "text/byte_block.h"
#include "text/byte_class.h"
#include "text/hash.h"
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

/// Bits of a whole window: the first and last bytes of pieces, and what they are.
struct WindowMasks {
  std::uint64_t starts = 0, lasts = 0;
  // At first bytes: what stands before the piece.
  std::uint64_t behind_space = 0, behind_line = 0, behind_blank_line = 0;
  // At last bytes: whether the piece has such, or is so.
  std::uint64_t letters = 0, lowers = 0, digits = 0;
  std::uint64_t upper_first = 0, two_uppers = 0, mixed = 0, all_digits = 0;
  std::uint64_t possessives = 0;
};

/// The bytes of a window as they are folded, and what shows the shape of most pieces.
struct WindowBytes {
  std::array<char, kWindowSize + 8> lowered{};  ///< A–Z as a–z; more are read when hashing
  std::array<char, kWindowSize + 8> codes{};    ///< behind one byte: bits of WindowCode a byte
};

/// What letters differ in that are one small and one a capital.
inline constexpr char kCaseBit = 0x20;

enum WindowCode : std::uint8_t {
  kCodeWord = 1u << 0,  ///< a letter, digit or '_'
  kCodeCapital = kCaseBit,
  kCodeSpace = 1u << 1,
  kCodeLine = 1u << 2,  ///< a space that ends a line
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
    Seen seen;
    for (std::size_t i = 0; i < kWindowSize; i += Block::kSize)
      see(Block(bytes + i), out.lowered.data() + i, out.codes.data() + 1 + i, i, seen);
    join(seen, bytes);
    find_pieces(seen);
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

  /// All that shapes tell, of all pieces at once.
  [[nodiscard]] WindowMasks masks() const {
    const std::uint64_t possessives = possessives_ << 1;
    const std::uint64_t runs = words_ & ~(possessives_ | possessives);
    const auto of_runs = [runs](std::uint64_t some) { return carry(some & runs, runs) >> 1; };
    const std::uint64_t letters = words_ & ~fillers_, lowers = letters & ~uppers_;
    // Adding bits to a run clears the first of them and leaves the others.
    const std::uint64_t firsts = letters & ~(runs + (letters & runs));
    const std::uint64_t more_uppers = uppers_ & (runs + (uppers_ & runs));
    const std::uint64_t have_letters = of_runs(letters), have_digits = of_runs(digits_);
    return {starts_,
            lasts_,
            spaces_ << 1,
            lines_ << 1 | behind_lines_,
            behind_blank_lines_,
            have_letters,
            of_runs(lowers),
            have_digits,
            of_runs(firsts & uppers_),
            of_runs(more_uppers),
            of_runs(after_lowers(lowers, fillers_) & uppers_),
            have_digits & ~have_letters & ~of_runs(odd_),
            possessives};
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
  using Truths = typename Block::Truths;

  static std::uint32_t lowest_of(std::uint64_t bits) {
    return static_cast<std::uint32_t>(std::countr_zero(bits));
  }

  struct Seen {
    std::uint64_t joiners = 0, odd_joiners = 0, others = 0;
  };

  WAYMARK_FLAT void see(const Block& block, char* lowered, char* codes, std::size_t at,
                        Seen& seen) {
    const auto put = [at](const Truths& truths, std::uint64_t& mask)
                         WAYMARK_FLAT { mask |= std::uint64_t{truths.mask()} << at; };
    const Block small = block.with_bit(kCaseBit);
    const Truths letters = small.lies_between('a', 'z');
    const Block lower = block.with_bit(letters, kCaseBit);
    lower.store(lowered);
    const Block capitals = block.bits_added_in(lower);
    const Truths digits = block.lies_between('0', '9');
    const Truths underscores = block.is('_');
    const Truths words = letters | digits | underscores;
    const Truths lines = block.is('\n');
    const Truths spaces = lines | block.is(' ') | block.is('\t');
    if constexpr (Block::kSize < kWindowSize)  // else masks() are at hand in one look
      capitals.with_bit(words, kCodeWord)
          .with_bit(spaces, kCodeSpace)
          .with_bit(lines, kCodeLine)
          .store(codes);
    put(capitals.has_bit(kCaseBit), uppers_);
    put(digits, digits_);
    put(underscores, odd_);
    put(words, words_);
    // A comma is a stop without this bit.
    const Truths odd_joiners = block.is('\'') | block.is(';');
    put(block.with_bit('.' ^ ',').is('.') | odd_joiners, seen.joiners);
    put(odd_joiners, seen.odd_joiners);
    put(lines, lines_);
    put(spaces, spaces_);
    put(block.is_no_print() | small.is('`'), seen.others);  // '`' and '@'
  }

  // Marks that join what stands around them are of the word.
  void join(Seen& seen, const char* bytes) {
    seen.others &= ~spaces_;
    seen.others |= seen.joiners & seen.others >> 1;  // it may join what is not plain
    fillers_ = digits_ | odd_;
    std::uint64_t between = seen.joiners & words_ << 1 & words_ >> 1;
    for (; between != 0; between &= between - 1) {
      const char* at = bytes + lowest_of(between);
      if (!joins(byte_bits(at[-1]) & byte_bits(at[1]), byte_bits(*at))) continue;
      const std::uint64_t mark = between & (~between + 1);
      fillers_ |= mark;
      if (*at == '\'' && (at[1] | kCaseBit) == 's') possessives_ |= mark;
    }
    odd_ |= fillers_ & seen.odd_joiners;
    words_ |= fillers_;
  }

  void find_pieces(const Seen& seen) {
    // The last byte is not taken: what stands behind it may join.
    constexpr std::uint64_t kEnd = std::uint64_t{1} << (kWindowSize - 1);
    plain_end_ = static_cast<std::size_t>(std::countr_zero(seen.others | kEnd));
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
