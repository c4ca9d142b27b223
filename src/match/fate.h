// SPDX-License-Identifier: Apache-2.0
// What became of forms and candidates on the path, for those who ask why something is not marked.
// Each stage notes here what it leaves out; without a record nothing is noted, and noting never
// changes what a stage does.
#pragma once

#include <cstdint>
#include <vector>

#include "match/candidate.h"

namespace waymark::match {

/// Why a surface form that stands in the text is no candidate.
enum class Refusal : std::uint8_t {
  kStopped,     ///< the gazetteer bars it (`stop`)
  kLookupOnly,  ///< it serves `normalize`, not running text
  kGlued,       ///< it begins or ends inside a word
  kCase,        ///< the text has other capitals
  kDropped,     ///< a later gazetteer drops its entry
};

struct RefusedForm {
  Span span;
  FormId form = gazetteer::kNoForm;
  Refusal why = Refusal::kCase;
};

/// Why a candidate fell.
enum class Ground : std::uint8_t {
  kUnfounded,  ///< Hangul that begins or ends inside a word, with nothing known beside it
  kNeeds,      ///< the company that its form asks for is not there
  kOver,       ///< the winner is stated to be over it
  kLonger,     ///< the winner is longer
  kRank,       ///< of equal length, the winner's rank is higher
  kTrust,      ///< the winner's evidence is stronger
  kOrder,      ///< the winner's rule stands earlier, or it was found earlier
  kBlocked,    ///< it would win, but had to wait for one that is stated to be over it
  kPart,       ///< a mention that it captured fell
  kCrossing,   ///< a structured mark that crosses a flat mention
  kInner,      ///< it lies inside a mark of the same label and rule, and none holds it
  kVeto,
};

/// A candidate that fell before candidates have numbers: of one whose entries alone lack company,
/// those entries.
struct DroppedCandidate {
  Candidate candidate;
  Ground ground = Ground::kNeeds;
};

struct Fall {
  std::uint32_t candidate = 0;
  Ground ground = Ground::kLonger;
  std::uint32_t by = kNone;     ///< the candidate that won or, of kPart, fell; of kVeto the rule
  std::uint32_t phase = kNone;  ///< of the rules; kNone: at resolution
};

/// What speaks for an entry of a candidate when links are ranked, and how much.
struct Weight {
  std::uint32_t candidate = 0;
  EntryId entry = gazetteer::kNoEntry;
  const char* what = "";  ///< in words: "the country of the document"
  float amount = 0;
};

/// The record of a document. Candidates are numbered as in its CandidateSet.
struct Fates {
  std::vector<RefusedForm> refused;
  std::vector<DroppedCandidate> dropped;
  std::vector<Fall> falls;
  std::vector<Weight> weights;
  std::uint32_t phase = kNone;  ///< the phase that runs now; falls are noted with it

  void note(std::uint32_t candidate, Ground ground, std::uint32_t by) {
    falls.push_back({candidate, ground, by, phase});
  }
};

}  // namespace waymark::match
