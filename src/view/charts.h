// SPDX-License-Identifier: Apache-2.0
// Totals as tables with bars, a map of coordinates and curves over time: inline SVG that also
// prints and that a screen reader gets as a table.
#pragma once

#include <string>

#include "view/marks.h"
#include "view/totals.h"

namespace waymark::view {

/// Mentions per label; of two annotations also those of the other.
[[nodiscard]] std::string draw_labels(const Totals& totals, bool has_other_side, Looks& looks);

/// The most frequent entries with their spellings.
[[nodiscard]] std::string draw_entries(const Totals& totals);

/// Entries with coordinates on a grid of degrees, larger where there are more mentions; nothing if
/// there are none.
/// Source: equirectangular projection, true at the middle latitude.
[[nodiscard]] std::string draw_map(const Totals& totals);

/// Documents and the most frequent entries by month, or by year where there are many months;
/// nothing if documents have fewer than two dates.
[[nodiscard]] std::string draw_time(const Totals& totals);

}  // namespace waymark::view
