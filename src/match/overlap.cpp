// SPDX-License-Identifier: Apache-2.0
// Rivals are sorted by begin and cut into groups that no overlap joins. In a group a heap holds the
// living that nobody living is stated over; each pair of rivals is looked at a fixed number of
// times.
#include "match/overlap.h"

#include <algorithm>
#include <array>
#include <queue>

namespace waymark::match {
namespace {

bool conflicts(Span a, Span b, Conflict conflict) {
  if (!a.overlaps(b)) return false;
  return conflict == Conflict::kOverlap || (!a.contains(b) && !b.contains(a));
}

// Whether of any two rivals that overlap one holds the other, as most do. Requires: sorted by
// begin, then longer first.
bool are_nested(const Rival* rivals, std::size_t size) {
  constexpr std::size_t kDeepest = 16;
  std::array<std::uint32_t, kDeepest> ends;  // of those around the one at hand, innermost last
  std::size_t depth = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const Span span = rivals[i].span;
    while (depth > 0 && ends[depth - 1] <= span.begin) --depth;
    if ((depth > 0 && ends[depth - 1] < span.end) || depth == kDeepest) return false;
    ends[depth++] = span.end;
  }
  return true;
}

// The first thing in which a winner that nothing is stated of is better.
Ground ground_of(const Rival& winner, const Rival& loser) {
  if (!is_better(winner, loser)) return Ground::kBlocked;
  if (winner.span.byte_size() != loser.span.byte_size()) return Ground::kLonger;
  if (winner.rank != loser.rank) return Ground::kRank;
  return winner.trust != loser.trust ? Ground::kTrust : Ground::kOrder;
}

// One group of rivals, sorted by begin.
class Group {
 public:
  Group(const Rival* rivals, std::size_t size, Conflict conflict, const Precedence* precedence,
        Fates* fates)
      : rivals_(rivals), size_(size), conflict_(conflict), precedence_(precedence), fates_(fates) {
    reach_.reserve(size);
    std::uint32_t reach = 0;
    for (std::size_t i = 0; i < size; ++i)
      reach_.push_back(reach = std::max(reach, rivals[i].span.end));
  }

  void decide(std::vector<std::uint32_t>& losers) {
    state_.assign(size_, State::kLiving);
    count_blockers();
    for (std::size_t i = 0; i < size_; ++i)
      if (blockers_[i] == 0) ready_.push(i);
    std::vector<std::size_t> by_order(size_);
    for (std::size_t i = 0; i < size_; ++i) by_order[i] = i;
    std::sort(by_order.begin(), by_order.end(),
              [this](std::size_t a, std::size_t b) { return is_better(rivals_[a], rivals_[b]); });
    take_ready();
    for (const std::size_t i : by_order) {  // what a circle of statements still blocks
      if (state_[i] != State::kLiving) continue;
      take(i);
      take_ready();
    }
    for (std::size_t i = 0; i < size_; ++i)
      if (state_[i] == State::kDead) losers.push_back(rivals_[i].candidate);
  }

 private:
  enum class State : std::uint8_t { kLiving, kTaken, kDead };
  struct Worse {
    const Group* group;
    bool operator()(std::size_t a, std::size_t b) const {
      return is_better(group->rivals_[b], group->rivals_[a]);
    }
  };

  template <class Visit>
  void for_each_rival(std::size_t i, Visit visit) const {
    const Span span = rivals_[i].span;
    for (std::size_t j = i; j-- > 0 && reach_[j] > span.begin;)
      if (conflicts(rivals_[j].span, span, conflict_)) visit(j);
    for (std::size_t j = i + 1; j < size_ && rivals_[j].span.begin < span.end; ++j)
      if (conflicts(rivals_[j].span, span, conflict_)) visit(j);
  }

  [[nodiscard]] bool is_over(std::size_t a, std::size_t b) const {
    return precedence_ != nullptr &&
           precedence_->is_over(rivals_[a].candidate, rivals_[b].candidate);
  }

  void count_blockers() {
    blockers_.assign(size_, 0);
    if (precedence_ == nullptr) return;
    for (std::size_t i = 0; i < size_; ++i)
      for_each_rival(i, [&](std::size_t j) { blockers_[i] += is_over(j, i) ? 1 : 0; });
  }

  void take_ready() {
    while (!ready_.empty()) {
      const std::size_t best = ready_.top();
      ready_.pop();
      if (state_[best] == State::kLiving) take(best);
    }
  }

  void take(std::size_t winner) {
    state_[winner] = State::kTaken;
    for_each_rival(winner, [&](std::size_t loser) {
      if (state_[loser] != State::kLiving) return;
      state_[loser] = State::kDead;
      if (fates_ != nullptr) note(winner, loser);
      if (precedence_ == nullptr) return;
      for_each_rival(loser, [&](std::size_t freed) {
        if (state_[freed] == State::kLiving && is_over(loser, freed) && --blockers_[freed] == 0)
          ready_.push(freed);
      });
    });
  }

  void note(std::size_t winner, std::size_t loser) const {
    const Ground ground =
        is_over(winner, loser) ? Ground::kOver : ground_of(rivals_[winner], rivals_[loser]);
    fates_->note(rivals_[loser].candidate, ground, rivals_[winner].candidate);
  }

  const Rival* rivals_;
  std::size_t size_;
  Conflict conflict_;
  const Precedence* precedence_;
  Fates* fates_;
  std::vector<std::uint32_t> reach_, blockers_;
  std::vector<State> state_;
  std::priority_queue<std::size_t, std::vector<std::size_t>, Worse> ready_{Worse{this}};
};

}  // namespace

bool is_better(const Rival& a, const Rival& b) {
  if (a.span.byte_size() != b.span.byte_size()) return a.span.byte_size() > b.span.byte_size();
  if (a.rank != b.rank) return a.rank > b.rank;
  if (a.trust != b.trust) return a.trust > b.trust;
  if (a.order != b.order) return a.order < b.order;
  return a.candidate < b.candidate;
}

void decide(std::vector<Rival>& rivals, Conflict conflict, const Precedence* precedence,
            std::vector<std::uint32_t>& losers, Fates* fates) {
  std::sort(rivals.begin(), rivals.end(), [](const Rival& a, const Rival& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    if (a.span.end != b.span.end) return a.span.end > b.span.end;
    return a.candidate < b.candidate;
  });
  for (std::size_t begin = 0; begin < rivals.size();) {
    std::uint32_t reach = rivals[begin].span.end;
    std::size_t end = begin + 1;
    for (; end < rivals.size() && rivals[end].span.begin < reach; ++end)
      reach = std::max(reach, rivals[end].span.end);
    const bool is_settled = end - begin == 1 || (conflict == Conflict::kCross &&
                                                 are_nested(rivals.data() + begin, end - begin));
    if (!is_settled)
      Group(rivals.data() + begin, end - begin, conflict, precedence, fates).decide(losers);
    begin = end;
  }
}

}  // namespace waymark::match
