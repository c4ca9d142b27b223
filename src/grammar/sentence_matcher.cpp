// SPDX-License-Identifier: Apache-2.0
// The features of a sentence (words, labels, classes) choose the rules; only if there are any is
// the lattice built. A token that candidates or Korean words cut has words inside that its hash
// doesn't show: then the lattice comes first.
#include "grammar/sentence_matcher.h"

#include <algorithm>
#include <utility>

#include "grammar/token_parser.h"
#include "text/token.h"

namespace waymark::grammar {
namespace {

constexpr std::uint64_t kBaseSteps = 1'000'000, kStepsOfPosition = 200;

std::uint64_t step_limit(const Lattice& lattice) {
  return kBaseSteps + kStepsOfPosition * lattice.last();
}

}  // namespace

SentenceMatcher::SentenceMatcher(const Program& program, const Input& input, MatcherMemory& memory,
                                 Diagnostics* warnings)
    : program_(program),
      engine_(program.engine()),
      input_(input),
      memory_(memory),
      warnings_(warnings) {
  memory_.feature_seen.resize(engine_.feature_count());
  memory_.rule_seen.resize(engine_.rules.size());
  memory_.warned.assign(engine_.rules.size(), 0);
  memory_.words_of_tokens.resize(input.tokens.size());
  for (std::size_t i = 0; i < input.tokens.size(); ++i) {
    const text::Token& token = input.tokens[i];
    memory_.words_of_tokens[i] =
        engine_.words.find(token.hash, input.text.substr(token.span.begin, token.span.byte_size()));
  }
}

// ---- cuts inside tokens ----

// Fills the cuts that Korean words make; says whether anything cuts a token of the sentence.
bool SentenceMatcher::find_cuts(const Sentence& sentence, const match::CandidateSet& set) {
  memory_.cuts.clear();
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
    const std::size_t before = memory_.cuts.size();
    find_hangul_cuts(engine_.words, bytes, inside, memory_.cuts);
    for (std::size_t i = before; i < memory_.cuts.size(); ++i) memory_.cuts[i] += token->span.begin;
  }
  return is_cut || !memory_.cuts.empty();
}

void SentenceMatcher::build_lattice(const Sentence& sentence, const match::CandidateSet& set) {
  memory_.lattice.build(
      {input_.text, input_.tokens, sentence.tokens, set, sentence.candidates, memory_.cuts});
  const auto arcs = memory_.lattice.token_arcs();
  memory_.words.clear();
  memory_.classes.clear();
  for (const match::TokenArc& arc : arcs) {
    const std::string_view bytes = input_.text.substr(arc.span.begin, arc.span.byte_size());
    memory_.words.push_back(arc.whole ? memory_.words_of_tokens[arc.token]
                                      : engine_.words.find(arc.hash, bytes));
    memory_.classes.push_back(classify(arc.shape, bytes, engine_.used_classes));
  }
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

// Classes that tokens of these shapes may have; which token has which is asked later.
void SentenceMatcher::see_classes(std::uint32_t shapes) {
  const auto see_if = [&](TokenClassId id, std::uint32_t bits) {
    if ((shapes & bits) != 0 && (engine_.used_classes & bit_of(id)) != 0)
      see(engine_.feature_of_class(id));
  };
  see_if(TokenClassId::kCap, text::kUpperFirst);
  see_if(TokenClassId::kAcronym, text::kTwoUpper);
  see_if(TokenClassId::kNum, text::kAllDigit);
  see_if(TokenClassId::kDigit, text::kHasDigit);
  see_if(TokenClassId::kYear, text::kAllDigit);
  see_if(TokenClassId::kContent, text::kLetter);
  see_if(TokenClassId::kHangul, text::kHangul);
  see_if(TokenClassId::kJosa, text::kHangul);
}

void SentenceMatcher::see_tokens(const Sentence& sentence) {
  std::uint32_t shapes = 0;
  for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
    shapes |= input_.tokens[i].shape;
    if (memory_.words_of_tokens[i] != kNoWord)
      see(engine_.feature_of_word(memory_.words_of_tokens[i]));
  }
  see_classes(shapes);
}

void SentenceMatcher::see_arcs() {
  std::uint32_t shapes = 0;
  const auto arcs = memory_.lattice.token_arcs();
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    shapes |= arcs[i].shape;
    if (memory_.words[i] != kNoWord) see(engine_.feature_of_word(memory_.words[i]));
  }
  see_classes(shapes);
}

void SentenceMatcher::choose_rules(const DispatchTable& table) {
  memory_.active.clear();
  const auto consider = [&](std::uint32_t rule) {
    if (memory_.rule_seen[rule] == memory_.turn) return;
    memory_.rule_seen[rule] = memory_.turn;
    const auto& needs = engine_.rules[rule].needs;
    const bool has_all = std::all_of(needs.begin(), needs.end(), [&](const Features& need) {
      return std::any_of(need.begin(), need.end(), [&](std::uint32_t feature) {
        return memory_.feature_seen[feature] == memory_.turn;
      });
    });
    if (has_all) memory_.active.push_back(rule);
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
  const auto arcs = memory_.lattice.token_arcs();
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (memory_.words[i] != kNoWord)
      memory_.places.emplace_back(engine_.feature_of_word(memory_.words[i]), arcs[i].from);
    for (std::uint32_t id = 0; id < kAllClasses; ++id)
      if ((memory_.classes[i] >> id & 1u) != 0)
        memory_.places.emplace_back(engine_.feature_of_class(static_cast<TokenClassId>(id)),
                                    arcs[i].from);
  }
  for (const match::CandidateArc& arc : memory_.lattice.candidate_arcs())
    if (arc.label < engine_.label_count)
      memory_.places.emplace_back(engine_.feature_of_label(arc.label), arc.from);
  std::sort(memory_.places.begin(), memory_.places.end());
}

void SentenceMatcher::find_starts(const CompiledRule& rule) {
  auto& starts = memory_.starts;
  starts.clear();
  if (rule.is_loose) {
    for (Position at = 0; at < memory_.lattice.last(); ++at) starts.push_back(at);
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

// Leaves the starts from which the rule can match: most rules fall here, all starts at once. Where
// that takes too long, all are left.
void SentenceMatcher::narrow_starts(Scan& scan, const CompiledRule& rule) {
  auto& starts = memory_.starts;
  if (starts.empty() || !memory_.sets.fit) return;
  const ScanContext context(scan, x3::unused);
  const std::uint64_t steps = std::exchange(scan.steps_left, kNarrowingSteps);
  PositionSet all;
  for (const Position start : starts) all.add(start);
  const auto is_out = [&](const PositionSet& some) {
    return !may_match(context, rule, some) && !scan.is_exhausted();
  };
  if (is_out(all)) {
    starts.clear();
  } else if (starts.size() > 1) {
    starts.erase(std::remove_if(starts.begin(), starts.end(),
                                [&](Position start) {
                                  PositionSet one;
                                  one.add(start);
                                  return is_out(one);
                                }),
                 starts.end());
  }
  scan.steps_left = steps;
  scan.depth = 0;
  scan.limit = Limit::kNone;
}

// ---- matching ----

bool SentenceMatcher::try_start(Scan& scan, std::uint32_t number, Position start, Match& match,
                                Position& end_of_match) {
  const CompiledRule& rule = engine_.rules[number];
  const ScanContext context(scan, x3::unused);
  Ends ends;
  ReferenceParser(rule.find).find_ends(context, start, ends);
  const auto fits = [&](const ContextTest& test, Position at) {
    Ends found;
    ReferenceParser(test.node).find_ends(context, at, found);
    return found.empty() == test.negative && !scan.is_exhausted();
  };
  if (ends.empty() || scan.is_exhausted()) return false;
  for (const ContextTest& test : rule.contexts)
    if (test.after && !fits(test, start)) return false;
  for (const Position end : ends) {
    if (end == start) continue;
    const bool has_context =
        std::all_of(rule.contexts.begin(), rule.contexts.end(),
                    [&](const ContextTest& test) { return test.after || fits(test, end); });
    if (!has_context) continue;
    match.captured.clear();
    ReferenceParser(rule.find).walk(context, start, end, match.captured);
    match.taken_by_find = static_cast<std::uint32_t>(match.captured.taken.size());
    for (const ContextTest& test : rule.contexts) {
      if (test.negative) continue;
      Ends found;
      const Position at = test.after ? start : end;
      ReferenceParser(test.node).find_ends(context, at, found);
      if (!found.empty())
        ReferenceParser(test.node).walk(context, at, found.front(), match.captured);
    }
    if (scan.is_exhausted()) return false;
    match.rule = number;
    match.span = scan.lattice.span(start, end);
    Standpoint from;
    from.captured = &match.captured;
    from.rule = &rule;
    from.span = match.span;
    const bool passes_tests = std::all_of(
        rule.judgements.begin(), rule.judgements.end(), [&](const Judgement& judgement) {
          return holds(scan.scene, judgement.test, from) != judgement.unless;
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

void SentenceMatcher::find_of_rule(Scan& scan, std::uint32_t rule, bool every_start,
                                   std::vector<Match>& matches) {
  find_starts(engine_.rules[rule]);
  narrow_starts(scan, engine_.rules[rule]);
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
  for (const std::uint32_t rule : memory_.active) {
    find_starts(engine_.rules[rule]);
    narrow_starts(scan, engine_.rules[rule]);
    for (const Position start : memory_.starts) memory_.offers.emplace_back(start, rule);
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

void SentenceMatcher::find(const Sentence& sentence, const match::CandidateSet& set,
                           DocumentEntries& document, const DispatchTable& table, Sharing sharing,
                           std::vector<Match>& matches) {
  if (table.always.empty() && table.rules.empty()) return;
  if (++memory_.turn == 0) {  // what earlier documents left behind would count again
    std::fill(memory_.feature_seen.begin(), memory_.feature_seen.end(), 0);
    std::fill(memory_.rule_seen.begin(), memory_.rule_seen.end(), 0);
    memory_.turn = 1;
  }
  memory_.present.clear();
  const bool is_cut = find_cuts(sentence, set);
  if (is_cut) {
    build_lattice(sentence, set);
    see_arcs();
  } else {
    see_tokens(sentence);
  }
  see_labels(sentence, set);
  choose_rules(table);
  if (memory_.active.empty()) return;
  if (!is_cut) build_lattice(sentence, set);
  gather_places();
  memory_.sets.fill(memory_.lattice, memory_.classes);
  memory_.memo.clear();
  const Scene scene{engine_,         program_.schema(), input_,  set,
                    sentence.tokens, sentence.standing, document};
  Scan scan{scene, memory_.lattice, memory_.words, memory_.classes, memory_.memo, memory_.sets};
  scan.steps_left = step_limit(memory_.lattice);
  if (sharing == Sharing::kOneAtATime) return find_one_at_a_time(scan, matches);
  for (const std::uint32_t rule : memory_.active)
    find_of_rule(scan, rule, sharing == Sharing::kEveryStart, matches);
}

}  // namespace waymark::grammar
