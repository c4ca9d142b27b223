// SPDX-License-Identifier: Apache-2.0
// What matches do: marks, slots and features, links, relations. Each function does one clause of
// one match.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "grammar/rule_match.h"
#include "grammar/scene.h"
#include "grammar/standing.h"
#include "match/candidate.h"

namespace waymark::grammar {

/// A match and the candidates that it marked.
struct AppliedMatch {
  Match match;
  std::vector<std::uint32_t> marks;
};

class Effects {
 public:
  /// Begins a document; borrows all.
  Effects(const Program& program, const Input& input, match::CandidateSet& set, Standing& standing,
          DocumentEntries& document)
      : program_(program),
        input_(input),
        set_(set),
        standing_(standing),
        document_(document),
        changed_(program.engine().label_count) {}

  /// Makes a match's marks, or finds the candidates that they merge into; a capture that is marked
  /// holds its mark from then on. Slots are filled from captures.
  void mark(AppliedMatch& applied);
  /// Whether a match has its effects: it marks nothing, or one of its marks stands.
  [[nodiscard]] bool stands(const AppliedMatch& applied) const;
  /// Narrows captured mentions to the entries that their label elements kept, then does set, link
  /// and relate.
  void apply(const AppliedMatch& applied);
  /// Kills what a veto's match says.
  void veto(const Match& match);

  /// Counts marks, slots and features added so far; tells whether a pass changed anything.
  [[nodiscard]] std::uint64_t added() const { return added_; }

  /// By label: whether a mention with it came, fell or became another since forget_changes().
  [[nodiscard]] const std::vector<std::uint8_t>& changed() const { return changed_; }
  void forget_changes() { std::fill(changed_.begin(), changed_.end(), 0); }
  /// Notes that a mention changed.
  void note_change(std::uint32_t candidate);

 private:
  std::uint32_t mark_span(const MarkEffect& effect, Span span, AppliedMatch& applied);
  void fill_slots(const AppliedMatch& applied, std::uint32_t mark);
  void narrow_by_filters(const Match& match);
  void set_value(std::uint32_t target, NameId name, const SetValue& value);
  void set_slot(std::uint32_t target, NameId name, const std::string& label, const Referent& value);
  void link(const LinkStep& step, const Match& match, const Standpoint& from);
  void link_as(const Referent& subject, const Referent& model);
  void link_within(const Referent& inner, const Referent& outer);
  void relate(const RelateEffect& effect, const Match& match);
  [[nodiscard]] Scene scene_of(const Match& match);
  [[nodiscard]] const gazetteer::SlotType* slot_type(LabelId label, NameId name) const;

  const Program& program_;
  const Input& input_;
  match::CandidateSet& set_;
  Standing& standing_;
  DocumentEntries& document_;
  std::vector<std::uint8_t> changed_;
  std::uint64_t added_ = 0;
  std::vector<std::uint32_t> around_;  ///< what stood in a match's sentence as the phase began
};

}  // namespace waymark::grammar
