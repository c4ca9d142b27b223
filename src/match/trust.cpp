// SPDX-License-Identifier: Apache-2.0
// What a form proves by itself, and what company it needs. Every number here has its reason beside
// it; rules and resolution add to it or take from it.
#include "match/trust.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "text/particles.h"

namespace waymark::match {
namespace {

using gazetteer::Catalog;
using gazetteer::Need;
using text::Token;
using text::Tokens;

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
TokenRange tokens_of(const Tokens& tokens, Span span) {
  const auto first = std::partition_point(tokens.begin(), tokens.end(),
                                          [&](const Token& t) { return t.span.end <= span.begin; });
  auto last = first;
  while (last != tokens.end() && last->span.begin < span.end) ++last;
  return {static_cast<std::uint32_t>(first - tokens.begin()),
          static_cast<std::uint32_t>(last - tokens.begin())};
}

bool ends_sentence(std::string_view text, const Token& token) {
  if (token.span.byte_size() != 1) return false;
  const char mark = text[token.span.begin];
  return mark == '.' || mark == '!' || mark == '?';
}

bool begins_sentence(std::string_view text, const Tokens& tokens, std::uint32_t token) {
  if (token == 0 || tokens[token].has(text::kBlankLineBefore)) return true;
  return ends_sentence(text, tokens[token - 1]);
}

float trust_of_latin(std::string_view text, const Tokens& tokens, TokenRange range) {
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
/// to it did so by chance (강 건|너). Four syllables and particles behind them do not meet by
/// chance (평화의 집|에서).
bool takes_first_syllable(std::string_view text, Span span, const Token& word) {
  constexpr std::uint32_t kSyllable = 3, kSure = 4 * kSyllable;  // bytes
  if (!word.has(text::kHangul) || span.end == word.span.end ||
      span.end - word.span.begin > kSyllable)
    return false;
  const std::string_view rest = text.substr(span.end, word.span.end - span.end);
  return span.byte_size() < kSure || !text::is_particle_run(rest);
}

/// What a need asks for, as numbers.
struct Wanted {
  Need::What what = Need::What::kIn;
  std::uint32_t within = 0;
  std::uint32_t number = 0;                        // of an entry, a kind or a label
  bool is_known = false;                           // the gazetteer has such a thing
  std::optional<bool> is_anywhere = std::nullopt;  // whether the document has it, once asked
};

Wanted make_wanted(const Catalog& catalog, const Need& need) {
  Wanted wanted{need.what, need.within};
  const auto set = [&](const auto& number) {
    wanted.is_known = number.has_value();
    if (number) wanted.number = *number;
  };
  switch (need.what) {
    case Need::What::kIn:
    case Need::What::kEntry:
      set(catalog.find(need.value));
      break;
    case Need::What::kKind:
      set(catalog.schema().find_kind(need.value));
      break;
    case Need::What::kLabel:
      set(catalog.schema().find_label(need.value));
      break;
  }
  return wanted;
}

bool is_fulfilled(const Catalog& catalog, const Wanted& wanted, EntryId by) {
  if (!wanted.is_known) return false;
  switch (wanted.what) {
    case Need::What::kIn:
      return catalog.lies_in(by, wanted.number);
    case Need::What::kEntry:
      return wanted.number == by;
    case Need::What::kKind:
      return wanted.number == catalog.kind(by);
    case Need::What::kLabel:
      return wanted.number == catalog.label(by);
  }
  return false;
}

/// The candidates that need nothing, and whether one of them fulfils a condition.
class Company {
 public:
  Company(const Catalog& catalog, const Tokens& tokens, const CandidateSet& set)
      : catalog_(catalog), tokens_(tokens) {
    for (const Candidate& candidate : set.candidates)
      for (const EntryChoice& choice : candidate.entries)
        if (!needs_company(catalog, choice)) add(candidate.span, choice.entry);
    std::sort(entries_.begin(), entries_.end());
    entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  }

  static bool needs_company(const Catalog& catalog, const EntryChoice& choice) {
    return choice.form != gazetteer::kNoForm && catalog.has_needs(choice.form);
  }

  bool supports(const Candidate& candidate, const EntryChoice& choice) {
    std::vector<Wanted>& needs = needs_of(choice.form);
    return std::any_of(needs.begin(), needs.end(), [&](Wanted& wanted) {
      return wanted.within == 0 ? is_anywhere(wanted) : is_near(wanted, candidate.span);
    });
  }

 private:
  struct Member {
    Span span;
    TokenRange tokens;
    EntryId entry;
  };

  void add(Span span, EntryId entry) {
    const bool is_again = !sure_.empty() && sure_.back().span == span;
    sure_.push_back({span, is_again ? sure_.back().tokens : tokens_of(tokens_, span), entry});
    entries_.push_back(entry);
  }

  std::vector<Wanted>& needs_of(FormId form) {
    const auto [known, is_new] = needs_.try_emplace(form);
    if (is_new)
      for (const Need& need : catalog_.needs(form))
        known->second.push_back(make_wanted(catalog_, need));
    return known->second;
  }

  bool is_anywhere(Wanted& wanted) const {
    if (!wanted.is_anywhere)
      wanted.is_anywhere = std::any_of(entries_.begin(), entries_.end(), [&](EntryId entry) {
        return is_fulfilled(catalog_, wanted, entry);
      });
    return *wanted.is_anywhere;
  }

  bool is_near(const Wanted& wanted, Span span) const {
    const TokenRange range = tokens_of(tokens_, span);
    return std::any_of(sure_.begin(), sure_.end(), [&](const Member& member) {
      const bool is_before = span < member.span;
      const TokenRange left = is_before ? range : member.tokens;
      const TokenRange right = is_before ? member.tokens : range;
      return right.begin <= left.end + wanted.within &&
             is_fulfilled(catalog_, wanted, member.entry);
    });
  }

  const Catalog& catalog_;
  const Tokens& tokens_;
  std::vector<Member> sure_;
  std::vector<EntryId> entries_;  // of sure_, each once
  std::unordered_map<FormId, std::vector<Wanted>> needs_;
};

/// Tells names in Hangul from pieces of words, asked by rising begin: whatever ends before a
/// candidate begins has been judged before it.
class Foundation {
 public:
  Foundation(std::string_view text, const Tokens& tokens) : text_(text), tokens_(tokens) {}

  bool carries(Span span, TokenRange range) {
    const Token& first = tokens_[range.begin];
    const Token& last = tokens_[range.end - 1];
    if (begins_inside_word(span, first) && (&first != &last || !known_ends_.contains(span.begin)))
      return false;
    if (&first != &last && takes_first_syllable(text_, span, last)) return false;
    if (last.has(text::kHangul)) known_ends_.insert(span.end);
    return true;
  }

 private:
  std::string_view text_;
  const Tokens& tokens_;
  std::unordered_set<std::uint32_t> known_ends_;
};

float trust_of(std::string_view text, const Tokens& tokens, Span span, TokenRange range) {
  return tokens[range.begin].has(text::kHangul) ? trust_of_hangul(span)
                                                : trust_of_latin(text, tokens, range);
}

}  // namespace

void weigh(std::string_view text, const Tokens& tokens, const std::vector<TokenRange>& known,
           CandidateSet& set, Fates* fates) {
  Foundation foundation(text, tokens);
  auto kept = set.candidates.begin();
  for (std::size_t i = 0; i < set.candidates.size(); ++i) {
    Candidate& candidate = set.candidates[i];
    const TokenRange range = known.empty() ? tokens_of(tokens, candidate.span) : known[i];
    if (foundation.carries(candidate.span, range)) {
      candidate.trust = trust_of(text, tokens, candidate.span, range);
      if (&*kept != &candidate) *kept = std::move(candidate);
      ++kept;
    } else if (fates != nullptr) {
      fates->dropped.push_back({std::move(candidate), Ground::kUnfounded});
    }
  }
  set.candidates.erase(kept, set.candidates.end());
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
  if (!catalog.has_needs()) return false;
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

void settle_needs(const Catalog& catalog, const Tokens& tokens, CandidateSet& set, Fates* fates) {
  if (!needs_company(catalog, set)) return;
  Company company(catalog, tokens, set);
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
