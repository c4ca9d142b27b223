// SPDX-License-Identifier: Apache-2.0
// Weights are those of a good spelling less what speaks against it.
#include "normalize/scope.h"

#include <algorithm>

#include "normalize/spelling.h"
#include "normalize/stop_words.h"
#include "surface/caution.h"
#include "surface/han_reading.h"

namespace waymark::normalize {
namespace {

using gazetteer::Why;

// What a form says by itself.
constexpr double kCanonical = 0.97;
constexpr double kAlias = 0.94;
constexpr double kNorthern = 0.93;  // derived, as the North and McCune-Reischauer write
constexpr double kSouthern = 0.87;  // derived, as only the South writes
constexpr double kHomonym = 0.84;   // written as its namesake is, not as itself
constexpr double kRareHomonym = 0.74;
constexpr double kLookupOnly = -0.06;    // collides in prose
constexpr double kNeedsCompany = -0.14;  // its gazetteer says that alone it rarely means this
constexpr double kNamedNeeds = 0.1;      // its own generic is company: Musudan-ri is the village
constexpr double kDivisionNeeds = 0.09;  // which of a county holds for prose only
constexpr double kOtherCase = -0.06;     // an abbreviation in small letters
// What was done to the name.
constexpr double kGenericCut = -0.03;
constexpr double kKindChanged = -0.06;  // a city under the name of a county
constexpr double kKindless = -0.15;     // a site, whose kind has no generics, under any
constexpr double kNotDivision = -0.15;  // a river under the bare name of a county
// Villages below it are thousands, of which every syllable pair is one: Jangan.
constexpr double kNamedByNews = 0.25;
// Rivers and hills from it on are known by their bare names in any spelling: Baekdu.
constexpr double kFamous = 0.6;
// Shorter spellings of linguists are words of any language.
constexpr std::size_t kShortestRare = 5;

double weight_of(const Reading& reading) {
  double weight = kAlias;
  if (reading.is_homonym) {
    weight = is_rare(reading.form.scheme) ? kRareHomonym : kHomonym;
  } else if (reading.form.why == Why::kCanonical) {
    weight = kCanonical;
  } else if (reading.form.why == Why::kDerived) {
    weight = is_southern(reading.form.scheme) ? kSouthern
             : is_rare(reading.form.scheme)   ? kRare
                                              : kNorthern;
  } else if (reading.form.why != Why::kAlias) {
    weight = kAlias - 0.03;
  }
  if (reading.form.lookup_only) weight += kLookupOnly;
  if (reading.form.needs != 0) weight += kNeedsCompany;
  if (!reading.is_exact_case) weight += kOtherCase;
  return weight;
}

bool has_generic(const gazetteer::Kind& kind, std::string_view generic) {
  return std::find(kind.generics.begin(), kind.generics.end(), generic) != kind.generics.end();
}

}  // namespace

bool is_plain_word(std::string_view key) {
  return surface::is_common_word(key) || surface::is_known_name(key) || is_stop_word(key);
}

bool has_english_generic(std::string_view name) {
  const auto cuts = cut_generics(name, false);
  return std::any_of(cuts.begin(), cuts.end(),
                     [](const GenericCut& cut) { return cut.is_english; });
}

bool is_of_south(const GenericCut& cut) { return compact(cut.generic) == "myeon"; }

const gazetteer::Kind& Scope::kind_of(EntryId entry) const {
  return catalog.schema().kind(catalog.kind(entry));
}

bool Scope::is_wanted(EntryId entry) const {
  const auto& kinds = limits.kinds;
  if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), catalog.kind(entry)) == kinds.end())
    return false;
  return limits.within.empty() ||
         std::any_of(limits.within.begin(), limits.within.end(),
                     [&](EntryId outer) { return catalog.lies_in(entry, outer); });
}

Readings Scope::wanted(Readings readings) const {
  std::erase_if(readings, [&](const Weighed& each) { return !is_wanted(each.reading.entry); });
  return readings;
}

bool Scope::is_hamlet(EntryId entry) const {
  return index.is_romanised(entry) && !is_division(kind_of(entry));
}

bool Scope::is_unlikely(const Reading& reading, std::string_view name) const {
  if (reading.form.why != Why::kDerived) return false;
  if (needs_container(reading)) return true;
  const bool foreign = is_foreign_reading(reading.form.scheme);
  if (!foreign && reading.form.lookup_only && is_rare(reading.form.scheme) &&
      name.size() < kShortestRare)
    return true;
  if (!is_without_generic(reading.form)) return false;
  if (foreign) return is_unlikely_abroad(reading, name);
  return limits.within.empty() && limits.kinds.empty() && is_unlikely_bare(reading, name);
}

bool Scope::needs_container(const Reading& reading) const {
  if (reading.form.scheme != "pinyin" || !limits.within.empty()) return false;
  const gazetteer::Kind& kind = kind_of(reading.entry);
  return !has_generic(kind, "도") && !has_generic(kind, "시");
}

bool Scope::lacks_container(const Weighed& each) const {
  return each.evidence.empty() && needs_container(each.reading);
}

double Scope::weight_in_company(const Reading& reading) const {
  double weight = weight_of(reading) + kPriorWeight * (catalog.prior(reading.entry) - 0.5);
  if (reading.form.needs == 0) return weight;
  const gazetteer::Kind& kind = kind_of(reading.entry);
  if (is_division(kind))
    weight += kDivisionNeeds;
  else if (!kind.generics.empty() && reading.form.why == Why::kDerived &&
           !is_without_generic(reading.form))
    weight += kNamedNeeds;
  return weight;
}

bool Scope::weigh_generic(const GenericCut& cut, Weighed& weighed) const {
  const gazetteer::Kind& kind = kind_of(weighed.reading.entry);
  if (!allows(kind, cut)) return false;
  // Tokusen-gun is a city now, but Tongchuan Shi no county of the North.
  const bool was_county =
      weighed.reading.form.scheme == "ja-on" && is_division(kind) && cut.family == Family::kTown;
  if (is_foreign_reading(weighed.reading.form.scheme) && !was_county && !is_of_kind(kind, cut))
    return false;
  if (is_of_kind(kind, cut) && weighed.reading.form.needs != 0 && !is_division(kind))
    weighed.score += kNamedNeeds;
  weighed.score += is_of_kind(kind, cut)   ? kGenericCut
                   : kind.generics.empty() ? kKindless
                                           : kKindChanged;
  return true;
}

void Scope::prefer_divisions(Readings& readings) const {
  const auto is_of_division = [&](const Weighed& each) {
    return is_division(kind_of(each.reading.entry));
  };
  if (std::none_of(readings.begin(), readings.end(), is_of_division)) return;
  for (Weighed& each : readings) {
    const gazetteer::FormView& form = each.reading.form;
    const bool is_full =
        form.why == Why::kCanonical || (form.why == Why::kDerived && !is_without_generic(form));
    if (!is_full && index.is_place(each.reading.entry) && !is_of_division(each))
      each.score += kNotDivision;
  }
}

bool Scope::is_unlikely_bare(const Reading& reading, std::string_view name) const {
  const bool southern = is_southern(reading.form.scheme) || is_rare(reading.form.scheme);
  const bool is_romanised_form = is_romanisation(reading.form.scheme);
  if (reading.form.needs == 0) {
    return southern && is_romanised_form && reading.form.lookup_only && is_hamlet(reading.entry) &&
           catalog.prior(reading.entry) < kFamous;
  }
  const bool is_known = !is_hamlet(reading.entry) || catalog.prior(reading.entry) >= kNamedByNews;
  return southern || is_given_name_shape(name) || (!is_known && is_romanised_form);
}

/// A bare name as Japanese read it: a river's or a hill's is any word, and a woman's ends in -ko.
bool Scope::is_unlikely_abroad(const Reading& reading, std::string_view name) const {
  if (!is_division(kind_of(reading.entry))) return true;
  return name == surface::without_accents(name) && compact(name).ends_with("ko");
}

}  // namespace waymark::normalize
