// SPDX-License-Identifier: Apache-2.0
// Korean writes particles and titles onto names: 무산군보위부장에게 is a place, an organ, a title
// and a particle. A word of the rules is cut out of a token only if the whole rest can be explained
// too, so that 장 is not found in 장사.
#include <algorithm>

#include "grammar/sentence_matcher.h"
#include "text/particles.h"

namespace waymark::grammar {
namespace {

struct Edge {
  std::uint32_t from, to;
};

// Edges of words from the places that can be reached, and of candidates; `is_open` is by byte.
std::vector<Edge> find_edges(const WordTable& words, std::string_view token,
                             std::span<const std::pair<std::uint32_t, std::uint32_t>> candidates) {
  std::vector<bool> is_open(token.size() + 1, false);
  is_open[0] = true;
  std::vector<Edge> edges;
  for (const auto& [begin, end] : candidates) {
    is_open[begin] = is_open[end] = true;
    edges.push_back({begin, end});
  }
  for (std::uint32_t at = 0; at < token.size(); at += 3) {
    if (!is_open[at] || !words.may_begin_hangul(token.substr(at, 3))) continue;
    for (const std::uint32_t size : words.hangul_sizes()) {
      if (at + size > token.size()) break;
      if (words.find_hangul(token.substr(at, size)) == kNoWord) continue;
      edges.push_back({at, at + size});
      is_open[at + size] = true;
    }
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
    return a.from != b.from ? a.from < b.from : a.to < b.to;
  });
  return edges;
}

}  // namespace

void find_hangul_cuts(const WordTable& words, std::string_view token,
                      std::span<const std::pair<std::uint32_t, std::uint32_t>> candidates,
                      std::vector<std::uint32_t>& cuts) {
  const std::vector<Edge> edges = find_edges(words, token, candidates);
  if (edges.empty()) return;
  // From the end: from which bytes the rest is explained.
  std::vector<bool> is_explained(token.size() + 1, false);
  is_explained[token.size()] = true;
  std::size_t edge = edges.size();
  for (std::size_t at = token.size(); at >= 3;) {
    at -= 3;
    if (text::is_particle_run(token.substr(at))) is_explained[at] = true;
    for (; edge > 0 && edges[edge - 1].from == at; --edge)
      if (is_explained[edges[edge - 1].to]) is_explained[at] = true;
  }
  // From the begin: which words are reached and leave an explained rest.
  std::vector<bool> is_reached(token.size() + 1, false);
  is_reached[0] = true;
  for (const auto& [begin, end] : candidates) is_reached[begin] = is_reached[end] = true;
  std::vector<std::uint32_t> found;
  for (const Edge& it : edges) {
    if (!is_reached[it.from] || !is_explained[it.to]) continue;
    is_reached[it.to] = true;
    if (it.from > 0) found.push_back(it.from);
    if (it.to < token.size()) found.push_back(it.to);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  cuts.insert(cuts.end(), found.begin(), found.end());
}

}  // namespace waymark::grammar
