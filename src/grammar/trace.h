// SPDX-License-Identifier: Apache-2.0
// What the rules of a run did, for those who ask: examples of rules, coverage, explanation. A run
// that is traced gives the same result as one that is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "match/candidate.h"
#include "match/fate.h"
#include "waymark/span.h"

namespace waymark::grammar {

/// A capture that took part in a match.
struct TracedCapture {
  std::string name;
  Span span;
  std::vector<std::uint32_t> mentions;  ///< the candidates that it holds
};

/// A match of a rule.
struct TracedMatch {
  std::uint32_t rule = 0;  ///< number of the rule
  Span span;               ///< of the whole match
  std::uint32_t find = 0;  ///< which of the rule's `find`
  std::vector<std::uint32_t>
      marks;  ///< candidates that it marked; empty for `mark nothing` and vetoes
  std::vector<TracedCapture> captures;
  /// Entries that the match took from mentions, as it asks for others; by candidate.
  std::vector<std::pair<std::uint32_t, match::EntryChoice>> ruled_out;
};

/// How far a rule came from one place, or why it was not tried in a sentence.
struct Attempt {
  /// From what comes least far on.
  enum class How : std::uint8_t {
    kAbsent,     ///< not tried: the sentence lacks what the rule needs
    kNowhere,    ///< not tried: nothing in the sentence can begin it
    kFailed,     ///< an element of `find` was not there
    kContext,    ///< `find` matched, a context said no
    kCondition,  ///< `where` or `unless` said no
    kGivenUp,    ///< too much work
    kMatched,
  };
  How how = How::kFailed;
  Span reached;  ///< from where it began to where it came; of one not tried the sentence
  /// Of kFailed and of a context that must stand: elements of which one should stand at byte `at`;
  /// numbers of nodes.
  std::vector<std::uint32_t> expected;
  std::uint32_t at = 0;
  bool is_backward = false;         ///< they should end there: an `after`
  std::vector<std::uint32_t> seen;  ///< the candidates that begin (end) there
  std::size_t clause = 0;   ///< of kContext, kCondition: number among the rule's contexts, tests
  std::optional<Span> met;  ///< what a context matched that must not stand
  std::vector<TracedCapture> captures;
  /// Of kAbsent: sets of features, of each of which the sentence would need one.
  std::vector<std::vector<std::uint32_t>> absent;

  [[nodiscard]] bool is_about_sentence() const {
    return how == How::kAbsent || how == How::kNowhere;
  }
};

/// In the order of the phases; each match once, or once for each set of captures that took part.
struct Trace {
  std::vector<TracedMatch> matches;  ///< that took effect
  std::vector<TracedMatch> beaten;   ///< all their marks fell at once
  match::Fates fates;
  std::optional<std::uint32_t> probed;  ///< asked for: a rule whose attempts are wanted
  std::vector<Attempt> attempts;        ///< of that rule, by sentence, then by begin
};

}  // namespace waymark::grammar
