// SPDX-License-Identifier: Apache-2.0
// Mentions are settled first, since tokens are cut where they begin and end; what hangs on mentions
// follows, and the text comes last, for its white space may move all spans.
#include "format/fit.h"

#include <algorithm>
#include <array>
#include <utility>

#include "format/fitting.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

/// In the order of Flatten.
constexpr std::array<std::string_view, 5> kFlattenNames = {"flat-first", "structured-first",
                                                           "outermost", "innermost", "confident"};

void fit_names(Fitting& fit) {
  for (Mention& mention : fit.document.mentions) {
    fit.rename(fit.carries.label, mention.label, "label", mention.span);
    for (Slot& slot : mention.slots)
      fit.rename(fit.carries.label, slot.name, "name of a slot", mention.span);
  }
  for (Relation& relation : fit.document.relations)
    fit.rename(fit.carries.label, relation.type, "type of a relation",
               fit.document.mentions[relation.from].span);
}

/// The text is left as it is: mentions stand in it.
void note_lost_characters(Fitting& fit) {
  if (!fit.carries.character) return;
  for (std::uint32_t at = 0; at < fit.document.text.size();) {
    const text::CodePoint code = text::code_point_at(fit.document.text, at);
    if (!fit.carries.character(code.value)) fit.change("character", Span{at, at + code.byte_size});
    at += code.byte_size;
  }
}

void fit_document(Fitting& fit) {
  note_lost_characters(fit);
  if (!fit.carries.tokens && !fit.document.tokens.empty()) {
    fit.drop("token", std::nullopt, fit.document.tokens.size());
    fit.document.tokens.clear();
  }
  fit.clear(fit.document.token_features, fit.carries.tokens && fit.carries.token_features,
            "feature of tokens");
  const auto& known = fit.carries.known_token_features;
  const auto is_unknown = [&](const TokenFeature& feature) {
    return !known.empty() && std::find(known.begin(), known.end(), feature.name) == known.end();
  };
  if (std::erase_if(fit.document.token_features, is_unknown) > 0) fit.drop("feature of tokens");
  if (!fit.carries.sentences && !fit.document.sentences.empty()) {
    fit.drop("sentence", std::nullopt, fit.document.sentences.size());
    fit.document.sentences.clear();
  }
  if (!fit.carries.meta && !fit.document.meta.empty()) {
    fit.drop("meta");
    fit.document.meta.clear(), fit.document.date.clear(), fit.document.lang.clear();
  }
  fit.clear(fit.document.run, fit.carries.run, "run");
  fit.rename(fit.carries.id, fit.document.id, "id");
  if (fit.carries.text == Carries::Text::kNone && !fit.document.text.empty()) fit.drop("text");
  if (!fit.carries.empty_documents && fit.document.mentions.empty())
    fit.drop("document without mentions");
}

}  // namespace

std::string_view name_of(Flatten flatten) {
  return kFlattenNames[static_cast<std::size_t>(flatten)];
}

std::optional<Flatten> find_flatten(std::string_view name) {
  for (std::size_t i = 0; i < kFlattenNames.size(); ++i)
    if (kFlattenNames[i] == name) return static_cast<Flatten>(i);
  return std::nullopt;
}

Document fit(Document document, const Carries& carries, Flatten flatten, Losses& losses) {
  Fitting fit{std::move(document), carries, losses};
  std::erase_if(fit.document.token_features, [&](const TokenFeature& feature) {
    return feature.values.size() != fit.document.tokens.size();
  });
  fit_names(fit);
  fit_mentions(fit, flatten);
  if (carries.at_tokens) fit_tokens(fit);
  fit_details(fit);
  fit_document(fit);
  if (carries.text == Carries::Text::kTokens) join_tokens(fit);
  sort_mentions(fit.document);
  return std::move(fit.document);
}

}  // namespace waymark::format
