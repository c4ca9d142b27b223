// SPDX-License-Identifier: Apache-2.0
// Scanners' digits and generics are mended first; then letters, among all forms that are near.
#include "normalize/correction.h"

#include <algorithm>
#include <array>

#include "normalize/containment.h"
#include "normalize/name_shape.h"
#include "normalize/spelling.h"

namespace waymark::normalize {
namespace {

constexpr double kCorrectionByDistance = 0.25;
constexpr double kAbroad = -0.2;  // misspellings are looked for in the gazetteer's own country
constexpr double kRivalry = 0.4;  // what is farther by this is no rival
constexpr double kShare = 0.85;   // of all that is near, what is meant must have so much
constexpr double kDoubtfulShare = 0.9;  // of what could be Chinese
// Words that all are known may be one slip off in a long name: the Korean Central New Agency.
constexpr std::size_t kLongName = 14;  // letters
constexpr double kOneSlip = 0.85;
constexpr std::size_t kLongest = 60;      // letters
constexpr double kHushedS = 0.35;         // Hyeshan may be Hyesan, but not Musan
constexpr double kSupportedReach = 0.15;  // farther with a generic or a container
constexpr double kOwnGeneric = 0.15;      // Musau-up is the town before it is the county
constexpr double kHamletReach = 0.9;      // Haksan-li may be Haksan-ri, but not Haksan

/// How far a spelling may be from a form: by its letters, and less where it could be something else
/// than a Korean place. `marked`: as only McCune and Reischauer print it.
double limit_for(std::string_view key, bool marked) {
  constexpr double kGivenName = 0.3;
  constexpr std::array<double, 10> kDoubtful = {0, 0, 0, 0, 0.45, 0.65, 0.85, 0.95, 1.05, 1.3};
  constexpr std::array<double, 10> kClear = {0, 0, 0, 0, 0.95, 1.1, 1.3, 1.4, 1.5, 1.75};
  if (!marked && ends_as_given_name(key)) return kGivenName;
  const bool is_doubtful = !marked && (is_pinyin(key) || looks_southern(key));
  const auto& limits = is_doubtful ? kDoubtful : kClear;
  return limits[std::min(key.size(), limits.size() - 1)];
}

/// The same for an organ's name of several words.
double organ_limit_for(std::size_t letters) {
  return letters < 8 ? 0.85 : letters < 12 ? 1.15 : letters < 20 ? 1.6 : 2.2;
}

/// What misspelt words may be off, so that a short one isn't another word of a long name.
double reach_of_unknown(const NameIndex& index, std::string_view name) {
  double reach = 0;
  for (const std::string_view word : words_of(name))
    if (!index.knows_all_words(word)) reach += organ_limit_for(compact(word).size() + 4);
  return reach;
}

std::string with_plain_s(std::string key) {
  for (std::size_t at = key.find("sh"); at != key.npos; at = key.find("sh", at + 1))
    key.erase(at + 1, 1);
  return key;
}

}  // namespace

Readings Correction::correct(std::string_view given, const Readings& containers) const {
  const std::string name = with_letters_for_digits(given);
  Readings found;
  if (name != given) found = look_up_.look_up(name, !containers.empty());
  if (const std::string mended = mend_generic(name); found.empty() && !mended.empty()) {
    found = look_up_.look_up(mended, !containers.empty());
    std::erase_if(found, [&](const Weighed& each) { return is_called_by_any(each); });
    if (found.empty()) found = correct_letters(mended, containers);
  }
  for (Weighed& each : found) mark_corrected(each);
  if (!containers.empty())
    std::erase_if(found, [&](Weighed& each) { return !settle_one(scope_, each, containers); });
  return found.empty() ? correct_letters(name, containers) : found;
}

Readings Correction::read_misspelt(std::string_view name) const {
  const std::string mended = scope_.index.mend_words(name);
  if (mended.empty()) return {};
  Readings readings = look_up_.read(mended);
  std::erase_if(readings,
                [&](const Weighed& each) { return scope_.index.is_place(each.reading.entry); });
  if (readings.empty()) readings = look_up_.read_words(mended, WordKey::kBare);
  for (Weighed& each : readings) mark_corrected(each);
  return readings;
}

Readings Correction::correct_organ(std::string_view given) const {
  const std::string name = with_letters_for_digits(given);
  const std::string key = compact(name);
  if (key.size() > kLongest) return {};
  const double limit =
      scope_.index.knows_all_words(given)
          ? (key.size() < kLongName ? 0 : kOneSlip)
          : std::min(organ_limit_for(key.size()), reach_of_unknown(scope_.index, name));
  if (limit == 0) return {};
  std::vector<NearEntry> near;
  Readings readings;
  for (Reading& reading : scope_.index.find_near_organs(name, limit + kRivalry)) {
    if (!scope_.is_wanted(reading.entry)) continue;
    near.push_back({reading.entry, reading.distance, compact(reading.form.text), readings.size()});
    Weighed& weighed = readings.emplace_back();
    weighed.score =
        scope_.weight_in_company(reading) - kCorrection - kCorrectionByDistance * reading.distance;
    weighed.corrected = true;
    weighed.reading = std::move(reading);
  }
  Readings found;
  const std::size_t count = count_meant(scope_.catalog, near, {limit, kShare});
  for (std::size_t i = 0; i < count; ++i) found.push_back(std::move(readings[near[i].number]));
  keep_best(found);
  return found;
}

Readings Correction::correct_letters(std::string_view name, const Readings& containers) const {
  const std::string whole = compact(name);
  if (!is_plain_latin(whole) || whole.size() > 40 || has_foreign_letters(name)) return {};
  if (is_person_shape(name) && !has_english_generic(name)) return {};
  if (is_given_name_shape(name) && containers.empty()) return {};
  if (!with_macrons(name).empty() && containers.empty()) return {};  // a town of Japan
  const bool marked = has_marks(name);
  for (const GenericCut& cut : cut_generics(name, false)) {
    if (looks_chinese(compact(cut.generic))) continue;  // Maoshan Xian
    if (containers.empty() && is_of_south(cut)) continue;
    if (is_of_nature(cut.family) && names_a_division(cut.stem)) return {};
    Readings found = find_near(compact(cut.stem), &cut, containers, marked);
    if (!found.empty()) return found;
  }
  return find_near(whole, nullptr, containers, marked);
}

/// `marked`: as only McCune and Reischauer print it, so that it can't be Pinyin.
Readings Correction::find_near(const std::string& key, const GenericCut* cut,
                               const Readings& containers, bool marked) const {
  double limit = limit_for(key, marked);
  if (!is_plain_latin(key) || limit == 0) return {};
  if (is_plain_word(key) && cut == nullptr) return {};
  const bool supported = cut != nullptr || !containers.empty() || !scope_.limits.within.empty();
  if (supported) limit += kSupportedReach;
  if (looks_chinese(key) && is_pinyin(key) && !supported && !marked) {
    if (looks_chinese(with_plain_s(key))) return {};
    limit = kHushedS;
  }
  std::vector<NearEntry> near;
  Readings readings = weigh_near(key, limit + kRivalry, cut, containers, supported, near);
  const double share =
      supported || marked || !(is_pinyin(key) || looks_southern(key)) ? kShare : kDoubtfulShare;
  const std::size_t count = count_meant(scope_.catalog, near, {limit, share});
  if (count > 0 && containers.empty() && is_another_village(near.front(), readings, cut)) return {};
  Readings found;
  for (std::size_t i = 0; i < count; ++i) found.push_back(std::move(readings[near[i].number]));
  scope_.prefer_divisions(found);
  keep_best(found);
  const bool any_at_home = std::any_of(found.begin(), found.end(), [&](const Weighed& each) {
    return scope_.index.is_at_home(each.reading.entry);
  });
  return any_at_home ? found : Readings();
}

/// All near readings, and for each how far it is with what speaks against it.
Readings Correction::weigh_near(const std::string& key, double limit, const GenericCut* cut,
                                const Readings& containers, bool supported,
                                std::vector<NearEntry>& near) const {
  Readings readings;
  for (Reading& reading : scope_.index.find_near(key, limit)) {
    if (reading.form.needs != 0 && !supported && scope_.is_hamlet(reading.entry) &&
        (!names_its_kind(reading) || reading.distance > kHamletReach))
      continue;
    const double distance = reading.distance + doubt_of(reading, cut);
    Weighed weighed{std::move(reading), 0, {}, true};
    weighed.score =
        scope_.weight_in_company(weighed.reading) - kCorrection - kCorrectionByDistance * distance;
    if (!scope_.index.is_at_home(weighed.reading.entry)) weighed.score += kAbroad;
    if (cut != nullptr) {
      const bool is_own = is_of_kind(scope_.kind_of(weighed.reading.entry), *cut);
      if (is_of_nature(cut->family) && !is_own) continue;
      if (!scope_.weigh_generic(*cut, weighed)) continue;
      if (is_own) weighed.score += kOwnGeneric;
      weighed.evidence.emplace_back("generic");
    }
    if (!containers.empty() && !settle_one(scope_, weighed, containers)) continue;
    near.push_back(
        {weighed.reading.entry, distance, compact(weighed.reading.form.text), readings.size()});
    readings.push_back(std::move(weighed));
  }
  return readings;
}

/// Whether a generic was cut that is none of the kind's, which has none: Korea is no "Korea Post".
bool Correction::is_called_by_any(const Weighed& each) const {
  const auto& evidence = each.evidence;
  return std::find(evidence.begin(), evidence.end(), "generic") != evidence.end() &&
         scope_.kind_of(each.reading.entry).generics.empty();
}

/// Whether a form has the generic of its village or river: Wasan-dong.
bool Correction::names_its_kind(const Reading& reading) const {
  const gazetteer::FormView& form = reading.form;
  if (scope_.kind_of(reading.entry).generics.empty()) return false;
  return form.why == gazetteer::Why::kDerived ? !is_without_generic(form)
                                              : form.text.find('-') != std::string::npos;
}

/// Whether a stem is a county's own name: Sonchon Air Base isn't that of Sunchon.
bool Correction::names_a_division(std::string_view stem) const {
  const auto readings = scope_.index.find(compact(stem));
  return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
    return scope_.index.is_place(reading.entry) && is_division(scope_.kind_of(reading.entry));
  });
}

/// Most of the thousands of villages stand in no gazetteer: what is no system's spelling of one
/// that does is rather another one's name.
bool Correction::is_another_village(const NearEntry& first, const Readings& readings,
                                    const GenericCut* cut) const {
  constexpr double kVillageReach = 0.45, kKnown = 0.4;  // what news names is meant before it
  const auto& generics = scope_.kind_of(first.entry).generics;
  const bool is_village = std::find(generics.begin(), generics.end(), "리") != generics.end() ||
                          (cut != nullptr && cut->hangul == U"리");
  return is_village && scope_.catalog.prior(first.entry) < kKnown &&
         readings[first.number].reading.distance > kVillageReach;
}

/// Whether what such a generic is said of is no division: a misspelt bay is no county's name.
bool Correction::is_of_nature(Family family) {
  return family != Family::kProvince && family != Family::kTown && family != Family::kVillage;
}

/// What makes a form less likely to have been meant.
double Correction::doubt_of(const Reading& reading, const GenericCut* cut) const {
  const gazetteer::Kind& kind = scope_.kind_of(reading.entry);
  const bool is_named = cut != nullptr ? is_of_kind(kind, *cut) : names_its_kind(reading);
  double doubt = 0.2 * (0.5 - scope_.catalog.prior(reading.entry));
  if (reading.form.needs != 0 && !is_named) doubt += is_division(kind) ? 0.1 : 0.3;
  if (reading.form.lookup_only) doubt += 0.1;
  if (is_rare(reading.form.scheme)) doubt += 0.1;
  if (is_southern(reading.form.scheme)) doubt += 0.05;
  if (!scope_.index.is_at_home(reading.entry)) doubt += 0.3;
  if (cut == nullptr) return doubt + (is_division(kind) ? 0 : 0.1);
  if (is_named) return doubt;
  if (kind.generics.empty()) return doubt + 0.4;
  return doubt + (is_division(kind) ? 0.3 : 0.5);
}

}  // namespace waymark::normalize
