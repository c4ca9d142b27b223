// SPDX-License-Identifier: Apache-2.0
// Rules broken in one place each: without a clause, an element of a pattern, or a condition.
#pragma once

#include <string>
#include <vector>

#include "grammar/ast.h"

namespace waymark::test {

struct Mutation {
  std::string what;  ///< "without 'rank'", "without the element \"of\""
  grammar::Rule rule;
};

/// Every rule that differs from `rule` by one part less and is still a rule.
std::vector<Mutation> mutations_of(const grammar::Rule& rule);

}  // namespace waymark::test
