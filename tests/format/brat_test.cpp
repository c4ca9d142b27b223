// SPDX-License-Identifier: Apache-2.0
// brat's files. Offsets are code points: a train before the text shows it.
#include "format/brat.h"

#include <map>

#include "format/memory_source.h"
#include "format/random_document.h"
#include "support/catch.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

std::map<std::string, std::string> files_of(const Document& document) {
  std::map<std::string, std::string> files;
  for (const NamedBytes& file : find_format("brat")->make_writer({})->write_files(document))
    files[file.suffix] = file.bytes;
  return files;
}

Span find(const Document& document, std::string_view piece) {
  const std::size_t at = document.text.find(piece);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + piece.size())};
}

TEST_CASE("brat: mentions, relations, slots, links and features have their lines",
          "[format][brat]") {
  Document document;
  document.text = "🚂 e\u0301 chief of the provincial MSS \r\noffice, 혜산";
  document.mentions = {
      {.span = find(document, "chief of the provincial MSS \r\noffice"),
       .label = "POST",
       .slots = {{"role", std::vector<std::uint32_t>{1}}, {"level", find(document, "provincial")}}},
      {.span = find(document, "chief"), .label = "ROLE"},
      {.span = find(document, "MSS"),
       .label = "AGENCY",
       .link = Link{.entry = "kp.mss", .name = "Ministry of State Security"},
       .features = {{"value", std::string("a\tb")}, {"n", 0.5}, {"past", true}}},
      {.span = find(document, "혜산"),
       .label = "PLACE:x",
       .form = Form{.why = "alias", .corrected = true}}};
  document.relations = {{"located in", 0, 3, ""}};
  auto files = files_of(document);
  CHECK(files.at(".txt") == document.text);
  CHECK(files.at(".ann") ==
        "T1\tPOST 5 32;35 41\tchief of the provincial MSS office\n"
        "T2\tROLE 5 10\tchief\n"
        "T3\tAGENCY 29 32\tMSS\n"
        "T4\tPLACE_x 43 45\t혜산\n"
        "R1\tlocated_in Arg1:T1 Arg2:T4\n"
        "R2\trole Arg1:T1 Arg2:T2\n"
        "T5\tFiller 18 28\tprovincial\n"
        "R3\tlevel Arg1:T1 Arg2:T5\n"
        "N1\tReference T3 waymark:kp.mss\tMinistry of State Security\n"
        "#1\tAnnotatorNotes T3\tvalue=a b; n=0.5; past=true\n"
        "A1\tCorrected T4\n");
}

TEST_CASE("brat: a folder declares its types and lets mentions nest", "[format][brat]") {
  WriteOptions options;
  options.labels = {"PLACE", "법령"};
  options.relation_types = {"cites"};
  const auto files = find_format("brat")->make_writer(options)->folder_files();
  REQUIRE(files.size() == 1);
  CHECK(files[0].suffix == "annotation.conf");
  CHECK_THAT(files[0].bytes,
             Catch::Matchers::StartsWith("[entities]\nFiller\nPLACE\n__\n\n[relations]\n"));
  for (const char* line :
       {"\ncites\tArg1:<ENTITY>, Arg2:<ENTITY>\n", "\npart_of\tArg1:<ENTITY>, Arg2:<ENTITY>\n",
        "\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n", "\n[events]\n",
        "\n[attributes]\nCorrected\tArg:<ENTITY>\n"})
    CHECK(files[0].bytes.find(line) != std::string::npos);
}

TEST_CASE("brat: fragments joined by spaces are the annotation's text, none is blank",
          "[format][brat][property]") {
  RandomDocuments random(5);
  for (int i = 0; i < 300; ++i) {
    const Document document = random.next();
    const std::string ann = files_of(document).at(".ann");
    const text::OffsetMap offsets(document.text, OffsetUnit::kCodePoint);
    std::size_t begin = 0;
    while (begin < ann.size()) {
      const std::size_t end = ann.find('\n', begin);
      const std::string line = ann.substr(begin, end - begin);
      begin = end + 1;
      if (line[0] != 'T') continue;
      CAPTURE(line);
      const std::size_t tab = line.find('\t'), second = line.find('\t', tab + 1);
      REQUIRE(second != std::string::npos);
      REQUIRE(line.find('\t', second + 1) == std::string::npos);
      std::string places =
                      line.substr(line.find(' ', tab) + 1, second - line.find(' ', tab) - 1) + ';',
                  joined;
      for (std::size_t at = 0; at < places.size(); at = places.find(';', at) + 1) {
        const std::uint32_t from = static_cast<std::uint32_t>(std::stoul(places.substr(at)));
        const std::uint32_t to =
            static_cast<std::uint32_t>(std::stoul(places.substr(places.find(' ', at))));
        REQUIRE(from < to);
        joined += (at > 0 ? " " : "") +
                  std::string(document.slice({*offsets.to_byte(from), *offsets.to_byte(to)}));
      }
      REQUIRE(line.substr(second + 1) == joined);
      for (const char* breaker : {"\r", "\v", "\u2028", "\u0085"})
        REQUIRE(joined.find(breaker) == std::string::npos);
    }
  }
}

}  // namespace
}  // namespace waymark::format
