// SPDX-License-Identifier: Apache-2.0
// Rules in words: the clauses of those that matched, and how far the one in question came.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "explain/material.h"
#include "grammar/print.h"
#include "grammar/program.h"

namespace waymark::explain {
namespace {

using grammar::Attempt;

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string slice(const text::SourceFile& source, grammar::Place at) {
  return one_line(source.content().substr(at.begin, at.end - at.begin));
}

std::string context_word(const grammar::Context& context) {
  return std::string(context.negative ? "not " : "") + (context.after ? "after " : "before ");
}

/// A feature of a sentence, as it is written in patterns.
std::string name_feature(const grammar::Program& program, std::uint32_t feature) {
  const grammar::Engine& engine = program.engine();
  const std::uint32_t words = engine.words.size();
  if (feature < words) return '"' + std::string(engine.words.word(feature)) + '"';
  if (feature < words + engine.label_count)
    return program.schema().label(static_cast<gazetteer::LabelId>(feature - words)).name;
  const auto id = static_cast<grammar::TokenClassId>(feature - words - engine.label_count);
  if (id == grammar::TokenClassId::kDigit) return "a token that begins with a digit";
  return "<" + std::string(grammar::name_of(id)) + ">";
}

std::vector<std::string> name_features(const grammar::Program& program,
                                       const grammar::Features& features) {
  std::vector<std::string> names;
  for (const std::uint32_t feature : features) names.push_back(name_feature(program, feature));
  return names;
}

std::string join_some(const std::vector<std::string>& words) {
  constexpr std::size_t kMost = 12;
  std::string text;
  for (std::size_t i = 0; i < words.size() && i < kMost; ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  if (words.size() > kMost) text += fmt::format(" or {} more", words.size() - kMost);
  return text;
}

/// Puts the attempts of one rule into words.
class Attempts {
 public:
  Attempts(const Material& material, std::uint32_t rule)
      : material_(material), rule_(rule), view_(material.rules[rule]) {}

  AttemptNote note(const Attempt& attempt) const {
    AttemptNote note;
    note.reached = attempt.reached;
    note.captures = note_captures(attempt.captures);
    switch (attempt.how) {
      case Attempt::How::kAbsent:
        note_absent(attempt, note);
        break;
      case Attempt::How::kNowhere:
        note.outcome = "nowhere";
        note.verdict = "not tried: nothing in the sentence can begin it";
        break;
      case Attempt::How::kFailed:
        note.outcome = "failed";
        note_failure(attempt, note);
        break;
      case Attempt::How::kContext:
        note_context(attempt, note);
        break;
      case Attempt::How::kCondition:
        note_condition(attempt, note);
        break;
      case Attempt::How::kGivenUp:
        note.outcome = "given-up";
        note.verdict = "given up: the rule takes too much work here";
        break;
      case Attempt::How::kMatched:
        note_match(attempt, note);
        break;
    }
    return note;
  }

 private:
  void note_absent(const Attempt& attempt, AttemptNote& note) const {
    note.outcome = "absent";
    note.verdict = "not tried: the sentence has no ";
    for (std::size_t i = 0; i < attempt.absent.size(); ++i)
      note.verdict += (i == 0 ? "" : ", and no ") +
                      join_some(name_features(material_.program, attempt.absent[i]));
  }

  void note_failure(const Attempt& attempt, AttemptNote& note) const {
    for (const std::uint32_t node : attempt.expected)
      if (std::string element = name_element(node); !element.empty())
        note.expected.push_back(std::move(element));
    note.at = attempt.at;
    note.seen = see(attempt);
    if (!note.verdict.empty()) return;  // a context has said it
    note.verdict = describe_refused_mention(attempt);
    if (!note.verdict.empty()) return;
    if (note.expected.empty()) {
      note.verdict = "it could match nothing but the empty stretch";
    } else {
      note.verdict = note.expected.size() == 1 ? "the element was not there"
                                               : "none of these elements was there";
    }
  }

  /// A mention of the label that was expected, but not as its condition wants it.
  std::string describe_refused_mention(const Attempt& attempt) const {
    for (const std::uint32_t node : attempt.expected) {
      const gazetteer::LabelId label = material_.program.engine().sources[node].label;
      if (label == gazetteer::kNoLabel) continue;
      for (const std::uint32_t number : attempt.seen)
        if (material_.set.candidates[number].label == label)
          return fmt::format("{} stands there and fails the condition ({})",
                             material_.name_candidate(number), entries_of(number));
    }
    return {};
  }

  std::string entries_of(std::uint32_t number) const {
    std::vector<std::string> entries;
    for (const match::EntryChoice& choice : material_.set.candidates[number].entries) {
      const EntryNote entry = material_.name_entry(choice.entry);
      entries.push_back(entry.id + (entry.kind.empty() ? "" : ", " + entry.kind));
    }
    return entries.empty() ? "no entry" : join_some(entries);
  }

  void note_context(const Attempt& attempt, AttemptNote& note) const {
    const grammar::Context& context = view_.loaded->rule.contexts[attempt.clause];
    note.outcome = "context";
    note.clause =
        context_word(context) + grammar::print(context.pattern) + place_of(context.pattern.at);
    if (attempt.met) {
      note.verdict = "'" + material_.slice(*attempt.met) + "' must not stand there";
      return;
    }
    note.verdict =
        context.after ? "what must stand before it does not" : "what must stand behind it does not";
    note_failure(attempt, note);
  }

  void note_condition(const Attempt& attempt, AttemptNote& note) const {
    const grammar::Test& test = view_.loaded->rule.tests[attempt.clause];
    note.outcome = "condition";
    note.clause = (test.unless ? "unless " : "where ") + grammar::print(test.condition) +
                  place_of(test.condition.at);
    note.verdict = test.unless ? "the condition of 'unless' holds" : "the condition fails";
  }

  void note_match(const Attempt& attempt, AttemptNote& note) const {
    note.outcome = "matched";
    const auto is_it = [&](const grammar::TracedMatch& match) {
      return match.rule == rule_ && match.span == attempt.reached;
    };
    const grammar::Trace& trace = material_.trace;
    if (std::any_of(trace.matches.begin(), trace.matches.end(), is_it)) {
      note.verdict = "matched, and took effect";
    } else if (std::any_of(trace.beaten.begin(), trace.beaten.end(), is_it)) {
      note.verdict = "matched, but all that it marked fell; see the candidates";
    } else {
      note.verdict = "would match, but another rule of its phase had taken the place";
    }
  }

  std::string name_element(std::uint32_t node) const {
    const grammar::NodeSource& source = material_.program.engine().sources[node];
    if (source.file >= material_.sources.loaded.files.size()) return {};
    const text::SourceFile& file = material_.sources.loaded.files[source.file].source;
    const std::string element = slice(file, {source.at.begin, source.at.end});
    return fmt::format("{} ({}:{})", element, file.name(), file.position(source.at.begin).line);
  }

  std::string place_of(grammar::Place at) const {
    return fmt::format(" ({}:{})", view_.source->name(), view_.source->position(at.begin).line);
  }

  std::vector<std::string> see(const Attempt& attempt) const {
    std::vector<std::string> seen;
    if (const text::Token* token = token_at(attempt)) {
      seen.push_back("'" + material_.slice(token->span) + "'");
    } else {
      seen.emplace_back(attempt.is_backward ? "the beginning of the sentence"
                                            : "the end of the sentence");
    }
    for (const std::uint32_t number : attempt.seen)
      seen.push_back(material_.name_candidate(number));
    return seen;
  }

  /// The token that stands where an element failed; null at the edge of the sentence.
  const text::Token* token_at(const Attempt& attempt) const {
    const std::uint32_t at = attempt.at;
    for (const Span sentence : material_.document.sentences)
      if (at == (attempt.is_backward ? sentence.begin : sentence.end)) return nullptr;
    const auto& tokens = material_.tokens;
    const auto token =
        std::partition_point(tokens.begin(), tokens.end(), [&](const text::Token& it) {
          return attempt.is_backward ? it.span.end < at : it.span.end <= at;
        });
    return token == tokens.end() || at < token->span.begin ? nullptr : &*token;
  }

  const Material& material_;
  std::uint32_t rule_;
  const RuleView& view_;
};

bool is_there(const Attempt& attempt, Span place) {
  const std::uint32_t end = std::max(attempt.reached.end, attempt.reached.begin + 1);
  return touches(place, {attempt.reached.begin, end});
}

}  // namespace

std::vector<CaptureNote> note_captures(const std::vector<grammar::TracedCapture>& captures) {
  std::vector<CaptureNote> notes;
  for (const grammar::TracedCapture& capture : captures)
    notes.push_back({capture.name, capture.span, capture.mentions});
  return notes;
}

namespace {

std::vector<std::string> clauses_of(const RuleView& view,
                                    const std::function<bool(const grammar::Pattern&)>& is_wanted) {
  const grammar::Rule& rule = view.loaded->rule;
  const text::SourceFile& source = *view.source;
  std::vector<std::string> clauses;
  for (const grammar::Pattern& find : rule.finds)
    if (is_wanted(find)) clauses.push_back("find " + grammar::print(find));
  for (const grammar::Context& context : rule.contexts)
    clauses.push_back(context_word(context) + grammar::print(context.pattern));
  for (const grammar::Test& test : rule.tests)
    clauses.push_back((test.unless ? "unless " : "where ") + grammar::print(test.condition));
  const auto add = [&](const std::string& word, const auto& effects) {
    for (const auto& effect : effects) {
      std::string text = slice(source, effect.at);
      // Of some effects the place begins behind the clause's word, as one word has several.
      clauses.push_back(text.starts_with(word) ? std::move(text) : word + text);
    }
  };
  add("mark ", rule.marks);
  add("set ", rule.sets);
  add("link ", rule.links);
  add("relate ", rule.relations);
  add("define ", rule.definitions);
  for (const grammar::Over& over : rule.over) clauses.push_back("over " + over.rule.text);
  if (rule.rank) clauses.push_back(fmt::format("rank {}", *rule.rank));
  return clauses;
}

/// The clauses of a rule that matched: of several `find` the one that did.
std::vector<std::string> clauses_of_match(const RuleView& view, std::uint32_t find) {
  return clauses_of(view, [&](const grammar::Pattern& it) {
    return static_cast<std::size_t>(&it - view.loaded->rule.finds.data()) == find;
  });
}

}  // namespace

std::vector<MatchNote> note_matches(const Material& material, Span place) {
  std::vector<MatchNote> notes;
  const auto add = [&](const grammar::TracedMatch& match, bool took_effect) {
    if (!touches(place, match.span)) return;
    const RuleView& view = material.rules[match.rule];
    MatchNote note;
    note.rule = material.rule_name(match.rule);
    note.phase = view.phase;
    note.file = view.source->name();
    note.line = view.source->position(view.loaded->rule.at.begin).line;
    note.span = match.span;
    note.took_effect = took_effect;
    note.captures = note_captures(match.captures);
    note.find = view.loaded->rule.finds.size() > 1 ? match.find + 1 : 0;
    note.clauses = clauses_of_match(view, match.find);
    note.marks = match.marks;
    for (const auto& [number, choice] : match.ruled_out)
      note.ruled_out.push_back(material.name_entry(choice.entry).id + " of " +
                               material.name_candidate(number));
    notes.push_back(std::move(note));
  };
  for (const grammar::TracedMatch& match : material.trace.matches) add(match, true);
  for (const grammar::TracedMatch& match : material.trace.beaten) add(match, false);
  return notes;
}

RuleNote note_rule(const Material& material, std::uint32_t rule, Span place) {
  const RuleView& view = material.rules[rule];
  RuleNote note;
  note.rule = material.rule_name(rule);
  note.phase = view.phase;
  note.file = view.source->name();
  note.line = view.source->position(view.loaded->rule.at.begin).line;
  note.clauses = clauses_of(view, [](const grammar::Pattern&) { return true; });
  const grammar::CompiledRule& compiled = material.program.engine().rules[rule];
  if (!compiled.is_loose) note.begins = name_features(material.program, compiled.first);
  const Attempts attempts(material, rule);
  for (const Attempt& attempt : material.trace.attempts)
    if (is_there(attempt, place)) note.attempts.push_back(attempts.note(attempt));
  return note;
}

}  // namespace waymark::explain
