// SPDX-License-Identifier: Apache-2.0
// The table is made once from surface's generic terms: every English equivalent and every
// romanisation of each.
#include "normalize/generics.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "normalize/spelling.h"
#include "surface/confusion.h"
#include "surface/generic_term.h"
#include "surface/hangul.h"
#include "surface/romanization.h"

namespace waymark::normalize {
namespace {

/// Generics of one family that are said of the same things.
struct FamilyOf {
  Family family;
  std::vector<std::u32string_view> generics;
};

const std::vector<FamilyOf>& families() {
  static const std::vector<FamilyOf> list = {
      {Family::kProvince, {U"도", U"성"}},
      {Family::kTown,
       {U"시", U"특별시", U"직할시", U"광역시", U"군", U"현", U"구역", U"구", U"지구", U"읍",
        U"로동자구"}},
      {Family::kVillage, {U"리", U"동", U"로동자구", U"면", U"진", U"읍"}},
      {Family::kWater, {U"강", U"천"}},
      {Family::kWater, {U"호", U"저수지"}},
      {Family::kWater, {U"해", U"만"}},
      {Family::kWater, {U"폭포"}},
      {Family::kHeight, {U"산", U"봉", U"령", U"고개"}},
      {Family::kHeight, {U"산맥", U"고원", U"산"}},
      {Family::kIsland, {U"섬", U"도"}},
      {Family::kIsland, {U"반도"}},
      {Family::kIsland, {U"곶", U"단"}}};
  return list;
}

bool is_in(const FamilyOf& family, std::u32string_view generic) {
  return std::find(family.generics.begin(), family.generics.end(), generic) !=
         family.generics.end();
}

bool is_in(Family family, std::u32string_view generic) {
  return std::any_of(families().begin(), families().end(), [&](const FamilyOf& each) {
    return each.family == family && is_in(each, generic);
  });
}

struct Term {
  std::u32string hangul;
  Family family;
  bool is_english = false;
};

/// Generics by their compact spelling; those before a name ("Mount", "Lake") apart from those
/// behind.
struct Table {
  std::multimap<std::string, Term, std::less<>> before, behind;
  std::size_t longest = 0;

  void add(std::multimap<std::string, Term, std::less<>>& where, std::string_view spelling,
           const Term& term) {
    std::string key = compact(spelling);
    if (key.empty()) return;
    const auto [begin, end] = where.equal_range(key);
    if (std::any_of(begin, end,
                    [&](const auto& known) { return known.second.hangul == term.hangul; }))
      return;
    longest = std::max(longest, key.size());
    where.emplace(std::move(key), term);
  }

  void add_english(std::string_view pattern, Term term) {
    term.is_english = true;
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return add(behind, pattern, term);
    add(before, pattern.substr(0, star), term);
    add(before, std::string(pattern.substr(0, star)) + "of", term);
  }

  void add_romanised(const surface::GenericTerm& generic, const Term& term) {
    add(behind, surface::to_utf8(generic.hangul), term);
    add(behind, surface::to_utf8(generic.hanja), term);
    for (const surface::Scheme& scheme : surface::schemes()) {
      add(behind, surface::romanize(generic.hangul, scheme), term);
      // As behind a vowel: gun beside kun.
      const surface::Segment segments[] = {{U"아"},
                                           {generic.hangul, '-', surface::Boundary::kStops}};
      const std::string written = surface::romanize(segments, scheme);
      add(behind, std::string_view(written).substr(written.find('-') + 1), term);
    }
  }
};

Family family_of(std::u32string_view generic) {
  for (const FamilyOf& each : families())
    if (is_in(each.family, generic)) return each.family;
  return Family::kSite;
}

Table make_table() {
  Table table;
  for (const surface::GenericTerm& generic : surface::generic_terms()) {
    const Term term{std::u32string(generic.hangul), family_of(generic.hangul)};
    table.add_romanised(generic, term);
    for (const std::string_view english : generic.english) table.add_english(english, term);
  }
  // Habits that no scheme has; 府 is what cities were called until 1949. Then how Chinese has them.
  constexpr std::array<std::pair<std::string_view, std::u32string_view>, 24> kHabits = {
      {{"bu", U"시"},   {"pu", U"시"},    {"부", U"시"},       {"府", U"시"},   {"goon", U"군"},
       {"koon", U"군"}, {"ni", U"리"},    {"li", U"리"},       {"ku", U"구역"}, {"gu", U"구역"},
       {"to", U"도"},   {"shi", U"시"},   {"township", U"읍"}, {"prov", U"도"}, {"co", U"군"},
       {"cty", U"군"},  {"r", U"강"},     {"fu", U"시"},       {"dao", U"도"},  {"xian", U"군"},
       {"jun", U"군"},  {"jiang", U"강"}, {"shan", U"산"},     {"hu", U"호"}}};
  for (const auto& [spelling, hangul] : kHabits)
    table.add(table.behind, spelling, {std::u32string(hangul), family_of(hangul)});
  table.add(table.behind, "region", {U"도", Family::kProvince, true});
  for (const std::string_view mountain : {"mountain", "mt", "mount"})
    table.add(table.before, mountain, {U"산", Family::kHeight, true});
  table.add(table.before, "river", {U"강", Family::kWater, true});
  constexpr std::array<std::pair<std::string_view, std::u32string_view>, 9> kRussian = {
      {{"провинция", U"도"},
       {"город", U"시"},
       {"уезд", U"군"},
       {"район", U"구역"},
       {"деревня", U"리"},
       {"река", U"강"},
       {"гора", U"산"},
       {"остров", U"섬"},
       {"озеро", U"호"}}};
  for (const auto& [word, hangul] : kRussian)
    table.add(table.before, word, {std::u32string(hangul), family_of(hangul), true});
  table.add(table.before, "cityof", {U"시", Family::kTown, true});
  table.add(table.before, "countyof", {U"군", Family::kTown, true});
  table.add(table.before, "provinceof", {U"도", Family::kProvince, true});
  table.add(table.before, "islandof", {U"섬", Family::kIsland, true});
  return table;
}

const Table& table() {
  static const Table kTable = make_table();
  return kTable;
}

constexpr std::size_t kShortestMended = 4;
constexpr std::size_t kShortestRomanised = 8;

/// How far a generic of so many letters may be from what is typed.
double reach_of(std::size_t letters) { return letters < 5 ? 1.1 : letters < 11 ? 1.35 : 2; }

/// Of equally near ones the first by its letters.
std::string_view nearest_generic(const std::string& tail) {
  std::string_view nearest;
  double least = 10;
  for (const auto& [spelling, term] : table().behind) {
    if (spelling.size() < (term.is_english ? kShortestMended : kShortestRomanised)) continue;
    const double limit = std::min(least, reach_of(spelling.size()));
    const double distance = surface::confusion_distance(tail, spelling, limit);
    if (distance > limit || distance >= least) continue;
    least = distance;
    nearest = spelling;
  }
  return nearest;
}

bool is_separator(char c) { return c == ' ' || c == '-'; }

void add_cut(std::vector<GenericCut>& cuts, std::string_view stem, std::string_view generic,
             const Term& term) {
  while (!stem.empty() && (is_separator(stem.back()) || stem.back() == '.')) stem.remove_suffix(1);
  while (!stem.empty() && is_separator(stem.front())) stem.remove_prefix(1);
  if (compact(stem).empty()) return;
  cuts.push_back(
      {std::string(stem), std::string(generic), term.hangul, term.family, term.is_english});
}

/// Whether a name may be cut at this byte: at a separator, or in Korean script anywhere.
bool may_cut(std::string_view name, std::size_t at, bool joined) {
  if (at == 0 || at >= name.size()) return false;
  if (is_separator(name[at - 1]) || is_separator(name[at]) || name[at - 1] == '.') return true;
  const auto byte = static_cast<unsigned char>(name[at]);
  if ((byte & 0xC0) == 0x80) return false;
  return joined || byte >= 0xE3;
}

}  // namespace

std::vector<GenericCut> cut_generics(std::string_view name, bool joined) {
  std::vector<GenericCut> cuts;
  // Marks and punctuation make a generic as typed longer than its key; thrice is more than any has.
  const std::size_t reach = table().longest * 3;
  for (std::size_t at = name.size() > reach ? name.size() - reach : 1; at < name.size(); ++at) {
    if (!may_cut(name, at, joined)) continue;
    const auto [begin, end] = table().behind.equal_range(compact(name.substr(at)));
    const bool is_apart = may_cut(name, at, false);
    for (auto it = begin; it != end; ++it)
      if (is_apart || (!it->second.is_english && it->first.size() > 1))
        add_cut(cuts, name.substr(0, at), name.substr(at), it->second);
  }
  for (std::size_t at = 1; at < std::min(name.size(), reach); ++at) {
    if (!is_separator(name[at - 1]) && name[at - 1] != '.') continue;
    const auto [begin, end] = table().before.equal_range(compact(name.substr(0, at)));
    for (auto it = begin; it != end; ++it)
      add_cut(cuts, name.substr(at), name.substr(0, at), it->second);
  }
  return cuts;
}

std::string mend_generic(std::string_view name) {
  const std::size_t reach = table().longest * 3;
  for (std::size_t at = name.size() > reach ? name.size() - reach : 1; at < name.size(); ++at) {
    if (!is_separator(name[at - 1]) || is_separator(name[at])) continue;
    const std::string tail = compact(name.substr(at));
    if (tail.size() < kShortestMended || !is_plain_latin(tail)) continue;
    if (table().behind.contains(tail)) return {};
    if (const std::string_view meant = nearest_generic(tail); !meant.empty())
      return std::string(name.substr(0, at - 1)).append(" ").append(meant);
  }
  return {};
}

bool is_of_kind(const gazetteer::Kind& kind, const GenericCut& cut) {
  // A youth mine is a mine, but no company (회사) a temple (사).
  const bool is_site = cut.family == Family::kSite && !cut.hangul.ends_with(U"회사");
  return std::any_of(kind.generics.begin(), kind.generics.end(), [&](const std::string& generic) {
    const std::u32string hangul = surface::to_code_points(generic);
    return hangul == cut.hangul || (is_site && cut.hangul.ends_with(hangul));
  });
}

bool is_division(const gazetteer::Kind& kind) {
  return !kind.generics.empty() &&
         std::all_of(kind.generics.begin(), kind.generics.end(), [](const std::string& generic) {
           const std::u32string hangul = surface::to_code_points(generic);
           return is_in(Family::kProvince, hangul) ||
                  (is_in(Family::kTown, hangul) && hangul != U"읍");
         });
}

bool allows(const gazetteer::Kind& kind, const GenericCut& cut) {
  if (kind.generics.empty() || is_of_kind(kind, cut)) return true;
  return std::any_of(families().begin(), families().end(), [&](const FamilyOf& each) {
    return is_in(each, cut.hangul) &&
           std::any_of(kind.generics.begin(), kind.generics.end(), [&](const std::string& generic) {
             return is_in(each, surface::to_code_points(generic));
           });
  });
}

}  // namespace waymark::normalize
