// SPDX-License-Identifier: Apache-2.0
// Given tokens and sentences may be in any order and overlap; they are sorted and clipped first.
// Mentions are placed in the document's order, outer ones first, each in the first layer that is
// free under it.
#include "format/token_layers.h"

#include <algorithm>
#include <string_view>

#include "text/character.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

/// How many of the mentions around one are looked at to see whether they hold it.
constexpr std::size_t kDeepest = 16;

void add_if_new(const std::string& label, std::vector<std::string>& labels) {
  if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
}

/// Labels whose mentions hold mentions of others.
std::vector<std::string> find_outer(const Document& document) {
  std::vector<std::string> labels;
  std::vector<const Mention*> open;
  for (const Mention& mention : document.mentions) {
    while (!open.empty() && open.back()->span.end <= mention.span.begin) open.pop_back();
    for (std::size_t i = 0; i < std::min(open.size(), kDeepest); ++i) {
      const Mention& outer = *open[open.size() - 1 - i];
      const bool holds =
          outer.span.contains(mention.span) && outer.span != mention.span && !mention.span.empty();
      if (holds && outer.label != mention.label) add_if_new(outer.label, labels);
    }
    open.push_back(&mention);
  }
  return labels;
}

class Placing {
 public:
  Placing(TokenLayers& layers, const std::vector<std::string>& structured)
      : layers_(layers), structured_(structured) {
    layers_.layers.assign(1, std::vector<Cell>(layers.pieces.size()));
  }

  void place(const Mention& mention, std::int32_t position) {
    const auto& pieces = layers_.pieces;
    const auto first =
        std::lower_bound(pieces.begin(), pieces.end(), mention.span.begin,
                         [](Span piece, std::uint32_t begin) { return piece.begin < begin; });
    const auto last =
        std::lower_bound(first, pieces.end(), mention.span.end,
                         [](Span piece, std::uint32_t end) { return piece.begin < end; });
    if (first == last) return;
    const auto begin = static_cast<std::size_t>(first - pieces.begin()),
               end = static_cast<std::size_t>(last - pieces.begin());
    const bool is_structured =
        std::find(structured_.begin(), structured_.end(), mention.label) != structured_.end();
    for (std::size_t layer = is_structured ? 1 : 0; layer < kMaxLayers; ++layer) {
      if (layer == layers_.layers.size()) layers_.layers.emplace_back(pieces.size());
      if (!is_free(layers_.layers[layer], begin, end)) continue;
      fill(layers_.layers[layer], begin, end, position);
      return;
    }
  }

 private:
  static bool is_free(const std::vector<Cell>& layer, std::size_t begin, std::size_t end) {
    return std::all_of(layer.begin() + static_cast<std::ptrdiff_t>(begin),
                       layer.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const Cell& cell) { return cell.mention < 0; });
  }
  static void fill(std::vector<Cell>& layer, std::size_t begin, std::size_t end,
                   std::int32_t position) {
    for (std::size_t i = begin; i < end; ++i) layer[i] = {position, i == begin};
  }

  TokenLayers& layers_;
  const std::vector<std::string>& structured_;
};

}  // namespace

std::vector<Span> sort_and_clip(std::vector<Span> spans) {
  std::stable_sort(spans.begin(), spans.end());
  std::vector<Span> clipped;
  std::uint32_t free_from = 0;
  for (Span span : spans) {
    span.begin = std::max(span.begin, free_from);
    if (span.empty()) continue;
    clipped.push_back(span);
    free_from = span.end;
  }
  return clipped;
}

std::vector<Span> cut_at_mentions(const Document& document) {
  std::vector<std::uint32_t> edges;
  for (const Mention& mention : document.mentions) {
    edges.push_back(mention.span.begin);
    edges.push_back(mention.span.end);
  }
  std::sort(edges.begin(), edges.end());
  std::vector<Span> pieces;
  auto edge = edges.begin();
  for (Span token : sort_and_clip(document.tokens)) {
    for (edge = std::upper_bound(edge, edges.end(), token.begin);
         edge != edges.end() && *edge < token.end; ++edge) {
      if (*edge == token.begin) continue;  // several mentions share an edge
      pieces.push_back({token.begin, *edge});
      token.begin = *edge;
    }
    pieces.push_back(token);
  }
  return pieces;
}

std::vector<Block> gather_blocks(const Document& document, const std::vector<Span>& pieces) {
  std::vector<Block> blocks;
  std::size_t at = 0;
  const auto gather_until = [&](std::uint32_t end, std::optional<Span> sentence) {
    const std::size_t first = at;
    while (at < pieces.size() && pieces[at].begin < end) ++at;
    if (at > first || sentence) blocks.push_back({sentence, first, at});
  };
  for (const Span sentence : sort_and_clip(document.sentences)) {
    gather_until(sentence.begin, std::nullopt);
    gather_until(sentence.end, sentence);
  }
  gather_until(UINT32_MAX, std::nullopt);
  return blocks;
}

/// Slots tell for certain; only without any does nesting count, since a flat mention too may by
/// mistake hold another.
std::vector<std::string> find_structured(const Document& document) {
  std::vector<std::string> labels;
  for (const Mention& mention : document.mentions)
    if (!mention.slots.empty()) add_if_new(mention.label, labels);
  return labels.empty() ? find_outer(document) : labels;
}

TokenLayers lay_out(const Document& document, const std::vector<std::string>& structured) {
  TokenLayers layers;
  layers.pieces = cut_at_mentions(document);
  layers.blocks = gather_blocks(document, layers.pieces);
  const std::vector<std::string> labels =
      structured.empty() ? find_structured(document) : structured;
  Placing placing(layers, labels);
  for (std::size_t i = 0; i < document.mentions.size(); ++i)
    placing.place(document.mentions[i], static_cast<std::int32_t>(i));
  return layers;
}

std::string without_white_space(std::string_view token) {
  std::string safe;
  for (std::size_t at = 0; at < token.size();) {
    const text::CodePoint code = text::code_point_at(token, at);
    const bool is_control = code.value < 0x20 || (code.value >= 0x7F && code.value < 0xA0);
    if (is_control || text::character_info(code.value).has(text::kIsSpace))
      safe += '_';
    else
      safe.append(token, at, code.byte_size);
    at += code.byte_size;
  }
  return safe;
}

}  // namespace waymark::format
