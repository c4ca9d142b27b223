// SPDX-License-Identifier: Apache-2.0
// Two passes. The first collects what is sure: entries that are the only choice of a candidate, or
// that a rule chose. The second weighs every choice by its prior and by what the sure ones say of
// it.
#include "resolve/link.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

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

/// Entries without order or repetition. Most documents name few: a sorted array takes less time and
/// memory than a table.
class EntrySet {
 public:
  void add(EntryId entry) { entries_.push_back(entry); }
  /// To be called when all are in.
  void settle() {
    std::sort(entries_.begin(), entries_.end());
    entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] bool has(EntryId entry) const { return find(entry) != entries_.size(); }
  /// Its place among the sorted; size() if it is none of them.
  [[nodiscard]] std::size_t find(EntryId entry) const {
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), entry);
    return at == entries_.end() || *at != entry ? entries_.size()
                                                : static_cast<std::size_t>(at - entries_.begin());
  }

 private:
  std::vector<EntryId> entries_;
};

/// What is sure of a document.
class DocumentSense {
 public:
  DocumentSense(const Catalog& catalog, const match::CandidateSet& set) : catalog_(catalog) {
    for (const Candidate& candidate : set.candidates)
      if (candidate.alive) note_countries(candidate);
    countries_.settle();
    compatriots_.assign(countries_.size(), 0);
    for (const Candidate& candidate : set.candidates)
      if (candidate.alive && is_sure(candidate)) add(candidate.span, candidate.entries.front());
    sure_.settle();
    chosen_.settle();
    std::sort(places_.begin(), places_.end(),
              [](const Place& a, const Place& b) { return a.begin < b.begin; });
  }

  /// Whether anything that the document may mean lies in something.
  bool has_countries() const { return countries_.size() > 0; }

  bool has_container_of(EntryId entry) const {
    for (int steps = 0; steps < 64; ++steps) {
      entry = catalog_.parent(entry);
      // The country itself is left to country_share: it contains nearly everything in its news.
      if (entry == gazetteer::kNoEntry || catalog_.parent(entry) == gazetteer::kNoEntry)
        return false;
      if (sure_.has(entry)) return true;
    }
    return false;
  }

  float country_share(EntryId country) const {
    if (places_.empty()) return 0;
    return static_cast<float>(compatriots(country)) / static_cast<float>(places_.size());
  }

  /// Of the sure mentions near a span, itself left aside, how many lie in a country.
  float vicinity_share(Span span, EntryId country) const {
    if (places_.empty()) return 0;
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

  /// How many sure mentions lie in a country.
  std::uint32_t compatriots(EntryId country) const {
    const std::size_t at = countries_.find(country);
    return at == countries_.size() ? 0 : compatriots_[at];
  }

  bool was_chosen(EntryId entry) const { return chosen_.has(entry); }

 private:
  /// A country is what something else that the document may mean lies in; a role, in nothing
  /// itself, is none.
  void note_countries(const Candidate& candidate) {
    for (const EntryChoice& choice : candidate.entries)
      if (const EntryId country = outermost(catalog_, choice.entry); country != choice.entry)
        countries_.add(country);
  }

  void add(Span span, const EntryChoice& choice) {
    if (is_ruled(choice)) chosen_.add(choice.entry);
    if (!has_countries()) return;
    sure_.add(choice.entry);
    const EntryId country = outermost(catalog_, choice.entry);
    const std::size_t at = countries_.find(country);
    if (at == countries_.size()) return;
    ++compatriots_[at];
    places_.push_back({span.begin, country});
  }

  struct Place {
    std::uint32_t begin;
    EntryId country;
  };

  const Catalog& catalog_;
  EntrySet sure_, chosen_, countries_;
  std::vector<std::uint32_t> compatriots_;  // by place in countries_
  std::vector<Place> places_;               // the sure mentions by begin, with the country of each
};

bool is_old(gazetteer::Why why) {
  return why == gazetteer::Why::kFormer || why == gazetteer::Why::kMisspelling;
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
void weigh_places(const Catalog& catalog, const DocumentSense& sense, Span span, std::uint32_t own,
                  EntryChoice& choice, Scale& scale) {
  if (sense.has_container_of(choice.entry)) {
    scale.add("what it lies in is named", kWeightOfContainer);
    choice.evidence |= match::kByDocument;
  }
  const EntryId country = outermost(catalog, choice.entry);
  if (sense.compatriots(country) > own) choice.evidence |= match::kByDocument;
  scale.add("the country of the document", kWeightOfCountry * sense.country_share(country));
  const float near = sense.vicinity_share(span, country);
  if (near > 0) choice.evidence |= match::kByDistance;
  scale.add("the country of what stands near", kWeightOfVicinity * near);
}

float weigh(const Catalog& catalog, const DocumentSense& sense, Span span, std::uint32_t own,
            EntryChoice& choice, Scale scale) {
  scale.add("its prior", catalog.prior(choice.entry));
  if (is_ruled(choice)) scale.add("a rule", kWeightOfRule);
  if (sense.was_chosen(choice.entry)) {
    scale.add("settled elsewhere in the document", kWeightOfSense);
    if (!is_ruled(choice)) choice.evidence |= match::kByDocument;
  }
  if (sense.has_countries()) weigh_places(catalog, sense, span, own, choice, scale);
  if (choice.form == gazetteer::kNoForm) return scale.sum();
  const gazetteer::Why why = catalog.why(choice.form);
  if (why == gazetteer::Why::kCanonical) scale.add("its own name", kWeightOfName);
  if (is_old(why)) scale.add("an old form", -kPenaltyOfOldForm);
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
  if (candidate.entries.size() < 2) return;  // as nearly always; sorting takes memory
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

void describe_evidence(std::uint32_t evidence, std::string& words) {
  static constexpr std::pair<std::uint32_t, std::string_view> kWords[] = {
      {match::kByForm, "form"},         {match::kByContainment, "containment"},
      {match::kByKind, "kind"},         {match::kByDefinition, "definition"},
      {match::kByDocument, "document"}, {match::kByDate, "date"},
      {match::kByPrior, "prior"},       {match::kByDistance, "distance"},
      {match::kByRule, "rule"}};
  if (evidence == match::kByForm) {  // as nearly always
    words += kWords[0].second;
    return;
  }
  const std::size_t begin = words.size();
  for (const auto& [bit, word] : kWords) {
    if ((evidence & bit) == 0) continue;
    if (words.size() > begin) words += ", ";
    words += word;
  }
}

std::string describe_evidence(std::uint32_t evidence) {
  std::string words;
  describe_evidence(evidence, words);
  return words;
}

}  // namespace waymark::resolve
