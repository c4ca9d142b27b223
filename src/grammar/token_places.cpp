// SPDX-License-Identifier: Apache-2.0
// Most tokens are nothing under which rules are listed, or a word that needs a capital there. The
// tables aren't near where texts are long: each is asked for the whole document before it is read.
#include "grammar/token_places.h"

#include <algorithm>
#include <bit>

#include "grammar/regex_parser.h"
#include "text/token.h"

namespace waymark::grammar {

// ---- from tokens ----

void TokenPlaces::begin(const Engine& engine, const Input& input, std::uint64_t first_serial,
                        const DocumentTokens& tokens, TokenNeeds& needs,
                        NeighbourTest& neighbours) {
  engine_ = &engine;
  input_ = &input;
  tokens_ = &tokens;
  needs_ = &needs;
  neighbours_ = &neighbours;
  way_placed_.resize(engine.ways.size());
  places_.clear();
  sentences_.assign(input.sentences.size(), {});
  list_tokens();
  std::size_t next = 0;
  for (std::size_t number = 0; number < input.sentences.size(); ++number)
    next = look_at({number, first_serial + number, input.sentences[number]}, next);
  note_listed_sentences();
}

void TokenPlaces::note_listed_sentences() {
  listed_sentences_.clear();
  for (std::uint32_t number = 0; number < sentences_.size(); ++number) {
    const OfSentence& it = sentences_[number];
    if (it.has_hangul || (it.tables | engine_->tables_without_needs) != 0)
      listed_sentences_.push_back(number);
  }
}

void TokenPlaces::list_tokens() {
  listed_.clear();
  const auto found = engine_->listed_tokens.find(input_->tokens, numbers_);
  shapes_ = found.shapes;
  for (std::size_t i = 0; i < found.count; ++i) list(numbers_[i]);
  look_words_up();
}

void TokenPlaces::list(std::uint32_t number) {
  const text::Token& token = (*tokens_)[number];
  if (engine_->listed_tokens.may_be_word(token)) {
    engine_->words.prefetch(token.hash);
    listed_.push_back({ListedToken::kOfWord, number});
  }
  if (!engine_->listed_tokens.has_shape(token)) return;
  for (ClassMask left = listed_classes(number); left != 0; left &= left - 1)
    listed_.push_back(
        {engine_->feature_of_class(static_cast<TokenClassId>(std::countr_zero(left))), number});
}

void TokenPlaces::look_words_up() {
  const bool is_sure = !engine_->words.has_equal_hashes();
  std::size_t count = 0;
  for (const ListedToken it : listed_) {
    listed_[count] = it;
    if (it.feature == ListedToken::kOfWord) {
      const WordId word =
          is_sure ? engine_->words.find_likely((*tokens_)[it.token].hash) : tokens_->word(it.token);
      if (word == kNoWord) continue;
      listed_[count].feature = engine_->feature_of_word(word);
      engine_->token_ways.prefetch(listed_[count].feature);
    }
    ++count;
  }
  listed_.resize(count);
}

// The classes of a token under which rules are listed.
ClassMask TokenPlaces::listed_classes(std::uint32_t token) const {
  const ClassMask listed = engine_->listed_classes, rest = listed & ~kClassesOfShape;
  const std::uint32_t shape = (*tokens_)[token].shape;
  ClassMask found = classes_of_shape(shape);
  if ((shape & kShapesOfClasses[rest]) != 0) found |= classify(shape, tokens_->bytes(token), rest);
  return found & listed;
}

bool TokenPlaces::has_hangul_in(TokenRange tokens) const {
  if ((shapes_ & text::kHangul) == 0) return false;
  const auto first = input_->tokens.begin();
  return std::any_of(first + tokens.begin, first + tokens.end,
                     [](const text::Token& token) { return token.has(text::kHangul); });
}

// `next`: the first of the listed tokens that may stand in the sentence; gives the first behind it.
// Most tokens of Hangul are cut, and nothing is looked for from the tokens of a sentence that is.
std::size_t TokenPlaces::look_at(const Sentence& sentence, std::size_t next) {
  OfSentence& it = sentences_[sentence.number];
  while (next < listed_.size() && listed_[next].token < sentence.tokens.begin) ++next;
  it.first_listed = static_cast<std::uint32_t>(next);
  while (next < listed_.size() && listed_[next].token < sentence.tokens.end) ++next;
  it.last_listed = static_cast<std::uint32_t>(next);
  it.has_hangul = has_hangul_in(sentence.tokens);
  if (!it.has_hangul) find(sentence);
  return next;
}

void TokenPlaces::find(const Sentence& sentence) {
  constexpr std::uint32_t kAhead = 4;
  OfSentence& it = sentences_[sentence.number];
  if (it.is_found) return;
  it.is_found = true;
  it.first_place = static_cast<std::uint32_t>(places_.size());
  for (std::uint32_t i = it.first_listed; i < it.last_listed; ++i) {
    if (i + kAhead < listed_.size()) engine_->token_ways.prefetch_ways(listed_[i + kAhead].feature);
    dispatch(listed_[i].feature, sentence, listed_[i].token);
  }
  it.last_place = static_cast<std::uint32_t>(places_.size());
}

// Whether a token may begin or end what a way's expression matches.
bool TokenPlaces::may_match_there(const Listed& listed, TokenRange sentence,
                                  std::uint32_t token) const {
  const RegexParser& regex = *engine_->token_ways.regexes[listed.regex];
  const std::string_view bytes = tokens_->bytes(token);
  const std::uint32_t right = listed.begins_regex ? token + 1 : token;
  const bool is_all =
      regex.takes_one_token || right == sentence.end || !tokens_->touches_before(sentence, right);
  if (is_all) return regex.may_match(bytes);
  if (listed.begins_regex ? !regex.may_begin_with(bytes) : !regex.may_end_with(bytes)) return false;
  return bytes.size() >= regex.least_bytes ||
         tokens_->size_of_run(sentence, token, listed.begins_regex) >= regex.least_bytes;
}

// Whether a token and what stands beside it may be what the way has there.
inline bool TokenPlaces::may_stand_there(const Listed& listed, TokenRange sentence,
                                         std::uint32_t token) const {
  if (listed.own != 0 && !tokens_->has_class(token, listed.own)) return false;
  if (listed.step == 0) return true;
  if (token == (listed.step < 0 ? sentence.begin : sentence.end - 1)) return false;
  const std::uint32_t beside = token + static_cast<std::uint32_t>(listed.step);
  if (listed.beside != 0 && !tokens_->has_class(beside, listed.beside)) return false;
  return may_hold(engine_->token_ways.bits.data() + listed.first_bits, listed.bits_mask,
                  (*tokens_)[beside].hash) ||
         tokens_->has_class(beside, listed.classes) ||
         (listed.is_end_of_run && tokens_->touches_before(sentence, beside));
}

// Notes the ways that may be looked for from a token that has a feature.
void TokenPlaces::dispatch(std::uint32_t feature, const Sentence& sentence, std::uint32_t token) {
  const TokenWays& all = engine_->token_ways;
  const Listed* const last = all.ways.data() + all.starts[feature + 1];
  for (const Listed* listed = all.ways.data() + all.starts[feature]; listed != last; ++listed) {
    if (!may_stand_there(*listed, sentence.tokens, token)) continue;
    if (listed->regex != Listed::kNoRegex && !may_match_there(*listed, sentence.tokens, token))
      continue;
    add(*listed, sentence, token);
  }
}

// Of ways that need a mention most sentences have none: what else they need is asked when one
// comes.
void TokenPlaces::add(const Listed& listed, const Sentence& sentence, std::uint32_t token) {
  if (engine_->is_anchored[listed.way] == 0) {
    if (way_placed_[listed.way] == sentence.serial) return;
    way_placed_[listed.way] = sentence.serial;
  }
  if (listed.needs_mention) {
    places_.push_back({listed.way, token, listed.table, Tested::kNotYet});
  } else if (may_be_at(listed.way, sentence, token)) {
    places_.push_back({listed.way, token, listed.table, Tested::kPassed});
    sentences_[sentence.number].tables |= table_bit(listed.table);
  }
}

// Whether a way may match at a place, as far as tokens tell.
bool TokenPlaces::may_be_at(std::uint32_t way, const Sentence& sentence, std::uint32_t token) {
  const Neighbours& wanted = engine_->ways[way].neighbours;
  const auto may_have_pair = [&] {
    return wanted.asks_mention() || neighbours_->has_pair(way, sentence, token, sentence.serial);
  };
  if (wanted.has_place_of_pair()) return may_have_pair() && needs_->has_all(sentence, way);
  return neighbours_->may_match_at(wanted, sentence, token) && needs_->has_all(sentence, way) &&
         may_have_pair();
}

void TokenPlaces::test(const Sentence& sentence, std::uint64_t labels) {
  OfSentence& it = sentences_[sentence.number];
  it.tables_with_mentions = 0;
  for (std::uint32_t k = it.first_place; k < it.last_place; ++k) {
    Place& place = places_[k];
    if ((engine_->ways[place.way].labels & labels) == 0) continue;
    if (place.test == Tested::kNotYet)
      place.test = may_be_at(place.way, sentence, place.token) ? Tested::kPassed : Tested::kRefused;
    if (place.test == Tested::kPassed) it.tables_with_mentions |= table_bit(place.table);
  }
}

// ---- from mentions ----

void TokenPlaces::find_from(std::span<const MentionTokens> mentions, const Sentence& sentence,
                            const DispatchTable& table, std::vector<Place>& places) const {
  for (const MentionTokens& mention : mentions) {
    if (mention.label >= table.ways_of_labels.size()) continue;
    const auto [first, last] = table.ways_of_labels[mention.label];
    for (std::uint32_t i = first; i < last; ++i) {
      const Listed& listed = engine_->token_ways.ways[i];
      const std::uint32_t token = listed.from_end ? mention.last : mention.first;
      if (may_stand_there(listed, sentence.tokens, token) &&
          neighbours_->may_match_at(engine_->ways[listed.way].neighbours, sentence, token))
        places.push_back({listed.way, token, listed.table});
    }
  }
}

}  // namespace waymark::grammar
