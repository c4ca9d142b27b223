// SPDX-License-Identifier: Apache-2.0
#include "explain/material.h"

#include <fmt/format.h>

#include "gazetteer/catalog.h"
#include "grammar/program.h"
#include "text/tokenizer.h"

namespace waymark::explain {

Material::Material(const Sources& of, const Document& annotated,
                   const match::CandidateSet& candidates, const grammar::Trace& traced)
    : sources(of),
      document(annotated),
      set(candidates),
      trace(traced),
      catalog(of.gazetteer.catalog()),
      program(of.rules.program()) {
  text::tokenize(document.text, tokens);
  for (const grammar::LoadedPhase& phase : of.loaded.phases)
    for (const grammar::LoadedRule& rule : phase.rules)
      rules.push_back({&rule, &of.loaded.files[rule.file].source, phase.name.text});
  for (const match::Fall& fall : trace.fates.falls) falls.try_emplace(fall.candidate, &fall);
  for (const auto* list : {&trace.matches, &trace.beaten})
    for (const grammar::TracedMatch& match : *list)
      for (const std::uint32_t mark : match.marks) rules_of_marks[mark].insert(match.rule);
  const auto add = [this](Span span) { edges.insert({span.begin, span.end}); };
  for (const match::Candidate& candidate : set.candidates) add(candidate.span);
  for (const grammar::TracedMatch& match : trace.matches) {
    add(match.span);
    for (const grammar::TracedCapture& capture : match.captures) add(capture.span);
  }
  for (const Mention& mention : document.mentions)
    mentions.try_emplace({mention.span, mention.label}, &mention);
}

std::string Material::name_candidate(std::uint32_t number) const {
  const match::Candidate& candidate = set.candidates[number];
  return fmt::format("#{} {} '{}'", number, label(candidate.label), slice(candidate.span));
}

EntryNote Material::name_entry(gazetteer::EntryId entry) const {
  const gazetteer::EntryView view = catalog.entry(entry);
  return {view.id, view.name, view.ko, program.schema().kind(view.kind).name, 0, {}};
}

bool touches(Span place, Span span) {
  if (place.empty()) return span.begin <= place.begin && place.begin < span.end;
  return span.overlaps(place);
}

}  // namespace waymark::explain
