// SPDX-License-Identifier: Apache-2.0
// A rule that was chosen for a sentence, and where it is tried.
#pragma once

#include <cstdint>

#include "match/candidate.h"
#include "match/lattice.h"

namespace waymark::grammar {

/// A rule to be tried; its matches begin at positions from first to last.
struct ActiveRule {
  std::uint32_t rule = 0;
  static constexpr match::Position kAnywhere = match::kNone;
  match::Position first = 0, last = kAnywhere;
  std::uint32_t alternatives = 0;  ///< bits of those that the sentence may have
  [[nodiscard]] bool is_near() const { return last != kAnywhere; }
};

}  // namespace waymark::grammar
