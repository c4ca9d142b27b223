// SPDX-License-Identifier: Apache-2.0
// A document is annotated with a trace; what the trace holds about a place is put into words.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "explain/explanation.h"
#include "grammar/load.h"
#include "waymark/annotator.h"
#include "waymark/diagnostic.h"
#include "waymark/gazetteer.h"
#include "waymark/rule_set.h"

namespace waymark::explain {

/// What an explanation draws on; everything is borrowed.
/// Requires: the annotator runs `rules` over `gazetteer`; `loaded` are the files of the rules.
struct Sources {
  const Annotator& annotator;
  const Gazetteer& gazetteer;
  const RuleSet& rules;
  const grammar::LoadedRules& loaded;
};

/// What is asked of a document.
struct Question {
  std::vector<Span> places;         ///< an empty one stands for what begins there
  std::optional<std::string> rule;  ///< why did it match, or not?
};

/// Calls emit(explanation) for the places of a document, in their order.
/// Units: places are bytes of its text.
/// Errors: as Annotator::annotate; explain/unknown-rule with the near name. Limits that rules
/// reached go to `warnings`.
[[nodiscard]] std::optional<Diagnostic> explain(const Sources& sources, Document document,
                                                const Question& question,
                                                const std::function<void(const Explanation&)>& emit,
                                                Diagnostics& warnings);

}  // namespace waymark::explain
