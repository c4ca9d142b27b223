// SPDX-License-Identifier: Apache-2.0
// The report as one JSON object, and the error list as JSON lines.
#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "evaluate/report.h"
#include "evaluate/report_parts.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::evaluate {
namespace {

using text::json::Writer;
using Rows = std::map<Row, Counts>;

void write_rates(Writer& json, const Counts& counts) {
  json.member("precision", counts.precision())
      .member("recall", counts.recall())
      .member("f", counts.f())
      .member("right", counts.right)
      .member("spurious", counts.spurious)
      .member("missed", counts.missed);
}

class JsonReport {
 public:
  JsonReport(const Scores& scores, const ReportOptions& options)
      : scores_(scores), options_(options), json_(out_) {}

  std::string make() {
    json_.begin_object()
        .member("documents", scores_.documents)
        .member("absent_documents", scores_.absent_documents);
    const Rows rows = list_rows(scores_);
    write_tables(rows, true);
    write_outcomes();
    write_links();
    if (!options_.by.empty()) write_groups();
    json_.key("errors").begin_object();
    for (const ErrorKind kind : kErrorKinds) write_errors(kind);
    json_.end_object().end_object();
    return std::move(out_) + '\n';
  }

 private:
  /// Every table of counts; links, which have more of them, stand apart.
  void write_tables(const Rows& rows, bool with_intervals) {
    for (const Table table :
         {Table::kStrict, Table::kOverlap, Table::kStructured, Table::kStructuredOverlap,
          Table::kSlots, Table::kLinked, Table::kRelations})
      write_table(rows, table, with_intervals);
    json_.key(key_of(Table::kSpanOnly));
    write_row(rows, {Table::kSpanOnly, {}}, with_intervals);
  }

  void write_table(const Rows& rows, Table table, bool with_intervals) {
    json_.key(key_of(table)).begin_object().key("labels").begin_object();
    for (const auto& [row, counts] : rows) {
      if (row.table != table || row.name.empty()) continue;
      json_.key(row.name);
      write_row(rows, row, with_intervals);
    }
    json_.end_object().key("all");
    write_row(rows, {table, {}}, with_intervals);
    json_.end_object();
  }

  void write_row(const Rows& rows, const Row& row, bool with_interval) {
    const auto found = rows.find(row);
    json_.begin_object();
    write_rates(json_, found == rows.end() ? Counts{} : found->second);
    if (with_interval) write_interval(row);
    json_.end_object();
  }

  void write_interval(const Row& row) {
    const auto found = options_.intervals.find(row);
    if (found == options_.intervals.end()) return;
    json_.key("interval").begin_array().value(found->second.low).value(found->second.high);
    json_.end_array();
  }

  void write_outcomes() {
    json_.key("outcomes").begin_object().key("labels").begin_object();
    for (const auto& [label, outcomes] : scores_.outcomes) {
      json_.key(label);
      write_schemes(outcomes);
    }
    json_.end_object().key("all");
    write_schemes(outcome_total(scores_));
    json_.end_object();
  }

  void write_schemes(const SchemeOutcomes& schemes) {
    json_.begin_object();
    for (const NamedScheme& scheme : kSchemes) {
      const Outcomes& each = schemes.*scheme.outcomes;
      json_.key(scheme.name).begin_object();
      json_.member("precision", each.precision())
          .member("recall", each.recall())
          .member("f", each.f());
      json_.member("correct", each.correct)
          .member("incorrect", each.incorrect)
          .member("partial", each.partial)
          .member("spurious", each.spurious)
          .member("missed", each.missed)
          .end_object();
    }
    json_.end_object();
  }

  void write_links() {
    json_.key("links").begin_object().key("labels").begin_object();
    for (const auto& [label, counts] : scores_.links) {
      json_.key(label);
      write_link_counts(counts, {Table::kLinks, label});
    }
    json_.end_object().key("all");
    write_link_counts(link_total(scores_), {Table::kLinks, {}});
    json_.end_object();
  }

  void write_link_counts(const LinkCounts& counts, const Row& row) {
    json_.begin_object()
        .member("accuracy", counts.accuracy())
        .member("right", counts.right)
        .member("wrong", counts.wrong)
        .member("absent", counts.absent)
        .member("none_right", counts.none_right)
        .member("none_wrong", counts.none_wrong);
    json_.key("recall_at").begin_object();
    for (const std::size_t most : kRecallRanks)
      json_.member(std::to_string(most), counts.recall_at(most));
    json_.end_object().key("none").begin_object();
    write_rates(json_, counts.none());
    json_.end_object();
    write_interval(row);
    json_.end_object();
  }

  void write_groups() {
    json_.member("by", options_.by).key("groups").begin_object();
    for (const auto& [group, rows] : list_groups(scores_)) {
      json_.key(group).begin_object();
      write_tables(rows, false);
      write_table(rows, Table::kLinks, false);
      json_.end_object();
    }
    json_.end_object();
  }

  void write_errors(ErrorKind kind) {
    const std::vector<ErrorGroup> groups = group_errors(scores_.errors, kind);
    json_.key(key_of(kind)).begin_array();
    for (std::size_t i = 0; i < std::min(groups.size(), options_.errors); ++i) {
      const Error& error = *groups[i].first;
      json_.begin_object()
          .member("count", groups[i].count)
          .member("label", error.label)
          .member("text", error.text)
          .member("given", error.detail)
          .member("document", error.document)
          .member("context", error.context)
          .end_object();
    }
    json_.end_array();
  }

  const Scores& scores_;
  const ReportOptions& options_;
  std::string out_;
  Writer json_;
};

void write_span(Writer& json, const char* name, Span span, const text::OffsetMap& offsets) {
  if (span.empty()) return;
  json.key(name).begin_array();
  json.value(offsets.from_byte(span.begin)).value(offsets.from_byte(span.end)).end_array();
}

void write_reason(Writer& json, const Error& error) {
  if (!error.by.empty()) json.member("by", error.by);
  if (error.form) {
    json.key("form").begin_object().member("why", error.form->why);
    if (!error.form->scheme.empty()) json.member("scheme", error.form->scheme);
    json.member("corrected", error.form->corrected).end_object();
  }
  if (error.candidates.empty()) return;
  json.key("candidates").begin_array();
  for (const LinkCandidate& candidate : error.candidates)
    json.begin_object()
        .member("entry", candidate.entry)
        .member("name", candidate.name)
        .member("score", candidate.score)
        .member("why", candidate.why)
        .end_object();
  json.end_array();
}

void write_error(const Error& error, const text::OffsetMap& offsets, std::string& out) {
  Writer json(out, true);
  json.begin_object()
      .member("document", error.document)
      .member("kind", key_of(error.kind))
      .member("label", error.label);
  if (!error.predicted_label.empty()) json.member("predicted_label", error.predicted_label);
  write_span(json, "gold", error.gold, offsets);
  write_span(json, "predicted", error.predicted, offsets);
  json.member("text", error.text).member("given", error.detail).member("context", error.context);
  write_reason(json, error);
  json.end_object();
  out += '\n';
}

}  // namespace

std::string report_json(const Scores& scores, const ReportOptions& options) {
  return JsonReport(scores, options).make();
}

void append_errors_json(const Document& gold, const std::vector<Error>& errors, std::string& out) {
  const text::OffsetMap offsets(gold.text, text::OffsetUnit::kCodePoint);
  for (const Error& error : errors) write_error(error, offsets, out);
}

}  // namespace waymark::evaluate
