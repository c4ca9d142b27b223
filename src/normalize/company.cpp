// SPDX-License-Identifier: Apache-2.0
// A place beside a name is looked up as the name is, and both are settled together.
#include "normalize/company.h"

#include <algorithm>
#include <set>
#include <utility>

#include "gazetteer/misspelling.h"
#include "match/matcher.h"
#include "normalize/containment.h"
#include "normalize/spelling.h"
#include "surface/hangul.h"
#include "text/normal_form.h"
#include "text/tokenizer.h"
#include "text/utf8.h"

namespace waymark::normalize {
namespace {

using gazetteer::Why;

constexpr double kSiteOfPlace = 0.75;  // called by the place it lies in
constexpr std::size_t kMostSites = 3;
constexpr double kContext = 0.06;
constexpr double kForeignContext = -0.2;

}  // namespace

Readings Company::read_container(std::string_view name) const {
  if (const auto entry = scope_.catalog.find(name)) {
    Weighed weighed;
    weighed.reading.entry = *entry;
    weighed.score = 1;
    return {weighed};
  }
  if (text::fold(name).starts_with("the ")) name.remove_prefix(4);
  Readings readings = look_up_.read(name);
  if (readings.empty()) readings = look_up_.read_cut(name, false);
  if (readings.empty()) readings = correction_.correct(name, {});
  std::erase_if(readings,
                [&](const Weighed& each) { return !scope_.index.is_place(each.reading.entry); });
  return readings;
}

Readings Company::look_up_parts(const NameParts& parts) const {
  Readings readings = look_up_beside(parts.name, parts.beside);
  // On Song is a person, also of North Korea, but not beside North Hamgyong.
  const auto is_in_country = [&](std::string_view beside) {
    const Readings containers = read_container(beside);
    return !containers.empty() &&
           scope_.catalog.parent(containers.front().reading.entry) != gazetteer::kNoEntry;
  };
  if (readings.empty() && is_person_shape(parts.name) &&
      std::any_of(parts.beside.begin(), parts.beside.end(), is_in_country))
    readings = look_up_beside(run_together(parts.name), parts.beside);
  return readings;
}

Readings Company::look_up_owned(std::string_view name) const {
  const OwnedName parts = part_owner(name);
  if (parts.owner.empty() || parts.name.empty()) return {};
  const Readings owners = look_up_.read(parts.owner);
  Readings readings = look_up_.look_up(parts.name, true);
  std::erase_if(readings, [&](const Weighed& each) {
    return std::none_of(owners.begin(), owners.end(), [&](const Weighed& owner) {
      return owner.reading.entry != each.reading.entry &&
             scope_.catalog.lies_in(each.reading.entry, owner.reading.entry);
    });
  });
  settle(scope_, readings, owners);
  return readings;
}

Readings Company::look_up_two(std::string_view name, int deeper) const {
  for (const auto& [before, behind] : cut_in_two(name)) {
    for (const auto& [outer, inner] : {std::pair{before, behind}, std::pair{behind, before}}) {
      const Readings containers = look_up_.read(outer);
      if (containers.empty()) continue;
      Readings readings = look_up_.look_up(inner, true);
      if (readings.empty() && deeper > 0 && has_korean_script(inner))
        readings = look_up_two(inner, deeper - 1);
      std::erase_if(readings, [&](const Weighed& each) {
        return std::none_of(containers.begin(), containers.end(), [&](const Weighed& container) {
          return container.reading.entry != each.reading.entry &&
                 scope_.catalog.lies_in(each.reading.entry, container.reading.entry);
        });
      });
      settle(scope_, readings, containers);
      if (!readings.empty()) return readings;
    }
  }
  return {};
}

Readings Company::look_up_at(std::string_view name) const {
  for (const auto& [place, behind] : cut_in_two(name)) {
    const Readings places = look_up_.read(place);
    if (behind.find(' ') == behind.npos || !is_of_home(places)) continue;
    Readings readings = look_up_.read(behind);
    std::erase_if(readings, [&](const Weighed& each) {
      const EntryId entry = each.reading.entry;
      return scope_.index.is_place(entry) || !scope_.index.is_at_home(entry);
    });
    for (Weighed& each : readings) {
      each.score += kSameCountry;
      each.evidence.emplace_back("context");
      if (gazetteer::is_misspelling(places.front().reading.form)) mark_corrected(each);
    }
    if (!readings.empty()) return readings;
  }
  return {};
}

/// Whether what a name means first is a county or town of the North.
bool Company::is_of_home(const Readings& places) const {
  if (places.empty()) return false;
  const EntryId first = places.front().reading.entry;
  return scope_.index.is_place(first) && scope_.index.is_at_home(first) &&
         is_division(scope_.kind_of(first));
}

Readings Company::find_site(std::string_view name) const {
  Readings readings;
  for (const GenericCut& cut : cut_generics(name, false)) {
    if (cut.family != Family::kSite) continue;
    const Readings places = look_up_.read(cut.stem);
    if (places.empty() || !scope_.index.is_place(places.front().reading.entry)) continue;
    const std::vector<EntryId> sites = called_so(sites_in(places.front().reading.entry, cut), cut);
    if (sites.size() > kMostSites) continue;
    for (const EntryId entry : sites) {
      Weighed& site = readings.emplace_back();
      site.reading.entry = entry;
      site.reading.form.text = std::string(name);
      site.reading.form.why = Why::kAlias;
      site.score = kSiteOfPlace + kPriorWeight * (scope_.catalog.prior(entry) - 0.5);
      site.evidence.emplace_back("containment");
      if (gazetteer::is_misspelling(places.front().reading.form)) mark_corrected(site);
    }
  }
  keep_best(readings);
  return readings;
}

void Company::keep_abroad(Readings& readings) const {
  std::erase_if(readings, [&](const Weighed& each) {
    return scope_.index.is_place(each.reading.entry) && scope_.index.is_at_home(each.reading.entry);
  });
}

void Company::weigh_context(Readings& readings, std::string_view context) const {
  if (context.empty() || readings.empty() || !text::is_valid_utf8(context)) return;
  std::set<EntryId> around, countries;
  for (const EntryId entry : entries_in(context)) {
    around.insert(entry);
    countries.insert(outermost(scope_.catalog, entry));
  }
  if (around.empty()) return;
  for (Weighed& each : readings) {
    const EntryId entry = each.reading.entry;
    if (!countries.contains(outermost(scope_.catalog, entry))) {
      each.score += kForeignContext;
      continue;
    }
    const bool contained = std::any_of(around.begin(), around.end(), [&](EntryId outer) {
      return outer != entry && scope_.catalog.lies_in(entry, outer);
    });
    each.score += contained ? kContained : kContext;
    each.evidence.emplace_back(contained ? "containment" : "context");
  }
  keep_best(readings);
}

void Company::correct_organs(Readings& readings) const {
  for (Weighed& each : readings)
    if (!scope_.index.is_place(each.reading.entry)) mark_corrected(each);
}

bool Company::is_elsewhere(std::string_view container) {
  const std::string key = compact(container);
  if (!is_plain_latin(key)) return false;
  const auto cuts = cut_generics(container, false);
  return looks_chinese(key) || std::any_of(cuts.begin(), cuts.end(), [](const GenericCut& cut) {
           return cut.family == Family::kTown && !cut.is_english;
         });
}

bool Company::is_whole_peninsula(std::string_view container) {
  const std::string key = compact(container);
  return key == "korea" || key == "corea" || key == "chosen" || key == "tyosen";
}

std::string Company::run_together(std::string_view name) {
  std::string word = compact(name);
  if (!word.empty()) word[0] = name[0];
  return word;
}

Readings Company::look_up_beside(std::string_view name,
                                 const std::vector<std::string_view>& places) const {
  Readings readings = look_up_.look_up(name, true);
  if (readings.empty()) readings = correct_name(name, places);
  for (const std::string_view beside : places) {
    if (is_whole_peninsula(beside)) continue;
    const Readings containers = read_container(beside);
    if (containers.empty() && is_elsewhere(beside)) keep_abroad(readings);
    if (containers.empty() && !scope_.index.knows_all_words(beside)) correct_organs(readings);
    if (holds_any(readings, containers)) {
      Readings inner = look_up_.look_up(beside, true);
      settle(scope_, inner, readings);
      readings = std::move(inner);
    } else {
      settle(scope_, readings, containers);
    }
  }
  return readings;
}

Readings Company::correct_name(std::string_view name,
                               const std::vector<std::string_view>& beside) const {
  Readings containers;
  for (const std::string_view each : beside) {
    containers = look_up_.read(each);
    if (!containers.empty()) break;
  }
  return scope_.wanted(correction_.correct(name, containers));
}

/// Whether the reverse holds: what stands first contains what stands beside it.
bool Company::holds_any(const Readings& outer, const Readings& inner) const {
  return !outer.empty() && !inner.empty() &&
         outer.front().reading.entry != inner.front().reading.entry &&
         scope_.catalog.lies_in(inner.front().reading.entry, outer.front().reading.entry);
}

/// Of sites those whose Korean name ends in the generic, if there are any: Kimchaek Port is the
/// port before it is the naval base.
std::vector<EntryId> Company::called_so(std::vector<EntryId> sites, const GenericCut& cut) const {
  const std::string generic = surface::to_utf8(cut.hangul);
  const auto is_other = [&](EntryId entry) {
    return !scope_.catalog.entry(entry).ko.ends_with(generic);
  };
  if (!std::all_of(sites.begin(), sites.end(), is_other)) std::erase_if(sites, is_other);
  return sites;
}

std::vector<EntryId> Company::sites_in(EntryId place, const GenericCut& cut) const {
  std::vector<EntryId> sites;
  for (EntryId entry = 0; entry < scope_.catalog.entry_count(); ++entry) {
    if (scope_.catalog.is_dropped(entry) || entry == place || !scope_.catalog.lies_in(entry, place))
      continue;
    if (is_of_kind(scope_.kind_of(entry), cut)) sites.push_back(entry);
  }
  return sites;
}

std::vector<EntryId> Company::entries_in(std::string_view context) const {
  text::Tokens tokens;
  text::tokenize(context, tokens);
  match::CandidateSet set;
  match::find_candidates(scope_.catalog, context, tokens, set);
  std::vector<EntryId> entries;
  for (const match::Candidate& candidate : set.candidates) {
    // What has several meanings says nothing of another.
    if (candidate.entries.size() != 1 || !scope_.index.is_place(candidate.entries.front().entry))
      continue;
    if (!scope_.catalog.has_needs(candidate.entries.front().form))
      entries.push_back(candidate.entries.front().entry);
  }
  return entries;
}

}  // namespace waymark::normalize
