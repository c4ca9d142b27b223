// SPDX-License-Identifier: Apache-2.0
// Brackets are taken out of an example, the text is annotated with a trace, and the rule's own
// marks (for `mark nothing` and vetoes its matches) are put back as brackets: an example fails
// where the two texts differ, or where a mention lacks what is expected of it.
#include "annotate/rule_examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "grammar/program.h"
#include "grammar/run.h"
#include "match/candidate.h"

namespace waymark {

const match::CandidateSet& candidates_of(const Workspace& workspace);

namespace {

using grammar::Example;
using grammar::Expectation;
using grammar::LoadedRule;

/// An example's text without its brackets, and the spans that they marked.
struct Marked {
  std::string text;
  std::vector<Span> spans;
};

Marked read_brackets(const std::string& example) {
  Marked marked;
  std::vector<std::uint32_t> open;
  for (std::size_t i = 0; i < example.size(); ++i) {
    const auto at = static_cast<std::uint32_t>(marked.text.size());
    if (example[i] == '\\' && i + 1 < example.size()) {
      marked.text += example[++i];
    } else if (example[i] == '[') {
      open.push_back(at);
    } else if (example[i] == ']' && !open.empty()) {
      marked.spans.push_back({open.back(), at});
      open.pop_back();
    } else {
      marked.text += example[i];
    }
  }
  std::sort(marked.spans.begin(), marked.spans.end());
  return marked;
}

std::string write_brackets(const std::string& text, const std::vector<Span>& spans) {
  std::string marked;
  for (std::uint32_t at = 0; at <= text.size(); ++at) {
    for (const Span span : spans)
      if (span.end == at) marked += ']';
    for (const Span span : spans)
      if (span.begin == at) marked += '[';
    if (at < text.size()) marked += text[at];
  }
  return marked;
}

// ---- what is expected of mentions ------------------------------------------------------------

std::string text_of(const FeatureValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  return fmt::format("{}", std::get<double>(value));
}

/// Judges one document.
class Expecting {
 public:
  Expecting(const Document& document, const std::vector<Span>& marks)
      : document_(document), marks_(marks) {}

  /// Why an expectation fails; empty if it holds for one of the mentions that it is about.
  [[nodiscard]] std::string find_fault(const Expectation& expectation) const {
    std::vector<std::uint32_t> about;
    for (std::uint32_t i = 0; i < document_.mentions.size(); ++i)
      if (is_about(expectation, document_.mentions[i])) about.push_back(i);
    if (about.size() < std::max<std::size_t>(1, expectation.which))
      return describe_lack(expectation);
    if (expectation.which != 0) about = {about[expectation.which - 1]};
    if (expectation.what == Expectation::What::kRelation) return find_relation(expectation, about);
    std::vector<std::string> found;
    for (const std::uint32_t mention : about) {
      found = values_of(document_.mentions[mention], expectation);
      if (holds(expectation, found)) return {};
    }
    return describe(expectation, found);
  }

 private:
  [[nodiscard]] bool is_about(const Expectation& expectation, const Mention& mention) const {
    if (expectation.text) return document_.slice(mention.span) == *expectation.text;
    return std::find(marks_.begin(), marks_.end(), mention.span) != marks_.end();
  }

  static std::string describe_lack(const Expectation& expectation) {
    if (!expectation.text) return "marks no mention";
    const std::string text = "mention '" + *expectation.text + "'";
    return expectation.which < 2
               ? "has no " + text
               : fmt::format("has fewer than {} times the {}", expectation.which, text);
  }

  [[nodiscard]] std::string find_relation(const Expectation& expectation,
                                          const std::vector<std::uint32_t>& about) const {
    const bool is_found = std::any_of(
        document_.relations.begin(), document_.relations.end(), [&](const Relation& relation) {
          return relation.type == expectation.name &&
                 std::find(about.begin(), about.end(), relation.from) != about.end() &&
                 document_.slice(document_.mentions[relation.to].span) == expectation.value;
        });
    if (is_found) return {};
    return "has no relation '" + expectation.name + "' to '" + expectation.value + "'";
  }

  [[nodiscard]] std::vector<std::string> values_of(const Mention& mention,
                                                   const Expectation& expectation) const {
    if (expectation.name == "label") return {mention.label};
    if (expectation.name == "entry")
      return mention.link ? std::vector{mention.link->entry} : std::vector<std::string>();
    std::vector<std::string> values;
    for (const Slot& slot : mention.slots)
      if (slot.name == expectation.name) add_slot(slot, expectation.what, values);
    for (const Feature& feature : mention.features)
      if (feature.name == expectation.name) values.push_back(text_of(feature.value));
    return values;
  }

  void add_slot(const Slot& slot, Expectation::What what, std::vector<std::string>& values) const {
    if (const auto* span = std::get_if<Span>(&slot.value))
      return values.emplace_back(document_.slice(*span)), void();
    for (const std::uint32_t number : std::get<0>(slot.value)) {
      const Mention& mention = document_.mentions[number];
      if (what == Expectation::What::kEntry)
        values.push_back(mention.link ? mention.link->entry : "");
      else
        values.emplace_back(document_.slice(mention.span));
    }
  }

  static bool holds(const Expectation& expectation, const std::vector<std::string>& values) {
    if (expectation.what == Expectation::What::kNothing) return values.empty();
    return std::find(values.begin(), values.end(), expectation.value) != values.end();
  }

  static std::string describe(const Expectation& expectation,
                              const std::vector<std::string>& values) {
    if (values.empty()) return "has no " + expectation.name;
    std::string shown;
    for (const std::string& value : values) shown += (shown.empty() ? "'" : ", '") + value + "'";
    return "has " + shown + " as its " + expectation.name;
  }

  const Document& document_;
  const std::vector<Span>& marks_;
};

// ---- one example after the other -------------------------------------------------------------

class ExampleRunner {
 public:
  ExampleRunner(const Annotator& annotator, const RuleSet& rules)
      : annotator_(annotator), names_(rules.program().rule_names()) {}

  void run(const PlacedExample& placed) {
    const std::string& rule = placed.example.rule.text;
    const auto number = std::find(names_.begin(), names_.end(), rule) - names_.begin();
    const Example& example = placed.example.example;
    result_ = {&placed, {}};
    const Marked expected = read_brackets(example.text);
    Document document;
    document.text = expected.text;
    document.date = placed.example.date;
    grammar::Trace trace;
    auto annotated = annotator_.annotate(std::move(document), workspace_, nullptr, &trace);
    if (!annotated) {
      fail(example.at, "is no valid text");
    } else {
      const std::vector<Span> found = spans_of(trace, static_cast<std::uint32_t>(number));
      judge(expected, found);
      note_ties(expected.text);
      for (const Expectation& expectation : placed.example.expectations)
        if (const auto fault = Expecting(*annotated, expected.spans).find_fault(expectation);
            !fault.empty())
          fail(expectation.at, fault);
    }
    report_.results.push_back(std::move(result_));
  }

  ExampleReport take() { return std::move(report_); }

 private:
  void judge(const Marked& expected, const std::vector<Span>& found) {
    const Example& example = result_.example->example.example;
    if (example.yes && found != expected.spans) {
      fail(example.at, found.empty()
                           ? "is not matched"
                           : "is marked as '" + write_brackets(expected.text, found) + "'");
    } else if (!example.yes && !found.empty()) {
      fail(example.at,
           "must not match and is marked as '" + write_brackets(expected.text, found) + "'");
    }
  }

  /// What the rule marked and what of it stands at the end, or where it matched if it marks
  /// nothing.
  std::vector<Span> spans_of(const grammar::Trace& trace, std::uint32_t number) {
    std::set<Span> spans;
    const std::vector<match::Candidate>& candidates = candidates_of(workspace_).candidates;
    for (const grammar::TracedMatch& match : trace.matches) {
      if (match.rule != number) continue;
      report_.rules.insert(names_[number]);
      for (const grammar::TracedCapture& capture : match.captures)
        report_.captures.insert(capture.name);
      if (match.marks.empty()) spans.insert(match.span);
      for (const std::uint32_t mark : match.marks)
        if (candidates[mark].alive) spans.insert(candidates[mark].span);
    }
    return {spans.begin(), spans.end()};
  }

  void note_ties(const std::string& text) {
    const std::vector<match::Candidate>& candidates = candidates_of(workspace_).candidates;
    std::map<Span, std::uint32_t> standing;
    for (std::uint32_t i = 0; i < candidates.size(); ++i)
      if (candidates[i].alive && candidates[i].origin == match::Origin::kRule)
        standing.emplace(candidates[i].span, i);
    for (const match::Candidate& loser : candidates) {
      if (loser.alive || loser.origin != match::Origin::kRule) continue;
      const auto found = standing.find(loser.span);
      if (found == standing.end()) continue;
      const match::Candidate& winner = candidates[found->second];
      if (winner.label != loser.label && winner.rank == loser.rank && winner.rule != loser.rule)
        report_.ties.insert({names_[winner.rule], names_[loser.rule],
                             text.substr(loser.span.begin, loser.span.end - loser.span.begin)});
    }
  }

  void fail(grammar::Place at, const std::string& what) {
    const PlacedExample& placed = *result_.example;
    result_.failures.push_back(
        placed.source->diagnose(Severity::kError, "grammar/example", at.begin, at.end,
                                "the example of '" + placed.example.rule.text + "' " + what));
  }

  const Annotator& annotator_;
  const std::vector<std::string>& names_;
  Workspace workspace_;
  ExampleResult result_;
  ExampleReport report_;
};

}  // namespace

std::size_t ExampleReport::failed() const {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(),
                    [](const ExampleResult& result) { return !result.failures.empty(); }));
}

std::vector<PlacedExample> examples_in_rules(
    const grammar::LoadedRules& loaded, const std::function<bool(const std::string&)>& is_meant) {
  std::vector<PlacedExample> examples;
  for (const grammar::LoadedPhase& phase : loaded.phases)
    for (const LoadedRule& rule : phase.rules) {
      const text::SourceFile& source = loaded.files[rule.file].source;
      if (!is_meant(source.name())) continue;
      for (const Example& example : rule.rule.examples)
        examples.push_back({{rule.rule.name, example, {}, {}}, &source});
    }
  return examples;
}

std::vector<PlacedExample> examples_in_file(const text::SourceFile& source,
                                            const grammar::LoadedRules& loaded,
                                            Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (const grammar::LoadedPhase& phase : loaded.phases)
    for (const LoadedRule& rule : phase.rules) names.push_back(rule.rule.name.text);
  std::vector<PlacedExample> examples;
  std::set<std::string> unknown;
  for (grammar::RuleExample& example : grammar::parse_examples(source, diagnostics)) {
    const grammar::Name& rule = example.rule;
    if (std::find(names.begin(), names.end(), rule.text) != names.end()) {
      examples.push_back({std::move(example), &source});
    } else if (unknown.insert(rule.text).second) {
      const std::string near = text::nearest_word(rule.text, names);
      diagnostics.push_back(source.diagnose(Severity::kError, "grammar/unknown-rule", rule.at.begin,
                                            rule.at.end, "unknown rule '" + rule.text + "'",
                                            near.empty() ? "" : "did you mean '" + near + "'?"));
    }
  }
  return examples;
}

std::string example_file_beside(const std::string& rule_file) {
  return std::filesystem::path(rule_file).replace_extension(".examples").string();
}

ExampleReport run_examples(const Annotator& annotator, const RuleSet& rules,
                           const std::vector<PlacedExample>& examples) {
  ExampleRunner runner(annotator, rules);
  for (const PlacedExample& example : examples) runner.run(example);
  return runner.take();
}

Diagnostics describe_ties(const ExampleReport& report, const grammar::LoadedRules& loaded) {
  const auto states_over = [](const LoadedRule& rule, const std::string& other) {
    return std::any_of(rule.rule.over.begin(), rule.rule.over.end(),
                       [&](const grammar::Over& over) { return over.rule.text == other; });
  };
  Diagnostics warnings;
  std::set<std::pair<std::string, std::string>> told;
  for (const Tie& tie : report.ties)
    for (const grammar::LoadedPhase& phase : loaded.phases) {
      const auto find = [&](const std::string& name) {
        return std::find_if(phase.rules.begin(), phase.rules.end(),
                            [&](const LoadedRule& rule) { return rule.rule.name.text == name; });
      };
      const auto winner = find(tie.winner), loser = find(tie.loser);
      if (winner == phase.rules.end() || loser == phase.rules.end() ||
          states_over(*winner, tie.loser) || !told.insert({tie.winner, tie.loser}).second)
        continue;
      const grammar::Name& name = loser->rule.name;
      warnings.push_back(loaded.files[loser->file].source.diagnose(
          Severity::kWarning, "grammar/no-order", name.at.begin, name.at.end,
          "'" + tie.loser + "' and '" + tie.winner + "' both mark '" + tie.text +
              "', and only their places in the files decide",
          "say which is meant with 'over' or 'rank'"));
    }
  return warnings;
}

}  // namespace waymark
