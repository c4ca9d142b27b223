// SPDX-License-Identifier: Apache-2.0
// Which rules a sentence can need. Its features (words, labels, classes, what mentions are) choose
// them by the tables; where nothing cuts a token, what stands beside one says the rest, before any
// lattice is built.
#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <utility>

#include "grammar/combinators.h"
#include "grammar/sentence_matcher.h"
#include "text/near_point.h"
#include "text/token.h"

namespace waymark::grammar {
namespace {

constexpr std::uint32_t kNoText = kNoWord, kUnreadText = kUnreadWord;

}  // namespace

// ---- what tokens are ----

void SentenceMatcher::look_at_documents_tokens() {
  memory_.words_of_tokens.assign(input_.tokens.size(), kUnreadWord);
  memory_.classes_of_tokens.assign(input_.tokens.size(), 0);
  memory_.sights.assign(input_.sentences.size(), {});
  memory_.dispatched.clear();
  memory_.needs_of_words.clear();
  memory_.seen_candidates.clear();
  memory_.texts_of_candidates.clear();
  memory_.cut_candidates.clear();
  memory_.token_cuts.clear();
  find_listed_tokens();
  std::size_t next = 0;
  for (std::size_t number = 0; number < input_.sentences.size(); ++number)
    next = look_at_tokens(input_.sentences[number], next, memory_.sights[number]);
  note_tables_of_sentences();
  if ((shapes_ & text::kHangul) != 0) memory_.cuts_of_tokens.assign(input_.tokens.size(), {});
}

void SentenceMatcher::note_tables_of_sentences() {
  memory_.tables_of_sentences.clear();
  for (const MatcherMemory::Sight& sight : memory_.sights)
    memory_.tables_of_sentences.push_back(
        sight.has_hangul ? ~std::uint64_t{0} : sight.tables | engine_.tables_without_needs);
}

// Most tokens are nothing under which rules are listed, or a word that needs a capital there. The
// tables aren't near where texts are long: each is asked for the whole document before it is read.
void SentenceMatcher::find_listed_tokens() {
  memory_.listed_tokens.clear();
  const std::array<const WordFilter*, 2> words = {&engine_.listed_words, &engine_.listed_capitals};
  const std::uint32_t listed_shapes = listed_shapes_;
  std::uint32_t shapes = 0;
  for (const text::Token& token : input_.tokens) {
    shapes |= token.shape;
    const bool is_word = words[token.has(text::kUpperFirst)]->may_hold(token.hash);
    if (is_word || token.has(listed_shapes))
      list(static_cast<std::uint32_t>(&token - input_.tokens.data()), is_word);
  }
  shapes_ = shapes;
  find_listed_words();
}

void SentenceMatcher::list(std::uint32_t token, bool is_word) {
  auto& listed = memory_.listed_tokens;
  if (is_word) {
    engine_.words.prefetch(input_.tokens[token].hash);
    listed.push_back({MatcherMemory::ListedToken::kOfWord, token});
  }
  if (!input_.tokens[token].has(listed_shapes_)) return;
  for (ClassMask left = listed_classes_of(token); left != 0; left &= left - 1)
    listed.push_back(
        {engine_.feature_of_class(static_cast<TokenClassId>(std::countr_zero(left))), token});
}

void SentenceMatcher::find_listed_words() {
  auto& listed = memory_.listed_tokens;
  const bool is_sure = !engine_.words.has_equal_hashes();
  std::size_t count = 0;
  for (const MatcherMemory::ListedToken it : listed) {
    listed[count] = it;
    if (it.feature == MatcherMemory::ListedToken::kOfWord) {
      const WordId word =
          is_sure ? engine_.words.find_likely(input_.tokens[it.token].hash) : word_of(it.token);
      if (word == kNoWord) continue;
      listed[count].feature = engine_.feature_of_word(word);
      engine_.token_ways.prefetch(listed[count].feature);
    }
    ++count;
  }
  listed.resize(count);
}

// `next`: the first of the listed tokens that may stand in the sentence; gives the first behind it.
// Most tokens of Hangul are cut, and nothing is looked for from the tokens of a sentence that is.
std::size_t SentenceMatcher::look_at_tokens(TokenRange tokens, std::size_t next,
                                            MatcherMemory::Sight& sight) {
  const auto& listed = memory_.listed_tokens;
  while (next < listed.size() && listed[next].token < tokens.begin) ++next;
  sight.first_listed = static_cast<std::uint32_t>(next);
  while (next < listed.size() && listed[next].token < tokens.end) ++next;
  sight.last_listed = static_cast<std::uint32_t>(next);
  sight.has_hangul =
      (shapes_ & text::kHangul) != 0 &&
      std::any_of(input_.tokens.begin() + tokens.begin, input_.tokens.begin() + tokens.end,
                  [](const text::Token& token) { return token.has(text::kHangul); });
  if (!sight.has_hangul) dispatch_listed(tokens, sight);
  return next;
}

// Notes the ways that may be looked for from tokens of a sentence, where nothing cuts them.
void SentenceMatcher::dispatch_listed(TokenRange tokens, MatcherMemory::Sight& sight) {
  constexpr std::uint32_t kAhead = 4;
  sight.is_dispatched = true;
  sight.first_place = static_cast<std::uint32_t>(memory_.dispatched.size());
  const auto& listed = memory_.listed_tokens;
  for (std::uint32_t i = sight.first_listed; i < sight.last_listed; ++i) {
    if (i + kAhead < listed.size()) engine_.token_ways.prefetch_ways(listed[i + kAhead].feature);
    dispatch(listed[i].feature, tokens, listed[i].token, sight);
  }
  sight.last_place = static_cast<std::uint32_t>(memory_.dispatched.size());
}

// Whether a token may begin or end what a way's expression matches.
bool SentenceMatcher::may_match_there(const Listed& listed, TokenRange sentence,
                                      std::uint32_t token) const {
  const RegexParser& regex = *engine_.token_ways.regexes[listed.regex];
  const std::string_view bytes = bytes_of(token);
  const std::uint32_t right = listed.begins_regex ? token + 1 : token;
  const bool is_all =
      regex.takes_one_token || right == sentence.end || !touches_before(sentence, right);
  if (is_all) return regex.may_match(bytes);
  return listed.begins_regex ? regex.may_begin_with(bytes) : regex.may_end_with(bytes);
}

// Whether a token and what stands beside it may be what the way has there.
inline bool SentenceMatcher::may_stand_there(const Listed& listed, TokenRange sentence,
                                             std::uint32_t token) const {
  if (listed.own != 0 && !has_class(token, listed.own)) return false;
  if (listed.step == 0) return true;
  if (token == (listed.step < 0 ? sentence.begin : sentence.end - 1)) return false;
  const std::uint32_t beside = token + static_cast<std::uint32_t>(listed.step);
  return may_hold(engine_.token_ways.bits.data() + listed.first_bits, listed.bits_mask,
                  input_.tokens[beside].hash) ||
         has_class(beside, listed.classes) ||
         (listed.is_end_of_run && touches_before(sentence, beside));
}

// Notes the ways that may be looked for from a token that has a feature.
void SentenceMatcher::dispatch(std::uint32_t feature, TokenRange sentence, std::uint32_t token,
                               MatcherMemory::Sight& sight) {
  const TokenWays& all = engine_.token_ways;
  const Listed* const last = all.ways.data() + all.starts[feature + 1];
  for (const Listed* listed = all.ways.data() + all.starts[feature]; listed != last; ++listed) {
    if (!may_stand_there(*listed, sentence, token)) continue;
    if (listed->regex != Listed::kNoRegex && !may_match_there(*listed, sentence, token)) continue;
    memory_.dispatched.push_back({listed->way, token, listed->table});
    (listed->needs_mention ? sight.tables_with_mentions : sight.tables) |= table_bit(listed->table);
  }
}

// The classes of a token under which rules are listed.
ClassMask SentenceMatcher::listed_classes_of(std::uint32_t token) const {
  const ClassMask listed = engine_.listed_classes, rest = listed & ~kClassesOfShape;
  const std::uint32_t shape = input_.tokens[token].shape;
  ClassMask found = classes_of_shape(shape);
  if ((shape & kShapesOfClasses[rest]) != 0) found |= classify(shape, bytes_of(token), rest);
  return found & listed;
}

std::string_view SentenceMatcher::bytes_of(std::uint32_t token) const {
  const Span span = input_.tokens[token].span;
  return input_.text.substr(span.begin, span.byte_size());
}

ClassMask SentenceMatcher::classes_of(std::uint32_t token) const {
  ClassMask& classes = memory_.classes_of_tokens[token];
  if (classes != 0) return classes;
  classes = classify(input_.tokens[token].shape, bytes_of(token), engine_.used_classes);
  return classes;
}

// Whether a token has one of some classes that its shape alone does not tell.
bool SentenceMatcher::has_class_by_bytes(std::uint32_t token, ClassMask wanted) const {
  const ClassMask known = memory_.classes_of_tokens[token];
  if (known != 0) return (known & wanted) != 0;
  return (classify(input_.tokens[token].shape, bytes_of(token), wanted) & wanted) != 0;
}

WordId SentenceMatcher::word_of(std::uint32_t token) const {
  WordId& word = memory_.words_of_tokens[token];
  if (word != kUnreadWord) return word;
  word = engine_.words.find(input_.tokens[token].hash, bytes_of(token));
  return word;
}

// ---- which rules ----

void SentenceMatcher::see(std::uint32_t feature) {
  if (memory_.feature_seen[feature] == memory_.turn) return;
  memory_.feature_seen[feature] = memory_.turn;
  memory_.present.push_back(feature);
}

// A given mention may have a label that no rule knows.
void SentenceMatcher::see_mentions(const Sentence& sentence, const match::CandidateSet& set) {
  for (const std::uint32_t number : sentence.candidates) {
    const match::Candidate& candidate = set.candidates[number];
    if (candidate.label < engine_.label_count) see(engine_.feature_of_label(candidate.label));
    for (const match::EntryChoice& choice : candidate.entries) {
      const KindId kind = input_.catalog.kind(choice.entry);
      if (kind < engine_.kind_count) see(engine_.feature_of_kind(kind));
      if (const auto named = engine_.named_entries.find(choice.entry);
          named != engine_.named_entries.end())
        see(engine_.feature_of_named(named->second));
    }
    if (const std::uint32_t text = text_of(number, set); text != kNoText)
      see(engine_.feature_of_named(text));
  }
  memory_.seen_mentions = memory_.present.size();
}

// The number of a candidate's text, if any condition names it.
std::uint32_t SentenceMatcher::text_of(std::uint32_t number, const match::CandidateSet& set) {
  auto& texts = memory_.texts_of_candidates;
  if (number >= texts.size()) texts.resize(set.candidates.size(), kUnreadText);
  if (texts[number] != kUnreadText) return texts[number];
  const Span span = set.candidates[number].span;
  texts[number] =
      engine_.named_texts.find(input_.text.substr(span.begin, span.byte_size())).value_or(kNoText);
  return texts[number];
}

// What the arcs of the view are, each once, and the needs that it fulfils.
void SentenceMatcher::gather_arc_features() {
  auto& features = view().arc_features;
  view().has_arc_features = true;
  features.clear();
  ClassMask classes = 0;
  for (std::size_t i = 0; i < view().words.size(); ++i) {
    classes |= view().classes[i];
    if (view().words[i] != kNoWord) features.push_back(engine_.feature_of_word(view().words[i]));
  }
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  for (; classes != 0; classes &= classes - 1)
    features.push_back(
        engine_.feature_of_class(static_cast<TokenClassId>(std::countr_zero(classes))));
  view().arc_needs.assign(engine_.needs.size() / 64 + 1, 0);
  for (const std::uint32_t feature : features) add_needs(feature, view().arc_needs.data());
}

// As long as tokens and cuts stay, all phases share what the arcs are.
void SentenceMatcher::see_arcs() {
  if (!view().has_arc_features) gather_arc_features();
  memory_.has_seen_arcs = true;
  memory_.present.insert(memory_.present.end(), view().arc_features.begin(),
                         view().arc_features.end());
}

bool SentenceMatcher::is_changed(const MatcherMemory::Sight& sight,
                                 const Sentence& sentence) const {
  if (!sight.is_seen || sight.candidate_count != sentence.candidates.size()) return true;
  return !std::equal(sentence.candidates.begin(), sentence.candidates.end(),
                     memory_.seen_candidates.begin() + sight.first_candidate);
}

void SentenceMatcher::look_at(MatcherMemory::Sight& sight, const Sentence& sentence,
                              const match::CandidateSet& set) {
  auto& seen = memory_.seen_candidates;
  if (!sight.is_seen || sight.candidate_count < sentence.candidates.size()) {
    sight.first_candidate = static_cast<std::uint32_t>(seen.size());
    seen.resize(seen.size() + sentence.candidates.size());
  }
  std::copy(sentence.candidates.begin(), sentence.candidates.end(),
            seen.begin() + sight.first_candidate);
  sight.candidate_count = static_cast<std::uint32_t>(sentence.candidates.size());
  sight.is_seen = true;
  sight.is_cut = find_cuts(sentence, set);
  if (!sight.is_cut && !sight.is_dispatched) dispatch_listed(sentence.tokens, sight);
  sight.tables_of_labels = sight.labels = 0;
  for (const std::uint32_t number : sentence.candidates) {
    const LabelId label = set.candidates[number].label;
    sight.labels |= bit_of_label(label);
    if (label < engine_.label_count)
      sight.tables_of_labels |= engine_.tables_of[engine_.feature_of_label(label)];
  }
  if (!sentence.candidates.empty())
    sight.tables_of_labels |= engine_.tables_of_mentions | sight.tables_with_mentions;
}

namespace {

// Whether a change of mentions with some labels can change what a rule matches.
bool may_change(const CompiledRule& rule, const std::vector<std::uint8_t>& changed) {
  return rule.reads_all || std::any_of(rule.reads.begin(), rule.reads.end(),
                                       [&](LabelId label) { return changed[label] != 0; });
}

}  // namespace

// Calls visit(need) for the needs that a feature fulfils.
template <class Visit>
void SentenceMatcher::for_each_need(std::uint32_t feature, Visit visit) const {
  for (std::uint32_t i = engine_.feature_needs_from[feature];
       i < engine_.feature_needs_from[feature + 1]; ++i)
    visit(engine_.feature_needs[i]);
}

// Sets the bits of the needs that a feature fulfils.
void SentenceMatcher::add_needs(std::uint32_t feature, std::uint64_t* needs) const {
  for_each_need(feature, [&](std::uint32_t need) { needs[need / 64] |= 1ull << (need % 64); });
}

bool SentenceMatcher::fulfils(WordId word, std::uint32_t need) const {
  if (word == kNoWord) return false;
  bool is_there = false;
  for_each_need(engine_.feature_of_word(word), [&](std::uint32_t it) { is_there |= it == need; });
  return is_there;
}

// The needs that words of the sentence's tokens fulfil, as bits. Tokens stay, so that all phases
// share them.
const std::uint64_t* SentenceMatcher::needs_of_words(const Sentence& sentence) {
  std::uint32_t& known = memory_.sights[sentence.number].needs;
  auto& bits = memory_.needs_of_words;
  if (known != MatcherMemory::Sight::kNoNeeds) return bits.data() + known;
  known = static_cast<std::uint32_t>(bits.size());
  bits.resize(bits.size() + engine_.needs.size() / 64 + 1);
  std::uint64_t* const of_sentence = bits.data() + known;
  for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
    if (const WordId word = word_of(i); word != kNoWord)
      add_needs(engine_.feature_of_word(word), of_sentence);
  return of_sentence;
}

// Few needs are looked for among the words one by one; of more, all at once.
bool SentenceMatcher::has_need_in_words(const Sentence& sentence, std::uint32_t need) {
  constexpr std::uint32_t kFew = 4;
  std::uint32_t& asked = memory_.sights[sentence.number].asked_needs;
  if (asked >= kFew) return (needs_of_words(sentence)[need / 64] >> (need % 64) & 1u) != 0;
  ++asked;
  const HashBits& words = engine_.needs[need].words;
  for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
    if (words.may_hold(input_.tokens[i].hash) && fulfils(word_of(i), need)) return true;
  return false;
}

bool SentenceMatcher::has_need_in_tokens(const Sentence& sentence, std::uint32_t number) {
  const Need& need = engine_.needs[number];
  if (need.has_words && has_need_in_words(sentence, number)) return true;
  if (need.classes == 0) return false;
  for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
    if (has_class(i, need.classes)) return true;
  return false;
}

// Whether the sentence has one of the features of a need. What its tokens are is looked at when it
// matters.
bool SentenceMatcher::has_need(const Sentence& sentence, std::uint32_t need) {
  if (!std::exchange(memory_.has_fulfilled_needs, true))
    for (const std::uint32_t feature : std::span(memory_.present).first(memory_.seen_mentions))
      for_each_need(feature, [&](std::uint32_t it) { memory_.need_seen[it] = memory_.turn; });
  if (memory_.need_seen[need] == memory_.turn) return true;
  if (memory_.has_seen_arcs) return (view().arc_needs[need / 64] >> (need % 64) & 1u) != 0;
  if (memory_.need_refused[need] == memory_.turn) return false;
  const bool is_there = has_need_in_tokens(sentence, need);
  (is_there ? memory_.need_seen : memory_.need_refused)[need] = memory_.turn;
  return is_there;
}

// Whether the sentence has all that a way needs beside the need that it is listed under.
bool SentenceMatcher::has_more_needs(const Sentence& sentence, std::uint32_t way) {
  for (std::uint32_t i = engine_.more_needs_from[way]; i < engine_.more_needs_from[way + 1]; ++i)
    if (!has_need(sentence, engine_.more_needs[i])) return false;
  return true;
}

// Whether a regular expression matches tokens that touch each other, from one on forward or
// backward. Very long ones are left to matching, whose work is bounded.
bool SentenceMatcher::matches_run(const RegexParser& regex, TokenRange sentence,
                                  std::uint32_t token, bool forward) const {
  constexpr std::uint32_t kLongestText = 1024;
  Span span = input_.tokens[token].span;
  for (std::uint32_t count = 1; count <= RegexParser::kLongestRun; ++count) {
    if (span.byte_size() > kLongestText ||
        regex.matches(memory_.regexes, input_.text.substr(span.begin, span.byte_size())))
      return true;
    if (regex.takes_one_token || regex.is_too_long(span.byte_size()) ||
        token == (forward ? sentence.end - 1 : sentence.begin))
      return false;
    const Span next = input_.tokens[forward ? ++token : --token].span;
    if (forward ? span.end != next.begin : next.end != span.begin) return false;
    span = {std::min(span.begin, next.begin), std::max(span.end, next.end)};
  }
  return false;
}

// Whether nothing lies between a token and the one before it.
bool SentenceMatcher::touches_before(TokenRange sentence, std::uint32_t token) const {
  return token != sentence.begin &&
         input_.tokens[token - 1].span.end == input_.tokens[token].span.begin;
}

// Requires: nothing cuts a token of the sentence.
void SentenceMatcher::look_at_label_places(TokenRange sentence) const {
  memory_.label_places_turn = memory_.turn;
  memory_.label_places.assign(sentence.token_count(), {});
  memory_.tokens_of_mentions.clear();
  const auto note = [&](std::size_t token) {
    const auto number = static_cast<std::uint32_t>(sentence.begin + token);
    if (memory_.tokens_of_mentions.empty() || memory_.tokens_of_mentions.back() != number)
      memory_.tokens_of_mentions.push_back(number);
    return token;
  };
  const auto first = input_.tokens.begin() + sentence.begin;
  const auto last = input_.tokens.begin() + sentence.end;
  auto begin = first;
  for (const std::uint32_t number : sentence_->candidates) {
    const match::Candidate& candidate = set_->candidates[number];
    begin = text::near_partition_point(begin, last, [&](const text::Token& token) {
      return token.span.end <= candidate.span.begin;
    });
    const auto end = text::near_partition_point(
        begin, last, [&](const text::Token& token) { return token.span.end < candidate.span.end; });
    if (begin == last || end == last) continue;
    const std::uint64_t label = bit_of_label(candidate.label);
    memory_.label_places[note(static_cast<std::size_t>(begin - first))].begins |= label;
    memory_.label_places[note(static_cast<std::size_t>(end - first))].ends |= label;
  }
}

// Whether a mention with one of the labels begins (else: ends) with a token.
bool SentenceMatcher::has_label(std::uint64_t labels, TokenRange sentence, std::uint32_t token,
                                bool forward) const {
  if (memory_.label_places_turn != memory_.turn) look_at_label_places(sentence);
  const MatcherMemory::LabelPlaces& there = memory_.label_places[token - sentence.begin];
  return ((forward ? there.begins : there.ends) & labels) != 0;
}

// Whether one side of a rule's neighbours may be this token, or a run of tokens from it on.
bool SentenceMatcher::may_stand_at(const Neighbours::Side& side, TokenRange sentence,
                                   std::uint32_t token, bool forward) const {
  if (side.also != 0 && !has_class(token, side.also)) {
    const bool is_inside_run = side.regex != nullptr && !side.regex->takes_one_token && !forward &&
                               touches_before(sentence, token);
    if (!is_inside_run) return false;
  }
  if (side.regex != nullptr) return matches_run(*side.regex, sentence, token, forward);
  if (side.set.label_bits != 0 && has_label(side.set.label_bits, sentence, token, forward))
    return true;
  return (side.hashes.may_hold(input_.tokens[token].hash) && side.set.may_hold(word_of(token))) ||
         (side.set.classes != 0 && has_class(token, side.set.classes));
}

// Whether a token and the one before it may be a rule's neighbours.
bool SentenceMatcher::may_part(const Neighbours& wanted, TokenRange sentence,
                               std::uint32_t right) const {
  const auto is_left = [&] { return may_stand_at(wanted.left, sentence, right - 1, false); };
  const auto is_right = [&] { return may_stand_at(wanted.right, sentence, right, true); };
  return wanted.left_is_rarer ? is_left() && is_right() : is_right() && is_left();
}

// The same where one of the two is a mention, of which sentences have few.
bool SentenceMatcher::has_mention_beside(const Neighbours& wanted, const Sentence& sentence) const {
  if (memory_.label_places_turn != memory_.turn) look_at_label_places(sentence.tokens);
  const bool is_left = wanted.left.is_mention();
  return std::any_of(memory_.tokens_of_mentions.begin(), memory_.tokens_of_mentions.end(),
                     [&](std::uint32_t token) {
                       const std::uint32_t right = is_left ? token + 1 : token;
                       return right != sentence.tokens.begin && right != sentence.tokens.end &&
                              may_part(wanted, sentence.tokens, right);
                     });
}

// Whether two tokens stand side by side as they do where the rule matches. Requires: nothing cuts a
// token of the sentence.
bool SentenceMatcher::has_neighbours(const Neighbours& wanted, const Sentence& sentence) const {
  if (!wanted.are_known) return true;
  if (wanted.left.is_mention() || wanted.right.is_mention())
    return has_mention_beside(wanted, sentence);
  const Neighbours::Side& rarer = wanted.left_is_rarer ? wanted.left : wanted.right;
  const std::uint32_t to_rarer = wanted.left_is_rarer ? 1 : 0;
  const bool is_of_words = rarer.is_of_words();
  for (std::uint32_t i = sentence.tokens.begin + 1; i < sentence.tokens.end; ++i) {
    if (is_of_words && !rarer.hashes.may_hold(input_.tokens[i - to_rarer].hash)) continue;
    if (may_part(wanted, sentence.tokens, i)) return true;
  }
  return false;
}

// Adds a place where matches of a way's rule may begin.
void SentenceMatcher::activate(const Way& way, Position first, Position last) {
  const std::uint32_t rule = way.rule, alternative = 1u << way.alternative;
  if (memory_.active_turn[rule] == memory_.turn) {
    MatcherMemory::Active& active = memory_.active[memory_.slot_of_rule[rule]];
    active.first = std::min(active.first, first);
    active.last = std::max(active.last, last);
    active.alternatives |= alternative;
    return;
  }
  memory_.active_turn[rule] = memory_.turn;
  memory_.slot_of_rule[rule] = static_cast<std::uint32_t>(memory_.active.size());
  memory_.active.push_back({rule, first, last, alternative});
}

bool SentenceMatcher::document_has_needs(const CompiledRule& rule) const {
  return std::all_of(rule.document_needs.begin(), rule.document_needs.end(), [&](const auto& need) {
    return std::any_of(need.begin(), need.end(),
                       [&](EntryId entry) { return document_->has(*set_, entry); });
  });
}

// Whether the sentence has what a way needs and, of a repeated phase, the rule is to be asked.
bool SentenceMatcher::may_match(const Sentence& sentence, std::uint32_t way) {
  if (memory_.way_seen[way] == memory_.turn) return memory_.way_refused[way] != memory_.turn;
  memory_.way_seen[way] = memory_.turn;
  const CompiledRule& rule = engine_.rules[engine_.ways[way].rule];
  const bool fits = (sentence.changed == nullptr || may_change(rule, *sentence.changed)) &&
                    document_has_needs(rule) && has_more_needs(sentence, way);
  if (!fits) memory_.way_refused[way] = memory_.turn;
  return fits;
}

// A way that is listed under something in the sentence.
void SentenceMatcher::consider(const Sentence& sentence, std::uint32_t way, bool is_cut) {
  if (memory_.way_seen[way] == memory_.turn || !may_match(sentence, way)) return;
  const Way& it = engine_.ways[way];
  if (is_cut || has_neighbours(it.neighbours, sentence))
    activate(it, 0, MatcherMemory::Active::kAnywhere);
}

// Whether what stands beside a token that a way is listed under, and what begins with it, may be
// what the way has there.
bool SentenceMatcher::may_match_at(const Neighbours& wanted, TokenRange sentence,
                                   std::uint32_t token) const {
  const auto is_run = [&](const Neighbours::Side& side, bool forward) {
    return side.regex == nullptr || may_stand_at(side, sentence, token, forward);
  };
  switch (wanted.anchor) {
    case Neighbours::Anchor::kLeft:
      return token + 1 != sentence.end && may_stand_at(wanted.right, sentence, token + 1, true) &&
             is_run(wanted.left, false);
    case Neighbours::Anchor::kRight:
      return token != sentence.begin && may_stand_at(wanted.left, sentence, token - 1, false) &&
             is_run(wanted.right, true);
    default:
      return wanted.regex == nullptr || matches_run(*wanted.regex, sentence, token, true);
  }
}

// A way that is listed under the word of a token, whose matches are looked for from there.
// Requires: nothing cuts a token of the sentence.
void SentenceMatcher::consider_from(const Sentence& sentence, std::uint32_t way,
                                    std::uint32_t token) {
  const Way& it = engine_.ways[way];
  const Neighbours& wanted = it.neighbours;
  if (!may_match_at(wanted, sentence.tokens, token) || !may_match(sentence, way)) return;
  const std::uint32_t right = wanted.anchor == Neighbours::Anchor::kLeft ? token + 1 : token;
  const std::uint32_t first = farthest(sentence, right, wanted.before, false);
  activate(it, first - sentence.tokens.begin, right - sentence.tokens.begin);
}

// All rules that the table lists under what the sentence has.
void SentenceMatcher::consider_all(const Sentence& sentence, const DispatchTable& table,
                                   bool is_cut) {
  for (const std::uint32_t feature : memory_.present)
    for (std::uint32_t i = table.starts[feature]; i < table.starts[feature + 1]; ++i)
      consider(sentence, table.ways[i], is_cut);
}

// The same for what its tokens are, where nothing cuts them.
void SentenceMatcher::consider_tokens(const Sentence& sentence, const DispatchTable& table) {
  const MatcherMemory::Sight& sight = memory_.sights[sentence.number];
  for (std::uint32_t k = sight.first_place; k < sight.last_place; ++k) {
    const MatcherMemory::Place& place = memory_.dispatched[k];
    if (place.table != table.number) continue;
    const std::uint64_t labels = engine_.ways[place.way].labels;
    if (labels != 0 && (labels & sight.labels) == 0) continue;
    if (engine_.ways[place.way].neighbours.anchor != Neighbours::Anchor::kNone) {
      consider_from(sentence, place.way, place.token);
    } else {
      consider(sentence, place.way, false);
    }
  }
}

void SentenceMatcher::choose_rules(const Sentence& sentence, const DispatchTable& table,
                                   bool is_cut) {
  memory_.active.clear();
  for (const std::uint32_t way : table.always) consider(sentence, way, is_cut);
  if (!is_cut) consider_tokens(sentence, table);
  consider_all(sentence, table, is_cut);
  std::sort(memory_.active.begin(), memory_.active.end(),
            [](const auto& a, const auto& b) { return a.rule < b.rule; });
  for (std::size_t slot = 0; slot < memory_.active.size(); ++slot)
    memory_.slot_of_rule[memory_.active[slot].rule] = static_cast<std::uint32_t>(slot);
}

}  // namespace waymark::grammar
