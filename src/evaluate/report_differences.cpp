// SPDX-License-Identifier: Apache-2.0
// Two systems side by side, a row a line.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

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

}  // namespace

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
