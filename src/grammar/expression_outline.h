// SPDX-License-Identifier: Apache-2.0
// What the source of a simple regular expression tells without the expression being compiled: that
// it is a right one, whether it may match nothing, and what its matches begin with.
#pragma once

#include <optional>

#include "grammar/ast.h"

namespace waymark::grammar {

struct ExpressionOutline {
  bool may_be_empty = true;
  char32_t low = 0x110000, high = 0;  ///< of the first code point of a match that isn't empty
  bool is_of_words = true;            ///< it matches nothing but letters and digits of ASCII
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
