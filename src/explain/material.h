// SPDX-License-Identifier: Apache-2.0
// What the parts of an explanation are made of: an annotated document, its trace, and the names of
// things.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "explain/explainer.h"
#include "grammar/engine.h"
#include "grammar/program.h"
#include "grammar/trace.h"
#include "match/candidate.h"
#include "text/token.h"

namespace waymark::explain {

/// A rule as loaded and as compiled.
struct RuleView {
  const grammar::LoadedRule* loaded = nullptr;
  const text::SourceFile* source = nullptr;
  std::string phase;
};

/// Borrowed for the time of the explanation.
struct Material {
  Material(const Sources& of, const Document& annotated, const match::CandidateSet& candidates,
           const grammar::Trace& traced);

  const Sources& sources;
  const Document& document;
  const match::CandidateSet& set;
  const grammar::Trace& trace;
  const gazetteer::Catalog& catalog;
  const grammar::Program& program;
  text::Tokens tokens;
  std::vector<RuleView> rules;                                      ///< by number
  std::map<std::uint32_t, const match::Fall*> falls;                ///< by candidate, the first
  std::map<std::uint32_t, std::set<std::uint32_t>> rules_of_marks;  ///< by candidate
  std::map<std::pair<Span, std::string>, const Mention*> mentions;  ///< by span and label

  std::set<std::uint32_t> edges;  ///< bytes at which something that was found begins or ends

  [[nodiscard]] std::string slice(Span span) const { return std::string(document.slice(span)); }
  [[nodiscard]] const std::string& label(gazetteer::LabelId id) const {
    return program.schema().label(id).name;
  }
  [[nodiscard]] const std::string& rule_name(std::uint32_t rule) const {
    return program.rule_names()[rule];
  }
  /// "#12 AGENCY 'MSS office'".
  [[nodiscard]] std::string name_candidate(std::uint32_t number) const;
  [[nodiscard]] EntryNote name_entry(gazetteer::EntryId entry) const;
};

/// Whether a span has a part in a place; an empty place stands for what begins there.
[[nodiscard]] bool touches(Span place, Span span);

// The parts; each about one place.
[[nodiscard]] std::vector<TokenNote> note_tokens(const Material& material, Span place);
[[nodiscard]] std::vector<FormNote> note_forms(const Material& material, Span place);
[[nodiscard]] std::vector<CandidateNote> note_candidates(const Material& material, Span place);
[[nodiscard]] std::vector<MatchNote> note_matches(const Material& material, Span place);
[[nodiscard]] RuleNote note_rule(const Material& material, std::uint32_t rule, Span place);

[[nodiscard]] std::vector<CaptureNote> note_captures(
    const std::vector<grammar::TracedCapture>& captures);

}  // namespace waymark::explain
