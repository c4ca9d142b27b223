// SPDX-License-Identifier: Apache-2.0
// Where nothing cuts a token, tokens themselves are the arcs, and nothing is built but those of
// candidates. Else tokens are walked once with the sorted bytes at which candidates cut; each
// stretch without a cut lies between two neighbouring positions. Arcs are sorted by begin and
// counted into an index by begin and one by end.
#include "match/lattice.h"

#include <algorithm>
#include <utility>

#include "text/near_point.h"
#include "text/normal_form.h"
#include "text/syllables.h"
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

std::span<const std::uint32_t> Lattice::candidates_to(Position at) const {
  if (candidate_arcs_.empty()) return {};
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
  const Span span{pieces_[from].begin, pieces_[to - 1].end};
  const std::string_view bytes = input.text.substr(span.begin, span.byte_size());
  TokenArc arc{from, to, span, 0, 0, token, false};
  if (text::is_syllables(bytes)) {  // as most are
    arc.hash = text::hash_folded(bytes);
    arc.shape = text::kLetter | text::kHangul;
    return token_arcs_.push_back(arc);
  }
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
  const auto first = static_cast<Position>(pieces_.size());
  std::uint32_t begin = whole.span.begin;
  for (; next_cut < cuts_.size() && cuts_[next_cut] < whole.span.end; ++next_cut) {
    pieces_.push_back({begin, cuts_[next_cut]});
    begin = cuts_[next_cut];
  }
  pieces_.push_back({begin, whole.span.end});
  const auto last = static_cast<Position>(pieces_.size());
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

// `first`: the first of what lies between neighbouring positions.
template <class Piece, class SpanOf>
void Lattice::add_candidates(const LatticeInput& input, const Piece* first, SpanOf span_of) {
  const Piece* const last = first + last_;
  const Piece* begin = first;
  for (const std::uint32_t number : input.candidates) {
    const Candidate& candidate = input.set.candidates[number];
    begin = text::near_partition_point(
        begin, last, [&](const Piece& it) { return span_of(it).begin < candidate.span.begin; });
    if (begin == last || span_of(*begin).begin != candidate.span.begin) continue;
    const Piece* const end = text::near_partition_point(
        begin, last, [&](const Piece& it) { return span_of(it).end < candidate.span.end; });
    if (end == last || span_of(*end).end != candidate.span.end) continue;
    candidate_arcs_.push_back({static_cast<Position>(begin - first),
                               static_cast<Position>(end - first + 1), number, candidate.label});
  }
  std::sort(candidate_arcs_.begin(), candidate_arcs_.end(),
            [](const CandidateArc& a, const CandidateArc& b) {
              if (a.from != b.from) return a.from < b.from;
              if (a.to != b.to) return a.to > b.to;
              return a.candidate < b.candidate;
            });
}

void Lattice::index_candidates() {
  if (candidate_arcs_.empty()) return;
  const std::size_t positions = last_ + std::size_t{1};
  index_by_begin(candidate_arcs_, positions, candidates_from_);
  index_by_end(candidate_arcs_, positions, candidates_to_, to_candidates_);
}

bool Lattice::build(const LatticeInput& input) {
  candidate_arcs_.clear();
  const bool was_whole = std::exchange(is_whole_, !input.is_cut);
  bool is_new = !input.is_same_sentence;
  if (is_whole_) {
    is_new = is_new || !was_whole;
    cuts_.clear();
    tokens_ = input.tokens.data() + input.sentence.begin;
    first_token_ = input.sentence.begin;
    last_ = input.sentence.end - input.sentence.begin;
    add_candidates(input, tokens_, [](const text::Token& token) { return token.span; });
  } else {
    is_new = gather_cuts(input) || is_new || was_whole;
    if (is_new) build_cut(input);
    add_candidates(input, pieces_.data(), [](Span piece) { return piece; });
  }
  index_candidates();
  return !is_new;
}

void Lattice::build_cut(const LatticeInput& input) {
  pieces_.clear();
  token_arcs_.clear();
  std::size_t next_cut = 0;
  for (std::uint32_t i = input.sentence.begin; i < input.sentence.end; ++i)
    add_token(input, i, next_cut);
  last_ = static_cast<Position>(pieces_.size());
  index_by_begin(token_arcs_, pieces_.size() + 1, tokens_from_);
  index_by_end(token_arcs_, pieces_.size() + 1, tokens_to_, to_tokens_);
}

}  // namespace waymark::match
