// SPDX-License-Identifier: Apache-2.0
// The parser can't know which words of a condition are captures; once the rule's captures are
// known, this says so.
#pragma once

#include <string>
#include <vector>

#include "grammar/ast.h"

namespace waymark::grammar {

/// Moves captures in the conditions of `rule` into Path::capture. In `where` and `unless` any path
/// that begins with a capture; in `link`, whose bare words are properties of the entries, only
/// `capture.property`.
void resolve_captures(Rule& rule, const std::vector<std::string>& captures);

}  // namespace waymark::grammar
