// SPDX-License-Identifier: Apache-2.0
// Most sentences end before they have a lattice, and most lattices hold a part of a sentence: the
// stretch that the rules chosen for it can look at.
#include "grammar/sentence_matcher.h"

#include <algorithm>

#include "grammar/position_set.h"

namespace waymark::grammar {
namespace {

bool is_empty(const DispatchTable& table) { return table.always.empty() && table.ways.empty(); }

}  // namespace

void SentenceMatcher::begin(const Program& program, const Input& input, Diagnostics* warnings,
                            bool is_traced) {
  program_ = &program;
  input_ = &input;
  const Engine& engine = program.engine();
  sentences_before_ = sentences_seen_;
  sentences_seen_ += input.sentences.size();
  looks_once_ = engine.phases.size() == 1 && engine.phases.front().kind != PhaseKind::kRepeat &&
                is_empty(engine.phases.front().vetoing);
  is_cut_.assign(input.sentences.size(), 0);
  tokens_.begin(engine, input);
  needs_.begin(engine, tokens_, input.sentences.size());
  mentions_.begin(engine, input);
  neighbours_.begin(engine, tokens_, mentions_);
  places_.begin(engine, input, sentences_before_ + 1, tokens_, needs_, neighbours_);
  token_cuts_.begin(engine, input, tokens_);
  choice_.begin(engine, tokens_, mentions_, places_, needs_, neighbours_);
  matcher_.begin(engine, warnings, is_traced);
}

Sentence SentenceMatcher::sentence_at(std::size_t number) const {
  return {number, sentences_before_ + number + 1, input_->sentences[number]};
}

// ---- what is known of a sentence ----

std::uint64_t SentenceMatcher::tables_of(std::size_t sentence,
                                         std::span<const std::uint32_t> candidates) const {
  constexpr std::uint64_t kAll = ~std::uint64_t{0};
  const std::uint64_t of_tokens =
      places_.tables(sentence) | program_->engine().tables_without_needs;
  if (candidates.empty() && !places_.has_hangul(sentence)) return of_tokens;
  if (mentions_.is_changed(sentence, candidates) || is_cut_[sentence] != 0) return kAll;
  return of_tokens | places_.tables_with_mentions(sentence) | mentions_.tables(sentence) |
         mentions_.tables_from(sentence);
}

// Fills the cuts that Korean words make; says whether anything cuts a token of the sentence.
bool SentenceMatcher::find_cuts(const Sentence& sentence, const Question& question,
                                const match::CandidateSet& set) {
  cuts_.clear();
  if (places_.has_hangul(sentence.number))
    token_cuts_.find(sentence.tokens, question.candidates, set, cuts_);
  return !cuts_.empty();
}

// Looks at a sentence whose mentions are other ones than before or got entries; says whether they
// are other ones.
bool SentenceMatcher::look_again(const Sentence& sentence, const Question& question,
                                 const match::CandidateSet& set, View& view) {
  const std::size_t number = sentence.number;
  mentions_.note_gifts(set);
  const bool is_new = mentions_.is_changed(number, question.candidates);
  if (is_new) {
    const bool do_mentions_cut = mentions_.look(sentence, question.candidates, set);
    const bool do_words_cut = find_cuts(sentence, question, set);
    is_cut_[number] = do_mentions_cut || do_words_cut ? 1 : 0;
    if (is_cut_[number] == 0) places_.find(sentence);
    view.is_built = false;
  }
  if (!is_new && !mentions_.has_gifts(number)) return false;
  mentions_.look_at_features(number, question.candidates, set);
  if (is_cut_[number] == 0) places_.test(sentence, mentions_.labels(number));
  return is_new;
}

// Finds where ways of a table may be looked for from mentions.
void SentenceMatcher::find_from_mentions(const Sentence& sentence, const DispatchTable& table) {
  from_mentions_.clear();
  const std::size_t number = sentence.number;
  if (is_cut_[number] == 0 && (mentions_.tables_from(number) & table.bit) != 0)
    places_.find_from(mentions_.of(number), sentence, table, from_mentions_);
}

// Whether any rule of a table may be needed, as far as the tables tell.
bool SentenceMatcher::may_need(std::size_t number, const DispatchTable& table) const {
  if (is_cut_[number] != 0 || !from_mentions_.empty() || !table.always.empty()) return true;
  const std::uint64_t tables =
      places_.tables(number) | places_.tables_with_mentions(number) | mentions_.tables(number);
  return (tables & table.bit) != 0;
}

// ---- its view ----

// Long sentences share a view: there may be many of them. So do all where nothing looks twice: the
// memory of one stays near.
SentenceMatcher::View& SentenceMatcher::choose_view(const Sentence& sentence) {
  const bool is_long = sentence.tokens.token_count() > PositionSet::kMost;
  View& view =
      is_long || looks_once_ ? views_.back() : views_[std::min(sentence.number, kViews - 1)];
  if (view.serial == sentence.serial) return view;
  view.serial = sentence.serial;
  view.is_built = false;
  view.view.forget();
  return view;
}

void SentenceMatcher::build(View& view, TokenRange tokens, const Question& question,
                            const match::CandidateSet& set, bool is_cut, bool with_sets) {
  view.is_built = true;
  view.view.build({program_->engine(), *input_, tokens_, tokens, question.candidates, set, cuts_,
                   is_cut, with_sets});
}

// How much of the sentence the active rules can look at: all of it if any may look anywhere.
TokenRange SentenceMatcher::stretch_of(std::span<const ActiveRule> active,
                                       const Sentence& sentence) const {
  const TokenRange all = sentence.tokens;
  const std::uint32_t longest = mentions_.longest(sentence.number);
  TokenRange stretch{all.end, all.begin};
  for (const ActiveRule& it : active) {
    if (!it.is_near()) return all;
    const Reach& reach = program_->engine().reaches[it.rule];
    stretch.begin = std::min(
        stretch.begin, tokens_.farthest(all, all.begin + it.first, reach.before, longest, false));
    stretch.end = std::max(stretch.end,
                           tokens_.farthest(all, all.begin + it.last, reach.behind, longest, true));
  }
  // Whether tokens touch is seen only inside a lattice, so that one more stands on either side.
  return {std::max(stretch.begin, all.begin + 1) - 1, std::min(stretch.end + 1, all.end)};
}

namespace {

// Whether the active rules may be tried at so few places that sets of all places don't pay.
bool has_few_starts(std::span<const ActiveRule> active) {
  constexpr std::uint64_t kFew = 32;
  std::uint64_t starts = 0;
  for (const ActiveRule& it : active) starts += it.is_near() ? it.last - it.first + 1 : kFew + 1;
  return starts <= kFew;
}

}  // namespace

// Of a sentence that nothing cuts: where rules can match in a small part of it only, or at few
// places, that part, which no other phase shares. What may go beyond the longest span sees all, so
// that it is told.
SentenceMatcher::View& SentenceMatcher::build_what_is_needed(View& view, const Sentence& sentence,
                                                             const Question& question,
                                                             const match::CandidateSet& set,
                                                             std::vector<ActiveRule>& active) {
  constexpr std::uint32_t kSmall = 2;
  const TokenRange stretch = stretch_of(active, sentence);
  const bool are_few = has_few_starts(active);
  const bool is_part = stretch.token_count() * kSmall <= sentence.tokens.token_count() ||
                       (are_few && stretch.token_count() < kLongestSpan);
  cuts_.clear();
  if (!is_part) {
    build(view, sentence.tokens, question, set, false);
    return view;
  }
  View& part = views_.back();
  part.serial = 0;
  part.view.forget();
  build(part, stretch, question, set, false, !are_few);
  part.is_built = false;
  const match::Position left_out = stretch.begin - sentence.tokens.begin;
  for (ActiveRule& it : active) {
    it.first -= std::min(it.first, left_out);
    it.last -= left_out;
  }
  return part;
}

// ---- the way through ----

void SentenceMatcher::find(const Question& question, const match::CandidateSet& set,
                           DocumentEntries& document, const DispatchTable& table, Sharing sharing,
                           std::vector<Match>& matches) {
  if (is_empty(table)) return;
  const Sentence sentence = sentence_at(question.sentence);
  View& own = choose_view(sentence);
  const bool was_cut = is_cut_[sentence.number] != 0;
  const bool is_new = look_again(sentence, question, set, own);
  const bool is_cut = is_cut_[sentence.number] != 0;
  find_from_mentions(sentence, table);
  if (!may_need(sentence.number, table)) return;
  if (is_cut && !own.is_built) {
    if (!is_new) find_cuts(sentence, question, set);
    build(own, sentence.tokens, question, set, true);
  }
  // Where a cut came or went, rules may match other pieces than before.
  std::vector<ActiveRule>& active = choice_.choose({sentence, table, set, document,
                                                    was_cut || is_cut ? nullptr : question.changed,
                                                    is_cut ? &own.view : nullptr, from_mentions_});
  if (active.empty()) return;
  View& view = own.is_built ? own : build_what_is_needed(own, sentence, question, set, active);
  const Scene scene{program_->engine(), program_->schema(), *input_, set,
                    sentence.tokens,    question.standing,  document};
  Scan scan = view.view.scan(scene, memory_);
  if (sharing == Sharing::kOneAtATime) return matcher_.find_one_at_a_time(scan, active, matches);
  for (const ActiveRule& rule : active)
    matcher_.find(scan, rule, sharing == Sharing::kEveryStart, matches);
}

}  // namespace waymark::grammar
