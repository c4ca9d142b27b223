// SPDX-License-Identifier: Apache-2.0
// Of the two sides the rarer one is asked first; words are told by their hashes' bits.
#include "grammar/neighbour_test.h"

#include <algorithm>

#include "grammar/regex_parser.h"

namespace waymark::grammar {

void NeighbourTest::begin(const Engine& engine, const DocumentTokens& tokens,
                          const SeenMentions& mentions) {
  engine_ = &engine;
  tokens_ = &tokens;
  mentions_ = &mentions;
  pairs_.resize(engine.ways.size());
}

// Whether one side may be this token, or a run of tokens from it on.
bool NeighbourTest::may_stand_at(const Neighbours::Side& side, const Sentence& sentence,
                                 std::uint32_t token, bool forward) const {
  if (side.also != 0 && !tokens_->has_class(token, side.also)) {
    const bool is_inside_run = side.regex != nullptr && !side.regex->takes_one_token && !forward &&
                               tokens_->touches_before(sentence.tokens, token);
    if (!is_inside_run) return false;
  }
  if (side.regex != nullptr)
    return tokens_->matches_run(*side.regex, sentence.tokens, token, forward);
  if (side.set.label_bits != 0 &&
      mentions_->has_label(side.set.label_bits, sentence, token, forward))
    return true;
  return (side.hashes.may_hold((*tokens_)[token].hash) &&
          side.set.may_hold(tokens_->word(token))) ||
         (side.set.classes != 0 && tokens_->has_class(token, side.set.classes));
}

// Whether a token and the one before it may be the two.
bool NeighbourTest::may_part(const Neighbours& wanted, const Sentence& sentence,
                             std::uint32_t right) const {
  const auto is_left = [&] { return may_stand_at(wanted.left, sentence, right - 1, false); };
  const auto is_right = [&] { return may_stand_at(wanted.right, sentence, right, true); };
  return wanted.left_is_rarer ? is_left() && is_right() : is_right() && is_left();
}

// Where one of the two is a mention, of which sentences have few.
bool NeighbourTest::stand_beside_mention(const Neighbours& wanted, const Sentence& sentence) const {
  const bool is_left = wanted.left.is_mention();
  const auto mentions = mentions_->of(sentence.number);
  return std::any_of(mentions.begin(), mentions.end(), [&](const MentionTokens& mention) {
    const std::uint32_t right = is_left ? mention.last + 1 : mention.first;
    return right != sentence.tokens.begin && right != sentence.tokens.end &&
           may_part(wanted, sentence, right);
  });
}

bool NeighbourTest::stand_anywhere(const Neighbours& wanted, const Sentence& sentence) const {
  if (!wanted.are_known) return true;
  if (wanted.left.is_mention() || wanted.right.is_mention())
    return stand_beside_mention(wanted, sentence);
  const Neighbours::Side& rarer = wanted.left_is_rarer ? wanted.left : wanted.right;
  const std::uint32_t to_rarer = wanted.left_is_rarer ? 1 : 0;
  const bool is_of_words = rarer.is_of_words();
  for (std::uint32_t i = sentence.tokens.begin + 1; i < sentence.tokens.end; ++i) {
    if (is_of_words && !rarer.hashes.may_hold((*tokens_)[i - to_rarer].hash)) continue;
    if (may_part(wanted, sentence, i)) return true;
  }
  return false;
}

bool NeighbourTest::may_match_at(const Neighbours& wanted, const Sentence& sentence,
                                 std::uint32_t token) const {
  const auto is_run = [&](const Neighbours::Side& side, bool forward) {
    return side.regex == nullptr || may_stand_at(side, sentence, token, forward);
  };
  switch (wanted.anchor) {
    case Neighbours::Anchor::kLeft:
      return token + 1 != sentence.tokens.end && is_run(wanted.left, false) &&
             may_stand_at(wanted.right, sentence, token + 1, true);
    case Neighbours::Anchor::kRight:
      return token != sentence.tokens.begin && is_run(wanted.right, true) &&
             may_stand_at(wanted.left, sentence, token - 1, false);
    case Neighbours::Anchor::kBefore:
      return token + 1 != sentence.tokens.end;
    default:
      return wanted.regex == nullptr ||
             tokens_->matches_run(*wanted.regex, sentence.tokens, token, true);
  }
}

// A long sentence may have a way's word at many places: the sentence is walked for the first.
bool NeighbourTest::is_known_pair(std::uint32_t way, const Sentence& sentence,
                                  std::uint64_t stamp) {
  PairAnswer& known = pairs_[way];
  if (known.stamp != stamp)
    known = {stamp, stand_anywhere(engine_->ways[way].neighbours, sentence)};
  return known.is_there;
}

bool NeighbourTest::has_pair(std::uint32_t way, const Sentence& sentence, std::uint32_t token,
                             std::uint64_t stamp) {
  const Neighbours& wanted = engine_->ways[way].neighbours;
  if (wanted.has_place_of_pair()) return may_match_at(wanted, sentence, token);
  const bool is_near = wanted.anchor == Neighbours::Anchor::kBefore && wanted.begins_match &&
                       wanted.distance.labels == 0 && wanted.distance.runs == 0;
  if (!is_near) return is_known_pair(way, sentence, stamp);
  const std::uint32_t last = std::min(token + 1 + wanted.distance.tokens, sentence.tokens.end - 1);
  for (std::uint32_t right = token + 1; right <= last; ++right)
    if (may_part(wanted, sentence, right)) return true;
  return false;
}

}  // namespace waymark::grammar
