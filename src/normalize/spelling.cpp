// SPDX-License-Identifier: Apache-2.0
// Shapes are judged by letters alone; no list of names is asked here.
#include "normalize/spelling.h"

#include <algorithm>
#include <array>

#include "surface/hangul.h"
#include "surface/hanja.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::normalize {
namespace {

bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

bool is_kept(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c) || (c >= U'0' && c <= U'9');
  if (c < 0xC0) return false;                    // signs of Latin-1, also · and ¨
  if (c >= 0x2B0 && c <= 0x36F) return false;    // spacing and combining accents
  if (c >= 0x2000 && c <= 0x206F) return false;  // dashes, quotes, spaces
  if (c >= 0x3000 && c <= 0x3004) return false;
  if (c >= 0x3008 && c <= 0x303F) return false;    // brackets of CJK; 々 and 〇 stay
  if (c >= 0x2190 && c <= 0x2BFF) return false;    // arrows, signs
  if (c >= 0xFE00 && c <= 0xFE0F) return false;    // variation selectors
  if (c >= 0x1F000 && c <= 0x1FFFF) return false;  // emoji
  return c != U'・';
}

bool is_hanja(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF); }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool begins_with_capital(std::string_view word) {
  return !word.empty() &&
         ((word[0] >= 'A' && word[0] <= 'Z') || static_cast<unsigned char>(word[0]) >= 0xC3);
}

}  // namespace

std::size_t count_syllables(std::string_view folded) {
  constexpr std::string_view kVowels = "aeiou";
  std::size_t count = 0;
  bool inside = false;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const bool is_vowel = kVowels.find(folded[i]) != std::string_view::npos;
    if (is_vowel && !inside) ++count;
    inside = is_vowel;
  }
  return count;
}

std::string compact(std::string_view name) {
  const std::string folded = text::fold(name);
  std::string out;
  out.reserve(folded.size());
  bool has_hanja = false;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint c = text::code_point_at(folded, at);
    if (is_kept(c.value)) out.append(folded, at, c.byte_size);
    has_hanja = has_hanja || is_hanja(c.value);
    at += c.byte_size;
  }
  return has_hanja ? surface::to_utf8(surface::fold_hanja(surface::to_code_points(out))) : out;
}

std::string with_breves(std::string_view name) {
  constexpr char32_t kBreve = 0x306;
  std::string out;
  bool has_any = false;
  for (std::size_t at = 0; at < name.size();) {
    const text::CodePoint c = text::code_point_at(name, at);
    const std::string letters = compact(name.substr(at, c.byte_size));
    const bool is_marked = c.value == U'ŏ' || c.value == U'Ŏ' || c.value == U'ŭ' || c.value == U'Ŭ';
    if (c.value == kBreve && !out.empty() && (out.back() == 'o' || out.back() == 'u')) {
      out.back() = static_cast<char>(out.back() - 'a' + 'A');
      has_any = true;
    } else if (is_marked) {
      out += letters == "o" ? 'O' : 'U';
      has_any = true;
    } else {
      out += letters;
    }
    at += c.byte_size;
  }
  return has_any ? out : std::string();
}

std::string with_macrons(std::string_view name) {
  std::string out;
  bool has_any = false;
  for (std::size_t at = 0; at < name.size();) {
    const text::CodePoint c = text::code_point_at(name, at);
    const std::string letters = compact(name.substr(at, c.byte_size));
    const bool is_marked = c.value == U'ō' || c.value == U'Ō' || c.value == U'ū' || c.value == U'Ū';
    out += is_marked ? (letters == "o" ? "O" : "U") : letters;
    has_any = has_any || is_marked;
    at += c.byte_size;
  }
  return has_any ? out : std::string();
}

bool has_marks(std::string_view name) {
  if (!with_breves(name).empty()) return true;
  for (const std::string_view mark : {"'", "’", "‘", "ʻ", "ʼ", "`"}) {
    const std::size_t at = name.find(mark);
    if (at == 0 || at == name.npos) continue;
    const std::string_view after = name.substr(at + mark.size());
    if (after.empty() || !is_ascii_letter(static_cast<unsigned char>(name[at - 1]))) continue;
    // Pinyin has one before a, e and o, never behind what Korean aspirates: Xi'an.
    constexpr std::string_view kAspirated = "ptkhPTKH", kOfPinyin = "aeo";
    if (is_ascii_letter(static_cast<unsigned char>(after[0])) &&
        (kAspirated.find(name[at - 1]) != kAspirated.npos ||
         kOfPinyin.find(after[0]) == kOfPinyin.npos))
      return true;
  }
  return false;
}

bool has_foreign_letters(std::string_view name) {
  constexpr std::u32string_view kPrinted = U"ŏŎŭŬôÔûÛǒǑǔǓōŌūŪöÖüÜ";
  for (std::size_t at = 0; at < name.size();) {
    const text::CodePoint c = text::code_point_at(name, at);
    const bool is_marked_latin =
        (c.value >= 0xC0 && c.value <= 0x24F && c.value != U'×' && c.value != U'÷') ||
        (c.value >= 0x1E00 && c.value <= 0x1EFF);
    if (is_marked_latin && kPrinted.find(c.value) == std::u32string_view::npos) return true;
    at += c.byte_size;
  }
  return false;
}

std::string tidy(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    const bool no_break_space = name.substr(at).starts_with("\u00A0");
    const bool wide_space = name.substr(at).starts_with("\u3000");
    if (!is_blank(c) && !no_break_space && !wide_space) {
      out += c;
      continue;
    }
    if (!out.empty() && out.back() != ' ') out += ' ';
    at += no_break_space ? 1 : wide_space ? 2 : 0;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (out.size() > 2 && out.front() == '"' && out.back() == '"')
    return out.substr(1, out.size() - 2);
  return out;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" -"), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return words;
}

bool is_plain_latin(std::string_view compact) {
  return std::all_of(compact.begin(), compact.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool has_korean_script(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if ((c.value >= 0xAC00 && c.value <= 0xD7A3) || (c.value >= 0x1100 && c.value <= 0x11FF) ||
        is_hanja(c.value)) {
      return true;
    }
    at += c.byte_size;
  }
  return false;
}

bool is_person_shape(std::string_view name) {
  const std::size_t first_space = name.find(' ');
  if (first_space == std::string_view::npos) return false;
  const std::vector<std::string_view> words = words_of(name);
  if (words.size() < 2 || words.size() > 4) return false;
  // A second hyphen is a generic's: Kim Chŏng-suk-kun.
  if (std::count(name.begin(), name.end(), '-') > 1) return false;
  for (std::size_t at = 0; at != std::string_view::npos; at = name.find(' ', at + 1))
    if (!begins_with_capital(name.substr(at + (at == 0 ? 0 : 1)))) return false;
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    const std::string folded = compact(word);
    return is_plain_latin(folded) && folded.size() <= 6 && count_syllables(folded) == 1;
  });
}

bool is_given_name_shape(std::string_view name) {
  const std::size_t hyphen = name.find('-');
  if (hyphen == std::string_view::npos || name.find(' ') != std::string_view::npos) return false;
  const std::vector<std::string_view> words = words_of(name);
  return words.size() == 2 && begins_with_capital(words[0]) && !begins_with_capital(words[1]) &&
         count_syllables(compact(words[0])) == 1 && count_syllables(compact(words[1])) == 1;
}

bool looks_chinese(std::string_view compact) {
  constexpr std::array<std::string_view, 14> kAnywhere = {
      "zh", "xi", "xu", "qi", "qu", "sha", "iang", "uang", "iao", "shu", "shou", "jiu", "tz", "hs"};
  constexpr std::array<std::string_view, 8> kAtEnd = {"uan", "ian", "ou", "zi",
                                                      "ao",  "uo",  "he", "cun"};
  // Korean has eng only where ae is written before ng, or eung with its letters swapped.
  for (std::size_t at = compact.find("eng"); at != compact.npos; at = compact.find("eng", at + 1))
    if (at == 0 || (compact[at - 1] != 'a' && compact[at - 1] != 'u')) return true;
  const bool anywhere = std::any_of(
      kAnywhere.begin(), kAnywhere.end(),
      [&](std::string_view letters) { return compact.find(letters) != std::string_view::npos; });
  return anywhere || std::any_of(kAtEnd.begin(), kAtEnd.end(), [&](std::string_view letters) {
           return compact.ends_with(letters);
         });
}

std::string with_letters_for_digits(std::string_view name) {
  std::string out(name);
  const auto is_letter = [&](std::size_t at) {
    return at < out.size() &&
           ((out[at] >= 'a' && out[at] <= 'z') || (out[at] >= 'A' && out[at] <= 'Z') ||
            static_cast<unsigned char>(out[at]) >= 0x80);
  };
  const auto begins_word = [&](std::size_t at) {
    if (at > 0 && out[at - 1] != ' ') return false;
    const std::size_t end = std::min(out.find(' ', at), out.size());
    const std::string_view ending = std::string_view(out).substr(at + 1, end - at - 1);
    return ending != "st" && ending != "nd" && ending != "rd" && ending != "th" &&
           is_letter(at + 1);
  };
  for (std::size_t at = 0; at < out.size(); ++at) {
    const bool is_inside = at > 0 && is_letter(at - 1) &&
                           (at + 1 == out.size() || is_letter(at + 1) || out[at + 1] == ' ');
    if (!is_inside && !begins_word(at)) continue;
    if (out[at] == '0') out[at] = 'o';
    if (out[at] == '1') out[at] = 'l';
    if (out[at] == '5') out[at] = 's';
  }
  return out;
}

}  // namespace waymark::normalize
