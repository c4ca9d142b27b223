// SPDX-License-Identifier: Apache-2.0
// The token classes of patterns (<cap>, <year>, <josa> …): a closed set, judged from a token's
// shape and bytes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "text/token.h"

namespace waymark::grammar {

enum class TokenClassId : std::uint8_t {
  kCap,      ///< the first letter is upper or title case
  kAcronym,  ///< two or more capitals, dots between them allowed
  kNum,      ///< digits with , or . between
  kYear,     ///< four digits, 1000 to 2999
  kContent,  ///< a word that is no function word
  kHangul,
  kJosa,  ///< a Korean particle, or several in a row
  kAny,
  kDigit,  ///< begins with a digit; has no name in patterns, regular expressions ask for it
};
inline constexpr std::uint32_t kTokenClasses = 8;  ///< that patterns can name
inline constexpr std::uint32_t kAllClasses = 9;

/// Bits, 1 << TokenClassId.
using ClassMask = std::uint32_t;
[[nodiscard]] constexpr ClassMask bit_of(TokenClassId id) {
  return 1u << static_cast<unsigned>(id);
}

/// The class of a name written in a pattern: "cap".
[[nodiscard]] std::optional<TokenClassId> find_token_class(std::string_view name);
/// The name of a class, without brackets.
[[nodiscard]] std::string_view name_of(TokenClassId id);

/// The classes that a token's shape tells.
inline constexpr ClassMask kClassesOfShape =
    bit_of(TokenClassId::kCap) | bit_of(TokenClassId::kNum) | bit_of(TokenClassId::kHangul);
/// Which of kClassesOfShape a token has.
[[nodiscard]] constexpr ClassMask classes_of_shape(std::uint32_t shape) {
  return ((shape & text::kUpperFirst) != 0 ? bit_of(TokenClassId::kCap) : 0) |
         ((shape & text::kAllDigit) != 0 ? bit_of(TokenClassId::kNum) : 0) |
         ((shape & text::kHangul) != 0 ? bit_of(TokenClassId::kHangul) : 0);
}

/// The bits of text::Shape of which each token of a class has one.
[[nodiscard]] constexpr std::uint32_t shapes_of(TokenClassId id) {
  switch (id) {
    case TokenClassId::kCap:
      return text::kUpperFirst;
    case TokenClassId::kAcronym:
      return text::kTwoUpper;
    case TokenClassId::kNum:
      return text::kAllDigit;
    case TokenClassId::kYear:
    case TokenClassId::kDigit:
      return text::kHasDigit;
    case TokenClassId::kContent:
      return text::kLetter;
    case TokenClassId::kHangul:
    case TokenClassId::kJosa:
      return text::kHangul;
    default:
      return ~0u;
  }
}

/// By class mask: the bits of text::Shape of which a token with one of the classes has one.
inline constexpr auto kShapesOfClasses = [] {
  std::array<std::uint32_t, 1u << kAllClasses> shapes{};
  for (ClassMask mask = 0; mask < shapes.size(); ++mask)
    for (std::uint32_t id = 0; id < kAllClasses; ++id)
      if ((mask >> id & 1u) != 0) shapes[mask] |= shapes_of(static_cast<TokenClassId>(id));
  return shapes;
}();

/// Which of the `wanted` classes a token has. `shape` is its text::Shape, `bytes` its text.
/// A hyphenated compound is judged by its first part.
[[nodiscard]] ClassMask classify(std::uint32_t shape, std::string_view bytes, ClassMask wanted);

/// Whether a folded English or Romance word is a function word: an article, preposition, pronoun,
/// auxiliary …
[[nodiscard]] bool is_function_word(std::string_view folded);

}  // namespace waymark::grammar
