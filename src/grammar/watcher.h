// SPDX-License-Identifier: Apache-2.0
// Hears from the parsers which elements of a pattern fail. An element fails where it has no end and
// nothing inside it has failed: so a sequence is never blamed for its part. Of several failures the
// ones farthest from the start are kept, together.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "grammar/engine.h"
#include "grammar/scene.h"
#include "grammar/trace.h"
#include "match/lattice.h"

namespace waymark::grammar {

/// Hears of one attempt what the parsers do. Parsers call it only where a scan has one.
class Watcher {
 public:
  explicit Watcher(const Engine& engine) : engine_(engine) {}

  /// Begins a pattern of its own: `find`, or a context.
  void begin(bool backward);
  void enter(NodeId node);
  void leave(NodeId node, match::Position from, bool has_failed);
  /// A node whose ends were known.
  void recall(bool has_failed);
  /// What stopped an attempt.
  struct Refusal {
    Attempt::How how = Attempt::How::kFailed;
    std::size_t clause = 0;   ///< number of the context or condition
    match::Position end = 0;  ///< of the match that it says no to
    std::optional<Span> met;  ///< what a context matched that must not stand
    Captured captured;
    std::vector<NodeId> expected;  ///< which elements failed farthest from the start
    match::Position at = 0;        ///< where
    bool is_backward = false;
  };
  /// A context or a condition says no. What comes first is kept.
  void refuse(Refusal refusal);
  /// What stopped the attempt, if it was stopped.
  [[nodiscard]] Refusal take();

 private:
  void record(NodeId node, match::Position from);
  [[nodiscard]] bool is_ahead(NodeId node) const;

  const Engine& engine_;
  std::vector<bool> has_failed_inside_;  // by open node
  std::size_t ahead_ = 0;  // open look-aheads: what fails inside them is their own matter
  bool backward_ = false, is_refused_ = false;
  match::Position farthest_ = 0;
  std::vector<NodeId> expected_;  // elements that failed there
  Refusal refusal_;
};

}  // namespace waymark::grammar
