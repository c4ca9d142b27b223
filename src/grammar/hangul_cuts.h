// SPDX-License-Identifier: Apache-2.0
// Where words of the rules cut a token of Hangul, to which particles and titles are written.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/word_table.h"

namespace waymark::grammar {

/// Memory of find_hangul_cuts(), reused from token to token.
struct HangulCutMemory {
  struct Edge {
    std::uint32_t from, to;
  };
  std::vector<Edge> edges;
  std::vector<std::uint8_t> marks, explained;  ///< by byte
};

/// Where words of the rules cut a token of Hangul; see engine.h. `candidates` are those that lie in
/// the token. Bytes are appended to `cuts`, ascending. Units: bytes of the token. Requires: `token`
/// is precomposed syllables, candidates begin and end between syllables.
void find_hangul_cuts(const WordTable& words, std::string_view token,
                      std::span<const std::pair<std::uint32_t, std::uint32_t>> candidates,
                      HangulCutMemory& memory, std::vector<std::uint32_t>& cuts);

}  // namespace waymark::grammar
