// SPDX-License-Identifier: Apache-2.0
// Finds the matches of a phase's rules in one sentence: which rules the sentence can need, where
// they can start, and what they match there. It changes nothing; effects are applied elsewhere.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "grammar/engine.h"
#include "grammar/memo.h"
#include "grammar/program.h"
#include "grammar/scene.h"
#include "grammar/token_parser.h"
#include "match/lattice.h"
#include "waymark/diagnostic.h"

namespace waymark::grammar {

/// A rule's match, with what it captured.
struct Match {
  std::uint32_t rule = 0;
  Span span;
  std::uint32_t find = 0;  ///< which of the rule's `find`; found out for a trace alone
  Captured captured;
  std::uint32_t taken_by_find =
      0;  ///< how many of captured.taken `find` matched; the others stand in contexts
};

/// Memory of find_hangul_cuts(), reused from token to token.
struct HangulCutMemory {
  struct Edge {
    std::uint32_t from, to;
  };
  std::vector<Edge> edges;
  std::vector<std::uint8_t> marks, explained;  ///< by byte
};

/// Memory of matching, reused from sentence to sentence and from document to document.
struct MatcherMemory {
  std::vector<WordId> words_of_tokens;       ///< of the document; kUnreadWord: not asked for yet
  std::vector<ClassMask> classes_of_tokens;  ///< 0: not asked for yet
  /// A token that is a word or of a class under which rules are listed.
  struct ListedToken {
    static constexpr std::uint32_t kOfWord = kNoWord;  ///< of one that is not looked up yet
    std::uint32_t feature = 0, token = 0;
  };
  std::vector<ListedToken> listed_tokens;
  std::vector<std::uint32_t> listed_numbers;  ///< of tokens that may be listed, and room for more
  enum class Tested : std::uint8_t { kNotYet, kPassed, kRefused };
  /// A way of a table that may be looked for from a token.
  struct Place {
    std::uint32_t way = 0, token = 0;
    std::uint16_t table = 0;
    Tested test = Tested::kNotYet;  ///< of what the sentence's tokens tell of it
  };
  std::vector<Place> dispatched;      ///< by sentence
  std::vector<Place> mention_places;  ///< of the sentence and table at hand, from its mentions
  /// What is known of a sentence of the document.
  struct Sight {
    std::uint64_t serial = 0;  ///< of the sentence among all that this memory has seen, from 1
    std::uint64_t tables = 0;  ///< bits of tables with ways that its tokens have, and no mention
    std::uint32_t first_listed = 0, last_listed = 0;  ///< of listed_tokens
    std::uint32_t first_place = 0, last_place = 0;    ///< of dispatched
    bool is_dispatched = false;                       ///< as soon as it is known that none is cut
    static constexpr std::uint32_t kNoNeeds = 0xFFFFFFFFu;
    std::uint32_t needs =
        kNoNeeds;  ///< which its tokens fulfil, of token_needs; kNoNeeds: none asked
    std::uint32_t asked_needs = 0;  ///< that were looked for one by one
    bool has_hangul = false;        ///< tokens that words may cut
    // As the candidates were when it was last looked at:
    std::uint64_t tables_of_mentions = 0;    ///< bits of the tables that it may need for them
    std::uint64_t tables_from_mentions = 0;  ///< of those with ways looked for from one of them
    std::uint32_t first_mention = 0, last_mention = 0;       ///< of mention_tokens
    std::uint32_t first_feature = 0, last_feature = 0;       ///< of mention_features
    bool has_gifts = false;                                  ///< mentions got entries since
    std::uint64_t labels = 0;                                ///< theirs, as bits
    std::uint32_t first_candidate = 0, candidate_count = 0;  ///< of seen_candidates
    std::uint32_t longest_candidate = 0;                     ///< in tokens
    bool is_seen = false;
    bool is_cut = false;  ///< candidates or words cut its tokens
  };
  std::vector<Sight> sights;
  std::uint64_t seen_sentences = 0;  ///< of all documents: what is by way or view isn't cleared
  std::size_t seen_gifts = 0;        ///< of CandidateSet::gifts, whose sentences know of them
  std::vector<std::uint32_t> listed_sentences;  ///< that may need a table without any mention
  /// The cuts that words make in a token of Hangul, with the candidates in it at that time: as long
  /// as these stay, the cuts do. Ranges of `cut_candidates` and `token_cuts`.
  struct TokenCuts {
    std::uint32_t first_candidate = 0, candidate_count = 0, first_cut = 0, cut_count = 0;
    bool is_known = false;
  };
  std::vector<TokenCuts> cuts_of_tokens;  ///< of the document
  std::vector<std::pair<std::uint32_t, std::uint32_t>> cut_candidates;
  std::vector<std::uint32_t> token_cuts;
  HangulCutMemory hangul_cuts;
  std::vector<std::uint32_t> seen_candidates;
  std::vector<std::uint32_t> texts_of_candidates;  ///< by candidate: number among named texts
  /// The lattice of a sentence and what follows from it alone. Phases share it as long as the
  /// sentence's candidates stay.
  struct View {
    std::uint64_t sentence = 0;  ///< its serial; 0: none
    bool is_built = false;
    bool has_tokens = false;  ///< the lattice has this sentence's, perhaps with other candidates
    std::vector<std::uint32_t> cuts;
    match::Lattice lattice;
    std::span<const WordId> words;  ///< of the lattice's arcs
    std::span<const ClassMask> classes;
    std::vector<WordId> arc_words;  ///< the same where tokens are cut
    std::vector<ClassMask> arc_classes;
    std::vector<std::uint32_t> arc_features;  ///< what the arcs are
    std::vector<std::uint64_t> arc_needs;     ///< as bits, those that this fulfils
    bool has_arc_features = false;
    PlaceSets sets;
    StartPlaces start_places;
    StepMemo elements;
  };
  static constexpr std::size_t kNoSentence = static_cast<std::size_t>(-1);
  static constexpr std::size_t kViews = 64;
  std::vector<View> views;  ///< of the first sentences; the last is shared by the others
  std::size_t view = 0;     ///< the one at hand
  Memo memo;
  AheadMemo ahead;
  RegexMemo regexes;
  std::vector<std::uint32_t> candidate_ends;
  std::vector<std::uint32_t> mention_features;  ///< of sentences, as last looked at; each once
  /// Whether a way's neighbours stand anywhere in a sentence. `stamp`: its serial or, of ways that
  /// ask for a mention, what no serial is: the turn, its bits inverted.
  struct PairAnswer {
    std::uint64_t stamp = 0;
    bool is_there = false;
  };
  std::vector<PairAnswer> pairs;           ///< by way
  std::vector<std::uint64_t> way_placed;   ///< by way without an anchor: the last sentence's serial
  std::vector<std::uint32_t> way_seen;     ///< by way: number of the last sentence that was asked
  std::vector<std::uint32_t> way_refused;  ///< of those, the ones that have not what it needs
  std::vector<std::uint32_t> need_seen;    ///< by need: number of the last sentence that fulfils it
  /// Of sentences, as bits by need: those asked of its tokens, and those of them that one fulfils.
  std::vector<std::uint64_t> token_needs;
  bool has_fulfilled_needs = false;         ///< by what the mentions are
  bool has_seen_arcs = false;               ///< the view has what they are
  std::vector<std::uint32_t> slot_of_rule;  ///< by rule: place in `active`
  std::vector<std::uint32_t> active_turn;   ///< by rule
  std::uint32_t turn = 0;
  /// By token of the sentence: bits of the labels of mentions that begin and end with it.
  struct LabelPlaces {
    std::uint64_t begins = 0, ends = 0;
  };
  std::vector<LabelPlaces> label_places;
  std::size_t label_places_of = kNoSentence;  ///< which sentence
  /// A candidate and its tokens.
  struct MentionTokens {
    LabelId label = 0;
    std::uint32_t first = 0, last = 0;
  };
  std::vector<MentionTokens> mention_tokens;  ///< of sentences that nothing cuts, as last looked at
  /// A rule to be tried; its matches begin at positions from first to last.
  struct Active {
    std::uint32_t rule = 0;
    static constexpr match::Position kAnywhere = match::kNone;
    match::Position first = 0, last = kAnywhere;
    std::uint32_t alternatives = 0;  ///< bits of those that the sentence may have
    [[nodiscard]] bool is_near() const { return last != kAnywhere; }
  };
  std::vector<Active> active;  ///< by rule
  std::vector<std::uint32_t> starts;
  std::vector<ReferenceParser> asked;  ///< what of the pattern of the rule at hand is asked
  bool asks_for_all = true;            ///< that is the pattern itself
  std::vector<std::pair<std::uint32_t, std::uint32_t>> offers;  ///< position, place in `active`
  std::vector<std::pair<std::uint32_t, Limit>> warned;  ///< rules and the limits told of; few
};

/// How the rules of a phase share a sentence.
enum class Sharing : std::uint8_t { kEachRule, kOneAtATime, kEveryStart };

class SentenceMatcher final : private ArcReader {
 public:
  /// Prepares for a document. Borrows everything; `warnings` may be null.
  SentenceMatcher(const Program& program, const Input& input, MatcherMemory& memory,
                  Diagnostics* warnings, bool is_traced = false);

  struct Sentence {
    std::size_t number = 0;
    TokenRange tokens;
    std::span<const std::uint32_t> candidates;  ///< that patterns see, by begin
    std::span<const std::uint32_t> standing;    ///< that conditions see
    /// By label: whether a mention with it has changed since the table's rules were last asked.
    /// Only rules for which that matters are asked again. Null: all are.
    const std::vector<std::uint8_t>* changed = nullptr;
  };
  /// The sentences that may need a rule even if they have no mentions, by number.
  [[nodiscard]] std::span<const std::uint32_t> listed_sentences() const {
    return memory_.listed_sentences;
  }
  /// Bits of the tables of which a sentence with these candidates may need a rule: of all, as long
  /// as it isn't known what they are.
  [[nodiscard]] std::uint64_t tables_of(std::size_t sentence,
                                        std::span<const std::uint32_t> candidates) const;
  /// Whether mentions of a sentence got entries since it was looked at: it may need any table.
  [[nodiscard]] bool has_gifts(std::size_t sentence, const match::CandidateSet& set) {
    note_gifts(set);
    return memory_.sights[sentence].has_gifts;
  }
  /// Appends the matches of the rules in `table`, by rule, then by begin (of kOneAtATime: by
  /// begin).
  void find(const Sentence& sentence, const match::CandidateSet& set, DocumentEntries& document,
            const DispatchTable& table, Sharing sharing, std::vector<Match>& matches);

 private:
  /// Starts that are tried one by one as cheaply as all at once.
  static constexpr std::size_t kFewStarts = 4;
  friend class RuleProbe;  // tries one rule with the same parts, in memory of its own
  [[nodiscard]] MatcherMemory::View& view() const { return memory_.views[memory_.view]; }
  void choose_view(const Sentence& sentence);
  void build_view(const Sentence& sentence, const match::CandidateSet& set, bool is_cut,
                  bool with_sets = true);
  [[nodiscard]] bool has_few_starts() const;
  void look_at_arcs(const Sentence& sentence, bool is_cut);
  [[nodiscard]] WordId read_word(std::uint32_t arc) const override;
  [[nodiscard]] ClassMask read_classes(std::uint32_t arc) const override;
  void add_hangul_cuts(std::uint32_t token,
                       const std::vector<std::pair<std::uint32_t, std::uint32_t>>& inside);
  bool find_cuts(const Sentence& sentence, const match::CandidateSet& set);
  [[nodiscard]] std::uint32_t end_of_run(TokenRange sentence, std::uint32_t from,
                                         bool forward) const;
  [[nodiscard]] std::uint32_t size_of_run(TokenRange sentence, std::uint32_t token,
                                          bool forward) const;
  [[nodiscard]] std::uint32_t farthest(const Sentence& sentence, std::uint32_t from,
                                       const Extent& extent, bool forward) const;
  void see(std::uint32_t feature, MatcherMemory::Sight& sight);
  void see_mentions(MatcherMemory::Sight& sight, const Sentence& sentence,
                    const match::CandidateSet& set);
  [[nodiscard]] std::span<const std::uint32_t> features_of_mentions(std::size_t sentence) const;
  [[nodiscard]] std::uint32_t text_of(std::uint32_t number, const match::CandidateSet& set);
  void gather_arc_features();
  void see_arcs();
  void add_needs(std::uint32_t feature, std::uint64_t* needs) const;
  [[nodiscard]] ClassMask classes_of(std::uint32_t token) const;
  [[nodiscard]] WordId word_of(std::uint32_t token) const;
  void look_at_documents_tokens();
  void note_listed_sentences();
  [[nodiscard]] std::string_view bytes_of(std::uint32_t token) const;
  void find_listed_tokens();
  void list(std::uint32_t number);
  void find_listed_words();
  [[nodiscard]] ClassMask listed_classes_of(std::uint32_t token) const;
  std::size_t look_at_tokens(TokenRange tokens, std::size_t next, MatcherMemory::Sight& sight);
  [[nodiscard]] bool is_changed(const MatcherMemory::Sight& sight,
                                std::span<const std::uint32_t> candidates) const;
  bool look_again(MatcherMemory::Sight& sight, const Sentence& sentence,
                  const match::CandidateSet& set);
  void note_gifts(const match::CandidateSet& set);
  void look_at_mentions(MatcherMemory::Sight& sight, const Sentence& sentence,
                        const match::CandidateSet& set);
  void look_at(MatcherMemory::Sight& sight, const Sentence& sentence,
               const match::CandidateSet& set);
  void begin_turn();
  template <class Visit>
  void for_each_need(std::uint32_t feature, Visit visit) const;
  [[nodiscard]] bool fulfils(WordId word, std::uint32_t need) const;
  void ask_all_words(TokenRange tokens, std::uint64_t* fulfilled) const;
  [[nodiscard]] bool has_need_in_words(TokenRange tokens, std::uint32_t need) const;
  [[nodiscard]] bool has_need_in_classes(TokenRange tokens, std::uint32_t need) const;
  [[nodiscard]] bool has_need_in_tokens(MatcherMemory::Sight& sight, TokenRange tokens,
                                        std::uint32_t need);
  [[nodiscard]] bool has_needs_of_tokens(MatcherMemory::Sight& sight, TokenRange tokens,
                                         std::uint32_t way);
  [[nodiscard]] bool has_pair(std::uint32_t way, TokenRange tokens, std::uint32_t token,
                              std::uint64_t stamp);
  [[nodiscard]] bool has_pair_anywhere(std::uint32_t way, TokenRange tokens, std::uint64_t stamp);
  [[nodiscard]] bool may_be_at(std::uint32_t way, MatcherMemory::Sight& sight, TokenRange tokens,
                               std::uint32_t token);
  [[nodiscard]] bool has_need(const Sentence& sentence, std::uint32_t need);
  [[nodiscard]] bool has_more_needs(const Sentence& sentence, std::uint32_t way);
  [[nodiscard]] bool matches_run(const RegexParser& regex, TokenRange sentence, std::uint32_t token,
                                 bool forward) const;
  [[nodiscard]] bool touches_before(TokenRange sentence, std::uint32_t token) const;
  void look_at_label_places() const;
  [[nodiscard]] bool has_label(std::uint64_t labels, TokenRange sentence, std::uint32_t token,
                               bool forward) const;
  [[nodiscard]] bool may_stand_at(const Neighbours::Side& side, TokenRange sentence,
                                  std::uint32_t token, bool forward) const;
  [[nodiscard]] bool may_part(const Neighbours& wanted, TokenRange sentence,
                              std::uint32_t right) const;
  [[nodiscard]] bool has_mention_beside(const Neighbours& wanted, TokenRange sentence) const;
  [[nodiscard]] bool has_neighbours(const Neighbours& wanted, TokenRange sentence) const;
  void activate(const Way& way, match::Position first, match::Position last);
  [[nodiscard]] bool may_match_at(const Neighbours& wanted, TokenRange sentence,
                                  std::uint32_t token) const;
  [[nodiscard]] bool document_has_needs(const CompiledRule& rule) const;
  /// Whether a token has one of the classes.
  [[nodiscard]] bool has_class(std::uint32_t token, ClassMask wanted) const {
    const std::uint32_t shape = input_.tokens[token].shape & kShapesOfClasses[wanted];
    if (shape == 0) return false;
    return (shape & kShapesOfClasses[wanted & kClassesOfShape]) != 0 ||
           has_class_by_bytes(token, wanted & ~kClassesOfShape);
  }
  /// The same of an arc of the view.
  [[nodiscard]] bool arc_has_class(std::uint32_t arc, ClassMask wanted) const {
    const ClassMask known = view().classes[arc];
    return known != 0 ? (known & wanted) != 0
                      : has_class(view().lattice.token_arc(arc).token, wanted);
  }
  [[nodiscard]] bool has_class_by_bytes(std::uint32_t token, ClassMask wanted) const;
  [[nodiscard]] bool may_match(const Sentence& sentence, std::uint32_t way);
  void consider(const Sentence& sentence, std::uint32_t way, bool is_cut);
  void consider_from(const Sentence& sentence, std::uint32_t way, std::uint32_t token);
  void consider_all(const Sentence& sentence, const DispatchTable& table, bool is_cut);
  [[nodiscard]] bool may_match_there(const Listed& listed, TokenRange sentence,
                                     std::uint32_t token) const;
  [[nodiscard]] bool may_stand_there(const Listed& listed, TokenRange sentence,
                                     std::uint32_t token) const;
  void dispatch_listed(TokenRange tokens, MatcherMemory::Sight& sight);
  void dispatch(std::uint32_t feature, TokenRange sentence, std::uint32_t token,
                MatcherMemory::Sight& sight);
  void add_place(const Listed& listed, TokenRange sentence, std::uint32_t token,
                 MatcherMemory::Sight& sight);
  void look_at_places(const Sentence& sentence, MatcherMemory::Sight& sight);
  [[nodiscard]] std::span<const MatcherMemory::MentionTokens> mentions_of(
      std::size_t sentence) const;
  void find_mention_places(const Sentence& sentence, const DispatchTable& table);
  void consider_places(const Sentence& sentence, const DispatchTable& table);
  void choose_rules(const Sentence& sentence, const DispatchTable& table, bool is_cut);
  [[nodiscard]] TokenRange stretch_of_active(const Sentence& sentence) const;
  void build_what_is_needed(const Sentence& sentence, const match::CandidateSet& set);
  [[nodiscard]] bool may_start(const CompiledRule& rule, match::Position at) const;
  void search_near(Scan& scan, const CompiledRule& rule, const MatcherMemory::Active& active);
  void ask_for(const MatcherMemory::Active& active);
  void ask_for_all(const CompiledRule& rule);
  void find_asked_ends(const ScanContext& context, match::Position start, Ends& ends) const;
  [[nodiscard]] PositionSet places_of_asked(const ScanContext& context) const;
  void find_starts(Scan& scan, std::size_t slot);
  void search_starts(const CompiledRule& rule);
  void narrow_starts(Scan& scan, const CompiledRule& rule, PositionSet all);
  void find_of_rule(Scan& scan, std::size_t slot, bool every_start, std::vector<Match>& matches);
  void find_one_at_a_time(Scan& scan, std::vector<Match>& matches);
  bool try_start(Scan& scan, std::uint32_t rule, std::uint32_t start, Match& match,
                 std::uint32_t& end);
  void end_rule(Scan& scan, std::uint32_t rule);
  void warn(std::uint32_t rule, const Scan& scan);

  const Program& program_;
  const Engine& engine_;
  const Input& input_;
  MatcherMemory& memory_;
  Diagnostics* warnings_;
  bool is_traced_;
  std::uint32_t shapes_ = 0;  ///< of any token of the document
  // Of the sentence at hand:
  const Sentence* sentence_ = nullptr;
  const match::CandidateSet* set_ = nullptr;
  DocumentEntries* document_ = nullptr;
  bool looks_once_ = false;  ///< no sentence is looked at by two phases or passes
};

/// How much work the rules may do in a sentence.
[[nodiscard]] std::uint64_t step_limit(const match::Lattice& lattice);

/// Where words of the rules cut a token of Hangul; see engine.h. `candidates` are those that lie in
/// the token. Bytes are appended to `cuts`, ascending. Units: bytes of the token. Requires: `token`
/// is precomposed syllables, candidates begin and end between syllables.
void find_hangul_cuts(const WordTable& words, std::string_view token,
                      std::span<const std::pair<std::uint32_t, std::uint32_t>> candidates,
                      HangulCutMemory& memory, std::vector<std::uint32_t>& cuts);

}  // namespace waymark::grammar
