// SPDX-License-Identifier: Apache-2.0
// Which rules a sentence can need. Its features (words, labels, classes, what mentions are) choose
// them by the tables; where nothing cuts a token, what stands beside one says the rest, before any
// lattice is built.
#include <algorithm>
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

// Sentences have few mentions.
void SentenceMatcher::see(std::uint32_t feature, MatcherMemory::Sight& sight) {
  auto& features = memory_.mention_features;
  if (std::find(features.begin() + sight.first_feature, features.end(), feature) == features.end())
    features.push_back(feature);
}

// What the mentions are. A given one may have a label that no rule knows.
void SentenceMatcher::see_mentions(MatcherMemory::Sight& sight, const Sentence& sentence,
                                   const match::CandidateSet& set) {
  sight.first_feature = static_cast<std::uint32_t>(memory_.mention_features.size());
  for (const std::uint32_t number : sentence.candidates) {
    const match::Candidate& candidate = set.candidates[number];
    if (candidate.label < engine_.label_count)
      see(engine_.feature_of_label(candidate.label), sight);
    for (const match::EntryChoice& choice : candidate.entries) {
      const KindId kind = input_.catalog.kind(choice.entry);
      if (kind < engine_.kind_count) see(engine_.feature_of_kind(kind), sight);
      if (const auto named = engine_.named_entries.find(choice.entry);
          named != engine_.named_entries.end())
        see(engine_.feature_of_named(named->second), sight);
    }
    if (const std::uint32_t text = text_of(number, set); text != kNoText)
      see(engine_.feature_of_named(text), sight);
  }
  sight.last_feature = static_cast<std::uint32_t>(memory_.mention_features.size());
}

std::span<const std::uint32_t> SentenceMatcher::features_of_mentions(std::size_t sentence) const {
  const MatcherMemory::Sight& sight = memory_.sights[sentence];
  return std::span(memory_.mention_features)
      .subspan(sight.first_feature, sight.last_feature - sight.first_feature);
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
}

// Has the sentences know whose mentions got entries.
void SentenceMatcher::note_gifts(const match::CandidateSet& set) {
  for (; memory_.seen_gifts < set.gifts.size(); ++memory_.seen_gifts) {
    const std::uint32_t byte = set.candidates[set.gifts[memory_.seen_gifts]].span.begin;
    const auto behind = std::partition_point(
        input_.sentences.begin(), input_.sentences.end(),
        [&](TokenRange it) { return input_.tokens[it.begin].span.begin <= byte; });
    if (behind == input_.sentences.begin()) continue;
    memory_.sights[static_cast<std::size_t>(behind - input_.sentences.begin() - 1)].has_gifts =
        true;
  }
}

bool SentenceMatcher::is_changed(const MatcherMemory::Sight& sight,
                                 std::span<const std::uint32_t> candidates) const {
  if (!sight.is_seen || sight.candidate_count != candidates.size()) return true;
  return !std::equal(candidates.begin(), candidates.end(),
                     memory_.seen_candidates.begin() + sight.first_candidate);
}

std::uint64_t SentenceMatcher::tables_of(std::size_t sentence,
                                         std::span<const std::uint32_t> candidates) const {
  constexpr std::uint64_t kAll = ~std::uint64_t{0};
  const MatcherMemory::Sight& sight = memory_.sights[sentence];
  const std::uint64_t of_tokens = sight.tables | engine_.tables_without_needs;
  if (candidates.empty() && !sight.has_hangul) return of_tokens;
  if (is_changed(sight, candidates) || sight.is_cut) return kAll;
  return of_tokens | sight.tables_of_mentions | sight.tables_from_mentions;
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
  memory_.label_places_of = MatcherMemory::kNoSentence;
  look_at_mentions(sight, sentence, set);
}

// What the mentions are, and the tables that may be needed for them.
void SentenceMatcher::look_at_mentions(MatcherMemory::Sight& sight, const Sentence& sentence,
                                       const match::CandidateSet& set) {
  sight.has_gifts = false;
  see_mentions(sight, sentence, set);
  sight.tables_of_mentions = sight.tables_from_mentions = sight.labels = 0;
  for (const std::uint32_t number : sentence.candidates)
    sight.labels |= bit_of_label(set.candidates[number].label);
  for (const std::uint32_t feature : features_of_mentions(sentence.number)) {
    sight.tables_of_mentions |= engine_.tables_of[feature];
    sight.tables_from_mentions |= engine_.tables_from[feature];
  }
  if (!sight.is_cut) look_at_places(sentence, sight);
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

// Sets the bits of the needs that words of some tokens fulfil.
void SentenceMatcher::ask_all_words(TokenRange tokens, std::uint64_t* fulfilled) const {
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i)
    if (const WordId word = word_of(i); word != kNoWord)
      add_needs(engine_.feature_of_word(word), fulfilled);
}

bool SentenceMatcher::has_need_in_words(TokenRange tokens, std::uint32_t need) const {
  const HashBits& words = engine_.needs[need].words;
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i)
    if (words.may_hold(input_.tokens[i].hash) && fulfils(word_of(i), need)) return true;
  return false;
}

bool SentenceMatcher::has_need_in_classes(TokenRange tokens, std::uint32_t need) const {
  const ClassMask classes = engine_.needs[need].classes;
  if (classes == 0) return false;
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i)
    if (has_class(i, classes)) return true;
  return false;
}

// Whether a token fulfils a need. Tokens stay, so that all phases share what is found. Few needs
// are looked for among the words one by one; of more, all at once.
bool SentenceMatcher::has_need_in_tokens(MatcherMemory::Sight& sight, TokenRange tokens,
                                         std::uint32_t need) {
  constexpr std::uint32_t kFew = 4;
  const std::size_t size = engine_.needs.size() / 64 + 1;
  if (sight.needs == MatcherMemory::Sight::kNoNeeds) {
    sight.needs = static_cast<std::uint32_t>(memory_.token_needs.size());
    memory_.token_needs.resize(memory_.token_needs.size() + 2 * size);
  }
  std::uint64_t* const asked = memory_.token_needs.data() + sight.needs;
  std::uint64_t* const fulfilled = asked + size;
  const std::uint64_t bit = 1ull << (need % 64);
  const auto is_fulfilled = [&] { return (fulfilled[need / 64] & bit) != 0; };
  if (((asked[need / 64] | fulfilled[need / 64]) & bit) != 0) return is_fulfilled();
  asked[need / 64] |= bit;
  if (engine_.needs[need].has_words) {
    if (++sight.asked_needs == kFew + 1) ask_all_words(tokens, fulfilled);
    if (sight.asked_needs > kFew ? is_fulfilled() : has_need_in_words(tokens, need)) {
      fulfilled[need / 64] |= bit;
      return true;
    }
  }
  if (!has_need_in_classes(tokens, need)) return false;
  fulfilled[need / 64] |= bit;
  return true;
}

// Whether the sentence has one of the features of a need. What its tokens are is looked at when it
// matters.
bool SentenceMatcher::has_need(const Sentence& sentence, std::uint32_t need) {
  if (!std::exchange(memory_.has_fulfilled_needs, true))
    for (const std::uint32_t feature : features_of_mentions(sentence.number))
      for_each_need(feature, [&](std::uint32_t it) { memory_.need_seen[it] = memory_.turn; });
  if (memory_.need_seen[need] == memory_.turn) return true;
  if (memory_.has_seen_arcs) return (view().arc_needs[need / 64] >> (need % 64) & 1u) != 0;
  return has_need_in_tokens(memory_.sights[sentence.number], sentence.tokens, need);
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

// Whether a mention with one of the labels begins (else: ends) with a token.
bool SentenceMatcher::has_label(std::uint64_t labels, TokenRange sentence, std::uint32_t token,
                                bool forward) const {
  if (memory_.label_places_of != sentence_->number) look_at_label_places();
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
bool SentenceMatcher::has_mention_beside(const Neighbours& wanted, TokenRange sentence) const {
  const bool is_left = wanted.left.is_mention();
  const auto mentions = mentions_of(sentence_->number);
  return std::any_of(mentions.begin(), mentions.end(),
                     [&](const MatcherMemory::MentionTokens& mention) {
                       const std::uint32_t right = is_left ? mention.last + 1 : mention.first;
                       return right != sentence.begin && right != sentence.end &&
                              may_part(wanted, sentence, right);
                     });
}

// Whether two tokens stand side by side as they do where the rule matches. Requires: nothing cuts a
// token of the sentence.
bool SentenceMatcher::has_neighbours(const Neighbours& wanted, TokenRange sentence) const {
  if (!wanted.are_known) return true;
  if (wanted.left.is_mention() || wanted.right.is_mention())
    return has_mention_beside(wanted, sentence);
  const Neighbours::Side& rarer = wanted.left_is_rarer ? wanted.left : wanted.right;
  const std::uint32_t to_rarer = wanted.left_is_rarer ? 1 : 0;
  const bool is_of_words = rarer.is_of_words();
  for (std::uint32_t i = sentence.begin + 1; i < sentence.end; ++i) {
    if (is_of_words && !rarer.hashes.may_hold(input_.tokens[i - to_rarer].hash)) continue;
    if (may_part(wanted, sentence, i)) return true;
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
  if (is_cut || has_neighbours(it.neighbours, sentence.tokens))
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
      return token + 1 != sentence.end && is_run(wanted.left, false) &&
             may_stand_at(wanted.right, sentence, token + 1, true);
    case Neighbours::Anchor::kRight:
      return token != sentence.begin && is_run(wanted.right, true) &&
             may_stand_at(wanted.left, sentence, token - 1, false);
    case Neighbours::Anchor::kBefore:
      return token + 1 != sentence.end;
    default:
      return wanted.regex == nullptr || matches_run(*wanted.regex, sentence, token, true);
  }
}

// A way whose matches are looked for from a token or a mention that ends (or begins) there, beside
// which stands what may. Requires: nothing cuts a token of the sentence.
void SentenceMatcher::consider_from(const Sentence& sentence, std::uint32_t way,
                                    std::uint32_t token) {
  using Anchor = Neighbours::Anchor;
  if (!may_match(sentence, way)) return;
  const Way& it = engine_.ways[way];
  const Neighbours& wanted = it.neighbours;
  const bool is_behind = wanted.anchor == Anchor::kLeft || wanted.anchor == Anchor::kBefore;
  const std::uint32_t right = is_behind ? token + 1 : token;
  const bool is_before = wanted.anchor == Anchor::kBefore;
  const std::uint32_t far = farthest(sentence, right, wanted.distance, is_before);
  const auto [first, last] = std::minmax(right, far);
  activate(it, first - sentence.tokens.begin, last - sentence.tokens.begin);
}

// All rules that the table lists under what the sentence has; where nothing cuts its tokens, those
// that are not looked for from places.
void SentenceMatcher::consider_all(const Sentence& sentence, const DispatchTable& table,
                                   bool is_cut) {
  const auto consider_under = [&](std::uint32_t feature) {
    for (std::uint32_t i = table.starts[feature]; i < table.starts[feature + 1]; ++i)
      if (is_cut || engine_.is_anchored[table.ways[i]] == 0)
        consider(sentence, table.ways[i], is_cut);
  };
  for (const std::uint32_t feature : features_of_mentions(sentence.number)) consider_under(feature);
  if (!is_cut) return;
  for (const std::uint32_t feature : view().arc_features) consider_under(feature);
}

// The others, from their places.
void SentenceMatcher::consider_places(const Sentence& sentence, const DispatchTable& table) {
  const MatcherMemory::Sight& sight = memory_.sights[sentence.number];
  for (std::uint32_t k = sight.first_place; k < sight.last_place; ++k) {
    const MatcherMemory::Place& place = memory_.dispatched[k];
    if (place.table != table.number || place.test != MatcherMemory::Tested::kPassed) continue;
    const Way& way = engine_.ways[place.way];
    if (way.labels != 0 && (way.labels & sight.labels) == 0) continue;
    if (engine_.is_anchored[place.way] == 0) {
      consider(sentence, place.way, false);
    } else if (!way.neighbours.asks_mention() ||
               has_pair(place.way, sentence.tokens, place.token, ~std::uint64_t{memory_.turn})) {
      consider_from(sentence, place.way, place.token);
    }
  }
  for (const MatcherMemory::Place& place : memory_.mention_places)
    consider_from(sentence, place.way, place.token);
}

void SentenceMatcher::choose_rules(const Sentence& sentence, const DispatchTable& table,
                                   bool is_cut) {
  memory_.active.clear();
  for (const std::uint32_t way : table.always) consider(sentence, way, is_cut);
  if (!is_cut) consider_places(sentence, table);
  consider_all(sentence, table, is_cut);
  std::sort(memory_.active.begin(), memory_.active.end(),
            [](const auto& a, const auto& b) { return a.rule < b.rule; });
  for (std::size_t slot = 0; slot < memory_.active.size(); ++slot)
    memory_.slot_of_rule[memory_.active[slot].rule] = static_cast<std::uint32_t>(slot);
}

}  // namespace waymark::grammar
