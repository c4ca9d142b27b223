// SPDX-License-Identifier: Apache-2.0
// A near miss alone is worthless: prose is full of capitalised words. So a correction asks for a
// spelling that is near one entry and clearly farther from every other, and for a context that
// expects that entry.
#include "match/correction.h"

#include <algorithm>
#include <optional>
#include <string>

#include "surface/caution.h"
#include "text/normal_form.h"

namespace waymark::match {
namespace {

using gazetteer::Catalog;
using text::Token;
using text::Tokens;

constexpr double kSlipsPerLetter = 0.12;  // one slip in eight letters
constexpr double kLargestDistance = 1.2;
constexpr double kMargin = 0.3;  // the next entry must be farther by half a slip
constexpr float kTrustOfCorrection = 0.6f;
constexpr std::size_t kLongestWord = 64;  // bytes

/// Corrects the tokens of one sentence at a time.
class Corrector {
 public:
  Corrector(const Catalog& catalog, const NearForms& near, std::string_view text,
            const Tokens& tokens, CandidateSet& set, CorrectionMemory& memory)
      : catalog_(catalog), near_(near), text_(text), tokens_(tokens), set_(set), memory_(memory) {}

  void correct(TokenRange sentence) {
    collect(sentence);
    if (!may_support()) return;
    for (std::uint32_t token = sentence.begin; token < sentence.end; ++token)
      if (is_unknown_name(token)) correct_token(token);
  }

  std::vector<Candidate> take() { return std::move(added_); }

 private:
  /// The entries that the sentence's candidates surely name.
  void collect(TokenRange sentence) {
    const Span span{tokens_[sentence.begin].span.begin, tokens_[sentence.end - 1].span.end};
    places_.clear();
    while (first_ < set_.candidates.size() && set_.candidates[first_].span.begin < span.begin)
      ++first_;
    for (std::size_t i = first_;
         i < set_.candidates.size() && set_.candidates[i].span.begin < span.end; ++i)
      for (const EntryChoice& choice : set_.candidates[i].entries) places_.push_back(choice.entry);
  }

  // Whether the sentence names what could support any entry at all; see is_supported().
  bool may_support() const {
    const auto has_parent = [&](EntryId place) {
      return catalog_.parent(place) != gazetteer::kNoEntry;
    };
    return std::count_if(places_.begin(), places_.end(), has_parent) >= 2 ||
           std::any_of(places_.begin(), places_.end(),
                       [&](EntryId place) { return near_.may_contain(place); });
  }

  bool is_unknown_name(std::uint32_t number) const {
    const Token& token = tokens_[number];
    if (!token.has(text::kUpperFirst) || !token.has(text::kLatin) || !token.has(text::kHasLower))
      return false;
    const auto touches = [&](const Candidate& c) { return c.span.overlaps(token.span); };
    const auto from = set_.candidates.begin() + static_cast<std::ptrdiff_t>(first_);
    const auto to = std::find_if(from, set_.candidates.end(), [&](const Candidate& c) {
      return c.span.begin >= token.span.end;
    });
    return std::none_of(from, to, touches);
  }

  void correct_token(std::uint32_t number) {
    const Span span = tokens_[number].span;
    const std::string_view word = text_.substr(span.begin, span.byte_size());
    if (word.size() > kLongestWord) return;
    const std::optional<NearForm> near = guess(memory_.find(tokens_[number].hash, word));
    if (!near || !is_supported(near->entry)) return;
    Candidate& candidate = added_.emplace_back();
    candidate.span = span;
    candidate.label = catalog_.label(near->entry);
    candidate.origin = Origin::kCorrected;
    candidate.trust = kTrustOfCorrection;
    candidate.entries.push_back({near->entry, near->form, 0, kByForm | kByDistance});
  }

  /// The one entry that a word is near, if there is one; words of English and names of families
  /// are themselves.
  const std::optional<NearForm>& guess(CorrectionMemory::Word& word) const {
    if (word.is_guessed) return word.guess;
    word.is_guessed = true;
    const std::string folded = text::fold(word.text);
    if (!surface::is_common_word(folded) && !surface::is_known_name(folded))
      word.guess = guess(folded);
    return word.guess;
  }

  /// The one entry that a spelling is near, clearly nearer than all others.
  std::optional<NearForm> guess(const std::string& folded) const {
    const double limit =
        std::min(kLargestDistance, kSlipsPerLetter * static_cast<double>(folded.size()));
    if (near_.find(folded, limit).empty()) return std::nullopt;  // as most: the nearer, the cheaper
    const std::vector<NearForm> found = near_.find(folded, limit + kMargin);
    if (found.empty() || found.front().distance > limit) return std::nullopt;
    if (found.size() > 1 && found[1].distance < found[0].distance + kMargin) return std::nullopt;
    return found.front();
  }

  /// A place that contains the entry, or two others that share its outermost container.
  bool is_supported(EntryId entry) const {
    std::size_t neighbours = 0;
    for (const EntryId place : places_) {
      if (place == entry || catalog_.label(place) != catalog_.label(entry)) continue;
      if (catalog_.lies_in(entry, place)) return true;
      if (catalog_.parent(place) != gazetteer::kNoEntry &&
          catalog_.lies_in(entry, outermost(place)))
        ++neighbours;
    }
    return neighbours >= 2;
  }

  EntryId outermost(EntryId entry) const {
    for (int steps = 0; steps < 64 && catalog_.parent(entry) != gazetteer::kNoEntry; ++steps)
      entry = catalog_.parent(entry);
    return entry;
  }

  const Catalog& catalog_;
  const NearForms& near_;
  std::string_view text_;
  const Tokens& tokens_;
  CandidateSet& set_;
  CorrectionMemory& memory_;
  std::vector<EntryId> places_;
  std::vector<Candidate> added_;
  std::size_t first_ = 0;  // of the candidates, the first of the sentence
};

}  // namespace

void CorrectionMemory::begin(const Catalog& catalog) {
  if (catalog_ == catalog.serial()) return;
  catalog_ = catalog.serial();
  words_.assign(kSize, {});
}

void correct(const Catalog& catalog, const NearForms& near, std::string_view text,
             const Tokens& tokens, const std::vector<TokenRange>& sentences, CandidateSet& set,
             CorrectionMemory& memory) {
  if (set.candidates.empty() || near.empty()) return;
  memory.begin(catalog);
  Corrector corrector(catalog, near, text, tokens, set, memory);
  for (const TokenRange& sentence : sentences) corrector.correct(sentence);
  std::vector<Candidate> added = corrector.take();
  if (added.empty()) return;
  const auto middle = static_cast<std::ptrdiff_t>(set.candidates.size());
  std::move(added.begin(), added.end(), std::back_inserter(set.candidates));
  std::inplace_merge(
      set.candidates.begin(), set.candidates.begin() + middle, set.candidates.end(),
      [](const Candidate& a, const Candidate& b) { return a.span.begin < b.span.begin; });
}

}  // namespace waymark::match
