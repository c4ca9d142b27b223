// SPDX-License-Identifier: Apache-2.0
// What patterns are made of at last, as parsers: one arc of the lattice or a run of them; also what
// matches nothing, and the empty stretch. `backward`: from an end to begins.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "grammar/token_parser.h"

namespace waymark::grammar {

/// An element that leads from where to where whatever surrounds it: its steps are found once a
/// sentence.
template <class Derived>
struct ElementParser : TokenParser<Derived> {
  template <class Iterator, class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule,
             Attribute& ends) const {
    const Steps* steps = known_steps(context);
    if (steps == nullptr) return TokenParser<Derived>::parse(first, last, context, rule, ends);
    steps->add_ends_of(*first, ends);
    if (ends.empty()) return false;
    first = Iterator(ends.front());
    return true;
  }
  void find_starts(const ScanContext& context, const PositionSet&, const PositionSet& ends,
                   PositionSet& starts) const {
    if (const Steps* steps = find_steps(context)) steps->add_starts(ends, starts);
  }
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const {
    if (const Steps* steps = find_steps(context)) steps->add_ends(from, to);
  }
  std::uint32_t element = 0;  ///< below Engine::element_count
  bool backward = false;

 protected:
  // Null: they aren't known, or not all of them.
  const Steps* known_steps(const ScanContext& context) const {
    const Scan& scan = scan_of(context);
    const bool is_asked = scan.watcher == nullptr && scan.places.fit && Derived::kFillsAtOnce;
    return is_asked ? scan.elements.find(element) : nullptr;
  }
  // Null: the scan is exhausted.
  const Steps* find_steps(const ScanContext& context) const {
    Scan& scan = scan_of(context);
    if (const Steps* known = scan.elements.find(element)) return known;
    Steps steps(backward);
    this->derived().fill(context, steps);
    return scan.is_exhausted() ? nullptr : &scan.elements.add(element, std::move(steps));
  }
  /// Where it can begin, as far as its start set tells.
  [[nodiscard]] PositionSet places(const ScanContext& context) const {
    const Scan& scan = scan_of(context);
    const std::uint32_t set = scan.scene.engine.start_set_of_element[element];
    return set == kNoStartSet ? scan.places.all : scan.starts.of(scan, set);
  }
  /// Fills the steps from some positions.
  void fill_from(const ScanContext& context, const PositionSet& from, Steps& steps) const {
    Ends ends;
    from.for_each([&](Position at) {
      ends.clear();
      this->derived().find_ends(context, at, ends);
      for (const Position end : ends) steps.add(at, end);
    });
  }
};

/// A literal of one or several tokens: "of", 'MSS', "Workers' Party".
struct LiteralParser : ElementParser<LiteralParser> {
  static constexpr bool kFillsAtOnce = true;
  struct Part {
    WordId word = kNoWord;
    std::string bytes;  ///< compared if `exact`
    bool is_touching =
        false;  ///< nothing lies before it (else white space does); of the first part unused
  };
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  void fill(const ScanContext& context, Steps& steps) const;
  std::vector<Part> parts;
  bool exact = false;
};

/// Many literals at once, as a trie over words.
struct PhraseSetParser : ElementParser<PhraseSetParser> {
  static constexpr bool kFillsAtOnce = true;
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  void fill(const ScanContext& context, Steps& steps) const;
  /// To be called when the edges are there.
  void index_edges();
  struct Edge {
    std::uint32_t state = 0;
    WordId word = kNoWord;
    bool is_touching = false;
    std::uint32_t next = 0;
    std::string bytes;  ///< of an exact word; empty: folded
    friend auto operator<=>(const Edge&, const Edge&) = default;
  };
  std::vector<Edge> edges;             ///< sorted
  std::vector<std::uint8_t> is_final;  ///< by state

 private:
  [[nodiscard]] bool may_begin(WordId word) const;
  [[nodiscard]] std::uint32_t first_edge(std::uint32_t state, WordId word) const;
  [[nodiscard]] bool has_edges(std::uint32_t state) const {
    return first_edges_[state] != first_edges_[state + 1];
  }
  std::vector<std::uint32_t> first_edges_;  ///< by state, one more at the end
  std::vector<WordId> words_;               ///< of the edges: looked for near each other
  std::vector<std::uint64_t> begins_;       ///< bits of the words that can be first; a power of two
};

struct ClassParser : ElementParser<ClassParser> {
  static constexpr bool kFillsAtOnce = true;
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  void fill(const ScanContext& context, Steps& steps) const;
  TokenClassId id = TokenClassId::kAny;
};

struct LabelParser : TokenParser<LabelParser> {
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  void walk(const ScanContext& context, Position from, Position to, Captured& captured) const;
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const;
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const;
  [[nodiscard]] bool accepts(const Scan& scan, const match::CandidateArc& arc) const;
  LabelId label = gazetteer::kNoLabel;
  std::shared_ptr<const LabelFilter> filter;  ///< null: none
  bool backward = false;
};

struct GapParser : TokenParser<GapParser> {
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  std::uint32_t max = 0;
  bool backward = false;
};

/// Matches nothing, ever: an empty list.
struct NeverParser : TokenParser<NeverParser> {
  void find_ends(const ScanContext&, Position, Ends&) const {}
  void find_starts(const ScanContext&, const PositionSet&, const PositionSet&, PositionSet&) const {
  }
  void reach(const ScanContext&, const PositionSet&, PositionSet&) const {}
};

/// Matches the empty stretch: an empty sequence.
struct EmptyParser : TokenParser<EmptyParser> {
  void find_ends(const ScanContext&, Position from, Ends& ends) const { ends.push_back(from); }
  void find_starts(const ScanContext&, const PositionSet&, const PositionSet& ends,
                   PositionSet& starts) const {
    starts |= ends;
  }
  void reach(const ScanContext&, const PositionSet& from, PositionSet& to) const { to |= from; }
};

}  // namespace waymark::grammar
