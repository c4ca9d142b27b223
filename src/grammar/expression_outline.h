// SPDX-License-Identifier: Apache-2.0
// What the source of a simple regular expression tells without the expression being compiled: that
// it is a right one, whether it may match nothing, what its matches begin and end with, how long
// they are.
#pragma once

#include <array>
#include <bit>
#include <bitset>
#include <cstdint>
#include <optional>

#include "grammar/ast.h"

namespace waymark::grammar {

/// Pairs of bytes, of each its last five bits: letters of ASCII are told from each other, their
/// case and digits from some of them are not.
class BytePairs {
 public:
  /// Bytes as bits.
  [[nodiscard]] static constexpr std::uint32_t bit_of(unsigned char byte) {
    return 1u << (byte & 31);
  }
  static constexpr std::uint32_t kAnyByte = 0xFFFFFFFFu;
  [[nodiscard]] static BytePairs all() {
    BytePairs pairs;
    pairs.add(kAnyByte, kAnyByte);
    return pairs;
  }
  /// Adds each of the first bytes with each of the second.
  void add(std::uint32_t firsts, std::uint32_t seconds) {
    for (; firsts != 0; firsts &= firsts - 1)
      seconds_[static_cast<std::size_t>(std::countr_zero(firsts))] |= seconds;
  }
  BytePairs& operator|=(const BytePairs& more) {
    for (std::size_t i = 0; i < seconds_.size(); ++i) seconds_[i] |= more.seconds_[i];
    return *this;
  }
  [[nodiscard]] bool has(char first, char second) const {
    return (seconds_[static_cast<unsigned char>(first) & 31] &
            bit_of(static_cast<unsigned char>(second))) != 0;
  }

 private:
  std::array<std::uint32_t, 32> seconds_{};  ///< by first byte
};

struct ExpressionOutline {
  static constexpr std::uint32_t kEndless = 0xFFFFFFFFu;
  bool may_be_empty = true;
  char32_t low = 0x110000, high = 0;  ///< of the first code point of a match that isn't empty
  bool is_of_words = true;            ///< it matches nothing but letters and digits of ASCII
  std::uint32_t least = 0, most = 0;  ///< bytes of a match; kEndless: any number
  std::bitset<256> last_bytes;        ///< of matches that aren't empty
  /// As BytePairs has them: the last bytes, and those that are a match alone.
  std::uint32_t ends = 0, alone = 0;
  BytePairs last_pairs;  ///< of matches of two bytes or more
};

/// None: it is not simple; it may still be a right one. Simple ones have characters, `.`, classes
/// of characters and ranges, groups, choices and repetitions, and are small:
///
///     choice     = sequence *( "|" sequence )
///     sequence   = *( atom [ "?" | "*" | "+" | "{" number [ "," [ number ] ] "}" ] )
///     atom       = "(" choice ")" / "[" [ "^" ] 1*( character [ "-" character ] ) [ "-" ] "]"
///                / "." / "\" mark / character
///
/// Source: the syntax of RE2.
[[nodiscard]] std::optional<ExpressionOutline> outline_of(const Regex& regex);

}  // namespace waymark::grammar
