// SPDX-License-Identifier: Apache-2.0
// What sentences have lies in lists that they share, as ranges; those of earlier looks stay behind
// until the document ends.
#include "grammar/seen_mentions.h"

#include <algorithm>

#include "text/near_point.h"

namespace waymark::grammar {
namespace {

constexpr std::uint32_t kNoText = kNoWord, kUnreadText = kUnreadWord;

}  // namespace

void SeenMentions::begin(const Engine& engine, const Input& input) {
  engine_ = &engine;
  input_ = &input;
  sentences_.assign(input.sentences.size(), {});
  candidates_.clear();
  features_.clear();
  mentions_.clear();
  texts_.clear();
  seen_gifts_ = 0;
  label_places_of_ = kNoSentence;
}

// ---- which they are ----

bool SeenMentions::is_changed(std::size_t sentence,
                              std::span<const std::uint32_t> candidates) const {
  const Seen& seen = sentences_[sentence];
  if (!seen.is_looked_at || seen.candidate_count != candidates.size()) return true;
  return !std::equal(candidates.begin(), candidates.end(),
                     candidates_.begin() + seen.first_candidate);
}

void SeenMentions::remember(Seen& seen, std::span<const std::uint32_t> candidates) {
  if (!seen.is_looked_at || seen.candidate_count < candidates.size()) {
    seen.first_candidate = static_cast<std::uint32_t>(candidates_.size());
    candidates_.resize(candidates_.size() + candidates.size());
  }
  std::copy(candidates.begin(), candidates.end(), candidates_.begin() + seen.first_candidate);
  seen.candidate_count = static_cast<std::uint32_t>(candidates.size());
  seen.is_looked_at = true;
}

bool SeenMentions::look(const Sentence& sentence, std::span<const std::uint32_t> candidates,
                        const match::CandidateSet& set) {
  Seen& seen = sentences_[sentence.number];
  remember(seen, candidates);
  label_places_of_ = kNoSentence;
  seen.longest = 0;
  seen.first_mention = static_cast<std::uint32_t>(mentions_.size());
  const auto last = input_->tokens.begin() + sentence.tokens.end;
  bool is_cut = false;
  const auto token_at = [&](auto from, std::uint32_t byte) {
    const auto token = text::near_partition_point(
        from, last, [&](const text::Token& it) { return it.span.end <= byte; });
    is_cut = is_cut || (token != last && token->span.begin < byte);
    return token;
  };
  auto begin = input_->tokens.begin() + sentence.tokens.begin;
  for (const std::uint32_t number : candidates) {
    const Span span = set.candidates[number].span;
    begin = token_at(begin, span.begin);
    const auto count = static_cast<std::uint32_t>(token_at(begin, span.end) - begin);
    seen.longest = std::max(seen.longest, count);
    if (count == 0) continue;
    const auto token = static_cast<std::uint32_t>(begin - input_->tokens.begin());
    mentions_.push_back({set.candidates[number].label, token, token + count - 1});
  }
  seen.last_mention = static_cast<std::uint32_t>(mentions_.size());
  return is_cut;
}

void SeenMentions::look_at_label_places(const Sentence& sentence) const {
  label_places_of_ = sentence.number;
  label_places_.assign(sentence.tokens.token_count(), {});
  for (const MentionTokens& mention : of(sentence.number)) {
    const std::uint64_t label = bit_of_label(mention.label);
    label_places_[mention.first - sentence.tokens.begin].begins |= label;
    label_places_[mention.last - sentence.tokens.begin].ends |= label;
  }
}

bool SeenMentions::has_label(std::uint64_t labels, const Sentence& sentence, std::uint32_t token,
                             bool forward) const {
  if (label_places_of_ != sentence.number) look_at_label_places(sentence);
  const LabelPlaces& there = label_places_[token - sentence.tokens.begin];
  return ((forward ? there.begins : there.ends) & labels) != 0;
}

// ---- what they are ----

// Sentences have few mentions.
void SeenMentions::add_feature(const Seen& seen, std::uint32_t feature) {
  const auto first = features_.begin() + seen.first_feature;
  if (std::find(first, features_.end(), feature) == features_.end()) features_.push_back(feature);
}

// The number of a candidate's text, if any condition names it.
std::uint32_t SeenMentions::text_of(std::uint32_t number, const match::CandidateSet& set) {
  if (number >= texts_.size()) texts_.resize(set.candidates.size(), kUnreadText);
  if (texts_[number] != kUnreadText) return texts_[number];
  const Span span = set.candidates[number].span;
  texts_[number] = engine_->named_texts.find(input_->text.substr(span.begin, span.byte_size()))
                       .value_or(kNoText);
  return texts_[number];
}

// A given mention may have a label that no rule knows.
void SeenMentions::add_features(const Seen& seen, std::uint32_t number,
                                const match::CandidateSet& set) {
  const match::Candidate& candidate = set.candidates[number];
  if (candidate.label < engine_->label_count)
    add_feature(seen, engine_->feature_of_label(candidate.label));
  for (const match::EntryChoice& choice : candidate.entries) {
    const KindId kind = input_->catalog.kind(choice.entry);
    if (kind < engine_->kind_count) add_feature(seen, engine_->feature_of_kind(kind));
    if (const auto named = engine_->named_entries.find(choice.entry);
        named != engine_->named_entries.end())
      add_feature(seen, engine_->feature_of_named(named->second));
  }
  if (const std::uint32_t text = text_of(number, set); text != kNoText)
    add_feature(seen, engine_->feature_of_named(text));
}

void SeenMentions::look_at_features(std::size_t sentence, std::span<const std::uint32_t> candidates,
                                    const match::CandidateSet& set) {
  Seen& seen = sentences_[sentence];
  seen.has_gifts = false;
  seen.labels = seen.tables = seen.tables_from = 0;
  seen.first_feature = static_cast<std::uint32_t>(features_.size());
  for (const std::uint32_t number : candidates) {
    seen.labels |= bit_of_label(set.candidates[number].label);
    add_features(seen, number, set);
  }
  seen.last_feature = static_cast<std::uint32_t>(features_.size());
  for (const std::uint32_t feature : features(sentence)) {
    seen.tables |= engine_->tables_of[feature];
    seen.tables_from |= engine_->tables_from[feature];
  }
}

void SeenMentions::note_gifts(const match::CandidateSet& set) {
  const auto& sentences = input_->sentences;
  for (; seen_gifts_ < set.gifts.size(); ++seen_gifts_) {
    const std::uint32_t byte = set.candidates[set.gifts[seen_gifts_]].span.begin;
    const auto behind = std::partition_point(
        sentences.begin(), sentences.end(),
        [&](TokenRange it) { return input_->tokens[it.begin].span.begin <= byte; });
    if (behind == sentences.begin()) continue;
    sentences_[static_cast<std::size_t>(behind - sentences.begin() - 1)].has_gifts = true;
  }
}

}  // namespace waymark::grammar
