// SPDX-License-Identifier: Apache-2.0
// Examples are run through the whole path: `yes` must be marked as its brackets say and have what
// is expected of it, `no` must not be marked at all.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "grammar/example_file.h"
#include "grammar/load.h"
#include "waymark/annotator.h"
#include "waymark/rule_set.h"

namespace waymark {

/// An example of a rule and the file in which it stands.
/// Lifetime: borrows the file.
struct PlacedExample {
  grammar::RuleExample example;
  const text::SourceFile* source = nullptr;
};

/// The examples that stand in the rules of those files that `is_meant` says, rule by rule.
[[nodiscard]] std::vector<PlacedExample> examples_in_rules(
    const grammar::LoadedRules& loaded,
    const std::function<bool(const std::string& file)>& is_meant);

/// The examples of an example file. Lifetime: they borrow `source`.
/// Errors: those of parse_examples(), and grammar/unknown-rule.
[[nodiscard]] std::vector<PlacedExample> examples_in_file(const text::SourceFile& source,
                                                          const grammar::LoadedRules& loaded,
                                                          Diagnostics& diagnostics);

/// posts.way → posts.examples.
[[nodiscard]] std::string example_file_beside(const std::string& rule_file);

struct ExampleResult {
  const PlacedExample* example = nullptr;
  Diagnostics failures;  ///< at their places; none if the example is as it says
};

/// Two rules that marked one stretch with different labels and equal rank.
struct Tie {
  std::string winner, loser;  ///< rules
  std::string text;
  friend auto operator<=>(const Tie&, const Tie&) = default;
};

struct ExampleReport {
  std::vector<ExampleResult> results;        ///< in the order of the examples
  std::unordered_set<std::string> rules;     ///< that matched in an example of their own
  std::unordered_set<std::string> captures;  ///< that took part in a match of an own example
  std::set<Tie> ties;
  [[nodiscard]] std::size_t failed() const;
};

/// Runs examples in order.
/// Requires: `annotator` runs `rules`. Lifetime: the report borrows `examples`.
[[nodiscard]] ExampleReport run_examples(const Annotator& annotator, const RuleSet& rules,
                                         const std::vector<PlacedExample>& examples);

/// Ties of rules of one phase between which no rule file states an order: only their places in the
/// files decide. A warning for each such pair, at the loser.
[[nodiscard]] Diagnostics describe_ties(const ExampleReport& report,
                                        const grammar::LoadedRules& loaded);

}  // namespace waymark
