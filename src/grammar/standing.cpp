// SPDX-License-Identifier: Apache-2.0
// Candidates are only added and killed, never moved, so numbers stay true; the order by text is
// merged anew when something changed.
#include "grammar/standing.h"

#include <algorithm>

namespace waymark::grammar {

using match::Candidate;
using match::Origin;

void Standing::begin(const Program& program, match::CandidateSet& set, match::Fates* fates) {
  engine_ = &program.engine();
  schema_ = &program.schema();
  set_ = &set;
  fates_ = fates;
  living_.clear();
  sorted_ = 0;
  version_ = 1;
  fresh_.clear();
  rules_of_.clear();
  holds_.clear();
  begin_phase();
  refresh();
}

void Standing::refresh() {
  const auto& candidates = set_->candidates;
  const auto is_dead = [&](std::uint32_t number) { return !candidates[number].alive; };
  const auto fallen = std::remove_if(living_.begin(), living_.end(), is_dead);
  if (fallen == living_.end() && sorted_ == candidates.size()) return;
  ++version_;
  living_.erase(fallen, living_.end());
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    const Candidate &x = candidates[a], &y = candidates[b];
    if (x.span.begin != y.span.begin) return x.span.begin < y.span.begin;
    if (x.span.end != y.span.end) return x.span.end > y.span.end;
    if (x.label != y.label) return x.label < y.label;
    return a < b;
  };
  const auto old = static_cast<std::ptrdiff_t>(living_.size());
  for (; sorted_ < candidates.size(); ++sorted_)
    if (candidates[sorted_].alive) living_.push_back(static_cast<std::uint32_t>(sorted_));
  if (!std::is_sorted(living_.begin() + old, living_.end(), before))
    std::sort(living_.begin() + old, living_.end(), before);
  std::inplace_merge(living_.begin(), living_.begin() + old, living_.end(), before);
}

void Standing::find_begun(Span stretch, std::vector<std::uint32_t>& numbers) const {
  const auto begin_of = [&](std::uint32_t number) { return set_->candidates[number].span.begin; };
  numbers.clear();
  auto it = std::partition_point(living_.begin(), living_.end(), [&](std::uint32_t number) {
    return begin_of(number) < stretch.begin;
  });
  for (; it != living_.end() && begin_of(*it) < stretch.end; ++it)
    if (*it < first_of_phase_) numbers.push_back(*it);
}

std::optional<std::uint32_t> Standing::find(Span span, LabelId label) const {
  if (const auto known = fresh_.find({span, label}); known != fresh_.end()) return known->second;
  const auto place =
      std::partition_point(living_.begin(), living_.end(), [&](std::uint32_t number) {
        const Candidate& it = set_->candidates[number];
        if (it.span.begin != span.begin) return it.span.begin < span.begin;
        if (it.span.end != span.end) return it.span.end > span.end;
        return it.label < label;
      });
  for (auto it = place; it != living_.end(); ++it) {
    const Candidate& candidate = set_->candidates[*it];
    if (candidate.span != span || candidate.label != label) break;
    if (candidate.alive) return *it;
  }
  return std::nullopt;
}

std::uint32_t Standing::add(Candidate candidate) {
  const auto number = static_cast<std::uint32_t>(set_->candidates.size());
  fresh_[{candidate.span, candidate.label}] = number;
  set_->candidates.push_back(std::move(candidate));
  return number;
}

void Standing::begin_phase() {
  fresh_.clear();
  first_of_phase_ = static_cast<std::uint32_t>(set_->candidates.size());
}

bool Standing::is_structured(std::uint32_t candidate) const {
  const LabelId label = set_->candidates[candidate].label;
  return label < schema_->labels().size() && schema_->label(label).structured;
}

// ---- who vouches ----

void Lists::clear() {
  heads_.clear();
  links_.clear();
}

void Lists::add(std::uint32_t key, std::uint32_t number) {
  if (any(key, [number](std::uint32_t known) { return known == number; })) return;
  if (key >= heads_.size()) heads_.resize(key + 1, match::kNone);
  links_.push_back({number, heads_[key]});
  heads_[key] = static_cast<std::uint32_t>(links_.size() - 1);
}

void Standing::vouch(std::uint32_t candidate, std::uint32_t rule) {
  rules_of_.add(candidate, rule);
}

match::Rival Standing::rival(std::uint32_t number) const {
  const Candidate& candidate = set_->candidates[number];
  match::Rival rival{candidate.span, candidate.rank, candidate.trust, match::kNone, number};
  bool is_first = candidate.rule == match::kNone;
  rules_of_.any(number, [&](std::uint32_t rule) {
    const std::int32_t rank = engine_->rules[rule].rank;
    rival.rank = is_first ? rank : std::max(rival.rank, rank);
    rival.order = std::min(rival.order, rule);
    is_first = false;
    return false;
  });
  if (rival.order != match::kNone) rival.trust = std::max(rival.trust, 0.5f);
  return rival;
}

bool Standing::is_over(std::uint32_t a, std::uint32_t b) const {
  const Candidate& loser = set_->candidates[b];
  const bool is_of_gazetteer = loser.origin == Origin::kGazetteer ||
                               loser.origin == Origin::kCorrected || loser.origin == Origin::kLocal;
  return rules_of_.any(a, [&](std::uint32_t rule) {
    const CompiledRule& winner = engine_->rules[rule];
    if (is_of_gazetteer) {
      for (const LabelId label : winner.over_gazetteer)
        if (label == gazetteer::kNoLabel || label == loser.label) return true;
    }
    return rules_of_.any(b, [&](std::uint32_t other) {
      return std::binary_search(winner.over_rules.begin(), winner.over_rules.end(), other);
    });
  });
}

// ---- who falls ----

void Standing::decide(std::span<const std::uint32_t> candidates, match::Conflict conflict) {
  rivals_.clear();
  losers_.clear();
  const bool structured = conflict == match::Conflict::kCross;
  for (const std::uint32_t number : candidates)
    if (set_->candidates[number].alive && is_structured(number) == structured)
      rivals_.push_back(rival(number));
  match::decide(rivals_, conflict, engine_->has_over ? this : nullptr, losers_, fates_);
  for (const std::uint32_t number : losers_) fall(number);
}

void Standing::fell_crossing_flat(std::span<const std::uint32_t> candidates) {
  const auto is_new_structured = [&](std::uint32_t number) {
    return number >= first_of_phase_ && set_->candidates[number].alive && is_structured(number);
  };
  if (std::none_of(candidates.begin(), candidates.end(), is_new_structured)) return;
  std::vector<Span> flat;  // standing ones don't overlap, so their ends ascend too
  for (const std::uint32_t number : candidates)
    if (set_->candidates[number].alive && !is_structured(number))
      flat.push_back(set_->candidates[number].span);
  std::sort(flat.begin(), flat.end());
  const auto is_cut_at = [&](std::uint32_t byte) {
    const auto after =
        std::partition_point(flat.begin(), flat.end(), [&](Span span) { return span.end <= byte; });
    return after != flat.end() && after->begin < byte;
  };
  for (const std::uint32_t number : candidates) {
    if (!is_new_structured(number)) continue;
    const Candidate& candidate = set_->candidates[number];
    const auto around = std::partition_point(
        flat.begin(), flat.end(), [&](Span span) { return span.end <= candidate.span.begin; });
    const bool lies_in_one = around != flat.end() && around->contains(candidate.span);
    if (!lies_in_one && (is_cut_at(candidate.span.begin) || is_cut_at(candidate.span.end)))
      kill(number, match::Ground::kCrossing);
  }
}

void Standing::fell_inner_marks() {
  std::vector<std::uint32_t> marks;
  for (std::uint32_t i = 0; i < set_->candidates.size(); ++i) {
    const Candidate& candidate = set_->candidates[i];
    if (!candidate.alive) continue;
    if (i >= first_of_phase_ && candidate.origin == Origin::kRule) marks.push_back(i);
  }
  std::sort(marks.begin(), marks.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Candidate &x = set_->candidates[a], &y = set_->candidates[b];
    if (x.label != y.label) return x.label < y.label;
    if (x.rule != y.rule) return x.rule < y.rule;
    if (x.span.begin != y.span.begin) return x.span.begin < y.span.begin;
    return x.span.end > y.span.end;
  });
  // Which mark contains each, in one sweep; then the outermost decide first.
  std::vector<std::uint32_t> inner;
  const Candidate* outer = nullptr;
  for (const std::uint32_t number : marks) {
    const Candidate& it = set_->candidates[number];
    const bool is_same = outer != nullptr && outer->label == it.label && outer->rule == it.rule;
    if (is_same && outer->span.contains(it.span)) {
      inner.push_back(number);
    } else if (!is_same || outer->span.end <= it.span.end) {
      outer = &it;
    }
  }
  if (inner.empty()) return;
  std::sort(inner.begin(), inner.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::uint32_t x = set_->candidates[a].span.byte_size();
    const std::uint32_t y = set_->candidates[b].span.byte_size();
    return x != y ? x > y : a < b;
  });
  std::unordered_map<std::uint32_t, std::uint32_t> holders;  // mention → how many living hold it
  const auto count = [&](const Candidate& candidate, bool more) {
    for (const match::CandidateSlot& slot : candidate.slots)
      if (const auto* mentions = std::get_if<0>(&slot.value))
        for (const std::uint32_t mention : *mentions) holders[mention] += more ? 1u : ~0u;
  };
  for (const Candidate& candidate : set_->candidates)
    if (candidate.alive) count(candidate, true);
  for (const std::uint32_t number : inner) {
    if (holders[number] != 0) continue;
    kill(number, match::Ground::kInner);
    count(set_->candidates[number], false);
  }
}

void Standing::kill(std::uint32_t candidate, match::Ground ground, std::uint32_t by) {
  if (fates_ != nullptr && set_->candidates[candidate].alive) fates_->note(candidate, ground, by);
  fall(candidate);
}

void Standing::fall(std::uint32_t candidate) {
  falling_.assign(1, candidate);
  while (!falling_.empty()) {
    const std::uint32_t falls = falling_.back();
    falling_.pop_back();
    if (!set_->candidates[falls].alive) continue;
    set_->candidates[falls].alive = false;
    holds_.any(falls, [&](std::uint32_t mark) {
      if (fates_ != nullptr && set_->candidates[mark].alive)
        fates_->note(mark, match::Ground::kPart, falls);
      falling_.push_back(mark);
      return false;
    });
  }
}

}  // namespace waymark::grammar
