// SPDX-License-Identifier: Apache-2.0
// Disagreements put into words, each with its place and the text around it.
#pragma once

#include <vector>

#include "evaluate/align.h"
#include "evaluate/score.h"

namespace waymark::evaluate {

/// Appends what the strict pairing `strict` left over: a gold mention is a wrong label, a wrong
/// boundary or missed; a predicted one that touches no such gold mention is spurious.
void list_errors(const Document& gold, const std::vector<Item>& wanted,
                 const std::vector<Item>& given, const std::vector<Pair>& strict,
                 std::vector<Error>& errors);

/// Requires: `mention`, of `gold`, has a link that is not `answer`'s.
[[nodiscard]] Error describe_link_error(const Document& gold, const Mention& mention,
                                        const Mention& answer);

}  // namespace waymark::evaluate
