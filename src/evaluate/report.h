// SPDX-License-Identifier: Apache-2.0
// Scores as people read them and as programs do.
#pragma once

#include <cstddef>
#include <string>

#include "evaluate/score.h"

namespace waymark::evaluate {

/// Tables of strict, overlap and span-only scores, structured mentions, links and relations, then
/// the `errors` most frequent disagreements of each kind, each with one place in context.
[[nodiscard]] std::string report_text(const Scores& scores, std::size_t errors);

/// The same as one JSON object on a line.
[[nodiscard]] std::string report_json(const Scores& scores, std::size_t errors);

}  // namespace waymark::evaluate
