// SPDX-License-Identifier: Apache-2.0
// The files' orders are edges of a graph that stays free of circles, since an edge that would close
// one is refused with a diagnostic. Phases placed by `after` take no part; they are put in at the
// end.
#include "grammar/phase_order.h"

#include <algorithm>
#include <string>
#include <utility>

namespace waymark::grammar {

namespace {

struct Node {
  LoadedPhase phase;
  bool declared = false;
  std::vector<std::size_t> before;                    // nodes that come before this one
  std::optional<std::pair<std::size_t, Name>> after;  // file and name of `after`
  std::size_t placed_behind = 0;                      // set once `after` is resolved
};

class Orderer {
 public:
  Orderer(const std::vector<LoadedFile>& files, Diagnostics& diagnostics)
      : files_(files), diagnostics_(diagnostics) {}

  std::vector<LoadedPhase> order() && {
    for (std::size_t file = 0; file < files_.size(); ++file)
      if (files_[file].runs) add_nodes(file);
    for (std::size_t file = 0; file < files_.size(); ++file)
      if (files_[file].runs) add_edges(file);
    for (const Node& node : nodes_) check_declared(node);
    return take(with_placed(sorted()));
  }

 private:
  void add_nodes(std::size_t file) {
    for (const PhaseDecl& decl : files_[file].ast.phases) {
      Node& node = node_of(decl.name, file);
      if (decl.how) declare(node, decl, file);
      if (decl.lost) node.declared = true;
      if (decl.after && !node.after) node.after.emplace(file, *decl.after);
    }
  }

  void declare(Node& node, const PhaseDecl& decl, std::size_t file) {
    if (node.declared && node.phase.how != *decl.how)
      report(file, decl.at, "phase-kind",
             "the phase '" + decl.name.text + "' is declared in two ways",
             "write 'phase " + decl.name.text + "' alone to go on with it");
    if (!node.declared) node.phase.how = *decl.how;
    node.declared = true;
  }

  void add_edges(std::size_t file) {
    std::optional<std::size_t> last;
    std::vector<std::size_t> seen;
    for (const PhaseDecl& decl : files_[file].ast.phases) {
      const std::size_t node = *find(decl.name.text);
      if (decl.lost || nodes_[node].after ||
          std::find(seen.begin(), seen.end(), node) != seen.end())
        continue;
      seen.push_back(node);
      if (last && comes_before(node, *last))
        report(file, decl.name.at, "phase-order",
               "the phase '" + decl.name.text + "' comes before '" + nodes_[*last].phase.name.text +
                   "' in another file",
               "give the phases one order in all files");
      else if (last)
        nodes_[node].before.push_back(*last);
      last = node;
    }
  }

  void check_declared(const Node& node) {
    if (!node.declared)
      report(node.phase.file, node.phase.name.at, "undeclared-phase",
             "no file says how the phase '" + node.phase.name.text + "' works",
             "write 'phase " + node.phase.name.text + " longest', or first, all, repeat");
  }

  [[nodiscard]] bool comes_before(std::size_t first, std::size_t second) const {
    std::vector<std::size_t> open{second};
    std::vector<char> visited(nodes_.size(), 0);
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      if (at == first) return true;
      if (std::exchange(visited[at], 1) == 0)
        open.insert(open.end(), nodes_[at].before.begin(), nodes_[at].before.end());
    }
    return false;
  }

  /// Nodes without `after`: each as early as its predecessors and the order of appearance allow.
  [[nodiscard]] std::vector<std::size_t> sorted() const {
    std::vector<std::size_t> result;
    std::vector<char> done(nodes_.size(), 0);
    const auto is_ready = [&](std::size_t node) {
      return done[node] == 0 && !nodes_[node].after &&
             std::all_of(nodes_[node].before.begin(), nodes_[node].before.end(),
                         [&](std::size_t before) { return done[before] != 0; });
    };
    for (bool found = true; found;) {
      found = false;
      for (std::size_t node = 0; node < nodes_.size() && !found; ++node) {
        if (!is_ready(node)) continue;
        done[node] = 1;
        result.push_back(node);
        found = true;
      }
    }
    return result;
  }

  /// Puts in the phases that `after` places: each behind its phase and those already placed behind
  /// that.
  std::vector<std::size_t> with_placed(std::vector<std::size_t> order) {
    std::vector<std::size_t> waiting;
    for (std::size_t node = 0; node < nodes_.size(); ++node)
      if (nodes_[node].after) waiting.push_back(node);
    for (bool moved = true; moved;) {
      moved = false;
      for (auto it = waiting.begin(); it != waiting.end() && !moved; ++it) {
        if (!place(*it, order)) continue;
        waiting.erase(it);
        moved = true;
      }
    }
    for (const std::size_t node : waiting) report_unplaced(node);
    order.insert(order.end(), waiting.begin(), waiting.end());
    return order;
  }

  bool place(std::size_t node, std::vector<std::size_t>& order) {
    const auto anchor = find(nodes_[node].after->second.text);
    if (!anchor) return false;
    auto at = std::find(order.begin(), order.end(), *anchor);
    if (at == order.end()) return false;
    for (++at; at != order.end() && nodes_[*at].after && nodes_[*at].placed_behind == *anchor;)
      ++at;
    nodes_[node].placed_behind = *anchor;
    order.insert(at, node);
    return true;
  }

  void report_unplaced(std::size_t node) {
    const auto& [file, name] = *nodes_[node].after;
    if (find(name.text))
      return report(file, name.at, "phase-order",
                    "the phase '" + nodes_[node].phase.name.text + "' is placed after itself", "");
    std::vector<std::string> names;
    for (const Node& other : nodes_) names.push_back(other.phase.name.text);
    const std::string near = text::nearest_word(name.text, names);
    report(file, name.at, "unknown-phase", "unknown phase '" + name.text + "'",
           near.empty() ? std::string() : "did you mean '" + near + "'?");
  }

  std::vector<LoadedPhase> take(const std::vector<std::size_t>& order) {
    std::vector<LoadedPhase> result;
    for (const std::size_t node : order) result.push_back(std::move(nodes_[node].phase));
    return result;
  }

  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const {
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].phase.name.text == name) return i;
    return std::nullopt;
  }

  Node& node_of(const Name& name, std::size_t file) {
    if (const auto known = find(name.text)) return nodes_[*known];
    Node& node = nodes_.emplace_back();
    node.phase.name = name;
    node.phase.file = file;
    return node;
  }

  void report(std::size_t file, Place at, const char* code, std::string message, std::string hint) {
    diagnostics_.push_back(
        files_[file].source.diagnose(Severity::kError, std::string("grammar/") + code, at.begin,
                                     at.end, std::move(message), std::move(hint)));
  }

  const std::vector<LoadedFile>& files_;
  Diagnostics& diagnostics_;
  std::vector<Node> nodes_;
};

}  // namespace

std::vector<LoadedPhase> order_phases(const std::vector<LoadedFile>& files,
                                      Diagnostics& diagnostics) {
  return Orderer(files, diagnostics).order();
}

}  // namespace waymark::grammar
