// SPDX-License-Identifier: Apache-2.0
// The features of a sentence (words, labels, classes) choose the rules; only if there are any is
// the lattice built. A token that candidates or Korean words cut has words inside that its hash
// doesn't show: then the lattice comes first.
#include "grammar/sentence_matcher.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "grammar/combinators.h"
#include "grammar/probe.h"
#include "grammar/token_parser.h"
#include "text/normal_form.h"
#include "text/token.h"

namespace waymark::grammar {
namespace {

constexpr std::uint64_t kBaseSteps = 1'000'000, kStepsOfPosition = 200;
constexpr std::size_t kShared = MatcherMemory::kViews - 1;
constexpr WordId kNotAsked = kNoWord - 1;
constexpr std::uint32_t kNoText = kNoWord;
constexpr std::size_t kFewStarts = 4;  // tried one by one as cheaply as all at once

// How many tokens one run of touching ones has at most; a regular expression takes no more.
std::uint32_t find_longest_run(const std::vector<text::Token>& tokens, TokenRange sentence) {
  std::uint32_t run = 1, longest = 1;
  for (std::uint32_t i = sentence.begin + 1; i < sentence.end; ++i) {
    run = tokens[i - 1].span.end == tokens[i].span.begin ? run + 1 : 1;
    longest = std::max(longest, run);
  }
  return std::min(longest, RegexParser::kLongestRun);
}

bool is_empty(const DispatchTable& table) { return table.always.empty() && table.ways.empty(); }

}  // namespace

std::uint64_t step_limit(const Lattice& lattice) {
  return kBaseSteps + kStepsOfPosition * lattice.last();
}

SentenceMatcher::SentenceMatcher(const Program& program, const Input& input, MatcherMemory& memory,
                                 Diagnostics* warnings, bool is_traced)
    : program_(program),
      engine_(program.engine()),
      input_(input),
      memory_(memory),
      warnings_(warnings),
      is_traced_(is_traced) {
  memory_.feature_seen.resize(engine_.feature_count());
  memory_.need_seen.resize(engine_.needs.size());
  memory_.way_seen.resize(engine_.ways.size());
  memory_.way_refused.resize(engine_.ways.size());
  memory_.warned.assign(engine_.rules.size(), 0);
  memory_.slot_of_rule.resize(engine_.rules.size());
  memory_.active_turn.resize(engine_.rules.size());
  memory_.views.resize(MatcherMemory::kViews);
  for (MatcherMemory::View& view : memory_.views) view.sentence = MatcherMemory::kNoSentence;
  for (ClassMask left = engine_.listed_classes; left != 0; left &= left - 1)
    listed_shapes_ |= shapes_of(static_cast<TokenClassId>(std::countr_zero(left)));
  looks_once_ = engine_.phases.size() == 1 && engine_.phases.front().kind != PhaseKind::kRepeat &&
                is_empty(engine_.phases.front().vetoing);
  look_at_documents_tokens();
}

void SentenceMatcher::look_at_documents_tokens() {
  memory_.words_of_tokens.assign(input_.tokens.size(), kNotAsked);
  memory_.classes_of_tokens.assign(input_.tokens.size(), 0);
  memory_.sights.assign(input_.sentences.size(), {});
  memory_.dispatched.clear();
  memory_.seen_candidates.clear();
  memory_.texts_of_candidates.clear();
  memory_.cuts_of_tokens.assign(input_.tokens.size(), {});
  memory_.cut_candidates.clear();
  memory_.token_cuts.clear();
  find_listed_tokens();
  std::size_t next = 0;
  for (std::size_t number = 0; number < input_.sentences.size(); ++number)
    next = look_at_tokens(input_.sentences[number], next, memory_.sights[number]);
}

// Most tokens are no word under which rules are listed. The tables aren't near where texts are
// long: each is asked for the whole document before it is read.
void SentenceMatcher::find_listed_tokens() {
  auto& listed = memory_.listed_tokens;
  listed.clear();
  for (std::uint32_t i = 0; i < input_.tokens.size(); ++i) {
    if (!engine_.listed_words.may_hold(input_.tokens[i].hash)) continue;
    engine_.words.prefetch(input_.tokens[i].hash);
    listed.push_back({0, i});
  }
  const bool is_sure = !engine_.words.has_equal_hashes();
  for (MatcherMemory::Place& place : listed) {
    const WordId word =
        is_sure ? engine_.words.find_likely(input_.tokens[place.token].hash) : word_of(place.token);
    place.feature = word == kNoWord ? kNoWord : engine_.feature_of_word(word);
    if (word != kNoWord) engine_.prefetch(place.feature);
  }
}

// `next`: the first of the listed tokens that may stand in the sentence; gives the first behind it.
std::size_t SentenceMatcher::look_at_tokens(TokenRange tokens, std::size_t next,
                                            MatcherMemory::Sight& sight) {
  const auto note = [&](std::uint32_t feature, std::uint32_t token) {
    if (engine_.tables_of[feature] == 0) return;
    sight.tables |= engine_.tables_of[feature];
    memory_.dispatched.push_back({feature, token});
    engine_.phases.front().marking.prefetch_ways(feature);
  };
  sight.first_place = static_cast<std::uint32_t>(memory_.dispatched.size());
  const auto& listed = memory_.listed_tokens;
  for (; next < listed.size() && listed[next].token < tokens.end; ++next)
    if (listed[next].token >= tokens.begin && listed[next].feature != kNoWord)
      note(listed[next].feature, listed[next].token);
  for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) {
    if ((input_.tokens[token].shape & listed_shapes_) == 0) continue;
    for (ClassMask left = listed_classes_of(token); left != 0; left &= left - 1)
      note(engine_.feature_of_class(static_cast<TokenClassId>(std::countr_zero(left))), token);
  }
  sight.last_place = static_cast<std::uint32_t>(memory_.dispatched.size());
  return next;
}

// The classes of a token under which rules are listed.
ClassMask SentenceMatcher::listed_classes_of(std::uint32_t token) const {
  const ClassMask listed = engine_.listed_classes;
  const std::uint32_t shape = input_.tokens[token].shape;
  ClassMask rest = listed & ~kClassesOfShape;
  if ((shape & text::kHasDigit) == 0) rest &= ~kClassesOfDigits;
  const ClassMask found =
      classes_of_shape(shape) | (rest != 0 ? classify(shape, bytes_of(token), rest) : 0);
  return found & listed;
}

std::string_view SentenceMatcher::bytes_of(std::uint32_t token) const {
  const Span span = input_.tokens[token].span;
  return input_.text.substr(span.begin, span.byte_size());
}

ClassMask SentenceMatcher::classes_of(std::uint32_t token) const {
  ClassMask& classes = memory_.classes_of_tokens[token];
  if (classes != 0) return classes;
  classes = classify(input_.tokens[token].shape, bytes_of(token), engine_.used_classes);
  return classes;
}

// Whether a token has one of the classes. They alone are asked for, if they aren't known.
bool SentenceMatcher::has_class(std::uint32_t token, ClassMask wanted) const {
  if ((wanted & ~kClassesOfShape) == 0)
    return (classes_of_shape(input_.tokens[token].shape) & wanted) != 0;
  const ClassMask known = memory_.classes_of_tokens[token];
  if (known != 0) return (known & wanted) != 0;
  return (classify(input_.tokens[token].shape, bytes_of(token), wanted) & wanted) != 0;
}

WordId SentenceMatcher::word_of(std::uint32_t token) const {
  WordId& word = memory_.words_of_tokens[token];
  if (word != kNotAsked) return word;
  word = engine_.words.find(input_.tokens[token].hash, bytes_of(token));
  return word;
}

// ---- cuts inside tokens ----

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
    find_hangul_cuts(engine_.words, bytes_of(token), inside, cuts);
    known.cut_count = static_cast<std::uint32_t>(cuts.size()) - known.first_cut;
  }
  for (std::uint32_t i = known.first_cut; i < known.first_cut + known.cut_count; ++i)
    view().cuts.push_back(cuts[i] + input_.tokens[token].span.begin);
}

// Fills the cuts that Korean words make; says whether anything cuts a token of the sentence.
bool SentenceMatcher::find_cuts(const Sentence& sentence, const match::CandidateSet& set) {
  view().cuts.clear();
  const auto first = input_.tokens.begin() + sentence.tokens.begin;
  const auto last = input_.tokens.begin() + sentence.tokens.end;
  std::uint32_t& longest = memory_.sights[sentence.number].longest_candidate;
  longest = 0;
  bool is_cut = false;
  const auto token_at = [&](std::uint32_t byte) {
    const auto token = std::partition_point(
        first, last, [&](const text::Token& it) { return it.span.end <= byte; });
    is_cut = is_cut || (token != last && token->span.begin < byte);
    return token;
  };
  for (const std::uint32_t number : sentence.candidates) {
    const Span span = set.candidates[number].span;
    const auto begin = token_at(span.begin);
    longest = std::max(longest, static_cast<std::uint32_t>(token_at(span.end) - begin));
  }
  if (engine_.words.hangul_sizes().empty()) return is_cut;
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
    if (!is_hangul_syllables(bytes)) continue;
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
  return is_cut || !view().cuts.empty();
}

// Long sentences share a view: there may be many of them. So do all where nothing looks twice: the
// memory of one stays near.
void SentenceMatcher::choose_view(const Sentence& sentence) {
  const bool is_long = sentence.tokens.token_count() > PositionSet::kMost;
  memory_.view = is_long || looks_once_ ? kShared : std::min(sentence.number, kShared);
  if (view().sentence == sentence.number) return;
  view().sentence = sentence.number;
  view().is_built = view().has_tokens = false;
}

void SentenceMatcher::build_view(const Sentence& sentence, const match::CandidateSet& set,
                                 bool is_cut, bool with_sets) {
  view().is_built = true;
  const bool has_same_tokens =
      view().lattice.build({input_.text, input_.tokens, sentence.tokens, set, sentence.candidates,
                            view().cuts, is_cut, std::exchange(view().has_tokens, true)});
  if (has_same_tokens) return view().start_places.forget_labels();
  look_at_arcs(sentence, is_cut);
  if (with_sets) {
    view().sets.fill(input_.text, view().lattice, view().classes);
  } else {
    view().sets.fit = false;
  }
  view().start_places.clear(engine_);
  view().elements.clear(engine_.element_count);
}

// How many positions something takes at most in a sentence. Requires: nothing cuts a token of it.
std::uint64_t SentenceMatcher::positions(const Sentence& sentence, const Extent& extent) const {
  MatcherMemory::Sight& sight = memory_.sights[sentence.number];
  if (extent.runs != 0 && sight.longest_run == 0)
    sight.longest_run = find_longest_run(input_.tokens, sentence.tokens);
  return extent.positions(sight.longest_candidate, sight.longest_run);
}

// How much of the sentence the active rules can look at: all of it if any may look anywhere.
TokenRange SentenceMatcher::stretch_of_active(const Sentence& sentence) const {
  std::uint64_t first = sentence.tokens.end, last = sentence.tokens.begin;
  const auto is_bounded = [](const Extent& extent) {
    return std::max({extent.tokens, extent.labels, extent.runs}) < kLongestSpan &&
           !extent.looks_ahead;
  };
  for (const MatcherMemory::Active& active : memory_.active) {
    const Reach& reach = engine_.reaches[active.rule];
    if (!active.is_near() || !is_bounded(reach.before) || !is_bounded(reach.behind))
      return sentence.tokens;
    // Whether tokens touch is seen only inside a lattice, so that one more stands on either side.
    const std::uint64_t before = positions(sentence, reach.before) + 1;
    const std::uint64_t begin = std::uint64_t{sentence.tokens.begin} + active.first;
    first = std::min(first, begin - std::min(begin, before));
    last = std::max(last, std::uint64_t{sentence.tokens.begin} + active.last +
                              positions(sentence, reach.behind) + 1);
  }
  const auto clamped = [&](std::uint64_t token) {
    return static_cast<std::uint32_t>(
        std::clamp<std::uint64_t>(token, sentence.tokens.begin, sentence.tokens.end));
  };
  return {clamped(first), clamped(last)};
}

// Whether the active rules are tried at so few places that sets of all places don't pay.
bool SentenceMatcher::has_few_starts() const {
  std::uint64_t starts = 0;
  for (const MatcherMemory::Active& active : memory_.active)
    starts += active.is_near() ? active.last - active.first + 1 : kFewStarts + 1;
  return starts <= kFewStarts;
}

// Of a sentence that nothing cuts: where rules can match in a small part of it only, that part.
void SentenceMatcher::build_what_is_needed(const Sentence& sentence,
                                           const match::CandidateSet& set) {
  constexpr std::uint32_t kSmall = 2;
  const TokenRange stretch = stretch_of_active(sentence);
  if (stretch.token_count() * kSmall > sentence.tokens.token_count()) {
    view().cuts.clear();
    return build_view(sentence, set, false);
  }
  memory_.view = kShared;
  view().sentence = MatcherMemory::kNoSentence;
  view().has_tokens = false;
  view().cuts.clear();
  Sentence part = sentence;
  part.tokens = stretch;
  build_view(part, set, false, !has_few_starts());
  view().is_built = false;
  const Position left_out = stretch.begin - sentence.tokens.begin;
  for (MatcherMemory::Active& active : memory_.active) {
    active.first -= std::min(active.first, left_out);
    active.last -= left_out;
  }
}

// What the token arcs of a new lattice are.
void SentenceMatcher::look_at_arcs(const Sentence& sentence, bool is_cut) {
  if (!is_cut) {
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      (void)word_of(i);
      (void)classes_of(i);
    }
    const std::size_t count = sentence.tokens.end - sentence.tokens.begin;
    view().words = std::span(memory_.words_of_tokens).subspan(sentence.tokens.begin, count);
    view().classes = std::span(memory_.classes_of_tokens).subspan(sentence.tokens.begin, count);
    return;
  }
  view().arc_words.clear();
  view().arc_classes.clear();
  for (const match::TokenArc& arc : view().lattice.token_arcs()) {
    const std::string_view bytes = input_.text.substr(arc.span.begin, arc.span.byte_size());
    view().arc_words.push_back(arc.whole ? word_of(arc.token)
                                         : engine_.words.find(arc.hash, bytes));
    view().arc_classes.push_back(arc.whole ? classes_of(arc.token)
                                           : classify(arc.shape, bytes, engine_.used_classes));
  }
  view().words = view().arc_words;
  view().classes = view().arc_classes;
}

// ---- which rules ----

void SentenceMatcher::see(std::uint32_t feature) {
  if (memory_.feature_seen[feature] == memory_.turn) return;
  memory_.feature_seen[feature] = memory_.turn;
  memory_.present.push_back(feature);
}

// A given mention may have a label that no rule knows.
void SentenceMatcher::see_mentions(const Sentence& sentence, const match::CandidateSet& set) {
  for (const std::uint32_t number : sentence.candidates) {
    const match::Candidate& candidate = set.candidates[number];
    if (candidate.label < engine_.label_count) see(engine_.feature_of_label(candidate.label));
    for (const match::EntryChoice& choice : candidate.entries) {
      const KindId kind = input_.catalog.kind(choice.entry);
      if (kind < engine_.kind_count) see(engine_.feature_of_kind(kind));
      if (const auto named = engine_.named_entries.find(choice.entry);
          named != engine_.named_entries.end())
        see(engine_.feature_of_named(named->second));
    }
    if (const std::uint32_t text = text_of(number, set); text != kNoText)
      see(engine_.feature_of_named(text));
  }
}

// The number of a candidate's text, if any condition names it.
std::uint32_t SentenceMatcher::text_of(std::uint32_t number, const match::CandidateSet& set) {
  auto& texts = memory_.texts_of_candidates;
  if (number >= texts.size()) texts.resize(set.candidates.size(), kNotAsked);
  if (texts[number] != kNotAsked) return texts[number];
  const auto named =
      engine_.named_texts.find(text::fold(surface_text(input_.text, set.candidates[number].span)));
  texts[number] = named == engine_.named_texts.end() ? kNoText : named->second;
  return texts[number];
}

void SentenceMatcher::see_classes(ClassMask classes) {
  for (; classes != 0; classes &= classes - 1)
    see(engine_.feature_of_class(static_cast<TokenClassId>(std::countr_zero(classes))));
}

void SentenceMatcher::see_words_of_tokens(const Sentence& sentence) {
  memory_.has_seen_words = true;
  for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
    if (const WordId word = word_of(i); word != kNoWord)
      fulfil_needs(engine_.feature_of_word(word));
}

void SentenceMatcher::see_classes_of_tokens(const Sentence& sentence) {
  memory_.has_seen_classes = true;
  ClassMask classes = 0;
  for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
    if (const ClassMask wanted = engine_.used_classes & ~classes; wanted != 0)
      classes |= classify(input_.tokens[i].shape, bytes_of(i), wanted);
  for (; classes != 0; classes &= classes - 1)
    fulfil_needs(engine_.feature_of_class(static_cast<TokenClassId>(std::countr_zero(classes))));
}

// The words of tokens that are cut are seen too: a test may ask for them.
void SentenceMatcher::see_arcs(const Sentence& sentence) {
  for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
    if (const WordId word = word_of(i); word != kNoWord) see(engine_.feature_of_word(word));
  memory_.has_seen_words = memory_.has_seen_classes = true;
  ClassMask classes = 0;
  for (std::size_t i = 0; i < view().words.size(); ++i) {
    classes |= view().classes[i];
    if (view().words[i] != kNoWord) see(engine_.feature_of_word(view().words[i]));
  }
  see_classes(classes);
}

bool SentenceMatcher::is_changed(const MatcherMemory::Sight& sight,
                                 const Sentence& sentence) const {
  if (!sight.is_seen || sight.candidate_count != sentence.candidates.size()) return true;
  return !std::equal(sentence.candidates.begin(), sentence.candidates.end(),
                     memory_.seen_candidates.begin() + sight.first_candidate);
}

void SentenceMatcher::look_at(MatcherMemory::Sight& sight, const Sentence& sentence,
                              const match::CandidateSet& set) {
  auto& seen = memory_.seen_candidates;
  if (!sight.is_seen || sight.candidate_count < sentence.candidates.size()) {
    sight.first_candidate = static_cast<std::uint32_t>(seen.size());
    seen.resize(seen.size() + sentence.candidates.size());
  }
  std::copy(sentence.candidates.begin(), sentence.candidates.end(),
            seen.begin() + sight.first_candidate);
  sight.candidate_count = static_cast<std::uint32_t>(sentence.candidates.size());
  sight.is_seen = true;
  sight.is_cut = find_cuts(sentence, set);
  sight.tables_of_labels = 0;
  for (const std::uint32_t number : sentence.candidates) {
    const LabelId label = set.candidates[number].label;
    if (label < engine_.label_count)
      sight.tables_of_labels |= engine_.tables_of[engine_.feature_of_label(label)];
  }
  if (!sentence.candidates.empty()) sight.tables_of_labels |= engine_.tables_of_mentions;
}

namespace {

// Whether a change of mentions with some labels can change what a rule matches.
bool may_change(const CompiledRule& rule, const std::vector<std::uint8_t>& changed) {
  return rule.reads_all || std::any_of(rule.reads.begin(), rule.reads.end(),
                                       [&](LabelId label) { return changed[label] != 0; });
}

}  // namespace

void SentenceMatcher::fulfil_needs(std::uint32_t feature) {
  for (std::uint32_t i = engine_.feature_needs_from[feature];
       i < engine_.feature_needs_from[feature + 1]; ++i)
    memory_.need_seen[engine_.feature_needs[i]] = memory_.turn;
}

// Whether the sentence has one of the features of a need. What its tokens are is looked at when it
// matters.
bool SentenceMatcher::has_need(const Sentence& sentence, std::uint32_t need) {
  if (!std::exchange(memory_.has_fulfilled_needs, true))
    for (const std::uint32_t feature : memory_.present) fulfil_needs(feature);
  const auto is_there = [&] { return memory_.need_seen[need] == memory_.turn; };
  if (is_there()) return true;
  if (engine_.needs[need].has_words && !memory_.has_seen_words) {
    see_words_of_tokens(sentence);
    if (is_there()) return true;
  }
  if (!engine_.needs[need].has_classes || memory_.has_seen_classes) return false;
  see_classes_of_tokens(sentence);
  return is_there();
}

// Whether the sentence has all that a way needs beside the need that it is listed under.
bool SentenceMatcher::has_more_needs(const Sentence& sentence, std::uint32_t way) {
  for (std::uint32_t i = engine_.more_needs_from[way]; i < engine_.more_needs_from[way + 1]; ++i)
    if (!has_need(sentence, engine_.more_needs[i])) return false;
  return true;
}

// Whether a regular expression matches tokens that touch each other, from one on forward or
// backward. Very long ones are left to matching, whose work is bounded.
bool SentenceMatcher::matches_run(const RegexParser& regex, TokenRange sentence,
                                  std::uint32_t token, bool forward) const {
  constexpr std::uint32_t kLongestText = 1024;
  Span span = input_.tokens[token].span;
  for (std::uint32_t count = 1; count <= RegexParser::kLongestRun; ++count) {
    if (span.byte_size() > kLongestText ||
        regex.matches(memory_.regexes, input_.text.substr(span.begin, span.byte_size())))
      return true;
    if (token == (forward ? sentence.end - 1 : sentence.begin)) return false;
    const Span next = input_.tokens[forward ? ++token : --token].span;
    if (forward ? span.end != next.begin : next.end != span.begin) return false;
    span = {std::min(span.begin, next.begin), std::max(span.end, next.end)};
  }
  return false;
}

// Whether nothing lies between a token and the one before it.
bool SentenceMatcher::touches_before(TokenRange sentence, std::uint32_t token) const {
  return token != sentence.begin &&
         input_.tokens[token - 1].span.end == input_.tokens[token].span.begin;
}

// Requires: nothing cuts a token of the sentence.
void SentenceMatcher::look_at_label_places(TokenRange sentence) const {
  memory_.label_places_turn = memory_.turn;
  memory_.label_places.assign(sentence.token_count(), {});
  memory_.tokens_of_mentions.clear();
  const auto note = [&](std::size_t token) {
    const auto number = static_cast<std::uint32_t>(sentence.begin + token);
    if (memory_.tokens_of_mentions.empty() || memory_.tokens_of_mentions.back() != number)
      memory_.tokens_of_mentions.push_back(number);
    return token;
  };
  const auto first = input_.tokens.begin() + sentence.begin;
  const auto last = input_.tokens.begin() + sentence.end;
  for (const std::uint32_t number : sentence_->candidates) {
    const match::Candidate& candidate = set_->candidates[number];
    const auto begin = std::partition_point(first, last, [&](const text::Token& token) {
      return token.span.end <= candidate.span.begin;
    });
    const auto end = std::partition_point(
        begin, last, [&](const text::Token& token) { return token.span.end < candidate.span.end; });
    if (begin == last || end == last) continue;
    const std::uint64_t label = bit_of_label(candidate.label);
    memory_.label_places[note(static_cast<std::size_t>(begin - first))].begins |= label;
    memory_.label_places[note(static_cast<std::size_t>(end - first))].ends |= label;
  }
}

// Whether a mention with one of the labels begins (else: ends) with a token.
bool SentenceMatcher::has_label(std::uint64_t labels, TokenRange sentence, std::uint32_t token,
                                bool forward) const {
  if (memory_.label_places_turn != memory_.turn) look_at_label_places(sentence);
  const MatcherMemory::LabelPlaces& there = memory_.label_places[token - sentence.begin];
  return ((forward ? there.begins : there.ends) & labels) != 0;
}

// Whether one side of a rule's neighbours may be this token, or a run of tokens from it on.
bool SentenceMatcher::may_stand_at(const Neighbours::Side& side, TokenRange sentence,
                                   std::uint32_t token, bool forward) const {
  if (side.also != 0 && !has_class(token, side.also)) {
    const bool is_inside_run = side.regex != nullptr && !forward && touches_before(sentence, token);
    if (!is_inside_run) return false;
  }
  if (side.regex != nullptr) return matches_run(*side.regex, sentence, token, forward);
  if (side.set.label_bits != 0 && has_label(side.set.label_bits, sentence, token, forward))
    return true;
  return (!side.set.words.empty() && side.set.may_hold(word_of(token))) ||
         (side.set.classes != 0 && has_class(token, side.set.classes));
}

// Whether a token and the one before it may be a rule's neighbours.
bool SentenceMatcher::may_part(const Neighbours& wanted, TokenRange sentence,
                               std::uint32_t right) const {
  const auto is_left = [&] { return may_stand_at(wanted.left, sentence, right - 1, false); };
  const auto is_right = [&] { return may_stand_at(wanted.right, sentence, right, true); };
  return wanted.left_is_rarer ? is_left() && is_right() : is_right() && is_left();
}

// The same where one of the two is a mention, of which sentences have few.
bool SentenceMatcher::has_mention_beside(const Neighbours& wanted, const Sentence& sentence) const {
  if (memory_.label_places_turn != memory_.turn) look_at_label_places(sentence.tokens);
  const bool is_left = wanted.left.is_mention();
  return std::any_of(memory_.tokens_of_mentions.begin(), memory_.tokens_of_mentions.end(),
                     [&](std::uint32_t token) {
                       const std::uint32_t right = is_left ? token + 1 : token;
                       return right != sentence.tokens.begin && right != sentence.tokens.end &&
                              may_part(wanted, sentence.tokens, right);
                     });
}

// Whether two tokens stand side by side as they do where the rule matches. Requires: nothing cuts a
// token of the sentence.
bool SentenceMatcher::has_neighbours(const Neighbours& wanted, const Sentence& sentence) const {
  if (!wanted.are_known) return true;
  if (wanted.left.is_mention() || wanted.right.is_mention())
    return has_mention_beside(wanted, sentence);
  for (std::uint32_t i = sentence.tokens.begin + 1; i < sentence.tokens.end; ++i)
    if (may_part(wanted, sentence.tokens, i)) return true;
  return false;
}

// Adds a place where matches of a rule may begin.
void SentenceMatcher::activate(std::uint32_t rule, Position first, Position last) {
  if (memory_.active_turn[rule] == memory_.turn) {
    MatcherMemory::Active& active = memory_.active[memory_.slot_of_rule[rule]];
    active.first = std::min(active.first, first);
    active.last = std::max(active.last, last);
    return;
  }
  memory_.active_turn[rule] = memory_.turn;
  memory_.slot_of_rule[rule] = static_cast<std::uint32_t>(memory_.active.size());
  memory_.active.push_back({rule, first, last});
}

bool SentenceMatcher::document_has_needs(const CompiledRule& rule) const {
  return std::all_of(rule.document_needs.begin(), rule.document_needs.end(), [&](const auto& need) {
    return std::any_of(need.begin(), need.end(),
                       [&](EntryId entry) { return document_->has(*set_, entry); });
  });
}

// Whether the sentence has what a way needs and, of a repeated phase, the rule is to be asked.
bool SentenceMatcher::may_match(const Sentence& sentence, std::uint32_t way) {
  if (memory_.way_seen[way] == memory_.turn) return memory_.way_refused[way] != memory_.turn;
  memory_.way_seen[way] = memory_.turn;
  const CompiledRule& rule = engine_.rules[engine_.ways[way].rule];
  const bool fits = (sentence.changed == nullptr || may_change(rule, *sentence.changed)) &&
                    document_has_needs(rule) && has_more_needs(sentence, way);
  if (!fits) memory_.way_refused[way] = memory_.turn;
  return fits;
}

// A way that is listed under something in the sentence.
void SentenceMatcher::consider(const Sentence& sentence, std::uint32_t way, bool is_cut) {
  if (memory_.way_seen[way] == memory_.turn || !may_match(sentence, way)) return;
  const Way& it = engine_.ways[way];
  if (is_cut || has_neighbours(it.neighbours, sentence))
    activate(it.rule, 0, MatcherMemory::Active::kAnywhere);
}

// Whether what stands beside a token that a way is listed under, and what begins with it, may be
// what the way has there.
bool SentenceMatcher::may_match_at(const Neighbours& wanted, TokenRange sentence,
                                   std::uint32_t token) const {
  const auto is_run = [&](const Neighbours::Side& side, bool forward) {
    return side.regex == nullptr || may_stand_at(side, sentence, token, forward);
  };
  switch (wanted.anchor) {
    case Neighbours::Anchor::kLeft:
      return token + 1 != sentence.end && may_stand_at(wanted.right, sentence, token + 1, true) &&
             is_run(wanted.left, false);
    case Neighbours::Anchor::kRight:
      return token != sentence.begin && may_stand_at(wanted.left, sentence, token - 1, false) &&
             is_run(wanted.right, true);
    default:
      return wanted.regex == nullptr || matches_run(*wanted.regex, sentence, token, true);
  }
}

// A way that is listed under the word of a token, whose matches are looked for from there.
// Requires: nothing cuts a token of the sentence.
void SentenceMatcher::consider_from(const Sentence& sentence, std::uint32_t way,
                                    std::uint32_t token) {
  const Neighbours& wanted = engine_.ways[way].neighbours;
  if (!may_match_at(wanted, sentence.tokens, token) || !may_match(sentence, way)) return;
  const std::uint32_t right = wanted.anchor == Neighbours::Anchor::kLeft ? token + 1 : token;
  const Position at = right - sentence.tokens.begin;
  const std::uint64_t before = positions(sentence, wanted.before);
  activate(engine_.ways[way].rule, at > before ? at - static_cast<Position>(before) : 0, at);
}

// All rules that the table lists under what the sentence has.
void SentenceMatcher::consider_all(const Sentence& sentence, const DispatchTable& table,
                                   bool is_cut) {
  for (const std::uint32_t feature : memory_.present)
    for (std::uint32_t i = table.starts[feature]; i < table.starts[feature + 1]; ++i)
      consider(sentence, table.ways[i].way, is_cut);
}

// Whether a token and what stands beside it may be what the way has there.
bool SentenceMatcher::may_stand_there(const Listed& listed, TokenRange sentence,
                                      std::uint32_t token) const {
  if (listed.own != 0 && !has_class(token, listed.own)) return false;
  if (listed.step == 0) return true;
  const std::uint32_t beside = token + static_cast<std::uint32_t>(listed.step);
  if (token == sentence.begin && listed.step < 0) return false;
  if (beside == sentence.end) return false;
  return listed.hashes.may_hold(input_.tokens[beside].hash) ||
         (listed.classes != 0 && has_class(beside, listed.classes));
}

// The same for what its tokens are, where nothing cuts them.
void SentenceMatcher::consider_tokens(const Sentence& sentence, const DispatchTable& table) {
  const MatcherMemory::Sight& sight = memory_.sights[sentence.number];
  for (std::uint32_t k = sight.first_place; k < sight.last_place; ++k) {
    const auto [feature, token] = memory_.dispatched[k];
    for (std::uint32_t i = table.starts[feature]; i < table.starts[feature + 1]; ++i) {
      const Listed& listed = table.ways[i];
      if (!may_stand_there(listed, sentence.tokens, token)) continue;
      if (listed.is_anchored) {
        consider_from(sentence, listed.way, token);
      } else {
        consider(sentence, listed.way, false);
      }
    }
  }
}

void SentenceMatcher::choose_rules(const Sentence& sentence, const DispatchTable& table,
                                   bool is_cut) {
  memory_.active.clear();
  for (const std::uint32_t way : table.always) consider(sentence, way, is_cut);
  if (!is_cut) consider_tokens(sentence, table);
  consider_all(sentence, table, is_cut);
  std::sort(memory_.active.begin(), memory_.active.end(),
            [](const auto& a, const auto& b) { return a.rule < b.rule; });
  for (std::size_t slot = 0; slot < memory_.active.size(); ++slot)
    memory_.slot_of_rule[memory_.active[slot].rule] = static_cast<std::uint32_t>(slot);
}

// ---- where ----

void SentenceMatcher::gather_places() {
  const auto arcs = view().lattice.token_arcs();
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (view().words[i] != kNoWord)
      memory_.places.emplace_back(engine_.feature_of_word(view().words[i]), arcs[i].from);
    for (std::uint32_t id = 0; id < kAllClasses; ++id)
      if ((view().classes[i] >> id & 1u) != 0)
        memory_.places.emplace_back(engine_.feature_of_class(static_cast<TokenClassId>(id)),
                                    arcs[i].from);
  }
  for (const match::CandidateArc& arc : view().lattice.candidate_arcs())
    if (arc.label < engine_.label_count)
      memory_.places.emplace_back(engine_.feature_of_label(arc.label), arc.from);
  std::sort(memory_.places.begin(), memory_.places.end());
}

// Prepares for find_starts().
void SentenceMatcher::gather() {
  memory_.places.clear();
  const bool are_all_near = std::all_of(memory_.active.begin(), memory_.active.end(),
                                        [](const auto& active) { return active.is_near(); });
  if (!are_all_near && !view().sets.fit) gather_places();
}

// Fills `starts` for the rule at a place of `active`.
void SentenceMatcher::find_starts(Scan& scan, std::size_t slot) {
  const MatcherMemory::Active& active = memory_.active[slot];
  const CompiledRule& rule = engine_.rules[active.rule];
  if (active.is_near()) return search_near(scan, rule, active);
  if (view().sets.fit)
    return narrow_starts(scan, rule,
                         ReferenceParser(rule.find).places(ScanContext(scan, x3::unused)));
  search_starts(rule);
}

// Whether a rule can start at a position, as far as what stands there tells.
bool SentenceMatcher::may_start(const CompiledRule& rule, Position at) const {
  if (rule.is_loose) return true;
  const auto tokens = view().lattice.tokens_from(at);
  for (std::uint32_t arc = tokens.first; arc < tokens.last; ++arc) {
    if ((view().classes[arc] & rule.first_classes) != 0) return true;
    const WordId word = view().words[arc];
    if (word != kNoWord &&
        std::binary_search(rule.first.begin(), rule.first.end(), engine_.feature_of_word(word)))
      return true;
  }
  const auto candidates = view().lattice.candidates_from(at);
  const auto is_first = [&](const match::CandidateArc& arc) {
    return std::find(rule.first_labels.begin(), rule.first_labels.end(), arc.label) !=
           rule.first_labels.end();
  };
  const auto arcs =
      view().lattice.candidate_arcs().subspan(candidates.first, candidates.last - candidates.first);
  return std::any_of(arcs.begin(), arcs.end(), is_first);
}

void SentenceMatcher::search_near(Scan& scan, const CompiledRule& rule,
                                  const MatcherMemory::Active& active) {
  auto& starts = memory_.starts;
  starts.clear();
  const Position end = std::min(active.last + 1, view().lattice.last());
  const bool are_few = end <= active.first + kFewStarts;
  for (Position at = active.first; at < end; ++at)
    if (are_few || may_start(rule, at)) starts.push_back(at);
  if (starts.size() <= kFewStarts || !view().sets.fit) return;
  PositionSet all;
  for (const Position start : starts) all.add(start);
  narrow_starts(scan, rule, all);
}

void SentenceMatcher::search_starts(const CompiledRule& rule) {
  auto& starts = memory_.starts;
  starts.clear();
  if (rule.is_loose) {
    for (Position at = 0; at < view().lattice.last(); ++at) starts.push_back(at);
    return;
  }
  const auto& places = memory_.places;
  if (rule.first.size() > places.size()) {
    for (const auto& [feature, position] : places)
      if (std::binary_search(rule.first.begin(), rule.first.end(), feature))
        starts.push_back(position);
  } else {
    for (const std::uint32_t feature : rule.first) {
      auto place = std::lower_bound(places.begin(), places.end(), std::pair{feature, 0u});
      for (; place != places.end() && place->first == feature; ++place)
        starts.push_back(place->second);
    }
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
}

namespace {

// Leaves those of some starts from which the rule's pattern matches and whose `after` is as it
// wants; what stands behind is left to matching, but for how it begins.
void keep_matching(const ScanContext& context, const CompiledRule& rule, PositionSet& starts) {
  PositionSet ends = x3::get<scan_tag>(context).places.all;
  for (const ContextTest& test : rule.contexts) {
    if (test.negative) continue;
    (test.after ? starts : ends) &= ReferenceParser(test.node).places(context);
  }
  PositionSet found;
  ReferenceParser(rule.find).find_starts(context, starts, ends, found);
  starts &= found;
  for (const ContextTest& test : rule.contexts) {
    if (starts.empty()) return;
    if (test.after) ReferenceParser(test.node).keep_standing(context, test.negative, starts);
  }
}

// Whether all that the patterns of a rule need stands somewhere.
bool has_all_needs(Scan& scan, const CompiledRule& rule) {
  const Engine& engine = scan.scene.engine;
  return scan.starts.has_needs(scan, engine, rule.find) &&
         std::all_of(rule.contexts.begin(), rule.contexts.end(), [&](const ContextTest& test) {
           return test.negative || scan.starts.has_needs(scan, engine, test.node);
         });
}

constexpr std::uint64_t kNarrowingSteps = 10'000;

}  // namespace

// Fills `starts` with those of `all` from which the rule's patterns match: most rules fall here,
// all starts at once. Where that takes too long, it is left to matching.
void SentenceMatcher::narrow_starts(Scan& scan, const CompiledRule& rule, PositionSet all) {
  auto& starts = memory_.starts;
  starts.clear();
  if (all.empty() || !has_all_needs(scan, rule)) return;
  const std::uint64_t steps = std::exchange(scan.steps_left, kNarrowingSteps);
  PositionSet matching = all;
  keep_matching(ScanContext(scan, x3::unused), rule, matching);
  const PositionSet& kept = scan.is_exhausted() ? all : matching;
  kept.for_each([&](Position start) { starts.push_back(start); });
  scan.steps_left = steps;
  scan.depth = 0;
  scan.limit = Limit::kNone;
}

// ---- matching ----

namespace {

void refuse_context(Scan& scan, const ContextTest& test, std::size_t number, Position at,
                    Position end, const Ends& found) {
  Watcher::Refusal refusal{.how = Attempt::How::kContext, .clause = number, .end = end};
  if (test.negative && !found.empty())
    refusal.met = scan.lattice.span(std::min(at, found.front()), std::max(at, found.front()));
  scan.watcher->refuse(std::move(refusal));
}

}  // namespace

namespace {

// The `find` by which a rule came from start to end: the first that does, as the walk has it.
std::uint32_t find_of(const ScanContext& context, const CompiledRule& rule, Position start,
                      Position end) {
  for (std::uint32_t i = 0; i < rule.finds.size(); ++i) {
    Ends found;
    ReferenceParser(rule.finds[i]).find_ends(context, start, found);
    if (std::find(found.begin(), found.end(), end) != found.end()) return i;
  }
  return 0;
}

}  // namespace

bool SentenceMatcher::try_start(Scan& scan, std::uint32_t number, Position start, Match& match,
                                Position& end_of_match) {
  const CompiledRule& rule = engine_.rules[number];
  const ScanContext context(scan, x3::unused);
  Ends ends;
  ReferenceParser(rule.find).find_ends(context, start, ends);
  const auto fits = [&](const ContextTest& test, Position at, Position end) {
    if (scan.watcher == nullptr)
      return ReferenceParser(test.node).stands(context, at) != test.negative &&
             !scan.is_exhausted();
    scan.watcher->begin(test.after);
    Ends found;
    ReferenceParser(test.node).find_ends(context, at, found);
    const bool is_right = found.empty() == test.negative && !scan.is_exhausted();
    if (!is_right)
      refuse_context(scan, test, static_cast<std::size_t>(&test - rule.contexts.data()), at, end,
                     found);
    return is_right;
  };
  if (ends.empty() || scan.is_exhausted()) return false;
  for (const ContextTest& test : rule.contexts)
    if (test.after && !fits(test, start, ends.front())) return false;
  for (const Position end : ends) {
    if (end == start) continue;
    const bool has_context =
        std::all_of(rule.contexts.begin(), rule.contexts.end(),
                    [&](const ContextTest& test) { return test.after || fits(test, end, end); });
    if (!has_context) continue;
    match.captured.clear();
    ReferenceParser(rule.find).walk(context, start, end, match.captured);
    match.taken_by_find = static_cast<std::uint32_t>(match.captured.taken.size());
    if (is_traced_) match.find = find_of(context, rule, start, end);
    for (const ContextTest& test : rule.contexts) {
      if (test.negative) continue;
      Ends found;
      const Position at = test.after ? start : end;
      ReferenceParser(test.node).find_ends(context, at, found);
      if (!found.empty())
        ReferenceParser(test.node).walk(context, at, found.front(), match.captured);
    }
    match.captured.join_ahead();
    if (scan.is_exhausted()) return false;
    match.rule = number;
    match.span = scan.lattice.span(start, end);
    Standpoint from;
    from.captured = &match.captured;
    from.rule = &rule;
    from.span = match.span;
    const bool passes_tests = std::all_of(
        rule.judgements.begin(), rule.judgements.end(), [&](const Judgement& judgement) {
          const bool says_yes = holds(scan.scene, judgement.test, from) != judgement.unless;
          if (scan.watcher != nullptr && !says_yes)
            scan.watcher->refuse(
                {.how = Attempt::How::kCondition,
                 .clause = static_cast<std::size_t>(&judgement - rule.judgements.data()),
                 .end = end,
                 .captured = match.captured});
          return says_yes;
        });
    if (!passes_tests) continue;
    end_of_match = end;
    return true;
  }
  return false;
}

void SentenceMatcher::warn(std::uint32_t rule, const Scan& scan) {
  const auto bit = static_cast<std::uint8_t>(1u << static_cast<unsigned>(scan.limit));
  if (warnings_ == nullptr || (memory_.warned[rule] & bit) != 0) return;
  memory_.warned[rule] |= bit;
  Diagnostic warning;
  warning.severity = Severity::kWarning;
  warning.file = engine_.rules[rule].file;
  const std::string name = "rule '" + engine_.rules[rule].name + "'";
  switch (scan.limit) {
    case Limit::kSpan:
      warning.code = "grammar/limit-span";
      warning.message = name + " was followed over no more than 256 positions";
      warning.hint = "give its repetitions an upper bound";
      break;
    case Limit::kSteps:
      warning.code = "grammar/limit-steps";
      warning.message = name + " was given up in a sentence: it takes too many steps";
      warning.hint = "give its repetitions an upper bound";
      break;
    case Limit::kDepth:
      warning.code = "grammar/limit-depth";
      warning.message = name + " was given up in a sentence: it recurses too deeply";
      break;
    case Limit::kNone:
      return;
  }
  warnings_->push_back(std::move(warning));
}

void SentenceMatcher::end_rule(Scan& scan, std::uint32_t rule) {
  if (scan.limit != Limit::kNone) warn(rule, scan);
  if (scan.is_exhausted()) memory_.memo.clear();
  scan.limit = Limit::kNone;
  scan.depth = 0;
}

void SentenceMatcher::find_of_rule(Scan& scan, std::size_t slot, bool every_start,
                                   std::vector<Match>& matches) {
  const std::uint32_t rule = memory_.active[slot].rule;
  find_starts(scan, slot);
  scan.steps_left = step_limit(scan.lattice);
  Position free_from = 0;
  Match match;
  for (const Position start : memory_.starts) {
    if (start < free_from) continue;
    Position end = 0;
    if (try_start(scan, rule, start, match, end)) {
      matches.push_back(match);
      if (!every_start) free_from = end;
    }
    if (scan.is_exhausted()) break;
  }
  end_rule(scan, rule);
}

void SentenceMatcher::find_one_at_a_time(Scan& scan, std::vector<Match>& matches) {
  memory_.offers.clear();
  for (std::size_t slot = 0; slot < memory_.active.size(); ++slot) {
    find_starts(scan, slot);
    for (const Position start : memory_.starts)
      memory_.offers.emplace_back(start, memory_.active[slot].rule);
  }
  std::sort(memory_.offers.begin(), memory_.offers.end());
  Position free_from = 0;
  Match match;
  scan.steps_left *= memory_.active.size();  // they share it, since they take turns
  for (const auto& [start, rule] : memory_.offers) {
    if (start < free_from) continue;
    Position end = 0;
    if (try_start(scan, rule, start, match, end)) {
      matches.push_back(match);
      free_from = end;
    }
    if (scan.limit == Limit::kNone) continue;
    const bool has_no_steps = scan.limit == Limit::kSteps;
    end_rule(scan, rule);
    if (has_no_steps) return;
  }
}

void SentenceMatcher::begin_turn() {
  memory_.present.clear();
  memory_.has_seen_words = memory_.has_seen_classes = memory_.has_fulfilled_needs = false;
  if (++memory_.turn != 0) return;
  // What earlier documents left behind would count again.
  std::fill(memory_.feature_seen.begin(), memory_.feature_seen.end(), 0);
  std::fill(memory_.need_seen.begin(), memory_.need_seen.end(), 0);
  std::fill(memory_.way_seen.begin(), memory_.way_seen.end(), 0);
  std::fill(memory_.way_refused.begin(), memory_.way_refused.end(), 0);
  std::fill(memory_.active_turn.begin(), memory_.active_turn.end(), 0);
  memory_.label_places_turn = 0;
  memory_.turn = 1;
}

void SentenceMatcher::find(const Sentence& sentence, const match::CandidateSet& set,
                           DocumentEntries& document, const DispatchTable& table, Sharing sharing,
                           std::vector<Match>& matches) {
  if (is_empty(table)) return;
  sentence_ = &sentence;
  set_ = &set;
  document_ = &document;
  MatcherMemory::Sight& sight = memory_.sights[sentence.number];
  const bool was_cut = sight.is_cut;
  choose_view(sentence);
  const bool is_new = is_changed(sight, sentence);
  if (is_new) {
    look_at(sight, sentence, set);
    view().is_built = false;
  }
  const bool may_need = ((sight.tables | sight.tables_of_labels) & table.bit) != 0;
  if (!sight.is_cut && !may_need && table.always.empty()) return;
  begin_turn();
  if (sight.is_cut) {
    if (!view().is_built) {
      if (!is_new) find_cuts(sentence, set);
      build_view(sentence, set, true);
    }
    see_arcs(sentence);
  }
  see_mentions(sentence, set);
  // Where a cut came or went, rules may match other pieces than before.
  Sentence asked = sentence;
  if (was_cut || sight.is_cut) asked.changed = nullptr;
  choose_rules(asked, table, sight.is_cut);
  if (memory_.active.empty()) return;
  if (!view().is_built) build_what_is_needed(sentence, set);
  gather();
  memory_.memo.clear();
  memory_.ahead.clear(engine_.nodes.size());
  const Scene scene{engine_,         program_.schema(), input_,  set,
                    sentence.tokens, sentence.standing, document};
  Scan scan{scene,       view().lattice, view().words,        view().classes,  memory_.memo,
            view().sets, memory_.ahead,  view().start_places, view().elements, memory_.regexes};
  scan.steps_left = step_limit(view().lattice);
  if (sharing == Sharing::kOneAtATime) return find_one_at_a_time(scan, matches);
  for (std::size_t slot = 0; slot < memory_.active.size(); ++slot)
    find_of_rule(scan, slot, sharing == Sharing::kEveryStart, matches);
}

}  // namespace waymark::grammar
