// SPDX-License-Identifier: Apache-2.0
// Each folder of tests/diagnostics that holds bad.yaml says, in expected.txt, all that is reported
// of it. WAYMARK_UPDATE_GOLDEN=1 rewrites the expected files.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "gazetteer/compiler.h"
#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string reports_of(const fs::path& bad) {
  std::vector<text::SourceFile> sources;
  sources.emplace_back("bad.yaml", read(bad));
  fs::path also = bad.parent_path() / "also.yaml";  // a second file of the same run
  if (fs::exists(also)) sources.emplace_back("also.yaml", read(also));
  Diagnostics warnings;
  auto bytes = compile_sources(sources, {}, &warnings);
  std::string text;
  for (const Diagnostic& diagnostic : bytes ? warnings : bytes.error()) text += render(diagnostic);
  return text;
}

std::vector<fs::path> cases() {
  std::vector<fs::path> folders;
  for (const auto& entry :
       fs::directory_iterator(fs::path(WAYMARK_SOURCE_DIR) / "tests/diagnostics")) {
    if (fs::exists(entry.path() / "bad.yaml")) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

TEST_CASE("diagnostics: every fault of a gazetteer is reported at its place",
          "[gazetteer][diagnostics]") {
  bool update = std::getenv("WAYMARK_UPDATE_GOLDEN") != nullptr;
  for (const fs::path& folder : cases()) {
    DYNAMIC_SECTION(folder.filename().string()) {
      std::string reports = reports_of(folder / "bad.yaml");
      if (update) std::ofstream(folder / "expected.txt", std::ios::binary) << reports;
      CHECK(reports == read(folder / "expected.txt"));
      CHECK_FALSE(reports.empty());
    }
  }
}

}  // namespace
}  // namespace waymark::gazetteer
