// SPDX-License-Identifier: Apache-2.0
// What tests and values are judged against: the document, its candidates, and what a match has
// captured.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "grammar/engine.h"
#include "grammar/run.h"
#include "match/candidate.h"
#include "waymark/span.h"

namespace waymark::grammar {

/// What a label element asks of the entries of a mention.
struct LabelFilter {
  std::optional<CompiledTest> condition;
  EntryId entry = gazetteer::kNoEntry;  ///< LABEL[@entry]
  bool is_unknown_entry = false;        ///< no gazetteer has the entry: nothing passes
};

/// A mention that a label element matched.
struct Taken {
  std::uint32_t candidate = match::kNone;
  const LabelFilter* filter = nullptr;  ///< null: all entries are kept
};

/// A capture that took part in a match.
struct Bound {
  CaptureId capture = kNoCapture;
  Span span;
  std::uint32_t first = 0, last = 0;  ///< of Captured::taken, half-open
};

/// What a match captured, in the order of the pattern. What look-ahead captured is no part of the
/// captures around it: it is kept apart, and joins the others when the walk has ended.
struct Captured {
  std::vector<Bound> bounds;
  std::vector<Taken> taken;
  std::vector<Bound> ahead_bounds;  ///< their ranges are those of `ahead_taken`
  std::vector<Taken> ahead_taken;
  void clear() { bounds.clear(), taken.clear(), ahead_bounds.clear(), ahead_taken.clear(); }
  /// Adds what look-ahead captured, kept apart in `ahead`.
  void add_ahead(const Captured& ahead);
  /// Moves what look-ahead captured to the end of `bounds` and `taken`.
  void join_ahead();
};

/// Which entries the document mentions, asked for by `document has`; answers are kept for a phase.
class DocumentEntries {
 public:
  void clear() { known_.clear(); }
  [[nodiscard]] bool has(const match::CandidateSet& set, EntryId entry);

 private:
  std::vector<std::pair<EntryId, bool>> known_;
};

/// The surroundings of a match; borrowed.
struct Scene {
  const Engine& engine;
  const gazetteer::Schema& schema;
  const Input& input;
  const match::CandidateSet& set;
  TokenRange sentence;
  std::span<const std::uint32_t> standing;  ///< candidates of the sentence, as the phase began
  DocumentEntries& document;
};

/// What a path without a capture means, and what is captured.
struct Standpoint {
  const Captured* captured = nullptr;  ///< null in LABEL[condition]
  const CompiledRule* rule = nullptr;
  Span span;                               ///< the whole match or the mention
  std::uint32_t candidate = match::kNone;  ///< the mention that the condition stands on, if it does
  const LabelFilter* filter = nullptr;     ///< of that mention
  std::optional<EntryId> entry;  ///< judge this entry alone; kNoEntry: a mention without entries
};

/// What a path leads to: mentions, else a stretch of text. Both empty: nothing.
struct Referent {
  std::vector<Taken> mentions;
  std::optional<Span> text;
  [[nodiscard]] bool empty() const { return mentions.empty() && !text; }
};

/// The candidate that a mention is.
[[nodiscard]] inline const match::Candidate& candidate_of(const Scene& scene,
                                                          const Taken& mention) {
  return scene.set.candidates[mention.candidate];
}
/// The text that a referent covers, or its first mention. Requires: it isn't empty.
[[nodiscard]] inline Span span_of(const Scene& scene, const Referent& referent) {
  return referent.text ? *referent.text : candidate_of(scene, referent.mentions.front()).span;
}

/// Whether a condition is fulfilled from a standpoint. Of a path, any of its mentions and any of
/// their entries will do.
[[nodiscard]] bool holds(const Scene& scene, const CompiledTest& test, const Standpoint& from);

/// Whether a mention passes a label element's filter, by any of its entries.
[[nodiscard]] bool passes(const Scene& scene, const LabelFilter& filter, std::uint32_t candidate);
/// Whether one entry of a mention (kNoEntry: that it has none) passes.
[[nodiscard]] bool passes(const Scene& scene, const LabelFilter& filter, std::uint32_t candidate,
                          EntryId entry);

/// The mentions or the text that a capture holds; empty if it is unmatched.
[[nodiscard]] Referent find_capture(const Captured& captured, CaptureId capture);
/// What a slot holds.
[[nodiscard]] Referent content_of(const match::CandidateSlot& slot);
/// What the first of the mentions that has a slot of that name holds in it.
[[nodiscard]] Referent find_slot(const Scene& scene, const Referent& referent, NameId name);
/// The referent of a subject's capture and slots, its property left aside.
[[nodiscard]] Referent follow(const Scene& scene, const Subject& subject, const Standpoint& from);

/// The value of an expression: mentions or text for a bare path, else a feature value; nullopt if
/// there is none.
using SetValue = std::variant<Referent, FeatureValue>;
[[nodiscard]] std::optional<SetValue> evaluate(const Scene& scene,
                                               const ValueExpression& expression,
                                               const Standpoint& from);

/// The text of a span with every run of white space as one space.
[[nodiscard]] std::string surface_text(std::string_view text, Span span);

}  // namespace waymark::grammar
