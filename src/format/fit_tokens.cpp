// SPDX-License-Identifier: Apache-2.0
// Tokens are cut where mentions begin and end; then mentions take whole tokens, and sentences whole
// blocks of them.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>

#include "format/blank.h"
#include "format/fitting.h"
#include "format/token_layers.h"
#include "text/sentences.h"
#include "text/tokenizer.h"

namespace waymark::format {
namespace {

void make_tokens(Fitting& fit) {
  text::Tokens tokens;
  text::tokenize(fit.document.text, tokens);
  if (!fit.carries.blank_tokens)
    std::erase_if(tokens, [&](const text::Token& token) {
      return is_blank_token(fit.document.slice(token.span));
    });
  if (tokens.empty()) return;
  for (const text::Token& token : tokens) fit.document.tokens.push_back(token.span);
  fit.losses.add("token", Change::kMade, fit.document, std::nullopt, tokens.size());
  if (!fit.document.sentences.empty()) return;
  std::vector<Span> names;
  for (const Mention& mention : fit.document.mentions) names.push_back(mention.span);
  std::sort(names.begin(), names.end());
  const auto none = [](std::uint64_t) { return false; };
  for (const TokenRange range : text::find_sentences(fit.document.text, tokens, names, none))
    fit.document.sentences.push_back(
        {tokens[range.begin].span.begin, tokens[range.end - 1].span.end});
}

void normalize(Fitting& fit, std::vector<Span>& spans, std::string_view what) {
  std::vector<Span> clipped = sort_and_clip(spans);
  if (clipped != spans) fit.change(what);
  spans = std::move(clipped);
}

void drop_blank_tokens(Fitting& fit) {
  const auto count = std::erase_if(
      fit.document.tokens, [&](Span token) { return is_blank_token(fit.document.slice(token)); });
  if (count > 0) fit.drop("blank token", std::nullopt, count);
}

void drop_repeated(Fitting& fit) {
  std::set<std::pair<Span, std::string>> known;
  std::vector<bool> is_kept;
  for (const Mention& mention : fit.document.mentions)
    is_kept.push_back(known.emplace(mention.span, mention.label).second);
  fit.keep(is_kept, "repeated mention");
}

/// What a cut leaves of white space, and the mentions that are no more than that. Returns whether
/// there was any.
bool drop_blank_pieces(Fitting& fit, std::vector<Span>& pieces) {
  const auto count =
      std::erase_if(pieces, [&](Span piece) { return is_blank_token(fit.document.slice(piece)); });
  if (count == 0) return false;
  fit.drop("blank token", std::nullopt, count);
  std::vector<bool> is_kept;
  for (const Mention& mention : fit.document.mentions) {
    const auto first =
        std::lower_bound(pieces.begin(), pieces.end(), mention.span.begin,
                         [](Span piece, std::uint32_t begin) { return piece.begin < begin; });
    is_kept.push_back(first != pieces.end() && first->end <= mention.span.end);
  }
  fit.keep(is_kept, "mention without a token");
  return true;
}

/// A piece has what its token had; but numbers of tokens would no longer be true.
void fit_token_features(Fitting& fit, const std::vector<Span>& pieces) {
  for (const char* numbers : {"head", "deprel", "deps"})
    if (std::erase_if(fit.document.token_features,
                      [&](const TokenFeature& feature) { return feature.name == numbers; }) > 0)
      fit.drop("feature of tokens");
  for (TokenFeature& feature : fit.document.token_features) {
    std::vector<std::string> values;
    std::size_t token = 0;
    for (const Span piece : pieces) {
      while (fit.document.tokens[token].end <= piece.begin) ++token;
      values.push_back(feature.values[token]);
    }
    feature.values = std::move(values);
  }
}

/// The span from the first to the last token inside. Requires: there is one.
Span to_tokens(Fitting& fit, Span span) {
  const std::vector<Span>& tokens = fit.document.tokens;
  const auto first =
      std::lower_bound(tokens.begin(), tokens.end(), span.begin,
                       [](Span token, std::uint32_t begin) { return token.begin < begin; });
  const auto last =
      std::lower_bound(first, tokens.end(), span.end,
                       [](Span token, std::uint32_t end) { return token.begin < end; });
  return {first->begin, std::prev(last)->end};
}

void drop_what_has_no_layer(Fitting& fit) {
  std::vector<bool> is_kept(fit.document.mentions.size(), false);
  for (const auto& layer : lay_out(fit.document, {}).layers)
    for (const Cell& cell : layer)
      if (cell.mention >= 0) is_kept[static_cast<std::size_t>(cell.mention)] = true;
  fit.keep(is_kept, "overlapping mention");
}

void cut_at_sentences(Fitting& fit, std::size_t position) {
  const Span span = fit.document.mentions[position].span;
  auto sentence =
      std::upper_bound(fit.document.sentences.begin(), fit.document.sentences.end(), span.begin,
                       [](std::uint32_t begin, Span each) { return begin < each.end; });
  bool is_first = true;
  for (; sentence != fit.document.sentences.end() && sentence->begin < span.end; ++sentence) {
    const Span part = {std::max(span.begin, sentence->begin), std::min(span.end, sentence->end)};
    if (std::exchange(is_first, false)) {
      fit.move(fit.document.mentions[position], part);
      continue;
    }
    Mention rest = fit.document.mentions[position];
    rest.span = part;
    rest.slots.clear();
    fit.change("mention cut at a sentence", span);
    fit.document.mentions.push_back(std::move(rest));
  }
}

/// Every block of tokens becomes a sentence; a mention is cut where its sentence ends.
void fit_sentences(Fitting& fit) {
  std::vector<Span> sentences;
  for (const Block& block : gather_blocks(fit.document, fit.document.tokens))
    if (block.first < block.last)
      sentences.push_back(
          {fit.document.tokens[block.first].begin, fit.document.tokens[block.last - 1].end});
  if (sentences != fit.document.sentences) fit.change("edge of a sentence");
  fit.document.sentences = std::move(sentences);
  if (!fit.carries.in_sentences) return;
  const std::size_t count = fit.document.mentions.size();
  for (std::size_t i = 0; i < count; ++i) cut_at_sentences(fit, i);
  sort_mentions(fit.document);
}

/// A span of whole tokens, where these are now. Requires: a token begins and one ends with it.
Span move_along(Fitting& fit, Span span, const std::vector<Span>& before) {
  const auto first =
      std::lower_bound(before.begin(), before.end(), span.begin,
                       [](Span token, std::uint32_t begin) { return token.begin < begin; });
  const auto last = std::lower_bound(first, before.end(), span.end,
                                     [](Span token, std::uint32_t end) { return token.end < end; });
  return {fit.document.tokens[static_cast<std::size_t>(first - before.begin())].begin,
          fit.document.tokens[static_cast<std::size_t>(last - before.begin())].end};
}

}  // namespace

void settle_tokens(Fitting& fit) {
  const std::vector<Span> given = fit.document.tokens;
  normalize(fit, fit.document.tokens, "order of tokens");
  if (!fit.carries.blank_tokens) drop_blank_tokens(fit);
  if (fit.document.tokens.empty()) make_tokens(fit);
  if (fit.document.tokens != given)
    fit.clear(fit.document.token_features, false, "feature of tokens");
  normalize(fit, fit.document.sentences, "order of sentences");
  std::vector<bool> is_kept;
  for (const Mention& mention : fit.document.mentions) {
    const auto token =
        std::upper_bound(fit.document.tokens.begin(), fit.document.tokens.end(), mention.span.begin,
                         [](std::uint32_t begin, Span span) { return begin < span.end; });
    is_kept.push_back(token != fit.document.tokens.end() && !mention.span.empty() &&
                      token->begin < mention.span.end);
  }
  fit.keep(is_kept, "mention without a token");
}

void fit_tokens(Fitting& fit) {
  if (fit.carries.all_in_sentences || fit.carries.in_sentences) fit_sentences(fit);
  std::vector<Span> pieces = cut_at_mentions(fit.document);
  bool has_dropped = false;
  if (pieces.size() > fit.document.tokens.size()) {
    fit.change("token cut at a mention", std::nullopt, pieces.size() - fit.document.tokens.size());
    has_dropped = !fit.carries.blank_tokens && drop_blank_pieces(fit, pieces);
    fit_token_features(fit, pieces);
  }
  fit.document.tokens = std::move(pieces);
  if (has_dropped && fit.carries.all_in_sentences) fit_sentences(fit);
  for (Mention& mention : fit.document.mentions) fit.move(mention, to_tokens(fit, mention.span));
  sort_mentions(fit.document);
  if (fit.carries.one_of_a_kind) drop_repeated(fit);
  if (fit.carries.overlap == Carries::Overlap::kLayers) drop_what_has_no_layer(fit);
}

void join_tokens(Fitting& fit) {
  const std::vector<Span> before = fit.document.tokens;
  std::string joined;
  for (Span& token : fit.document.tokens) {
    if (!joined.empty()) joined += ' ';
    const std::string written = fit.carries.token ? fit.carries.token(fit.document.slice(token))
                                                  : std::string(fit.document.slice(token));
    token.begin = static_cast<std::uint32_t>(joined.size());
    joined += written;
    token.end = static_cast<std::uint32_t>(joined.size());
  }
  if (joined == fit.document.text) return;
  fit.change("white space");
  const auto moved = [&](Span span) { return move_along(fit, span, before); };
  for (Mention& mention : fit.document.mentions) mention.span = moved(mention.span);
  for (Span& sentence : fit.document.sentences) sentence = moved(sentence);
  fit.document.text = std::move(joined);
}

}  // namespace waymark::format
