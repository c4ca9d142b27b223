// SPDX-License-Identifier: Apache-2.0
// The frame: what is known of a document's sentences, their lattices, and the matches of the rules
// that were chosen (rule_choice.cpp) from where they can start (rule_starts.cpp). A token that
// candidates or Korean words cut (token_cuts.cpp) has words inside that its hash doesn't show: then
// the lattice comes first.
#include "grammar/sentence_matcher.h"

#include <algorithm>
#include <utility>

#include "grammar/combinators.h"
#include "grammar/probe.h"
#include "grammar/token_parser.h"
#include "text/token.h"

namespace waymark::grammar {
namespace {

constexpr std::uint64_t kBaseSteps = 1'000'000, kStepsOfPosition = 200;
constexpr std::size_t kShared = MatcherMemory::kViews - 1;

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
  memory_.need_seen.resize(engine_.needs.size());
  memory_.pairs.resize(engine_.ways.size());
  memory_.way_placed.resize(engine_.ways.size());
  memory_.way_seen.resize(engine_.ways.size());
  memory_.way_refused.resize(engine_.ways.size());
  memory_.warned.clear();
  memory_.slot_of_rule.resize(engine_.rules.size());
  memory_.active_turn.resize(engine_.rules.size());
  memory_.views.resize(MatcherMemory::kViews);
  looks_once_ = engine_.phases.size() == 1 && engine_.phases.front().kind != PhaseKind::kRepeat &&
                is_empty(engine_.phases.front().vetoing);
  look_at_documents_tokens();
}

// Long sentences share a view: there may be many of them. So do all where nothing looks twice: the
// memory of one stays near.
void SentenceMatcher::choose_view(const Sentence& sentence) {
  const bool is_long = sentence.tokens.token_count() > PositionSet::kMost;
  memory_.view = is_long || looks_once_ ? kShared : std::min(sentence.number, kShared);
  const std::uint64_t serial = memory_.sights[sentence.number].serial;
  if (view().sentence == serial) return;
  view().sentence = serial;
  view().is_built = view().has_tokens = false;
}

void SentenceMatcher::build_view(const Sentence& sentence, const match::CandidateSet& set,
                                 bool is_cut, bool with_sets) {
  view().is_built = true;
  const bool has_same_tokens =
      view().lattice.build({input_.text, input_.tokens, sentence.tokens, set, sentence.candidates,
                            view().cuts, is_cut, std::exchange(view().has_tokens, true)});
  if (has_same_tokens) return view().start_places.forget_labels();
  view().has_arc_features = false;
  look_at_arcs(sentence, is_cut);
  if (with_sets) {
    view().sets.begin(view().lattice);
  } else {
    view().sets.fit = false;
  }
  view().start_places.clear(engine_);
  view().elements.clear(engine_.element_count);
}

// Where a run of touching tokens that begins (else: ends) before a token ends (begins) at the
// farthest.
std::uint32_t SentenceMatcher::end_of_run(TokenRange sentence, std::uint32_t from,
                                          bool forward) const {
  const std::uint32_t edge = forward ? sentence.end : sentence.begin;
  std::uint32_t at = from;
  for (std::uint32_t count = 0; at != edge && count < RegexParser::kLongestRun; ++count) {
    if (at != from && !touches_before(sentence, at)) break;
    at = forward ? at + 1 : at - 1;
  }
  return at;
}

// The farthest token before which something may end that begins before a token or, going back,
// begins that ends there. A step over a token leads no farther than one over a run: from farther on
// a run leads no less far. Requires: nothing cuts a token of the sentence.
std::uint32_t SentenceMatcher::farthest(const Sentence& sentence, std::uint32_t from,
                                        const Extent& extent, bool forward) const {
  const std::uint64_t steps = extent.tokens + std::uint64_t{extent.labels} *
                                                  memory_.sights[sentence.number].longest_candidate;
  const std::uint32_t edge = forward ? sentence.tokens.end : sentence.tokens.begin;
  const std::uint32_t room = forward ? edge - from : from - edge;
  if (steps + extent.runs >= room) return edge;
  if (extent.runs == 0) {
    const auto count = static_cast<std::uint32_t>(steps);
    return forward ? from + count : from - count;
  }
  for (std::uint64_t i = 0; i < steps + extent.runs && from != edge; ++i)
    from = end_of_run(sentence.tokens, from, forward);
  return from;
}

// How much of the sentence the active rules can look at: all of it if any may look anywhere.
TokenRange SentenceMatcher::stretch_of_active(const Sentence& sentence) const {
  const TokenRange all = sentence.tokens;
  TokenRange stretch{all.end, all.begin};
  for (const MatcherMemory::Active& active : memory_.active) {
    if (!active.is_near()) return all;
    const Reach& reach = engine_.reaches[active.rule];
    stretch.begin =
        std::min(stretch.begin, farthest(sentence, all.begin + active.first, reach.before, false));
    stretch.end =
        std::max(stretch.end, farthest(sentence, all.begin + active.last, reach.behind, true));
  }
  // Whether tokens touch is seen only inside a lattice, so that one more stands on either side.
  return {std::max(stretch.begin, all.begin + 1) - 1, std::min(stretch.end + 1, all.end)};
}

// Whether the active rules may be tried at so few places that sets of all places don't pay.
bool SentenceMatcher::has_few_starts() const {
  constexpr std::uint64_t kFew = 32;
  std::uint64_t starts = 0;
  for (const MatcherMemory::Active& active : memory_.active)
    starts += active.is_near() ? active.last - active.first + 1 : kFew + 1;
  return starts <= kFew;
}

// Of a sentence that nothing cuts: where rules can match in a small part of it only, or at few
// places, that part, which no other phase shares. What may go beyond the longest span sees all, so
// that it is told.
void SentenceMatcher::build_what_is_needed(const Sentence& sentence,
                                           const match::CandidateSet& set) {
  constexpr std::uint32_t kSmall = 2;
  const TokenRange stretch = stretch_of_active(sentence);
  const bool are_few = has_few_starts();
  const bool is_part = stretch.token_count() * kSmall <= sentence.tokens.token_count() ||
                       (are_few && stretch.token_count() < kLongestSpan);
  if (!is_part) {
    view().cuts.clear();
    return build_view(sentence, set, false);
  }
  memory_.view = kShared;
  view().sentence = 0;
  view().has_tokens = false;
  view().cuts.clear();
  Sentence part = sentence;
  part.tokens = stretch;
  build_view(part, set, false, !are_few);
  view().is_built = false;
  const Position left_out = stretch.begin - sentence.tokens.begin;
  for (MatcherMemory::Active& active : memory_.active) {
    active.first -= std::min(active.first, left_out);
    active.last -= left_out;
  }
}

WordId SentenceMatcher::read_word(std::uint32_t arc) const {
  const WordId known = view().words[arc];
  return known != kUnreadWord ? known : word_of(view().lattice.token_arc(arc).token);
}

ClassMask SentenceMatcher::read_classes(std::uint32_t arc) const {
  const ClassMask known = view().classes[arc];
  return known != 0 ? known : classes_of(view().lattice.token_arc(arc).token);
}

// What the token arcs of a new lattice are. Whole tokens are read when they are asked for.
void SentenceMatcher::look_at_arcs(const Sentence& sentence, bool is_cut) {
  if (!is_cut) {
    const std::size_t count = sentence.tokens.end - sentence.tokens.begin;
    view().words = std::span(memory_.words_of_tokens).subspan(sentence.tokens.begin, count);
    view().classes = std::span(memory_.classes_of_tokens).subspan(sentence.tokens.begin, count);
    return;
  }
  view().arc_words.clear();
  view().arc_classes.clear();
  for (std::uint32_t i = 0; i < view().lattice.token_arc_count(); ++i) {
    const match::TokenArc arc = view().lattice.token_arc(i);
    const std::string_view bytes = input_.text.substr(arc.span.begin, arc.span.byte_size());
    view().arc_words.push_back(arc.whole ? word_of(arc.token)
                                         : engine_.words.find(arc.hash, bytes));
    view().arc_classes.push_back(arc.whole ? classes_of(arc.token)
                                           : classify(arc.shape, bytes, engine_.used_classes));
  }
  view().words = view().arc_words;
  view().classes = view().arc_classes;
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

// Whether all that a rule wants before its match can end where that begins.
bool may_stand_after(const ScanContext& context, const CompiledRule& rule, Position start) {
  return std::all_of(rule.contexts.begin(), rule.contexts.end(), [&](const ContextTest& test) {
    return !test.after || test.negative || ReferenceParser(test.node).may_begin(context, start);
  });
}

}  // namespace

// Where the pattern of the rule at hand ends, as its choice has them in order.
void SentenceMatcher::find_asked_ends(const ScanContext& context, Position start,
                                      Ends& ends) const {
  if (memory_.asks_for_all) return memory_.asked.front().find_ends(context, start, ends);
  find_ends_of_any(context, memory_.asked, start, ends);
}

// Requires: the rule is asked for.
bool SentenceMatcher::try_start(Scan& scan, std::uint32_t number, Position start, Match& match,
                                Position& end_of_match) {
  const CompiledRule& rule = engine_.rules[number];
  const ScanContext context(scan, x3::unused);
  if (!may_stand_after(context, rule, start)) return false;
  Ends ends;
  find_asked_ends(context, start, ends);
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
      if (test.negative || !test.captures) continue;
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
  const std::pair<std::uint32_t, Limit> told{rule, scan.limit};
  if (warnings_ == nullptr ||
      std::find(memory_.warned.begin(), memory_.warned.end(), told) != memory_.warned.end())
    return;
  memory_.warned.push_back(told);
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
  ask_for(memory_.active[slot]);
  find_starts(scan, slot);
  scan.steps_left = step_limit(scan.lattice);
  Position free_from = 0;
  Match match;
  for (const Position start : memory_.starts) {
    if (start < free_from) continue;
    Position end = 0;
    if (try_start(scan, rule, start, match, end)) {
      matches.push_back(std::move(match));
      if (!every_start) free_from = end;
    }
    if (scan.is_exhausted()) break;
  }
  end_rule(scan, rule);
}

void SentenceMatcher::find_one_at_a_time(Scan& scan, std::vector<Match>& matches) {
  memory_.offers.clear();
  for (std::size_t slot = 0; slot < memory_.active.size(); ++slot) {
    ask_for(memory_.active[slot]);
    find_starts(scan, slot);
    for (const Position start : memory_.starts) memory_.offers.emplace_back(start, slot);
  }
  std::sort(memory_.offers.begin(), memory_.offers.end());
  Position free_from = 0;
  Match match;
  scan.steps_left *= memory_.active.size();  // they share it, since they take turns
  for (const auto& [start, slot] : memory_.offers) {
    if (start < free_from) continue;
    const std::uint32_t rule = memory_.active[slot].rule;
    ask_for(memory_.active[slot]);
    Position end = 0;
    if (try_start(scan, rule, start, match, end)) {
      matches.push_back(std::move(match));
      free_from = end;
    }
    if (scan.limit == Limit::kNone) continue;
    const bool has_no_steps = scan.limit == Limit::kSteps;
    end_rule(scan, rule);
    if (has_no_steps) return;
  }
}

void SentenceMatcher::begin_turn() {
  memory_.has_seen_arcs = memory_.has_fulfilled_needs = false;
  if (++memory_.turn != 0) return;
  // What earlier documents left behind would count again.
  std::fill(memory_.need_seen.begin(), memory_.need_seen.end(), 0);
  std::fill(memory_.way_seen.begin(), memory_.way_seen.end(), 0);
  std::fill(memory_.way_refused.begin(), memory_.way_refused.end(), 0);
  std::fill(memory_.active_turn.begin(), memory_.active_turn.end(), 0);
  std::fill(memory_.pairs.begin(), memory_.pairs.end(), MatcherMemory::PairAnswer{});
  memory_.turn = 1;
}

// Looks at a sentence whose mentions are other ones than before or got entries; says whether they
// are other ones.
bool SentenceMatcher::look_again(MatcherMemory::Sight& sight, const Sentence& sentence,
                                 const match::CandidateSet& set) {
  choose_view(sentence);
  note_gifts(set);
  if (is_changed(sight, sentence.candidates)) {
    look_at(sight, sentence, set);
    view().is_built = false;
    return true;
  }
  if (sight.has_gifts) look_at_mentions(sight, sentence, set);
  return false;
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
  const bool is_new = look_again(sight, sentence, set);
  memory_.mention_places.clear();
  if (!sight.is_cut && (sight.tables_from_mentions & table.bit) != 0)
    find_mention_places(sentence, table);
  const bool may_need = ((sight.tables | sight.tables_of_mentions) & table.bit) != 0 ||
                        !memory_.mention_places.empty() || !table.always.empty();
  if (!sight.is_cut && !may_need) return;
  begin_turn();
  if (sight.is_cut) {
    if (!view().is_built) {
      if (!is_new) find_cuts(sentence, set);
      build_view(sentence, set, true);
    }
  }
  if (sight.is_cut) see_arcs();
  // Where a cut came or went, rules may match other pieces than before.
  Sentence asked = sentence;
  if (was_cut || sight.is_cut) asked.changed = nullptr;
  choose_rules(asked, table, sight.is_cut);
  if (memory_.active.empty()) return;
  if (!view().is_built) build_what_is_needed(sentence, set);
  memory_.memo.clear();
  memory_.ahead.clear(engine_.nodes.size());
  const Scene scene{engine_,         program_.schema(), input_,  set,
                    sentence.tokens, sentence.standing, document};
  Scan scan{scene,       view().lattice, view().words,        view().classes,  memory_.memo,
            view().sets, memory_.ahead,  view().start_places, view().elements, memory_.regexes};
  scan.reader = this;
  scan.steps_left = step_limit(view().lattice);
  if (sharing == Sharing::kOneAtATime) return find_one_at_a_time(scan, matches);
  for (std::size_t slot = 0; slot < memory_.active.size(); ++slot)
    find_of_rule(scan, slot, sharing == Sharing::kEveryStart, matches);
}

}  // namespace waymark::grammar
