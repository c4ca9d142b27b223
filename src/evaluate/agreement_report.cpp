// SPDX-License-Identifier: Apache-2.0
// Agreement as tables, as JSON and as a line a number.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "evaluate/agreement.h"
#include "evaluate/report_parts.h"
#include "text/display_width.h"
#include "text/json.h"

namespace waymark::evaluate {
namespace {

double rate_of_links(const PairAgreement& pair) {
  return pair.links == 0 ? 0.0
                         : static_cast<double>(pair.links_alike) / static_cast<double>(pair.links);
}

std::string show_label(const std::string& label) { return label.empty() ? "-" : label; }

std::string padded(std::string_view text, std::size_t width, bool to_right = false) {
  const std::string gap(width - std::min(width, text::display_width(text)), ' ');
  return to_right ? gap + std::string(text) : std::string(text) + gap;
}

/// With more labels a square is wider than what a person reads, and grows with their square.
constexpr std::size_t kMostColumns = 12;
constexpr std::size_t kMostLines = 40;

/// What was taken for what, the most frequent first.
std::string list_confusion(const Confusion& confusion) {
  std::vector<std::pair<std::uint64_t, std::pair<std::string, std::string>>> lines;
  for (const auto& [labels, count] : confusion)
    if (labels.first != labels.second) lines.emplace_back(count, labels);
  std::stable_sort(lines.begin(), lines.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string out = "  what one took for another, first and second; - is no mention\n";
  for (std::size_t i = 0; i < std::min(lines.size(), kMostLines); ++i)
    out += fmt::format("  {:>7} {}  {}\n", lines[i].first, show_label(lines[i].second.first),
                       show_label(lines[i].second.second));
  if (lines.size() > kMostLines)
    out += fmt::format("  and {} more; -t json and -t csv have all\n", lines.size() - kMostLines);
  return out;
}

/// Labels of the first against those of the second, as a square.
std::string show_confusion(const Confusion& confusion) {
  std::set<std::string> names;
  for (const auto& [labels, count] : confusion) names.insert({labels.first, labels.second});
  if (names.size() > kMostColumns) return list_confusion(confusion);
  std::size_t width = 7;
  for (const std::string& name : names) width = std::max(width, text::display_width(name));
  std::string out = "  labels of the first (down) and of the second (across); - is no mention\n";
  out += "  " + padded("", width);
  for (const std::string& name : names) out += ' ' + padded(show_label(name), width, true);
  for (const std::string& row : names) {
    out += "\n  " + padded(show_label(row), width);
    for (const std::string& column : names) {
      const auto found = confusion.find({row, column});
      const std::string cell = found == confusion.end() ? "." : std::to_string(found->second);
      out += ' ' + padded(cell, width, true);
    }
  }
  return out + '\n';
}

std::string pair_name(const Agreement& agreement, const PairAgreement& pair) {
  return agreement.names[pair.a] + " and " + agreement.names[pair.b];
}

std::string show_pair(const Agreement& agreement, const PairAgreement& pair) {
  std::string out = fmt::format("\n{}: {} documents\n", pair_name(agreement, pair), pair.documents);
  out += fmt::format("  F  strict {:.4f}  overlap {:.4f}  span only {:.4f}\n", pair.strict.f(),
                     pair.overlap.f(), pair.span_only.f());
  out += fmt::format("  Cohen's kappa over tokens {:.4f}, over marked tokens {:.4f}\n", pair.kappa,
                     pair.kappa_of_marked);
  if (pair.links > 0)
    out += fmt::format("  links alike {:.4f} ({} of {} mentions found by both)\n",
                       rate_of_links(pair), pair.links_alike, pair.links);
  for (const auto& [label, counts] : pair.by_label)
    out += fmt::format("  {}  F {:.4f}  both {}  only first {}  only second {}\n",
                       padded(label, 10), counts.f(), counts.right, counts.missed, counts.spurious);
  return out + show_confusion(pair.confusion);
}

void write_pair(text::json::Writer& json, const Agreement& agreement, const PairAgreement& pair) {
  json.begin_object().key("annotators").begin_array();
  json.value(agreement.names[pair.a]).value(agreement.names[pair.b]).end_array();
  json.member("documents", pair.documents)
      .member("strict_f", pair.strict.f())
      .member("overlap_f", pair.overlap.f())
      .member("span_only_f", pair.span_only.f())
      .member("kappa", pair.kappa)
      .member("kappa_of_marked", pair.kappa_of_marked)
      .member("links", pair.links)
      .member("links_alike", pair.links_alike);
  json.key("labels").begin_object();
  for (const auto& [label, counts] : pair.by_label)
    json.key(label)
        .begin_object()
        .member("f", counts.f())
        .member("both", counts.right)
        .member("only_first", counts.missed)
        .member("only_second", counts.spurious)
        .end_object();
  json.end_object().key("confusion").begin_array();
  for (const auto& [labels, count] : pair.confusion)
    json.begin_object()
        .member("first", labels.first)
        .member("second", labels.second)
        .member("count", count)
        .end_object();
  json.end_array().end_object();
}

void add_value(std::string_view measure, std::string_view annotators, std::string_view label,
               double value, std::string& out) {
  for (const std::string_view field : {measure, annotators, label})
    append_csv(field, out), out += ',';
  fmt::format_to(std::back_inserter(out), "{:.6f}\n", value);
}

}  // namespace

std::string report_agreement_text(const Agreement& agreement) {
  std::string out = fmt::format(
      "{} documents, {} tokens, {} annotators\n"
      "Krippendorff's alpha over tokens {:.4f}, over marked tokens {:.4f}\n",
      agreement.documents, agreement.tokens, agreement.names.size(), agreement.alpha,
      agreement.alpha_of_marked);
  for (const PairAgreement& pair : agreement.pairs) out += show_pair(agreement, pair);
  return out;
}

std::string report_agreement_json(const Agreement& agreement) {
  std::string out;
  text::json::Writer json(out);
  json.begin_object()
      .member("documents", agreement.documents)
      .member("tokens", agreement.tokens)
      .member("alpha", agreement.alpha)
      .member("alpha_of_marked", agreement.alpha_of_marked)
      .key("pairs")
      .begin_array();
  for (const PairAgreement& pair : agreement.pairs) write_pair(json, agreement, pair);
  json.end_array().end_object();
  return out + '\n';
}

std::string report_agreement_csv(const Agreement& agreement) {
  std::string out = "measure,annotators,label,value\n";
  add_value("alpha", {}, {}, agreement.alpha, out);
  add_value("alpha_of_marked", {}, {}, agreement.alpha_of_marked, out);
  for (const PairAgreement& pair : agreement.pairs) {
    const std::string names = pair_name(agreement, pair);
    add_value("strict_f", names, {}, pair.strict.f(), out);
    add_value("overlap_f", names, {}, pair.overlap.f(), out);
    add_value("span_only_f", names, {}, pair.span_only.f(), out);
    add_value("kappa", names, {}, pair.kappa, out);
    add_value("kappa_of_marked", names, {}, pair.kappa_of_marked, out);
    if (pair.links > 0) add_value("links_alike", names, {}, rate_of_links(pair), out);
    for (const auto& [label, counts] : pair.by_label)
      add_value("strict_f", names, label, counts.f(), out);
    for (const auto& [labels, count] : pair.confusion)
      add_value("confusion", names, show_label(labels.first) + '/' + show_label(labels.second),
                static_cast<double>(count), out);
  }
  return out;
}

}  // namespace waymark::evaluate
