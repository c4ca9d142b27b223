// SPDX-License-Identifier: Apache-2.0
// The results of examples for machines: JSON, and JUnit's XML for CI.
#pragma once

#include <string>
#include <vector>

#include "annotate/rule_coverage.h"
#include "annotate/rule_examples.h"
#include "grammar/load.h"

namespace waymark::cli {

/// A part of a rule that no example touches, as a diagnostic at its place.
[[nodiscard]] Diagnostic describe(const RulePart& part, const grammar::LoadedRules& rules);

/// `untouched` is null where coverage was not asked for.
[[nodiscard]] std::string tests_as_json(const ExampleReport& report,
                                        const std::vector<std::string>& without_yes,
                                        const grammar::LoadedRules& rules,
                                        const std::vector<RulePart>* untouched);

/// A suite a file, a case an example.
/// Source: the format as Jenkins and GitLab read it; it has no standard.
[[nodiscard]] std::string tests_as_junit(const ExampleReport& report);

}  // namespace waymark::cli
