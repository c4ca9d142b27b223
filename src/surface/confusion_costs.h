// SPDX-License-Identifier: Apache-2.0
// What writers confuse, and what each confusion costs; for those who measure or bound the distance
// of two spellings (confusion.h). The table of cheap steps comes from how the systems differ (ŏ
// written o, u or eo; ㄱ k or g; ㅊ ch or j) and how hands and scanners slip.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace waymark::surface::costs {

/// Some letters of one spelling for some of the other.
struct Step {
  std::string_view from, to;
  double cost;
};

// Costs below 1 are confusions seen in print; each works in both directions.
inline constexpr double kSystems = 0.2;  // two systems write the same sound so
inline constexpr double kHabits = 0.35;  // newspapers do, against every system
inline constexpr double kSlips = 0.6;    // hands and scanners
inline constexpr Step kSteps[] = {
    {"o", "u", kSystems},    {"o", "eo", kSystems},  {"u", "eo", kSystems},   {"u", "eu", kSystems},
    {"u", "oo", kSystems},   {"k", "g", kSystems},   {"t", "d", kSystems},    {"p", "b", kSystems},
    {"j", "ch", kSystems},   {"c", "ch", kHabits},   {"ph", "p", kSystems},   {"th", "t", kSystems},
    {"kh", "k", kSystems},   {"r", "l", kSystems},   {"r", "n", kHabits},     {"l", "n", kHabits},
    {"oe", "oi", kSystems},  {"oe", "we", kSystems}, {"oe", "o", kHabits},    {"ae", "e", kSystems},
    {"ae", "a", kHabits},    {"ui", "i", kSystems},  {"ui", "eui", kSystems}, {"wi", "ui", kHabits},
    {"sh", "s", kSystems},   {"ng", "n", kHabits},   {"yo", "yeo", kSystems}, {"yo", "yu", kHabits},
    {"wo", "weo", kSystems}, {"ee", "i", kSystems},  {"e", "i", kSlips},      {"a", "e", kSlips},
    {"a", "o", kSlips},      {"m", "n", kSlips},     {"rn", "m", kSlips},     {"ck", "k", kHabits},
    {"z", "j", kHabits},     {"f", "p", kHabits},    {"v", "b", kHabits},     {"l", "i", kSlips},
    {"h", "n", kSlips},      {"c", "e", kSlips},     {"i", "y", kHabits},     {"w", "u", kHabits},
    {"c", "o", kSlips},      {"u", "n", kSlips},     {"h", "b", kSlips},      {"cl", "d", kSlips},
    {"ou", "o", kSystems},   {"v", "w", kHabits},    {"m", "ng", kSlips},     {"ii", "u", kSlips},
    {"l", "t", kSlips},      {"g", "q", kSlips},     {"v", "y", kSlips},
};
inline constexpr double kDropped = 0.8;  // a consonant lost or put in
inline constexpr double kDroppedVowel = 0.7;
inline constexpr double kDroppedSoft = 0.4;  // h, w, y and e come and go with the system
inline constexpr double kDoubled = 0.3;      // one letter written twice
inline constexpr double kDoubledO = 0.5;     // oo is a way to write u
inline constexpr double kReplaced = 1.1;
inline constexpr double kReplacedVowel = 0.7;  // a vowel by a vowel
inline constexpr double kNextKey = 0.8;        // by its neighbour on the keyboard
inline constexpr double kSwapped = 0.7;
// The first letter is rarely wrong by a slip; added to slips there.
inline constexpr double kFirstLetter = 0.4;

constexpr bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
constexpr bool is_soft(char c) { return c == 'h' || c == 'w' || c == 'y' || c == '\'' || c == '-'; }

inline constexpr auto kCostsOfDropping = [] {
  std::array<double, 256> costs{};
  for (std::size_t byte = 0; byte < costs.size(); ++byte) {
    const char c = static_cast<char>(byte);
    costs[byte] = is_soft(c) ? kDroppedSoft : is_vowel(c) ? kDroppedVowel : kDropped;
  }
  return costs;
}();

constexpr bool are_next_keys(char a, char b) {
  constexpr std::string_view kRows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  return std::any_of(std::begin(kRows), std::end(kRows), [&](std::string_view row) {
    const std::size_t at = row.find(a), other = row.find(b);
    return at != row.npos && other != row.npos && (at + 1 == other || other + 1 == at);
  });
}

constexpr double cost_of_replacing(char a, char b) {
  if (is_vowel(a) && is_vowel(b)) return kReplacedVowel;
  return are_next_keys(a, b) ? kNextKey : kReplaced;
}

inline constexpr std::size_t kLetters = 26;

constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
constexpr std::size_t pair_of(char a, char b) {
  return static_cast<std::size_t>(a - 'a') * kLetters + static_cast<std::size_t>(b - 'a');
}

}  // namespace waymark::surface::costs
