// SPDX-License-Identifier: Apache-2.0
// How far scores can be trusted: intervals from resampled documents, and whether two systems differ
// by more than chance would. Documents are what is drawn, since mentions of one document are not
// independent.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "evaluate/score.h"

namespace waymark::evaluate {

/// The same options give the same numbers on every machine.
struct ResampleOptions {
  std::uint32_t resamples = 1000;
  std::uint64_t seed = 1;
};

/// The middle 95 % of a rate over all resamples.
struct Interval {
  double low = 0, high = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// Draws as many documents as there are, with replacement, again and again. A resample in which a
/// row has no count says nothing of that row.
/// Source: Efron 1979, percentile bootstrap.
[[nodiscard]] std::map<Row, Interval> find_intervals(const Scores& scores,
                                                     const ResampleOptions& options);

/// One row of two systems.
struct Difference {
  double a = 0, b = 0;  ///< rates
  double p = 1;       ///< how often chance alone makes a difference as large; both directions count
  Interval interval;  ///< of b - a
};

/// For each row the two rates and the probability of their difference if, document by document, it
/// were chance which system gave which answer.
/// Requires: both were scored against the same gold.
/// Source: Noreen 1989, approximate randomisation; Yeh 2000.
[[nodiscard]] std::map<Row, Difference> compare(const Scores& a, const Scores& b,
                                                const ResampleOptions& options);

}  // namespace waymark::evaluate
