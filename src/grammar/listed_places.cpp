// SPDX-License-Identifier: Apache-2.0
// From which tokens and mentions of a document's sentences rules may be looked for, as what stands
// beside each allows. Of tokens that is found once for all phases, as soon as nothing is known to
// cut them; of mentions each time they have changed.
#include <algorithm>
#include <bit>
#include <span>

#include "grammar/combinators.h"
#include "grammar/sentence_matcher.h"
#include "text/token.h"

namespace waymark::grammar {

// ---- from tokens ----

void SentenceMatcher::look_at_documents_tokens() {
  memory_.words_of_tokens.assign(input_.tokens.size(), kUnreadWord);
  memory_.classes_of_tokens.assign(input_.tokens.size(), 0);
  memory_.sights.assign(input_.sentences.size(), {});
  memory_.seen_gifts = 0;
  memory_.dispatched.clear();
  memory_.mention_tokens.clear();
  memory_.mention_features.clear();
  memory_.label_places_of = MatcherMemory::kNoSentence;
  memory_.token_needs.clear();
  memory_.seen_candidates.clear();
  memory_.texts_of_candidates.clear();
  memory_.cut_candidates.clear();
  memory_.token_cuts.clear();
  find_listed_tokens();
  std::size_t next = 0;
  for (std::size_t number = 0; number < input_.sentences.size(); ++number) {
    memory_.sights[number].serial = ++memory_.seen_sentences;
    next = look_at_tokens(input_.sentences[number], next, memory_.sights[number]);
  }
  note_listed_sentences();
  if ((shapes_ & text::kHangul) != 0) memory_.cuts_of_tokens.assign(input_.tokens.size(), {});
}

void SentenceMatcher::note_listed_sentences() {
  memory_.listed_sentences.clear();
  for (std::uint32_t number = 0; number < memory_.sights.size(); ++number) {
    const MatcherMemory::Sight& sight = memory_.sights[number];
    if (sight.has_hangul || (sight.tables | engine_.tables_without_needs) != 0)
      memory_.listed_sentences.push_back(number);
  }
}

// Most tokens are nothing under which rules are listed, or a word that needs a capital there. The
// tables aren't near where texts are long: each is asked for the whole document before it is read.
void SentenceMatcher::find_listed_tokens() {
  memory_.listed_tokens.clear();
  const auto found = engine_.listed_tokens.find(input_.tokens, memory_.listed_numbers);
  shapes_ = found.shapes;
  for (std::size_t i = 0; i < found.count; ++i) list(memory_.listed_numbers[i]);
  find_listed_words();
}

void SentenceMatcher::list(std::uint32_t number) {
  auto& listed = memory_.listed_tokens;
  const text::Token& token = input_.tokens[number];
  if (engine_.listed_tokens.may_be_word(token)) {
    engine_.words.prefetch(token.hash);
    listed.push_back({MatcherMemory::ListedToken::kOfWord, number});
  }
  if (!engine_.listed_tokens.has_shape(token)) return;
  for (ClassMask left = listed_classes_of(number); left != 0; left &= left - 1)
    listed.push_back(
        {engine_.feature_of_class(static_cast<TokenClassId>(std::countr_zero(left))), number});
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

// How many bytes tokens have that touch each other, from one on forward or backward.
std::uint32_t SentenceMatcher::size_of_run(TokenRange sentence, std::uint32_t token,
                                           bool forward) const {
  const std::uint32_t far = end_of_run(sentence, forward ? token : token + 1, forward);
  const auto& tokens = input_.tokens;
  return forward ? tokens[far - 1].span.end - tokens[token].span.begin
                 : tokens[token].span.end - tokens[far].span.begin;
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
  if (listed.begins_regex ? !regex.may_begin_with(bytes) : !regex.may_end_with(bytes)) return false;
  return bytes.size() >= regex.least_bytes ||
         size_of_run(sentence, token, listed.begins_regex) >= regex.least_bytes;
}

// Whether a token and what stands beside it may be what the way has there.
inline bool SentenceMatcher::may_stand_there(const Listed& listed, TokenRange sentence,
                                             std::uint32_t token) const {
  if (listed.own != 0 && !has_class(token, listed.own)) return false;
  if (listed.step == 0) return true;
  if (token == (listed.step < 0 ? sentence.begin : sentence.end - 1)) return false;
  const std::uint32_t beside = token + static_cast<std::uint32_t>(listed.step);
  if (listed.beside != 0 && !has_class(beside, listed.beside)) return false;
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
    add_place(*listed, sentence, token, sight);
  }
}

// Of ways that need a mention most sentences have none: what else they need is asked when one
// comes.
void SentenceMatcher::add_place(const Listed& listed, TokenRange sentence, std::uint32_t token,
                                MatcherMemory::Sight& sight) {
  if (engine_.is_anchored[listed.way] == 0) {
    if (memory_.way_placed[listed.way] == sight.serial) return;
    memory_.way_placed[listed.way] = sight.serial;
  }
  if (listed.needs_mention) {
    memory_.dispatched.push_back({listed.way, token, listed.table, MatcherMemory::Tested::kNotYet});
  } else if (may_be_at(listed.way, sight, sentence, token)) {
    memory_.dispatched.push_back({listed.way, token, listed.table, MatcherMemory::Tested::kPassed});
    sight.tables |= table_bit(listed.table);
  }
}

// Whether the sentence has all that a way needs of tokens beside the need that it is listed under.
bool SentenceMatcher::has_needs_of_tokens(MatcherMemory::Sight& sight, TokenRange tokens,
                                          std::uint32_t way) {
  for (std::uint32_t i = engine_.more_needs_from[way]; i < engine_.more_needs_from[way + 1]; ++i) {
    const std::uint32_t need = engine_.more_needs[i];
    if (!engine_.needs[need].has_mentions && !has_need_in_tokens(sight, tokens, need)) return false;
  }
  return true;
}

// Whether a way's two neighbours may stand at a place or, if it isn't one of theirs, where matches
// begin that are looked for from there, or anywhere. `stamp`: of what is asked alike of all places.
bool SentenceMatcher::has_pair(std::uint32_t way, TokenRange tokens, std::uint32_t token,
                               std::uint64_t stamp) {
  const Neighbours& wanted = engine_.ways[way].neighbours;
  if (wanted.has_place_of_pair()) return may_match_at(wanted, tokens, token);
  const bool is_near = wanted.anchor == Neighbours::Anchor::kBefore && wanted.begins_match &&
                       wanted.distance.labels == 0 && wanted.distance.runs == 0;
  if (!is_near) return has_pair_anywhere(way, tokens, stamp);
  const std::uint32_t last = std::min(token + 1 + wanted.distance.tokens, tokens.end - 1);
  for (std::uint32_t right = token + 1; right <= last; ++right)
    if (may_part(wanted, tokens, right)) return true;
  return false;
}

// A long sentence may have a way's word at many places: the sentence is walked for the first.
bool SentenceMatcher::has_pair_anywhere(std::uint32_t way, TokenRange tokens, std::uint64_t stamp) {
  MatcherMemory::PairAnswer& known = memory_.pairs[way];
  if (known.stamp != stamp) known = {stamp, has_neighbours(engine_.ways[way].neighbours, tokens)};
  return known.is_there;
}

// Whether a way may match at a place, as far as tokens tell.
bool SentenceMatcher::may_be_at(std::uint32_t way, MatcherMemory::Sight& sight, TokenRange tokens,
                                std::uint32_t token) {
  const Neighbours& wanted = engine_.ways[way].neighbours;
  const auto may_have_pair = [&] {
    return wanted.asks_mention() || has_pair(way, tokens, token, sight.serial);
  };
  if (wanted.has_place_of_pair()) return may_have_pair() && has_needs_of_tokens(sight, tokens, way);
  return may_match_at(wanted, tokens, token) && has_needs_of_tokens(sight, tokens, way) &&
         may_have_pair();
}

// Tests the places of ways that need a mention, as soon as there is one.
void SentenceMatcher::look_at_places(const Sentence& sentence, MatcherMemory::Sight& sight) {
  for (std::uint32_t k = sight.first_place; k < sight.last_place; ++k) {
    MatcherMemory::Place& place = memory_.dispatched[k];
    if ((engine_.ways[place.way].labels & sight.labels) == 0) continue;
    if (place.test == MatcherMemory::Tested::kNotYet)
      place.test = may_be_at(place.way, sight, sentence.tokens, place.token)
                       ? MatcherMemory::Tested::kPassed
                       : MatcherMemory::Tested::kRefused;
    if (place.test == MatcherMemory::Tested::kPassed)
      sight.tables_of_mentions |= table_bit(place.table);
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

// ---- from mentions ----

std::span<const MatcherMemory::MentionTokens> SentenceMatcher::mentions_of(
    std::size_t sentence) const {
  const MatcherMemory::Sight& sight = memory_.sights[sentence];
  return std::span(memory_.mention_tokens)
      .subspan(sight.first_mention, sight.last_mention - sight.first_mention);
}

// Requires: nothing cuts a token of the sentence.
void SentenceMatcher::look_at_label_places() const {
  memory_.label_places_of = sentence_->number;
  memory_.label_places.assign(sentence_->tokens.token_count(), {});
  for (const MatcherMemory::MentionTokens& mention : mentions_of(sentence_->number)) {
    const std::uint64_t label = bit_of_label(mention.label);
    memory_.label_places[mention.first - sentence_->tokens.begin].begins |= label;
    memory_.label_places[mention.last - sentence_->tokens.begin].ends |= label;
  }
}

// Finds the ways of a table that may be looked for from where a mention ends or begins. Requires:
// nothing cuts a token of the sentence.
void SentenceMatcher::find_mention_places(const Sentence& sentence, const DispatchTable& table) {
  for (const MatcherMemory::MentionTokens& mention : mentions_of(sentence.number)) {
    if (mention.label >= table.ways_of_labels.size()) continue;
    const auto [first, last] = table.ways_of_labels[mention.label];
    for (std::uint32_t i = first; i < last; ++i) {
      const Listed& listed = engine_.token_ways.ways[i];
      const std::uint32_t token = listed.from_end ? mention.last : mention.first;
      if (may_stand_there(listed, sentence.tokens, token) &&
          may_match_at(engine_.ways[listed.way].neighbours, sentence.tokens, token))
        memory_.mention_places.push_back({listed.way, token, listed.table});
    }
  }
}

}  // namespace waymark::grammar
