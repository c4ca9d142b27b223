// SPDX-License-Identifier: Apache-2.0
#include "text/source_file.h"

#include <filesystem>
#include <fstream>

#include "support/catch.h"
#include "text/display_width.h"

namespace waymark::text {
namespace {

// The diagnostic about the part of `marked` in ⟦…⟧, rendered.
std::string render_about(std::string marked, bool color = false) {
  const std::string open = "⟦";
  const std::string close = "⟧";
  const std::size_t begin = marked.find(open);
  marked.erase(begin, open.size());
  const std::size_t end = marked.find(close);
  marked.erase(end, close.size());
  const SourceFile file("a.yaml", marked);
  return render(file.diagnose(Severity::kError, "text/test", begin, end, "wrong", "put it right"),
                color);
}

}  // namespace

TEST_CASE("excerpt: place, line, caret and hint", "[text][excerpt]") {
  CHECK(render_about("x: 1\n    label: ⟦PLCE⟧\ny: 2\n") ==
        "a.yaml:2:12: error: wrong [text/test]\n"
        "    2 |     label: PLCE\n"
        "      |            ^~~~\n"
        "hint: put it right\n");
}

TEST_CASE("excerpt: the caret is placed by display width", "[text][excerpt]") {
  CHECK(render_about("혜산 😀 e\u0301: ⟦무산⟧ x") ==
        "a.yaml:1:10: error: wrong [text/test]\n"
        "    1 | 혜산 😀 e\u0301: 무산 x\n"
        "      |            ^~~~\n"
        "hint: put it right\n");
  CHECK(render_about("\tа\t⟦b⟧") ==
        "a.yaml:1:4: error: wrong [text/test]\n"
        "    1 | \tа\tb\n"
        "      | \t \t^\n"
        "hint: put it right\n");
}

TEST_CASE("excerpt: an underline ends with the line", "[text][excerpt]") {
  CHECK(render_about("a ⟦bc\nde⟧").find("      |   ^~\n") != std::string::npos);
  CHECK(render_about("a⟦⟧").find("      |  ^\n") != std::string::npos);
  CHECK(render_about("a ⟦bc\r\n⟧").find("    1 | a bc\n      |   ^~\n") != std::string::npos);
}

TEST_CASE("excerpt: a long line is cut around the caret", "[text][excerpt]") {
  const std::string text = render_about(std::string(500, 'a') + " ⟦혜산⟧ " + std::string(500, 'b'));
  std::size_t begin = text.find("    1 | ");
  const std::string line = text.substr(begin, text.find('\n', begin) - begin);
  begin = text.find("      | ");
  const std::string caret = text.substr(begin, text.find('\n', begin) - begin);
  CHECK(display_width(line) < 115);
  CHECK(line.substr(8).starts_with("…aaa"));
  CHECK(line.ends_with("bbb…"));
  const std::string before = line.substr(0, line.find("혜산"));
  CHECK(caret == "      | " + std::string(display_width(before) - 8, ' ') + "^~~~");
}

TEST_CASE("excerpt: what a terminal would obey is not printed", "[text][excerpt]") {
  Diagnostic diagnostic;
  diagnostic.file = "a\x1b[2J";
  diagnostic.line = 1;
  diagnostic.column = 4;
  diagnostic.message = "unknown '\x07'";
  diagnostic.source_line = "\x1b]\xFF\u202Ex";
  CHECK(render(diagnostic) ==
        "a\uFFFD[2J:1:4: error: unknown '\uFFFD'\n"
        "    1 | \uFFFD]\uFFFD\uFFFDx\n"
        "      |    ^\n");
}

TEST_CASE("excerpt: what is unknown is left out", "[text][excerpt]") {
  Diagnostic diagnostic;
  diagnostic.severity = Severity::kWarning;
  diagnostic.message = "odd";
  CHECK(render(diagnostic) == "warning: odd\n");
  diagnostic.file = "x";
  CHECK(render(diagnostic) == "x: warning: odd\n");
  diagnostic.line = 3;
  CHECK(render(diagnostic) == "x:3: warning: odd\n");
}

TEST_CASE("excerpt: colours only when asked for", "[text][excerpt]") {
  CHECK(render_about("⟦a⟧", false).find('\x1b') == std::string::npos);
  CHECK(render_about("⟦a⟧", true).find("\x1b[1;31merror: ") != std::string::npos);
}

TEST_CASE("diagnostics: warnings and notes are no errors", "[text][excerpt]") {
  Diagnostic warning;
  warning.severity = Severity::kWarning;
  CHECK_FALSE(has_error({}));
  CHECK_FALSE(has_error({warning}));
  CHECK(has_error({warning, Diagnostic()}));
}

TEST_CASE("source file: every byte has its line and column", "[text][source_file]") {
  const SourceFile file("x", "\xEF\xBB\xBF혜산\r\n\n😀e\u0301z");
  const auto place = [&](std::size_t byte) {
    const SourceFile::Position position = file.position(byte);
    return std::to_string(position.line) + ":" + std::to_string(position.column);
  };
  const std::string_view text = file.content();
  CHECK(place(0) == "1:1");
  CHECK(place(text.find("혜")) == "1:1");
  CHECK(place(text.find("산")) == "1:2");
  CHECK(place(text.find("\n\n") + 1) == "2:1");
  CHECK(place(text.find("z")) == "3:4");
  CHECK(place(text.size()) == "3:5");
  CHECK(file.line(1) == "혜산");
  CHECK(file.line(2).empty());
  CHECK(file.line(3) == "😀e\u0301z");
  CHECK(file.line(4).empty());
  CHECK(file.line(0).empty());
  CHECK(SourceFile("x", "").line(1).empty());
}

TEST_CASE("source file: is read whole, or says why not", "[text][source_file]") {
  const auto folder = std::filesystem::temp_directory_path() / "waymark-source-file-test";
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "혜산.yaml").string();
  std::ofstream(path, std::ios::binary) << "a\r\n" << '\0' << "b";
  const Result<SourceFile> file = SourceFile::read(path);
  REQUIRE(file);
  CHECK(file->name() == path);
  CHECK(file->content() == std::string_view("a\r\n\0b", 5));
  const Result<SourceFile> missing = SourceFile::read((folder / "none").string());
  REQUIRE_FALSE(missing);
  CHECK(missing.error()[0].code == "text/unreadable");
  CHECK(missing.error()[0].message.ends_with("No such file or directory"));
  const Result<SourceFile> directory = SourceFile::read(folder.string());
  REQUIRE_FALSE(directory);
  CHECK(directory.error()[0].code == "text/directory");
  std::filesystem::remove_all(folder);
}

TEST_CASE("nearest word: is what was meant, or nothing", "[text][source_file]") {
  const std::vector<std::string> labels = {"AGENCY", "DATE", "PERSON", "PLACE", "POST", "혜산시"};
  const auto [given, expected] = GENERATE(table<std::string, std::string>({
      {"PLCE", "PLACE"},
      {"place", "PLACE"},
      {"PLAEC", "PLACE"},
      {"PRESON", "PERSON"},
      {"DTAE", "DATE"},
      {"혜신시", "혜산시"},
      {"ORG", ""},
      {"XY", ""},
      {"Q", ""},
      {"", ""},
      {"\xFF", ""},
      {"PERSONNEL", "PERSON"},
      {"UNRELATED", ""},
  }));
  CAPTURE(given);
  CHECK(nearest_word(given, labels) == expected);
  CHECK(nearest_word(std::string(100000, 'a'), labels).empty());
}

}  // namespace waymark::text
