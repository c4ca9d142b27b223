// SPDX-License-Identifier: Apache-2.0
// What is carried of a detail stays, so that a link may lose its name and a form all but that it
// was corrected.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <variant>

#include "format/fitting.h"
#include "format/token_layers.h"

namespace waymark::format {
namespace {

/// A mask is carried even where no other feature is; its label then is not.
void fit_features(Fitting& fit, Mention& mention) {
  if (fit.carries.features || mention.features.empty()) return;
  const bool has_mask = is_masked(mention);
  if (mention.features.size() > (has_mask ? 1u : 0u)) fit.drop("features", mention.span);
  mention.features.clear();
  if (!has_mask) return;
  mention.features.push_back({std::string(kMasked), true});
  if (fit.carries.masked_labels || mention.label == kMaskedLabel) return;
  fit.change("label", mention.span);
  mention.label = kMaskedLabel;
}

void fit_link(Fitting& fit, Mention& mention) {
  using Links = Carries::Links;
  if (!mention.link || fit.carries.links == Links::kAll) return;
  Link carried;
  if (fit.carries.links != Links::kNone) carried.entry = mention.link->entry;
  if (fit.carries.links == Links::kNamed) {
    carried.name = mention.link->name.empty() ? mention.link->ko : mention.link->name;
    fit.rename(fit.carries.name, carried.name, "name in a link", mention.span);
    if (fit.carries.bare_ids && carried.entry.empty()) carried.ids = mention.link->ids;
  }
  const bool is_gone = carried.entry.empty() && carried.ids.empty();
  if (is_gone)
    fit.drop("link", mention.span);
  else if (carried != *mention.link)
    fit.drop("details of a link", mention.span);
  if (is_gone)
    mention.link.reset();
  else
    mention.link = std::move(carried);
}

void fit_form(Fitting& fit, Mention& mention) {
  if (!mention.form || fit.carries.forms) return;
  std::optional<Form> carried;
  if (fit.carries.corrected && mention.form->corrected) carried = Form{.corrected = true};
  if (carried == mention.form) return;
  fit.drop("form", mention.span);
  mention.form = std::move(carried);
}

void drop_structured_links(Fitting& fit) {
  if (fit.carries.structured_links) return;
  const TokenLayers layers = lay_out(fit.document, {});
  std::vector<bool> is_flat(fit.document.mentions.size(), false);
  for (const Cell& cell : layers.layers.front())
    if (cell.mention >= 0) is_flat[static_cast<std::size_t>(cell.mention)] = true;
  for (std::size_t i = 0; i < is_flat.size(); ++i)
    if (!is_flat[i])
      fit.clear(fit.document.mentions[i].link, false, "link", fit.document.mentions[i].span);
}

bool is_lost(Fitting& fit, const Slot& slot) {
  if (!fit.carries.slots) return true;
  if (const Span* stretch = std::get_if<Span>(&slot.value))
    return !fit.carries.stretches || (!fit.carries.empty_slots && stretch->empty());
  return !fit.carries.empty_slots && std::get<0>(slot.value).empty();
}

void fit_slots(Fitting& fit, Mention& mention) {
  const auto is_gone = [&](const Slot& slot) { return is_lost(fit, slot); };
  const auto count = std::count_if(mention.slots.begin(), mention.slots.end(), is_gone);
  if (count == 0) return;
  fit.drop("slot", mention.span, static_cast<std::uint64_t>(count));
  if (fit.carries.overlap != Carries::Overlap::kLayers) std::erase_if(mention.slots, is_gone);
}

void fit_mention(Fitting& fit, Mention& mention) {
  const Span span = mention.span;
  if (!fit.carries.confidence && mention.confidence != 1) {
    fit.drop("confidence", span);
    mention.confidence = 1;
  }
  fit_link(fit, mention);
  fit.clear(mention.candidates, fit.carries.candidates, "candidates", span);
  fit_form(fit, mention);
  fit_features(fit, mention);
  fit.clear(mention.by, fit.carries.makers, "maker", span);
  fit.clear(mention.alternatives, fit.carries.alternatives, "alternatives", span);
}

void fit_references(Fitting& fit) {
  drop_structured_links(fit);
  for (Mention& mention : fit.document.mentions) fit_slots(fit, mention);
  for (const Relation& relation : fit.document.relations) {
    const Span from = fit.document.mentions[relation.from].span;
    if (!fit.carries.relations)
      fit.drop("relation", from);
    else if (!fit.carries.makers && !relation.by.empty())
      fit.drop("maker", from);
  }
  if (!fit.carries.relations) fit.document.relations.clear();
  if (!fit.carries.makers)
    for (Relation& relation : fit.document.relations) relation.by.clear();
}

}  // namespace

void fit_details(Fitting& fit) {
  for (Mention& mention : fit.document.mentions) fit_mention(fit, mention);
  fit_references(fit);
}

}  // namespace waymark::format
