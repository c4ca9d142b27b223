// SPDX-License-Identifier: Apache-2.0
// A candidate that lies in a token of syllables, or one that ends there, opens a place at which a
// word may begin.
#include "grammar/token_cuts.h"

#include <algorithm>

#include "text/syllables.h"
#include "text/token.h"

namespace waymark::grammar {

void TokenCuts::begin(const Engine& engine, const Input& input, const DocumentTokens& tokens) {
  engine_ = &engine;
  input_ = &input;
  tokens_ = &tokens;
  known_.clear();
  candidates_.clear();
  cuts_.clear();
}

// Where candidates lie between syllables of a token. `candidates`: those from the first on that
// doesn't begin before it.
void TokenCuts::find_inside(const text::Token& token, std::span<const std::uint32_t> candidates,
                            const match::CandidateSet& set) {
  inside_.clear();
  const Span all = token.span;
  for (const std::uint32_t number : candidates) {
    const Span span = set.candidates[number].span;
    if (span.begin >= all.end) break;
    if (span.end <= all.end && (span.begin - all.begin) % text::kSyllableBytes == 0 &&
        span.byte_size() % text::kSyllableBytes == 0)
      inside_.emplace_back(span.begin - all.begin, span.end - all.begin);
  }
  // A candidate that began in an earlier token opens a place where it ends.
  for (auto end = std::upper_bound(ends_.begin(), ends_.end(), all.begin);
       end != ends_.end() && *end < all.end; ++end) {
    const std::uint32_t offset = *end - all.begin;
    if (offset % text::kSyllableBytes == 0) inside_.emplace_back(offset, offset);
  }
}

// The cuts of a token with the candidates inside it.
const TokenCuts::Known& TokenCuts::known_cuts(std::uint32_t token) {
  Known& known = known_[token];
  const auto first = candidates_.begin() + known.first_candidate;
  if (known.is_known &&
      std::equal(inside_.begin(), inside_.end(), first, first + known.candidate_count))
    return known;
  known = {static_cast<std::uint32_t>(candidates_.size()),
           static_cast<std::uint32_t>(inside_.size()), static_cast<std::uint32_t>(cuts_.size()), 0,
           true};
  candidates_.insert(candidates_.end(), inside_.begin(), inside_.end());
  find_hangul_cuts(engine_->words, tokens_->bytes(token), inside_, memory_, cuts_);
  known.cut_count = static_cast<std::uint32_t>(cuts_.size()) - known.first_cut;
  return known;
}

void TokenCuts::find(TokenRange sentence, std::span<const std::uint32_t> candidates,
                     const match::CandidateSet& set, std::vector<std::uint32_t>& cuts) {
  if (engine_->words.hangul_sizes().empty()) return;
  known_.resize(input_->tokens.size());
  ends_.clear();
  for (const std::uint32_t number : candidates) ends_.push_back(set.candidates[number].span.end);
  std::sort(ends_.begin(), ends_.end());
  std::size_t next = 0;
  for (std::uint32_t number = sentence.begin; number < sentence.end; ++number) {
    const text::Token& token = (*tokens_)[number];
    if (!token.has(text::kHangul) || !text::is_syllables(tokens_->bytes(number))) continue;
    while (next < candidates.size() &&
           set.candidates[candidates[next]].span.begin < token.span.begin)
      ++next;
    find_inside(token, candidates.subspan(next), set);
    const Known& known = known_cuts(number);
    for (std::uint32_t i = known.first_cut; i < known.first_cut + known.cut_count; ++i)
      cuts.push_back(cuts_[i] + token.span.begin);
  }
}

}  // namespace waymark::grammar
