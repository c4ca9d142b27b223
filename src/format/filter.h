// SPDX-License-Identifier: Apache-2.0
// Leaves out mentions that were not asked for.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "waymark/document.h"

namespace waymark::format {

/// Removes the mentions that are not wanted, and relations that refer to them; a slot that held one
/// of them alone keeps its span. All others are renumbered.
void keep_mentions(Document& document, const std::function<bool(const Mention&)>& is_wanted);

/// The feature by which a mention that is not sure is told from others: what trains on a corpus
/// must not learn that there is one, nor that there is none.
inline constexpr std::string_view kMasked = "masked";
/// The label of what is masked where formats have no place for another.
inline constexpr std::string_view kMaskedLabel = "MASKED";
[[nodiscard]] bool is_masked(const Mention& mention);

/// Takes stretches out of the text, and what lies in them or crosses their edges; all else moves.
/// Requires: `stretches` in order, without overlaps, between code points.
void cut_out(Document& document, const std::vector<Span>& stretches);

}  // namespace waymark::format
