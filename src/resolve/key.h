// SPDX-License-Identifier: Apache-2.0
// The key of a structured mention: what it names, equal across spellings and languages.
#pragma once

#include <string>

#include "match/candidate.h"
#include "resolve/resolve.h"

namespace waymark::resolve {

/// The key of a candidate with a structured label: of its declared slots, in their declared order,
/// the linked entry's id or the folded text, joined by '|'
/// ("head|anti-espionage|kp.mss|kp.n-hamgyong.musan"). A slot that is itself structured stands for
/// its own texts; one outside the mention's span (a holder) is no part of what it names. Empty for
/// flat labels and where no slot is filled.
[[nodiscard]] std::string make_key(const Context& context, const match::CandidateSet& set,
                                   const match::Candidate& candidate, std::string_view text);

}  // namespace waymark::resolve
