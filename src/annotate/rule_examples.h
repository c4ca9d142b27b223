// SPDX-License-Identifier: Apache-2.0
// The examples beside rules are run through the whole path: `yes` must be marked as its brackets
// say, `no` not at all.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "grammar/load.h"
#include "waymark/annotator.h"
#include "waymark/rule_set.h"

namespace waymark {

struct ExampleReport {
  std::size_t rules = 0;  ///< whose examples were run
  std::size_t examples = 0;
  Diagnostics failures;  ///< one an example that is not as it says, at its place in the file
  std::vector<std::string> rules_without_examples;
};

/// Runs the examples of the rules of those files that `is_meant` says.
/// Requires: `annotator` runs `rules`, which are of the files that `loaded` holds.
[[nodiscard]] ExampleReport run_examples(
    const Annotator& annotator, const RuleSet& rules, const grammar::LoadedRules& loaded,
    const std::function<bool(const std::string& file)>& is_meant);

}  // namespace waymark
