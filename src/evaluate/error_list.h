// SPDX-License-Identifier: Apache-2.0
// Disagreements put into words, each with its place and the text around it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evaluate/align.h"
#include "evaluate/score.h"

namespace waymark::evaluate {

/// One text as two sides see it.
struct Sides {
  const Document& gold;
  const Document& predicted;
};

/// Appends what the strict pairing `strict` left over: a gold mention is a wrong label, a wrong
/// boundary or missed; a predicted one that touches no such gold mention is spurious.
void list_errors(const Sides& sides, const std::vector<Item>& wanted,
                 const std::vector<Item>& given, const std::vector<Pair>& strict,
                 std::vector<Error>& errors);

/// A link in a word: what gold may be given by, in the same order; "none" without one.
[[nodiscard]] std::string name_of(const std::optional<Link>& link);

/// Requires: `mention`, of `gold`, has a link that is not `answer`'s.
[[nodiscard]] Error describe_link_error(const Document& gold, const Mention& mention,
                                        const Mention& answer);

}  // namespace waymark::evaluate
