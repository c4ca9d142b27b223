// SPDX-License-Identifier: Apache-2.0
// Which entry a candidate means: its choices are ranked by evidence, each kind of it named in the
// result.
#pragma once

#include <string>

#include "gazetteer/catalog.h"
#include "match/candidate.h"
#include "match/fate.h"

namespace waymark::resolve {

/// Ranks the choices of every living candidate, best first, and sets their scores (0 to 1; the
/// choices of one candidate and "none of these" add up to 1) and evidence. What is sure of the
/// document speaks for what is not: places that contain a choice, the country that the text is
/// about, one sense of a name throughout a document. Weights are noted in `fates` if that is given.
void rank_links(const gazetteer::Catalog& catalog, match::CandidateSet& set,
                match::Fates* fates = nullptr);

/// Evidence in words: "form, containment, document".
[[nodiscard]] std::string describe_evidence(std::uint32_t evidence);
/// The same, appended to `words`.
void describe_evidence(std::uint32_t evidence, std::string& words);

}  // namespace waymark::resolve
