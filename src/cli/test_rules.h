// SPDX-License-Identifier: Apache-2.0
// `waymark grammar test`: the examples of rules, those in the rule files and those beside them.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "annotate/rule_examples.h"
#include "cli/console.h"
#include "cli/options.h"
#include "grammar/load.h"
#include "text/source_file.h"

namespace waymark::cli {

/// What to load: the named files besides all that the knowledge options mean.
[[nodiscard]] KnowledgeOptions knowledge_of(const GrammarOptions& options);

/// Examples with the files that they stand in.
struct Examples {
  std::deque<text::SourceFile> files;
  std::vector<PlacedExample> all;
};

/// The examples of the files that `is_meant` says: those in the rules first, then those beside
/// them. Errors: appended to `faults`.
[[nodiscard]] Examples collect_examples(
    const grammar::LoadedRules& rules, const std::function<bool(const std::string& file)>& is_meant,
    Diagnostics& faults);

/// Runs them. Returns the exit code.
int test_rules(const GrammarOptions& options, Console& console);

}  // namespace waymark::cli
