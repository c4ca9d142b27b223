// SPDX-License-Identifier: Apache-2.0
// Short lists, made by crossing romanised Korean syllables with word lists and reading the result.
#include "surface/caution.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/normal_form.h"

namespace waymark::surface {
namespace {

template <class View, std::size_t n>
bool is_in(const std::array<View, n>& list, View word) {
  return std::binary_search(list.begin(), list.end(), word);
}

}  // namespace

bool is_common_latin(std::string_view romanized) {
  static constexpr std::array<std::string_view, 1> kWords = {"mango"};
  return is_in(kWords, std::string_view(text::fold(romanized)));
}

bool is_common_hangul(std::u32string_view name) {
  static constexpr std::array<std::u32string_view, 1> kWords = {U"온천"};
  return is_in(kWords, name);
}

bool is_common_hanja(std::u32string_view name) {
  static constexpr std::array<std::u32string_view, 1> kWords = {U"溫泉"};
  return is_in(kWords, name);
}

bool is_distinctive(std::string_view romanized) {
  constexpr std::size_t kLetters = 7;
  std::size_t letters = 0;
  for (const char c : romanized) {
    // A letter is ASCII, or the first byte of ŏ or ŭ.
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\xC5') ++letters;
  }
  return letters >= kLetters && !is_common_latin(romanized);
}

}  // namespace waymark::surface
