// SPDX-License-Identifier: Apache-2.0
// Patterns as Spirit X3 parsers over the positions of a lattice. X3's own combinators know one end
// and give nothing back; ours yield, as attribute, the ordered list of all ends, none twice. A
// composed parser is erased into a Node; nodes refer to each other by number through a reference
// parser, which holds the memo.
#pragma once

#include <algorithm>
#include <array>
#include <boost/spirit/home/x3/core/parser.hpp>
#include <boost/spirit/home/x3/support/context.hpp>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>

#include "grammar/engine.h"
#include "grammar/position_set.h"
#include "grammar/scan.h"
#include "grammar/scene.h"

namespace waymark::grammar {

namespace x3 = boost::spirit::x3;

/// Walks the positions of a sentence; what X3 calls the input.
class LatticeIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = Position;
  using difference_type = std::ptrdiff_t;
  using pointer = const Position*;
  using reference = const Position&;

  LatticeIterator() = default;
  explicit LatticeIterator(Position at) : at_(at) {}
  reference operator*() const { return at_; }
  LatticeIterator& operator++() { return ++at_, *this; }
  LatticeIterator operator++(int) { return LatticeIterator(at_++); }
  friend bool operator==(LatticeIterator a, LatticeIterator b) { return a.at_ == b.at_; }
  friend bool operator!=(LatticeIterator a, LatticeIterator b) { return a.at_ != b.at_; }

 private:
  Position at_ = 0;
};

struct scan_tag;
using ScanContext = x3::context<scan_tag, Scan>;

/// The scan that a context carries.
inline Scan& scan_of(const ScanContext& context) { return x3::get<scan_tag>(context); }

/// A composed parser whose type is forgotten.
class Node {
 public:
  explicit Node(bool is_memoized) : is_memoized_(is_memoized) {}
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  virtual ~Node() = default;
  /// Parses as X3 parsers do: true if there is an end; `first` then stands at the preferred one.
  virtual bool parse(LatticeIterator& first, const LatticeIterator& last,
                     const ScanContext& context, Ends& ends) const = 0;
  /// Captures what the first split in order of preference from `from` to `to` captures.
  /// Requires: `to` is one of the ends from `from`.
  virtual void walk(const ScanContext& context, Position from, Position to,
                    Captured& captured) const = 0;
  /// Adds to `starts` those of `among` from which the node has one of `ends`; fewer only if the
  /// scan is exhausted. Others that it adds have one too. Requires: all positions fit a set.
  virtual void find_starts(const ScanContext& context, const PositionSet& among,
                           const PositionSet& ends, PositionSet& starts) const = 0;
  /// Adds to `to` where the node ends from any of `from`, and perhaps more; less only if the scan
  /// is exhausted. Requires: all positions fit a set.
  virtual void reach(const ScanContext& context, const PositionSet& from,
                     PositionSet& to) const = 0;
  [[nodiscard]] bool is_memoized() const { return is_memoized_; }

 private:
  bool is_memoized_;
};

template <class Parser>
class NodeOf final : public Node {
 public:
  NodeOf(Parser parser, bool is_memoized) : Node(is_memoized), parser_(std::move(parser)) {}
  bool parse(LatticeIterator& first, const LatticeIterator& last, const ScanContext& context,
             Ends& ends) const override {
    return parser_.parse(first, last, context, x3::unused, ends);
  }
  void walk(const ScanContext& context, Position from, Position to,
            Captured& captured) const override {
    parser_.walk(context, from, to, captured);
  }
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const override {
    parser_.find_starts(context, among, ends, starts);
  }
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const override {
    parser_.reach(context, from, to);
  }

 private:
  Parser parser_;
};

/// The base of our parsers: they give ends by `find_ends` and captures by `walk`, and this makes
/// them X3's.
template <class Derived>
struct TokenParser : x3::parser<Derived> {
  using attribute_type = Ends;
  static constexpr bool has_attribute = true;

  template <class Iterator, class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&,
             Attribute& ends) const {
    this->derived().find_ends(context, *first, ends);
    if (ends.empty() || *last < ends.front()) return false;
    first = Iterator(ends.front());
    return true;
  }
  void walk(const ScanContext&, Position, Position, Captured&) const {}
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const {
    ask_each(context, among, ends, starts);
  }
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const {
    if (!from.empty()) to |= scan_of(context).places.all;
  }

 protected:
  /// find_starts(), one by one.
  void ask_each(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                PositionSet& starts) const {
    Ends found;
    among.for_each([&](Position at) {
      found.clear();
      this->derived().find_ends(context, at, found);
      const auto is_wanted = [&](Position end) { return ends.has(end); };
      if (std::any_of(found.begin(), found.end(), is_wanted)) starts.add(at);
    });
  }
};

/// Stands for a node, so that patterns can share parts and `let` can recurse; remembers what the
/// node gave.
struct ReferenceParser : TokenParser<ReferenceParser> {
  explicit ReferenceParser(NodeId node) : id(node), body(node) {}
  void find_ends(const ScanContext& context, Position from, Ends& ends) const {
    ahead == Ahead::kNo ? ask(context, from, ends) : look(context, from, ends);
  }
  void walk(const ScanContext& context, Position from, Position to, Captured& captured) const;
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const;
  /// Where in the sentence the node can begin, as far as its start set tells.
  /// Requires: all positions fit a set.
  [[nodiscard]] const PositionSet& places(const ScanContext& context) const;
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const;
  /// Whether the node can begin at a position, as far as its start set tells.
  [[nodiscard]] bool may_begin(const ScanContext& context, Position at) const;
  /// Whether the node has an end from a position.
  [[nodiscard]] bool stands(const ScanContext& context, Position from) const;
  /// Leaves those of some positions from which the node has an end or, if `negative`, none; all of
  /// them if the scan is exhausted. Requires: all positions fit a set.
  void keep_standing(const ScanContext& context, bool negative, PositionSet& positions) const;
  enum class Ahead : std::uint8_t { kNo, kPositive, kNegative };
  NodeId id;
  /// The node behind others which only name it: it has the same ends. Of look-ahead, the node that
  /// it asks for.
  NodeId body;
  Ahead ahead = Ahead::kNo;
  bool captures = true;  ///< else a walk would find nothing

 private:
  void ask(const ScanContext& context, Position from, Ends& ends) const;
  void look(const ScanContext& context, Position from, Ends& ends) const;
};

/// Stands for a `let` that names itself.
struct RecursionParser : TokenParser<RecursionParser> {
  explicit RecursionParser(ReferenceParser body) : inner(body) {}
  void find_ends(const ScanContext& context, Position from, Ends& ends) const {
    inner.find_ends(context, from, ends);
  }
  void walk(const ScanContext& context, Position from, Position to, Captured& captured) const {
    inner.walk(context, from, to, captured);
  }
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const {
    PositionSet possible = among;
    possible &= inner.places(context);
    ask_each(context, possible, ends, starts);
  }
  ReferenceParser inner;
};

/// Positions met from a start, so that none is listed twice; counts what lies too far as a reached
/// limit.
class Met {
 public:
  explicit Met(Position start) : start_(start) {}
  /// Whether an end is new and within reach.
  bool add(Scan& scan, Position end) {
    const std::uint32_t far = distance(start_, end);
    if (far > kLongestSpan) {
      if (scan.limit == Limit::kNone) scan.limit = Limit::kSpan;
      return false;
    }
    std::uint64_t& word = bits_[far / 64];
    const std::uint64_t bit = 1ull << (far % 64);
    if ((word & bit) != 0) return false;
    word |= bit;
    return true;
  }

 private:
  Position start_;
  std::array<std::uint64_t, kLongestSpan / 64 + 1> bits_{};
};

template <class Parser>
std::unique_ptr<const Node> make_node(Parser parser, bool is_memoized) {
  return std::make_unique<NodeOf<Parser>>(std::move(parser), is_memoized);
}

}  // namespace waymark::grammar
