// SPDX-License-Identifier: Apache-2.0
// Phases of one name in several files are one phase; this puts them in order.
#pragma once

#include "grammar/load.h"

namespace waymark::grammar {

/// Joins the phases of all files that run. Each file's own order holds; `after` puts a phase right
/// behind another; where nothing is said, the one seen first comes first. Errors:
/// grammar/unknown-phase, grammar/undeclared-phase, grammar/phase-kind, grammar/phase-order.
[[nodiscard]] std::vector<LoadedPhase> order_phases(const std::vector<LoadedFile>& files,
                                                    Diagnostics& diagnostics);

}  // namespace waymark::grammar
