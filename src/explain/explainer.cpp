// SPDX-License-Identifier: Apache-2.0
#include "explain/explainer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "explain/material.h"
#include "grammar/program.h"
#include "text/source_file.h"

namespace waymark {

const match::CandidateSet& candidates_of(const Workspace& workspace);

namespace explain {
namespace {

Diagnostic unknown_rule(const std::string& rule, const std::vector<std::string>& names) {
  Diagnostic fault;
  fault.code = "explain/unknown-rule";
  fault.message = "there is no rule '" + rule + "'";
  std::string near = text::nearest_word(rule, names);
  for (auto name = names.begin(); near.empty() && name != names.end(); ++name)
    if (!rule.empty() && name->find(rule) != std::string::npos) near = *name;
  if (!near.empty()) fault.hint = "did you mean '" + near + "'?";
  return fault;
}

/// The sentences that a place lies in; the place itself where it lies between them.
std::vector<Span> sentences_around(const Document& document, Span place) {
  std::vector<Span> around;
  for (const Span sentence : document.sentences)
    if (touches(place, sentence)) around.push_back(sentence);
  if (around.empty()) around.push_back(place);
  return around;
}

/// Relations of which one end is among the candidates of the place.
std::vector<RelationNote> note_relations(const Material& material,
                                         const std::vector<CandidateNote>& candidates) {
  std::set<std::uint32_t> numbers;
  for (const CandidateNote& note : candidates) numbers.insert(note.number);
  const auto& all = material.set.candidates;
  std::vector<RelationNote> notes;
  for (const match::CandidateRelation& relation : material.set.relations) {
    if (!all[relation.from].alive || !all[relation.to].alive) continue;
    if (numbers.count(relation.from) + numbers.count(relation.to) == 0) continue;
    notes.push_back({material.program.names()[relation.type],
                     relation.rule == match::kNone ? "" : material.rule_name(relation.rule),
                     relation.from, relation.to});
  }
  return notes;
}

Explanation explain_place(const Material& material, Span place) {
  Explanation explanation;
  explanation.id = material.document.id;
  explanation.text = material.document.text;
  explanation.at = place;
  explanation.sentences = sentences_around(material.document, place);
  explanation.tokens = note_tokens(material, place);
  explanation.forms = note_forms(material, place);
  explanation.candidates = note_candidates(material, place);
  explanation.matches = note_matches(material, place);
  explanation.relations = note_relations(material, explanation.candidates);
  if (material.trace.probed) explanation.rule = note_rule(material, *material.trace.probed, place);
  return explanation;
}

}  // namespace

std::optional<Diagnostic> explain(const Sources& sources, Document document,
                                  const Question& question,
                                  const std::function<void(const Explanation&)>& emit,
                                  Diagnostics& warnings) {
  grammar::Trace trace;
  if (question.rule) {
    const std::vector<std::string>& names = sources.rules.program().rule_names();
    const auto number = std::find(names.begin(), names.end(), *question.rule);
    if (number == names.end()) return unknown_rule(*question.rule, names);
    trace.probed = static_cast<std::uint32_t>(number - names.begin());
  }
  Workspace workspace;
  auto annotated = sources.annotator.annotate(std::move(document), workspace, &warnings, &trace);
  if (!annotated) return annotated.error().front();
  const Material material(sources, *annotated, candidates_of(workspace), trace);
  for (const Span place : question.places) emit(explain_place(material, place));
  return std::nullopt;
}

}  // namespace explain
}  // namespace waymark
