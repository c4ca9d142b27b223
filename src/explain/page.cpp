// SPDX-License-Identifier: Apache-2.0
// What the pages have in common.
#include "explain/page.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"

namespace waymark::explain {
namespace {

constexpr std::uint32_t kMargin = 160;  // bytes either side of a place

}  // namespace

Excerpt excerpt_of(const Explanation& explanation) {
  const Span at = explanation.at;
  Span around{std::min(at.begin, explanation.sentences.front().begin),
              std::max(at.end, explanation.sentences.back().end)};
  Excerpt excerpt;
  if (at.begin - around.begin > kMargin) {
    around.begin = at.begin - kMargin;
    while (!text::is_code_point_boundary(explanation.text, around.begin)) ++around.begin;
    excerpt.before = "…";
  }
  const bool is_cut = around.end > at.end && around.end - at.end > kMargin;
  if (is_cut) {
    around.end = at.end + kMargin;
    while (!text::is_code_point_boundary(explanation.text, around.end)) --around.end;
  }
  excerpt.before += explanation.slice({around.begin, at.begin});
  excerpt.inside = explanation.slice(at);
  excerpt.after = explanation.slice({at.end, std::max(around.end, at.end)});
  if (is_cut) excerpt.after += "…";
  return excerpt;
}

std::string describe(const FormNote& form) {
  std::string text = "form '" + form.form + "': " + form.why;
  if (!form.scheme.empty()) text += " (" + form.scheme + ")";
  if (!form.derivation.empty()) text += ", " + form.derivation;
  text += "; case: " + form.letters;
  for (std::size_t i = 0; i < form.needs.size(); ++i)
    text += (i == 0 ? "; needs " : " or ") + form.needs[i];
  return text;
}

std::string describe(const EntryNote& entry) {
  std::string text = entry.id;
  for (const std::string* part : {&entry.name, &entry.ko})
    if (!part->empty()) text += ' ' + *part;
  if (!entry.kind.empty()) text += ", " + entry.kind;
  return text;
}

std::string describe_weights(const EntryNote& entry) {
  double sum = 0;
  std::string parts;
  for (const WeightNote& weight : entry.weights) {
    sum += weight.amount;
    parts += fmt::format("{}{} {:.2f}", parts.empty() ? "" : ", ", weight.what, weight.amount);
  }
  return fmt::format("weighs {:.2f}: {}", sum, parts);
}

}  // namespace waymark::explain
