// SPDX-License-Identifier: Apache-2.0
// The text report puts one table below the other, flat labels first, each with a line for all of
// them. Errors are grouped by what is alike, most frequent first.
#include "evaluate/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "evaluate/report_parts.h"
#include "text/display_width.h"

namespace waymark::evaluate {
namespace {

using Rows = std::map<Row, Counts>;

/// A text report under construction. The first column is as wide as the longest name.
class TextReport {
 public:
  TextReport(const Scores& scores, const ReportOptions& options)
      : scores_(scores),
        options_(options),
        rows_(list_rows(scores)),
        groups_(options.by.empty() ? std::map<std::string, Rows>{} : list_groups(scores)) {
    for (const auto& [row, counts] : rows_) widen(row.name);
    for (const auto& [group, rows] : groups_) widen(show_in_line(group));
    widen(options.by);
  }

  std::string make() {
    head();
    table(Table::kStrict, "strict");
    table(Table::kOverlap, "overlap");
    rule();
    row("span only", Row{Table::kSpanOnly, {}}, scores_.span_only);
    outcomes();
    if (!scores_.structured.empty()) structured();
    if (!scores_.links.empty()) links();
    if (!scores_.relations.empty()) table(Table::kRelations, "relations");
    if (!groups_.empty()) groups();
    if (options_.errors > 0) errors();
    return std::move(out_);
  }

 private:
  void widen(std::string_view name) { width_ = std::max(width_, text::display_width(name)); }

  template <class... Values>
  void line(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
    out_ += '\n';
  }
  void rule() { out_ += '\n'; }

  void head() {
    std::uint64_t gold = 0;
    for (const auto& [label, counts] : scores_.strict) gold += counts.right + counts.missed;
    line("{} documents, {} gold mentions", scores_.documents, gold);
    if (scores_.absent_documents > 0)
      line("{} of the documents have no prediction", scores_.absent_documents);
  }

  std::string padded(std::string_view name) const {
    std::string cell(name);
    cell.append(width_ - std::min(width_, text::display_width(name)), ' ');
    return cell;
  }

  void titles(std::string_view title) {
    rule();
    line("{}  {:>6}  {:>6}  {:>6}   {:>7} {:>8} {:>7}{}", padded(title), "P", "R", "F", "right",
         "spurious", "missed", options_.intervals.empty() ? "" : "   95 % of F");
  }

  /// Intervals are of the whole; a row of a group is none of its rows.
  std::string interval_of(const std::optional<Row>& row) const {
    if (!row) return {};
    const auto found = options_.intervals.find(*row);
    if (found == options_.intervals.end()) return {};
    return fmt::format("   {:.4f} to {:.4f}", found->second.low, found->second.high);
  }

  void row(std::string_view name, const std::optional<Row>& row, const Counts& counts) {
    line("{}  {:>6.4f}  {:>6.4f}  {:>6.4f}   {:>7} {:>8} {:>7}{}", padded(name), counts.precision(),
         counts.recall(), counts.f(), counts.right, counts.spurious, counts.missed,
         interval_of(row));
  }

  /// A line for each name, and one for all of them.
  void table(Table table, std::string_view title) {
    titles(title);
    Counts all;
    for (const auto& [row, counts] : rows_) {
      if (row.table != table) continue;
      if (row.name.empty())
        all = counts;
      else
        this->row(row.name, row, counts);
    }
    row("all", Row{table, {}}, all);
  }

  void outcomes() {
    rule();
    line("{}  {:>6}  {:>6}  {:>6}   {:>7} {:>9} {:>7} {:>8} {:>7}", padded("outcomes"), "P", "R",
         "F", "correct", "incorrect", "partial", "spurious", "missed");
    const SchemeOutcomes all = outcome_total(scores_);
    for (const NamedScheme& scheme : kSchemes) {
      const Outcomes& each = all.*scheme.outcomes;
      line("{}  {:>6.4f}  {:>6.4f}  {:>6.4f}   {:>7} {:>9} {:>7} {:>8} {:>7}", padded(scheme.name),
           each.precision(), each.recall(), each.f(), each.correct, each.incorrect, each.partial,
           each.spurious, each.missed);
    }
  }

  void structured() {
    table(Table::kStructured, "structured");
    table(Table::kStructuredOverlap, "overlap");
    table(Table::kSlots, "slots");
  }

  void links() {
    rule();
    line("{}  {:>6}   {:>7} {:>7} {:>7}   gold without a link: left so, given one{}",
         padded("links"), "acc", "right", "wrong", "absent",
         options_.intervals.empty() ? "" : "   95 % of acc");
    for (const auto& [label, counts] : scores_.links) link_row(label, label, counts);
    const LinkCounts all = link_total(scores_);
    link_row("all", {}, all);
    std::string recall;
    for (const std::size_t most : kRecallRanks)
      recall += fmt::format("  {}: {:.4f}", most, all.recall_at(most));
    line("{}{}", padded("recall at"), recall);
    none_row(all.none());
    table(Table::kLinked, "linked");
  }

  /// "No entry" as an answer; where neither side ever gives it there is nothing to say.
  void none_row(const Counts& none) {
    if (none.empty()) return;
    line("{}  P {:.4f}  R {:.4f}  F {:.4f}", padded("none"), none.precision(), none.recall(),
         none.f());
  }

  void link_row(std::string_view name, const std::string& label, const LinkCounts& counts) {
    line("{}  {:>6.4f}   {:>7} {:>7} {:>7}   {:>7} {:>7}{}", padded(name), counts.accuracy(),
         counts.right, counts.wrong, counts.absent, counts.none_right, counts.none_wrong,
         interval_of(Row{Table::kLinks, label}));
  }

  void groups() {
    titles(options_.by);
    for (const auto& [group, rows] : groups_) {
      const auto found = rows.find({Table::kStrict, {}});
      row(show_in_line(group), std::nullopt, found == rows.end() ? Counts{} : found->second);
    }
  }

  void errors() {
    for (const ErrorKind kind : kErrorKinds) {
      const std::vector<ErrorGroup> alike = group_errors(scores_.errors, kind);
      std::uint64_t kept = 0;
      for (const ErrorGroup& group : alike) kept += group.count;
      const auto count = scores_.error_counts.find(kind);
      const std::uint64_t all = count == scores_.error_counts.end() ? 0 : count->second;
      rule();
      line("{}: {}", title_of(kind), all);
      if (kept < all) line("        of the first {}:", kept);
      for (std::size_t i = 0; i < std::min(alike.size(), options_.errors); ++i) error(alike[i]);
      if (alike.size() > options_.errors) line("        … {} more", alike.size() - options_.errors);
    }
  }

  void error(const ErrorGroup& group) {
    const Error& error = *group.first;
    std::string given = show_in_line(error.detail);
    if (error.kind == ErrorKind::kBoundary) given = "'" + given + "'";
    if (!given.empty()) given = "  given " + given;
    line("  {:>4}  {}  {}{}", group.count, error.label, show_in_line(error.text), given);
    line("        {}: {}", show_in_line(error.document), show_in_line(error.context));
  }

  const Scores& scores_;
  const ReportOptions& options_;
  Rows rows_;
  std::map<std::string, Rows> groups_;
  std::size_t width_ = 10;
  std::string out_;
};

}  // namespace

std::string report_text(const Scores& scores, const ReportOptions& options) {
  return TextReport(scores, options).make();
}

void append_errors_text(const std::vector<Error>& errors, std::string& out) {
  for (const Error& error : errors) {
    const std::string given = error.detail.empty() ? "" : "  given " + show_in_line(error.detail);
    const std::string reason = describe_reason(error);
    out += fmt::format("{}: {}: {}  {}{}\n        {}\n", show_in_line(error.document),
                       key_of(error.kind), error.label, show_in_line(error.text), given,
                       show_in_line(error.context));
    if (!reason.empty()) out += "        " + show_in_line(reason) + '\n';
  }
}

}  // namespace waymark::evaluate
