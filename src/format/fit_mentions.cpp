// SPDX-License-Identifier: Apache-2.0
// Whole mentions go or stay. Of those that a format can't nest some are chosen, by the rule that
// was asked for.
#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <variant>

#include "format/blank.h"
#include "format/fitting.h"
#include "format/token_layers.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

/// The span without white space at its edges; empty if there is nothing else.
Span trim(std::string_view text, Span span) {
  Span solid{span.end, span.end};
  for (std::uint32_t at = span.begin; at < span.end;) {
    const text::CodePoint code = text::code_point_at(text, at);
    if (!is_blank(code.value)) {
      if (solid.empty()) solid.begin = at;
      solid.end = at + code.byte_size;
    }
    at += code.byte_size;
  }
  return solid.empty() ? Span{span.begin, span.begin} : solid;
}

void drop_what_is_no_place(Fitting& fit) {
  std::vector<bool> is_kept;
  for (const Mention& mention : fit.document.mentions)
    is_kept.push_back(mention.link && mention.link->lat && mention.link->lon);
  fit.keep(is_kept, "mention without place");
}

void drop_masked(Fitting& fit) {
  std::vector<bool> is_kept;
  for (const Mention& mention : fit.document.mentions) is_kept.push_back(!is_masked(mention));
  fit.keep(is_kept, "masked mention");
}

/// Keeps what lies inside all that is open where it begins; mentions come outer ones first.
void nest_mentions(Fitting& fit) {
  std::vector<Span> open;
  std::vector<bool> is_kept;
  for (const Mention& mention : fit.document.mentions) {
    while (!open.empty() && open.back().end <= mention.span.begin) open.pop_back();
    is_kept.push_back(open.empty() || open.back().contains(mention.span));
    if (is_kept.back()) open.push_back(mention.span);
  }
  fit.keep(is_kept, "crossing mention");
}

void trim_stretch(Fitting& fit, Slot& slot) {
  Span* stretch = std::get_if<Span>(&slot.value);
  const Span trimmed = stretch == nullptr ? Span{} : trim(fit.document.text, *stretch);
  if (stretch == nullptr || trimmed == *stretch) return;
  fit.change("edge of a slot", *stretch);
  *stretch = trimmed;
}

void trim_mentions(Fitting& fit) {
  for (Mention& mention : fit.document.mentions) {
    fit.move(mention, trim(fit.document.text, mention.span));
    for (Slot& slot : mention.slots) trim_stretch(fit, slot);
  }
  sort_mentions(fit.document);
}

/// Positions of the mentions, best first.
std::vector<std::uint32_t> rank(const Document& document, Flatten flatten) {
  const std::vector<std::string> structured = find_structured(document);
  const auto is_structured = [&](const Mention& mention) {
    return std::find(structured.begin(), structured.end(), mention.label) != structured.end();
  };
  const auto key = [&](std::uint32_t i) -> double {
    const Mention& mention = document.mentions[i];
    switch (flatten) {
      case Flatten::kFlatFirst:
        return is_structured(mention) ? 1 : 0;
      case Flatten::kStructuredFirst:
        return is_structured(mention) ? 0 : 1;
      case Flatten::kOutermost:
        return -static_cast<double>(mention.span.byte_size());
      case Flatten::kInnermost:
        return mention.span.byte_size();
      case Flatten::kConfident:
        break;
    }
    return -mention.confidence;
  };
  std::vector<std::uint32_t> order(document.mentions.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  return order;
}

void flatten_mentions(Fitting& fit, Flatten flatten) {
  std::map<std::uint32_t, Span> taken;  // by begin; none overlaps another
  std::vector<bool> is_kept(fit.document.mentions.size(), false);
  for (const std::uint32_t i : rank(fit.document, flatten)) {
    const Span span = fit.document.mentions[i].span;
    const auto after = taken.lower_bound(span.end);
    if (after != taken.begin() && std::prev(after)->second.end > span.begin) continue;
    if (taken.contains(span.begin)) continue;  // two empty ones
    taken.emplace(span.begin, span);
    is_kept[i] = true;
  }
  fit.keep(is_kept, "overlapping mention");
}

}  // namespace

void fit_mentions(Fitting& fit, Flatten flatten) {
  if (!fit.carries.mentions)
    fit.keep(std::vector<bool>(fit.document.mentions.size(), false), "mention");
  if (!fit.carries.blank_edges) trim_mentions(fit);
  if (!fit.carries.empty_mentions) {
    std::vector<bool> is_kept;
    for (const Mention& mention : fit.document.mentions) is_kept.push_back(!mention.span.empty());
    fit.keep(is_kept, "empty mention");
  }
  if (fit.carries.only_places) drop_what_is_no_place(fit);
  if (!fit.carries.masks) drop_masked(fit);
  if (fit.carries.at_tokens) settle_tokens(fit);
  if (fit.carries.overlap == Carries::Overlap::kNone) flatten_mentions(fit, flatten);
  if (fit.carries.overlap == Carries::Overlap::kNested) nest_mentions(fit);
}

}  // namespace waymark::format
