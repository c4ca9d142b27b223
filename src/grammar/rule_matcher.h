// SPDX-License-Identifier: Apache-2.0
// What the rules that were chosen for a sentence match in its lattice. It changes nothing; effects
// are applied elsewhere.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "grammar/active_rule.h"
#include "grammar/engine.h"
#include "grammar/rule_match.h"
#include "grammar/rule_starts.h"
#include "grammar/scan.h"
#include "waymark/diagnostic.h"

namespace waymark::grammar {

class RuleMatcher {
 public:
  /// Begins a document. Borrows both; `warnings` may be null. `is_traced`: of several patterns of a
  /// rule it is found out which one matched.
  void begin(const Engine& engine, Diagnostics* warnings, bool is_traced);

  /// Appends the matches of a rule, from left to right; of each start, or none begins before the
  /// one before it has ended.
  void find(Scan& scan, const ActiveRule& active, bool every_start, std::vector<Match>& matches);
  /// Appends the matches of several rules that take turns: none begins before the last one has
  /// ended, whichever rule's it is.
  void find_one_at_a_time(Scan& scan, std::span<const ActiveRule> active,
                          std::vector<Match>& matches);

  /// All starts of a rule, as far as what stands there tells, asked for all of its pattern.
  [[nodiscard]] std::vector<Position> search_starts(const Scan& scan, std::uint32_t rule);
  /// Whether the rule that was asked for last matches from a position.
  bool try_start(Scan& scan, std::uint32_t rule, Position start, Match& match,
                 Position& end_of_match);

 private:
  void end_rule(Scan& scan, std::uint32_t rule);
  void warn(std::uint32_t rule, Limit limit);

  const Engine* engine_ = nullptr;
  Diagnostics* warnings_ = nullptr;
  bool is_traced_ = false;
  RuleStarts starts_;
  std::vector<std::pair<Position, std::size_t>> offers_;  ///< starts, with the number of the rule
  std::vector<std::pair<std::uint32_t, Limit>> warned_;   ///< rules and the limits told of; few
};

}  // namespace waymark::grammar
