// SPDX-License-Identifier: Apache-2.0
// The ways in which a rule can match, and the tables that list them: under what they need, with
// what must stand side by side, so that most are refused before anything is matched.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "grammar/compiled_rule.h"
#include "grammar/feature_sets.h"
#include "grammar/hash_bits.h"
#include "grammar/token_class.h"
#include "grammar/word_table.h"

namespace waymark::grammar {

struct RegexParser;  // regex_parser.h

/// A set of features of which a sentence must have one; with what kinds of them there are.
struct Need {
  HashBits words;
  ClassMask classes = 0;
  bool has_words = false, has_mentions = false;
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

}  // namespace waymark::grammar
