// SPDX-License-Identifier: Apache-2.0
// The candidates of a place with those that beat them or lost to them: what each could be, and why
// it stands or fell.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "explain/material.h"
#include "grammar/program.h"
#include "match/trust.h"
#include "resolve/link.h"

namespace waymark::explain {
namespace {

using match::Candidate;
using match::Fall;
using match::Ground;
using match::Origin;

bool names_candidate(const Fall& fall) {
  return fall.by != match::kNone && fall.ground != Ground::kVeto;
}

std::string value_of(const Material& material, const match::CandidateSlot& slot) {
  if (const auto* span = std::get_if<Span>(&slot.value)) return "'" + material.slice(*span) + "'";
  std::string text;
  for (const std::uint32_t number : std::get<std::vector<std::uint32_t>>(slot.value))
    text += (text.empty() ? "" : ", ") + material.name_candidate(number);
  return text;
}

std::string value_of(const FeatureValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{:g}", *number);
  return std::get<bool>(value) ? "true" : "false";
}

/// Describes candidates one by one.
class Candidates {
 public:
  explicit Candidates(const Material& material) : material_(material) {}

  CandidateNote note(std::uint32_t number) const {
    const Candidate& candidate = material_.set.candidates[number];
    CandidateNote note;
    note.number = number;
    note.span = candidate.span;
    note.label = material_.label(candidate.label);
    note.by = origin_of(candidate);
    note.trust = candidate.trust;
    note.trust_reason = trust_reason(candidate);
    note.rank = candidate.rank;
    note.stands = candidate.alive;
    if (!candidate.alive) give_verdict(number, note);
    add_entries(candidate, note);
    add_values(candidate, note);
    return note;
  }

 private:
  std::string origin_of(const Candidate& candidate) const {
    switch (candidate.origin) {
      case Origin::kGazetteer:
        return "gazetteer";
      case Origin::kCorrected:
        return "corrected spelling";
      case Origin::kGiven:
        return "given";
      case Origin::kLocal:
      case Origin::kRule:
        break;
    }
    const std::string rule =
        candidate.rule == match::kNone ? "" : "rule:" + material_.rule_name(candidate.rule);
    return candidate.origin == Origin::kLocal ? "defined in the document by " + rule : rule;
  }

  std::string trust_reason(const Candidate& candidate) const {
    if (candidate.origin == Origin::kRule) return "marked by a rule";
    if (candidate.origin == Origin::kCorrected) return "a guess";
    return std::string(match::describe_trust(candidate.trust, material_.slice(candidate.span)));
  }

  void give_verdict(std::uint32_t number, CandidateNote& note) const {
    const auto fall = material_.falls.find(number);
    if (fall == material_.falls.end()) {
      note.verdict = "fell";
      return;
    }
    note.verdict = describe(*fall->second);
    if (names_candidate(*fall->second)) note.rival = fall->second->by;
    const auto& phases = material_.program.engine().phases;
    if (fall->second->phase < phases.size()) note.phase = phases[fall->second->phase].name;
  }

  std::string describe(const Fall& fall) const {
    const auto rival = [&] { return material_.name_candidate(fall.by); };
    switch (fall.ground) {
      case Ground::kOver:
        return "lost to " + rival() + ", which " + who_states(fall.by) + " says is over it";
      case Ground::kLonger:
        return "lost to " + rival() + ", which is longer";
      case Ground::kRank:
        return "lost to " + rival() + ", whose rank is higher";
      case Ground::kTrust:
        return fmt::format("lost to {}, whose evidence is stronger ({:.2f} > {:.2f})", rival(),
                           trust_of(fall.by), trust_of(fall.candidate));
      case Ground::kOrder:
        return "lost to " + rival() + ", which comes first where all else is equal";
      case Ground::kBlocked:
        return "lost to " + rival() + " while another one, stated to be over it, was undecided";
      case Ground::kPart:
        return "fell with " + rival() + ", which is part of it";
      case Ground::kCrossing:
        return "crosses a flat mention, as no structured one may";
      case Ground::kInner:
        return "lies inside a longer mark of the same rule, and nothing that stands holds it";
      case Ground::kVeto:
        return "removed by veto " + material_.rule_name(fall.by);
      case Ground::kNeeds:
      case Ground::kUnfounded:
        break;
    }
    return "left out";
  }

  float trust_of(std::uint32_t number) const {
    const float own = material_.set.candidates[number].trust;
    return material_.rules_of_marks.count(number) == 0 ? own : std::max(own, 0.5f);
  }

  std::string who_states(std::uint32_t winner) const {
    std::string rules;
    const auto marked_by = material_.rules_of_marks.find(winner);
    if (marked_by == material_.rules_of_marks.end()) return "a rule";
    for (const std::uint32_t rule : marked_by->second) {
      const grammar::CompiledRule& compiled = material_.program.engine().rules[rule];
      if (compiled.over_rules.empty() && compiled.over_gazetteer.empty()) continue;
      rules += (rules.empty() ? "rule " : " or ") + compiled.name;
    }
    return rules;
  }

  void add_entries(const Candidate& candidate, CandidateNote& note) const {
    const auto number = static_cast<std::uint32_t>(&candidate - material_.set.candidates.data());
    for (const match::EntryChoice& choice : candidate.entries) {
      note.entries.push_back(material_.name_entry(choice.entry));
      note.entries.back().score = choice.score;
      note.entries.back().evidence = resolve::describe_evidence(choice.evidence);
      for (const match::Weight& weight : material_.trace.fates.weights)
        if (weight.candidate == number && weight.entry == choice.entry)
          note.entries.back().weights.push_back({weight.what, weight.amount});
    }
    note.has_link = candidate.alive && !candidate.entries.empty() && !candidate.no_link;
  }

  void add_values(const Candidate& candidate, CandidateNote& note) const {
    const std::vector<std::string>& names = material_.program.names();
    for (const match::CandidateSlot& slot : candidate.slots)
      note.slots.push_back({names[slot.name], value_of(material_, slot)});
    for (const match::CandidateFeature& feature : candidate.features)
      note.features.push_back({names[feature.name], value_of(feature.value)});
    const auto mention = material_.mentions.find({candidate.span, note.label});
    if (!candidate.alive || mention == material_.mentions.end()) return;
    for (const Feature& feature : mention->second->features)
      if (feature.name == "key") note.key = value_of(feature.value);
  }

  const Material& material_;
};

/// What the slots of candidates hold, and the slots of those.
std::set<std::uint32_t> parts_of(const std::vector<Candidate>& all,
                                 const std::set<std::uint32_t>& wholes) {
  std::set<std::uint32_t> parts;
  std::vector<std::uint32_t> open(wholes.begin(), wholes.end());
  while (!open.empty()) {
    const Candidate& whole = all[open.back()];
    open.pop_back();
    for (const match::CandidateSlot& slot : whole.slots)
      if (const auto* numbers = std::get_if<std::vector<std::uint32_t>>(&slot.value))
        for (const std::uint32_t number : *numbers)
          if (parts.insert(number).second) open.push_back(number);
  }
  return parts;
}

}  // namespace

std::vector<CandidateNote> note_candidates(const Material& material, Span place) {
  const auto& all = material.set.candidates;
  std::set<std::uint32_t> numbers;
  for (std::uint32_t number = 0; number < all.size(); ++number)
    if (touches(place, all[number].span)) numbers.insert(number);
  std::set<std::uint32_t> rivals;
  for (const Fall& fall : material.trace.fates.falls) {
    if (!names_candidate(fall)) continue;
    if (numbers.count(fall.candidate) != 0) rivals.insert(fall.by);
    if (numbers.count(fall.by) != 0) rivals.insert(fall.candidate);
  }
  numbers.insert(rivals.begin(), rivals.end());
  for (const std::uint32_t part : parts_of(all, numbers)) numbers.insert(part);
  std::vector<CandidateNote> notes;
  for (const std::uint32_t number : numbers) notes.push_back(Candidates(material).note(number));
  std::stable_sort(notes.begin(), notes.end(), [](const CandidateNote& a, const CandidateNote& b) {
    if (a.stands != b.stands) return a.stands;
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    return a.span.end > b.span.end;
  });
  return notes;
}

}  // namespace waymark::explain
