// SPDX-License-Identifier: Apache-2.0
// The error list of an evaluation as one HTML page: each error in its context, with why the
// predicted mention is there.
#pragma once

#include <string>
#include <vector>

#include "evaluate/score.h"

namespace waymark::view {

/// Errors beyond these are counted only.
inline constexpr std::size_t kMaxErrors = 20'000;

[[nodiscard]] std::string make_error_page(const evaluate::Scores& scores);

}  // namespace waymark::view
