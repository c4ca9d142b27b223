// SPDX-License-Identifier: Apache-2.0
// Brackets are taken out of an example, the text is annotated with a trace, and the rule's own
// marks (for `mark nothing` and vetoes its matches) are put back as brackets: an example fails
// where the two texts differ.
#include "annotate/rule_examples.h"

#include <algorithm>
#include <set>

#include "grammar/program.h"
#include "grammar/run.h"
#include "match/candidate.h"

namespace waymark {

const match::CandidateSet& candidates_of(const Workspace& workspace);

namespace {

using grammar::Example;
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

class ExampleRunner {
 public:
  ExampleRunner(const Annotator& annotator, const RuleSet& rules,
                const grammar::LoadedRules& loaded)
      : annotator_(annotator), names_(rules.program().rule_names()), loaded_(loaded) {}

  void run(const LoadedRule& rule) {
    const auto number = std::find(names_.begin(), names_.end(), rule.rule.name.text);
    if (number == names_.end()) return;
    ++report_.rules;
    const bool has_yes = std::any_of(rule.rule.examples.begin(), rule.rule.examples.end(),
                                     [](const Example& example) { return example.yes; });
    if (!has_yes) report_.rules_without_examples.push_back(rule.rule.name.text);
    for (const Example& example : rule.rule.examples)
      run(rule, static_cast<std::uint32_t>(number - names_.begin()), example);
  }

  ExampleReport take() { return std::move(report_); }

 private:
  void run(const LoadedRule& rule, std::uint32_t number, const Example& example) {
    ++report_.examples;
    const Marked expected = read_brackets(example.text);
    Document document;
    document.text = expected.text;
    grammar::Trace trace;
    if (!annotator_.annotate(std::move(document), workspace_, nullptr, &trace))
      return fail(rule, example, "is no valid text");
    const std::vector<Span> found = spans_of(trace, number);
    if (example.yes && found != expected.spans) {
      fail(rule, example,
           found.empty() ? "is not matched"
                         : "is marked as '" + write_brackets(expected.text, found) + "'");
    } else if (!example.yes && !found.empty()) {
      fail(rule, example,
           "must not match and is marked as '" + write_brackets(expected.text, found) + "'");
    }
  }

  /// What the rule marked and what of it stands at the end, or where it matched if it marks
  /// nothing.
  std::vector<Span> spans_of(const grammar::Trace& trace, std::uint32_t number) const {
    std::set<Span> spans;
    const std::vector<match::Candidate>& candidates = candidates_of(workspace_).candidates;
    for (const grammar::TracedMatch& match : trace.matches) {
      if (match.rule != number) continue;
      if (match.marks.empty()) spans.insert(match.span);
      for (const std::uint32_t mark : match.marks)
        if (candidates[mark].alive) spans.insert(candidates[mark].span);
    }
    return {spans.begin(), spans.end()};
  }

  void fail(const LoadedRule& rule, const Example& example, const std::string& what) {
    report_.failures.push_back(loaded_.files[rule.file].source.diagnose(
        Severity::kError, "grammar/example", example.at.begin, example.at.end,
        "the example of '" + rule.rule.name.text + "' " + what));
  }

  const Annotator& annotator_;
  const std::vector<std::string>& names_;
  const grammar::LoadedRules& loaded_;
  Workspace workspace_;
  ExampleReport report_;
};

}  // namespace

ExampleReport run_examples(const Annotator& annotator, const RuleSet& rules,
                           const grammar::LoadedRules& loaded,
                           const std::function<bool(const std::string&)>& is_meant) {
  ExampleRunner runner(annotator, rules, loaded);
  for (const grammar::LoadedPhase& phase : loaded.phases)
    for (const LoadedRule& rule : phase.rules)
      if (is_meant(loaded.files[rule.file].source.name())) runner.run(rule);
  return runner.take();
}

}  // namespace waymark
