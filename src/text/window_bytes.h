// SPDX-License-Identifier: Apache-2.0
// Sixty-four bytes of text as bits, bit i for byte i: what each of them is.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

// What becomes part of its caller, which may be WAYMARK_WIDE: gcc flattens that on its own, clang
// would call a function for every question that a block is asked.
#if defined(__clang__)
#define WAYMARK_FLAT __attribute__((always_inline))
#else
#define WAYMARK_FLAT
#endif

namespace waymark::text {

inline constexpr std::size_t kWindowSize = 64;

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

/// What the bytes of a window are, bit i for byte i.
struct ByteMasks {
  std::uint64_t words = 0;  ///< letters, digits and '_'
  std::uint64_t uppers = 0, digits = 0, underscores = 0;
  std::uint64_t spaces = 0, lines = 0;  ///< lines: the spaces that end one
  std::uint64_t joiners = 0;            ///< marks that join digits
  std::uint64_t letter_joiners = 0;     ///< of them, those that join letters too
  std::uint64_t odd_joiners = 0;        ///< of them, those that stand in no number
  std::uint64_t esses = 0;
  std::uint64_t others = 0;  ///< not plain: '@' and '`', control characters, all beyond ASCII
};

/// Finds them in blocks, and says in `out` what it reads. Of a whole window at once in
/// full_byte_look.h.
template <class Block>
class ByteLook {
 public:
  WAYMARK_FLAT static ByteMasks find(const char* bytes, WindowBytes& out) {
    ByteMasks masks;
    for (std::size_t i = 0; i < kWindowSize; i += Block::kSize)
      see(Block(bytes + i), out.lowered.data() + i, out.codes.data() + 1 + i, i, masks);
    masks.others &= ~masks.spaces;
    return masks;
  }

 private:
  using Truths = typename Block::Truths;

  WAYMARK_FLAT static void see(const Block& block, char* lowered, char* codes, std::size_t at,
                               ByteMasks& masks) {
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
    capitals.with_bit(words, kCodeWord)
        .with_bit(spaces, kCodeSpace)
        .with_bit(lines, kCodeLine)
        .store(codes);
    put(capitals.has_bit(kCaseBit), masks.uppers);
    put(digits, masks.digits);
    put(underscores, masks.underscores);
    put(words, masks.words);
    const Truths apostrophes = block.is('\'');
    const Truths odd_joiners = apostrophes | block.is(';');
    // A comma is a stop without this bit.
    put(block.with_bit('.' ^ ',').is('.') | odd_joiners, masks.joiners);
    put(block.is('.') | apostrophes, masks.letter_joiners);
    put(odd_joiners, masks.odd_joiners);
    put(small.is('s'), masks.esses);
    put(lines, masks.lines);
    put(spaces, masks.spaces);
    put(block.is_no_print() | small.is('`'), masks.others);  // '`' and '@'
  }
};

}  // namespace waymark::text
