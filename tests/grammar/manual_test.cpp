// SPDX-License-Identifier: Apache-2.0
// The manual says what is so: every rule file in grammar/README.md is read and checked without a
// word of complaint.
#include <string>
#include <string_view>
#include <vector>

#include "grammar/check.h"
#include "grammar/load.h"
#include "support/catch.h"

namespace waymark::grammar {
namespace {

std::vector<std::string> rule_files_of(std::string_view manual) {
  constexpr std::string_view kOpen = "\n```way\n";
  constexpr std::string_view kClose = "\n```\n";
  std::vector<std::string> files;
  for (auto begin = manual.find(kOpen); begin != std::string_view::npos;
       begin = manual.find(kOpen, begin)) {
    begin += kOpen.size();
    files.emplace_back(manual.substr(begin, manual.find(kClose, begin) + 1 - begin));
  }
  return files;
}

/// The labels and kinds of the manual's gazetteers.
Knowledge kitchen() {
  Knowledge knowledge;
  const auto food = knowledge.schema.add_label("FOOD", false);
  for (const char* label : {"PLACE", "AGENCY"}) knowledge.schema.add_label(label, false);
  knowledge.schema.add_kind("flour", food);
  knowledge.has_entry = [](std::string_view) { return false; };
  knowledge.entry_ids = [] { return std::vector<std::string>(); };
  knowledge.labels_with_entries = [] { return std::vector<bool>{true, true, true}; };
  return knowledge;
}

TEST_CASE("manual: every rule file in it passes the check", "[grammar][manual]") {
  const auto manual = text::SourceFile::read(WAYMARK_SOURCE_DIR "/grammar/README.md");
  REQUIRE(manual.has_value());
  const std::vector<std::string> files = rule_files_of(manual->content());
  REQUIRE(files.size() >= 6);
  // What the examples import or change.
  const std::string others =
      "grammar others 1\nlabel AMOUNT flat\nlabel PLACE flat\nphase names longest\n"
      "rule place.old -> PLACE\n  find \"old\"\nrule place.new -> PLACE\n  find \"new\"\n"
      "rule amount.any -> AMOUNT\n  find <num>\n";
  const FileReader read = [&](const std::string& path) -> Result<text::SourceFile> {
    if (path == "levels.txt") return text::SourceFile(path, "upper\nlower\t1\n");
    if (path == "amounts.way" || path == "common.way" || path == "others.way")
      return text::SourceFile(path, others);
    return text::SourceFile(path, files[static_cast<std::size_t>(path.front() - 'a')]);
  };
  for (std::size_t file = 0; file < files.size(); ++file) {
    CAPTURE(files[file]);
    Diagnostics diagnostics;
    const LoadedRules rules =
        load({"others.way", std::string(1, static_cast<char>('a' + file))}, read, diagnostics);
    check(rules, kitchen(), diagnostics);
    std::string reports;
    for (const Diagnostic& diagnostic : diagnostics) reports += render(diagnostic);
    CHECK(reports == "");
  }
}

}  // namespace
}  // namespace waymark::grammar
