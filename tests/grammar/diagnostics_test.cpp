// SPDX-License-Identifier: Apache-2.0
// Each folder of tests/diagnostics that holds bad.way says, in expected.txt, all that is reported
// of it; also.way is a second file of the same run. WAYMARK_UPDATE_GOLDEN=1 rewrites the expected
// files.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "grammar/check.h"
#include "grammar/load.h"
#include "support/catch.h"

namespace waymark::grammar {
namespace {

namespace fs = std::filesystem;

/// A small world: what the folders may name.
Knowledge small_world() {
  Knowledge knowledge;
  const auto place = knowledge.schema.add_label("PLACE", false);
  const auto agency = knowledge.schema.add_label("AGENCY", false);
  knowledge.schema.add_label("ROLE", false);
  knowledge.schema.add_label("POST", true,
                             {{"role", "ROLE"}, {"agency", "AGENCY"}, {"place", "PLACE"}});
  knowledge.schema.add_kind("country", place);
  knowledge.schema.add_kind("city", place);
  knowledge.schema.add_kind("ministry", agency);
  const std::vector<std::string> ids = {"kp", "kp.mss"};
  knowledge.has_entry = [ids](std::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  knowledge.entry_ids = [ids] { return ids; };
  knowledge.labels_with_entries = [] { return std::vector<bool>{true, true, true, false}; };
  knowledge.gazetteers = std::vector<std::string>{"dprk.places"};
  return knowledge;
}

std::string reports_of(const fs::path& folder) {
  const FileReader read = [&](const std::string& path) -> Result<text::SourceFile> {
    auto source = text::SourceFile::read((folder / path).string());
    if (!source)
      return Diagnostic{Severity::kError, "text/file", path, 0, 0, 1, "no such file", "", ""};
    return text::SourceFile(path, std::string(source->content()));
  };
  std::vector<std::string> paths{"bad.way"};
  if (fs::exists(folder / "also.way")) paths.emplace_back("also.way");
  Diagnostics diagnostics;
  const LoadedRules rules = load(paths, read, diagnostics);
  check(rules, small_world(), diagnostics);
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += render(diagnostic);
  return text;
}

std::string content_of(const fs::path& path) {
  auto source = text::SourceFile::read(path.string());
  return source ? std::string(source->content()) : std::string();
}

TEST_CASE("diagnostics: every fault of a rule file is reported at its place",
          "[grammar][diagnostics]") {
  const bool update = std::getenv("WAYMARK_UPDATE_GOLDEN") != nullptr;
  std::vector<fs::path> folders;
  for (const auto& entry :
       fs::directory_iterator(fs::path(WAYMARK_SOURCE_DIR) / "tests/diagnostics"))
    if (fs::exists(entry.path() / "bad.way")) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  for (const fs::path& folder : folders) {
    DYNAMIC_SECTION(folder.filename().string()) {
      const std::string reports = reports_of(folder);
      if (update) std::ofstream(folder / "expected.txt", std::ios::binary) << reports;
      CHECK(reports == content_of(folder / "expected.txt"));
      CHECK_FALSE(reports.empty());
    }
  }
}

}  // namespace
}  // namespace waymark::grammar
