// SPDX-License-Identifier: Apache-2.0
// A rule file laid out in one way.
#pragma once

#include <string>

#include "grammar/ast.h"

namespace waymark::grammar {

/// Writes a rule file so that parsing it gives `file` again. Statements keep their order, clauses
/// of a rule come in a fixed one: find, contexts, tests, marks, set, link, relate, define, over,
/// rank, examples. Comments stay before the statement or clause that follows them, or behind the
/// one they stand beside. Requires: names and texts that can be written, such as parse() makes.
[[nodiscard]] std::string print(const RuleFile& file);

/// One pattern or condition, on one line.
[[nodiscard]] std::string print(const Pattern& pattern);
[[nodiscard]] std::string print(const Condition& condition);

}  // namespace waymark::grammar
