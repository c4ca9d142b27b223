// SPDX-License-Identifier: Apache-2.0
// Near misses: a capitalised token without any candidate may be a misspelt name (Samiyon for
// Samjiyon), if the context supports it. What is found so says that it was corrected.
#pragma once

#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "match/candidate.h"
#include "match/near_forms.h"
#include "text/token.h"

namespace waymark::match {

/// Adds corrected candidates (Origin::kCorrected) for capitalised tokens that no candidate touches
/// and that are near, by the confusion-weighted distance, to the form of one entry only, where the
/// sentence names an entry that contains it, or two others of its label that share its outermost
/// container. Keeps the order of the set.
void correct(const gazetteer::Catalog& catalog, const NearForms& near, std::string_view text,
             const std::vector<text::Token>& tokens, const std::vector<TokenRange>& sentences,
             CandidateSet& set);

}  // namespace waymark::match
