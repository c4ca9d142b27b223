// SPDX-License-Identifier: Apache-2.0
// The pieces of a window made tokens: all as if they were common words, in a loop that asks
// nothing; those few that are not are mended afterwards.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "text/hash.h"
#include "text/token.h"
#include "text/word_window.h"

namespace waymark::text {

/// Of a word of up to sixteen bytes: how its hash begins, and which of the last eight bytes that
/// are hashed are its own.
struct HashStart {
  std::uint64_t begin = 0, mask = 0;
};
inline constexpr std::array<HashStart, 17> kHashStarts = [] {
  std::array<HashStart, 17> starts{};
  for (std::size_t size = 0; size < starts.size(); ++size) {
    starts[size].begin = begin_hash(size);
    for (std::size_t i = 0; i < (size > 8 ? size - 8 : size); ++i)
      starts[size].mask |= std::uint64_t{0xFF} << (8 * i);
  }
  return starts;
}();

/// The hash of more than eight bytes that fold to themselves. Requires: eight readable bytes more.
[[nodiscard]] inline std::uint64_t hash_long(const char* bytes, std::size_t size) {
  if (size <= 16) {
    const HashStart& start = kHashStarts[size];
    const std::uint64_t hash = add_to_hash(start.begin, load_little_endian(bytes, 8));
    return finish_hash(add_to_hash(hash, load_little_endian(bytes + 8, 8) & start.mask));
  }
  std::uint64_t hash = begin_hash(size);
  for (; size > 8; bytes += 8, size -= 8) hash = add_to_hash(hash, load_little_endian(bytes, 8));
  return finish_hash(add_to_hash(hash, load_little_endian(bytes, 8) & kHashStarts[size].mask));
}

/// The same of any size.
[[nodiscard]] inline std::uint64_t hash_lowered(const char* bytes, std::size_t size) {
  if (size > 8) return hash_long(bytes, size);
  const HashStart& start = kHashStarts[size];
  return finish_hash(add_to_hash(start.begin, load_little_endian(bytes, 8) & start.mask));
}

/// One of many questions whose answers come as no one could guess: no branch.
[[nodiscard]] constexpr std::uint32_t bits_if(bool condition, std::uint32_t bits) {
  return (0u - static_cast<std::uint32_t>(condition)) & bits;
}

/// The shape of a word of ASCII.
[[nodiscard]] inline std::uint32_t shape_of_ascii(const WindowBits& bits) {
  const std::uint64_t lowers = bits.letters & ~bits.uppers;
  const std::uint64_t after_lower = after_lowers(lowers, bits.fillers);
  const bool has_letter = bits.letters != 0, has_digit = bits.digits != 0;
  return kAscii | bits_if(has_letter, kLetter | kLatin) | bits_if(lowers != 0, kHasLower) |
         bits_if(has_letter && lowers == 0, kAllUpper) |
         bits_if((bits.letters & (~bits.letters + 1) & bits.uppers) != 0, kUpperFirst) |
         bits_if((bits.uppers & (bits.uppers - 1)) != 0, kTwoUpper) |
         bits_if((after_lower & bits.uppers) != 0, kMixedInside) | bits_if(has_digit, kHasDigit) |
         bits_if(!has_letter && !has_digit, kPunctuation) |
         bits_if(!has_letter && has_digit && bits.odd == 0, kAllDigit);
}

/// Makes the tokens of a window; as many at once as blocks allow.
template <class Block>
class PieceWriter {
 public:
  /// How many tokens behind the last may be written over.
  static constexpr std::size_t kMore = 1;

  /// `bytes`: what the window said that it read; `begin`: where it lies in the text.
  WAYMARK_FLAT static void put(const WordWindow<Block>& window, const WindowBytes& bytes,
                               std::uint32_t begin, Token* first) {
    typename WordWindow<Block>::Pieces pieces(window);
    const Token* const end = first + window.piece_count();
    for (Token* next = first; next < end; next += 2) {
      put(pieces.take(), bytes, begin, next[0]);
      put(pieces.take(), bytes, begin, next[1]);
    }
    window.each_special([&](int number, const WindowPiece& piece) WAYMARK_FLAT {
      mend_shape(window.is_possessive(piece), window.bits_of(piece), first[number]);
    });
    window.each_behind_lines(
        [&](int number, std::uint32_t lines) { first[number].shape |= lines; });
  }

 private:
  WAYMARK_FLAT static void put(const WindowPiece& piece, const WindowBytes& bytes,
                               std::uint32_t begin, Token& token) {
    token.span = {begin + piece.at, begin + piece.last + 1};
    token.shape = common_shape(bytes, piece.at);
    token.hash = hash_lowered(bytes.lowered.data() + piece.at, piece.size());
  }

  static void mend_shape(bool is_possessive, const WindowBits& bits, Token& token) {
    constexpr std::uint32_t kSpaces = kSpaceBefore | kNewlineBefore;
    token.shape =
        (token.shape & kSpaces) | (is_possessive ? kPossessive | kAscii : shape_of_ascii(bits));
  }
};

}  // namespace waymark::text
