// SPDX-License-Identifier: Apache-2.0
// Precomposed Hangul syllables, by their bytes: each has three, and folds to itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace waymark::text {

inline constexpr std::uint32_t kSyllables = 11172;
inline constexpr std::size_t kSyllableBytes = 3;

/// The number of a syllable from the first; of what is none, kSyllables or more.
/// Requires: three bytes.
[[nodiscard]] constexpr std::uint32_t syllable_number(const char* bytes) {
  constexpr std::uint32_t kFirst = 0xAC00;
  const auto at = [&](std::size_t k) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[k]));
  };
  if ((at(0) & 0xF0u) != 0xE0u) return kSyllables;
  const std::uint32_t point = (at(0) & 0x0Fu) << 12 | (at(1) & 0x3Fu) << 6 | (at(2) & 0x3Fu);
  return point - kFirst;  // what lies before wraps to a high number
}

/// Whether all of a text is syllables. False for an empty one. Requires: valid UTF-8.
[[nodiscard]] constexpr bool is_syllables(std::string_view text) {
  if (text.empty() || text.size() % kSyllableBytes != 0) return false;
  for (std::size_t at = 0; at < text.size(); at += kSyllableBytes)
    if (syllable_number(text.data() + at) >= kSyllables) return false;
  return true;
}

}  // namespace waymark::text
