// SPDX-License-Identifier: Apache-2.0
// All that can be said of one place of a text, in words: what stands there, which names it could
// be, who wanted to mark it, who won and why. Writers lay it out; nothing here needs the gazetteer
// or the rules any more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/span.h"

namespace waymark::explain {

struct TokenNote {
  Span span;
  std::string folded;               ///< as it is compared
  std::vector<std::string> traits;  ///< classes of the rule language, script, how it is glued
  std::vector<Span> pieces;         ///< where names or Korean words cut it; empty: nowhere
};

/// What speaks for an entry, and how much; the scores of a mention's entries are shares of it.
struct WeightNote {
  std::string what;
  double amount = 0;
};

/// An entry that a candidate may be.
struct EntryNote {
  std::string id, name, ko, kind;
  double score = 0;      ///< of the ranked ones
  std::string evidence;  ///< in words joined by ", "
  std::vector<WeightNote> weights;
};

/// A surface form of the gazetteer that stands in the text.
struct FormNote {
  Span span;
  std::string label, form;
  std::string why;                 ///< canonical, alias, derived …
  std::string scheme;              ///< of a derived one
  std::string derivation;          ///< in words
  std::string letters;             ///< which case it asks for
  std::vector<std::string> needs;  ///< any of them suffices; empty: none
  EntryNote entry;
  std::string source;  ///< name of the gazetteer
  bool accepted = true;
  std::string verdict;  ///< why it is no candidate, or how it came to be one
};

struct SlotNote {
  std::string name, value;
};

struct CandidateNote {
  std::uint32_t number = 0;  ///< by which others refer to it
  Span span;
  std::string label;
  std::string by;  ///< gazetteer, corrected, local, rule:NAME, given
  double trust = 0;
  std::string trust_reason;
  std::int32_t rank = 0;
  bool stands = false;
  std::string verdict;                 ///< why it does not
  std::optional<std::uint32_t> rival;  ///< number of the candidate that the verdict names
  std::string phase;                   ///< in which it fell; empty: at resolution, or it stands
  std::vector<EntryNote> entries;      ///< ranked
  bool has_link = false;               ///< the first of the entries is its link
  std::vector<SlotNote> slots, features;
  std::string key;
};

struct CaptureNote {
  std::string name;
  Span span;
  std::vector<std::uint32_t> mentions;  ///< numbers of candidates
};

/// A rule that matched there.
struct MatchNote {
  std::string rule, phase;
  std::string file;
  std::uint32_t line = 0;
  Span span;
  bool took_effect = true;  ///< false: all its marks fell at once
  std::size_t find = 0;     ///< which of its `find`, from 1; 0 if it has but one
  std::vector<CaptureNote> captures;
  std::vector<std::string> clauses;    ///< as written, without examples
  std::vector<std::uint32_t> marks;    ///< numbers of candidates
  std::vector<std::string> ruled_out;  ///< entries that it took from mentions
};

/// A relation between two candidates that stand.
struct RelationNote {
  std::string type, by;
  std::uint32_t from = 0, to = 0;
};

/// How far the rule in question came from one beginning.
struct AttemptNote {
  std::string outcome;  ///< absent, nowhere, failed, context, condition, given-up, matched
  Span reached;
  std::string verdict;                ///< in words
  std::vector<std::string> expected;  ///< elements as written, with their places
  std::optional<std::uint32_t> at;    ///< the byte where one of them should stand
  std::vector<std::string> seen;      ///< what stands there instead
  std::string clause;                 ///< of context and condition, as written, with its place
  std::vector<CaptureNote> captures;
};

/// Why the rule in question matched or not.
struct RuleNote {
  std::string rule, phase;
  std::string file;
  std::uint32_t line = 0;
  std::vector<std::string> clauses;
  std::vector<std::string> begins;  ///< what can stand at its begin; empty: anything
  std::vector<AttemptNote> attempts;
};

/// Units: spans are bytes of the document's text.
/// Lifetime: refers to the document's id and text.
struct Explanation {
  std::string_view id, text;    ///< of the document
  Span at;                      ///< the place in question
  std::vector<Span> sentences;  ///< that it lies in; at least one stretch
  std::vector<TokenNote> tokens;
  std::vector<FormNote> forms;
  std::vector<CandidateNote> candidates;
  std::vector<MatchNote> matches;
  std::vector<RelationNote> relations;
  std::optional<RuleNote> rule;

  [[nodiscard]] std::string_view slice(Span span) const {
    return text.substr(span.begin, span.byte_size());
  }
};

}  // namespace waymark::explain
