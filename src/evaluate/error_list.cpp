// SPDX-License-Identifier: Apache-2.0
// Each gold mention that was not found gives one error, by the best of the predicted mentions that
// touch it and were not used either; predicted mentions that touch no such gold mention are
// spurious.
#include "evaluate/error_list.h"

#include <algorithm>
#include <string>
#include <utility>

#include "text/utf8.h"

namespace waymark::evaluate {
namespace {

constexpr std::size_t kContextBytes = 48;

/// A stretch of text in one line: runs of white space become one space.
std::string in_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!is_space)
      line += c;
    else if (line.empty() || line.back() != ' ')
      line += ' ';
  }
  return line;
}

/// Shows the span in [brackets] with some text on both sides.
void show_in_context(std::string_view text, Span span, Error& error) {
  std::size_t begin = span.begin > kContextBytes ? span.begin - kContextBytes : 0;
  std::size_t end = std::min<std::size_t>(text.size(), span.end + kContextBytes);
  while (!text::is_code_point_boundary(text, begin)) ++begin;
  while (!text::is_code_point_boundary(text, end)) ++end;
  error.context =
      (begin > 0 ? "…" : "") + in_one_line(text.substr(begin, span.begin - begin)) + '[';
  error.context_span.begin = static_cast<std::uint32_t>(error.context.size());
  error.context += in_one_line(text.substr(span.begin, span.byte_size()));
  error.context_span.end = static_cast<std::uint32_t>(error.context.size());
  error.context +=
      ']' + in_one_line(text.substr(span.end, end - span.end)) + (end < text.size() ? "…" : "");
}

Error describe(const Document& gold, ErrorKind kind, std::string_view label, Span shown) {
  Error error;
  error.kind = kind;
  error.document = gold.id;
  error.label = label;
  error.text = gold.slice(shown);
  const std::string_view before = gold.slice({0, shown.begin});
  error.code_points.begin = static_cast<std::uint32_t>(text::count_code_points(before));
  error.code_points.end =
      error.code_points.begin + static_cast<std::uint32_t>(text::count_code_points(error.text));
  show_in_context(gold.text, shown, error);
  return error;
}

/// Says which predicted mention it is about, and why that is there.
void add_predicted(const Mention& mention, Error& error) {
  error.predicted = mention.span;
  error.predicted_label = mention.label;
  error.by = mention.by;
  error.form = mention.form;
  error.candidates = mention.candidates;
}

std::vector<Item> list_unused(const std::vector<Item>& items, const std::vector<bool>& used) {
  std::vector<Item> rest;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!used[i]) rest.push_back(items[i]);
  return rest;
}

/// The rank of what a predicted mention says of a gold one that it touches; a smaller one is the
/// better explanation.
ErrorKind judge(const Item& wanted, const Item& given) {
  if (wanted.is_found_at(given.span)) return ErrorKind::kLabel;
  return given.label == wanted.label ? ErrorKind::kBoundary : ErrorKind::kMissed;
}

/// The predicted mention that explains best why a gold one was not found.
struct Explanation {
  ErrorKind kind = ErrorKind::kMissed;
  const Item* given =
      nullptr;  // also of a missed one: what stands in its place under other borders
};

Explanation explain(const Item& wanted, const std::vector<Item>& rest, const OverlapIndex& index) {
  Explanation best;
  index.visit(wanted.span, [&](std::uint32_t i) {
    const ErrorKind kind = judge(wanted, rest[i]);
    const bool is_better = kind == ErrorKind::kLabel ||
                           (kind == ErrorKind::kBoundary && best.kind == ErrorKind::kMissed);
    if (best.given == nullptr || is_better) best = {kind, &rest[i]};
    return kind != ErrorKind::kLabel;
  });
  return best;
}

Error describe_unfound(const Sides& sides, const Item& wanted, const std::vector<Item>& rest,
                       const OverlapIndex& index) {
  const auto [kind, given] = explain(wanted, rest, index);
  Error error = describe(sides.gold, kind, wanted.label, wanted.span);
  error.gold = wanted.span;
  if (given == nullptr) return error;
  add_predicted(sides.predicted.mentions[given->mention], error);
  const std::string label(given->label), text(sides.gold.slice(given->span));
  error.detail = kind == ErrorKind::kLabel      ? label
                 : kind == ErrorKind::kBoundary ? text
                                                : label + " '" + text + "'";
  return error;
}

}  // namespace

std::string name_of(const std::optional<Link>& link) {
  if (!link) return "none";
  if (!link->entry.empty()) return link->entry;
  if (!link->ko.empty()) return link->ko;
  if (!link->name.empty()) return link->name;
  return link->ids.empty() ? "none" : link->ids.front().first + ':' + link->ids.front().second;
}

void list_errors(const Sides& sides, const std::vector<Item>& wanted,
                 const std::vector<Item>& given, const std::vector<Pair>& strict,
                 std::vector<Error>& errors) {
  std::vector<bool> gold_used(wanted.size()), used(given.size());
  for (const Pair& pair : strict) gold_used[pair.gold] = used[pair.predicted] = true;
  const std::vector<Item> unfound = list_unused(wanted, gold_used), rest = list_unused(given, used);
  const OverlapIndex rest_index(rest), unfound_index(unfound);
  for (const Item& item : unfound)
    errors.push_back(describe_unfound(sides, item, rest, rest_index));
  for (const Item& item : rest) {
    bool touches = false;
    unfound_index.visit(item.span, [&](std::uint32_t) { return !(touches = true); });
    if (touches) continue;
    Error error = describe(sides.gold, ErrorKind::kSpurious, item.label, item.span);
    add_predicted(sides.predicted.mentions[item.mention], error);
    errors.push_back(std::move(error));
  }
}

Error describe_link_error(const Document& gold, const Mention& mention, const Mention& answer) {
  Error error = describe(gold, ErrorKind::kLink, mention.label, mention.span);
  error.gold = mention.span;
  add_predicted(answer, error);
  error.detail = name_of(answer.link) + " instead of " + name_of(mention.link);
  return error;
}

}  // namespace waymark::evaluate
