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

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "gazetteer/schema.h"
#include "grammar/compiled_rule.h"
#include "grammar/compiled_test.h"
#include "grammar/feature_sets.h"
#include "grammar/listed_tokens.h"
#include "grammar/named_texts.h"
#include "grammar/token_class.h"
#include "grammar/way.h"
#include "grammar/word_table.h"
#include "waymark/span.h"

namespace waymark::grammar {

inline constexpr std::uint32_t kLongestSpan = 256;  ///< of a match, in positions

class Node;  // token_parser.h

enum class PhaseKind : std::uint8_t { kLongest, kFirst, kAll, kRepeat };

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