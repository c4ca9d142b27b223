// SPDX-License-Identifier: Apache-2.0
// The surface forms of the gazetteer that stand at a place: those that became choices of a
// candidate, those that rules took away again, and those that were refused, each with the reason
// that it exists.
#include <fmt/format.h>

#include <algorithm>

#include "explain/material.h"
#include "gazetteer/catalog.h"
#include "surface/confusion.h"
#include "text/normal_form.h"

namespace waymark::explain {
namespace {

using match::Candidate;
using match::EntryChoice;
using match::Ground;
using match::Refusal;

std::string describe(gazetteer::Case letters) {
  switch (letters) {
    case gazetteer::Case::kExact:
      return "as written";
    case gazetteer::Case::kTitle:
      return "capitals where the form has them";
    case gazetteer::Case::kAny:
      return "any case";
  }
  return {};
}

std::string describe(const gazetteer::Need& need) {
  using What = gazetteer::Need::What;
  std::string text;
  switch (need.what) {
    case What::kIn:
      text = "something in " + need.value;
      break;
    case What::kEntry:
      text = need.value;
      break;
    case What::kKind:
    case What::kLabel:
      text = "a " + need.value;
      break;
  }
  if (need.within == 0) return text + " in the document";
  return fmt::format("{} within {} tokens", text, need.within);
}

std::string describe(Refusal why) {
  switch (why) {
    case Refusal::kStopped:
      return "refused: the gazetteer bars this form (stop)";
    case Refusal::kLookupOnly:
      return "refused: it serves look-up (normalize) only, not running text";
    case Refusal::kGlued:
      return "refused: it begins or ends inside a word";
    case Refusal::kCase:
      return "refused: the text has other capitals";
    case Refusal::kDropped:
      return "refused: a later gazetteer drops the entry";
  }
  return {};
}

/// Collects notes of one place.
class Forms {
 public:
  Forms(const Material& material, Span place) : material_(material), place_(place) {}

  std::vector<FormNote> note() {
    for (const Candidate& candidate : material_.set.candidates)
      for (const EntryChoice& choice : candidate.entries) accept(candidate, choice, "found");
    for (const grammar::TracedMatch& match : material_.trace.matches)
      for (const auto& [number, choice] : match.ruled_out)
        accept(material_.set.candidates[number], choice,
               "found; rule " + material_.rule_name(match.rule) + " took the entry away");
    for (const match::DroppedCandidate& dropped : material_.trace.fates.dropped)
      for (const EntryChoice& choice : dropped.candidate.entries)
        add(dropped.candidate.span, choice.form, false,
            dropped.ground == Ground::kNeeds
                ? "left out: the company that it needs is not there"
                : "left out: it begins or ends inside a word, and no name stands beside it");
    for (const match::RefusedForm& refused : material_.trace.fates.refused)
      add(refused.span, refused.form, false, describe(refused.why));
    std::stable_sort(notes_.begin(), notes_.end(), [](const FormNote& a, const FormNote& b) {
      if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
      if (a.span.end != b.span.end) return a.span.end > b.span.end;
      return a.accepted && !b.accepted;
    });
    return std::move(notes_);
  }

 private:
  void accept(const Candidate& candidate, const EntryChoice& choice, std::string verdict) {
    if (candidate.origin == match::Origin::kCorrected) verdict = describe_guess(candidate, choice);
    add(candidate.span, choice.form, true, std::move(verdict));
  }

  std::string describe_guess(const Candidate& candidate, const EntryChoice& choice) const {
    if (choice.form == gazetteer::kNoForm) return "corrected";
    constexpr double kFarthest = 10;
    return fmt::format("corrected: {:.2f} slips away, and near no other name",
                       surface::confusion_distance(
                           text::fold(material_.slice(candidate.span)),
                           text::fold(material_.catalog.form(choice.form).text), kFarthest));
  }

  void add(Span span, gazetteer::FormId number, bool accepted, std::string verdict) {
    if (number == gazetteer::kNoForm || !touches(place_, span)) return;
    const gazetteer::FormView form = material_.catalog.form(number);
    FormNote note;
    note.span = span;
    note.form = form.text;
    note.why = gazetteer::name_of(form.why);
    note.scheme = form.scheme;
    note.derivation = form.derivation;
    note.letters = describe(form.letter_case);
    for (const gazetteer::Need& need : material_.catalog.needs(number))
      note.needs.push_back(describe(need));
    note.entry = material_.name_entry(form.entry);
    const gazetteer::EntryView entry = material_.catalog.entry(form.entry);
    note.label = material_.label(entry.label);
    note.source = entry.source;
    note.accepted = accepted;
    note.verdict = std::move(verdict);
    notes_.push_back(std::move(note));
  }

  const Material& material_;
  Span place_;
  std::vector<FormNote> notes_;
};

}  // namespace

std::vector<FormNote> note_forms(const Material& material, Span place) {
  return Forms(material, place).note();
}

}  // namespace waymark::explain
