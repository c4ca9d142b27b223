// SPDX-License-Identifier: Apache-2.0
// Circles in small graphs: of lets that begin with each other, of rules that are over each other.
#pragma once

#include <cstddef>
#include <vector>

namespace waymark::grammar {

/// Circles of a graph given by its edges, each as the nodes along it; no node is in two of them,
/// and without the nodes found the graph has no circle.
[[nodiscard]] std::vector<std::vector<std::size_t>> find_circles(
    const std::vector<std::vector<std::size_t>>& edges);

}  // namespace waymark::grammar
