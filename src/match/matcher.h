// SPDX-License-Identifier: Apache-2.0
// Finds every surface form of the gazetteer in a text, overlaps kept.
#pragma once

#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "match/candidate.h"
#include "text/tokenizer.h"

namespace waymark::match {

/// Adds a candidate for every span and label under which a form of the catalog stands in the text;
/// all entries with that label that the form can mean are its choices. Sorted by begin, then longer
/// first, then label. Units: spans are bytes of `text`. Lifetime: candidates name entries and forms
/// of `catalog` by number.
void find_candidates(const gazetteer::Catalog& catalog, std::string_view text,
                     const std::vector<text::Token>& tokens, const std::vector<text::Unit>& units,
                     CandidateSet& set);

}  // namespace waymark::match
