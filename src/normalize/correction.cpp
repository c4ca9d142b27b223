// SPDX-License-Identifier: Apache-2.0
// Scanners' digits and generics are mended first; then letters, among all forms that are near.
#include "normalize/correction.h"

#include <algorithm>
#include <array>

#include "normalize/containment.h"
#include "normalize/spelling.h"
#include "surface/confusion.h"
#include "text/normal_form.h"

namespace waymark::normalize {
namespace {

constexpr double kCorrectionByDistance = 0.25;
constexpr double kAbroad = -0.2;  // misspellings are looked for in the gazetteer's own country
constexpr double kRivalry = 0.4;  // what is farther by this is no rival
constexpr double kShare = 0.9;    // of all that is near, what is meant must have so much
constexpr double kSupportedShare = 0.85;  // with a generic or a container beside the name
constexpr double kHushedS = 0.35;         // Hyeshan may be Hyesan, but not Musan
constexpr double kSupportedReach = 0.15;  // farther with a generic or a container
/// How far a spelling of so many letters may be from a form.
double limit_for(std::size_t letters) {
  constexpr std::array<double, 9> kLimits = {0, 0, 0, 0, 0.45, 0.65, 0.85, 0.95, 1.05};
  return letters < kLimits.size() ? kLimits[letters] : 1.3;
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
  if (const std::string mended = with_mended_generic(name); found.empty() && !mended.empty()) {
    found = look_up_.look_up(mended, !containers.empty());
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

/// "Unjon County" for "Unjon Cuonty"; empty if the last word is no misspelt generic.
std::string Correction::with_mended_generic(std::string_view name) {
  constexpr std::array<std::string_view, 4> kGenerics = {"County", "District", "Province", "City"};
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
    Readings found = find_near(compact(cut.stem), &cut, containers, marked);
    if (!found.empty()) return found;
  }
  return find_near(whole, nullptr, containers, marked);
}

/// `marked`: as only McCune and Reischauer print it, so that it can't be Pinyin.
Readings Correction::find_near(const std::string& key, const GenericCut* cut,
                               const Readings& containers, bool marked) const {
  double limit = limit_for(key.size());
  if (!is_plain_latin(key) || limit == 0) return {};
  if (is_plain_word(key) && cut == nullptr) return {};
  const bool supported = cut != nullptr || !containers.empty() || !scope_.limits.within.empty();
  if (supported) limit += kSupportedReach;
  if (looks_chinese(key) && !supported && !marked) {
    if (looks_chinese(with_plain_s(key))) return {};
    limit = kHushedS;
  }
  std::vector<NearEntry> near;
  Readings readings = weigh_near(key, limit + kRivalry, cut, containers, supported, near);
  const std::size_t count =
      count_meant(scope_.catalog, near, {limit, supported ? kSupportedShare : kShare});
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
    if (reading.form.needs != 0 && !supported && scope_.is_hamlet(reading.entry)) continue;
    const double distance = reading.distance + doubt_of(reading, cut);
    Weighed weighed{std::move(reading), 0, {}, true};
    weighed.score =
        scope_.weight_in_company(weighed.reading) - kCorrection - kCorrectionByDistance * distance;
    if (!scope_.index.is_at_home(weighed.reading.entry)) weighed.score += kAbroad;
    if (cut != nullptr) {
      if (!scope_.weigh_generic(*cut, weighed)) continue;
      weighed.evidence.emplace_back("generic");
    }
    if (!containers.empty() && !settle_one(scope_, weighed, containers)) continue;
    near.push_back(
        {weighed.reading.entry, distance, compact(weighed.reading.form.text), readings.size()});
    readings.push_back(std::move(weighed));
  }
  return readings;
}

/// What makes a form less likely to have been meant.
double Correction::doubt_of(const Reading& reading, const GenericCut* cut) const {
  const gazetteer::Kind& kind = scope_.kind_of(reading.entry);
  const bool is_named = cut != nullptr && is_of_kind(kind, *cut);
  double doubt = 0.2 * (0.5 - scope_.catalog.prior(reading.entry));
  if (reading.form.needs != 0 && !is_named) doubt += is_division(kind) ? 0.1 : 0.3;
  if (reading.form.lookup_only) doubt += 0.1;
  if (is_rare(reading.form.scheme)) doubt += 0.1;
  if (is_southern(reading.form.scheme)) doubt += 0.05;
  if (!scope_.index.is_at_home(reading.entry)) doubt += 0.15;
  if (cut == nullptr) return doubt + (is_division(kind) ? 0 : 0.1);
  if (is_named) return doubt;
  if (kind.generics.empty()) return doubt + 0.4;
  return doubt + (is_division(kind) ? 0.3 : 0.5);
}

}  // namespace waymark::normalize
