// SPDX-License-Identifier: Apache-2.0
// The elements look at arcs; a compound with hyphens is one word of content.
#include "grammar/elements.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <string_view>

#include "text/token.h"

namespace waymark::grammar {
namespace {

// ---- hyphenated compounds ----

bool is_hyphen(std::string_view token) {
  return token == "-" || token == "\u2010" || token == "\u2011";
}

// The arc of a whole token that begins (ends) at a position and touches what lies before (after)
// it.
std::optional<std::uint32_t> touching_token(const Scan& scan, Position at, bool backward) {
  if (!scan.lattice.is_touching(at)) return std::nullopt;
  std::optional<std::uint32_t> found;
  for_each_token(scan.lattice, at, backward, [&](std::uint32_t arc, Position) {
    if (!found && scan.lattice.token_arc(arc).whole) found = arc;
  });
  return found;
}

// The word that a hyphen joins to a position, before or after it.
std::optional<std::uint32_t> joined_word(const Scan& scan, Position at, bool backward) {
  const auto number = touching_token(scan, at, backward);
  if (!number) return std::nullopt;
  const match::TokenArc hyphen = scan.lattice.token_arc(*number);
  if (!is_hyphen(scan.text(hyphen.span))) return std::nullopt;
  const auto word = touching_token(scan, backward ? hyphen.from : hyphen.to, backward);
  const bool is_word =
      word && (scan.lattice.token_arc(*word).shape & (text::kLetter | text::kHasDigit)) != 0;
  return is_word ? word : std::nullopt;
}

Position end_of_compound(const Scan& scan, Position end, Position from) {
  while (end - from < kLongestSpan) {
    const auto next = joined_word(scan, end, false);
    if (!next) break;
    end = scan.lattice.token_arc(*next).to;
  }
  return end;
}

void find_content_begins(Scan& scan, Position from, Ends& ends) {
  if (joined_word(scan, from, false)) return;
  const ClassMask content = bit_of(TokenClassId::kContent);
  Met met(from);
  for_each_token(scan.lattice, from, true, [&](std::uint32_t arc, Position begin) {
    if (scan.has_class(arc, content) && met.add(scan, begin)) ends.push_back(begin);
    std::optional<std::uint32_t> part = arc;
    while (scan.lattice.token_arc(*part).whole && scan.spend(1)) {
      part = joined_word(scan, scan.lattice.token_arc(*part).from, true);
      if (!part) break;
      begin = scan.lattice.token_arc(*part).from;
      if (from - begin > kLongestSpan) break;
      if (scan.has_class(*part, content) && met.add(scan, begin)) ends.push_back(begin);
    }
  });
  std::sort(ends.begin(), ends.end());
}

}  // namespace

void LiteralParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  Scan& scan = scan_of(context);
  Position at = from;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[backward ? parts.size() - 1 - i : i];
    const bool touches =
        backward ? (i > 0 && parts[parts.size() - i].is_touching) : part.is_touching;
    if (i > 0 && scan.lattice.is_touching(at) != touches) return;
    std::optional<Position> next;
    for_each_token(scan.lattice, at, backward, [&](std::uint32_t arc, Position end) {
      if (scan.word(arc) != part.word) return;
      if (!exact || scan.text(scan.lattice.token_arc(arc).span) == part.bytes) next = end;
    });
    if (!next) return;
    at = *next;
  }
  ends.push_back(at);
}

void LiteralParser::fill(const ScanContext& context, Steps& steps) const {
  fill_from(context, places(context), steps);
}

void PhraseSetParser::index_edges() {
  first_edges_.assign(is_final.size() + 1, 0);
  for (const Edge& edge : edges) ++first_edges_[edge.state + 1];
  for (std::size_t i = 1; i < first_edges_.size(); ++i) first_edges_[i] += first_edges_[i - 1];
  words_.clear();
  for (const Edge& edge : edges) words_.push_back(edge.word);
  begins_.assign(std::bit_ceil(first_edges_[1] / std::size_t{4} + 1), 0);
  for (std::uint32_t i = 0; i < first_edges_[1]; ++i)
    begins_[edges[i].word / 64 % begins_.size()] |= 1ull << (edges[i].word % 64);
}

// The first edge of a state with this word or a greater one. Without a branch: where words lie
// can't be foreseen.
std::uint32_t PhraseSetParser::first_edge(std::uint32_t state, WordId word) const {
  std::uint32_t first = first_edges_[state], count = first_edges_[state + 1] - first;
  while (count > 0) {
    const std::uint32_t half = (count + 1) / 2;
    first = words_[first + half - 1] < word ? first + half : first;
    count -= half;
  }
  return first;
}

bool PhraseSetParser::may_begin(WordId word) const {
  return word != kNoWord && (begins_[word / 64 % begins_.size()] >> (word % 64) & 1u) != 0;
}

void PhraseSetParser::fill(const ScanContext& context, Steps& steps) const {
  fill_from(context, places(context), steps);
}

void PhraseSetParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  Scan& scan = scan_of(context);
  Met met(from);
  boost::container::small_vector<std::pair<std::uint32_t, Position>, 8> open{{0u, from}};
  while (!open.empty() && scan.spend(1)) {
    const auto [state, at] = open.back();
    open.pop_back();
    const bool touches = at != from && scan.lattice.is_touching(at);
    for_each_token(scan.lattice, at, backward, [&, state = state](std::uint32_t arc, Position end) {
      const WordId word = scan.word(arc);
      if (word == kNoWord || (state == 0 && !may_begin(word))) return;
      const std::uint32_t last = first_edges_[state + 1];
      for (std::uint32_t i = first_edge(state, word); i != last && words_[i] == word; ++i) {
        const Edge* const edge = &edges[i];
        if (edge->is_touching != touches) continue;
        if (!edge->bytes.empty() && scan.text(scan.lattice.token_arc(arc).span) != edge->bytes)
          continue;
        if (is_final[edge->next] != 0 && met.add(scan, end)) ends.push_back(end);
        if (has_edges(edge->next)) open.emplace_back(edge->next, end);
      }
    });
  }
  std::sort(ends.begin(), ends.end());
  if (!backward) std::reverse(ends.begin(), ends.end());
}

void ClassParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  Scan& scan = scan_of(context);
  if (id == TokenClassId::kContent && backward) return find_content_begins(scan, from, ends);
  Met met(from);
  for_each_token(scan.lattice, from, backward, [&](std::uint32_t arc, Position end) {
    if (!scan.has_class(arc, bit_of(id))) return;
    if (id == TokenClassId::kContent && scan.lattice.token_arc(arc).whole)
      end = end_of_compound(scan, end, from);
    if (met.add(scan, end)) ends.push_back(end);
  });
}

void ClassParser::fill(const ScanContext& context, Steps& steps) const {
  const Scan& scan = scan_of(context);
  if (id == TokenClassId::kContent) return fill_from(context, places(context), steps);
  const PositionSet& begins = scan.places.of_class(scan, id);
  if (scan.places.is_plain) return steps.add_single(backward ? begins.next() : begins);
  for (std::uint32_t i = 0; i < scan.lattice.token_arc_count(); ++i) {
    if (!scan.has_class(i, bit_of(id))) continue;
    const match::TokenArc arc = scan.lattice.token_arc(i);
    steps.add(backward ? arc.to : arc.from, backward ? arc.from : arc.to);
  }
}

bool LabelParser::accepts(const Scan& scan, const match::CandidateArc& arc) const {
  return arc.label == label && (filter == nullptr || passes(scan.scene, *filter, arc.candidate));
}

void LabelParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  Scan& scan = scan_of(context);
  const auto arcs = scan.lattice.candidate_arcs();
  Met met(from);
  const auto add = [&](const match::CandidateArc& arc, Position end) {
    if (scan.spend(1) && accepts(scan, arc) && met.add(scan, end)) ends.push_back(end);
  };
  if (backward) {
    for (const std::uint32_t arc : scan.lattice.candidates_to(from)) add(arcs[arc], arcs[arc].from);
  } else {
    const auto [first, last] = scan.lattice.candidates_from(from);
    for (std::uint32_t arc = first; arc < last; ++arc) add(arcs[arc], arcs[arc].to);
  }
}

void LabelParser::find_starts(const ScanContext& context, const PositionSet& among,
                              const PositionSet& ends, PositionSet& starts) const {
  const Scan& scan = scan_of(context);
  for (const match::CandidateArc& arc : scan.lattice.candidate_arcs()) {
    const Position start = backward ? arc.to : arc.from;
    if (arc.label == label && among.has(start) && ends.has(backward ? arc.from : arc.to) &&
        !starts.has(start) && accepts(scan, arc))
      starts.add(start);
  }
}

void LabelParser::reach(const ScanContext& context, const PositionSet& from,
                        PositionSet& to) const {
  for (const match::CandidateArc& arc : scan_of(context).lattice.candidate_arcs())
    if (arc.label == label && from.has(backward ? arc.to : arc.from))
      to.add(backward ? arc.from : arc.to);
}

void LabelParser::walk(const ScanContext& context, Position from, Position to,
                       Captured& captured) const {
  const Scan& scan = scan_of(context);
  const auto [first, last] = scan.lattice.candidates_from(std::min(from, to));
  for (std::uint32_t number = first; number < last; ++number) {
    const match::CandidateArc& arc = scan.lattice.candidate_arcs()[number];
    if (arc.to != std::max(from, to) || !accepts(scan, arc)) continue;
    captured.taken.push_back({arc.candidate, filter.get()});
    return;
  }
}

void GapParser::find_ends(const ScanContext& context, Position from, Ends& ends) const {
  Scan& scan = scan_of(context);
  Met met(from);
  Position at = from;
  for (std::uint32_t tokens = 0; met.add(scan, at); ++tokens) {
    ends.push_back(at);
    if (tokens == max || !scan.spend(1)) return;
    std::optional<Position> next;
    for_each_token(scan.lattice, at, backward, [&](std::uint32_t, Position end) {
      if (!next) next = end;
    });
    if (!next) return;
    at = *next;
  }
}

}  // namespace waymark::grammar
