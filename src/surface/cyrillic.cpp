// SPDX-License-Identifier: Apache-2.0
// Longest letters first; the few places where Russian looks at the neighbours stand beside the
// table.
#include "surface/cyrillic.h"

#include <algorithm>
#include <array>
#include <utility>

#include "surface/english_words.h"
#include "text/normal_form.h"

namespace waymark::surface {
namespace {

using Letter = std::pair<std::string_view, std::string_view>;

// Breves and apostrophes are written as ASCII before: ŏ is v, ŭ is q, ’ is '.
constexpr std::array<Letter, 54> kLetters = {{
    {"tch'", "тчх"}, {"ch'", "чх"}, {"tch", "тч"}, {"yae", "я"}, {"wae", "вэ"}, {"k'", "кх"},
    {"t'", "тх"},    {"p'", "пх"},  {"ch", "ч"},   {"sh", "с"},  {"ya", "я"},   {"yv", "ё"},
    {"yo", "ё"},     {"yu", "ю"},   {"ye", "е"},   {"wa", "ва"}, {"wv", "во"},  {"we", "ве"},
    {"wi", "ви"},    {"wo", "во"},  {"oe", "ве"},  {"qi", "ый"}, {"ae", "э"},   {"ng", "н"},
    {"ll", "лл"},    {"l", "ль"},   {"r", "р"},    {"k", "к"},   {"g", "г"},    {"n", "н"},
    {"t", "т"},      {"d", "д"},    {"m", "м"},    {"p", "п"},   {"b", "б"},    {"s", "с"},
    {"j", "дж"},     {"h", "х"},    {"a", "а"},    {"v", "о"},   {"e", "е"},    {"o", "о"},
    {"u", "у"},      {"q", "ы"},    {"i", "и"},    {"'", ""},    {" ", " "},    {"-", "-"},
    {"kk", "кк"},    {"tt", "тт"},  {"pp", "пп"},  {"ss", "сс"}, {"w", "в"},    {"y", "й"},
}};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// In small ASCII letters, as the table has them.
std::string spell_out(std::string_view name) {
  std::string text = to_lower(name);
  for (const auto& [from, to] : std::array<Letter, 8>{{{"ŏ", "v"},
                                                       {"Ŏ", "v"},
                                                       {"ŭ", "q"},
                                                       {"Ŭ", "q"},
                                                       {"’", "'"},
                                                       {"n'g", "n-g"},
                                                       {"hqi", "hi"},
                                                       {"lh", "rh"}}})
    replace_all(text, from, to);
  return text;
}

const Letter* letter_at(std::string_view text) {
  const Letter* best = nullptr;
  for (const Letter& letter : kLetters)
    if (text.starts_with(letter.first) &&
        (best == nullptr || letter.first.size() > best->first.size()))
      best = &letter;
  return best;
}

bool is_vowel(char c) { return std::string_view("aeiouvqyw").find(c) != std::string_view::npos; }

std::string write(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Letter* letter = letter_at(text.substr(at));
    if (letter == nullptr) return {};
    const std::size_t next = at + letter->first.size();
    const bool before_vowel = next < text.size() && is_vowel(text[next]);
    const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '-';
    if (letter->first == "l" && before_vowel) {
      out += "р";
    } else if (letter->first == "ng" && before_vowel) {
      out += "нъ";
    } else if (letter->first == "e" && begins) {
      out += "э";
    } else {
      out += letter->second;
    }
    at = next;
  }
  return out;
}

/// Requires: small Cyrillic letters of two bytes.
void capitalise_words(std::string& text) {
  bool begins = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead == ' ') begins = true;
    if (lead != 0xD0 && lead != 0xD1) continue;
    if (begins) {
      // а to п are D0 B0 to D0 BF, р to я D1 80 to D1 8F, ё is D1 91; capitals D0 90 to D0 AF,
      // D0 81.
      auto trail = static_cast<unsigned char>(text[at + 1]);
      if (lead == 0xD1) {
        trail = static_cast<unsigned char>(trail == 0x91 ? 0x81 : trail + 0x20);
      } else {
        trail = static_cast<unsigned char>(trail - 0x20);
      }
      text[at] = static_cast<char>(0xD0);
      text[at + 1] = static_cast<char>(trail);
    }
    begins = false;
    ++at;
  }
}

}  // namespace

std::vector<std::string> write_in_cyrillic(std::string_view mccune_reischauer) {
  const std::string written = write(spell_out(mccune_reischauer));
  std::vector<std::string> forms;
  if (written.empty()) return forms;
  constexpr std::array<Letter, 4> kOlder = {{{"", ""}, {"дж", "чж"}, {"хе", "хэ"}, {"ё", "йо"}}};
  for (const auto& [from, to] : kOlder) {
    std::string form = written;
    if (!from.empty()) replace_all(form, from, to);
    capitalise_words(form);
    if (std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(form);
  }
  return forms;
}

}  // namespace waymark::surface
