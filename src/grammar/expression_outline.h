// SPDX-License-Identifier: Apache-2.0
// What the source of a simple regular expression tells without the expression being compiled: that
// it is a right one, whether it may match nothing, what its matches begin and end with, how long
// they are.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>

#include "grammar/ast.h"

namespace waymark::grammar {

struct ExpressionOutline {
  static constexpr std::uint32_t kEndless = 0xFFFFFFFFu;
  bool may_be_empty = true;
  char32_t low = 0x110000, high = 0;  ///< of the first code point of a match that isn't empty
  bool is_of_words = true;            ///< it matches nothing but letters and digits of ASCII
  std::uint32_t least = 0, most = 0;  ///< bytes of a match; kEndless: any number
  std::bitset<256> last_bytes;        ///< of matches that aren't empty
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
