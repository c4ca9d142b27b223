// SPDX-License-Identifier: Apache-2.0
// Rule files together: imports, lists from files, phases of several files, rules changed by others.
#include "grammar/load.h"

#include <map>
#include <string>

#include "grammar/outline.h"
#include "support/catch.h"

namespace waymark::grammar {
namespace {

struct Loading {
  LoadedRules rules;
  std::string faults;
};

Loading load_all(const std::map<std::string, std::string>& files,
                 const std::vector<std::string>& paths) {
  const FileReader read = [&](const std::string& path) -> Result<text::SourceFile> {
    const auto file = files.find(path);
    if (file == files.end())
      return Diagnostic{Severity::kError, "text/file", path, 0, 0, 1, "no such file", "", ""};
    return text::SourceFile(path, file->second);
  };
  Diagnostics diagnostics;
  Loading loading{load(paths, read, diagnostics), {}};
  for (const Diagnostic& diagnostic : diagnostics)
    loading.faults +=
        diagnostic.file + ":" + std::to_string(diagnostic.line) + " " + diagnostic.message + "\n";
  return loading;
}

std::string phases_of(const LoadedRules& rules) {
  std::string text;
  for (const LoadedPhase& phase : rules.phases) {
    text += (text.empty() ? "" : "; ") + phase.name.text + ":";
    for (const LoadedRule& rule : phase.rules) text += " " + rule.rule.name.text;
  }
  return text;
}

std::string rule(const std::string& name) {
  return "rule " + name + " -> A\n  find \"" + name + "\"\n";
}

TEST_CASE("load: phases of one name are one, in an order that fits every file", "[grammar][load]") {
  const Loading loading =
      load_all({{"a", "grammar a 1\nphase names longest\n" + rule("a1") +
                          "phase structure repeat\n" + rule("a2")},
                {"b", "grammar b 1\nphase names\n" + rule("b1") + "phase between all\n" +
                          rule("b2") + "phase structure\n" + rule("b3")},
                {"c", "grammar c 1\nphase late all after names\n" + rule("c1") +
                          "phase later all after names\n" + rule("c2") +
                          "phase latest all after late\n" + rule("c3")}},
               {"a", "b", "c"});
  CHECK(loading.faults.empty());
  CHECK(phases_of(loading.rules) ==
        "names: a1 b1; late: c1; latest: c3; later: c2; between: b2; structure: a2 b3");
}

TEST_CASE("load: an imported file gives names and no rules, and is read once", "[grammar][load]") {
  const Loading loading = load_all(
      {{"dir/a",
        "grammar a 1\nimport \"../lib/b\"\nimport \"./c\"\nphase p all\nrule r -> A\n  find x y\n"},
       {"lib/b",
        "grammar b 1\nimport \"../dir/c\"\nlet x = \"from b\"\nphase q all\n" + rule("unseen")},
       {"dir/c", "grammar c 1\nlet x = \"from c\"\nlist y from \"words.txt\"\n"},
       {"dir/words.txt", "\xEF\xBB\xBF# 한글 😀\n  상급\t1 \r\n\nlow er\n"}},
      {"dir/a"});
  CHECK(loading.faults.empty());
  CHECK(phases_of(loading.rules) == "p: r");
  REQUIRE(loading.rules.files.size() == 3);
  const auto x = loading.rules.find(0, "x");
  REQUIRE(x.has_value());
  CHECK(test::outline(x->let->pattern) == "(words «from b»)");
  const auto y = loading.rules.find(0, "y");
  REQUIRE(y.has_value());
  REQUIRE(y->list->items.size() == 2);
  CHECK(y->list->items[0].text == "상급");
  CHECK(y->list->items[0].value == "1");
  CHECK(y->list->items[1].text == "low er");
  CHECK_FALSE(loading.rules.find(0, "z").has_value());
}

TEST_CASE("load: other files take rules out and replace them in their place", "[grammar][load]") {
  const Loading loading =
      load_all({{"a", "grammar a 1\nphase p all\n" + rule("one") + rule("two") + rule("three")},
                {"b", "grammar b 1\nwithout rule one\nreplace rule two -> B\n  find \"other\"\n"}},
               {"a", "b"});
  CHECK(loading.faults.empty());
  CHECK(phases_of(loading.rules) == "p: two three");
  CHECK(test::outline(loading.rules.phases[0].rules[0].rule) ==
        "(replace-rule two B (words «other»))");
  CHECK(loading.rules.phases[0].rules[0].file == 1);
}

TEST_CASE("load: words of conditions that are captures are known as such", "[grammar][load]") {
  const Loading loading =
      load_all({{"a",
                 "grammar a 1\nlet at = \"in\" place:P\nphase p all\nrule r -> A\n"
                 "  find agency:B[agency is x] at\n  before c:P\n"
                 "  where place.kind is place and agency is c and level is \"x\"\n"
                 "  link agency by kind is place or entry in place.in\n"}},
               {"a"});
  CHECK(loading.faults.empty());
  const LoadedRule& rule = loading.rules.phases[0].rules[0];
  CHECK(rule.captures == std::vector<std::string>{"agency", "place", "c"});
  CHECK(test::outline(rule.rule.tests[0].condition) ==
        "(and (is place:.kind place) (is agency: c:) (is .level «x»))");
  CHECK(test::outline(*rule.rule.links[0].condition) ==
        "(or (is .kind place) (in .entry place:.in))");
  CHECK(test::outline(rule.rule.finds[0]) == "(then (agency: (B (is .agency x))) at)");
}

TEST_CASE("load: long chains of imports end in a diagnostic", "[grammar][load]") {
  std::map<std::string, std::string> files;
  for (int i = 0; i < 200; ++i)
    files["f" + std::to_string(i)] = "grammar f 1\nimport \"f" + std::to_string(i + 1) + "\"\n";
  const std::string faults = load_all(files, {"f0"}).faults;
  CHECK(faults.find("imports nested deeper than 64 files") != std::string::npos);
}

}  // namespace
}  // namespace waymark::grammar
