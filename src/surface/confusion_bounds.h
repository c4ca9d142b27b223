// SPDX-License-Identifier: Apache-2.0
// What unlike first and last letters of two spellings cost at least. A step reads few letters, so
// that what the first ones cost and what the last ones cost may be added up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "surface/confusion_costs.h"

namespace waymark::surface {

inline constexpr std::size_t kLongestStep = 3;  ///< letters that a step reads of one spelling

/// Units: hundredths of confusion_distance; the costs are multiples of five.
[[nodiscard]] constexpr std::size_t hundredths(double cost) {
  return static_cast<std::size_t>(cost * 100 + 0.5);
}
/// The most that a bound may be without being above a limit, whatever sums are rounded to.
[[nodiscard]] std::size_t limit_in_hundredths(double limit);

/// 0 for all but a–z.
[[nodiscard]] constexpr std::size_t letter_code(char c) {
  return costs::is_letter(c) ? static_cast<std::size_t>(c - 'a') + 1 : 0;
}
inline constexpr std::size_t kLetterCodes = 32, kDoubledCode = kLetterCodes;
[[nodiscard]] constexpr std::size_t first_code(std::string_view word) {
  return letter_code(word.front());
}
/// With kDoubledCode if the letter before is the same.
[[nodiscard]] constexpr std::size_t last_code(std::string_view word) {
  const std::size_t code = letter_code(word.back());
  return word.size() > 1 && word[word.size() - 2] == word.back() ? code | kDoubledCode : code;
}

/// By the codes of the one spelling and the other; 0 if their letters are alike or one is no
/// letter. That they are swapped with their neighbours, for kSwappedHundredths, is not thought of.
struct EndBounds {
  std::array<std::array<std::uint8_t, kLetterCodes>, kLetterCodes> first;
  std::array<std::array<std::uint8_t, 2 * kLetterCodes>, 2 * kLetterCodes> last;
};
[[nodiscard]] const EndBounds& end_bounds();
inline constexpr std::uint8_t kSwappedHundredths = hundredths(costs::kSwapped);

}  // namespace waymark::surface
