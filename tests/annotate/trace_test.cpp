// SPDX-License-Identifier: Apache-2.0
// A trace tells what happened and changes nothing: the bytes of a result are the same with and
// without it, on every example of every shipped rule and every sentence of the seeds.
#include <algorithm>
#include <filesystem>

#include "annotate/knowledge.h"
#include "format/format.h"
#include "grammar/load.h"
#include "grammar/program.h"
#include "grammar/run.h"
#include "support/golden.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> shipped(const char* folder, const char* ending) {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(fs::path(WAYMARK_SOURCE_DIR) / folder))
    if (entry.path().extension() == ending) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// The shipped knowledge, loaded once.
struct Shipped {
  Gazetteer gazetteer = test::require(Gazetteer::load(shipped("gazetteer", ".yaml")));
  RuleSet rules = test::require(RuleSet::load(shipped("grammar", ".way"), gazetteer));
  Annotator annotator{gazetteer, rules};
};

const Shipped& knowledge() {
  static const Shipped kShipped;
  return kShipped;
}

/// An example's text without its brackets.
std::string without_brackets(const std::string& example) {
  std::string text;
  for (std::size_t i = 0; i < example.size(); ++i) {
    if (example[i] == '\\' && i + 1 < example.size()) {
      text += example[++i];
    } else if (example[i] != '[' && example[i] != ']') {
      text += example[i];
    }
  }
  return text;
}

std::string annotated(const std::string& text, grammar::Trace* trace) {
  static Workspace workspace;
  Document document;
  document.text = text;
  Diagnostics warnings;
  const Document result = test::require(
      knowledge().annotator.annotate(std::move(document), workspace, &warnings, trace));
  const auto writer = format::find_format("jsonl")->make_writer({});
  std::string bytes;
  writer->write(result, bytes);
  for (const Diagnostic& warning : warnings) bytes += render(warning);
  return bytes;
}

void require_same(const std::string& text, std::uint32_t rule) {
  grammar::Trace trace;
  trace.probed = rule;
  const std::string plain = annotated(text, nullptr);
  if (annotated(text, &trace) == plain) return;
  CAPTURE(text, knowledge().rules.program().rule_names()[rule]);
  FAIL("the trace changed the result");
}

TEST_CASE("trace: no example of a shipped rule is marked otherwise", "[annotate][trace]") {
  Diagnostics faults;
  const grammar::LoadedRules loaded =
      grammar::load(shipped("grammar", ".way"), text::SourceFile::read, faults);
  test::require_silent(faults);
  std::uint32_t rule = 0, examples = 0;
  for (const grammar::LoadedPhase& phase : loaded.phases) {
    for (const grammar::LoadedRule& it : phase.rules) {
      for (const grammar::Example& example : it.rule.examples) {
        require_same(without_brackets(example.text), rule);
        ++examples;
      }
      ++rule;
    }
  }
  CHECK(rule == knowledge().rules.program().rule_names().size());
  CHECK(examples > 200);
}

TEST_CASE("trace: no sentence of the seeds is marked otherwise, whichever rule is asked for",
          "[annotate][trace]") {
  const auto rules = static_cast<std::uint32_t>(knowledge().rules.program().rule_names().size());
  std::uint32_t rule = 0;
  for (const std::string& file : shipped("seeds", ".txt")) {
    const std::string text = test::read_file(file);
    require_same(text, rule++ % rules);
    const Document document = test::require(knowledge().annotator.annotate(text));
    for (const Span sentence : document.sentences)
      require_same(std::string(document.slice(sentence)), rule++ % rules);
  }
  CHECK(rule > 50);
}

}  // namespace
}  // namespace waymark
