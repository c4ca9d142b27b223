// SPDX-License-Identifier: Apache-2.0
// Scores as people read them and as programs do.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "evaluate/score.h"
#include "evaluate/significance.h"

namespace waymark::evaluate {

struct ReportOptions {
  std::size_t errors = 20;  ///< how many groups of each kind of error are listed
  std::string by;           ///< the field by which documents were grouped; empty: not at all
  std::map<Row, Interval> intervals;  ///< shown where there are any
};

/// Tables of strict, overlap and span-only scores, MUC's outcomes, structured mentions, links and
/// relations, strict scores of each group, then the most frequent disagreements of each kind, each
/// with one place in context.
[[nodiscard]] std::string report_text(const Scores& scores, const ReportOptions& options);

/// The same as one JSON object on a line.
[[nodiscard]] std::string report_json(const Scores& scores, const ReportOptions& options);

/// All numbers as CSV, a row a line: by, table, label, the rates, their interval, the counts.
[[nodiscard]] std::string report_csv(const Scores& scores, const ReportOptions& options);

using Differences = std::map<Row, Difference>;

/// Two systems side by side, of one gold: rates, difference, its interval and p.
[[nodiscard]] std::string report_differences_text(const Differences& differences);
[[nodiscard]] std::string report_differences_json(const Differences& differences);
[[nodiscard]] std::string report_differences_csv(const Differences& differences);

/// Which errors one system makes and the other does not, the most frequent first, at most `most` of
/// each side.
[[nodiscard]] std::string report_changed_errors(const Scores& a, const Scores& b, std::size_t most);

/// Appends the errors of one document, one JSON object a line.
void append_errors_json(const Document& gold, const std::vector<Error>& errors, std::string& out);
/// Appends errors, each as a line and its context.
void append_errors_text(const std::vector<Error>& errors, std::string& out);

/// The name of a kind of error in JSON ("boundary") and in words ("wrong boundaries").
[[nodiscard]] std::string_view key_of(ErrorKind kind);
[[nodiscard]] std::string_view title_of(ErrorKind kind);

/// Why the predicted mention is there: what made it, the form it took, who else it may be; empty if
/// it does not say.
[[nodiscard]] std::string describe_reason(const Error& error);

}  // namespace waymark::evaluate
