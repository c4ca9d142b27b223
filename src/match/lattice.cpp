// SPDX-License-Identifier: Apache-2.0
// Tokens are walked once with the sorted bytes at which candidates cut; each stretch without a cut
// lies between two neighbouring positions. Arcs are sorted by begin and counted into an index by
// begin and one by end.
#include "match/lattice.h"

#include <algorithm>

#include "text/near_point.h"
#include "text/normal_form.h"
#include "text/tokenizer.h"

namespace waymark::match {
namespace {

// Fills from[p] .. from[p + 1] with the range of arcs that begin at p. Requires: arcs sorted by
// begin.
template <class Arc>
void index_by_begin(const std::vector<Arc>& arcs, std::size_t positions,
                    std::vector<std::uint32_t>& from) {
  from.assign(positions + 1, 0);
  for (const Arc& arc : arcs) ++from[arc.from + 1];
  for (std::size_t i = 0; i < positions; ++i) from[i + 1] += from[i];
}

// Lists the arcs by end; those of one end stay sorted by begin, so the longer ones come first.
template <class Arc>
void index_by_end(const std::vector<Arc>& arcs, std::size_t positions,
                  std::vector<std::uint32_t>& to, std::vector<std::uint32_t>& numbers) {
  to.assign(positions + 2, 0);
  for (const Arc& arc : arcs) ++to[arc.to + 2];
  for (std::size_t i = 2; i < to.size(); ++i) to[i] += to[i - 1];
  numbers.resize(arcs.size());
  for (std::uint32_t i = 0; i < arcs.size(); ++i) numbers[to[arcs[i].to + 1]++] = i;
}

}  // namespace

std::span<const std::uint32_t> Lattice::tokens_to(Position at) const {
  return std::span(to_tokens_).subspan(tokens_to_[at], tokens_to_[at + 1] - tokens_to_[at]);
}

std::span<const std::uint32_t> Lattice::candidates_to(Position at) const {
  return std::span(to_candidates_)
      .subspan(candidates_to_[at], candidates_to_[at + 1] - candidates_to_[at]);
}

// Says whether the cuts are others than they were.
bool Lattice::gather_cuts(const LatticeInput& input) {
  all_cuts_.assign(input.cuts.begin(), input.cuts.end());
  for (const std::uint32_t number : input.candidates) {
    const Span span = input.set.candidates[number].span;
    all_cuts_.push_back(span.begin);
    all_cuts_.push_back(span.end);
  }
  std::sort(all_cuts_.begin(), all_cuts_.end());
  all_cuts_.erase(std::unique(all_cuts_.begin(), all_cuts_.end()), all_cuts_.end());
  std::uint32_t token = input.sentence.begin;
  const auto is_between = [&](std::uint32_t cut) {
    while (token < input.sentence.end && input.tokens[token].span.end <= cut) ++token;
    return token == input.sentence.end || input.tokens[token].span.begin >= cut;
  };
  all_cuts_.erase(std::remove_if(all_cuts_.begin(), all_cuts_.end(), is_between), all_cuts_.end());
  if (all_cuts_ == cuts_) return false;
  cuts_.swap(all_cuts_);
  return true;
}

void Lattice::add_run(const LatticeInput& input, Position from, Position to, std::uint32_t token) {
  const Span span{begins_[from], ends_[to]};
  const std::string_view bytes = input.text.substr(span.begin, span.byte_size());
  TokenArc arc{from, to, span, 0, 0, token, false};
  text::tokenize(bytes, piece_);
  if (piece_.size() == 1 && piece_.front().span.byte_size() == span.byte_size()) {
    arc.hash = piece_.front().hash;
    arc.shape = piece_.front().shape & ~static_cast<std::uint32_t>(text::kSpaceBefore);
  } else {
    arc.hash = text::hash_of_fold(bytes);
  }
  token_arcs_.push_back(arc);
}

void Lattice::add_token(const LatticeInput& input, std::uint32_t token, std::size_t& next_cut) {
  const text::Token& whole = input.tokens[token];
  const auto first = static_cast<Position>(begins_.size());
  begins_.push_back(whole.span.begin);
  for (; next_cut < cuts_.size() && cuts_[next_cut] < whole.span.end; ++next_cut) {
    ends_.push_back(cuts_[next_cut]);
    begins_.push_back(cuts_[next_cut]);
  }
  ends_.push_back(whole.span.end);
  const auto last = static_cast<Position>(begins_.size());
  const std::size_t pieces = last - first;
  token_arcs_.push_back({first, last, whole.span, whole.hash, whole.shape, token, true});
  if (pieces > 1) add_runs(input, first, last, token);
}

void Lattice::add_runs(const LatticeInput& input, Position first, Position last,
                       std::uint32_t token) {
  const bool has_all = last - first <= kAllRuns;
  for (Position from = first; from < last; ++from) {
    // The longest run from here comes first; of a long token's begin and end only so much is one.
    const bool is_edge = from == first || last - from <= kAllRuns;
    Position to = has_all ? last : is_edge ? std::min<Position>(last, from + kAllRuns) : from + 1;
    if (from == first && to == last) --to;
    for (; to > from; --to)
      if (has_all || from == first || to == last || to == from + 1) add_run(input, from, to, token);
  }
}

void Lattice::add_candidates(const LatticeInput& input) {
  const auto last = begins_.end() - 1;
  auto begin = begins_.begin();
  for (const std::uint32_t number : input.candidates) {
    const Candidate& candidate = input.set.candidates[number];
    begin = text::near_partition_point(
        begin, last, [&](std::uint32_t byte) { return byte < candidate.span.begin; });
    if (begin == last || *begin != candidate.span.begin) continue;
    const auto from = static_cast<Position>(begin - begins_.begin());
    const auto end =
        text::near_partition_point(ends_.begin() + from + 1, ends_.end(),
                                   [&](std::uint32_t byte) { return byte < candidate.span.end; });
    if (end == ends_.end() || *end != candidate.span.end) continue;
    const auto to = static_cast<Position>(end - ends_.begin());
    candidate_arcs_.push_back({from, to, number, candidate.label});
  }
  std::sort(candidate_arcs_.begin(), candidate_arcs_.end(),
            [](const CandidateArc& a, const CandidateArc& b) {
              if (a.from != b.from) return a.from < b.from;
              if (a.to != b.to) return a.to > b.to;
              return a.candidate < b.candidate;
            });
}

void Lattice::index_candidates() {
  const std::size_t positions = begins_.size();
  index_by_begin(candidate_arcs_, positions, candidates_from_);
  index_by_end(candidate_arcs_, positions, candidates_to_, to_candidates_);
}

// Most sentences: every position is the begin of a token.
void Lattice::build_whole(const LatticeInput& input) {
  const std::uint32_t count = input.sentence.end - input.sentence.begin;
  begins_.resize(count + 1);
  ends_.resize(count + 1);
  token_arcs_.resize(count);
  tokens_from_.resize(count + 2);
  tokens_to_.resize(count + 3);
  to_tokens_.resize(count);
  tokens_to_[0] = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const text::Token& token = input.tokens[input.sentence.begin + i];
    begins_[i] = token.span.begin;
    ends_[i + 1] = token.span.end;
    token_arcs_[i] = {i,   i + 1, token.span, token.hash, token.shape, input.sentence.begin + i,
                      true};
    tokens_from_[i] = tokens_to_[i + 1] = to_tokens_[i] = i;
  }
  tokens_from_[count] = tokens_from_[count + 1] = count;
  tokens_to_[count + 1] = tokens_to_[count + 2] = count;
  ends_[0] = count == 0 ? 0 : begins_[0];
  begins_[count] = ends_[count];
}

bool Lattice::build(const LatticeInput& input) {
  candidate_arcs_.clear();
  const bool was_cut = !cuts_.empty();
  bool is_new = !input.is_same_sentence;
  if (input.is_cut) {
    is_new = gather_cuts(input) || is_new;
    if (is_new) build_cut(input);
  } else {
    cuts_.clear();
    is_new = is_new || was_cut;
    if (is_new) build_whole(input);
  }
  add_candidates(input);
  index_candidates();
  return !is_new;
}

void Lattice::build_cut(const LatticeInput& input) {
  begins_.clear();
  ends_.clear();
  token_arcs_.clear();
  std::size_t next_cut = 0;
  ends_.push_back(0);
  for (std::uint32_t i = input.sentence.begin; i < input.sentence.end; ++i)
    add_token(input, i, next_cut);
  if (!begins_.empty()) ends_.front() = begins_.front();
  begins_.push_back(ends_.back());
  index_by_begin(token_arcs_, begins_.size(), tokens_from_);
  index_by_end(token_arcs_, begins_.size(), tokens_to_, to_tokens_);
}

}  // namespace waymark::match
