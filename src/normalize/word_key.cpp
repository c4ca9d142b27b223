// SPDX-License-Identifier: Apache-2.0
// The table of terms is made of what translators of one and the same organ's name wrote; words that
// only resemble one another (Bureau, Department) stay apart.
#include "normalize/word_key.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "normalize/spelling.h"

namespace waymark::normalize {
namespace {

constexpr std::size_t kFewestWords = 2, kMostWords = 16;

/// Whether a term by itself shows that the name is an organ's.
enum class Role : unsigned char { kHead, kWord };

struct Term {
  std::string_view word, stands_for;
  Role role = Role::kWord;
};

// Sorted by word; plurals are their singulars. What stands for nothing is left out.
constexpr std::array kTerms = {
    Term{"academy", "academy", Role::kHead},
    Term{"administration", "administration", Role::kHead},
    Term{"administrative", "administration"},
    Term{"aerospace", "space"},
    Term{"agency", "agency", Role::kHead},
    Term{"agricultural", "agriculture"},
    Term{"airforce", "air force"},
    Term{"alliance", "league", Role::kHead},
    Term{"and", ""},
    Term{"association", "association", Role::kHead},
    Term{"atomic", "nuclear"},
    Term{"bank", "bank", Role::kHead},
    Term{"banking", "bank"},
    Term{"brigade", "brigade", Role::kHead},
    Term{"bureau", "bureau", Role::kHead},
    Term{"center", "center", Role::kHead},
    Term{"central", "central"},
    Term{"centre", "center", Role::kHead},
    Term{"chemical", "chemical"},
    Term{"chemistry", "chemical"},
    Term{"co", "corporation", Role::kHead},
    Term{"college", "university", Role::kHead},
    Term{"combine", "complex", Role::kHead},
    Term{"command", "command", Role::kHead},
    Term{"commission", "committee", Role::kHead},
    Term{"committee", "committee", Role::kHead},
    Term{"communication", "telecom"},
    Term{"company", "corporation", Role::kHead},
    Term{"complex", "complex", Role::kHead},
    Term{"computing", "computer"},
    Term{"corp", "corporation", Role::kHead},
    Term{"corporation", "corporation", Role::kHead},
    Term{"corps", "corps", Role::kHead},
    Term{"dashing", "shock"},
    Term{"defence", "defense"},
    Term{"department", "department", Role::kHead},
    Term{"dept", "department", Role::kHead},
    Term{"division", "division", Role::kHead},
    Term{"dprk", ""},
    Term{"electric", "electric"},
    Term{"electrical", "electric"},
    Term{"electricity", "electric"},
    Term{"electronic", "electronic"},
    Term{"enterprise", "complex", Role::kHead},
    Term{"environmental", "environment"},
    Term{"factory", "factory", Role::kHead},
    Term{"farm", "farm", Role::kHead},
    Term{"federation", "league", Role::kHead},
    Term{"fertiliser", "fertilizer"},
    Term{"fiber", "fiber"},
    Term{"fibre", "fiber"},
    Term{"fishery", "fish"},
    Term{"fishing", "fish"},
    Term{"fleet", "fleet", Role::kHead},
    Term{"foodstuff", "food"},
    Term{"footwear", "shoe"},
    Term{"for", ""},
    Term{"force", "force", Role::kHead},
    Term{"forestry", "forest"},
    Term{"front", "front", Role::kHead},
    Term{"general", "general"},
    Term{"headquarter", "command", Role::kHead},
    Term{"hospital", "hospital", Role::kHead},
    Term{"industrial", "industry"},
    Term{"industry", "industry"},
    Term{"institute", "institute", Role::kHead},
    Term{"interior", "internal"},
    Term{"labour", "labor"},
    Term{"league", "league", Role::kHead},
    Term{"limited", ""},
    Term{"ltd", ""},
    Term{"machinery", "machine"},
    Term{"marine", "maritime"},
    Term{"mechanised", "mechanized"},
    Term{"metallurgical", "metal"},
    Term{"metallurgy", "metal"},
    Term{"mill", "factory", Role::kHead},
    Term{"ministry", "ministry", Role::kHead},
    Term{"national", "state"},
    Term{"navy", "navy", Role::kHead},
    Term{"no", ""},
    Term{"nuclear", "nuclear"},
    Term{"of", ""},
    Term{"office", "office", Role::kHead},
    Term{"on", ""},
    Term{"organisation", "organization"},
    Term{"organizational", "organization"},
    Term{"party", "party", Role::kHead},
    Term{"petroleum", "oil"},
    Term{"plant", "factory", Role::kHead},
    Term{"procuratorate", "procuracy", Role::kHead},
    Term{"programme", "program"},
    Term{"pyongyang", "pyongyang"},
    Term{"railroad", "railway"},
    Term{"regiment", "regiment", Role::kHead},
    Term{"reunification", "unification"},
    Term{"room", "office", Role::kHead},
    Term{"school", "school", Role::kHead},
    Term{"science", "science"},
    Term{"scientific", "science"},
    Term{"section", "section", Role::kHead},
    Term{"shipping", "shipping", Role::kHead},
    Term{"society", "association", Role::kHead},
    Term{"state", "state"},
    Term{"statistical", "statistic"},
    Term{"studio", "studio", Role::kHead},
    Term{"technical", "technology"},
    Term{"technological", "technology"},
    Term{"telecommunication", "telecom"},
    Term{"the", ""},
    Term{"to", ""},
    Term{"tourism", "tourist"},
    Term{"toward", ""},
    Term{"trading", "trading", Role::kHead},
    Term{"transport", "transport"},
    Term{"transportation", "transport"},
    Term{"troop", "troop", Role::kHead},
    Term{"troupe", "troupe", Role::kHead},
    Term{"tyre", "tire"},
    Term{"union", "league", Role::kHead},
    Term{"unit", "unit", Role::kHead},
    Term{"univ", "university", Role::kHead},
    Term{"university", "university", Role::kHead},
    Term{"with", ""},
    Term{"woman", "women"},
    Term{"woolen", "wool"},
    Term{"woollen", "wool"},
    Term{"work", "factory", Role::kHead},
};

constexpr bool is_sorted_by_word() {
  return std::is_sorted(kTerms.begin(), kTerms.end(),
                        [](const Term& a, const Term& b) { return a.word < b.word; });
}
static_assert(is_sorted_by_word());

const Term* find_term(std::string_view word) {
  const auto at =
      std::lower_bound(kTerms.begin(), kTerms.end(), word,
                       [](const Term& term, std::string_view w) { return term.word < w; });
  return at != kTerms.end() && at->word == word ? &*at : nullptr;
}

std::string singular_of(std::string word) {
  if (word.size() < 4 || !word.ends_with('s') || word.ends_with("ss") || word == "corps" ||
      word == "news")
    return word;
  if (word.ends_with("ies")) return word.replace(word.size() - 3, 3, "y");
  word.pop_back();
  return word;
}

/// "39th" is 39, "2nd" 2, "second" too.
std::string cardinal_of(std::string word) {
  constexpr std::array<std::string_view, 12> kOrdinals = {"first", "second", "third",    "fourth",
                                                          "fifth", "sixth",  "seventh",  "eighth",
                                                          "ninth", "tenth",  "eleventh", "twelfth"};
  if (const auto at = std::find(kOrdinals.begin(), kOrdinals.end(), word); at != kOrdinals.end())
    return std::to_string(at - kOrdinals.begin() + 1);
  const std::size_t digits = word.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string::npos || word.size() != digits + 2) return word;
  const std::string_view ending = std::string_view(word).substr(digits);
  if (ending == "th" || ending == "st" || ending == "nd" || ending == "rd") word.resize(digits);
  return word;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

bool is_country(std::string_view meaning) {
  return meaning == "korea" || meaning == "korean" || meaning == "north" || meaning == "joson";
}

/// What translators add to a name or leave out of it.
bool is_filler(std::string_view meaning) {
  constexpr std::array<std::string_view, 5> kFillers = {"building", "affair", "electric",
                                                        "protection", "conservation"};
  return std::find(kFillers.begin(), kFillers.end(), meaning) != kFillers.end();
}

bool is_left_out(std::string_view meaning, WordKey kind) {
  if (meaning.empty()) return true;
  if (kind == WordKey::kWhole) return false;
  if (is_country(meaning) || (kind == WordKey::kLoose && is_filler(meaning))) return true;
  return kind != WordKey::kNameless && (meaning == "state" || meaning == "central" ||
                                        meaning == "general" || meaning == "pyongyang");
}

bool is_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return static_cast<signed char>(c) > 0; });
}

/// What a word stands for; none if it isn't Latin. Lifetime: borrows `word`.
std::optional<Term> meaning_of(const std::string& word) {
  if (!is_ascii(word)) return std::nullopt;
  if (const Term* term = find_term(word)) return *term;
  return Term{word, word};
}

bool is_of_firms(std::string_view meaning) {
  constexpr std::array<std::string_view, 6> kFirms = {"corporation", "trading", "export",
                                                      "import",      "group",   "venture"};
  return std::find(kFirms.begin(), kFirms.end(), meaning) != kFirms.end();
}

/// What parts of an organ are called without a difference.
bool is_of_parts(std::string_view meaning) {
  constexpr std::array<std::string_view, 6> kParts = {"administration", "bureau", "department",
                                                      "division",       "office", "section"};
  return std::find(kParts.begin(), kParts.end(), meaning) != kParts.end();
}

/// What a term counts as in a key.
std::string_view standing_of(std::string_view meaning, WordKey kind) {
  if (kind == WordKey::kFirm && is_of_firms(meaning)) return "corporation";
  if (kind == WordKey::kLoose && is_of_parts(meaning)) return "department";
  if (kind == WordKey::kLoose && meaning == "mining") return "industry";
  return meaning;
}

/// In one order, each once; empty if they are too few.
std::string join(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string key;
  if (words.size() < kFewestWords) return key;
  for (const std::string& word : words) key.append(key.empty() ? 0 : 1, ' ').append(word);
  return key;
}

}  // namespace

std::string sounds_of(std::string word) {
  static constexpr std::pair<std::string_view, std::string_view> kSounds[] = {
      {"ae", "e"},  {"eo", "o"}, {"eu", "u"},    {"oo", "u"},   {"ph", "p"},  {"th", "t"},
      {"kh", "k"},  {"ch", "j"}, {"sh", "s"},    {"wo", "o"},   {"b", "p"},   {"d", "t"},
      {"g", "k"},   {"r", "l"},  {"nkl", "nkn"}, {"kl", "nkn"}, {"ml", "mn"}, {"nl", "nn"},
      {"ln", "nn"}, {"ly", "y"}, {"pp", "p"},    {"tt", "t"},   {"kk", "k"},  {"jj", "j"},
      {"ss", "s"},  {"ll", "l"}, {"nn", "n"}};
  for (const auto& [from, to] : kSounds) replace_all(word, from, to);
  return word;
}

std::vector<std::string> plain_words(std::string_view name) {
  std::vector<std::string> words;
  for (const std::string_view word : words_of(name)) {
    std::string plain = compact(word);
    if (plain.ends_with('s') && word.size() > 2 && (word.ends_with("'s") || word.ends_with("’s")))
      plain.pop_back();
    if (!plain.empty()) words.push_back(cardinal_of(singular_of(std::move(plain))));
  }
  return words;
}

bool is_term(std::string_view word) {
  const std::string single = singular_of(std::string(word));
  return is_country(single) || find_term(single) != nullptr;
}

std::string word_key(std::string_view name, WordKey kind) {
  if (name.find(' ') == std::string_view::npos) return {};
  std::vector<std::string> kept;
  bool has_head = kind == WordKey::kHeadless;
  for (const std::string& word : plain_words(name)) {
    const std::optional<Term> term = meaning_of(word);
    if (!term) return {};
    const bool is_head = term->role == Role::kHead;
    has_head = has_head || is_head;
    if (is_left_out(term->stands_for, kind) || (is_head && kind == WordKey::kHeadless)) continue;
    kept.push_back(sounds_of(std::string(standing_of(term->stands_for, kind))));
  }
  if (!has_head || kept.size() > kMostWords) return {};
  std::string key = join(std::move(kept));
  // What is left of a name says less than the same words as a whole name.
  if (!key.empty() && kind == WordKey::kHeadless) key += " *";
  if (!key.empty() && kind == WordKey::kLoose) key += " ~";
  return key;
}

}  // namespace waymark::normalize
