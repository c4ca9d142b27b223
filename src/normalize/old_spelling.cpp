// SPDX-License-Identifier: Apache-2.0
// A syllable of Wade-Giles is an initial and a final; both have one counterpart in Pinyin, save
// where the final decides (ch of chi is j, of chang zh).
#include "normalize/old_spelling.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "normalize/spelling.h"
#include "text/normal_form.h"

namespace waymark::normalize {
namespace {

using Letters = std::pair<std::string_view, std::string_view>;

constexpr std::size_t kFewestSyllables = 2, kMostSyllables = 6, kMostForms = 16;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// Longer ones first; the apostrophe is straight.
constexpr std::array<Letters, 24> kInitials = {{
    {"ch'", "ch"}, {"ts'", "c"}, {"tz'", "c"}, {"ch", "zh"}, {"ts", "z"}, {"tz", "z"},
    {"hs", "x"},   {"sh", "sh"}, {"ss", "s"},  {"p'", "p"},  {"t'", "t"}, {"k'", "k"},
    {"p", "b"},    {"t", "d"},   {"k", "g"},   {"m", "m"},   {"f", "f"},  {"n", "n"},
    {"l", "l"},    {"h", "h"},   {"j", "r"},   {"s", "s"},   {"w", "w"},  {"y", "y"},
}};

constexpr std::array<Letters, 39> kFinals = {{
    {"a", "a"},     {"ai", "ai"},     {"an", "an"},     {"ang", "ang"},   {"ao", "ao"},
    {"e", "e"},     {"eh", "e"},      {"ei", "ei"},     {"en", "en"},     {"eng", "eng"},
    {"i", "i"},     {"ia", "ia"},     {"iang", "iang"}, {"iao", "iao"},   {"ieh", "ie"},
    {"ien", "ian"}, {"ih", "i"},      {"in", "in"},     {"ing", "ing"},   {"io", "ue"},
    {"iu", "iu"},   {"iung", "iong"}, {"o", "o"},       {"ou", "ou"},     {"u", "u"},
    {"ua", "ua"},   {"uai", "uai"},   {"uan", "uan"},   {"uang", "uang"}, {"ueh", "ue"},
    {"uei", "ui"},  {"ui", "ui"},     {"un", "un"},     {"ung", "ong"},   {"uo", "uo"},
    {"erh", "er"},  {"ê", "e"},       {"yu", "you"},    {"ieh", "ie"},
}};

// Syllables whose Pinyin the parts don't give.
constexpr std::array<Letters, 13> kWhole = {{
    {"i", "yi"},
    {"yu", "you"},
    {"yen", "yan"},
    {"yeh", "ye"},
    {"ho", "he"},
    {"ko", "ge"},
    {"k'o", "ke"},
    {"o", "e"},
    {"erh", "er"},
    {"yung", "yong"},
    {"yueh", "yue"},
    {"yuan", "yuan"},
    {"yün", "yun"},
}};

template <std::size_t n>
std::optional<std::string_view> find_in(const std::array<Letters, n>& table,
                                        std::string_view word) {
  const auto at =
      std::find_if(table.begin(), table.end(), [&](const Letters& l) { return l.first == word; });
  if (at == table.end()) return std::nullopt;
  return at->second;
}

/// zh and ch before i and ü are j and q.
std::string join(std::string_view initial, std::string_view final, std::string_view written) {
  const bool is_soft = final.starts_with('i') && written != "ih";
  if (initial == "zh" && is_soft) initial = "j";
  if (initial == "ch" && is_soft) initial = "q";
  if (final == "o" &&
      (initial == "t" || initial == "d" || initial == "l" || initial == "n" || initial == "s" ||
       initial == "z" || initial == "c" || initial == "zh" || initial == "ch"))
    final = "uo";
  return std::string(initial).append(final);
}

/// One syllable as it stands; empty if it is none.
std::string read_syllable(std::string_view syllable) {
  if (const auto whole = find_in(kWhole, syllable)) return std::string(*whole);
  for (const auto& [initial, pinyin] : kInitials) {
    if (!syllable.starts_with(initial)) continue;
    const std::string_view rest = syllable.substr(initial.size());
    if (const auto final = find_in(kFinals, rest)) return join(pinyin, *final, rest);
  }
  if (const auto final = find_in(kFinals, syllable);
      final && !syllable.starts_with('i') && !syllable.starts_with('u'))
    return std::string(*final);
  return {};
}

/// Also with the apostrophe that may be missing behind p, t, k, ch, ts.
std::vector<std::string> read_both(const std::string& syllable) {
  std::vector<std::string> readings;
  const auto add = [&](std::string reading) {
    if (!reading.empty() && std::find(readings.begin(), readings.end(), reading) == readings.end())
      readings.push_back(std::move(reading));
  };
  add(read_syllable(syllable));
  if (syllable.find('\'') != std::string::npos) return readings;
  for (const std::string_view initial : {"ch", "ts", "p", "t", "k"})
    if (syllable.starts_with(initial)) {
      add(read_syllable(std::string(syllable).insert(initial.size(), "'")));
      break;
    }
  return readings;
}

/// Parts between hyphens in small letters, apostrophes straight.
std::vector<std::string> syllables_of(std::string_view name) {
  std::string plain = text::fold(name);
  for (const std::string_view mark : {"’", "‘", "ʻ", "ʼ", "`"}) replace_all(plain, mark, "'");
  std::vector<std::string> syllables;
  std::string_view rest = plain;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('-'), rest.size());
    syllables.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  return syllables;
}

}  // namespace

std::string to_hepburn(std::string_view compact) {
  std::string out(compact);
  constexpr std::array<Letters, 8> kChanges = {{{"hu", "fu"},
                                                {"sy", "sh"},
                                                {"ty", "ch"},
                                                {"zy", "j"},
                                                {"si", "shi"},
                                                {"ti", "chi"},
                                                {"zi", "ji"},
                                                {"tu", "tsu"}}};
  for (const auto& [from, to] : kChanges) replace_all(out, from, to);
  return out;
}

std::vector<std::string> to_pinyin(std::string_view name) {
  const std::vector<std::string> syllables = syllables_of(name);
  if (syllables.size() < kFewestSyllables || syllables.size() > kMostSyllables) return {};
  std::vector<std::string> forms = {""};
  for (const std::string& syllable : syllables) {
    std::vector<std::string> longer;
    for (const std::string& reading : read_both(syllable))
      for (const std::string& form : forms)
        if (longer.size() < kMostForms) longer.push_back(form + reading);
    forms = std::move(longer);
  }
  return forms;
}

}  // namespace waymark::normalize
