// SPDX-License-Identifier: Apache-2.0
// An organ's English name in the orders, spellings and abbreviations that print has: Ministry of
// State Security and State Security Ministry, Defence and Defense, & and and, M.S.S.
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "surface/derivers.h"
#include "surface/english_words.h"
#include "surface/hangul.h"
#include "surface/romanization.h"

namespace waymark::surface {
namespace {

constexpr std::size_t kMostWords = 12;
constexpr std::size_t kShortestCompound = 4;  // syllables; shorter ones are words of their own

constexpr std::array<std::string_view, 26> kHeads = {
    "Academy",    "Administration", "Agency",      "Association", "Authority",  "Board",
    "Bureau",     "Center",         "Centre",      "Command",     "Commission", "Committee",
    "Council",    "Department",     "Directorate", "Division",    "Federation", "Institute",
    "Ministry",   "Office",         "Secretariat", "Section",     "Service",    "Union",
    "University", "League"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kBriefs = {
    {{" Corporation", " Corp"},
     {" Company", " Co"},
     {" Limited", " Ltd"},
     {" Incorporated", " Inc"}}};

// What may stand before a head that takes "of".
constexpr std::array<std::string_view, 6> kModifiers = {"General",  "Central", "State",
                                                        "National", "Main",    "Joint"};

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Whether "of" can't stand before the word as a noun: Political, Foreign, 7th.
bool is_adjective(std::string_view word) {
  constexpr std::array<std::string_view, 16> kListed = {
      "Foreign",    "Standing", "Joint", "Supreme", "United", "State", "General", "Special",
      "Provincial", "County",   "City",  "Party",   "Main",   "Front", "Guard",   "Military"};
  if (is_one_of(kListed, word) || word.ends_with("'s") || word.ends_with("’s") ||
      word.ends_with("'"))
    return true;
  if (std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return true;
  for (const std::string_view ending : {"al", "ic", "ary", "ed", "ive", "ean", "ese", "ern"}) {
    if (word.ends_with(ending)) return true;
  }
  return false;
}

bool has_of(std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), "of") != words.end();
}

class AgencyDeriver {
 public:
  explicit AgencyDeriver(FormList& forms) : forms_(forms) {}

  void derive(std::string_view name) {
    name_ = name;
    if (is_acronym(name)) return add_dotted();
    const std::vector<std::string_view> words = split_words(name);
    if (words.size() > kMostWords) return;
    std::vector<std::string> orders = {std::string(name)};
    add_orders(words, orders);
    for (const std::string& order : orders) add_spellings(order);
  }

 private:
  void add_dotted() {
    std::string dotted;
    for (const char c : name_) dotted.append(1, c).append(1, '.');
    add(std::move(dotted), "abbreviation", "dotted", true);
  }

  void add_orders(const std::vector<std::string_view>& words, std::vector<std::string>& orders) {
    const auto of = std::find(words.begin(), words.end(), "of");
    std::vector<std::vector<std::string_view>> made;
    if (of != words.end()) {
      made.push_back(to_noun_first(words, static_cast<std::size_t>(of - words.begin())));
    } else {
      made.push_back(to_of(words));
      made.push_back(to_general_first(words));
    }
    for (const auto& order : made) {
      if (order.empty()) continue;
      orders.push_back(join_words(order));
      add(orders.back(), "en-order", "words in another order");
    }
  }

  /// General Bureau of Atomic Energy → Atomic Energy General Bureau.
  static std::vector<std::string_view> to_noun_first(const std::vector<std::string_view>& words,
                                                     std::size_t of) {
    const std::span all(words);
    if (of == 0 || of + 1 >= words.size() || !is_one_of(kHeads, words[of - 1])) return {};
    if (!std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(of) - 1,
                     [](std::string_view w) { return is_one_of(kModifiers, w); })) {
      return {};
    }
    const auto rest = all.subspan(of + 1);
    if (has_of(rest) || rest.front() == "the" || rest.back() == "Korea" ||
        rest.back() == "Republic")
      return {};
    std::vector<std::string_view> out(rest.begin(), rest.end());
    out.insert(out.end(), words.begin(), words.begin() + static_cast<std::ptrdiff_t>(of));
    return out;
  }

  /// Propaganda and Agitation Department → Department of Propaganda and Agitation.
  static std::vector<std::string_view> to_of(const std::vector<std::string_view>& words) {
    if (words.size() < 2 || !is_one_of(kHeads, words.back())) return {};
    std::size_t end = words.size() - 1;
    const bool general = end > 1 && words[end - 1] == "General";
    if (general) --end;
    if (is_adjective(words[end - 1])) return {};
    std::vector<std::string_view> out;
    if (general) out.push_back("General");
    out.insert(out.end(), {words.back(), "of"});
    out.insert(out.end(), words.begin(), words.begin() + static_cast<std::ptrdiff_t>(end));
    return out;
  }

  /// Reconnaissance General Bureau → General Reconnaissance Bureau.
  static std::vector<std::string_view> to_general_first(
      const std::vector<std::string_view>& words) {
    if (words.size() < 3 || words[words.size() - 2] != "General" ||
        !is_one_of(kHeads, words.back()))
      return {};
    std::vector<std::string_view> out = {"General"};
    out.insert(out.end(), words.begin(), words.end() - 2);
    out.push_back(words.back());
    return out;
  }

  void add_spellings(const std::string& name) {
    std::vector<std::string> names = {name};
    for (const auto respell : {to_british, to_american}) {
      if (std::string other = respell(name); !other.empty()) {
        add(other, "en-spelling", respell == to_british ? "British spelling" : "American spelling");
        names.push_back(std::move(other));
      }
    }
    for (const std::string& spelled : names) {
      for (std::string& other : vary_possessives(spelled))
        add(std::move(other), "en-spelling", "possessive");
      swap(spelled, " and ", " & ");
      swap(spelled, " & ", " and ");
      for (const auto& [full, brief] : kBriefs) shorten(spelled, full, brief);
    }
  }

  /// "Tanchon Trading Corp" of "Tanchon Trading Corporation"; a stop after it is none of its own.
  void shorten(const std::string& name, std::string_view full, std::string_view brief) {
    if (name.ends_with(full) && name.size() > full.size())
      add(name.substr(0, name.size() - full.size()).append(brief), "abbreviation", "shortened");
  }

  void swap(const std::string& name, std::string_view from, std::string_view to) {
    if (const std::size_t at = name.find(from); at != std::string::npos) {
      std::string other = name;
      other.replace(at, from.size(), to);
      add(std::move(other), "en-spelling", "and, &");
    }
  }

  void add(std::string form, std::string_view scheme, std::string_view how,
           bool exact_case = false) {
    DerivedForm made;
    made.derivation = std::string(name_) + " → " + form + ", " + std::string(how);
    made.form = std::move(form);
    made.scheme = scheme;
    made.exact_case = exact_case;
    forms_.add(std::move(made));
  }

  FormList& forms_;
  std::string_view name_;
};

/// 조선노동당 of 조선로동당. Without hanja a name may begin with a foreign word, which keeps its
/// ㄹ: 로씨야외무성.
void add_south(const NameInput& input, FormList& forms) {
  const std::string_view korean = name_in(input, "ko");
  const std::u32string north = to_code_points(korean);
  std::u32string south = to_south_compound(north);
  if (name_in(input, "hanja").empty() && !north.empty()) south[0] = north[0];
  if (south == north || north.size() < kShortestCompound) return;
  DerivedForm made;
  made.form = to_utf8(south);
  made.derivation = std::string(korean) + " → " + made.form;
  made.scheme = "ko-south";
  forms.add(std::move(made));
}

/// The words of a compound: of two syllables each, the last of three if one is left over
/// (국가|안전|보위부). Most are so, and the spelling shows where a word begins.
std::vector<Segment> part_compound(std::u32string_view name) {
  std::vector<Segment> words;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(U' '), name.size());
    const std::size_t size = end < 4 ? end : 2;
    words.push_back({name.substr(0, size), words.empty() ? '\0' : ' ', Boundary::kBegins, true});
    name.remove_prefix(size);
    if (name.starts_with(U' ')) name.remove_prefix(1);
  }
  return words;
}

/// Kukka Anjŏn Powibu of 국가안전보위부, also as one word. They serve look-up only: most texts
/// name an organ in English.
class AgencyRomaniser {
 public:
  AgencyRomaniser(std::u32string_view name, FormList& forms)
      : north_(name), south_(to_south_compound(name)), forms_(forms) {}

  void add(const Scheme& scheme) {
    if (scheme.orthography != Orthography::kSouth) add(north_, scheme);
    if (scheme.orthography != Orthography::kNorth && south_ != north_) add(south_, scheme);
  }

 private:
  void add(const std::u32string& name, const Scheme& scheme) {
    add_form(romanize(part_compound(name), scheme), scheme);
    const bool sounds_otherwise = scheme.generics_flow && name.find(U' ') == std::u32string::npos;
    if (sounds_otherwise) add_form(romanize(name, scheme), scheme);
  }

  void add_form(std::string form, const Scheme& scheme) {
    DerivedForm made;
    made.derivation = to_utf8(north_) + " → " + form;
    made.form = std::move(form);
    made.scheme = scheme.name;
    made.lookup_only = true;
    forms_.add(std::move(made));
  }

  std::u32string north_, south_;
  FormList& forms_;
};

void add_romanised(const NameInput& input, FormList& forms) {
  constexpr std::size_t kFewest = 3, kMost = 14;  // syllables
  const std::u32string name = to_code_points(name_in(input, "ko"));
  const auto is_written = [](char32_t c) { return is_hangul(c) || c == U' '; };
  if (name.size() < kFewest || name.size() > kMost ||
      !std::all_of(name.begin(), name.end(), is_written))
    return;
  AgencyRomaniser romaniser(name, forms);
  for (const Scheme& scheme : schemes())
    if (scheme.running_text) romaniser.add(scheme);
  // What newspapers mix: Kukga Anjeon Bowibu.
  for (const Scheme& scheme : press_schemes().first(5)) romaniser.add(scheme);
}

}  // namespace

void derive_agency(const NameInput& input, FormList& forms) {
  AgencyDeriver deriver(forms);
  for (const auto& [lang, name] : input.names) {
    if (lang == "en" && !name.empty()) deriver.derive(name);
  }
  add_south(input, forms);
  add_romanised(input, forms);
  add_honoured(input, forms);
}

}  // namespace waymark::surface
