// SPDX-License-Identifier: Apache-2.0
// What a rule file says, as one line of nested brackets without places: what tests of reading and
// printing compare.
#pragma once

#include <string>

#include "grammar/ast.h"

namespace waymark::test {

[[nodiscard]] std::string outline(const grammar::Pattern& pattern);
[[nodiscard]] std::string outline(const grammar::Condition& condition);
[[nodiscard]] std::string outline(const grammar::Rule& rule);
[[nodiscard]] std::string outline(const grammar::RuleFile& file);

}  // namespace waymark::test
