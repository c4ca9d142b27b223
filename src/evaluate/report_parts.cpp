// SPDX-License-Identifier: Apache-2.0
#include "evaluate/report_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "evaluate/report.h"

namespace waymark::evaluate {

std::string_view key_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kMissed:
      return "missed";
    case ErrorKind::kSpurious:
      return "spurious";
    case ErrorKind::kBoundary:
      return "boundary";
    case ErrorKind::kLabel:
      return "label";
    case ErrorKind::kLink:
      break;
  }
  return "link";
}

std::string_view title_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kBoundary:
      return "wrong boundaries";
    case ErrorKind::kLabel:
      return "wrong labels";
    case ErrorKind::kLink:
      return "wrong or absent links";
    case ErrorKind::kMissed:
    case ErrorKind::kSpurious:
      break;
  }
  return key_of(kind);
}

std::vector<ErrorGroup> group_errors(const std::vector<Error>& errors, ErrorKind kind) {
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, ErrorGroup> groups;
  for (const Error& error : errors) {
    if (error.kind != kind) continue;
    ErrorGroup& group = groups[{error.label, error.text, error.detail}];
    if (group.count++ == 0) group.first = &error;
  }
  std::vector<ErrorGroup> sorted;
  for (const auto& [key, group] : groups) sorted.push_back(group);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const ErrorGroup& a, const ErrorGroup& b) { return a.count > b.count; });
  return sorted;
}

std::string show_in_line(std::string_view text) {
  std::string shown;
  for (const char c : text) {
    if (c == '\n')
      shown += "\\n";
    else if (c == '\r')
      shown += "\\r";
    else if (c == '\t')
      shown += "\\t";
    else
      shown += c;
  }
  return shown;
}

void append_csv(std::string_view value, std::string& out) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += value;
    return;
  }
  out += '"';
  for (const char c : value) out += c == '"' ? "\"\"" : std::string(1, c);
  out += '"';
}

std::string describe_reason(const Error& error) {
  std::string reason = error.by.empty() ? "" : "made by " + error.by;
  const auto add = [&](const std::string& part) { reason += (reason.empty() ? "" : "; ") + part; };
  if (error.form) {
    std::string form = "form " + error.form->why;
    if (!error.form->scheme.empty()) form += " (" + error.form->scheme + ")";
    if (error.form->corrected) form += ", corrected";
    add(form);
  }
  for (const LinkCandidate& candidate : error.candidates) {
    const std::string why = candidate.why.empty() ? "" : ": " + candidate.why;
    add(fmt::format("{} {} {:.2f}{}", candidate.entry, candidate.name, candidate.score, why));
  }
  return reason;
}

}  // namespace waymark::evaluate
