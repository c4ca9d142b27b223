// SPDX-License-Identifier: Apache-2.0
// Mentions that came with a document: candidates before the rules run, and afterwards what stands
// while ours fill the gaps.
#pragma once

#include <vector>

#include "gazetteer/catalog.h"
#include "gazetteer/schema.h"
#include "match/candidate.h"
#include "waymark/document.h"

namespace waymark::annotate {

/// Adds given mentions to the gazetteer's candidates, in their order. A mention with the span and
/// label of one of ours takes over its entries; one that links to a known entry has that alone.
/// What has no label that is known is left out. With `prevail`, the gazetteer's candidates that
/// overlap a given flat mention fall.
void add_given(const gazetteer::Schema& schema, const gazetteer::Catalog& catalog,
               const std::vector<Mention>& given, bool prevail, match::CandidateSet& set);

/// What a document brought along.
struct GivenMarks {
  std::vector<Mention> mentions;
  std::vector<Relation> relations;
};

/// Puts given mentions and relations into an annotated document. Ours go where they are `refused`
/// or conflict with a given one: flat ones that overlap, structured ones that cross, any two of
/// equal span. Where both have span and label in common, the given one stays, and what it does not
/// say is filled from ours.
void merge_given(const gazetteer::Schema& schema, GivenMarks given,
                 const std::vector<Mention>& refused, Document& document);

}  // namespace waymark::annotate
