// SPDX-License-Identifier: Apache-2.0
// What the captures of a rule hold, as its patterns and the lets that they name tell.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "grammar/engine.h"
#include "grammar/load.h"
#include "grammar/name_numbers.h"

namespace waymark::grammar {

/// The captures of a rule that hold a mention wherever they hold something.
[[nodiscard]] std::vector<CaptureId> captures_of_mentions(const LoadedRules& rules,
                                                          const LoadedRule& rule,
                                                          NameNumbers& names);

/// The lists that stand inside some captures of a rule, each with its capture.
[[nodiscard]] std::vector<std::pair<CaptureId, ListId>> lists_in_captures(
    const LoadedRules& rules, const LoadedRule& rule, const std::set<CaptureId>& captures,
    NameNumbers& names);

}  // namespace waymark::grammar
