// SPDX-License-Identifier: Apache-2.0
// Random rule files for properties of reading and printing: all kinds of nodes, nested, with texts
// of many scripts.
#pragma once

#include <cstdint>

#include "grammar/ast.h"

namespace waymark::test {

/// The rule file of a seed; the same on every machine.
[[nodiscard]] grammar::RuleFile random_rule_file(std::uint32_t seed);

}  // namespace waymark::test
