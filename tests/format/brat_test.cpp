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
        "#1\tAnnotatorNotes R2\tslot\n"
        "T5\tFiller 18 28\tprovincial\n"
        "R3\tlevel Arg1:T1 Arg2:T5\n"
        "#2\tAnnotatorNotes R3\tslot\n"
        "N1\tReference T3 waymark:kp.mss\tMinistry of State Security\n"
        "#3\tAnnotatorNotes T3\tvalue=\"a\\tb\"; n=0.5; past=true\n"
        "A1\tCorrected T4\n");
}

const std::string kText = "🚂 e\u0301 the chief of the MSS and of\nHyesan";

/// The document that an .ann makes of kText.
Record read_ann(const std::string& ann, const std::string& text = kText) {
  MemorySource source(ann);
  ReadOptions options;
  options.find_text = [&](const std::string& id, std::uint64_t) -> std::optional<std::string> {
    if (id != "b/a.txt") return std::nullopt;
    return text;
  };
  const auto reader = find_format("brat")->make_reader(source, "in/b/a.ann", "b/a.ann", options);
  auto record = reader->next();
  REQUIRE(record);
  CHECK_FALSE(reader->next());
  return *record;
}

TEST_CASE("brat: an .ann is read with its text", "[format][brat]") {
  const Record record = read_ann(
      "T2\tROLE 9 14\tchief\r\n"
      "T1\tPOST 9 25;30 32;33 39\tchief of the MSS of Hyesan\n"
      "T3\tAGENCY 22 25\tMSS\n"
      "T4\tPLACE 33 39\tHyesan\n"
      "\n"
      "R1\tlocated_in Arg1:T3 Arg2:T4\n"
      "R2\trole Arg1:T1 Arg2:T2\n"
      "#1\tAnnotatorNotes R2\tslot\n"
      "N1\tReference T3 waymark:kp.mss\tMinistry of State Security\n"
      "N2\tReference T4 Wikidata:Q1\tHyesan\n"
      "A1\tCorrected T4\n"
      "A2\tSure T4 no\n"
      "#2\tAnnotatorNotes T3\tn=0.5; past=true; key=\"a\\tb\"\n"
      "#3\tAnnotatorNotes T4\tsee the map\n");
  if (record.error) FAIL(render(*record.error));
  const Document& read = record.document;
  CHECK(read.id == "b/a.txt");
  REQUIRE(read.mentions.size() == 4);
  CHECK(read.slice(read.mentions[0].span) == "chief of the MSS and of\nHyesan");
  CHECK(read.mentions[0].features ==
        std::vector<Feature>{{"fragments", std::string("9 25;30 32;33 39")}});
  CHECK(read.mentions[0].slots == std::vector<Slot>{{"role", std::vector<std::uint32_t>{1}}});
  CHECK(read.mentions[2].link == Link{.entry = "kp.mss", .name = "Ministry of State Security"});
  CHECK(read.mentions[2].features ==
        std::vector<Feature>{{"n", 0.5}, {"past", true}, {"key", std::string("a\tb")}});
  CHECK(read.mentions[3].link == Link{.name = "Hyesan", .ids = {{"Wikidata", "Q1"}}});
  CHECK(read.mentions[3].form == Form{.corrected = true});
  CHECK(read.mentions[3].features ==
        std::vector<Feature>{{"Sure", std::string("no")}, {"note", std::string("see the map")}});
  CHECK(read.relations == std::vector<Relation>{{"located_in", 2, 3, ""}});

  const auto files = files_of(read);
  CHECK(read_ann(files.at(".ann")).document.mentions == read.mentions);
}

TEST_CASE("brat: events and equivalences are read", "[format][brat]") {
  const Record record = read_ann(
      "T1\tPOST 9 14\tchief\nT2\tAGENCY 22 25\tMSS\nT3\tPLACE 33 39\tHyesan\n"
      "E1\tPOST:T1 agency:T2 place:T3 place:E2\nE2\tAGENCY:T2\n*\tEquiv T2 T3\n");
  if (record.error) FAIL(render(*record.error));
  CHECK(record.document.mentions[0].slots ==
        std::vector<Slot>{{"agency", std::vector<std::uint32_t>{1}},
                          {"place", std::vector<std::uint32_t>{1, 2}}});
  CHECK(record.document.relations == std::vector<Relation>{{"Equiv", 1, 2, ""}});
}

TEST_CASE("brat: what is said of relations, which have no place for it, is named",
          "[format][brat]") {
  const Record record = read_ann(
      "T1\tAGENCY 22 25\tMSS\nT2\tPLACE 33 39\tHyesan\nR1\tlocated_in Arg1:T1 Arg2:T2\n"
      "A1\tNegated R1\n#1\tAnnotatorNotes R1\tnot so\n#2\tAnnotatorNotes R1\trelation\n"
      "#3\tAnnotatorNotes T9\tlost\n");
  if (record.error) FAIL(render(*record.error));
  std::vector<std::string> left;
  for (const auto& [key, loss] : record.losses.list())
    left.push_back(key.first + ' ' + std::to_string(loss.count));
  CHECK(left == std::vector<std::string>{"attribute of a relation 1", "note on a relation 1",
                                         "note on nothing that is here 1"});
}

TEST_CASE("brat: a malformed line is named with its place", "[format][brat]") {
  const auto [line, column, code] = GENERATE(table<std::string, int, std::string>({
      {"X1\tPLACE 9 14\tchief", 1, "format/unexpected"},
      {"T2\tPLACE", 4, "format/unexpected"},
      {"T2\tPLACE 9", 10, "format/offset"},
      {"T2\tPLACE 9 99\tchief", 10, "format/offset"},
      {"T2\tPLACE 14 9\tchief", 10, "format/offset"},
      {"T2\tPLACE 9 14;10 15\tchief", 10, "format/offset"},
      {"T2\tPLACE 9 14\tchef", 15, "format/text-mismatch"},
      {"T1\tPLACE 9 14\tchief", 1, "format/same-id"},
      {"R1\tpart_of Arg1:T1", 4, "format/unexpected"},
      {"R1\tpart_of Arg1:T1 Arg2:T7", 25, "format/unknown-id"},
      {"E1\tPLACE", 4, "format/unexpected"},
      {"E1\tPLACE:T9", 10, "format/unknown-id"},
      {"*\tEquiv T1 T9", 12, "format/unknown-id"},
      {"N1\tReference T1", 4, "format/unexpected"},
      {"N1\tReference T1 waymark:%x", 4, "format/unexpected"},
      {"A1\tSure", 4, "format/unexpected"},
      {"A1\tSure T9", 9, "format/unknown-id"},
      {"T2\tPLACE 9 14\t\xFF", 15, "format/invalid-utf8"},
  }));
  CAPTURE(line);
  const Record record = read_ann("T1\tROLE 9 14\tchief\n" + line + "\n");
  REQUIRE(record.error);
  CHECK(record.error->code == code);
  CHECK(record.error->file == "in/b/a.ann");
  CHECK(record.error->line == 2);
  CHECK(record.error->column == static_cast<std::uint32_t>(column));
}

TEST_CASE("brat: annotations without their text are an error", "[format][brat]") {
  const auto records = read_all("brat", "T1\tROLE 9 14\tchief\n");
  REQUIRE(records.size() == 1);
  REQUIRE(records[0].error);
  CHECK(records[0].error->code == "format/no-text");
  CHECK(read_ann("", "\xFF").error->code == "format/invalid-utf8");
}

TEST_CASE("brat: a folder declares its types and lets mentions nest", "[format][brat]") {
  WriteOptions options;
  options.labels = {"PLACE", "법령"};
  options.relation_types = {"cites"};
  const auto files = find_format("brat")->make_writer(options)->folder_files();
  REQUIRE(files.size() == 2);
  CHECK(files[0].suffix == "annotation.conf");
  CHECK_THAT(files[0].bytes,
             Catch::Matchers::StartsWith("[entities]\nFiller\nPLACE\nuBC95uB839\n\n[relations]\n"));
  for (const char* line :
       {"\ncites\tArg1:<ENTITY>, Arg2:<ENTITY>\n", "\npart_of\tArg1:<ENTITY>, Arg2:<ENTITY>\n",
        "\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n", "\n[events]\n",
        "\n[attributes]\nCorrected\tArg:<ENTITY>\n"})
    CHECK(files[0].bytes.find(line) != std::string::npos);
  CHECK(files[1].suffix == "visual.conf");
  CHECK_THAT(files[1].bytes,
             Catch::Matchers::StartsWith("[labels]\nuBC95uB839 | 법령\n\n[drawing]\n"));
}

TEST_CASE("brat: names that types can't hold are numbers there, and names again when read",
          "[format][brat]") {
  CHECK(to_brat_type("장소") == "uC7A5uC18C");
  CHECK(to_brat_type("e\u0301 🚂") == "eu0301_U01F682");
  for (const char* name : {"장소", "기관", "장A", "e\u0301", "🚂", "unit", "uFACTOR", "u", ""})
    CHECK(from_brat_type(to_brat_type(name)) == (*name == 0 ? "_" : name));
  CHECK(from_brat_type("uD800u0041UFFFFFFuC7A") == "uD800u0041UFFFFFFuC7A");
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
