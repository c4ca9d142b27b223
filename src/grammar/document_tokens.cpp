// SPDX-License-Identifier: Apache-2.0
// Most questions end at a token's shape; its bytes are looked at once.
#include "grammar/document_tokens.h"

#include <algorithm>

#include "grammar/regex_parser.h"

namespace waymark::grammar {

void DocumentTokens::begin(const Engine& engine, const Input& input) {
  engine_ = &engine;
  input_ = &input;
  words_.assign(input.tokens.size(), kUnreadWord);
  classes_.assign(input.tokens.size(), 0);
}

WordId DocumentTokens::word(std::uint32_t token) const {
  WordId& word = words_[token];
  if (word != kUnreadWord) return word;
  word = engine_->words.find(input_->tokens[token].hash, bytes(token));
  return word;
}

ClassMask DocumentTokens::classes(std::uint32_t token) const {
  ClassMask& classes = classes_[token];
  if (classes != 0) return classes;
  classes = classify(input_->tokens[token].shape, bytes(token), engine_->used_classes);
  return classes;
}

// Of classes that its shape alone does not tell.
bool DocumentTokens::has_class_by_bytes(std::uint32_t token, ClassMask wanted) const {
  const ClassMask known = classes_[token];
  if (known != 0) return (known & wanted) != 0;
  return (classify(input_->tokens[token].shape, bytes(token), wanted) & wanted) != 0;
}

// ---- in a sentence that nothing cuts ----

std::uint32_t DocumentTokens::end_of_run(TokenRange sentence, std::uint32_t from,
                                         bool forward) const {
  const std::uint32_t edge = forward ? sentence.end : sentence.begin;
  std::uint32_t at = from;
  for (std::uint32_t count = 0; at != edge && count < RegexParser::kLongestRun; ++count) {
    if (at != from && !touches_before(sentence, at)) break;
    at = forward ? at + 1 : at - 1;
  }
  return at;
}

std::uint32_t DocumentTokens::size_of_run(TokenRange sentence, std::uint32_t token,
                                          bool forward) const {
  const std::uint32_t far = end_of_run(sentence, forward ? token : token + 1, forward);
  const auto& tokens = input_->tokens;
  return forward ? tokens[far - 1].span.end - tokens[token].span.begin
                 : tokens[token].span.end - tokens[far].span.begin;
}

// A step over a token leads no farther than one over a run: from farther on a run leads no less
// far.
std::uint32_t DocumentTokens::farthest(TokenRange sentence, std::uint32_t from,
                                       const Extent& extent, std::uint32_t longest_mention,
                                       bool forward) const {
  const std::uint64_t steps = extent.tokens + std::uint64_t{extent.labels} * longest_mention;
  const std::uint32_t edge = forward ? sentence.end : sentence.begin;
  const std::uint32_t room = forward ? edge - from : from - edge;
  if (steps + extent.runs >= room) return edge;
  if (extent.runs == 0) {
    const auto count = static_cast<std::uint32_t>(steps);
    return forward ? from + count : from - count;
  }
  for (std::uint64_t i = 0; i < steps + extent.runs && from != edge; ++i)
    from = end_of_run(sentence, from, forward);
  return from;
}

bool DocumentTokens::matches_run(const RegexParser& regex, TokenRange sentence, std::uint32_t token,
                                 bool forward) const {
  constexpr std::uint32_t kLongestText = 1024;
  Span span = input_->tokens[token].span;
  for (std::uint32_t count = 1; count <= RegexParser::kLongestRun; ++count) {
    if (span.byte_size() > kLongestText ||
        regex.matches(regexes_, input_->text.substr(span.begin, span.byte_size())))
      return true;
    if (regex.takes_one_token || regex.is_too_long(span.byte_size()) ||
        token == (forward ? sentence.end - 1 : sentence.begin))
      return false;
    const Span next = input_->tokens[forward ? ++token : --token].span;
    if (forward ? span.end != next.begin : next.end != span.begin) return false;
    span = {std::min(span.begin, next.begin), std::max(span.end, next.end)};
  }
  return false;
}

}  // namespace waymark::grammar
