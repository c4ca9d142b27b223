// SPDX-License-Identifier: Apache-2.0
// RuleSet's members: read, check, compose.
#include "waymark/rule_set.h"

#include <utility>

#include "grammar/check.h"
#include "grammar/compile.h"
#include "grammar/load.h"

namespace waymark {
namespace {

// Splits what was found; errors are returned.
Diagnostics take_errors(Diagnostics found, Diagnostics* warnings) {
  Diagnostics errors;
  for (Diagnostic& diagnostic : found) {
    if (diagnostic.severity == Severity::kError) {
      errors.push_back(std::move(diagnostic));
    } else if (warnings != nullptr) {
      warnings->push_back(std::move(diagnostic));
    }
  }
  return errors;
}

}  // namespace

Result<RuleSet> RuleSet::load(const std::vector<std::string>& files, const Gazetteer& gazetteer,
                              Diagnostics* warnings) {
  Diagnostics found;
  const grammar::LoadedRules rules = grammar::load(files, text::SourceFile::read, found);
  grammar::check(
      rules, grammar::knowledge_of(gazetteer.catalog()), found,
      warnings != nullptr ? grammar::Faults::kErrorsAndWarnings : grammar::Faults::kErrors);
  Diagnostics errors = take_errors(std::move(found), warnings);
  if (!errors.empty()) return errors;
  auto program = grammar::compile(rules, gazetteer.catalog());
  if (!program) return program.error();
  return RuleSet(std::move(*program));
}

std::size_t RuleSet::rule_count() const { return program_->rule_names().size(); }

std::string RuleSet::digest() const { return program_->digest(); }

}  // namespace waymark
