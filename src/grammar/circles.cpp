// SPDX-License-Identifier: Apache-2.0
// Nodes that lead nowhere are taken away until none is left; from any node that remains, going on
// along remaining edges must come back. No recursion: chains may be long.
#include "grammar/circles.h"

#include <algorithm>

namespace waymark::grammar {

namespace {

class Graph {
 public:
  explicit Graph(const std::vector<std::vector<std::size_t>>& edges)
      : edges_(edges), into_(edges.size()), out_degree_(edges.size()), is_alive_(edges.size(), 1) {
    for (std::size_t node = 0; node < edges.size(); ++node) {
      out_degree_[node] = edges[node].size();
      for (const std::size_t target : edges[node]) into_[target].push_back(node);
    }
    for (std::size_t node = 0; node < edges.size(); ++node)
      if (is_alive_[node] != 0 && out_degree_[node] == 0) remove(node);
  }

  [[nodiscard]] bool is_alive(std::size_t node) const { return is_alive_[node] != 0; }

  /// Requires: is_alive(start).
  std::vector<std::size_t> take_circle(std::size_t start) {
    std::vector<std::size_t> path;
    std::vector<char> on_path(edges_.size(), 0);
    std::size_t node = start;
    for (; on_path[node] == 0; node = next(node)) {
      on_path[node] = 1;
      path.push_back(node);
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), node));
    for (const std::size_t member : path)
      if (is_alive_[member] != 0) remove(member);
    return path;
  }

 private:
  [[nodiscard]] std::size_t next(std::size_t node) const {
    return *std::find_if(edges_[node].begin(), edges_[node].end(),
                         [&](std::size_t target) { return is_alive_[target] != 0; });
  }

  /// Takes a node away, and all that then lead nowhere.
  void remove(std::size_t node) {
    std::vector<std::size_t> open{node};
    is_alive_[node] = 0;
    while (!open.empty()) {
      const std::size_t gone = open.back();
      open.pop_back();
      for (const std::size_t source : into_[gone]) {
        --out_degree_[source];
        if (is_alive_[source] == 0 || out_degree_[source] != 0) continue;
        is_alive_[source] = 0;
        open.push_back(source);
      }
    }
  }

  const std::vector<std::vector<std::size_t>>& edges_;
  std::vector<std::vector<std::size_t>> into_;
  std::vector<std::size_t> out_degree_;
  std::vector<char> is_alive_;
};

}  // namespace

std::vector<std::vector<std::size_t>> find_circles(
    const std::vector<std::vector<std::size_t>>& edges) {
  Graph graph(edges);
  std::vector<std::vector<std::size_t>> circles;
  for (std::size_t node = 0; node < edges.size(); ++node)
    while (graph.is_alive(node)) circles.push_back(graph.take_circle(node));
  return circles;
}

}  // namespace waymark::grammar
