// SPDX-License-Identifier: Apache-2.0
// Whole behaviours: each folder of tests/golden holds a text and, in expected.jsonl, all that is
// marked in it. A folder may bring its own gazetteer.yaml and rules.way; else those of
// tests/golden itself hold.
#include "support/golden.h"

#include <cmath>

#include "annotate/knowledge.h"
#include "format/format.h"
#include "gazetteer/compiler.h"
#include "support/temp_dir.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

const fs::path kGolden = fs::path(WAYMARK_SOURCE_DIR) / "tests/golden";

std::string own_or_common(const fs::path& folder, const char* name) {
  return ((fs::exists(folder / name) ? folder : kGolden) / name).string();
}

/// One digit of a score is behaviour; the others are weights, which the tests of links look at.
void round_scores(Document& document) {
  const auto round = [](double& score) { score = std::round(score * 10) / 10; };
  for (Mention& mention : document.mentions) {
    if (mention.link) round(mention.link->score);
    for (LinkCandidate& candidate : mention.candidates) round(candidate.score);
  }
}

/// The document in the native form, without tokens and sentences, which other tests look at.
std::string annotate_case(const fs::path& folder, const std::string& gazetteer) {
  const Annotator annotator =
      test::make_annotator({gazetteer}, {own_or_common(folder, "rules.way")});
  Document document;
  document.id = folder.filename().string();
  document.text = test::read_file(folder / "input.txt");
  Workspace workspace;
  Diagnostics warnings;
  Result<Document> annotated = annotator.annotate(document, workspace, &warnings);
  REQUIRE(annotated.has_value());
  CHECK(warnings.empty());
  round_scores(*annotated);
  format::WriteOptions options;
  options.with_tokens = options.with_sentences = false;
  std::string line;
  format::find_format("jsonl")->make_writer(options)->write(*annotated, line);
  return line;
}

TEST_CASE("annotate: each golden folder gives what it expects, from YAML and from a compiled index",
          "[annotate][golden]") {
  for (const fs::path& folder : test::case_folders(kGolden, "input.txt")) {
    DYNAMIC_SECTION(folder.filename().string()) {
      const std::string yaml = own_or_common(folder, "gazetteer.yaml");
      const std::string from_yaml = annotate_case(folder, yaml);
      test::check_golden(folder / "expected.jsonl", from_yaml);

      const test::TempDir dir;
      const Result<std::string> bytes = gazetteer::compile({yaml});
      REQUIRE(bytes.has_value());
      CHECK(annotate_case(folder, dir.write("compiled.wmg", *bytes)) == from_yaml);
    }
  }
}

}  // namespace
}  // namespace waymark
