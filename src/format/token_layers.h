// SPDX-License-Identifier: Apache-2.0
// A document as formats of tokens see it: tokens cut at the edges of mentions, gathered in
// sentences, and mentions spread over layers in which none overlaps another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "waymark/document.h"

namespace waymark::format {

/// What a layer says of one piece.
struct Cell {
  std::int32_t mention = -1;  ///< position in Document::mentions; -1: none
  bool begins = false;        ///< the mention begins here
};

/// Pieces of one sentence, or of what lies between sentences.
struct Block {
  std::optional<Span> sentence;
  std::size_t first = 0, last = 0;  ///< [first, last) of the pieces
};

struct TokenLayers {
  std::vector<Span>
      pieces;  ///< tokens, in order and without overlaps, cut at the edges of mentions
  std::vector<Block> blocks;  ///< in order; all pieces lie in one
  std::vector<std::vector<Cell>>
      layers;  ///< a cell for each piece; the first layer is that of flat labels
};

/// Mentions that need more layers are left out.
inline constexpr std::size_t kMaxLayers = 16;

/// Lays a document out. A mention's edges that lie in no token move to the next token inside; a
/// mention without any token is left out. Without `structured` labels those are structured that
/// have slots in this document or, if none has, that hold mentions of others.
[[nodiscard]] TokenLayers lay_out(const Document& document,
                                  const std::vector<std::string>& structured);

/// The spans by begin; where one overlaps the one before, it begins later, and what is empty goes.
[[nodiscard]] std::vector<Span> sort_and_clip(std::vector<Span> spans);

/// The document's tokens, in order and without overlaps, cut where mentions begin or end.
[[nodiscard]] std::vector<Span> cut_at_mentions(const Document& document);

/// The document's sentences, and what lies between them, as runs of `pieces`.
[[nodiscard]] std::vector<Block> gather_blocks(const Document& document,
                                               const std::vector<Span>& pieces);

/// Labels that have slots or, if none has, that hold mentions of others.
[[nodiscard]] std::vector<std::string> find_structured(const Document& document);

/// A token's text for formats that part columns by white space: such, and control characters,
/// become '_'.
[[nodiscard]] std::string without_white_space(std::string_view token);

}  // namespace waymark::format
