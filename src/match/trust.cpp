// SPDX-License-Identifier: Apache-2.0
// What a form proves by itself, and what company it needs. Every number here has its reason beside
// it; rules and resolution add to it or take from it.
#include "match/trust.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace waymark::match {
namespace {

using gazetteer::Catalog;
using gazetteer::Need;
using text::Token;

constexpr float kTrustOfPhrase =
    0.95f;  // several capitalised words in the very order of a name: no accident
constexpr float kTrustOfAcronym =
    0.85f;                             // capitals of three letters or more have few other readings
constexpr float kTrustOfWord = 0.8f;   // a capital inside a sentence marks a name
constexpr float kTrustAtStart = 0.7f;  // where a sentence begins, the capital says nothing
constexpr float kTrustOfShort = 0.6f;  // two letters have many readings
constexpr float kTrustOfLower = 0.6f;  // only the letters speak for it
constexpr float kTrustOfSyllable = 0.4f;  // one Hangul syllable is mostly a piece of another word

/// The tokens that a span touches.
TokenRange tokens_of(const std::vector<Token>& tokens, Span span) {
  const auto first = std::partition_point(tokens.begin(), tokens.end(),
                                          [&](const Token& t) { return t.span.end <= span.begin; });
  auto last = first;
  while (last != tokens.end() && last->span.begin < span.end) ++last;
  return {static_cast<std::uint32_t>(first - tokens.begin()),
          static_cast<std::uint32_t>(last - tokens.begin())};
}

bool ends_sentence(std::string_view text, const Token& token) {
  const std::string_view word = text.substr(token.span.begin, token.span.byte_size());
  return word == "." || word == "!" || word == "?";
}

bool begins_sentence(std::string_view text, const std::vector<Token>& tokens, std::uint32_t token) {
  if (token == 0 || tokens[token].has(text::kBlankLineBefore)) return true;
  return ends_sentence(text, tokens[token - 1]);
}

float trust_of_latin(std::string_view text, const std::vector<Token>& tokens, TokenRange range) {
  const Token& first = tokens[range.begin];
  if (!first.has(text::kUpperFirst) && !first.has(text::kHasDigit)) return kTrustOfLower;
  if (range.token_count() > 1) return kTrustOfPhrase;
  if (first.has(text::kAllUpper) && first.has(text::kTwoUpper))
    return first.span.byte_size() >= 3 ? kTrustOfAcronym : kTrustOfShort;
  return begins_sentence(text, tokens, range.begin) ? kTrustAtStart : kTrustOfWord;
}

/// Syllables are three bytes of UTF-8 each.
float trust_of_hangul(Span span) { return span.byte_size() <= 3 ? kTrustOfSyllable : kTrustOfWord; }

bool begins_inside_word(Span span, const Token& word) {
  return span.begin != word.span.begin && word.has(text::kHangul) && !word.has(text::kMixedInside);
}

/// Whether a span ends behind the first syllable of a longer word in Hangul: what crossed a space
/// to it did so by chance (강 건|너).
bool takes_first_syllable(Span span, const Token& word) {
  constexpr std::uint32_t kSyllable = 3;  // bytes
  return word.has(text::kHangul) && span.end < word.span.end &&
         span.end - word.span.begin <= kSyllable;
}

bool is_fulfilled(const Catalog& catalog, const Need& need, EntryId by) {
  switch (need.what) {
    case Need::What::kIn: {
      const auto outer = catalog.find(need.value);
      return outer && catalog.lies_in(by, *outer);
    }
    case Need::What::kEntry:
      return catalog.find(need.value) == by;
    case Need::What::kKind:
      return catalog.schema().find_kind(need.value) == catalog.kind(by);
    case Need::What::kLabel:
      return catalog.schema().find_label(need.value) == catalog.label(by);
  }
  return false;
}

/// The candidates that need nothing, and whether one of them fulfils a condition.
class Company {
 public:
  Company(const Catalog& catalog, const std::vector<Token>& tokens, const CandidateSet& set)
      : catalog_(catalog), tokens_(tokens) {
    for (const Candidate& candidate : set.candidates)
      for (const EntryChoice& choice : candidate.entries)
        if (!needs_company(catalog, choice)) sure_.push_back({candidate.span, choice.entry});
  }

  static bool needs_company(const Catalog& catalog, const EntryChoice& choice) {
    return choice.form != gazetteer::kNoForm && catalog.has_needs(choice.form);
  }

  bool supports(const Candidate& candidate, const EntryChoice& choice) const {
    for (const Need& need : catalog_.needs(choice.form))
      for (const Member& member : sure_)
        if (is_near(candidate.span, member.span, need.within) &&
            is_fulfilled(catalog_, need, member.entry))
          return true;
    return false;
  }

 private:
  struct Member {
    Span span;
    EntryId entry;
  };

  bool is_near(Span a, Span b, std::uint32_t within) const {
    if (within == 0) return true;
    const TokenRange left = tokens_of(tokens_, std::min(a, b));
    const TokenRange right = tokens_of(tokens_, std::max(a, b));
    return right.begin <= left.end + within;
  }

  const Catalog& catalog_;
  const std::vector<Token>& tokens_;
  std::vector<Member> sure_;
};

}  // namespace

void drop_unfounded(const std::vector<Token>& tokens, CandidateSet& set, Fates* fates) {
  // Sorted by begin: whatever ends before a candidate begins has been judged before it.
  std::unordered_set<std::uint32_t> known_ends;
  std::erase_if(set.candidates, [&](const Candidate& candidate) {
    const TokenRange range = tokens_of(tokens, candidate.span);
    const Token& first = tokens[range.begin];
    const Token& last = tokens[range.end - 1];
    const bool founded = (!begins_inside_word(candidate.span, first) ||
                          (&first == &last && known_ends.contains(candidate.span.begin))) &&
                         (&first == &last || !takes_first_syllable(candidate.span, last));
    if (founded && last.has(text::kHangul)) known_ends.insert(candidate.span.end);
    if (!founded && fates != nullptr) fates->dropped.push_back({candidate, Ground::kUnfounded});
    return !founded;
  });
}

void weigh(std::string_view text, const std::vector<Token>& tokens, CandidateSet& set) {
  for (Candidate& candidate : set.candidates) {
    const TokenRange range = tokens_of(tokens, candidate.span);
    candidate.trust = tokens[range.begin].has(text::kHangul) ? trust_of_hangul(candidate.span)
                                                             : trust_of_latin(text, tokens, range);
  }
}

namespace {

// A candidate for each entry that lacks company: the others may stay.
void note_alone(const Candidate& candidate, const EntryChoice& choice, Fates& fates) {
  Candidate alone;
  alone.span = candidate.span;
  alone.label = candidate.label;
  alone.trust = candidate.trust;
  alone.entries = {choice};
  fates.dropped.push_back({std::move(alone), Ground::kNeeds});
}

bool needs_company(const Catalog& catalog, const CandidateSet& set) {
  for (const Candidate& candidate : set.candidates)
    for (const EntryChoice& choice : candidate.entries)
      if (Company::needs_company(catalog, choice)) return true;
  return false;
}

}  // namespace

std::string_view describe_trust(float trust, std::string_view surface) {
  if (trust == kTrustOfPhrase) return "several words, the first with a capital";
  if (trust == kTrustOfAcronym) return "three capitals or more";
  if (trust == kTrustOfWord) return "a capital inside a sentence, or a Hangul word";
  if (trust == kTrustAtStart) return "a capital where a sentence begins";
  if (trust == kTrustOfShort) {
    const bool is_upper = !surface.empty() && surface.front() >= 'A' && surface.front() <= 'Z';
    return is_upper ? "two capitals" : "no capital";
  }
  if (trust == kTrustOfSyllable) return "one Hangul syllable";
  return {};
}

void settle_needs(const Catalog& catalog, const std::vector<Token>& tokens, CandidateSet& set,
                  Fates* fates) {
  if (!needs_company(catalog, set)) return;
  const Company company(catalog, tokens, set);
  for (Candidate& candidate : set.candidates)
    std::erase_if(candidate.entries, [&](const EntryChoice& choice) {
      if (!Company::needs_company(catalog, choice) || company.supports(candidate, choice))
        return false;
      if (fates != nullptr) note_alone(candidate, choice, *fates);
      return true;
    });
  std::erase_if(set.candidates,
                [](const Candidate& candidate) { return candidate.entries.empty(); });
}

}  // namespace waymark::match
