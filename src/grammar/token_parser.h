// SPDX-License-Identifier: Apache-2.0
// Patterns as Spirit X3 parsers over the positions of a lattice. X3's own combinators know one end
// and give nothing back; ours yield, as attribute, the ordered list of all ends, none twice. A
// composed parser is erased into a Node; nodes refer to each other by number through a reference
// parser, which holds the memo.
#pragma once

#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>
#include <boost/spirit/home/x3/core/parser.hpp>
#include <boost/spirit/home/x3/support/context.hpp>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/engine.h"
#include "grammar/memo.h"
#include "grammar/position_set.h"
#include "grammar/scene.h"
#include "match/lattice.h"

namespace re2 {
class RE2;
}

namespace waymark::grammar {

namespace x3 = boost::spirit::x3;
using match::Lattice;
using match::Position;

/// The attribute of every pattern: where it can end, in order of preference.
using Ends = boost::container::small_vector<Position, 8>;

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

struct Scan;

/// Where in the sentence start sets are fulfilled, found when they are first asked for.
class StartPlaces {
 public:
  /// Begins a sentence.
  void clear(const Engine& engine);
  /// Other mentions stand in the sentence; its tokens stay.
  void forget_labels() { has_looked_at_labels_ = false, ++turn_; }
  /// Whether it is known already where a set is fulfilled.
  [[nodiscard]] bool knows(std::uint32_t set) const { return place_of_[set] != 0; }
  /// Requires: all positions fit a set. Lifetime: until the next call.
  const PositionSet& of(const Scan& scan, std::uint32_t set) {
    if (place_of_[set] == 0) add(scan, set);
    Found& found = found_[place_of_[set] - 1];
    if (found.turn != turn_) add_labels(scan, set, found);
    return found.places;
  }

 private:
  struct Found {
    PositionSet of_tokens, places;
    std::uint32_t turn = 0;  ///< when `places` was filled
  };
  /// A token that is a word of the rules.
  struct WordPlace {
    WordId word = kNoWord;
    Position from = 0, to = 0;
  };
  /// Where mentions with a label begin and end.
  struct LabelPlaces {
    PositionSet begins, ends;
  };
  void add(const Scan& scan, std::uint32_t set);
  void add_words(const StartSet& wanted, PositionSet& places) const;
  void add_labels(const Scan& scan, std::uint32_t set, Found& found);
  void look_at_words(const Scan& scan);
  void look_at_labels(const Scan& scan);
  static void add_classes(const Scan& scan, const StartSet& wanted, PositionSet& places);

  std::vector<std::uint32_t> place_of_;  ///< by set: where it stands in found_, from 1; 0: nowhere
  std::vector<Found> found_;
  std::vector<std::uint32_t> sets_;  ///< those found
  std::uint32_t turn_ = 1;
  bool has_looked_at_words_ = false, has_looked_at_labels_ = false;
  std::vector<WordPlace> words_;
  std::vector<LabelPlaces> label_places_;  ///< by label
};

/// From where to where an element of patterns leads in a sentence.
class Steps {
 public:
  explicit Steps(bool is_backward = false) : backward_(is_backward) {}
  void add(Position from, Position to) {
    if (to == (backward_ ? from - 1 : from + 1)) {
      single_.add(from);
    } else {
      longer_.emplace_back(from, to);
    }
  }
  /// Adds steps to the neighbouring positions.
  void add_single(const PositionSet& from) { single_ |= from; }
  /// Adds the positions from which it leads to one of `ends`.
  void add_starts(const PositionSet& ends, PositionSet& starts) const {
    PositionSet near = backward_ ? ends.next() : ends.previous();
    near &= single_;
    starts |= near;
    for (const auto& [from, to] : longer_)
      if (ends.has(to)) starts.add(from);
  }
  /// Appends where it leads from a position, farther first.
  void add_ends_of(Position from, Ends& ends) const {
    for (const auto& [start, end] : longer_)
      if (start == from) ends.push_back(end);
    if (single_.has(from)) ends.push_back(backward_ ? from - 1 : from + 1);
  }
  /// Adds the positions to which it leads from any of `from`.
  void add_ends(const PositionSet& from, PositionSet& ends) const {
    PositionSet moving = from;
    moving &= single_;
    ends |= backward_ ? moving.previous() : moving.next();
    for (const auto& [start, end] : longer_)
      if (from.has(start)) ends.add(end);
  }
  PositionSet known;  ///< of a regular expression: the positions from which it has been tried

 private:
  bool backward_;
  PositionSet single_;
  std::vector<std::pair<Position, Position>> longer_;
};

/// The steps of elements, found when they are first asked for. Equal elements have one number, so
/// that all rules share them.
class StepMemo {
 public:
  /// Begins a sentence.
  void clear(std::size_t elements);
  /// Null: they aren't known. Lifetime: until the next call of another member.
  [[nodiscard]] Steps* find(std::uint32_t element) {
    return place_of_[element] != 0 ? &found_[place_of_[element] - 1] : nullptr;
  }
  /// Lifetime: until the next call of another member.
  Steps& add(std::uint32_t element, Steps steps);

 private:
  std::vector<std::uint32_t> place_of_;  ///< by element: where it stands in found_, from 1
  std::vector<Steps> found_;
  std::vector<std::uint32_t> elements_;  ///< those found
};

/// What regular expressions said of short stretches of text; names come again and again, in other
/// documents too.
class RegexMemo {
 public:
  /// `serial` tells the expression from every other of this process, see next_regex_serial();
  /// `hash` is of the text.
  bool matches(const re2::RE2& regex, std::uint64_t serial, std::string_view text,
               std::uint64_t hash);

 private:
  static constexpr std::size_t kSize = 1u << 15, kLongest = 22;
  struct Entry {
    std::uint64_t serial = 0;
    std::uint8_t size = 0;
    bool matches = false;
    std::array<char, kLongest> bytes{};
  };
  std::vector<Entry> entries_;
};

/// A number that no regular expression had before; never 0.
[[nodiscard]] std::uint64_t next_regex_serial();

/// Which limit a match has reached.
enum class Limit : std::uint8_t { kNone, kSpan, kSteps, kDepth };

inline constexpr std::uint32_t kDeepest = 600;  ///< nodes inside each other

/// Kinds of bytes that text begins with.
enum class FirstByte : std::uint8_t { kDigit, kUpper, kLower, kOtherAscii, kHangul, kOther };
inline constexpr std::size_t kFirstBytes = 6;
[[nodiscard]] FirstByte kind_of(unsigned char byte);

/// Where in the sentence things stand, as bits, found when they are first asked for; of use only if
/// all positions fit.
class PlaceSets {
 public:
  bool fit = false;
  bool is_plain = false;  ///< no token is cut: every token arc ends at the next position
  PositionSet all;
  /// Begins a sentence.
  void begin(const Lattice& lattice);
  /// Where token arcs of a class begin.
  [[nodiscard]] const PositionSet& of_class(const Scan& scan, TokenClassId id) {
    if ((known_classes_ & bit_of(id)) == 0) find_class(scan, id);
    return classes_[static_cast<std::size_t>(id)];
  }
  /// What begins with a byte of each kind.
  [[nodiscard]] const std::array<PositionSet, kFirstBytes>& begins(const Scan& scan) {
    if (!has_begins_) find_begins(scan);
    return begins_;
  }
  /// Lattice::is_touching.
  [[nodiscard]] const PositionSet& touching(const Scan& scan) {
    if (!has_touching_) find_touching(scan);
    return touching_;
  }

 private:
  void find_class(const Scan& scan, TokenClassId id);
  void find_begins(const Scan& scan);
  void find_touching(const Scan& scan);

  ClassMask known_classes_ = 0;  ///< those whose places were found
  bool has_begins_ = false, has_touching_ = false;
  std::array<PositionSet, kAllClasses> classes_;
  std::array<PositionSet, kFirstBytes> begins_;
  PositionSet touching_;
};

/// From where in the sentence nodes have an end that look-ahead and contexts ask for; rules share
/// it.
class AheadMemo {
 public:
  /// Begins a sentence.
  void clear(std::size_t nodes);
  struct Entry {
    std::uint32_t turn = 0;
    PositionSet known, standing;
  };
  Entry& of(NodeId node) {
    Entry& entry = entries_[node];
    if (entry.turn != turn_) entry = {turn_, {}, {}};
    return entry;
  }

 private:
  std::vector<Entry> entries_;
  std::uint32_t turn_ = 0;
};

/// Tells what token arcs are where not all of them were looked at beforehand.
class ArcReader {
 public:
  [[nodiscard]] virtual WordId read_word(std::uint32_t arc) const = 0;
  [[nodiscard]] virtual ClassMask read_classes(std::uint32_t arc) const = 0;

 protected:
  ~ArcReader() = default;
};

class Watcher;  // probe.h

/// The state of matching in one sentence; patterns reach it through the X3 context.
struct Scan {
  const Scene& scene;
  const Lattice& lattice;
  std::span<const WordId> words;       ///< of the lattice's token arcs; kUnreadWord among them
  std::span<const ClassMask> classes;  ///< of the lattice's token arcs; 0: not known yet
  Memo& memo;
  PlaceSets& places;
  AheadMemo& ahead;
  StartPlaces& starts;
  StepMemo& elements;
  RegexMemo& regexes;
  std::uint64_t steps_left = 0;
  std::uint32_t depth = 0;
  Limit limit = Limit::kNone;
  Watcher* watcher = nullptr;         ///< hears of what fails; null: nobody asks
  const ArcReader* reader = nullptr;  ///< null: all arcs are known

  [[nodiscard]] WordId word(std::uint32_t arc) const {
    return words[arc] != kUnreadWord ? words[arc] : reader->read_word(arc);
  }
  /// Whether a token arc has one of the classes. Of most the shape tells.
  [[nodiscard]] bool has_class(std::uint32_t arc, ClassMask wanted) const {
    if (classes[arc] != 0) return (classes[arc] & wanted) != 0;
    const std::uint32_t shape = lattice.token_arc(arc).shape;
    if ((wanted & bit_of(TokenClassId::kAny)) != 0) return true;
    if ((shape & kShapesOfClasses[wanted]) == 0) return false;
    return (shape & kShapesOfClasses[wanted & kClassesOfShape]) != 0 ||
           (reader->read_classes(arc) & wanted) != 0;
  }
  [[nodiscard]] std::string_view text(Span span) const {
    return scene.input.text.substr(span.begin, span.byte_size());
  }
  /// Counts work; false when the limit is reached.
  bool spend(std::uint64_t steps) {
    if (steps_left < steps) {
      steps_left = 0;
      limit = Limit::kSteps;
      return false;
    }
    steps_left -= steps;
    return true;
  }
  /// Whether the walk has to be given up.
  [[nodiscard]] bool is_exhausted() const {
    return limit == Limit::kSteps || limit == Limit::kDepth;
  }
};

struct scan_tag;
using ScanContext = x3::context<scan_tag, Scan>;

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
    if (!from.empty()) to |= x3::get<scan_tag>(context).places.all;
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
    const std::uint32_t distance = end > start_ ? end - start_ : start_ - end;
    if (distance > kLongestSpan) {
      if (scan.limit == Limit::kNone) scan.limit = Limit::kSpan;
      return false;
    }
    std::uint64_t& word = bits_[distance / 64];
    const std::uint64_t bit = 1ull << (distance % 64);
    if ((word & bit) != 0) return false;
    word |= bit;
    return true;
  }

 private:
  Position start_;
  std::array<std::uint64_t, kLongestSpan / 64 + 1> bits_{};
};

// ---- primitives: one arc, or a run of them. `backward`: from an end to begins
// ------------------------------

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
    const Scan& scan = x3::get<scan_tag>(context);
    const bool is_asked = scan.watcher == nullptr && scan.places.fit && Derived::kFillsAtOnce;
    return is_asked ? scan.elements.find(element) : nullptr;
  }
  // Null: the scan is exhausted.
  const Steps* find_steps(const ScanContext& context) const {
    Scan& scan = x3::get<scan_tag>(context);
    if (const Steps* known = scan.elements.find(element)) return known;
    Steps steps(backward);
    this->derived().fill(context, steps);
    return scan.is_exhausted() ? nullptr : &scan.elements.add(element, std::move(steps));
  }
  /// Where it can begin, as far as its start set tells.
  [[nodiscard]] PositionSet places(const ScanContext& context) const {
    const Scan& scan = x3::get<scan_tag>(context);
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

template <class Parser>
std::unique_ptr<const Node> make_node(Parser parser, bool is_memoized) {
  return std::make_unique<NodeOf<Parser>>(std::move(parser), is_memoized);
}

}  // namespace waymark::grammar
