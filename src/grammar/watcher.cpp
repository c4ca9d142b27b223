// SPDX-License-Identifier: Apache-2.0
// What fails inside look-ahead is its own matter: there only the look-ahead itself can fail.
#include "grammar/watcher.h"

#include <algorithm>
#include <utility>

namespace waymark::grammar {

void Watcher::begin(bool backward) {
  backward_ = backward;
  has_failed_inside_.clear();
  ahead_ = 0;
  expected_.clear();
}

bool Watcher::is_ahead(NodeId node) const { return engine_.sources[node].is_look_ahead; }

void Watcher::enter(NodeId node) {
  has_failed_inside_.push_back(false);
  if (is_ahead(node)) ++ahead_;
}

void Watcher::leave(NodeId node, match::Position from, bool has_failed) {
  const bool is_own = !has_failed_inside_.back() || is_ahead(node);
  has_failed_inside_.pop_back();
  if (is_ahead(node)) --ahead_;
  recall(has_failed);
  if (has_failed && is_own && ahead_ == 0) record(node, from);
}

void Watcher::recall(bool has_failed) {
  if (has_failed && !has_failed_inside_.empty()) has_failed_inside_.back() = true;
}

void Watcher::record(NodeId node, match::Position from) {
  const bool is_farther = backward_ ? from < farthest_ : from > farthest_;
  if (expected_.empty() || is_farther) {
    expected_.clear();
    farthest_ = from;
  }
  if (from != farthest_) return;
  if (std::find(expected_.begin(), expected_.end(), node) == expected_.end())
    expected_.push_back(node);
}

void Watcher::refuse(Refusal refusal) {
  if (is_refused_) return;
  is_refused_ = true;
  refusal_ = std::move(refusal);
  refusal_.expected = expected_;
  refusal_.at = farthest_;
  refusal_.is_backward = backward_;
}

Watcher::Refusal Watcher::take() {
  if (!is_refused_) refuse({});
  return std::move(refusal_);
}

}  // namespace waymark::grammar
