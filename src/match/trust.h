// SPDX-License-Identifier: Apache-2.0
// How much a candidate's surface alone proves, and whether the company that its forms ask for is
// there. What is dropped is noted in `fates` where that is given.
#pragma once

#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "match/candidate.h"
#include "match/fate.h"
#include "text/token.h"

namespace waymark::match {

/// Sets `trust` of each candidate from its surface. Removes those in Hangul that begin inside a
/// word where nothing known stands before them: a Korean name stands at the beginning of a word or
/// directly behind another name. One of several words always begins with a word, and ends with one,
/// behind two syllables of it, or before its particles.
/// `known` has the tokens of each candidate, or nothing if they are to be looked for.
/// Requires: sorted by begin.
void weigh(std::string_view text, const text::Tokens& tokens, const std::vector<TokenRange>& known,
           CandidateSet& set, Fates* fates = nullptr);

/// What a trust that weigh() or a correction gave to a surface means, in words; empty for other
/// numbers.
[[nodiscard]] std::string_view describe_trust(float trust, std::string_view surface);

/// Drops the choices whose `needs` no candidate that needs nothing fulfils, and candidates left
/// without choice. Several conditions: any suffices. Distances are tokens, either side.
void settle_needs(const gazetteer::Catalog& catalog, const text::Tokens& tokens, CandidateSet& set,
                  Fates* fates = nullptr);

}  // namespace waymark::match
