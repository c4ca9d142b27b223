// SPDX-License-Identifier: Apache-2.0
// Each way is asked only where those before it found nothing.
#include "normalize/look_up.h"

#include <algorithm>

#include "match/letter_case.h"
#include "normalize/old_spelling.h"
#include "normalize/site_key.h"
#include "normalize/spelling.h"
#include "text/normal_form.h"

namespace waymark::normalize {
namespace {

using gazetteer::Why;

constexpr std::size_t kMostSites = 3;

constexpr double kNamesake = -0.06;  // where another of the name has all spellings
constexpr double kBehindNamesake = -0.02;
constexpr double kOtherSpaces = -0.2;    // Kimjongsuk is no way to write a person
constexpr double kOtherParts = -0.02;    // Songchon-gang is the river before Songchongang District
constexpr double kMarkedAbroad = -0.06;  // P'an'gyo is no way to write the South's Pangyo
constexpr double kOtherBreves = -0.06;   // Ŭnsan is no way to write Unsan
constexpr double kOtherMacrons = -0.3;   // Kojo is no way to write Kōjō, as Japanese reads 高城
constexpr double kOtherWords =
    -0.12;                            // Customs General Bureau, of which the list has another order
constexpr double kMoreWords = -0.03;  // for each kind of words that is left out
constexpr double kOtherSpelling = -0.03;  // by a system that is used no more
// Shorter names of persons, run together, are a place's: Sohun.
constexpr std::size_t kShortestRun = 7;

/// A quarter's stem less its number: Jongbaek 1-dong is a part of Jongbaek-dong.
std::string stem_of(const GenericCut& cut) {
  std::string stem = compact(cut.stem);
  const std::size_t end = stem.find_last_not_of("0123456789");
  if (cut.hangul == U"동" && end != std::string::npos) stem.resize(end + 1);
  return stem;
}

/// Whether a name says that what it names is of the North.
bool names_the_country(std::string_view name) {
  const auto words = words_of(name);
  return std::any_of(words.begin(), words.end(), [](std::string_view given) {
    const std::string word = compact(given);
    return word == "dprk" || word == "north";
  });
}

}  // namespace

Readings LookUp::read(std::string_view name, bool has_company) const {
  Readings readings;
  const std::string key = compact(name);
  const bool person = is_person_shape(name) && !has_english_generic(name);
  const bool plain = is_plain_word(key);
  const bool foreign = has_foreign_letters(name);
  const std::string breves = with_breves(name);
  const bool has_latin = is_plain_latin(key);
  const std::size_t parts = words_of(name).size();
  const bool one_word = has_latin && name.find_first_of(" -_") == std::string_view::npos;
  for (Reading& reading : scope_.index.find(key)) {
    if (person && is_place_by_rule(reading, name)) continue;
    const bool is_derived = reading.form.why == Why::kDerived;
    if (is_derived && (plain || (foreign && is_romanisation(reading.form.scheme)))) continue;
    if (!has_company && scope_.is_unlikely(reading, name)) continue;
    if (foreign && reading.form.why == Why::kExonym && !has_foreign_letters(reading.form.text))
      continue;  // Tānsen in Nepal
    if (reading.form.letter_case == gazetteer::Case::kExact)
      reading.is_exact_case =
          match::satisfies_case(reading.form.text, name, gazetteer::Case::kExact);
    const bool is_run_together = one_word && !scope_.index.is_place(reading.entry) &&
                                 reading.form.text.find(' ') != std::string::npos;
    if (is_run_together && is_derived && key.size() < kShortestRun) continue;
    double weight = scope_.weight_in_company(reading);
    if (is_run_together) weight += kOtherSpaces;
    if (has_latin && words_of(reading.form.text).size() != parts) weight += kOtherParts;
    if (!breves.empty() && with_breves(reading.form.text) != breves) weight += kOtherBreves;
    readings.push_back({std::move(reading), weight, {}, false});
  }
  weigh_foreign_readings(readings, name);
  if (has_marks(name)) weigh_abroad(readings, kMarkedAbroad);
  scope_.prefer_divisions(readings);
  prefer_romanised(readings, key);
  keep_best(readings);
  return readings;
}

Readings LookUp::read_cut(std::string_view name, bool joined, bool has_company) const {
  Readings readings;
  if (is_person_shape(name) && !has_english_generic(name)) return readings;
  for (const GenericCut& cut : cut_generics(name, joined)) {
    for (const Reading& found : scope_.index.find(stem_of(cut))) {
      if (!scope_.index.is_place(found.entry)) continue;
      if (!has_company && scope_.needs_container(found)) continue;
      if (!has_company && is_of_south(cut) && scope_.index.is_at_home(found.entry)) continue;
      if (joined && found.form.why == Why::kAbbreviation) continue;  // "Ussi" is no city of the US
      Weighed weighed{found, scope_.weight_in_company(found), {"generic"}, false};
      if (scope_.weigh_generic(cut, weighed)) readings.push_back(std::move(weighed));
    }
  }
  weigh_foreign_readings(readings, name);
  keep_best(readings);
  return readings;
}

Readings LookUp::read_words(std::string_view name, WordKey last) const {
  Readings readings;
  double cost = kOtherWords;
  for (const WordKey kind : kWordKeys) {
    if (kind > last) break;
    const std::string key = word_key(name, kind);
    if (key.empty() || (kind == WordKey::kHeadless && !has_own_place(name))) continue;
    for (Reading& reading : scope_.index.find_words(key)) {
      const double weight = scope_.weight_in_company(reading) + cost;
      readings.push_back({std::move(reading), weight, {"words"}, false});
    }
    keep_best(readings);
    if (!readings.empty()) break;
    cost += kMoreWords;
  }
  if (names_the_country(name)) keep_at_home(readings);
  if (!scope_.index.knows_words(name))
    for (Weighed& each : readings) mark_corrected(each);
  return readings;
}

/// The word keys leave out whose organ it is.
void LookUp::keep_at_home(Readings& readings) const {
  std::erase_if(readings,
                [&](const Weighed& each) { return !scope_.index.is_at_home(each.reading.entry); });
}

Readings LookUp::read_site(std::string_view name) const {
  Readings readings;
  const std::string key = site_key(name);
  if (key.empty()) return readings;
  add_sites(key, readings);
  for (const std::string& other : kindred_keys(key))
    if (readings.empty()) add_sites(other, readings);
  keep_best(readings);
  if (readings.size() > kMostSites) return {};
  if (!knows_places(name))
    for (Weighed& each : readings) mark_corrected(each);
  return readings;
}

/// "Hagap facility": a site that is called by a name alone.
Readings LookUp::read_facility(std::string_view name) const {
  const std::string_view stem = without_site_words(name);
  if (stem.empty()) return {};
  Readings readings = read(stem);
  std::erase_if(readings, [&](const Weighed& each) {
    const EntryId entry = each.reading.entry;
    return !scope_.index.is_place(entry) || !scope_.kind_of(entry).name.ends_with("site");
  });
  for (Weighed& each : readings) each.score += kOtherWords;
  return readings;
}

void LookUp::add_sites(const std::string& key, Readings& readings) const {
  for (Reading& reading : scope_.index.find_sites(key)) {
    const double weight = scope_.weight_in_company(reading) + kOtherWords;
    readings.push_back({std::move(reading), weight, {"words"}, false});
  }
}

/// Whether what isn't said of the kind of a facility is written as some name is.
bool LookUp::knows_places(std::string_view name) const {
  const auto words = words_of(name);
  return std::all_of(words.begin(), words.end(), [&](std::string_view given) {
    const std::string word = compact(given);
    return !is_plain_latin(word) || is_site_word(word) || !scope_.index.find(word).empty() ||
           scope_.index.knows_all_words(given);
  });
}

Readings LookUp::look_up(std::string_view name, bool has_company) const {
  Readings readings = scope_.wanted(read(name, has_company));
  if (readings.empty()) readings = scope_.wanted(read_cut(name, false, has_company));
  if (readings.empty()) readings = scope_.wanted(read_cut(name, true, has_company));
  if (readings.empty()) readings = scope_.wanted(read_words(name));
  if (readings.empty()) readings = scope_.wanted(read_site(name));
  if (readings.empty()) readings = scope_.wanted(read_facility(name));
  if (readings.empty()) readings = scope_.wanted(read_old(name));
  if (readings.empty()) readings = scope_.wanted(read_plural(name));
  return readings;
}

/// A spelling that North and South share (Ongjin) is first the one's that the gazetteer has in
/// all spellings: it is about that country.
/// But Pohang is no way to write the North's Phohang first.
void LookUp::prefer_romanised(Readings& readings, const std::string& key) const {
  double best = 0;
  for (const Weighed& each : readings)
    if (is_shared(each, key)) best = std::max(best, each.score);
  if (best == 0) return;
  for (Weighed& each : readings) {
    if (scope_.index.is_romanised(each.reading.entry) || !scope_.index.is_place(each.reading.entry))
      continue;
    if (each.reading.is_homonym)
      each.score = std::min(each.score, best + kBehindNamesake);
    else
      each.score += kNamesake;
  }
}

/// Whether the country's own place is written so, by its gazetteer or as a division's bare name.
bool LookUp::is_shared(const Weighed& each, const std::string& key) const {
  const EntryId entry = each.reading.entry;
  return scope_.index.is_romanised(entry) && scope_.index.is_place(entry) &&
         !is_southern(each.reading.form.scheme) &&
         compact(scope_.catalog.entry(entry).name).starts_with(key) &&
         (each.score >= kRare || is_division(scope_.kind_of(entry)));
}

/// What Korean is written so is meant before what Japanese or Chinese read so, unless the name
/// has their marks: Kōjō is 高城, Kojo 고저.
void LookUp::weigh_foreign_readings(Readings& readings, std::string_view name) {
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
      if (!has_macrons(each) && each.reading.form.why != Why::kExonym) each.score += kOtherMacrons;
  } else if (std::any_of(readings.begin(), readings.end(), [&](const Weighed& each) {
               return !is_foreign(each) && each.reading.form.why != Why::kExonym;
             })) {
    std::erase_if(readings, is_foreign);
  }
}

void LookUp::weigh_abroad(Readings& readings, double weight) const {
  for (Weighed& each : readings)
    if (scope_.index.is_place(each.reading.entry) && !scope_.index.is_at_home(each.reading.entry))
      each.score += weight;
}

/// A place, unless it is listed or derived with its generic as it is typed: Riwon isn't "Ri Won",
/// but Kimchaek "Kim Ch'aek-si".
bool LookUp::is_place_by_rule(const Reading& reading, std::string_view name) const {
  if (!scope_.index.is_place(reading.entry)) return false;
  if (reading.form.why == Why::kDerived && is_without_generic(reading.form)) return true;
  return !text::folds_equal(reading.form.text, name);
}

/// 보위원들 of 보위원; places have no plural.
Readings LookUp::read_plural(std::string_view name) const {
  constexpr std::string_view kPlural = "들";
  if (!name.ends_with(kPlural) || name.size() < 3 * kPlural.size()) return {};
  name.remove_suffix(kPlural.size());
  Readings readings = read(name);
  std::erase_if(readings,
                [&](const Weighed& each) { return scope_.index.is_place(each.reading.entry); });
  return readings;
}

/// As Japan's maps to 1945 and China's to 1979 spell it.
Readings LookUp::read_old(std::string_view name) const {
  Readings readings;
  const std::string key = compact(name);
  if (!is_plain_latin(key)) return readings;
  const auto add = [&](const std::string& spelling, const auto& is_meant) {
    for (Reading& reading : scope_.index.find(spelling)) {
      if (!scope_.index.is_place(reading.entry) || !is_meant(reading)) continue;
      if (scope_.is_unlikely(reading, name)) continue;
      const double weight = scope_.weight_in_company(reading) + kOtherSpelling;
      readings.push_back({std::move(reading), weight, {}, false});
    }
  };
  if (const std::string hepburn = to_hepburn(key); hepburn != key)
    add(hepburn, [](const Reading& reading) {
      return reading.form.scheme == "ja-on" || reading.form.why == Why::kExonym;
    });
  for (const std::string& pinyin : to_pinyin(name))
    add(pinyin, [&](const Reading& reading) {
      return reading.form.scheme == "pinyin" || !scope_.index.is_romanised(reading.entry);
    });
  keep_best(readings);
  return readings;
}

/// Whether a word of it is a place of the country: Sangwon Cement.
bool LookUp::has_own_place(std::string_view name) const {
  const auto words = words_of(name);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    const auto readings = scope_.index.find(compact(word));
    return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
      return scope_.index.is_romanised(reading.entry) && scope_.index.is_place(reading.entry) &&
             !is_southern(reading.form.scheme) && !is_rare(reading.form.scheme);
    });
  });
}

}  // namespace waymark::normalize
