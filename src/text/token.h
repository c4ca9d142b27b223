// SPDX-License-Identifier: Apache-2.0
// A token is the smallest unit of text that rules see: a UAX #29 segment that is not only white
// space. Each token is folded and hashed once, when it is cut; everything later compares hashes
// first.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "waymark/span.h"

namespace waymark::text {

/// What can be seen of a token without any knowledge. Bits of Token::shape.
enum Shape : std::uint32_t {
  kUpperFirst = 1u << 0,  ///< the first letter is upper or title case
  kAllUpper = 1u << 1,    ///< has upper case letters and no lower case ones
  kTwoUpper = 1u << 2,    ///< at least two upper case letters
  kHasLower = 1u << 3,
  kHasDigit = 1u << 4,
  kAllDigit = 1u << 5,  ///< digits, with , or . between them
  kLetter = 1u << 6,    ///< has a letter of any script
  kLatin = 1u << 7,
  kHangul = 1u << 8,
  kHan = 1u << 9,
  kKana = 1u << 10,
  kPunctuation = 1u << 11,  ///< neither letters nor digits
  kPossessive = 1u << 12,   ///< 's or ’s cut off a word; it has no other bit of its letter
  kSpaceBefore = 1u << 13,  ///< white space or an ignorable lies before it (or it begins the text)
  kNewlineBefore = 1u << 14,  ///< that white space holds a line end
  kBlankLineBefore =
      1u << 15,  ///< that white space holds a blank line (two line ends with only space between)
  kMixedInside = 1u << 16,  ///< case or script changes inside (glued words): ofKim, said.The
  kAscii = 1u << 17,        ///< all its bytes are ASCII
};

struct Token {
  Span span;                ///< bytes of the text as given
  std::uint64_t hash = 0;   ///< of its folded bytes; see normal_form.h
  std::uint32_t shape = 0;  ///< bits of Shape

  [[nodiscard]] constexpr bool has(std::uint32_t bits) const { return (shape & bits) != 0; }
  friend constexpr bool operator==(const Token&, const Token&) = default;
};

/// Leaves what a vector grows by as it lies in memory: whoever makes room there writes all that is
/// read of it.
template <class T>
struct UnfilledAllocator : std::allocator<T> {
  template <class U>
  struct rebind {  // NOLINT: the name is the library's
    using other = UnfilledAllocator<U>;
  };

  template <class U, class... Values>
  void construct(U* at, Values&&... values) {
    if constexpr (sizeof...(values) > 0) std::construct_at(at, std::forward<Values>(values)...);
  }
};

using Tokens = std::vector<Token, UnfilledAllocator<Token>>;

}  // namespace waymark::text
