// SPDX-License-Identifier: Apache-2.0
// A name becomes readings, readings are weighed by what the form shows, by what stands beside the
// name, by context; the best reading of each entry is a candidate. Every weight has its reason
// beside it.
#include "normalize/normalizer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "gazetteer/misspelling.h"
#include "match/letter_case.h"
#include "match/matcher.h"
#include "normalize/generics.h"
#include "normalize/name_index.h"
#include "normalize/name_parts.h"
#include "normalize/old_spelling.h"
#include "normalize/spelling.h"
#include "normalize/stop_words.h"
#include "normalize/verdict.h"
#include "normalize/word_key.h"
#include "surface/caution.h"
#include "surface/confusion.h"
#include "surface/han_reading.h"
#include "text/normal_form.h"
#include "text/tokenizer.h"
#include "text/utf8.h"

namespace waymark::normalize {
namespace {

using gazetteer::Catalog;
using gazetteer::kNoEntry;
using gazetteer::Why;

constexpr std::size_t kLongestName = 300;  // bytes; no name is longer

// What a form says by itself.
constexpr double kCanonical = 0.97;
constexpr double kAlias = 0.94;
constexpr double kNorthern = 0.93;  // derived, as the North and McCune-Reischauer write
constexpr double kSouthern = 0.87;  // derived, as only the South writes
constexpr double kRare = 0.84;      // derived, as newspapers and linguists write
constexpr double kHomonym = 0.84;   // written as its namesake is, not as itself
constexpr double kRareHomonym = 0.74;
constexpr double kNamesake = -0.06;  // where another of the name has all spellings
constexpr double kBehindNamesake = -0.02;
constexpr double kOtherSpaces = -0.2;    // Kimjongsuk is no way to write a person
constexpr double kOtherParts = -0.02;    // Songchon-gang is the river before Songchongang District
constexpr double kMarkedAbroad = -0.06;  // P'an'gyo is no way to write the South's Pangyo
constexpr double kLookupOnly = -0.06;    // collides in prose
constexpr double kNeedsCompany = -0.14;  // its gazetteer says that alone it rarely means this
constexpr double kNamedNeeds = 0.1;      // its own generic is company: Musudan-ri is the village
constexpr double kDivisionNeeds = 0.09;  // which of a county holds for prose only
constexpr double kOtherBreves = -0.06;   // Ŭnsan is no way to write Unsan
constexpr double kOtherMacrons = -0.3;   // Kojo is no way to write Kōjō, as Japanese reads 高城
constexpr double kOtherWords =
    -0.12;                            // Customs General Bureau, of which the list has another order
constexpr double kMoreWords = -0.03;  // for each kind of words that is left out
constexpr double kOtherSpelling = -0.03;  // by a system that is used no more
constexpr double kOtherCase = -0.06;      // an abbreviation in small letters
constexpr double kPriorWeight = 0.06;
// What was done to the name.
constexpr double kGenericCut = -0.03;
constexpr double kKindChanged = -0.06;  // a city under the name of a county
constexpr double kKindless = -0.15;     // a site, whose kind has no generics, under any
constexpr double kNotDivision = -0.15;  // a river under the bare name of a county
constexpr double kSiteOfPlace = 0.75;   // called by the place it lies in
// What stands beside it.
constexpr double kContained = 0.1;
constexpr double kSameCountry =
    -0.1;  // boundaries change, so another container of its country is no proof against
constexpr double kContext = 0.06;
constexpr double kForeignContext = -0.2;
// Villages below it are thousands, of which every syllable pair is one: Jangan.
constexpr double kNamedByNews = 0.25;
// Rivers and hills from it on are known by their bare names in any spelling: Baekdu.
constexpr double kFamous = 0.6;
// Shorter spellings of linguists are words of any language.
constexpr std::size_t kShortestRare = 5;
// Shorter names of persons, run together, are a place's: Sohun.
constexpr std::size_t kShortestRun = 7;
// What correction costs, and how clearly the nearest must be meant.
constexpr double kCorrection = 0.12;
constexpr double kCorrectionByDistance = 0.25;
constexpr double kAbroad = -0.2;  // misspellings are looked for in the gazetteer's own country
constexpr double kRivalry = 0.4;  // what is farther by this is no rival
constexpr double kShare = 0.9;    // of all that is near, what is meant must have so much
constexpr double kSupportedShare = 0.85;  // with a generic or a container beside the name
// Candidates nearer than this to the best one leave the name ambiguous.
constexpr double kLikeWeight = 0.125;

struct Weighed {
  Reading reading;
  double score = 0;
  std::vector<std::string> evidence;
  bool corrected = false;
};
using Readings = std::vector<Weighed>;

bool is_southern(std::string_view scheme) { return scheme == "rr" || scheme == "ko-south"; }
bool is_rare(std::string_view scheme) {
  return scheme == "press" || scheme == "mixed" || scheme == "iso" || scheme == "yale" ||
         scheme == "kontsevich" || is_foreign_reading(scheme);
}
bool is_without_generic(const gazetteer::FormView& form) {
  return form.derivation.find("missing") != std::string::npos;
}

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

/// The best reading of each entry, best first.
void keep_best(Readings& readings) {
  std::stable_sort(readings.begin(), readings.end(), [](const Weighed& a, const Weighed& b) {
    return a.score != b.score ? a.score > b.score : a.reading.entry < b.reading.entry;
  });
  std::set<EntryId> seen;
  std::erase_if(readings,
                [&](const Weighed& each) { return !seen.insert(each.reading.entry).second; });
}

/// A word that is English or a person's before it is a place's.
bool is_plain_word(std::string_view key) {
  return surface::is_common_word(key) || surface::is_known_name(key) || is_stop_word(key);
}

}  // namespace

std::string_view name_of(Status status) {
  switch (status) {
    case Status::kMatched:
      return "matched";
    case Status::kCorrected:
      return "corrected";
    case Status::kAmbiguous:
      return "ambiguous";
    case Status::kNone:
      return "none";
  }
  return "none";
}

struct Normalizer::Inside {
  Inside(const Catalog& given, Limits given_limits)
      : catalog(given), limits(std::move(given_limits)), index(given) {}

  const Catalog& catalog;
  Limits limits;
  NameIndex index;

  // ---- Look-up.

  [[nodiscard]] bool is_wanted(EntryId entry) const {
    const auto& kinds = limits.kinds;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), catalog.kind(entry)) == kinds.end())
      return false;
    return limits.within.empty() ||
           std::any_of(limits.within.begin(), limits.within.end(),
                       [&](EntryId outer) { return catalog.lies_in(entry, outer); });
  }

  /// The readings that are forms, with whatever case.
  [[nodiscard]] Readings read(std::string_view name, bool has_company = false) const {
    Readings readings;
    const std::string key = compact(name);
    const bool person = is_person_shape(name) && !has_english_generic(name);
    const bool plain = is_plain_word(key);
    const bool foreign = has_foreign_letters(name);
    const std::string breves = with_breves(name);
    const bool has_latin = is_plain_latin(key);
    const std::size_t parts = words_of(name).size();
    const bool one_word = has_latin && name.find_first_of(" -_") == std::string_view::npos;
    for (Reading& reading : index.find(key)) {
      if (person && is_place_by_rule(reading, name)) continue;
      const bool is_derived = reading.form.why == Why::kDerived;
      if (is_derived && (plain || (foreign && is_romanisation(reading.form.scheme)))) continue;
      if (!has_company && is_unlikely(reading, name)) continue;
      if (foreign && reading.form.why == Why::kExonym && !has_foreign_letters(reading.form.text))
        continue;  // Tānsen in Nepal
      if (reading.form.letter_case == gazetteer::Case::kExact)
        reading.is_exact_case =
            match::satisfies_case(reading.form.text, name, gazetteer::Case::kExact);
      const bool is_run_together = one_word && !index.is_place(reading.entry) &&
                                   reading.form.text.find(' ') != std::string::npos;
      if (is_run_together && is_derived && key.size() < kShortestRun) continue;
      double weight = weight_in_company(reading);
      if (is_run_together) weight += kOtherSpaces;
      if (has_latin && words_of(reading.form.text).size() != parts) weight += kOtherParts;
      if (!breves.empty() && with_breves(reading.form.text) != breves) weight += kOtherBreves;
      readings.push_back({std::move(reading), weight, {}, false});
    }
    weigh_foreign_readings(readings, name);
    if (has_marks(name)) weigh_abroad(readings, kMarkedAbroad);
    prefer_divisions(readings);
    prefer_romanised(readings, key);
    keep_best(readings);
    return readings;
  }

  [[nodiscard]] double weight_in_company(const Reading& reading) const {
    double weight = weight_of(reading) + kPriorWeight * (catalog.prior(reading.entry) - 0.5);
    if (reading.form.needs == 0) return weight;
    const gazetteer::Kind& kind = catalog.schema().kind(catalog.kind(reading.entry));
    if (is_division(kind))
      weight += kDivisionNeeds;
    else if (!kind.generics.empty() && reading.form.why == Why::kDerived &&
             !is_without_generic(reading.form))
      weight += kNamedNeeds;
    return weight;
  }

  /// A spelling that North and South share (Ongjin) is first the one's that the gazetteer has in
  /// all spellings: it is about that country.
  /// But Pohang is no way to write the North's Phohang first.
  void prefer_romanised(Readings& readings, const std::string& key) const {
    double best = 0;
    for (const Weighed& each : readings)
      if (is_shared(each, key)) best = std::max(best, each.score);
    if (best == 0) return;
    for (Weighed& each : readings) {
      if (index.is_romanised(each.reading.entry) || !index.is_place(each.reading.entry)) continue;
      if (each.reading.is_homonym)
        each.score = std::min(each.score, best + kBehindNamesake);
      else
        each.score += kNamesake;
    }
  }

  /// Whether the country's own place is written so, by its gazetteer or as a division's bare name.
  [[nodiscard]] bool is_shared(const Weighed& each, const std::string& key) const {
    const EntryId entry = each.reading.entry;
    return index.is_romanised(entry) && index.is_place(entry) &&
           !is_southern(each.reading.form.scheme) &&
           compact(catalog.entry(entry).name).starts_with(key) &&
           (each.score >= kRare || is_division(catalog.schema().kind(catalog.kind(entry))));
  }

  /// What Korean is written so is meant before what Japanese or Chinese read so, unless the name
  /// has their marks: Kōjō is 高城, Kojo 고저.
  static void weigh_foreign_readings(Readings& readings, std::string_view name) {
    const auto is_foreign = [](const Weighed& each) {
      return is_foreign_reading(each.reading.form.scheme);
    };
    const std::string macrons = with_macrons(name);
    const auto has_macrons = [&](const Weighed& each) {
      const std::string of_form = with_macrons(each.reading.form.text);
      return !of_form.empty() && macrons.find(of_form) != std::string::npos;
    };
    if (std::any_of(readings.begin(), readings.end(), has_macrons)) {
      for (Weighed& each : readings)
        if (!has_macrons(each) && each.reading.form.why != Why::kExonym)
          each.score += kOtherMacrons;
    } else if (std::any_of(readings.begin(), readings.end(), [&](const Weighed& each) {
                 return !is_foreign(each) && each.reading.form.why != Why::kExonym;
               })) {
      std::erase_if(readings, is_foreign);
    }
  }

  void weigh_abroad(Readings& readings, double weight) const {
    for (Weighed& each : readings)
      if (index.is_place(each.reading.entry) && !index.is_at_home(each.reading.entry))
        each.score += weight;
  }

  /// A bare name is a county's before it is that of a river or a site which is called by it.
  void prefer_divisions(Readings& readings) const {
    const auto is_of_division = [&](const Weighed& each) {
      return is_division(catalog.schema().kind(catalog.kind(each.reading.entry)));
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

  static bool has_english_generic(std::string_view name) {
    const auto cuts = cut_generics(name, false);
    return std::any_of(cuts.begin(), cuts.end(),
                       [](const GenericCut& cut) { return cut.is_english; });
  }

  /// A place, unless it is listed or derived with its generic as it is typed: Riwon isn't "Ri Won",
  /// but Kimchaek "Kim Ch'aek-si".
  [[nodiscard]] bool is_place_by_rule(const Reading& reading, std::string_view name) const {
    if (!index.is_place(reading.entry)) return false;
    if (reading.form.why == Why::kDerived && is_without_generic(reading.form)) return true;
    return !text::folds_equal(reading.form.text, name);
  }

  /// A spelling that nobody uses for it without more around it: Gangbuk, Yong-su.
  [[nodiscard]] bool is_unlikely(const Reading& reading, std::string_view name) const {
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

  [[nodiscard]] bool is_unlikely_bare(const Reading& reading, std::string_view name) const {
    const bool southern = is_southern(reading.form.scheme) || is_rare(reading.form.scheme);
    const bool is_romanised_form = is_romanisation(reading.form.scheme);
    if (reading.form.needs == 0) {
      return southern && is_romanised_form && reading.form.lookup_only &&
             is_hamlet(reading.entry) && catalog.prior(reading.entry) < kFamous;
    }
    const bool is_known = !is_hamlet(reading.entry) || catalog.prior(reading.entry) >= kNamedByNews;
    return southern || is_given_name_shape(name) || (!is_known && is_romanised_form);
  }

  /// A bare name as Japanese read it: a river's or a hill's is any word, and a woman's ends in -ko.
  [[nodiscard]] bool is_unlikely_abroad(const Reading& reading, std::string_view name) const {
    if (!is_division(catalog.schema().kind(catalog.kind(reading.entry)))) return true;
    return name == surface::without_accents(name) && compact(name).ends_with("ko");
  }

  /// In Pinyin all but provinces and cities have the names of Chinese towns, rivers and hills.
  [[nodiscard]] bool needs_container(const Reading& reading) const {
    if (reading.form.scheme != "pinyin" || !limits.within.empty()) return false;
    const gazetteer::Kind& kind = catalog.schema().kind(catalog.kind(reading.entry));
    return !has_generic(kind, "도") && !has_generic(kind, "시");
  }

  [[nodiscard]] bool lacks_container(const Weighed& each) const {
    return each.evidence.empty() && needs_container(each.reading);
  }

  static bool has_generic(const gazetteer::Kind& kind, std::string_view generic) {
    return std::find(kind.generics.begin(), kind.generics.end(), generic) != kind.generics.end();
  }

  /// The readings of a name less its generic.
  [[nodiscard]] Readings read_cut(std::string_view name, bool joined,
                                  bool has_company = false) const {
    Readings readings;
    if (is_person_shape(name) && !has_english_generic(name)) return readings;
    for (const GenericCut& cut : cut_generics(name, joined)) {
      for (const Reading& found : index.find(compact(cut.stem))) {
        if (!index.is_place(found.entry)) continue;
        if (!has_company && needs_container(found)) continue;
        if (!has_company && is_of_south(cut) && index.is_at_home(found.entry)) continue;
        if (joined && found.form.why == Why::kAbbreviation)
          continue;  // "Ussi" is no city of the US
        Weighed weighed{found, weight_in_company(found), {"generic"}, false};
        if (weigh_generic(cut, weighed)) readings.push_back(std::move(weighed));
      }
    }
    weigh_foreign_readings(readings, name);
    keep_best(readings);
    return readings;
  }

  /// The North has had no townships since 1952, and nobody spelt them so before.
  static bool is_of_south(const GenericCut& cut) { return compact(cut.generic) == "myeon"; }

  bool weigh_generic(const GenericCut& cut, Weighed& weighed) const {
    const gazetteer::Kind& kind = catalog.schema().kind(catalog.kind(weighed.reading.entry));
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

  /// Exact, else cut; what is not wanted is left out at once.
  [[nodiscard]] Readings look_up(std::string_view name, bool has_company = false) const {
    Readings readings = wanted(read(name, has_company));
    if (readings.empty()) readings = wanted(read_cut(name, false, has_company));
    if (readings.empty()) readings = wanted(read_cut(name, true, has_company));
    if (readings.empty()) readings = wanted(read_words(name));
    if (readings.empty()) readings = wanted(read_old(name));
    if (readings.empty()) readings = wanted(read_plural(name));
    return readings;
  }

  /// 보위원들 of 보위원; places have no plural.
  [[nodiscard]] Readings read_plural(std::string_view name) const {
    constexpr std::string_view kPlural = "들";
    if (!name.ends_with(kPlural) || name.size() < 3 * kPlural.size()) return {};
    name.remove_suffix(kPlural.size());
    Readings readings = read(name);
    std::erase_if(readings,
                  [&](const Weighed& each) { return index.is_place(each.reading.entry); });
    return readings;
  }

  /// As Japan's maps to 1945 and China's to 1979 spell it.
  [[nodiscard]] Readings read_old(std::string_view name) const {
    Readings readings;
    const std::string key = compact(name);
    if (!is_plain_latin(key)) return readings;
    const auto add = [&](const std::string& spelling, const auto& is_meant) {
      for (Reading& reading : index.find(spelling)) {
        if (!index.is_place(reading.entry) || !is_meant(reading)) continue;
        if (is_unlikely(reading, name)) continue;
        const double weight = weight_in_company(reading) + kOtherSpelling;
        readings.push_back({std::move(reading), weight, {}, false});
      }
    };
    if (const std::string hepburn = to_hepburn(key); hepburn != key)
      add(hepburn, [](const Reading& reading) {
        return reading.form.scheme == "ja-on" || reading.form.why == Why::kExonym;
      });
    for (const std::string& pinyin : to_pinyin(name))
      add(pinyin, [&](const Reading& reading) {
        return reading.form.scheme == "pinyin" || !index.is_romanised(reading.entry);
      });
    keep_best(readings);
    return readings;
  }

  /// An organ by another translation of its name.
  /// `last`: of the keys, which say less and less.
  [[nodiscard]] Readings read_words(std::string_view name,
                                    WordKey last = WordKey::kHeadless) const {
    Readings readings;
    double cost = kOtherWords;
    for (const WordKey kind : kWordKeys) {
      if (kind > last) break;
      const std::string key = word_key(name, kind);
      if (key.empty() || (kind == WordKey::kHeadless && !has_own_place(name))) continue;
      for (Reading& reading : index.find_words(key)) {
        const double weight = weight_in_company(reading) + cost;
        readings.push_back({std::move(reading), weight, {"words"}, false});
      }
      keep_best(readings);
      if (!readings.empty()) break;
      cost += kMoreWords;
    }
    if (!index.knows_words(name))
      for (Weighed& each : readings) mark_corrected(each);
    return readings;
  }

  /// Whether a word of it is a place of the country: Sangwon Cement.
  [[nodiscard]] bool has_own_place(std::string_view name) const {
    const auto words = words_of(name);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      const auto readings = index.find(compact(word));
      return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
        return index.is_romanised(reading.entry) && index.is_place(reading.entry) &&
               !is_southern(reading.form.scheme) && !is_rare(reading.form.scheme);
      });
    });
  }

  Readings wanted(Readings readings) const {
    std::erase_if(readings, [&](const Weighed& each) { return !is_wanted(each.reading.entry); });
    return readings;
  }

  // ---- What stands beside a name.

  /// The readings of a container, whatever is wanted of the name itself. An id is an entry too.
  [[nodiscard]] Readings read_container(std::string_view name) const {
    if (const auto entry = catalog.find(name)) {
      Weighed weighed;
      weighed.reading.entry = *entry;
      weighed.score = 1;
      return {weighed};
    }
    Readings readings = read(name);
    if (readings.empty()) readings = read_cut(name, false);
    if (readings.empty()) readings = correct(name, {});
    std::erase_if(readings,
                  [&](const Weighed& each) { return !index.is_place(each.reading.entry); });
    return readings;
  }

  /// Keeps what the container allows. A container of another country bars an entry; another
  /// container of its own country speaks against it.
  void settle(Readings& readings, const Readings& containers) const {
    const auto is_out = [&](Weighed& each) {
      return containers.empty() ? lacks_container(each) : !settle_one(each, containers);
    };
    std::erase_if(readings, is_out);
    keep_best(readings);
  }

  [[nodiscard]] bool settle_one(Weighed& each, const Readings& containers) const {
    const double best = containers.front().score;
    const EntryId country = outermost(catalog, each.reading.entry);
    bool same_country = false;
    for (const Weighed& container : containers) {
      // A homonymous container, as the South writes it, is of the South: Gangwon beside Kangwon.
      if (best - container.score > kSouthMargin &&
          outermost(catalog, container.reading.entry) == country &&
          outermost(catalog, containers.front().reading.entry) != country)
        continue;
      if (catalog.lies_in(each.reading.entry, container.reading.entry)) {
        each.score += kContained - (best - container.score);
        each.evidence.emplace_back(each.reading.entry == container.reading.entry ? "same"
                                                                                 : "containment");
        each.corrected = each.corrected || container.corrected;
        return true;
      }
      same_country = same_country || outermost(catalog, container.reading.entry) == country;
    }
    each.score += kSameCountry;
    return same_country;
  }
  static constexpr double kSouthMargin = 0.05;

  /// A name parted from the places beside it; also the largest first ("Ryanggang, Hyesan").
  [[nodiscard]] Readings look_up_parts(const NameParts& parts) const {
    Readings readings = look_up_beside(parts.name, parts.beside);
    // On Song is a person, also of North Korea, but not beside North Hamgyong.
    const auto is_in_country = [&](std::string_view beside) {
      const Readings containers = read_container(beside);
      return !containers.empty() &&
             catalog.parent(containers.front().reading.entry) != gazetteer::kNoEntry;
    };
    if (readings.empty() && is_person_shape(parts.name) &&
        std::any_of(parts.beside.begin(), parts.beside.end(), is_in_country))
      readings = look_up_beside(run_together(parts.name), parts.beside);
    return readings;
  }

  static std::string run_together(std::string_view name) {
    std::string word = compact(name);
    if (!word.empty()) word[0] = name[0];
    return word;
  }

  [[nodiscard]] Readings look_up_beside(std::string_view name,
                                        const std::vector<std::string_view>& places) const {
    Readings readings = look_up(name, true);
    if (readings.empty()) readings = correct_name(name, places);
    for (const std::string_view beside : places) {
      if (is_whole_peninsula(beside)) continue;
      const Readings containers = read_container(beside);
      if (containers.empty() && is_elsewhere(beside)) keep_abroad(readings);
      if (holds_any(readings, containers)) {
        Readings inner = look_up(beside, true);
        settle(inner, readings);
        readings = std::move(inner);
      } else {
        settle(readings, containers);
      }
    }
    return readings;
  }

  /// Whether an unknown container is of another country: all towns of the gazetteer's own are
  /// known, and none is spelt as China's are.
  static bool is_elsewhere(std::string_view container) {
    const std::string key = compact(container);
    if (!is_plain_latin(key)) return false;
    const auto cuts = cut_generics(container, false);
    return looks_chinese(key) || std::any_of(cuts.begin(), cuts.end(), [](const GenericCut& cut) {
             return cut.family == Family::kTown && !cut.is_english;
           });
  }

  /// It says nothing of the half: "Heijō, Chosen".
  static bool is_whole_peninsula(std::string_view container) {
    const std::string key = compact(container);
    return key == "korea" || key == "corea" || key == "chosen" || key == "tyosen";
  }

  void keep_abroad(Readings& readings) const {
    std::erase_if(readings, [&](const Weighed& each) {
      return index.is_place(each.reading.entry) && index.is_at_home(each.reading.entry);
    });
  }

  /// Whether the reverse holds: what stands first contains what stands beside it.
  [[nodiscard]] bool holds_any(const Readings& outer, const Readings& inner) const {
    return !outer.empty() && !inner.empty() &&
           outer.front().reading.entry != inner.front().reading.entry &&
           catalog.lies_in(inner.front().reading.entry, outer.front().reading.entry);
  }

  /// "China's Ministry of State Security": what lies in the owner, and nothing else.
  [[nodiscard]] Readings look_up_owned(std::string_view name) const {
    const OwnedName parts = part_owner(name);
    if (parts.owner.empty() || parts.name.empty()) return {};
    const Readings owners = read(parts.owner);
    Readings readings = look_up(parts.name, true);
    std::erase_if(readings, [&](const Weighed& each) {
      return std::none_of(owners.begin(), owners.end(), [&](const Weighed& owner) {
        return owner.reading.entry != each.reading.entry &&
               catalog.lies_in(each.reading.entry, owner.reading.entry);
      });
    });
    settle(readings, owners);
    return readings;
  }

  /// "함경북도 무산군", "咸鏡北道茂山郡", "Hyesan Ryanggang": two names without a sign between, of
  /// which one contains the other.
  [[nodiscard]] Readings look_up_two(std::string_view name, int deeper = 2) const {
    for (const auto& [before, behind] : cut_in_two(name)) {
      for (const auto& [outer, inner] : {std::pair{before, behind}, std::pair{behind, before}}) {
        const Readings containers = read(outer);
        if (containers.empty()) continue;
        Readings readings = look_up(inner, true);
        if (readings.empty() && deeper > 0 && has_korean_script(inner))
          readings = look_up_two(inner, deeper - 1);
        std::erase_if(readings, [&](const Weighed& each) {
          return std::none_of(containers.begin(), containers.end(), [&](const Weighed& container) {
            return container.reading.entry != each.reading.entry &&
                   catalog.lies_in(each.reading.entry, container.reading.entry);
          });
        });
        settle(readings, containers);
        if (!readings.empty()) return readings;
      }
    }
    return {};
  }

  /// "Kaechon camp": the entries of the generic's kind that lie in the place which the stem names,
  /// if they are few.
  [[nodiscard]] Readings find_site(std::string_view name) const {
    Readings readings;
    for (const GenericCut& cut : cut_generics(name, false)) {
      if (cut.family != Family::kSite) continue;
      const Readings places = read(cut.stem);
      if (places.empty() || !index.is_place(places.front().reading.entry)) continue;
      const std::vector<EntryId> sites = sites_in(places.front().reading.entry, cut);
      if (sites.size() > kMostSites) continue;
      for (const EntryId entry : sites) {
        Weighed& site = readings.emplace_back();
        site.reading.entry = entry;
        site.reading.form.text = std::string(name);
        site.reading.form.why = Why::kAlias;
        site.score = kSiteOfPlace + kPriorWeight * (catalog.prior(entry) - 0.5);
        site.evidence.emplace_back("containment");
      }
    }
    keep_best(readings);
    return readings;
  }

  static constexpr std::size_t kMostSites = 3;

  [[nodiscard]] std::vector<EntryId> sites_in(EntryId place, const GenericCut& cut) const {
    std::vector<EntryId> sites;
    for (EntryId entry = 0; entry < catalog.entry_count(); ++entry) {
      if (catalog.is_dropped(entry) || entry == place || !catalog.lies_in(entry, place)) continue;
      if (is_of_kind(catalog.schema().kind(catalog.kind(entry)), cut)) sites.push_back(entry);
    }
    return sites;
  }

  // ---- Correction.

  [[nodiscard]] Readings correct_name(std::string_view name,
                                      const std::vector<std::string_view>& beside) const {
    Readings containers;
    for (const std::string_view each : beside) {
      containers = read(each);
      if (!containers.empty()) break;
    }
    return wanted(correct(name, containers));
  }

  /// What the name is near, if that is clear; scanners' digits and a misspelt generic are mended
  /// first.
  [[nodiscard]] Readings correct(std::string_view given, const Readings& containers) const {
    const std::string name = with_letters_for_digits(given);
    Readings found;
    if (name != given) found = look_up(name, !containers.empty());
    if (const std::string mended = with_mended_generic(name); found.empty() && !mended.empty()) {
      found = look_up(mended, !containers.empty());
      if (found.empty()) found = correct_letters(mended, containers);
    }
    for (Weighed& each : found) mark_corrected(each);
    if (!containers.empty())
      std::erase_if(found, [&](Weighed& each) { return !settle_one(each, containers); });
    return found.empty() ? correct_letters(name, containers) : found;
  }

  /// An organ by its name with misspelt words, none of them left out.
  [[nodiscard]] Readings read_misspelt(std::string_view name) const {
    const std::string mended = index.mend_words(name);
    if (mended.empty()) return {};
    Readings readings = read(mended);
    std::erase_if(readings,
                  [&](const Weighed& each) { return index.is_place(each.reading.entry); });
    if (readings.empty()) readings = read_words(mended, WordKey::kBare);
    for (Weighed& each : readings) mark_corrected(each);
    return readings;
  }

  static void mark_corrected(Weighed& each) {
    if (!each.corrected) each.score -= kCorrection;
    each.corrected = true;
  }

  /// "Unjon County" for "Unjon Cuonty"; empty if the last word is no misspelt generic.
  static std::string with_mended_generic(std::string_view name) {
    constexpr std::array<std::string_view, 4> kGenerics = {"County", "District", "Province",
                                                           "City"};
    constexpr double kFarthest = 1.3;
    const std::size_t space = name.rfind(' ');
    if (space == std::string_view::npos || space == 0) return {};
    const std::string last = compact(name.substr(space + 1));
    if (last.size() < 4 || !is_plain_latin(last)) return {};
    for (const std::string_view generic : kGenerics) {
      const std::string folded = text::fold(generic);
      if (last == folded) return {};
      if (surface::confusion_distance(last, folded, kFarthest) <=
          kFarthest - 0.2 * (folded.size() < 5))
        return std::string(name.substr(0, space + 1)).append(generic);
    }
    return {};
  }

  [[nodiscard]] Readings correct_letters(std::string_view name, const Readings& containers) const {
    const std::string whole = compact(name);
    if (!is_plain_latin(whole) || whole.size() > 40 || has_foreign_letters(name)) return {};
    if (is_person_shape(name) && !has_english_generic(name)) return {};
    if (is_given_name_shape(name) && containers.empty()) return {};
    if (!with_macrons(name).empty() && containers.empty()) return {};  // a town of Japan
    const bool marked = has_marks(name);
    for (const GenericCut& cut : cut_generics(name, false)) {
      if (looks_chinese(compact(cut.generic))) continue;  // Maoshan Xian
      if (containers.empty() && is_of_south(cut)) continue;
      Readings found = find_near(compact(cut.stem), &cut, containers, marked);
      if (!found.empty()) return found;
    }
    return find_near(whole, nullptr, containers, marked);
  }

  /// How far a spelling of so many letters may be from a form.
  static double limit_for(std::size_t letters) {
    constexpr std::array<double, 9> kLimits = {0, 0, 0, 0, 0.45, 0.65, 0.85, 0.95, 1.05};
    return letters < kLimits.size() ? kLimits[letters] : 1.3;
  }
  static constexpr double kHushedS = 0.35;         // Hyeshan may be Hyesan, but not Musan
  static constexpr double kSupportedReach = 0.15;  // farther with a generic or a container

  static std::string with_plain_s(std::string key) {
    for (std::size_t at = key.find("sh"); at != key.npos; at = key.find("sh", at + 1))
      key.erase(at + 1, 1);
    return key;
  }

  /// `marked`: as only McCune and Reischauer print it, so that it can't be Pinyin.
  [[nodiscard]] Readings find_near(const std::string& key, const GenericCut* cut,
                                   const Readings& containers, bool marked) const {
    double limit = limit_for(key.size());
    if (!is_plain_latin(key) || limit == 0) return {};
    if (is_plain_word(key) && cut == nullptr) return {};
    const bool supported = cut != nullptr || !containers.empty() || !limits.within.empty();
    if (supported) limit += kSupportedReach;
    if (looks_chinese(key) && !supported && !marked) {
      if (looks_chinese(with_plain_s(key))) return {};
      limit = kHushedS;
    }
    std::vector<NearEntry> near;
    Readings readings = weigh_near(key, limit + kRivalry, cut, containers, supported, near);
    const std::size_t count =
        count_meant(catalog, near, {limit, supported ? kSupportedShare : kShare});
    Readings found;
    for (std::size_t i = 0; i < count; ++i) found.push_back(std::move(readings[near[i].number]));
    prefer_divisions(found);
    keep_best(found);
    const bool any_at_home = std::any_of(found.begin(), found.end(), [&](const Weighed& each) {
      return index.is_at_home(each.reading.entry);
    });
    return any_at_home ? found : Readings();
  }

  /// All near readings, and for each how far it is with what speaks against it.
  [[nodiscard]] Readings weigh_near(const std::string& key, double limit, const GenericCut* cut,
                                    const Readings& containers, bool supported,
                                    std::vector<NearEntry>& near) const {
    Readings readings;
    for (Reading& reading : index.find_near(key, limit)) {
      if (reading.form.needs != 0 && !supported && is_hamlet(reading.entry)) continue;
      const double distance = reading.distance + doubt_of(reading, cut);
      Weighed weighed{std::move(reading), 0, {}, true};
      weighed.score =
          weight_in_company(weighed.reading) - kCorrection - kCorrectionByDistance * distance;
      if (!index.is_at_home(weighed.reading.entry)) weighed.score += kAbroad;
      if (cut != nullptr) {
        if (!weigh_generic(*cut, weighed)) continue;
        weighed.evidence.emplace_back("generic");
      }
      if (!containers.empty() && !settle_one(weighed, containers)) continue;
      near.push_back(
          {weighed.reading.entry, distance, compact(weighed.reading.form.text), readings.size()});
      readings.push_back(std::move(weighed));
    }
    return readings;
  }

  /// One of the thousands of places below a district, of which every word has a neighbour.
  [[nodiscard]] bool is_hamlet(EntryId entry) const {
    return index.is_romanised(entry) && !is_division(catalog.schema().kind(catalog.kind(entry)));
  }

  /// What makes a form less likely to have been meant.
  [[nodiscard]] double doubt_of(const Reading& reading, const GenericCut* cut) const {
    const gazetteer::Kind& kind = catalog.schema().kind(catalog.kind(reading.entry));
    const bool is_named = cut != nullptr && is_of_kind(kind, *cut);
    double doubt = 0.2 * (0.5 - catalog.prior(reading.entry));
    if (reading.form.needs != 0 && !is_named) doubt += is_division(kind) ? 0.1 : 0.3;
    if (reading.form.lookup_only) doubt += 0.1;
    if (is_rare(reading.form.scheme)) doubt += 0.1;
    if (is_southern(reading.form.scheme)) doubt += 0.05;
    if (!index.is_at_home(reading.entry)) doubt += 0.15;
    if (cut == nullptr) return doubt + (is_division(kind) ? 0 : 0.1);
    if (is_named) return doubt;
    if (kind.generics.empty()) return doubt + 0.4;
    return doubt + (is_division(kind) ? 0.3 : 0.5);
  }

  // ---- Context.

  void weigh_context(Readings& readings, std::string_view context) const {
    if (context.empty() || readings.empty() || !text::is_valid_utf8(context)) return;
    std::set<EntryId> around, countries;
    for (const EntryId entry : entries_in(context)) {
      around.insert(entry);
      countries.insert(outermost(catalog, entry));
    }
    if (around.empty()) return;
    for (Weighed& each : readings) {
      const EntryId entry = each.reading.entry;
      if (!countries.contains(outermost(catalog, entry))) {
        each.score += kForeignContext;
        continue;
      }
      const bool contained = std::any_of(around.begin(), around.end(), [&](EntryId outer) {
        return outer != entry && catalog.lies_in(entry, outer);
      });
      each.score += contained ? kContained : kContext;
      each.evidence.emplace_back(contained ? "containment" : "context");
    }
    keep_best(readings);
  }

  [[nodiscard]] std::vector<EntryId> entries_in(std::string_view context) const {
    std::vector<text::Token> tokens;
    text::tokenize(context, tokens);
    match::CandidateSet set;
    match::find_candidates(catalog, context, tokens, set);
    std::vector<EntryId> entries;
    for (const match::Candidate& candidate : set.candidates) {
      // What has several meanings says nothing of another.
      if (candidate.entries.size() != 1 || !index.is_place(candidate.entries.front().entry))
        continue;
      if (!catalog.has_needs(candidate.entries.front().form))
        entries.push_back(candidate.entries.front().entry);
    }
    return entries;
  }

  // ---- The answer.

  [[nodiscard]] Answer answer(const Query& query) const {
    if (query.name.size() > kLongestName || !text::is_valid_utf8(query.name)) return {};
    std::string name = tidy(query.name);
    if (compact(name).empty()) return {};
    const bool has_container = !query.container.empty() && text::is_valid_utf8(query.container) &&
                               !is_whole_peninsula(query.container);
    const Readings containers = has_container ? read_container(tidy(query.container)) : Readings();
    Readings readings = look_up(name, !containers.empty() || !query.context.empty());
    if (readings.empty() && text::fold(name).starts_with("the ")) {
      name.erase(0, 4);
      readings = look_up(name);
    }
    if (readings.empty()) readings = look_up(without_inset(name));
    const NameParts parts = part_name(name);
    if (readings.empty() && !parts.beside.empty()) readings = look_up_parts(parts);
    if (readings.empty()) readings = wanted(look_up_owned(name));
    if (readings.empty()) readings = wanted(look_up_two(name));
    if (readings.empty()) readings = wanted(find_site(name));
    if (readings.empty()) readings = wanted(read_misspelt(name));
    if (readings.empty() && parts.beside.empty()) {
      readings = wanted(correct(name, containers));  // settled as it looks
    } else {
      settle(readings, containers);
    }
    if (has_container && containers.empty() && is_elsewhere(query.container)) keep_abroad(readings);
    weigh_context(readings, query.context);
    return answer_of(readings);
  }

  [[nodiscard]] Answer answer_of(const Readings& readings) const {
    Answer answer;
    if (readings.empty()) return answer;
    for (const Weighed& each : readings) answer.candidates.push_back(candidate_of(each));
    answer.status = answer.candidates.front().corrected ? Status::kCorrected : Status::kMatched;
    const double best = readings.front().score;
    const EntryId first = readings.front().reading.entry;
    const bool ambiguous =
        std::any_of(readings.begin() + 1, readings.end(), [&](const Weighed& other) {
          return other.score > best - kLikeWeight && !is_named_after(other.reading.entry, first);
        });
    if (ambiguous) answer.status = Status::kAmbiguous;
    return answer;
  }

  /// A part of the first by the same name is no other meaning: its town, its river.
  [[nodiscard]] bool is_named_after(EntryId part, EntryId whole) const {
    return catalog.lies_in(part, whole) || catalog.lies_in(whole, part);
  }

  [[nodiscard]] static Candidate candidate_of(const Weighed& each) {
    Candidate candidate;
    candidate.entry = each.reading.entry;
    candidate.form = each.reading.form.text;
    candidate.scheme = each.reading.form.scheme;
    candidate.derivation = each.reading.form.derivation;
    candidate.corrected = each.corrected || gazetteer::is_misspelling(each.reading.form);
    candidate.score = std::clamp(each.score, 0.01, 1.0);
    candidate.why = each.reading.is_homonym
                        ? "homonym"
                        : std::string(gazetteer::name_of(each.reading.form.why));
    if (!candidate.scheme.empty()) candidate.why += ", " + candidate.scheme;
    for (const std::string& evidence : each.evidence) candidate.why += ", " + evidence;
    if (candidate.corrected) candidate.why += ", corrected";
    return candidate;
  }
};

Normalizer::Normalizer(const Catalog& catalog, Limits limits)
    : inside_(std::make_unique<Inside>(catalog, std::move(limits))) {}
Normalizer::~Normalizer() = default;
Normalizer::Normalizer(Normalizer&&) noexcept = default;
Normalizer& Normalizer::operator=(Normalizer&&) noexcept = default;

const Catalog& Normalizer::catalog() const { return inside_->catalog; }

bool Normalizer::is_at_home(EntryId entry) const { return inside_->index.is_at_home(entry); }

Answer Normalizer::answer(const Query& query) const { return inside_->answer(query); }

}  // namespace waymark::normalize
