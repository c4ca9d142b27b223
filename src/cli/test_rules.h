// SPDX-License-Identifier: Apache-2.0
// `waymark grammar test`: the examples of rules, those in the rule files and those beside them.
#pragma once

#include "cli/console.h"
#include "cli/options.h"

namespace waymark::cli {

/// What to load: the named files besides all that the knowledge options mean.
[[nodiscard]] KnowledgeOptions knowledge_of(const GrammarOptions& options);

/// Runs them. Returns the exit code.
int test_rules(const GrammarOptions& options, Console& console);

}  // namespace waymark::cli
