// SPDX-License-Identifier: Apache-2.0
// Two passes. The first collects what is sure: entries that are the only choice of a candidate, or
// that a rule chose. The second weighs every choice by its prior and by what the sure ones say of
// it.
#include "resolve/link.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace waymark::resolve {
namespace {

using gazetteer::Catalog;
using gazetteer::EntryId;
using match::Candidate;
using match::EntryChoice;

// Weights are in units of the prior, which runs from 0 to 1: what a rule saw in the sentence
// outweighs any prior; a container named in the text outweighs the difference between a town and a
// village; the country that a document is about decides between namesakes of like prior.
constexpr float kWeightOfRule = 2.0f;
constexpr float kWeightOfContainer = 0.4f;
constexpr float kWeightOfCountry = 0.4f;
constexpr float kWeightOfVicinity =
    0.6f;  // what stands in the same sentence or two says more than the document
constexpr std::uint32_t kVicinity = 200;  // bytes either side: about a sentence and a half
constexpr float kWeightOfName = 0.1f;   // an entry's own name before what is derived from another's
constexpr float kWeightOfSense = 0.8f;  // the same name was settled elsewhere in the document
constexpr float kPenaltyOfOldForm =
    0.1f;  // a former name or a misspelling of one thing may be the name of another
constexpr float kWeightOfNone = 0.05f;  // what is left for "none of these"

EntryId outermost(const Catalog& catalog, EntryId entry) {
  // A circle of parents is refused when a gazetteer is compiled; a damaged index must not hang us.
  for (int steps = 0; steps < 64; ++steps) {
    const EntryId parent = catalog.parent(entry);
    if (parent == gazetteer::kNoEntry) return entry;
    entry = parent;
  }
  return entry;
}

bool is_ruled(const EntryChoice& choice) {
  return (choice.evidence & (match::kByRule | match::kByContainment)) != 0;
}

bool is_sure(const Candidate& candidate) {
  return candidate.entries.size() == 1 ||
         (!candidate.entries.empty() && is_ruled(candidate.entries.front()));
}

/// What is sure of a document.
class DocumentSense {
 public:
  DocumentSense(const Catalog& catalog, const match::CandidateSet& set) : catalog_(catalog) {
    for (const Candidate& candidate : set.candidates)
      if (candidate.alive) note_countries(candidate);
    for (const Candidate& candidate : set.candidates)
      if (candidate.alive && is_sure(candidate)) add(candidate.span, candidate.entries.front());
    std::sort(places_.begin(), places_.end(),
              [](const Place& a, const Place& b) { return a.begin < b.begin; });
  }

  bool has_container_of(EntryId entry) const {
    for (int steps = 0; steps < 64; ++steps) {
      entry = catalog_.parent(entry);
      // The country itself is left to country_share: it contains nearly everything in its news.
      if (entry == gazetteer::kNoEntry || catalog_.parent(entry) == gazetteer::kNoEntry)
        return false;
      if (sure_.contains(entry)) return true;
    }
    return false;
  }

  float country_share(EntryId entry) const {
    if (places_.empty()) return 0;
    return static_cast<float>(compatriots(entry)) / static_cast<float>(places_.size());
  }

  /// Of the sure mentions near a span, itself left aside, how many lie in the country of an entry.
  float vicinity_share(Span span, EntryId entry) const {
    const EntryId country = outermost(catalog_, entry);
    const std::uint32_t from = span.begin > kVicinity ? span.begin - kVicinity : 0;
    std::uint32_t all = 0, same = 0;
    auto it =
        std::lower_bound(places_.begin(), places_.end(), from,
                         [](const Place& place, std::uint32_t at) { return place.begin < at; });
    for (; it != places_.end() && it->begin < span.end + kVicinity; ++it) {
      if (it->begin == span.begin) continue;
      ++all;
      if (it->country == country) ++same;
    }
    return all == 0 ? 0.0f : static_cast<float>(same) / static_cast<float>(all);
  }

  /// How many sure mentions lie in the country of an entry.
  std::uint32_t compatriots(EntryId entry) const {
    const auto it = countries_.find(outermost(catalog_, entry));
    return it == countries_.end() ? 0 : it->second;
  }

  bool was_chosen(EntryId entry) const { return chosen_.contains(entry); }

 private:
  /// A country is what something else that the document may mean lies in; a role, in nothing
  /// itself, is none.
  void note_countries(const Candidate& candidate) {
    for (const EntryChoice& choice : candidate.entries)
      if (const EntryId country = outermost(catalog_, choice.entry); country != choice.entry)
        countries_.emplace(country, 0);
  }

  void add(Span span, const EntryChoice& choice) {
    sure_.insert(choice.entry);
    if (is_ruled(choice)) chosen_.insert(choice.entry);
    const auto country = countries_.find(outermost(catalog_, choice.entry));
    if (country == countries_.end()) return;
    ++country->second;
    places_.push_back({span.begin, country->first});
  }

  struct Place {
    std::uint32_t begin;
    EntryId country;
  };

  const Catalog& catalog_;
  std::unordered_set<EntryId> sure_, chosen_;
  std::unordered_map<EntryId, std::uint32_t> countries_;
  std::vector<Place> places_;  // the sure mentions by begin, with the country of each
};

bool is_old_form(const Catalog& catalog, const EntryChoice& choice) {
  if (choice.form == gazetteer::kNoForm) return false;
  const gazetteer::Why why = catalog.why(choice.form);
  return why == gazetteer::Why::kFormer || why == gazetteer::Why::kMisspelling;
}

bool is_own_name(const Catalog& catalog, const EntryChoice& choice) {
  return choice.form != gazetteer::kNoForm &&
         catalog.why(choice.form) == gazetteer::Why::kCanonical;
}

/// Adds up what speaks for one entry of a candidate.
class Scale {
 public:
  Scale(std::uint32_t candidate, EntryId entry, match::Fates* fates)
      : candidate_(candidate), entry_(entry), fates_(fates) {}

  void add(const char* what, float amount) {
    sum_ += amount;
    if (fates_ != nullptr && amount != 0)
      fates_->weights.push_back({candidate_, entry_, what, amount});
  }
  [[nodiscard]] float sum() const { return std::max(sum_, 0.01f); }

 private:
  std::uint32_t candidate_;
  EntryId entry_;
  match::Fates* fates_;
  float sum_ = 0;
};

/// `own`: how many of the sure mentions are the candidate itself.
float weigh(const Catalog& catalog, const DocumentSense& sense, Span span, std::uint32_t own,
            EntryChoice& choice, Scale scale) {
  scale.add("its prior", catalog.prior(choice.entry));
  if (is_ruled(choice)) scale.add("a rule", kWeightOfRule);
  if (sense.was_chosen(choice.entry)) {
    scale.add("settled elsewhere in the document", kWeightOfSense);
    if (!is_ruled(choice)) choice.evidence |= match::kByDocument;
  }
  if (sense.has_container_of(choice.entry)) {
    scale.add("what it lies in is named", kWeightOfContainer);
    choice.evidence |= match::kByDocument;
  }
  if (sense.compatriots(choice.entry) > own) choice.evidence |= match::kByDocument;
  scale.add("the country of the document", kWeightOfCountry * sense.country_share(choice.entry));
  const float near = sense.vicinity_share(span, choice.entry);
  if (near > 0) choice.evidence |= match::kByDistance;
  scale.add("the country of what stands near", kWeightOfVicinity * near);
  if (is_own_name(catalog, choice)) scale.add("its own name", kWeightOfName);
  if (is_old_form(catalog, choice)) scale.add("an old form", -kPenaltyOfOldForm);
  return scale.sum();
}

/// Whether the prior speaks for the first of several.
bool is_likelier(const Catalog& catalog, const std::vector<EntryChoice>& entries) {
  return entries.size() > 1 && catalog.prior(entries[0].entry) > catalog.prior(entries[1].entry);
}

void rank(const Catalog& catalog, const DocumentSense& sense, std::uint32_t number,
          Candidate& candidate, match::Fates* fates) {
  const std::uint32_t own = is_sure(candidate) ? 1 : 0;
  float sum = kWeightOfNone;
  for (EntryChoice& choice : candidate.entries) {
    choice.score =
        weigh(catalog, sense, candidate.span, own, choice, Scale(number, choice.entry, fates));
    sum += choice.score;
  }
  for (EntryChoice& choice : candidate.entries) choice.score /= sum;
  std::stable_sort(candidate.entries.begin(), candidate.entries.end(),
                   [](const EntryChoice& a, const EntryChoice& b) {
                     return a.score != b.score ? a.score > b.score : a.entry < b.entry;
                   });
  if (is_likelier(catalog, candidate.entries))
    candidate.entries.front().evidence |= match::kByPrior;
}

}  // namespace

void rank_links(const Catalog& catalog, match::CandidateSet& set, match::Fates* fates) {
  const DocumentSense sense(catalog, set);
  for (std::uint32_t i = 0; i < set.candidates.size(); ++i)
    if (Candidate& candidate = set.candidates[i]; candidate.alive && !candidate.entries.empty())
      rank(catalog, sense, i, candidate, fates);
}

std::string describe_evidence(std::uint32_t evidence) {
  static constexpr std::pair<std::uint32_t, const char*> kWords[] = {
      {match::kByForm, "form"},         {match::kByContainment, "containment"},
      {match::kByKind, "kind"},         {match::kByDefinition, "definition"},
      {match::kByDocument, "document"}, {match::kByDate, "date"},
      {match::kByPrior, "prior"},       {match::kByDistance, "distance"},
      {match::kByRule, "rule"}};
  std::string words;
  for (const auto& [bit, word] : kWords) {
    if ((evidence & bit) == 0) continue;
    if (!words.empty()) words += ", ";
    words += word;
  }
  return words;
}

}  // namespace waymark::resolve
