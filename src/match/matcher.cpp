// SPDX-License-Identifier: Apache-2.0
// From every unit that can begin a form, the index is walked unit by unit: one hash step a unit, a
// comparison of keys only where a form ends. All forms are kept, overlaps included; rules and
// resolution decide.
#include "match/matcher.h"

#include <algorithm>
#include <string>

#include "match/letter_case.h"
#include "match/trust.h"
#include "text/normal_form.h"

namespace waymark::match {
namespace {

using gazetteer::Catalog;
using gazetteer::Index;
using text::Token;
using text::Unit;

/// Names longer than this are not looked for; no surface form has more units.
constexpr int kMaxUnits = 64;

/// One walk over a document.
class Search {
 public:
  Search(const Catalog& catalog, std::string_view text, const std::vector<Token>& tokens,
         const std::vector<Unit>& units, CandidateSet& set)
      : catalog_(catalog), text_(text), tokens_(tokens), units_(units), set_(set) {}

  void run() {
    for (std::size_t number = 0; number < catalog_.indexes().size(); ++number) {
      index_ = &catalog_.indexes()[number];
      index_number_ = number;
      for (std::uint32_t unit = 0; unit < units_.size(); ++unit)
        if (index_->may_start(units_[unit].hash)) walk(unit, unit, text::kEmptyPhrase, 1);
    }
  }

 private:
  /// Extends the phrase that begins at unit `first` by unit `last`.
  void walk(std::uint32_t first, std::uint32_t last, std::uint64_t prefix, int depth) {
    const std::uint64_t phrase = text::extend_phrase(prefix, units_[last].hash);
    const Index::Step step = index_->step(phrase);
    if (step.first_form != gazetteer::kNoForm && !catalog_.is_stopped(phrase))
      accept_forms(first, last, step.first_form);
    if (!step.continues || depth == kMaxUnits) return;
    const std::uint32_t next = units_[last].next;
    for (std::uint32_t unit = next;
         unit < units_.size() && units_[unit].span.begin == units_[next].span.begin; ++unit)
      if (is_reachable(last, unit)) walk(first, unit, phrase, depth + 1);
  }

  /// A name may cross one line break, never a blank line.
  bool is_reachable(std::uint32_t from, std::uint32_t to) const {
    return units_[from].token == units_[to].token ||
           !tokens_[units_[to].token].has(text::kBlankLineBefore);
  }

  void accept_forms(std::uint32_t first, std::uint32_t last, FormId form) {
    const Span span{units_[first].span.begin, units_[last].span.end};
    const std::string_view slice = text_.substr(span.begin, span.byte_size());
    folded_.clear();
    text::fold(slice, folded_);
    std::erase(folded_, ' ');
    if (!index_->key_equals(form, folded_)) return;
    const bool glued = units_[first].glued || units_[last].glued;
    for (; form != gazetteer::kNoForm; form = index_->next_of_key(form)) {
      if (index_->form_is_lookup_only(form) || (glued && !index_->form_is_glued(form))) continue;
      const EntryId entry = catalog_.global_entry(index_number_, index_->form_entry(form));
      if (catalog_.is_dropped(entry)) continue;
      const gazetteer::Case demand = index_->form_case(form);
      if (demand != gazetteer::Case::kAny && !has_case(form, slice, demand)) continue;
      add(span, entry, catalog_.global_form(index_number_, form));
    }
  }

  bool has_case(FormId form, std::string_view slice, gazetteer::Case demand) {
    return index_->form_text(form, form_text_) && satisfies_case(form_text_, slice, demand);
  }

  void add(Span span, EntryId entry, FormId form) {
    const LabelId label = catalog_.label(entry);
    for (auto it = set_.candidates.rbegin();
         it != set_.candidates.rend() && it->span.begin == span.begin; ++it)
      if (it->span == span && it->label == label) return add_choice(*it, entry, form);
    Candidate& candidate = set_.candidates.emplace_back();
    candidate.span = span;
    candidate.label = label;
    add_choice(candidate, entry, form);
  }

  static void add_choice(Candidate& candidate, EntryId entry, FormId form) {
    for (const EntryChoice& choice : candidate.entries)
      if (choice.entry == entry) return;
    candidate.entries.push_back({entry, form, 0, kByForm});
  }

  const Catalog& catalog_;
  std::string_view text_;
  const std::vector<Token>& tokens_;
  const std::vector<Unit>& units_;
  CandidateSet& set_;
  const Index* index_ = nullptr;
  std::size_t index_number_ = 0;
  std::string folded_, form_text_;
};

bool comes_before(const Candidate& a, const Candidate& b) {
  if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
  if (a.span.end != b.span.end) return a.span.end > b.span.end;
  return a.label < b.label;
}

/// Several indexes can know the same span under the same label: they are one candidate.
void merge_equal(std::vector<Candidate>& sorted) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (kept > 0 && sorted[kept - 1].span == sorted[i].span &&
        sorted[kept - 1].label == sorted[i].label) {
      for (const EntryChoice& choice : sorted[i].entries) {
        auto& entries = sorted[kept - 1].entries;
        if (std::none_of(entries.begin(), entries.end(),
                         [&](const auto& e) { return e.entry == choice.entry; }))
          entries.push_back(choice);
      }
    } else {
      if (kept != i) sorted[kept] = std::move(sorted[i]);
      ++kept;
    }
  }
  sorted.resize(kept);
}

}  // namespace

void find_candidates(const Catalog& catalog, std::string_view text,
                     const std::vector<Token>& tokens, const std::vector<Unit>& units,
                     CandidateSet& set) {
  Search(catalog, text, tokens, units, set).run();
  std::stable_sort(set.candidates.begin(), set.candidates.end(), comes_before);
  merge_equal(set.candidates);
  drop_unfounded(tokens, set);
  weigh(text, tokens, set);
}

}  // namespace waymark::match
