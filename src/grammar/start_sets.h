// SPDX-License-Identifier: Apache-2.0
// Features as tokens and mentions are asked of them: which of them can begin a node.
#pragma once

#include <vector>

#include "grammar/dispatch_analysis.h"
#include "grammar/engine.h"
#include "grammar/feature_sets.h"
#include "grammar/hash_bits.h"
#include "grammar/node_info.h"

namespace waymark::grammar {

/// The features as a set that tokens and mentions are asked of.
[[nodiscard]] StartSet make_start_set(const Engine& engine, const Features& features,
                                      bool backward);

/// The words among features by their hashes.
[[nodiscard]] HashBits make_hash_bits(const Engine& engine, const Features& features);

/// Fills the engine's start sets and which of them nodes need.
void index_starts(Engine& engine, DispatchAnalysis& analysis, const std::vector<NodeInfo>& infos);

}  // namespace waymark::grammar
