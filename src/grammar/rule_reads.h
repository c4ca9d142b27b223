// SPDX-License-Identifier: Apache-2.0
// Which labels a rule of a repeated phase looks at: as long as no mention with one of them changes,
// its matches stay.
#pragma once

#include <vector>

#include "grammar/engine.h"
#include "grammar/node_info.h"

namespace waymark::grammar {

/// Adds the labels that a test asks for beside those of the captured mentions; `all` becomes true
/// if it follows slots.
void add_reads(const CompiledTest& test, std::vector<LabelId>& labels, bool& all);

/// Fills `reads` and `reads_all` of a rule.
void find_reads(const Engine& engine, const std::vector<NodeInfo>& infos, CompiledRule& rule);

}  // namespace waymark::grammar
