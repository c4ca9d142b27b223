// SPDX-License-Identifier: Apache-2.0
// All numbers of a report as one table that spreadsheets and data frames read. Rows of the whole
// have an empty group; MUC's outcomes are tables of their own.
#include <fmt/format.h>

#include <iterator>

#include "evaluate/report.h"
#include "evaluate/report_parts.h"

namespace waymark::evaluate {
namespace {

class CsvReport {
 public:
  explicit CsvReport(const ReportOptions& options) : options_(options) {
    out_ = "by,table,label,precision,recall,f,low,high,right,incorrect,partial,spurious,missed\n";
  }

  std::string make(const Scores& scores) {
    for (const auto& [row, counts] : list_rows(scores)) add_row({}, row, counts);
    for (const auto& [label, outcomes] : scores.outcomes) add_outcomes(label, outcomes);
    add_outcomes({}, outcome_total(scores));
    if (!options_.by.empty())
      for (const auto& [group, rows] : list_groups(scores))
        for (const auto& [row, counts] : rows) add_row(group, row, counts);
    return std::move(out_);
  }

 private:
  void add_names(std::string_view group, std::string_view table, std::string_view label) {
    for (const std::string_view name : {group, table}) append_csv(name, out_), out_ += ',';
    append_csv(label.empty() ? "all" : label, out_);
  }

  template <class C>
  void add_rates(const C& counts) {
    fmt::format_to(std::back_inserter(out_), ",{:.6f},{:.6f},{:.6f}", counts.precision(),
                   counts.recall(), counts.f());
  }

  void add_row(std::string_view group, const Row& row, const Counts& counts) {
    add_names(group, key_of(row.table), row.name);
    add_rates(counts);
    const auto found = options_.intervals.find(row);
    if (group.empty() && found != options_.intervals.end())
      fmt::format_to(std::back_inserter(out_), ",{:.6f},{:.6f}", found->second.low,
                     found->second.high);
    else
      out_ += ",,";
    fmt::format_to(std::back_inserter(out_), ",{},,,{},{}\n", counts.right, counts.spurious,
                   counts.missed);
  }

  void add_outcomes(std::string_view label, const SchemeOutcomes& schemes) {
    for (const NamedScheme& scheme : kSchemes) {
      const Outcomes& each = schemes.*scheme.outcomes;
      add_names({}, std::string("outcomes_") + scheme.name, label);
      add_rates(each);
      fmt::format_to(std::back_inserter(out_), ",,,{},{},{},{},{}\n", each.correct, each.incorrect,
                     each.partial, each.spurious, each.missed);
    }
  }

  const ReportOptions& options_;
  std::string out_;
};

}  // namespace

std::string report_csv(const Scores& scores, const ReportOptions& options) {
  return CsvReport(options).make(scores);
}

}  // namespace waymark::evaluate
