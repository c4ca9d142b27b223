// SPDX-License-Identifier: Apache-2.0
// The text report puts one table below the other, flat labels first, each with a line for all of
// them. Errors are grouped by what is alike, most frequent first.
#include "evaluate/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "text/display_width.h"
#include "text/json.h"

namespace waymark::evaluate {
namespace {

struct KindName {
  ErrorKind kind;
  const char* key;    // in JSON
  const char* title;  // in text
};

constexpr std::array<KindName, 5> kKinds = {{
    {ErrorKind::kMissed, "missed", "missed"},
    {ErrorKind::kSpurious, "spurious", "spurious"},
    {ErrorKind::kBoundary, "boundary", "wrong boundaries"},
    {ErrorKind::kLabel, "label", "wrong labels"},
    {ErrorKind::kLink, "link", "wrong or absent links"},
}};

/// Errors that are alike: same label, text and other side.
struct Group {
  std::uint64_t count = 0;
  const Error* first = nullptr;
};

/// The groups of a kind, most frequent first, then by label, text and detail.
std::vector<Group> group_errors(const std::vector<Error>& errors, ErrorKind kind) {
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, Group> groups;
  for (const Error& error : errors) {
    if (error.kind != kind) continue;
    Group& group = groups[{error.label, error.text, error.detail}];
    if (group.count++ == 0) group.first = &error;
  }
  std::vector<Group> sorted;
  for (const auto& [key, group] : groups) sorted.push_back(group);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Group& a, const Group& b) { return a.count > b.count; });
  return sorted;
}

/// Text on one line: line ends and tabs are shown as \n and \t.
std::string show(std::string_view text) {
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

/// A text report under construction. The first column is as wide as the longest label.
class TextReport {
 public:
  TextReport(const Scores& scores, std::size_t errors) : scores_(scores), most_errors_(errors) {
    for (const auto& [label, counts] : scores.strict) widen(label);
    for (const auto& [type, counts] : scores.relations) widen(type);
  }

  std::string make() {
    head();
    table("strict", scores_.strict, false);
    table("overlap", scores_.overlap, false);
    rule();
    row("span only", scores_.span_only);
    structured();
    links();
    relations();
    if (most_errors_ > 0) errors();
    return std::move(out_);
  }

 private:
  void widen(const std::string& name) { width_ = std::max(width_, text::display_width(name)); }

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
    line("{}  {:>6}  {:>6}  {:>6}   {:>7} {:>8} {:>7}", padded(title), "P", "R", "F", "right",
         "spurious", "missed");
  }

  void row(std::string_view name, const Counts& counts) {
    line("{}  {:>6.4f}  {:>6.4f}  {:>6.4f}   {:>7} {:>8} {:>7}", padded(name), counts.precision(),
         counts.recall(), counts.f(), counts.right, counts.spurious, counts.missed);
  }

  void table(std::string_view title, const std::map<std::string, Counts>& rows,
             bool of_structured) {
    titles(title);
    Counts sum;
    for (const auto& [label, counts] : rows) {
      if (scores_.structured.contains(label) != of_structured) continue;
      row(label, counts);
      sum += counts;
    }
    row("all", sum);
  }

  void structured() {
    if (scores_.structured.empty()) return;
    table("structured", scores_.strict, true);
    table("overlap", scores_.overlap, true);
    table("slots", scores_.slots, true);
  }

  void links() {
    if (scores_.links.empty()) return;
    rule();
    line("{}  {:>6}   {:>7} {:>7} {:>7}   gold without a link: left so, given one", padded("links"),
         "acc", "right", "wrong", "absent");
    for (const auto& [label, counts] : scores_.links) link_row(label, counts);
    link_row("all", link_total(scores_));
  }

  void link_row(std::string_view name, const LinkCounts& counts) {
    line("{}  {:>6.4f}   {:>7} {:>7} {:>7}   {:>7} {:>7}", padded(name), counts.accuracy(),
         counts.right, counts.wrong, counts.absent, counts.none_right, counts.none_wrong);
  }

  void relations() {
    if (scores_.relations.empty()) return;
    titles("relations");
    Counts sum;
    for (const auto& [type, counts] : scores_.relations) {
      row(type, counts);
      sum += counts;
    }
    row("all", sum);
  }

  void errors() {
    for (const KindName& kind : kKinds) {
      const std::vector<Group> groups = group_errors(scores_.errors, kind.kind);
      std::uint64_t count = 0;
      for (const Group& group : groups) count += group.count;
      rule();
      line("{}: {}", kind.title, count);
      for (std::size_t i = 0; i < std::min(groups.size(), most_errors_); ++i) error(groups[i]);
      if (groups.size() > most_errors_) line("        … {} more", groups.size() - most_errors_);
    }
  }

  void error(const Group& group) {
    const Error& error = *group.first;
    std::string given = show(error.detail);
    if (error.kind == ErrorKind::kBoundary) given = "'" + given + "'";
    if (!given.empty()) given = "  given " + given;
    line("  {:>4}  {}  {}{}", group.count, error.label, show(error.text), given);
    line("        {}: {}", show(error.document), show(error.context));
  }

  const Scores& scores_;
  std::size_t most_errors_;
  std::size_t width_ = 10;
  std::string out_;
};

using text::json::Writer;

void write_counts(Writer& json, const Counts& counts) {
  json.begin_object()
      .member("precision", counts.precision())
      .member("recall", counts.recall())
      .member("f", counts.f())
      .member("right", counts.right)
      .member("spurious", counts.spurious)
      .member("missed", counts.missed)
      .end_object();
}

/// Counts by label (those for which `is_wanted`), and of all of them.
template <class Wanted>
void write_table(Writer& json, std::string_view name, const std::map<std::string, Counts>& table,
                 Wanted is_wanted) {
  Counts sum;
  json.key(name).begin_object().key("labels").begin_object();
  for (const auto& [label, counts] : table) {
    if (!is_wanted(label)) continue;
    json.key(label);
    write_counts(json, counts);
    sum += counts;
  }
  json.end_object().key("all");
  write_counts(json, sum);
  json.end_object();
}

void write_link_counts(Writer& json, const LinkCounts& counts) {
  json.begin_object()
      .member("accuracy", counts.accuracy())
      .member("right", counts.right)
      .member("wrong", counts.wrong)
      .member("absent", counts.absent)
      .member("none_right", counts.none_right)
      .member("none_wrong", counts.none_wrong)
      .end_object();
}

void write_links(Writer& json, const Scores& scores) {
  json.key("links").begin_object().key("labels").begin_object();
  for (const auto& [label, counts] : scores.links) {
    json.key(label);
    write_link_counts(json, counts);
  }
  json.end_object().key("all");
  write_link_counts(json, link_total(scores));
  json.end_object();
}

void write_groups(Writer& json, const Scores& scores, const KindName& kind, std::size_t most) {
  const std::vector<Group> groups = group_errors(scores.errors, kind.kind);
  json.key(kind.key).begin_array();
  for (std::size_t i = 0; i < std::min(groups.size(), most); ++i) {
    const Error& error = *groups[i].first;
    json.begin_object()
        .member("count", groups[i].count)
        .member("label", error.label)
        .member("text", error.text)
        .member("given", error.detail)
        .member("document", error.document)
        .member("context", error.context)
        .end_object();
  }
  json.end_array();
}

}  // namespace

std::string report_text(const Scores& scores, std::size_t errors) {
  return TextReport(scores, errors).make();
}

std::string report_json(const Scores& scores, std::size_t errors) {
  const auto is_any = [](const std::string&) { return true; };
  const auto is_structured = [&](const std::string& label) {
    return scores.structured.contains(label);
  };
  const auto is_flat = [&](const std::string& label) { return !is_structured(label); };
  std::string out;
  Writer json(out);
  json.begin_object()
      .member("documents", scores.documents)
      .member("absent_documents", scores.absent_documents);
  write_table(json, "strict", scores.strict, is_flat);
  write_table(json, "overlap", scores.overlap, is_flat);
  json.key("span_only");
  write_counts(json, scores.span_only);
  write_table(json, "structured", scores.strict, is_structured);
  write_table(json, "structured_overlap", scores.overlap, is_structured);
  write_table(json, "slots", scores.slots, is_any);
  write_links(json, scores);
  write_table(json, "relations", scores.relations, is_any);
  json.key("errors").begin_object();
  for (const KindName& kind : kKinds) write_groups(json, scores, kind, errors);
  json.end_object().end_object();
  return out + '\n';
}

}  // namespace waymark::evaluate
