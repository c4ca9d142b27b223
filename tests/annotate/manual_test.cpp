// SPDX-License-Identifier: Apache-2.0
// The manual of the rule language is run: its gazetteers are loaded, its rule files one after the
// other as a reader would write them, and every example in them and in its example files holds.
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "annotate/knowledge.h"
#include "annotate/rule_examples.h"
#include "support/golden.h"
#include "support/temp_dir.h"

namespace waymark {
namespace {

/// A fenced piece of the manual.
struct Piece {
  std::string language, content;
};

std::vector<Piece> pieces_of(const std::string& manual) {
  constexpr std::string_view kFence = "\n```";
  std::vector<Piece> pieces;
  for (auto at = manual.find(kFence); at != std::string::npos; at = manual.find(kFence, at)) {
    const auto word = at + kFence.size();
    const auto begin = manual.find('\n', word) + 1;
    const auto end = manual.find(kFence, begin - 1);
    pieces.push_back(
        {manual.substr(word, begin - 1 - word), manual.substr(begin, end + 1 - begin)});
    at = end + kFence.size();
  }
  return pieces;
}

/// "grammar kitchen.amounts 2" → "kitchen", "amounts".
std::pair<std::string, std::string> name_of(const std::string& rules) {
  const auto begin = rules.find(' ') + 1;
  const auto dot = rules.find('.', begin);
  return {rules.substr(begin, dot - begin), rules.substr(dot + 1, rules.find(' ', dot) - dot - 1)};
}

/// The rule files of a domain so far, by name; a later one of that name takes its place.
using Domains = std::map<std::string, std::map<std::string, std::string>>;

void require_examples(const test::TempDir& folder, const std::vector<std::string>& gazetteers,
                      const std::map<std::string, std::string>& files, std::size_t at_least) {
  std::vector<std::string> paths;
  for (const auto& [name, path] : files) paths.push_back(path);
  CAPTURE(folder.path(), paths);
  Diagnostics faults;
  const Gazetteer gazetteer = test::require(Gazetteer::load(gazetteers, &faults));
  const RuleSet rules = test::require(RuleSet::load(paths, gazetteer, &faults));
  const grammar::LoadedRules loaded = grammar::load(paths, text::SourceFile::read, faults);
  std::vector<PlacedExample> examples =
      examples_in_rules(loaded, [](const std::string&) { return true; });
  std::vector<text::SourceFile> sources;
  for (const std::string& path : paths)
    if (std::filesystem::exists(example_file_beside(path)))
      sources.push_back(test::require(text::SourceFile::read(example_file_beside(path))));
  for (const text::SourceFile& source : sources)
    for (PlacedExample& example : examples_in_file(source, loaded, faults))
      examples.push_back(std::move(example));
  test::require_silent(faults);
  CHECK(examples.size() >= at_least);
  const Annotator annotator(gazetteer, rules);
  for (const ExampleResult& result : run_examples(annotator, rules, examples).results)
    test::require_silent(result.failures);
}

TEST_CASE("manual: every example in it holds", "[annotate][manual]") {
  const test::TempDir folder;
  std::vector<std::string> gazetteers;
  Domains domains;
  std::size_t runs = 0;
  for (const Piece& piece : pieces_of(test::read_file(WAYMARK_SOURCE_DIR "/grammar/README.md"))) {
    if (piece.language == "yaml")
      gazetteers.push_back(
          folder.write(std::to_string(gazetteers.size()) + ".yaml", piece.content));
    if (piece.language == "examples") {
      folder.write(piece.content.substr(2, piece.content.find('\n') - 2), piece.content);
      require_examples(folder, gazetteers, domains["kitchen"], 7);
      ++runs;
    }
    if (piece.language != "way") continue;
    const auto [domain, name] = name_of(piece.content);
    domains[domain][name] = folder.write(name + ".way", piece.content);
    // The reference shows clauses of a file that imports others; the check alone reads it.
    if (domain == "my") continue;
    require_examples(folder, gazetteers, domains[domain], 2);
    ++runs;
  }
  CHECK(runs >= 6);
}

}  // namespace
}  // namespace waymark
