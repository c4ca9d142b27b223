// SPDX-License-Identifier: Apache-2.0
// The words for an office: their plural, hyphen or space in compounds, both spellings of English.
#include <algorithm>
#include <array>
#include <set>

#include "surface/derivers.h"
#include "surface/english_words.h"

namespace waymark::surface {
namespace {

/// First parts that stand with a hyphen or a space before the next word.
constexpr std::array<std::string_view, 14> kLooseFirsts = {
    "vice",     "lieutenant", "major",    "brigadier", "colonel", "attorney", "secretary",
    "governor", "consul",     "director", "inspector", "sub",     "under",    "deputy"};

/// Nouns that keep the plural where an adjective follows: attorneys general.
constexpr std::array<std::string_view, 9> kBeforeGeneral = {"attorney",  "secretary", "consul",
                                                            "governor",  "director",  "inspector",
                                                            "solicitor", "surveyor",  "postmaster"};

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// A term cut into words, each with what stands before it.
struct Word {
  char before;  ///< ' ', '-' or 0
  std::string text;
};

std::vector<Word> cut(std::string_view term) {
  std::vector<Word> words(1, Word{0, {}});
  for (const char c : term) {
    if (c == ' ' || c == '-') {
      words.push_back({c, {}});
    } else {
      words.back().text.push_back(c);
    }
  }
  return words;
}

std::string join(const std::vector<Word>& words) {
  std::string out;
  for (const Word& word : words) {
    if (word.before != 0) out.push_back(word.before);
    out += word.text;
  }
  return out;
}

bool is_preposition(std::string_view word) {
  constexpr std::array<std::string_view, 8> kWords = {"of", "for", "in",         "to",
                                                      "at", "on",  "d'affaires", "de"};
  return is_one_of(kWords, word) || word == "d’affaires";
}

/// The word that takes the plural.
std::size_t find_head(const std::vector<Word>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string word = to_lower(words[i].text);
    if (is_preposition(word)) return i - 1;
    const std::string before = to_lower(words[i - 1].text);
    if (i + 1 == words.size() && word == "general" && is_one_of(kBeforeGeneral, before))
      return i - 1;
    if (i + 1 == words.size() && word == "major" && before == "sergeant") return i - 1;
  }
  return words.size() - 1;
}

std::vector<std::string> pluralise(const std::string& term) {
  std::vector<Word> words = cut(term);
  Word& head = words[find_head(words)];
  const std::string singular = head.text;
  const std::string plural = to_plural(singular);
  if (plural.empty()) return {};
  head.text = plural;
  std::vector<std::string> plurals = {join(words)};
  if (to_lower(singular) == "spokesperson") {
    head.text = singular.substr(0, singular.size() - 6) + "people";
    plurals.push_back(join(words));
  }
  return plurals;
}

/// The term with hyphens and spaces the other way round where both are in use: vice-chairman,
/// commander in chief.
std::vector<std::string> vary_joints(const std::string& term) {
  std::vector<Word> words = cut(term);
  std::set<std::size_t> loose;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string before = to_lower(words[i - 1].text);
    // "deputy director" has a hyphen only if it was given one.
    const bool first =
        is_one_of(kLooseFirsts, before) && (before != "deputy" || words[i].before == '-');
    if (first && !is_preposition(to_lower(words[i].text))) loose.insert(i);
    if (to_lower(words[i].text) == "chief" && i >= 2 && before == "in") loose.insert({i - 1, i});
  }
  if (loose.empty()) return {};
  std::vector<std::string> varied;
  for (const char joint : {'-', ' '}) {
    for (const std::size_t i : loose) words[i].before = joint;
    varied.push_back(join(words));
  }
  return varied;
}

class RoleDeriver {
 public:
  explicit RoleDeriver(FormList& forms) : forms_(forms) {}

  void derive(const std::string& name) {
    name_ = name;
    std::vector<std::string> spellings = {name};
    for (const auto respell : {to_british, to_american}) {
      if (std::string other = respell(name); !other.empty()) spellings.push_back(std::move(other));
    }
    for (const std::string& spelled : spellings) {
      if (spelled != name) add(spelled, "en-spelling");
      add_plurals(spelled);
      for (const std::string& varied : vary_joints(spelled)) {
        if (varied == spelled) continue;
        add(varied, "compound");
        add_plurals(varied);
      }
    }
  }

 private:
  void add_plurals(const std::string& term) {
    for (const std::string& plural : pluralise(term)) add(plural, "plural");
  }

  void add(const std::string& form, std::string_view scheme) {
    DerivedForm made;
    made.derivation = name_ + " → " + form + ", " + std::string(scheme);
    made.form = form;
    made.scheme = scheme;
    forms_.add(std::move(made));
  }

  FormList& forms_;
  std::string name_;
};

}  // namespace

void derive_role(const NameInput& input, FormList& forms) {
  RoleDeriver deriver(forms);
  for (const auto& [lang, name] : input.names) {
    if (lang == "en" && !name.empty()) deriver.derive(name);
  }
}

}  // namespace waymark::surface
