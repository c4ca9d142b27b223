// SPDX-License-Identifier: Apache-2.0
// A candidate is a possible mention before resolution. Gazetteer forms, rule marks, corrected
// spellings and given mentions are all candidates, so that rules and resolution see one thing.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "gazetteer/schema.h"
#include "waymark/mention.h"
#include "waymark/span.h"

namespace waymark::match {

using gazetteer::EntryId;
using gazetteer::FormId;
using gazetteer::LabelId;

inline constexpr std::uint32_t kNone = 0xFFFFFFFFu;

/// Where a candidate comes from.
enum class Origin : std::uint8_t {
  kGazetteer,  ///< a surface form of the gazetteer
  kCorrected,  ///< a near miss of one
  kLocal,      ///< a form that a rule defined for this document
  kRule,       ///< a mark of a rule
  kGiven,      ///< came with the document
};

/// What speaks for an entry; bits of EntryChoice::evidence. The words for them are in resolve/link.
enum Evidence : std::uint32_t {
  kByForm = 1u << 0,         ///< the form itself
  kByContainment = 1u << 1,  ///< a containing place stands beside it
  kByKind = 1u << 2,
  kByDefinition = 1u << 3,  ///< the document defines it
  kByDocument = 1u << 4,    ///< the document mentions what it belongs to
  kByDate = 1u << 5,
  kByPrior = 1u << 6,
  kByDistance = 1u << 7,
  kByRule = 1u << 8,  ///< a rule preferred it
};

/// An entry that a candidate may be, with the form under which it was found.
struct EntryChoice {
  EntryId entry = gazetteer::kNoEntry;
  FormId form = gazetteer::kNoForm;  ///< kNoForm: given by a rule or a definition
  float score = 0;
  std::uint32_t evidence = kByForm;
  friend bool operator==(const EntryChoice&, const EntryChoice&) = default;
};

/// A slot of a structured mark: other candidates, by number, or a stretch of text that is none.
struct CandidateSlot {
  std::uint16_t name = 0;  ///< number in Program::names()
  std::variant<std::vector<std::uint32_t>, Span> value;
};

struct CandidateFeature {
  std::uint16_t name = 0;  ///< number in Program::names()
  FeatureValue value;
};

struct Candidate {
  Span span;
  LabelId label = gazetteer::kNoLabel;
  Origin origin = Origin::kGazetteer;
  bool alive = true;  ///< losers stay in the list, dead, so that numbers stay true
  bool no_link =
      false;  ///< a rule said that it is none of the gazetteer's entries (`link x to none`)
  bool needs_support = false;  ///< all its forms have `needs` that are not yet met
  std::uint32_t rule = kNone;  ///< number of the rule that made it
  std::int32_t rank = 0;
  float trust = 0.5f;  ///< how much its evidence alone proves, 0 to 1
  std::vector<EntryChoice> entries;
  std::vector<CandidateSlot> slots;
  std::vector<CandidateFeature> features;
};

struct CandidateRelation {
  std::uint16_t type = 0;  ///< number in Program::names()
  std::uint32_t from = 0, to = 0;
  std::uint32_t rule = kNone;
};

/// All candidates of a document and the relations between them. Candidates are only ever added at
/// the end.
struct CandidateSet {
  std::vector<Candidate> candidates;
  std::vector<CandidateRelation> relations;
  std::vector<std::uint32_t> gifts;  ///< numbers of those that got entries which they hadn't
  void clear() { candidates.clear(), relations.clear(), gifts.clear(); }
  /// Gives a candidate entries instead of its own. Where these are only narrowed, it isn't needed.
  void give_entries(std::uint32_t number, std::vector<EntryChoice> entries) {
    candidates[number].entries = std::move(entries);
    gifts.push_back(number);
  }
};

}  // namespace waymark::match
