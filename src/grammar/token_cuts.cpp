// SPDX-License-Identifier: Apache-2.0
// Where candidates and Korean words cut the tokens of a sentence.
#include <algorithm>
#include <utility>
#include <vector>

#include "grammar/sentence_matcher.h"
#include "text/near_point.h"
#include "text/syllables.h"
#include "text/token.h"

namespace waymark::grammar {

// Adds the cuts that words make in a token of Hangul syllables. Phases look at a token again and
// again, while most of its candidates stay. `inside`: where these lie in it, in bytes.
void SentenceMatcher::add_hangul_cuts(
    std::uint32_t token, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& inside) {
  MatcherMemory::TokenCuts& known = memory_.cuts_of_tokens[token];
  auto& candidates = memory_.cut_candidates;
  auto& cuts = memory_.token_cuts;
  const auto first = candidates.begin() + known.first_candidate;
  if (!known.is_known ||
      !std::equal(inside.begin(), inside.end(), first, first + known.candidate_count)) {
    known = {static_cast<std::uint32_t>(candidates.size()),
             static_cast<std::uint32_t>(inside.size()), static_cast<std::uint32_t>(cuts.size()), 0,
             true};
    candidates.insert(candidates.end(), inside.begin(), inside.end());
    find_hangul_cuts(engine_.words, bytes_of(token), inside, memory_.hangul_cuts, cuts);
    known.cut_count = static_cast<std::uint32_t>(cuts.size()) - known.first_cut;
  }
  for (std::uint32_t i = known.first_cut; i < known.first_cut + known.cut_count; ++i)
    view().cuts.push_back(cuts[i] + input_.tokens[token].span.begin);
}

// Fills the cuts that Korean words make and, of what nothing cuts, where mentions lie; says whether
// anything cuts a token of the sentence.
bool SentenceMatcher::find_cuts(const Sentence& sentence, const match::CandidateSet& set) {
  view().cuts.clear();
  const auto first = input_.tokens.begin() + sentence.tokens.begin;
  const auto last = input_.tokens.begin() + sentence.tokens.end;
  MatcherMemory::Sight& sight = memory_.sights[sentence.number];
  sight.longest_candidate = 0;
  sight.first_mention = static_cast<std::uint32_t>(memory_.mention_tokens.size());
  bool is_cut = false;
  const auto token_at = [&](auto from, std::uint32_t byte) {
    const auto token = text::near_partition_point(
        from, last, [&](const text::Token& it) { return it.span.end <= byte; });
    is_cut = is_cut || (token != last && token->span.begin < byte);
    return token;
  };
  auto begin = first;
  for (const std::uint32_t number : sentence.candidates) {
    const Span span = set.candidates[number].span;
    begin = token_at(begin, span.begin);
    const auto count = static_cast<std::uint32_t>(token_at(begin, span.end) - begin);
    sight.longest_candidate = std::max(sight.longest_candidate, count);
    if (count == 0) continue;
    const auto token = static_cast<std::uint32_t>(begin - input_.tokens.begin());
    memory_.mention_tokens.push_back({set.candidates[number].label, token, token + count - 1});
  }
  sight.last_mention = static_cast<std::uint32_t>(memory_.mention_tokens.size());
  const bool may_words_cut = sight.has_hangul;
  if (!may_words_cut || engine_.words.hangul_sizes().empty()) return is_cut;
  // A candidate that began in an earlier token opens a place where it ends.
  auto& ends = memory_.candidate_ends;
  ends.clear();
  for (const std::uint32_t number : sentence.candidates)
    ends.push_back(set.candidates[number].span.end);
  std::sort(ends.begin(), ends.end());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> inside;
  std::size_t next = 0;
  for (auto token = first; token != last; ++token) {
    if (!token->has(text::kHangul)) continue;
    const std::string_view bytes = input_.text.substr(token->span.begin, token->span.byte_size());
    if (!text::is_syllables(bytes)) continue;
    inside.clear();
    while (next < sentence.candidates.size() &&
           set.candidates[sentence.candidates[next]].span.begin < token->span.begin)
      ++next;
    for (std::size_t i = next; i < sentence.candidates.size(); ++i) {
      const Span span = set.candidates[sentence.candidates[i]].span;
      if (span.begin >= token->span.end) break;
      if (span.end <= token->span.end && (span.begin - token->span.begin) % 3 == 0 &&
          span.byte_size() % 3 == 0)
        inside.emplace_back(span.begin - token->span.begin, span.end - token->span.begin);
    }
    for (auto end = std::upper_bound(ends.begin(), ends.end(), token->span.begin);
         end != ends.end() && *end < token->span.end; ++end) {
      const std::uint32_t offset = *end - token->span.begin;
      if (offset % 3 == 0) inside.emplace_back(offset, offset);
    }
    add_hangul_cuts(static_cast<std::uint32_t>(token - input_.tokens.begin()), inside);
  }
  is_cut = is_cut || !view().cuts.empty();
  if (is_cut) {
    memory_.mention_tokens.resize(sight.first_mention);
    sight.last_mention = sight.first_mention;
  }
  return is_cut;
}

}  // namespace waymark::grammar
