// SPDX-License-Identifier: Apache-2.0
// Korean writes particles and titles onto names: 무산군보위부장에게 is a place, an organ, a title
// and a particle. A word of the rules is cut out of a token only if the whole rest can be explained
// too, so that 장 is not found in 장사.
#include "grammar/hangul_cuts.h"

#include <algorithm>

#include "text/particles.h"

namespace waymark::grammar {
namespace {

using Edge = HangulCutMemory::Edge;

// Finds edges of words from the places that can be reached, and of candidates.
void find_edges(const WordTable& words, std::string_view token,
                std::span<const std::pair<std::uint32_t, std::uint32_t>> candidates,
                HangulCutMemory& memory) {
  auto& is_open = memory.marks;
  is_open.assign(token.size() + 1, 0);
  is_open[0] = 1;
  auto& edges = memory.edges;
  edges.clear();
  for (const auto& [begin, end] : candidates) {
    is_open[begin] = is_open[end] = 1;
    edges.push_back({begin, end});
  }
  for (std::uint32_t at = 0; at < token.size(); at += 3) {
    if (is_open[at] == 0 || !words.may_begin_hangul(token.substr(at, 3))) continue;
    for (const std::uint32_t size : words.hangul_sizes()) {
      if (at + size > token.size()) break;
      if (words.find_hangul(token.substr(at, size)) == kNoWord) continue;
      edges.push_back({at, at + size});
      is_open[at + size] = 1;
    }
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
    return a.from != b.from ? a.from < b.from : a.to < b.to;
  });
}

}  // namespace

void find_hangul_cuts(const WordTable& words, std::string_view token,
                      std::span<const std::pair<std::uint32_t, std::uint32_t>> candidates,
                      HangulCutMemory& memory, std::vector<std::uint32_t>& cuts) {
  find_edges(words, token, candidates, memory);
  const auto& edges = memory.edges;
  if (edges.empty()) return;
  // From the end: from which bytes the rest is explained.
  auto& is_explained = memory.explained;
  is_explained.assign(token.size() + 1, 0);
  is_explained[token.size()] = 1;
  std::size_t edge = edges.size();
  for (std::size_t at = token.size(); at >= 3;) {
    at -= 3;
    if (text::is_particle_run(token.substr(at))) is_explained[at] = 1;
    for (; edge > 0 && edges[edge - 1].from == at; --edge)
      is_explained[at] |= is_explained[edges[edge - 1].to];
  }
  // From the begin: which words are reached and leave an explained rest.
  auto& is_reached = memory.marks;
  is_reached.assign(token.size() + 1, 0);
  is_reached[0] = 1;
  for (const auto& [begin, end] : candidates) is_reached[begin] = is_reached[end] = 1;
  const auto first = static_cast<std::ptrdiff_t>(cuts.size());
  for (const Edge& it : edges) {
    if (is_reached[it.from] == 0 || is_explained[it.to] == 0) continue;
    is_reached[it.to] = 1;
    if (it.from > 0) cuts.push_back(it.from);
    if (it.to < token.size()) cuts.push_back(it.to);
  }
  std::sort(cuts.begin() + first, cuts.end());
  cuts.erase(std::unique(cuts.begin() + first, cuts.end()), cuts.end());
}

}  // namespace waymark::grammar
