// SPDX-License-Identifier: Apache-2.0
// The inside of a program: pattern nodes, words, classes, lists, rules with their tests and
// effects, phases with the tables that say which rules a sentence can need. Everything is a number
// here; names serve only messages.
//
// What the words of the rule language mean when they run, where RULES.md leaves room:
//
// Captures. A capture holds the mentions that label elements matched inside it (of a repetition:
//   all, in order), and the text it covers. As a mention (in relate, link, conditions) it is the
//   first of these; as text (in mark, text, value) it is what it covers. A capture without a label
//   element becomes a mention when the same rule marks it. A capture that matched nothing, or did
//   not take part, is unmatched. What &x captures serves in the other clauses as that of `before`
//   does: it is no part of the match nor of captures around it, and it is what the first of x's
//   ends captures. What stands in !x is never captured.
// Ends. Sequences offer ends in the order of their parts; choices and repetitions longer first,
//   `?`-marked repetitions shorter first. A repetition of m to n rounds ends at the first empty
//   round, which also fulfils m. ~x asks that x touches what stands before it where x takes
//   something; an empty x may stand anywhere, so ~x? is x, touching, or nothing.
// LABEL[condition] is asked for each entry of the mention, and once without entry if it has none. A
//   mention that a capture holds keeps, when the match stands, only the entries that passed.
// Conditions. `x.p` follows slots of x up to the last name, a property: text, label, kind, entry,
//   name, ko, else a slot or feature. Asked of a mention, `is` holds if any entry fulfils it, `is
//   not` if none does.
//     x is @id      an entry of x is exactly that one;  x in (@id): an entry of x is it or lies in
//                   it
//     x is word     word is a kind of x's entries, the label of x, a list that holds x's text, or,
//                   all else failing, x's text;  x is "text": equal when folded
//     x is y        (two paths) they share an entry, or without entries their texts are equal
//     x within y    an entry of x lies in an entry of y and is not that one
//     x < 5         the number that x is (digits with commas), or a feature's; false if there is
//                   none
//     x has p       a slot or feature of that name, or entry, kind, ko, if there is one
//     inside L, contains L  a candidate of label L, other than x itself and not of equal span
//                   (inside), covers x / lies in x; in the sentence, as the phase began; a veto
//                   asks as the vetoes begin
//   In LABEL[...] and `link`, conditions see the sentence of the match too.
// Vetoes kill the mentions that their captures hold or, without captures, all that `find` matched.
// set. a slot if the target's label has one of that name, else a feature. Functions, each without
//   value if its first argument has none:
//     iso_date(y, m, d)    "2019-10-16", "2019-10", "2019"; nothing if no such day exists; y may be
//                          such a date itself, m and d go on behind it
//     shift_date(u, n)     the day, week, month or year n of them after the document's date
//     weekday(w, n)        1 is Monday: the last up to that date; n -1, 0, 1: before it, of its
//                          week, after it
//     nearest_date(m, d)   in the year that brings it nearest to that date
//     last_day(d)          the last day d of a month up to that date; all four: nothing without it
//     value(x)             what the list that x matched gives for it ("July" = "07")
//     text(x) lower(x)     as it stands, white space as one space; the same folded
//     join(a, b, …)        the values that there are, one space between
// link within narrows x to entries that lie in an entry of y and, of y's, favours those that hold
//   one of x's. link as: an x without entries gets those of y (or y's word that it has none), as y
//   has them even if y has fallen, as the mention that a new mark surrounds does; an x with entries
//   keeps those that y has too.
// define: the form holds as whole tokens, folded; two or more capitals ask for capitals, save
//   in a part of a longer name. A Hangul form may be followed by particles in its token. A
//   definition falls with b; if the match's own mark around b has beaten b, with that mark. `for
//   mentions` gives the meaning only to mentions of b's label that stand already with a's text. `as
//   TYPE` relates each place that got its meaning from the definition to b (or to that mark), or to
//   the first that was defined and means the same as b: has the same first entry or, without
//   entries, the same text.
// Words of Hangul in literals and lists also match inside a token: from its begin or from where a
//   candidate or another such word ends in it, if the rest of the token is particles, candidates
//   and such words.
// Phases. longest and repeat: a rule's next match begins where its last ended. first: so do all
//   rules together. all: a rule matches once at every position. Structured marks that would cross
//   are decided like overlaps. Link, set and relate of a match that marks something take place if
//   one of its marks stands.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "gazetteer/schema.h"
#include "grammar/feature_sets.h"
#include "grammar/hash_bits.h"
#include "grammar/listed_tokens.h"
#include "grammar/named_texts.h"
#include "grammar/token_class.h"
#include "grammar/word_table.h"
#include "waymark/mention.h"
#include "waymark/span.h"

namespace waymark::grammar {

using gazetteer::EntryId;
using gazetteer::KindId;
using gazetteer::LabelId;
using NodeId = std::uint32_t;
using NameId = std::uint16_t;     ///< number in Program::names()
using CaptureId = std::uint16_t;  ///< number in Engine::captures
using ListId = std::uint16_t;

inline constexpr std::uint32_t kLongestSpan = 256;  ///< of a match, in positions
inline constexpr NodeId kNoNode = 0xFFFFFFFFu;
inline constexpr CaptureId kNoCapture = 0xFFFFu;
inline constexpr NameId kNoName = 0xFFFFu;

class Node;          // token_parser.h
struct RegexParser;  // regex_parser.h

// ---- values and tests
// -------------------------------------------------------------------------------------

enum class Property : std::uint8_t { kBare, kText, kLabel, kKind, kEntry, kName, kKo, kNamed };

/// A path, resolved: a capture (or what the test stands on), slots to follow, and a property.
struct Subject {
  CaptureId capture = kNoCapture;
  std::vector<NameId> slots;
  Property property = Property::kBare;
  NameId name = kNoName;  ///< of kNamed
  std::string word;       ///< the same as written: a token's feature may be called so
};

/// The right side of a comparison: all that the word written there can mean.
struct Operand {
  std::optional<EntryId> entry;
  bool is_unknown_entry = false;  ///< an id that no gazetteer has: equal to nothing
  std::optional<KindId> kind;
  std::optional<LabelId> label;
  std::optional<ListId> list;
  std::optional<double> number;
  std::optional<Subject> path;
  std::string folded;
};

/// A condition, resolved.
struct CompiledTest {
  enum class What : std::uint8_t {
    kIs,
    kIn,
    kLess,
    kLessEqual,
    kGreater,
    kGreaterEqual,
    kWithin,
    kHas,
    kInside,
    kContains,
    kDocumentHas,
    kNear,
    kNot,
    kAnd,
    kOr,
  };
  What what = What::kAnd;
  Subject subject;
  std::vector<Operand> right;
  LabelId label = gazetteer::kNoLabel;            ///< of inside and contains
  EntryId entry = gazetteer::kNoEntry;            ///< of document has
  std::vector<std::vector<std::uint64_t>> words;  ///< of near: hashes of the tokens of each; sorted
  std::vector<std::uint64_t> first_bits;          ///< of near: of first tokens, as HashBits::bits
  std::vector<std::uint32_t> first_words;  ///< of near: features of which the sentence needs one
  std::uint32_t distance = 0;
  std::vector<CompiledTest> parts;  ///< of not, and, or
};

enum class Function : std::uint8_t {
  kIsoDate,
  kShiftDate,
  kWeekday,
  kNearestDate,
  kLastDay,
  kValue,
  kText,
  kLower,
  kJoin
};

/// What `set` gives, resolved.
struct ValueExpression {
  struct Call {
    Function function;
    std::vector<ValueExpression> arguments;
  };
  std::variant<Subject, FeatureValue, Call> what;
};

// ---- rules
// ------------------------------------------------------------------------------------------------

struct MarkEffect {
  enum class On : std::uint8_t { kAll, kCapture, kRange };
  On on = On::kAll;
  LabelId label = gazetteer::kNoLabel;
  CaptureId from = kNoCapture, to = kNoCapture;
};
struct SetEffect {
  CaptureId capture = kNoCapture;  ///< kNoCapture: the rule's own marks
  NameId name = kNoName;
  ValueExpression value;
};
struct LinkStep {
  enum class How : std::uint8_t { kWithin, kBy, kPrefer, kToNone, kToEntry, kAs };
  How how = How::kWithin;
  CaptureId capture = kNoCapture, outer = kNoCapture;
  CompiledTest condition;
  EntryId entry = gazetteer::kNoEntry;
};
struct RelateEffect {
  CaptureId from = kNoCapture, to = kNoCapture;
  NameId type = kNoName;
};
struct DefineEffect {
  CaptureId form = kNoCapture, meaning = kNoCapture;
  bool only_mentions = false;
  NameId relation = kNoName;  ///< from each place that the definition gives a meaning to `meaning`
};
struct ContextTest {
  NodeId node = kNoNode;  ///< of `after`: matched backward
  bool after = true;
  bool negative = false;
  bool captures = true;  ///< else a walk of it would find nothing
};
struct Judgement {
  CompiledTest test;
  bool unless = false;
};

/// A set of features of which a sentence must have one; with what kinds of them there are.
struct Need {
  HashBits words;
  ClassMask classes = 0;
  bool has_words = false, has_mentions = false;
};

/// A compiled rule. Its number is its place in the order of phases and files.
struct CompiledRule {
  std::string name;
  std::string file;
  bool veto = false;
  std::int32_t rank = 0;
  NodeId find = kNoNode;
  std::vector<NodeId> finds;  ///< of several, the nodes of each; words side by side share one
  std::vector<NodeId>
      alternatives;  ///< of `find` at its top, Way::alternative counts them; or `find`
  std::vector<ContextTest> contexts;
  std::vector<Judgement> judgements;
  std::vector<MarkEffect> marks;
  std::vector<SetEffect> sets;
  std::vector<LinkStep> links;
  std::vector<RelateEffect> relations;
  std::vector<DefineEffect> definitions;
  std::vector<std::uint32_t> over_rules;                    ///< ascending
  std::vector<LabelId> over_gazetteer;                      ///< kNoLabel among them: all of it
  std::vector<std::pair<CaptureId, ListId>> capture_lists;  ///< which lists value() asks

  Features first;                 ///< what can stand first; of no use if is_loose
  bool is_loose = false;          ///< may start anywhere
  std::vector<FeatureSet> needs;  ///< of the patterns; of each set one is needed, rarest first
  std::vector<FeatureSet> needs_of_tests;  ///< what `where` needs beside
  /// Of each set the document mentions an entry where the rule matches.
  std::vector<std::vector<EntryId>> document_needs;
  /// Of a repeated phase: a match stays what it was as long as no mention with one of these labels
  /// changed. Ascending.
  std::vector<LabelId> reads;
  bool reads_all = false;  ///< it follows slots, so any change may matter
};

/// What must stand where a node begins, for it to match there.
struct StartSet {
  bool backward = false;  ///< of nodes matched from their end: what must end there
  ClassMask classes = 0;
  std::vector<LabelId> labels;
  std::uint64_t label_bits = 0;  ///< the same
  /// Bits by number, wrapped, so of more words than are meant. Their count is a power of two.
  std::vector<std::uint64_t> words;
  [[nodiscard]] bool may_hold(WordId word) const {
    return word != kNoWord && !words.empty() && has_bit_of(word);
  }
  /// The same of one word of a rule. Requires: the set has words.
  [[nodiscard]] bool has_bit_of(WordId word) const {
    return (words[word / 64 & (words.size() - 1)] >> (word % 64) & 1u) != 0;
  }
};
/// Labels as bits; those of many share the last.
[[nodiscard]] constexpr std::uint64_t bit_of_label(LabelId label) {
  constexpr LabelId kLast = 63;
  return 1ull << (label < kLast ? label : kLast);
}
inline constexpr std::uint32_t kNoStartSet = 0xFFFFFFFFu;

/// How many positions a part of a pattern takes at most where no token is cut: tokens, mentions,
/// and runs of touching tokens.
struct Extent {
  std::uint32_t tokens = 0, labels = 0, runs = 0;
};

/// Two tokens that stand side by side wherever a rule matches, and the word or mention from which
/// its matches are looked for.
struct Neighbours {
  struct Side {
    StartSet set;  ///< of labels: a mention with one begins (left: ends) with the token
    std::shared_ptr<const RegexParser>
        regex;           ///< if there is one, it counts; it may match a run of touching tokens
    HashBits hashes;     ///< of the words of the set
    ClassMask also = 0;  ///< the token (of a run: its first one) has one of these beside; 0: any
    /// Whether it is a word and nothing else.
    [[nodiscard]] bool is_of_words() const {
      return regex == nullptr && set.label_bits == 0 && set.classes == 0;
    }
    /// Whether it is a mention and nothing else.
    [[nodiscard]] bool is_mention() const {
      return regex == nullptr && set.label_bits != 0 && set.words.empty() && set.classes == 0;
    }
  };
  Side left, right;
  bool are_known = false;
  bool begins_match = false;  ///< matches begin with the right token
  bool left_is_rarer = false;
  /// Which token of the pair is one of the words that the rule is listed under, or which ends
  /// (kRight: begins) a mention with one of the labels; kAlone: the pair is not known, but each
  /// match holds one of the words; kBefore: one of them stands before each match.
  enum class Anchor : std::uint8_t { kNone, kLeft, kRight, kAlone, kBefore };
  Anchor anchor = Anchor::kNone;
  /// How far before the right token (kAlone: the word) or, kBefore, behind the word a match begins
  /// at most.
  Extent distance;
  ClassMask also = 0;  ///< kAlone, kBefore: the word has one of these beside; 0: it may have any
  std::shared_ptr<const RegexParser> regex;  ///< kAlone: matches from the word on; null: none
  /// Whether the anchor is one of the pair.
  [[nodiscard]] bool has_place_of_pair() const {
    return anchor == Anchor::kLeft || anchor == Anchor::kRight;
  }
  /// Whether a mention may stand on a side that is not the anchor.
  [[nodiscard]] bool asks_mention() const {
    return (anchor != Anchor::kLeft && left.set.label_bits != 0) ||
           (anchor != Anchor::kRight && right.set.label_bits != 0);
  }
};

/// One of the alternatives of a rule's pattern at its top, with one of each context of it that must
/// hold. A sentence that has what none of them needs has no match of the rule.
struct Way {
  struct Context {
    NodeId node = kNoNode;
    bool after = true;
  };
  std::uint32_t rule = 0;
  std::uint8_t alternative = 0;  ///< of CompiledRule::alternatives, below 32
  NodeId find = kNoNode;         ///< that one
  std::vector<Context> contexts;
  std::vector<FeatureSet> needs;       ///< of each set one is needed; the rarest set first
  FeatureSet listed = &kNoFeatures;    ///< the need that dispatch lists it under; empty: none
  FeatureSet capitals = &kNoFeatures;  ///< those of `listed` that must begin with a capital
  /// Bits of labels of which a mention in the sentence has one; 0: it needs no mention.
  std::uint64_t labels = 0;
  Neighbours neighbours;
};

/// How far before its first and behind its first position a match of a rule looks at most.
struct Reach {
  Extent before, behind;
};

enum class PhaseKind : std::uint8_t { kLongest, kFirst, kAll, kRepeat };

/// A way of a rule under a word, class or label that it is listed under.
struct Listed {
  std::uint32_t way = 0;
  std::uint16_t table = 0;  ///< DispatchTable::number
  // What stands beside the feature's token, or the mention with the label, wherever the rule
  // matches: most places are refused by it.
  std::int8_t step = 0;        ///< to that token: 1, -1; 0: anything may stand anywhere
  bool is_end_of_run = false;  ///< the token there may have any class if it touches the one before
  std::uint32_t first_bits = 0;  ///< of TokenWays::bits, of the words that it may be
  std::uint16_t bits_mask = 0;   ///< of may_hold()
  ClassMask classes = 0;         ///< the classes that it may have
  ClassMask beside = 0;          ///< it has one of these, whatever it is; 0: it may have any
  ClassMask own = 0;  ///< the feature's token has one of these beside; 0: it may have any
  static constexpr std::uint16_t kNoRegex = 0xFFFFu;
  std::uint16_t regex = kNoRegex;  ///< of TokenWays::regexes: what the token begins (else: ends)
  bool begins_regex = false;       ///< it begins it
  bool needs_mention = false;      ///< Way::labels
  bool from_end = false;           ///< of a label: the way goes on behind the mention
};

/// The ways of all tables that may be looked for from a token or a mention, by what it is.
struct TokenWays {
  std::vector<std::uint32_t>
      starts;  ///< by feature, one more at the end: [starts[f], starts[f + 1]) of ways
  std::vector<Listed> ways;
  std::vector<std::uint64_t> bits;  ///< what HashBits of the ways' neighbours hold
  std::vector<std::shared_ptr<const RegexParser>> regexes;
  // They have brought near what is asked of a feature soon.
  void prefetch(std::uint32_t feature) const { __builtin_prefetch(&starts[feature]); }
  void prefetch_ways(std::uint32_t feature) const {
    __builtin_prefetch(ways.data() + starts[feature]);
  }
};

/// The bit of a table by its number; tables with large numbers share the last.
[[nodiscard]] constexpr std::uint64_t table_bit(std::uint32_t number) {
  constexpr std::uint32_t kLast = 63;
  return 1ull << (number < kLast ? number : kLast);
}

/// Which rules a sentence with a feature may need: each way of theirs is listed under all features
/// of one need.
struct DispatchTable {
  std::vector<std::uint32_t>
      starts;  ///< by feature, one more at the end: [starts[f], starts[f + 1]) of ways
  std::vector<std::uint32_t> ways;
  std::vector<std::uint32_t> always;  ///< ways without needs
  /// By label: [first, second) of TokenWays::ways are those that are looked for from a mention.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ways_of_labels;
  std::uint16_t number = 0;  ///< of all tables
  std::uint64_t bit = 0;     ///< table_bit(number)
};

struct CompiledPhase {
  std::string name;
  PhaseKind kind = PhaseKind::kLongest;
  std::uint32_t first_rule = 0, last_rule = 0;  ///< its rules are numbered [first, last)
  DispatchTable marking, vetoing;
};

/// A list's forms: folded, white space as one space → value.
struct CompiledList {
  std::string name;
  std::unordered_map<std::string, std::string> values;  ///< empty value: none given
};

/// Which element of a rule file a node is, for messages. Nodes that only join parts have none.
struct NodeSource {
  static constexpr std::uint32_t kNoFile = 0xFFFFFFFFu;
  std::uint32_t file = kNoFile;  ///< number in LoadedRules::files
  Span at;                       ///< bytes of the file
  LabelId label = gazetteer::kNoLabel;
  bool is_look_ahead = false;
};

struct Engine {
  FeatureSets feature_sets;  ///< what rules and ways refer to
  std::vector<std::unique_ptr<const Node>> nodes;
  std::vector<NodeSource> sources;  ///< of the nodes
  std::uint32_t element_count = 0;  ///< elements that differ: words, classes, labels, expressions
  std::vector<StartSet> start_sets;
  std::vector<std::uint32_t> start_set_of;  ///< by node; kNoStartSet: it may begin anywhere
  std::vector<std::uint32_t> start_set_of_element;
  WordTable words;
  std::vector<std::uint16_t> word_costs;  ///< by word: how often it is met, roughly
  ListedTokens listed_tokens;  ///< those with words or classes under which any table lists rules
  TokenWays token_ways;
  std::vector<CompiledList> lists;
  std::vector<std::string> captures;
  std::vector<CompiledRule> rules;
  std::vector<CompiledPhase> phases;
  std::uint32_t label_count = 0, kind_count = 0;
  // What conditions ask of mentions, with the numbers of its features; entries and folded texts
  // share them.
  std::unordered_map<EntryId, std::uint32_t> named_entries;
  NamedTexts named_texts;
  std::uint32_t named_count = 0;
  /// By feature: bits of the tables that list ways under it; of features of mentions only those
  /// ways that are not looked for from places.
  std::vector<std::uint64_t> tables_of;
  std::vector<std::uint64_t>
      tables_from;  ///< by feature: those with ways looked for from a mention
  std::uint64_t tables_without_needs = 0;  ///< bits of those with ways that need nothing
  std::vector<Way> ways;                   ///< by rule
  std::vector<std::uint8_t> is_anchored;   ///< by way: it is looked for from a token or a mention
  std::vector<Reach> reaches;              ///< by rule
  /// By way, one more at the end: [more_needs_from[w], more_needs_from[w + 1]) of more_needs are
  /// its needs but the one it is listed under. Equal needs have one number.
  std::vector<std::uint32_t> more_needs_from, more_needs;
  std::vector<Need> needs;
  /// By feature, one more at the end: [feature_needs_from[f], feature_needs_from[f + 1]) of
  /// feature_needs are the needs that it fulfils.
  std::vector<std::uint32_t> feature_needs_from, feature_needs;
  ClassMask used_classes = 0;    ///< classes that are features of any rule
  ClassMask listed_classes = 0;  ///< those under which any table lists rules
  bool has_over = false;

  // Features are numbered: words, then labels, classes, kinds and what conditions name.
  [[nodiscard]] std::uint32_t feature_of_word(WordId word) const { return word; }
  [[nodiscard]] std::uint32_t feature_of_label(LabelId label) const { return words.size() + label; }
  [[nodiscard]] std::uint32_t feature_of_class(TokenClassId id) const {
    return words.size() + label_count + static_cast<std::uint32_t>(id);
  }
  [[nodiscard]] std::uint32_t feature_of_kind(KindId kind) const {
    return words.size() + label_count + kAllClasses + kind;
  }
  /// Of an entry or a text, by its number.
  [[nodiscard]] std::uint32_t feature_of_named(std::uint32_t number) const {
    return words.size() + label_count + kAllClasses + kind_count + number;
  }
  /// Whether a token alone has the feature or not: words and classes.
  [[nodiscard]] bool is_of_tokens(std::uint32_t feature) const {
    return feature < words.size() ||
           (feature >= words.size() + label_count && feature < feature_of_kind(0));
  }
  [[nodiscard]] bool is_label(std::uint32_t feature) const {
    return feature >= words.size() && feature < words.size() + label_count;
  }
  /// The labels that a mention with a feature may have, as bits. Requires: not of tokens.
  [[nodiscard]] std::uint64_t labels_of(std::uint32_t feature) const {
    return is_label(feature) ? bit_of_label(static_cast<LabelId>(feature - words.size()))
                             : ~std::uint64_t{0};
  }
  [[nodiscard]] std::uint32_t feature_count() const {
    return words.size() + label_count + kAllClasses + kind_count + named_count;
  }
  /// Calls visit(need) for the needs that a feature fulfils.
  template <class Visit>
  void for_each_need(std::uint32_t feature, Visit visit) const {
    for (std::uint32_t i = feature_needs_from[feature]; i < feature_needs_from[feature + 1]; ++i)
      visit(feature_needs[i]);
  }
  /// Sets the bits of the needs that a feature fulfils.
  void add_needs(std::uint32_t feature, std::uint64_t* bits) const {
    for_each_need(feature, [&](std::uint32_t need) { bits[need / 64] |= 1ull << (need % 64); });
  }

  Engine();
  ~Engine();
};

}  // namespace waymark::grammar
