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
#include "text/token.h"

namespace waymark::grammar {
namespace {

constexpr std::uint64_t kBaseSteps = 1'000'000, kStepsOfPosition = 200;

bool is_empty(const DispatchTable& table) { return table.always.empty() && table.rules.empty(); }

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
  memory_.rule_seen.resize(engine_.rules.size());
  memory_.warned.assign(engine_.rules.size(), 0);
  memory_.slot_of_rule.resize(engine_.rules.size());
  memory_.active_turn.resize(engine_.rules.size());
  memory_.views.resize(MatcherMemory::kViews);
  for (MatcherMemory::View& view : memory_.views) view.sentence = MatcherMemory::kNoSentence;
  looks_once_ = engine_.phases.size() == 1 && engine_.phases.front().kind != PhaseKind::kRepeat &&
                is_empty(engine_.phases.front().vetoing);
  look_at_documents_tokens();
}

void SentenceMatcher::look_at_documents_tokens() {
  memory_.words_of_tokens.resize(input_.tokens.size());
  memory_.classes_of_tokens.resize(input_.tokens.size());
  memory_.sights.assign(input_.sentences.size(), {});
  memory_.dispatched_features.clear();
  memory_.seen_candidates.clear();
  for (std::size_t number = 0; number < input_.sentences.size(); ++number) {
    MatcherMemory::Sight& sight = memory_.sights[number];
    auto& features = memory_.dispatched_features;
    sight.first_feature = static_cast<std::uint32_t>(features.size());
    const auto note = [&](std::uint32_t feature) {
      if (engine_.tables_of[feature] == 0) return;
      sight.tables |= engine_.tables_of[feature];
      features.push_back(feature);
    };
    ClassMask classes = 0;
    for (std::uint32_t i = input_.sentences[number].begin; i < input_.sentences[number].end; ++i) {
      const text::Token& token = input_.tokens[i];
      const std::string_view bytes = input_.text.substr(token.span.begin, token.span.byte_size());
      const WordId word = engine_.words.find(token.hash, bytes);
      memory_.words_of_tokens[i] = word;
      memory_.classes_of_tokens[i] = classify(token.shape, bytes, engine_.used_classes);
      classes |= memory_.classes_of_tokens[i];
      if (word != kNoWord) note(engine_.feature_of_word(word));
    }
    for (; classes != 0; classes &= classes - 1)
      note(engine_.feature_of_class(static_cast<TokenClassId>(std::countr_zero(classes))));
    sight.last_feature = static_cast<std::uint32_t>(features.size());
  }
}

// ---- cuts inside tokens ----

// Fills the cuts that Korean words make; says whether anything cuts a token of the sentence.
bool SentenceMatcher::find_cuts(const Sentence& sentence, const match::CandidateSet& set) {
  view().cuts.clear();
  const auto first = input_.tokens.begin() + sentence.tokens.begin;
  const auto last = input_.tokens.begin() + sentence.tokens.end;
  bool is_cut = false;
  auto token_at = [&](std::uint32_t byte) {
    return std::partition_point(first, last,
                                [&](const text::Token& token) { return token.span.end <= byte; });
  };
  for (const std::uint32_t number : sentence.candidates) {
    const Span span = set.candidates[number].span;
    for (const std::uint32_t byte : {span.begin, span.end}) {
      const auto token = token_at(byte);
      is_cut = is_cut || (token != last && token->span.begin < byte);
    }
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
    const std::size_t before = view().cuts.size();
    find_hangul_cuts(engine_.words, bytes, inside, view().cuts);
    for (std::size_t i = before; i < view().cuts.size(); ++i) view().cuts[i] += token->span.begin;
  }
  return is_cut || !view().cuts.empty();
}

// Long sentences share a view: there may be many of them. So do all where nothing looks twice: the
// memory of one stays near.
void SentenceMatcher::choose_view(const Sentence& sentence) {
  constexpr std::size_t kShared = MatcherMemory::kViews - 1;
  const bool is_long = sentence.tokens.token_count() > PositionSet::kMost;
  memory_.view = is_long || looks_once_ ? kShared : std::min(sentence.number, kShared);
  if (view().sentence == sentence.number) return;
  view().sentence = sentence.number;
  view().is_built = false;
}

void SentenceMatcher::build_view(const Sentence& sentence, const match::CandidateSet& set,
                                 bool is_cut) {
  build_lattice(sentence, set, is_cut);
  view().sets.fill(view().lattice, view().classes);
  view().start_places.clear(engine_);
  view().is_built = true;
}

void SentenceMatcher::build_lattice(const Sentence& sentence, const match::CandidateSet& set,
                                    bool is_cut) {
  view().lattice.build(
      {input_.text, input_.tokens, sentence.tokens, set, sentence.candidates, view().cuts, is_cut});
  if (!is_cut) {
    const std::size_t count = sentence.tokens.end - sentence.tokens.begin;
    view().words = std::span(memory_.words_of_tokens).subspan(sentence.tokens.begin, count);
    view().classes = std::span(memory_.classes_of_tokens).subspan(sentence.tokens.begin, count);
    return;
  }
  view().arc_words.clear();
  view().arc_classes.clear();
  for (const match::TokenArc& arc : view().lattice.token_arcs()) {
    const std::string_view bytes = input_.text.substr(arc.span.begin, arc.span.byte_size());
    view().arc_words.push_back(arc.whole ? memory_.words_of_tokens[arc.token]
                                         : engine_.words.find(arc.hash, bytes));
    view().arc_classes.push_back(arc.whole ? memory_.classes_of_tokens[arc.token]
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
void SentenceMatcher::see_labels(const Sentence& sentence, const match::CandidateSet& set) {
  for (const std::uint32_t number : sentence.candidates) {
    const LabelId label = set.candidates[number].label;
    if (label < engine_.label_count) see(engine_.feature_of_label(label));
  }
}

void SentenceMatcher::see_classes(ClassMask classes) {
  for (; classes != 0; classes &= classes - 1)
    see(engine_.feature_of_class(static_cast<TokenClassId>(std::countr_zero(classes))));
}

// Those that the table lists are noted, since they choose rules; the others only fulfil needs.
void SentenceMatcher::see_tokens(const Sentence& sentence, std::uint64_t table) {
  const MatcherMemory::Sight& sight = memory_.sights[sentence.number];
  for (std::uint32_t i = sight.first_feature; i < sight.last_feature; ++i) {
    const std::uint32_t feature = memory_.dispatched_features[i];
    if ((engine_.tables_of[feature] & table) != 0) see(feature);
  }
  ClassMask classes = 0;
  for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
    classes |= memory_.classes_of_tokens[i];
    if (memory_.words_of_tokens[i] != kNoWord)
      memory_.feature_seen[engine_.feature_of_word(memory_.words_of_tokens[i])] = memory_.turn;
  }
  see_classes(classes);
}

void SentenceMatcher::see_arcs() {
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
}

namespace {

// Whether a change of mentions with some labels can change what a rule matches.
bool may_change(const CompiledRule& rule, const std::vector<std::uint8_t>& changed) {
  return rule.reads_all || std::any_of(rule.reads.begin(), rule.reads.end(),
                                       [&](LabelId label) { return changed[label] != 0; });
}

}  // namespace

// Whether the sentence has all that a rule needs beside its first need.
bool SentenceMatcher::has_more_needs(std::uint32_t rule) const {
  const auto is_seen = [&](std::uint32_t feature) {
    return memory_.feature_seen[feature] == memory_.turn;
  };
  const auto end = engine_.more_needs.begin() + engine_.more_needs_from[rule + 1];
  for (auto need = engine_.more_needs.begin() + engine_.more_needs_from[rule]; need != end;) {
    const auto next = need + 1 + *need;
    if (std::none_of(need + 1, next, is_seen)) return false;
    need = next;
  }
  return true;
}

// Whether one side of a rule's neighbours may be this token. `is_touched`: from without, so that a
// regular expression may also match a longer run.
bool SentenceMatcher::may_stand_at(const Neighbours::Side& side, std::uint32_t token,
                                   bool is_touched) const {
  if (side.regex == nullptr)
    return side.set.may_hold(memory_.words_of_tokens[token], memory_.classes_of_tokens[token]);
  const Span span = input_.tokens[token].span;
  return is_touched ||
         side.regex->matches(memory_.regexes, input_.text.substr(span.begin, span.byte_size()));
}

// Whether two tokens stand side by side as they do where the rule matches. Requires: nothing cuts a
// token of the sentence.
bool SentenceMatcher::has_neighbours(std::uint32_t rule, const Sentence& sentence) const {
  const Neighbours& wanted = engine_.neighbours[rule];
  if (!wanted.are_known) return true;
  const auto [begin, end] = sentence.tokens;
  const auto touches_next = [&](std::uint32_t token) {
    return input_.tokens[token].span.end == input_.tokens[token + 1].span.begin;
  };
  const auto is_left = [&](std::uint32_t token) {
    return may_stand_at(wanted.left, token, token > begin && touches_next(token - 1));
  };
  const auto is_right = [&](std::uint32_t token) {
    return may_stand_at(wanted.right, token, token + 1 < end && touches_next(token));
  };
  for (std::uint32_t i = begin + 1; i < end; ++i)
    if (wanted.left_is_rarer ? is_left(i - 1) && is_right(i) : is_right(i) && is_left(i - 1))
      return true;
  return false;
}

void SentenceMatcher::choose_rules(const Sentence& sentence, const DispatchTable& table,
                                   bool is_cut, const std::vector<std::uint8_t>* changed) {
  memory_.active.clear();
  // The first need is what a rule is listed under.
  const auto consider = [&](std::uint32_t rule) {
    if (memory_.rule_seen[rule] == memory_.turn) return;
    memory_.rule_seen[rule] = memory_.turn;
    if (!has_more_needs(rule)) return;
    if (changed != nullptr && !may_change(engine_.rules[rule], *changed)) return;
    if (is_cut || has_neighbours(rule, sentence)) memory_.active.push_back(rule);
  };
  for (const std::uint32_t rule : table.always) consider(rule);
  for (const std::uint32_t feature : memory_.present)
    for (std::uint32_t i = table.starts[feature]; i < table.starts[feature + 1]; ++i)
      consider(table.rules[i]);
  std::sort(memory_.active.begin(), memory_.active.end());
}

// ---- where ----

void SentenceMatcher::gather_places() {
  memory_.places.clear();
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

// The starts of all active rules, as sets.
void SentenceMatcher::gather_starts() {
  auto& starts = memory_.starts_of;
  starts.assign(memory_.active.size(), {});
  for (std::size_t slot = 0; slot < starts.size(); ++slot) {
    const std::uint32_t number = memory_.active[slot];
    const CompiledRule& rule = engine_.rules[number];
    memory_.slot_of_rule[number] = static_cast<std::uint32_t>(slot);
    memory_.active_turn[number] = memory_.turn;
    if (rule.is_loose) {
      for (Position at = 0; at < view().lattice.last(); ++at) starts[slot].add(at);
      continue;
    }
    for (ClassMask left = rule.first_classes; left != 0; left &= left - 1)
      starts[slot] |= view().sets.classes[static_cast<std::size_t>(std::countr_zero(left))];
    for (const LabelId label : rule.first_labels)
      for (const match::CandidateArc& arc : view().lattice.candidate_arcs())
        if (arc.label == label) starts[slot].add(arc.from);
  }
  const auto arcs = view().lattice.token_arcs();
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const WordId word = view().words[i];
    if (word == kNoWord) continue;
    for (std::uint32_t k = engine_.word_starts[word]; k < engine_.word_starts[word + 1]; ++k) {
      const std::uint32_t rule = engine_.word_rules[k];
      if (memory_.active_turn[rule] == memory_.turn)
        starts[memory_.slot_of_rule[rule]].add(arcs[i].from);
    }
  }
}

// Fills `starts` for the rule at a place of `active`.
void SentenceMatcher::find_starts(Scan& scan, std::size_t slot) {
  const CompiledRule& rule = engine_.rules[memory_.active[slot]];
  if (view().sets.fit) return narrow_starts(scan, rule, memory_.starts_of[slot]);
  search_starts(rule);
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

// Whether a rule can match from any of some starts, as far as sets can tell.
bool may_match(const ScanContext& context, const CompiledRule& rule, const PositionSet& starts) {
  for (const ContextTest& test : rule.contexts) {
    if (!test.after || test.negative) continue;
    PositionSet begins;
    ReferenceParser(test.node).reach(context, starts, begins);
    if (begins.empty()) return false;
  }
  PositionSet ends;
  ReferenceParser(rule.find).reach(context, starts, ends);
  if (ends.empty()) return false;
  return std::all_of(rule.contexts.begin(), rule.contexts.end(), [&](const ContextTest& test) {
    if (test.after || test.negative) return true;
    PositionSet after;
    ReferenceParser(test.node).reach(context, ends, after);
    return !after.empty();
  });
}

constexpr std::uint64_t kNarrowingSteps = 10'000;

}  // namespace

// Fills `starts` with `all` if the rule can match from any of them: most rules fall here, all
// starts at once. Where that takes too long, it is left to matching.
void SentenceMatcher::narrow_starts(Scan& scan, const CompiledRule& rule, const PositionSet& all) {
  auto& starts = memory_.starts;
  starts.clear();
  if (all.empty()) return;
  const std::uint64_t steps = std::exchange(scan.steps_left, kNarrowingSteps);
  if (may_match(ScanContext(scan, x3::unused), rule, all) || scan.is_exhausted())
    all.for_each([&](Position start) { starts.push_back(start); });
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
    if (scan.watcher != nullptr) scan.watcher->begin(test.after);
    Ends found;
    ReferenceParser(test.node).find_ends(context, at, found);
    const bool is_right = found.empty() == test.negative && !scan.is_exhausted();
    if (scan.watcher != nullptr && !is_right)
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
  const std::uint32_t rule = memory_.active[slot];
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
      memory_.offers.emplace_back(start, memory_.active[slot]);
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
  if (++memory_.turn != 0) return;
  // What earlier documents left behind would count again.
  std::fill(memory_.feature_seen.begin(), memory_.feature_seen.end(), 0);
  std::fill(memory_.rule_seen.begin(), memory_.rule_seen.end(), 0);
  std::fill(memory_.active_turn.begin(), memory_.active_turn.end(), 0);
  memory_.turn = 1;
}

void SentenceMatcher::find(const Sentence& sentence, const match::CandidateSet& set,
                           DocumentEntries& document, const DispatchTable& table, Sharing sharing,
                           std::vector<Match>& matches) {
  if (is_empty(table)) return;
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
    see_arcs();
  } else {
    see_tokens(sentence, table.bit);
  }
  see_labels(sentence, set);
  // Where a cut came or went, rules may match other pieces than before.
  choose_rules(sentence, table, sight.is_cut, was_cut || sight.is_cut ? nullptr : sentence.changed);
  if (memory_.active.empty()) return;
  if (!view().is_built) {
    view().cuts.clear();
    build_view(sentence, set, false);
  }
  if (view().sets.fit) {
    gather_starts();
  } else {
    gather_places();
  }
  memory_.memo.clear();
  memory_.ahead.clear(engine_.nodes.size());
  const Scene scene{engine_,         program_.schema(), input_,  set,
                    sentence.tokens, sentence.standing, document};
  Scan scan{scene,       view().lattice, view().words,        view().classes, memory_.memo,
            view().sets, memory_.ahead,  view().start_places, memory_.regexes};
  scan.steps_left = step_limit(view().lattice);
  if (sharing == Sharing::kOneAtATime) return find_one_at_a_time(scan, matches);
  for (std::size_t slot = 0; slot < memory_.active.size(); ++slot)
    find_of_rule(scan, slot, sharing == Sharing::kEveryStart, matches);
}

}  // namespace waymark::grammar
