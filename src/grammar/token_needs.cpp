// SPDX-License-Identifier: Apache-2.0
// Few needs are looked for among the words one by one; of more, all at once.
#include "grammar/token_needs.h"

namespace waymark::grammar {

void TokenNeeds::begin(const Engine& engine, const DocumentTokens& tokens, std::size_t sentences) {
  engine_ = &engine;
  tokens_ = &tokens;
  answers_.assign(sentences, {});
  bits_.clear();
}

bool TokenNeeds::fulfils(WordId word, std::uint32_t need) const {
  if (word == kNoWord) return false;
  bool is_there = false;
  engine_->for_each_need(engine_->feature_of_word(word),
                         [&](std::uint32_t it) { is_there |= it == need; });
  return is_there;
}

// Sets the bits of the needs that words of some tokens fulfil.
void TokenNeeds::ask_all_words(TokenRange tokens, std::uint64_t* fulfilled) const {
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i)
    if (const WordId word = tokens_->word(i); word != kNoWord)
      engine_->add_needs(engine_->feature_of_word(word), fulfilled);
}

bool TokenNeeds::has_in_words(TokenRange tokens, std::uint32_t need) const {
  const HashBits& words = engine_->needs[need].words;
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i)
    if (words.may_hold((*tokens_)[i].hash) && fulfils(tokens_->word(i), need)) return true;
  return false;
}

bool TokenNeeds::has_in_classes(TokenRange tokens, std::uint32_t need) const {
  const ClassMask classes = engine_->needs[need].classes;
  if (classes == 0) return false;
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i)
    if (tokens_->has_class(i, classes)) return true;
  return false;
}

bool TokenNeeds::has(const Sentence& sentence, std::uint32_t need) {
  constexpr std::uint32_t kFew = 4;
  const std::size_t size = engine_->needs.size() / 64 + 1;
  Answers& known = answers_[sentence.number];
  if (known.first == kNone) {
    known.first = static_cast<std::uint32_t>(bits_.size());
    bits_.resize(bits_.size() + 2 * size);
  }
  std::uint64_t* const asked = bits_.data() + known.first;
  std::uint64_t* const fulfilled = asked + size;
  const std::uint64_t bit = 1ull << (need % 64);
  const auto is_fulfilled = [&] { return (fulfilled[need / 64] & bit) != 0; };
  if (((asked[need / 64] | fulfilled[need / 64]) & bit) != 0) return is_fulfilled();
  asked[need / 64] |= bit;
  if (engine_->needs[need].has_words) {
    if (++known.asked_needs == kFew + 1) ask_all_words(sentence.tokens, fulfilled);
    if (known.asked_needs > kFew ? is_fulfilled() : has_in_words(sentence.tokens, need)) {
      fulfilled[need / 64] |= bit;
      return true;
    }
  }
  if (!has_in_classes(sentence.tokens, need)) return false;
  fulfilled[need / 64] |= bit;
  return true;
}

bool TokenNeeds::has_all(const Sentence& sentence, std::uint32_t way) {
  for (std::uint32_t i = engine_->more_needs_from[way]; i < engine_->more_needs_from[way + 1];
       ++i) {
    const std::uint32_t need = engine_->more_needs[i];
    if (!engine_->needs[need].has_mentions && !has(sentence, need)) return false;
  }
  return true;
}

}  // namespace waymark::grammar
