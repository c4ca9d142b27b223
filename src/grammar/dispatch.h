// SPDX-License-Identifier: Apache-2.0
// The tables that find the rules of a sentence by its features, so that a rule that can't match
// costs nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "grammar/engine.h"

namespace waymark::grammar {

/// The ways that a table lists under features, each once, ascending.
[[nodiscard]] std::vector<std::uint32_t> ways_in(const Engine& engine, const DispatchTable& table);

/// Fills the engine's tables over all rules and phases, after each rule is analysed.
void index_rules(Engine& engine);

/// Fills the engine's token ways. Requires: all tables are made and numbered.
void index_token_ways(Engine& engine);

/// Calls visit(table) for the tables of all phases, in the order of their numbers.
template <class Visit>
void for_each_table(Engine& engine, const Visit& visit) {
  for (CompiledPhase& phase : engine.phases) {
    visit(phase.marking);
    visit(phase.vetoing);
  }
}

/// Lists the ways of the rules [first, last) that are vetoes or not under the features of one need.
[[nodiscard]] DispatchTable make_table(const Engine& engine, std::uint32_t first,
                                       std::uint32_t last, bool veto);

}  // namespace waymark::grammar
