// SPDX-License-Identifier: Apache-2.0
// Ends are sets with an order: sequences keep the order of their parts, choices and repetitions
// sort by length. A walk finds again, for one end, the first split that reaches it; since all ends
// are remembered it never searches twice from one place.
#include "grammar/combinators.h"

#include <algorithm>
#include <array>
#include <bit>
#include <unordered_set>

namespace waymark::grammar {
namespace {

// Few are sorted in place: std::stable_sort asks for memory.
void sort_longer_first(Position from, Ends& ends) {
  constexpr std::size_t kFew = 16;
  const auto is_longer = [from](Position a, Position b) {
    return distance(from, a) > distance(from, b);
  };
  if (ends.size() > kFew) return std::stable_sort(ends.begin(), ends.end(), is_longer);
  for (auto it = ends.begin(); it != ends.end(); ++it)
    std::rotate(std::upper_bound(ends.begin(), it, *it, is_longer), it, it + 1);
}

bool has(const Ends& ends, Position end) {
  return std::find(ends.begin(), ends.end(), end) != ends.end();
}

}  // namespace

// ---- sequence ----

// As long as there is one end the next part goes on from it; where there are several, what follows
// is asked from each.
void SequenceParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  Scan& scan = scan_of(context);
  Met met(from);
  const auto add = [&](const Ends& found) {
    for (const Position end : found)
      if (met.add(scan, end)) ends.push_back(end);
  };
  Ends middles{from};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Position at = middles.front();
    middles.clear();
    parts[i].find_ends(context, at, middles);
    if (middles.empty()) return;
    if (middles.size() == 1 || i == rests.size()) continue;
    for (const Position middle : middles) {
      Ends found;
      rests[i].find_ends(context, middle, found);
      if (!scan.spend(found.size())) return;
      add(found);
    }
    return;
  }
  if (scan.spend(middles.size())) add(middles);
}

void SequenceParser::find_starts(const ScanContext& context, const PositionSet& among,
                                 const PositionSet& ends, PositionSet& starts) const {
  PositionSet middles;
  if (rest_is_costly) {
    PositionSet near;
    parts.front().reach(context, among, near);
    rests.front().find_starts(context, near, ends, middles);
  } else {
    rests.front().find_starts(context, scan_of(context).places.all, ends, middles);
  }
  parts.front().find_starts(context, among, middles, starts);
}

void SequenceParser::reach(const ScanContext& context, const PositionSet& from,
                           PositionSet& to) const {
  PositionSet middles;
  parts.front().reach(context, from, middles);
  rests.front().reach(context, middles, to);
}

void SequenceParser::walk(const ScanContext& context, Position from, Position to,
                          Captured& captured) const {
  Ends middles;
  parts.front().find_ends(context, from, middles);
  for (const Position middle : middles) {
    if (middles.size() > 1) {  // else it is the one that leads there
      Ends rights;
      rests.front().find_ends(context, middle, rights);
      if (!has(rights, to)) continue;
    }
    parts.front().walk(context, from, middle, captured);
    rests.front().walk(context, middle, to, captured);
    return;
  }
}

// ---- choice ----

void find_ends_of_any(const ScanContext& context, std::span<const ReferenceParser> parts,
                      Position from, Ends& ends) {
  Scan& scan = scan_of(context);
  Met met(from);
  for (const ReferenceParser& part : parts) {
    Ends found;
    part.find_ends(context, from, found);
    for (const Position end : found)
      if (met.add(scan, end)) ends.push_back(end);
  }
  sort_longer_first(from, ends);
}

void ChoiceParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  find_ends_of_any(context, parts, from, ends);
}

void ChoiceParser::find_starts(const ScanContext& context, const PositionSet& among,
                               const PositionSet& ends, PositionSet& starts) const {
  for (const ReferenceParser& part : parts) part.find_starts(context, among, ends, starts);
}

void ChoiceParser::reach(const ScanContext& context, const PositionSet& from,
                         PositionSet& to) const {
  for (const ReferenceParser& part : parts) part.reach(context, from, to);
}

void ChoiceParser::walk(const ScanContext& context, Position from, Position to,
                        Captured& captured) const {
  for (const ReferenceParser& part : parts) {
    Ends found;
    part.find_ends(context, from, found);
    if (has(found, to)) return part.walk(context, from, to, captured);
  }
}

// ---- repetition ----

namespace {

// A set of distances, walked a word at a time: most are nearly empty.
class Distances {
 public:
  void set(std::size_t i) { words_[i / 64] |= 1ull << (i % 64); }
  [[nodiscard]] bool any() const {
    return std::any_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word != 0; });
  }
  void add(const Distances& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  void remove(const Distances& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
        visit(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
  }

 private:
  std::array<std::uint64_t, kLongestSpan / 64 + 1> words_{};
};

// The rounds of a repetition from one start, as sets of positions; all run in one direction.
class Rounds {
 public:
  Rounds(const RepeatParser& repeat, const ScanContext& context, Position from)
      : repeat_(repeat), context_(context), scan_(scan_of(context)), from_(from), min_(repeat.min) {
    if (!repeat.backward || min_ == 0) return;
    Ends ends;
    repeat.inner.find_ends(context, from, ends);
    if (has(ends, from)) min_ = 0;
  }

  void find_ends(Ends& ends) {
    Distances current;
    current.set(0);
    if (min_ == 0) result_ = visited_ = current;
    for (std::uint32_t round = 0; round < repeat_.max && current.any(); ++round) {
      if (scan_.is_exhausted()) return;
      current = run(round, current);
      if (round + 1 < min_) continue;
      current.remove(visited_);  // a position met after fewer rounds can do all that it can now
      visited_.add(current);
      result_.add(current);
    }
    result_.for_each([&](std::size_t i) { ends.push_back(to_position(i)); });
    if (!repeat_.lazy) std::reverse(ends.begin(), ends.end());
  }

  // The rounds of the first way that reaches `to`, as their ends.
  bool find_way(Position to, std::vector<Position>& way) { return reach(0, from_, to, way); }

 private:
  Distances run(std::uint32_t round, const Distances& starts) {
    Distances next;
    starts.for_each([&](std::size_t i) {
      Ends ends;
      repeat_.inner.find_ends(context_, to_position(i), ends);
      for (const Position end : ends) {
        const std::uint32_t far = distance(from_, end);
        if (end == to_position(i)) {
          if (round < min_ && !repeat_.backward) result_.set(i);
        } else if (far <= kLongestSpan) {
          next.set(far);
        } else if (scan_.limit == Limit::kNone) {
          scan_.limit = Limit::kSpan;
        }
      }
    });
    return next;
  }

  bool reach(std::uint32_t round, Position at, Position to, std::vector<Position>& way) {
    if (at == to && round >= min_) return true;
    if (round == repeat_.max || scan_.is_exhausted()) return false;
    const std::uint64_t state = std::uint64_t{round} << 32 | at;
    if (failed_.count(state) != 0) return false;
    Ends ends;
    repeat_.inner.find_ends(context_, at, ends);
    for (const Position end : ends) {
      const bool is_empty = end == at;
      if (is_empty ? (at != to || round >= min_ || repeat_.backward)
                   : distance(at, to) < distance(end, to))
        continue;
      const std::uint32_t next =
          repeat_.max == RepeatParser::kUnbounded ? std::min(round + 1, min_) : round + 1;
      way.push_back(end);
      if (is_empty || reach(next, end, to, way)) return true;
      way.pop_back();
    }
    failed_.insert(state);
    return false;
  }

  [[nodiscard]] Position to_position(std::size_t far) const {
    return repeat_.backward ? from_ - static_cast<Position>(far)
                            : from_ + static_cast<Position>(far);
  }

  const RepeatParser& repeat_;
  const ScanContext& context_;
  Scan& scan_;
  Position from_;
  std::uint32_t min_;
  Distances result_, visited_;
  std::unordered_set<std::uint64_t> failed_;
};

}  // namespace

void RepeatParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  if (min == 0 && max == 1) return find_option(context, from, ends);
  Rounds(*this, context, from).find_ends(ends);
}

// Rounds are followed from the ends. Where empty ones count towards `min`, and only one does, it
// matters from where: then each position is asked.
void RepeatParser::find_starts(const ScanContext& context, const PositionSet& among,
                               const PositionSet& ends, PositionSet& starts) const {
  const PositionSet& all = scan_of(context).places.all;
  if (min > 1 && may_be_empty) return ask_each(context, among, ends, starts);
  PositionSet current = ends, found;
  if (min == 0) found = ends;
  for (std::uint32_t round = 0; round < max && !current.empty(); ++round) {
    PositionSet earlier;
    inner.find_starts(context, max == 1 ? among : all, current, earlier);
    if (round + 1 >= min) {
      earlier.remove(found);
      found |= earlier;
    }
    current = earlier;
  }
  starts |= found;
}

void RepeatParser::reach(const ScanContext& context, const PositionSet& from,
                         PositionSet& to) const {
  PositionSet current = from, visited;
  if (min == 0 || may_be_empty) visited = from;
  for (std::uint32_t round = 0; round < max && !current.empty(); ++round) {
    PositionSet next;
    inner.reach(context, current, next);
    if (round + 1 < min) {
      current = next;
      if (!may_be_empty) continue;
    } else {
      current = next.without(visited);
    }
    visited |= next;
  }
  to |= visited;
}

// x?, by far the commonest: one round, or none.
void RepeatParser::find_option(const ScanContext& context, Position from, Ends& ends) const {
  Ends found;
  inner.find_ends(context, from, found);
  ends.push_back(from);
  for (const Position end : found)
    if (end != from) ends.push_back(end);
  sort_longer_first(from, ends);
  if (lazy) std::reverse(ends.begin(), ends.end());
}

void RepeatParser::walk(const ScanContext& context, Position from, Position to,
                        Captured& captured) const {
  std::vector<Position> way;
  if (!Rounds(*this, context, from).find_way(to, way)) return;
  Position at = from;
  for (const Position end : way) {
    inner.walk(context, at, end, captured);
    at = end;
  }
}

// ---- touching, look-ahead, capture ----

void TouchingParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  const Scan& scan = scan_of(context);
  if (!backward && !may_be_empty && !scan.lattice.is_touching(from)) return;
  inner.find_ends(context, from, ends);
  const auto is_apart = [&](Position end) {
    return end != from && !scan.lattice.is_touching(backward ? end : from);
  };
  ends.erase(std::remove_if(ends.begin(), ends.end(), is_apart), ends.end());
}

void TouchingParser::find_starts(const ScanContext& context, const PositionSet& among,
                                 const PositionSet& ends, PositionSet& starts) const {
  const Scan& scan = scan_of(context);
  const PositionSet& touching = scan.places.touching(scan);
  PositionSet found, near = backward ? ends : among;
  near &= touching;
  inner.find_starts(context, backward ? among : near, backward ? near : ends, found);
  if (!backward) found &= touching;
  starts |= found;
  if (!may_be_empty) return;
  // Where x is empty it ends where it began.
  PositionSet empty = ends;
  empty &= among;
  ask_each(context, empty.without(found), ends, starts);
}

void TouchingParser::reach(const ScanContext& context, const PositionSet& from,
                           PositionSet& to) const {
  const Scan& scan = scan_of(context);
  const PositionSet& touching = scan.places.touching(scan);
  PositionSet near = from, found;
  if (!backward) near &= touching;
  inner.reach(context, near, found);
  if (backward) found &= touching;
  to |= found;
  if (may_be_empty) to |= from;
}

void TouchingParser::walk(const ScanContext& context, Position from, Position to,
                          Captured& captured) const {
  inner.walk(context, from, to, captured);
}

void LookAheadParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  if (inner.stands(context, from) != negative) ends.push_back(from);
}

void LookAheadParser::walk(const ScanContext& context, Position from, Position,
                           Captured& captured) const {
  if (negative) return;
  Ends found;
  inner.find_ends(context, from, found);
  if (found.empty()) return;
  Captured ahead;
  inner.walk(context, from, found.front(), ahead);
  if (!ahead.bounds.empty() || !ahead.ahead_bounds.empty()) captured.add_ahead(ahead);
}

void LookAheadParser::find_starts(const ScanContext& context, const PositionSet& among,
                                  const PositionSet& ends, PositionSet& starts) const {
  PositionSet passing = ends;
  passing &= among;
  inner.keep_standing(context, negative, passing);
  starts |= passing;
}

void LookAheadParser::reach(const ScanContext&, const PositionSet& from, PositionSet& to) const {
  to |= from;
}

void CaptureParser::find_starts(const ScanContext& context, const PositionSet& among,
                                const PositionSet& ends, PositionSet& starts) const {
  inner.find_starts(context, among, ends, starts);
}

void CaptureParser::reach(const ScanContext& context, const PositionSet& from,
                          PositionSet& to) const {
  inner.reach(context, from, to);
}

void CaptureParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  inner.find_ends(context, from, ends);
}

void CaptureParser::walk(const ScanContext& context, Position from, Position to,
                         Captured& captured) const {
  if (from == to) return inner.walk(context, from, to, captured);
  const Scan& scan = scan_of(context);
  const std::size_t number = captured.bounds.size();
  const auto taken = static_cast<std::uint32_t>(captured.taken.size());
  captured.bounds.push_back(
      {capture, scan.lattice.span(std::min(from, to), std::max(from, to)), taken, taken});
  inner.walk(context, from, to, captured);
  captured.bounds[number].last = static_cast<std::uint32_t>(captured.taken.size());
}

}  // namespace waymark::grammar
