// SPDX-License-Identifier: Apache-2.0
// Which parts of rules no example touches. The parts get captures of their own before the rules are
// composed; what took part in a match of an example is then read from the trace.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "annotate/rule_examples.h"
#include "grammar/load.h"

namespace waymark {

/// A part of a rule or let that an example can touch.
struct RulePart {
  enum class What : std::uint8_t { kRule, kFind, kAlternative, kOptional } what = What::kRule;
  std::string owner;  ///< name of the rule or let
  std::size_t file = 0;
  grammar::Place at;
  std::string capture;  ///< put around it; for a rule its name
};

/// Puts captures around finds, alternatives and optional elements of the files that `is_meant`
/// says. What look-ahead or a negated context asks is left out: no match holds it.
std::vector<RulePart> instrument(grammar::LoadedRules& rules,
                                 const std::function<bool(const std::string& file)>& is_meant);

/// Those of the parts that no example touched, by place.
[[nodiscard]] std::vector<RulePart> untouched(const std::vector<RulePart>& parts,
                                              const ExampleReport& report);

/// "rule", "find", "alternative", "optional element".
[[nodiscard]] std::string_view name_of(RulePart::What what);

}  // namespace waymark
