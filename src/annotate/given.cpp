// SPDX-License-Identifier: Apache-2.0
// The given mentions come first in the merged list, so that their numbers hold; each of ours
// becomes a given one, is added behind them, or falls.
#include "annotate/given.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace waymark::annotate {
namespace {

using match::Candidate;

constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();

bool stands_before(const Candidate& a, const Candidate& b) {
  if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
  if (a.span.end != b.span.end) return a.span.end > b.span.end;
  return a.label < b.label;
}

Candidate make_candidate(const gazetteer::Catalog& catalog, gazetteer::LabelId label,
                         const Mention& mention) {
  Candidate candidate;
  candidate.span = mention.span;
  candidate.label = label;
  candidate.origin = match::Origin::kGiven;
  candidate.trust = static_cast<float>(std::clamp(mention.confidence, 0.0, 1.0));
  const auto entry = mention.link ? catalog.find(mention.link->entry) : std::nullopt;
  if (entry) candidate.entries.push_back({*entry, gazetteer::kNoForm, 1.0f, match::kByForm});
  return candidate;
}

/// Spans of which none may be overlapped, by begin; asked in any order.
class Ground {
 public:
  void add(Span span) { spans_.push_back(span); }
  void sort() {
    std::sort(spans_.begin(), spans_.end());
    std::uint32_t end = 0;
    for (const Span span : spans_) ends_.push_back(end = std::max(end, span.end));
  }
  /// Calls visit(span) for the spans that may overlap, until it says true.
  template <class Visit>
  bool any(Span with, Visit visit) const {
    auto at = std::lower_bound(spans_.begin(), spans_.end(), with.end,
                               [](Span span, std::uint32_t end) { return span.begin < end; });
    while (at != spans_.begin()) {
      --at;
      if (ends_[static_cast<std::size_t>(at - spans_.begin())] <= with.begin) return false;
      if (at->overlaps(with) && visit(*at)) return true;
    }
    return false;
  }

 private:
  std::vector<Span> spans_;
  std::vector<std::uint32_t> ends_;  // the furthest end of the spans up to each
};

using Place = std::pair<Span, std::string>;

class Merge {
 public:
  Merge(const gazetteer::Schema& schema, GivenMarks given, const std::vector<Mention>& refused,
        Document& document)
      : schema_(schema), given_(std::move(given)), document_(document) {
    for (const Mention& mention : refused) refused_.emplace(Place(mention.span, mention.label), 0u);
    for (std::uint32_t i = 0; i < given_.mentions.size(); ++i) note_given(i);
    flat_.sort(), structured_.sort(), any_.sort();
  }

  void run() {
    std::vector<Mention> ours = std::move(document_.mentions);
    for (const Mention& mention : ours) number_of_.push_back(place(mention));
    document_.mentions = std::move(given_.mentions);
    for (std::size_t i = 0; i < ours.size(); ++i) take(std::move(ours[i]), number_of_[i]);
    merge_relations();
    sort_mentions(document_);
  }

 private:
  bool is_structured(const Mention& mention) const {
    const auto label = schema_.find_label(mention.label);
    return label ? schema_.label(*label).structured : !mention.slots.empty();
  }

  void note_given(std::uint32_t position) {
    Mention& mention = given_.mentions[position];
    if (mention.by.empty()) mention.by = "given";
    places_.emplace(Place(mention.span, mention.label), position);
    (is_structured(mention) ? structured_ : flat_).add(mention.span);
    any_.add(mention.span);
  }

  /// The number that one of ours gets in the merged list.
  std::uint32_t place(const Mention& mention) {
    const Place here(mention.span, mention.label);
    if (const auto same = places_.find(here); same != places_.end()) return same->second;
    if (refused_.contains(here) || conflicts(mention)) return kGone;
    return static_cast<std::uint32_t>(given_.mentions.size()) + added_++;
  }

  bool conflicts(const Mention& mention) const {
    if (any_.any(mention.span, [&](Span span) { return span == mention.span; })) return true;
    if (!is_structured(mention)) return flat_.any(mention.span, [](Span) { return true; });
    return structured_.any(mention.span, [&](Span span) {
      return !span.contains(mention.span) && !mention.span.contains(span);
    });
  }

  void take(Mention mention, std::uint32_t number) {
    if (number == kGone) return;
    renumber(mention);
    if (number < given_count_)
      fill(document_.mentions[number], std::move(mention));
    else
      document_.mentions.push_back(std::move(mention));
  }

  void renumber(Mention& mention) const {
    for (Slot& slot : mention.slots) {
      auto* fillers = std::get_if<0>(&slot.value);
      if (fillers == nullptr) continue;
      for (std::uint32_t& filler : *fillers) filler = number_of_[filler];
      std::erase(*fillers, kGone);
    }
    std::erase_if(mention.slots, [](const Slot& slot) {
      const auto* fillers = std::get_if<0>(&slot.value);
      return fillers != nullptr && fillers->empty();
    });
  }

  /// What a given mention does not say is as we would have it. A link of its own is never changed.
  static void fill(Mention& given, Mention ours) {
    const bool is_same_link = !given.link || (ours.link && ours.link->entry == given.link->entry);
    if (is_same_link && (!given.link || given.link->kind.empty())) given.link = ours.link;
    if (is_same_link && given.candidates.empty()) given.candidates = std::move(ours.candidates);
    if (is_same_link && !given.form) given.form = std::move(ours.form);
    const auto add_new = [](auto& to, auto& from) {
      for (auto& item : from)
        if (std::none_of(to.begin(), to.end(),
                         [&](const auto& known) { return known.name == item.name; }))
          to.push_back(std::move(item));
    };
    add_new(given.slots, ours.slots);
    add_new(given.features, ours.features);
  }

  void merge_relations() {
    std::vector<Relation> ours = std::exchange(document_.relations, std::move(given_.relations));
    std::map<std::tuple<std::string, std::uint32_t, std::uint32_t>, bool> known;
    for (const Relation& relation : document_.relations)
      known[{relation.type, relation.from, relation.to}] = true;
    for (Relation& relation : ours) {
      relation.from = number_of_[relation.from];
      relation.to = number_of_[relation.to];
      if (relation.from == kGone || relation.to == kGone) continue;
      if (!known.emplace(std::tuple(relation.type, relation.from, relation.to), true).second)
        continue;
      document_.relations.push_back(std::move(relation));
    }
  }

  const gazetteer::Schema& schema_;
  GivenMarks given_;
  Document& document_;
  std::size_t given_count_ = given_.mentions.size();
  std::map<Place, std::uint32_t> places_, refused_;
  Ground flat_, structured_, any_;
  std::vector<std::uint32_t> number_of_;  // of ours, in the merged list
  std::uint32_t added_ = 0;
};

}  // namespace

void add_given(const gazetteer::Schema& schema, const gazetteer::Catalog& catalog,
               const std::vector<Mention>& given, bool prevail, match::CandidateSet& set) {
  if (given.empty()) return;
  std::map<std::pair<Span, gazetteer::LabelId>, std::size_t> ours;
  for (std::size_t i = 0; i < set.candidates.size(); ++i)
    ours.emplace(std::pair(set.candidates[i].span, set.candidates[i].label), i);
  Ground flat;
  std::vector<Candidate> added;
  for (const Mention& mention : given) {
    const auto label = schema.find_label(mention.label);
    if (!label || mention.span.empty()) continue;
    Candidate candidate = make_candidate(catalog, *label, mention);
    if (const auto same = ours.find({mention.span, *label}); same != ours.end()) {
      Candidate& known = set.candidates[same->second];
      if (candidate.entries.empty()) candidate.entries = known.entries;
      known.alive = false;
    }
    if (!schema.label(*label).structured) flat.add(mention.span);
    added.push_back(std::move(candidate));
  }
  flat.sort();
  std::erase_if(set.candidates, [&](const Candidate& candidate) {
    const bool falls = prevail && !schema.label(candidate.label).structured &&
                       flat.any(candidate.span, [](Span) { return true; });
    return !candidate.alive || falls;
  });
  set.candidates.insert(set.candidates.end(), added.begin(), added.end());
  std::stable_sort(set.candidates.begin(), set.candidates.end(), stands_before);
}

void merge_given(const gazetteer::Schema& schema, GivenMarks given,
                 const std::vector<Mention>& refused, Document& document) {
  Merge(schema, std::move(given), refused, document).run();
}

}  // namespace waymark::annotate
