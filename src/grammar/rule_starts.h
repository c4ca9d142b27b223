// SPDX-License-Identifier: Apache-2.0
// Where the matches of a rule can start in a lattice: most rules fall here, all their places at
// once.
#pragma once

#include <cstdint>
#include <vector>

#include "grammar/active_rule.h"
#include "grammar/engine.h"
#include "grammar/position_set.h"
#include "grammar/scan.h"
#include "grammar/token_parser.h"

namespace waymark::grammar {

class RuleStarts {
 public:
  /// Asks for a rule's pattern from now on: those of its alternatives that the sentence may have.
  /// What a match captures is walked in all of it: captures may stand around its alternatives.
  void ask_for(const Engine& engine, const ActiveRule& active);
  void ask_for_all(const CompiledRule& rule);
  /// Finds the starts of the rule that is asked for; they are few, but not all may match.
  void find(Scan& scan, const ActiveRule& active);
  /// The same by what stands at each position alone.
  void search(const Scan& scan, const CompiledRule& rule);
  [[nodiscard]] const std::vector<Position>& starts() const { return starts_; }
  /// Where the pattern ends that begins at a position, as its choice has them in order.
  void find_ends(const ScanContext& context, Position start, Ends& ends) const;

 private:
  [[nodiscard]] PositionSet places(const ScanContext& context) const;
  void search_near(Scan& scan, const CompiledRule& rule, const ActiveRule& active);
  void narrow(Scan& scan, const CompiledRule& rule, PositionSet all);

  std::vector<ReferenceParser> asked_;  ///< what of the pattern is asked
  bool asks_for_all_ = true;            ///< that is the pattern itself
  std::vector<Position> starts_;
};

}  // namespace waymark::grammar
