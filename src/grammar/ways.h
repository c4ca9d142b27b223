// SPDX-License-Identifier: Apache-2.0
// The alternatives of rules. What a rule needs, and what stands side by side in it, is told far
// better of each alternative than of all together.
#pragma once

#include <vector>

#include "grammar/dispatch_analysis.h"
#include "grammar/engine.h"
#include "grammar/node_info.h"

namespace waymark::grammar {

/// Fills the engine's ways but for where they are listed.
void find_ways(Engine& engine, DispatchAnalysis& analysis, const std::vector<NodeInfo>& infos);

}  // namespace waymark::grammar
