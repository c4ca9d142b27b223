// SPDX-License-Identifier: Apache-2.0
// The reference parser with its memo, and the primitives, which look at arcs.
#include "grammar/token_parser.h"

#include <algorithm>
#include <bit>

#include "grammar/probe.h"
#include "text/token.h"

namespace waymark::grammar {
namespace {

Scan& scan_of(const ScanContext& context) { return x3::get<scan_tag>(context); }

// Calls visit(arc number, other end) for the token arcs at a position, longer first.
template <class Visit>
void for_each_token(const Lattice& lattice, Position at, bool backward, Visit visit) {
  if (backward)
    return lattice.for_each_token_to(
        at, [&](std::uint32_t arc) { visit(arc, lattice.token_arc(arc).from); });
  const auto [first, last] = lattice.tokens_from(at);
  for (std::uint32_t arc = first; arc < last; ++arc) visit(arc, lattice.token_arc(arc).to);
}

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

FirstByte kind_of(unsigned char byte) {
  if (byte >= 0xEA) return byte <= 0xED ? FirstByte::kHangul : FirstByte::kOther;
  if (byte >= 0x80) return FirstByte::kOther;
  if (byte >= 'a' && byte <= 'z') return FirstByte::kLower;
  if (byte >= 'A' && byte <= 'Z') return FirstByte::kUpper;
  return byte >= '0' && byte <= '9' ? FirstByte::kDigit : FirstByte::kOtherAscii;
}

void PlaceSets::begin(const Lattice& lattice) {
  fit = lattice.last() <= PositionSet::kMost;
  if (!fit) return;
  is_plain = lattice.token_arc_count() == lattice.last();
  all = PositionSet::up_to(lattice.last());
  known_classes_ = 0;
  has_begins_ = has_touching_ = false;
}

void PlaceSets::find_class(const Scan& scan, TokenClassId id) {
  known_classes_ |= bit_of(id);
  PositionSet& places = classes_[static_cast<std::size_t>(id)];
  places.clear();
  for (std::uint32_t i = 0; i < scan.lattice.token_arc_count(); ++i)
    places.add_if(scan.lattice.token_arc(i).from, scan.has_class(i, bit_of(id)));
}

void PlaceSets::find_begins(const Scan& scan) {
  has_begins_ = true;
  begins_ = {};
  for (Position at = 0; at < scan.lattice.last(); ++at) {
    const char byte = scan.scene.input.text[scan.lattice.begin_byte(at)];
    begins_[static_cast<std::size_t>(kind_of(static_cast<unsigned char>(byte)))].add(at);
  }
}

void PlaceSets::find_touching(const Scan& scan) {
  has_touching_ = true;
  touching_.clear();
  for (Position at = 1; at < scan.lattice.last(); ++at)
    touching_.add_if(at, scan.lattice.is_touching(at));
}

void StartPlaces::clear(const Engine& engine) {
  // Few of many sets are found in a sentence.
  for (const std::uint32_t set : sets_) place_of_[set] = 0;
  place_of_.resize(engine.start_sets.size(), 0);
  sets_.clear();
  found_.clear();
  turn_ = 1;
  has_looked_at_words_ = has_looked_at_labels_ = false;
}

void StartPlaces::add(const Scan& scan, std::uint32_t set) {
  if (!has_looked_at_words_) look_at_words(scan);
  PositionSet& places = found_.emplace_back().of_tokens;
  place_of_[set] = static_cast<std::uint32_t>(found_.size());
  sets_.push_back(set);
  const StartSet& wanted = scan.scene.engine.start_sets[set];
  if (wanted.classes != 0) add_classes(scan, wanted, places);
  if (!wanted.words.empty()) add_words(wanted, places);
}

void StartPlaces::look_at_words(const Scan& scan) {
  has_looked_at_words_ = true;
  words_.clear();
  for (std::uint32_t i = 0; i < scan.lattice.token_arc_count(); ++i) {
    const match::TokenArc arc = scan.lattice.token_arc(i);
    if (scan.word(i) != kNoWord) words_.push_back({scan.word(i), arc.from, arc.to});
  }
}

// Without a branch: what a sentence's words are can't be foreseen.
void StartPlaces::add_words(const StartSet& wanted, PositionSet& places) const {
  for (const WordPlace& it : words_)
    places.add_if(wanted.backward ? it.to : it.from, wanted.has_bit_of(it.word));
}

void StartPlaces::add_classes(const Scan& scan, const StartSet& wanted, PositionSet& places) {
  if (wanted.backward && !scan.places.is_plain) {
    for (std::uint32_t i = 0; i < scan.lattice.token_arc_count(); ++i)
      places.add_if(scan.lattice.token_arc(i).to, scan.has_class(i, wanted.classes));
    return;
  }
  for (ClassMask left = wanted.classes; left != 0; left &= left - 1) {
    const PositionSet& begins =
        scan.places.of_class(scan, static_cast<TokenClassId>(std::countr_zero(left)));
    places |= wanted.backward ? begins.next() : begins;
  }
}

void StartPlaces::look_at_labels(const Scan& scan) {
  has_looked_at_labels_ = true;
  label_places_.assign(scan.scene.engine.label_count, {});
  for (const match::CandidateArc& arc : scan.lattice.candidate_arcs()) {
    if (arc.label >= label_places_.size()) continue;
    label_places_[arc.label].begins.add(arc.from);
    label_places_[arc.label].ends.add(arc.to);
  }
}

void StartPlaces::add_labels(const Scan& scan, std::uint32_t set, Found& found) {
  const StartSet& wanted = scan.scene.engine.start_sets[set];
  if (!has_looked_at_labels_) look_at_labels(scan);
  found.places = found.of_tokens;
  for (const LabelId label : wanted.labels)
    found.places |= wanted.backward ? label_places_[label].ends : label_places_[label].begins;
  found.turn = turn_;
}

void StepMemo::clear(std::size_t elements) {
  for (const std::uint32_t element : elements_) place_of_[element] = 0;
  place_of_.resize(elements, 0);
  elements_.clear();
  found_.clear();
}

Steps& StepMemo::add(std::uint32_t element, Steps steps) {
  found_.push_back(std::move(steps));
  elements_.push_back(element);
  place_of_[element] = static_cast<std::uint32_t>(found_.size());
  return found_.back();
}

void AheadMemo::clear(std::size_t nodes) {
  if (entries_.size() < nodes) entries_.resize(nodes);
  if (++turn_ != 0) return;
  std::fill(entries_.begin(), entries_.end(), Entry{});
  turn_ = 1;
}

// ---- reference ----

namespace {

// Whether a token at a place fulfils a start set.
bool has_token_at(const Scan& scan, const StartSet& wanted, Position at) {
  const bool has_words = !wanted.words.empty();
  if (!has_words && wanted.classes == 0) return false;
  bool stands = false;
  for_each_token(scan.lattice, at, wanted.backward, [&](std::uint32_t arc, Position) {
    stands = stands || (has_words && wanted.may_hold(scan.word(arc))) ||
             (wanted.classes != 0 && scan.has_class(arc, wanted.classes));
  });
  return stands;
}

// Whether a mention at a place fulfils a start set.
bool has_mention_at(const Scan& scan, const StartSet& wanted, Position at) {
  const auto arcs = scan.lattice.candidate_arcs();
  const auto is_wanted = [&](const match::CandidateArc& arc) {
    return (wanted.label_bits & bit_of_label(arc.label)) != 0 &&
           std::find(wanted.labels.begin(), wanted.labels.end(), arc.label) != wanted.labels.end();
  };
  if (wanted.backward) {
    const auto ending = scan.lattice.candidates_to(at);
    return std::any_of(ending.begin(), ending.end(),
                       [&](std::uint32_t arc) { return is_wanted(arcs[arc]); });
  }
  const auto [first, last] = scan.lattice.candidates_from(at);
  return std::any_of(arcs.begin() + first, arcs.begin() + last, is_wanted);
}

// Whether a start set is fulfilled at a place.
bool stands_at(const Scan& scan, const StartSet& wanted, Position at) {
  return has_token_at(scan, wanted, at) ||
         (wanted.label_bits != 0 && has_mention_at(scan, wanted, at));
}

// Whether a node can begin at a place, as far as its start set tells. A watcher wants to hear which
// part of it fails.
bool can_begin(const Scan& scan, NodeId node, Position at) {
  if (scan.watcher != nullptr) return true;
  const Engine& engine = scan.scene.engine;
  const std::uint32_t set = engine.start_set_of[node];
  if (set == kNoStartSet) return true;
  if (scan.places.fit && scan.starts.knows(set)) return scan.starts.of(scan, set).has(at);
  return stands_at(scan, engine.start_sets[set], at);
}

}  // namespace

// A watcher wants to hear of all nodes, others pass over those that only name one.
void ReferenceParser::look(const ScanContext& context, Position from, Ends& ends) const {
  if (scan_of(context).watcher != nullptr) return ask(context, from, ends);
  const bool is_wanted = ahead == Ahead::kPositive;
  if (ReferenceParser(body).stands(context, from) == is_wanted) ends.push_back(from);
}

void ReferenceParser::ask(const ScanContext& context, Position from, Ends& ends) const {
  Scan& scan = scan_of(context);
  constexpr std::uint64_t kWorthKnowing = 8;  // steps: what takes fewer is as soon asked again
  if (scan.is_exhausted() || !scan.spend(1) || !can_begin(scan, id, from)) return;
  const NodeId asked = scan.watcher == nullptr ? body : id;
  const Node& node = *scan.scene.engine.nodes[asked];
  if (node.is_memoized()) {
    if (const auto known = scan.memo.find(asked, from)) {
      ends.assign(known->begin(), known->end());
      if (scan.watcher != nullptr) scan.watcher->recall(ends.empty());
      return;
    }
  }
  if (scan.depth >= kDeepest) {
    scan.limit = Limit::kDepth;
    return;
  }
  if (scan.watcher != nullptr) scan.watcher->enter(id);
  const std::uint64_t steps = scan.steps_left;
  ++scan.depth;
  LatticeIterator first(from);
  node.parse(first, LatticeIterator(scan.lattice.last()), context, ends);
  --scan.depth;
  if (scan.watcher != nullptr) scan.watcher->leave(id, from, ends.empty());
  if (scan.is_exhausted()) return;
  if (node.is_memoized() && steps - scan.steps_left >= kWorthKnowing)
    scan.memo.add(asked, from, {ends.data(), ends.size()});
}

void ReferenceParser::walk(const ScanContext& context, Position from, Position to,
                           Captured& captured) const {
  Scan& scan = scan_of(context);
  if (!captures || scan.is_exhausted() || !scan.spend(1)) return;
  scan.scene.engine.nodes[id]->walk(context, from, to, captured);
}

namespace {

// Goes into what a reference stands for with act(), unless that can't help or is too deep.
template <class Act>
void enter(Scan& scan, const ReferenceParser& to, Act act) {
  if (scan.is_exhausted() || !scan.spend(1)) return;
  if (scan.depth >= kDeepest) {
    scan.limit = Limit::kDepth;
    return;
  }
  ++scan.depth;
  act(*scan.scene.engine.nodes[to.ahead == ReferenceParser::Ahead::kNo ? to.body : to.id]);
  --scan.depth;
}

}  // namespace

void ReferenceParser::find_starts(const ScanContext& context, const PositionSet& among,
                                  const PositionSet& ends, PositionSet& starts) const {
  if (among.empty() || ends.empty()) return;
  enter(scan_of(context), *this,
        [&](const Node& node) { node.find_starts(context, among, ends, starts); });
}

void ReferenceParser::reach(const ScanContext& context, const PositionSet& from,
                            PositionSet& to) const {
  if (from.empty()) return;
  enter(scan_of(context), *this, [&](const Node& node) { node.reach(context, from, to); });
}

bool ReferenceParser::may_begin(const ScanContext& context, Position at) const {
  return can_begin(scan_of(context), id, at);
}

bool ReferenceParser::stands(const ScanContext& context, Position from) const {
  Scan& scan = scan_of(context);
  if (scan.watcher == nullptr && scan.places.fit) {
    const AheadMemo::Entry& entry = scan.ahead.of(id);
    if (entry.known.has(from)) return entry.standing.has(from);
  }
  Ends found;
  find_ends(context, from, found);
  return !found.empty();
}

// Asks for each position once a sentence, whatever rule asks.
void ReferenceParser::keep_standing(const ScanContext& context, bool negative,
                                    PositionSet& positions) const {
  Scan& scan = scan_of(context);
  const PositionSet unknown = positions.without(scan.ahead.of(id).known);
  if (!unknown.empty()) {
    PositionSet found;
    find_starts(context, unknown, scan.places.all, found);
    if (scan.is_exhausted()) return;
    found &= unknown;
    AheadMemo::Entry& entry = scan.ahead.of(id);
    entry.known |= unknown;
    entry.standing |= found;
  }
  if (negative) {
    positions.remove(scan.ahead.of(id).standing);
  } else {
    positions &= scan.ahead.of(id).standing;
  }
}

const PositionSet& ReferenceParser::places(const ScanContext& context) const {
  Scan& scan = scan_of(context);
  const std::uint32_t set = scan.scene.engine.start_set_of[id];
  return set == kNoStartSet ? scan.places.all : scan.starts.of(scan, set);
}

// ---- primitives ----

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
