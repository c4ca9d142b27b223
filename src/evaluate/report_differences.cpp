// SPDX-License-Identifier: Apache-2.0
// Two systems side by side, a row a line.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "evaluate/report.h"
#include "evaluate/report_parts.h"
#include "text/display_width.h"
#include "text/json.h"

namespace waymark::evaluate {
namespace {

std::string name_of(const Row& row) { return row.name.empty() ? "all" : row.name; }

std::string title_of(Table table) {
  std::string title = key_of(table);
  std::replace(title.begin(), title.end(), '_', ' ');
  return title + (table == Table::kLinks ? " (accuracy)" : " (F)");
}

std::string padded(std::string_view name, std::size_t width) {
  std::string cell(name);
  return cell.append(width - std::min(width, text::display_width(name)), ' ');
}

using ErrorKey =
    std::tuple<std::string_view, ErrorKind, Span, Span, std::string_view, std::string_view>;

ErrorKey key_of_error(const Error& error) {
  return {error.document, error.kind, error.gold, error.predicted, error.label, error.detail};
}

/// The errors of one system that the other does not make.
std::vector<Error> list_own_errors(const Scores& scores, const Scores& other) {
  std::set<ErrorKey> known;
  for (const Error& error : other.errors) known.insert(key_of_error(error));
  std::vector<Error> own;
  for (const Error& error : scores.errors)
    if (!known.contains(key_of_error(error))) own.push_back(error);
  return own;
}

void append_own_errors(std::string_view name, const std::vector<Error>& errors, std::size_t most,
                       std::string& out) {
  out += fmt::format("\nerrors of {} alone: {}\n", name, errors.size());
  std::vector<std::pair<ErrorGroup, ErrorKind>> groups;
  for (const ErrorKind kind : kErrorKinds)
    for (const ErrorGroup& group : group_errors(errors, kind)) groups.emplace_back(group, kind);
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto& a, const auto& b) { return a.first.count > b.first.count; });
  for (std::size_t i = 0; i < std::min(groups.size(), most); ++i) {
    const Error& error = *groups[i].first.first;
    const std::string given = error.detail.empty() ? "" : "  given " + show_in_line(error.detail);
    out += fmt::format("  {:>4}  {}  {}  {}{}\n        {}: {}\n", groups[i].first.count,
                       key_of(groups[i].second), error.label, show_in_line(error.text), given,
                       show_in_line(error.document), show_in_line(error.context));
  }
  if (groups.size() > most) out += fmt::format("        … {} more\n", groups.size() - most);
}

}  // namespace

std::string report_changed_errors(const Scores& a, const Scores& b, std::size_t most) {
  std::string out;
  append_own_errors("B", list_own_errors(b, a), most, out);
  append_own_errors("A", list_own_errors(a, b), most, out);
  return out;
}

std::string report_differences_text(const Differences& differences) {
  std::size_t width = 24;
  for (const auto& [row, each] : differences)
    width = std::max(width, text::display_width(row.name));
  std::string out =
      "Two systems: rates of A and B; their difference with its 95 % interval; p, how "
      "often chance alone makes one as large\n";
  const Table* last = nullptr;
  for (const auto& [row, each] : differences) {
    if (last == nullptr || *last != row.table)
      out += fmt::format("\n{}  {:>6}  {:>6}  {:>7}   {:>18}  {:>6}\n",
                         padded(title_of(row.table), width), "A", "B", "B - A", "95 %", "p");
    last = &row.table;
    out += fmt::format("{}  {:>6.4f}  {:>6.4f}  {:>+7.4f}   {:>+7.4f} to {:>+7.4f}  {:>6.4f}\n",
                       padded(name_of(row), width), each.a, each.b, each.b - each.a,
                       each.interval.low, each.interval.high, each.p);
  }
  return out;
}

std::string report_differences_json(const Differences& differences) {
  std::string out;
  text::json::Writer json(out);
  json.begin_object().key("differences").begin_array();
  for (const auto& [row, each] : differences)
    json.begin_object()
        .member("table", key_of(row.table))
        .member("label", name_of(row))
        .member("a", each.a)
        .member("b", each.b)
        .member("difference", each.b - each.a)
        .key("interval")
        .begin_array()
        .value(each.interval.low)
        .value(each.interval.high)
        .end_array()
        .member("p", each.p)
        .end_object();
  json.end_array().end_object();
  return out + '\n';
}

std::string report_differences_csv(const Differences& differences) {
  std::string out = "table,label,a,b,difference,low,high,p\n";
  for (const auto& [row, each] : differences) {
    out += std::string(key_of(row.table)) + ',';
    append_csv(name_of(row), out);
    fmt::format_to(std::back_inserter(out), ",{:.6f},{:.6f},{:.6f},{:.6f},{:.6f},{:.6f}\n", each.a,
                   each.b, each.b - each.a, each.interval.low, each.interval.high, each.p);
  }
  return out;
}

}  // namespace waymark::evaluate
