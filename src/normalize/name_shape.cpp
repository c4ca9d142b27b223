// SPDX-License-Identifier: Apache-2.0
// Initials and finals are combined freely: what no Chinese syllable is, but could be, is doubted
// too.
#include "normalize/name_shape.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "normalize/spelling.h"

namespace waymark::normalize {
namespace {

constexpr std::size_t kLongestSyllable = 6;  // zhuang

constexpr std::array<std::string_view, 24> kInitials = {"",   "b",  "p", "m", "f", "d", "t", "n",
                                                        "l",  "g",  "k", "h", "j", "q", "x", "zh",
                                                        "ch", "sh", "r", "z", "c", "s", "y", "w"};
constexpr std::array<std::string_view, 35> kFinals = {
    "a",  "o",   "e",  "ai",  "ei", "ao",   "ou", "an",   "en",  "ang",  "eng", "ong",
    "i",  "ia",  "ie", "iao", "iu", "ian",  "in", "iang", "ing", "iong", "u",   "ua",
    "uo", "uai", "ui", "uan", "un", "uang", "ue", "er",   "v",   "io",   "ueng"};

bool is_syllable(std::string_view syllable) {
  return std::any_of(kInitials.begin(), kInitials.end(), [&](std::string_view initial) {
    return syllable.starts_with(initial) &&
           std::find(kFinals.begin(), kFinals.end(), syllable.substr(initial.size())) !=
               kFinals.end();
  });
}

bool ends_with_any(std::string_view word, const auto& endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

}  // namespace

bool is_pinyin(std::string_view compact) {
  std::vector<bool> reached(compact.size() + 1);
  reached[0] = true;
  for (std::size_t begin = 0; begin < compact.size(); ++begin) {
    if (!reached[begin]) continue;
    const std::size_t longest = std::min(kLongestSyllable, compact.size() - begin);
    for (std::size_t size = 1; size <= longest; ++size)
      if (!reached[begin + size] && is_syllable(compact.substr(begin, size)))
        reached[begin + size] = true;
  }
  return reached[compact.size()];
}

bool ends_as_given_name(std::string_view compact) {
  constexpr std::array<std::string_view, 19> kEndings = {
      "min", "chol", "chul", "hyun", "hyon", "hoon", "hui",   "hee",  "suk",  "sook",
      "soo", "jun",  "joon", "woo",  "kyu",  "gyu",  "young", "yeol", "hyung"};
  return count_syllables(compact) == 2 && ends_with_any(compact, kEndings);
}

bool looks_southern(std::string_view compact) {
  constexpr std::string_view kVoiced = "bdg";
  return compact.find("eo") != compact.npos || compact.find("eu") != compact.npos ||
         (!compact.empty() && kVoiced.find(compact.front()) != kVoiced.npos);
}

}  // namespace waymark::normalize
