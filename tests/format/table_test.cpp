// SPDX-License-Identifier: Apache-2.0
// CSV and TSV: tables of documents in, tables of mentions out.
#include "format/table.h"

#include "format/fit.h"
#include "format/memory_source.h"
#include "format/random_document.h"
#include "support/catch.h"
#include "text/delimited.h"

namespace waymark::format {
namespace {

std::string code_of(const Record& record) { return record.error ? record.error->code : "none"; }

TEST_CASE("csv: a row is a document, its other columns are meta", "[format][csv]") {
  const auto records =
      read_all("csv", "id,text,date,n\nn1,혜산 🚂,2020. 11. 4.,1.50\nn2,e\u0301,,\n");
  REQUIRE(records.size() == 2);
  CHECK(records[0].document.id == "n1");
  CHECK(records[0].document.text == "혜산 🚂");
  CHECK(records[0].document.meta == R"({"date":"2020. 11. 4.","n":"1.50"})");
  CHECK(records[0].document.date == "2020-11-04");
  CHECK(records[1].document.text == "e\u0301");
  CHECK(records[1].line == 3);
}

TEST_CASE("csv: what spreadsheets do is understood", "[format][csv]") {
  const auto bytes = GENERATE(
      as<std::string>(), "\xEF\xBB\xBFID;Text\r\n1;\"A \"\"line\"\"\r\nand; more\"\r\n\r\n2;b\r\n",
      "ID\tText\n1\t\"A \"\"line\"\"\r\nand; more\"\n2\tb",
      "sep=|\nID|Text\n1|\"A \"\"line\"\"\r\nand; more\"\n2|b\n",
      "\"ID\",\"Text\"\n\"1\",\"A \"\"line\"\"\r\nand; more\"\n2,b,,\n");
  CAPTURE(bytes);
  const auto records = read_all("csv", bytes);
  REQUIRE(records.size() == 2);
  REQUIRE(code_of(records[0]) == "none");
  CHECK(records[0].document.id == "1");
  CHECK(records[0].document.text == "A \"line\"\r\nand; more");
  CHECK(records[1].document.text == "b");
}

TEST_CASE("tsv: quotes inside a field and backslashes stay as they are", "[format][tsv]") {
  const auto records = read_all("tsv", "text\tid\n5\" pipe\\n\tx\n");
  REQUIRE(records.size() == 1);
  CHECK(records[0].document.text == "5\" pipe\\n");
}

TEST_CASE("csv: a faulty row is an error of its own", "[format][csv]") {
  const auto records = read_all("csv", "id,text\na,x,y\nb,혜\xED\nc,z\nd,\"open\nq\n");
  REQUIRE(records.size() == 4);
  CHECK(code_of(records[0]) == "format/row-length");
  CHECK(records[0].error->line == 2);
  CHECK(records[0].error->column == 5);
  CHECK(code_of(records[1]) == "format/invalid-utf8");
  CHECK(records[1].document.id == "b");
  CHECK(records[1].error->line == 3);
  CHECK(records[1].error->column == 4);
  CHECK(code_of(records[2]) == "none");
  CHECK(code_of(records[3]) == "format/open-quote");
  CHECK(records[3].error->line == 5);
}

TEST_CASE("csv: a header without the text column is one error for the file", "[format][csv]") {
  const auto records = read_all("csv", "id,txt\na,x\nb,y\n");
  REQUIRE(records.size() == 1);
  CHECK(code_of(records[0]) == "format/missing-field");
  CHECK(records[0].error->hint == "--text-field 'txt'");
  CHECK(read_all("csv", "").empty());
}

TEST_CASE("csv: lines that end in carriage returns alone are told as such, also of mentions",
          "[format][csv]") {
  const std::string given =
      GENERATE(as<std::string>(), "id,text\ra,혜산\r",
               "document,label,text,begin,end\ra,PLACE,혜산,0,2\r", "sep=;\nid;text\ra;혜산\r");
  const auto records = read_all("csv", given);
  REQUIRE(records.size() == 1);
  CHECK(code_of(records[0]) == "format/line-ends");
}

TEST_CASE("csv: of what is no table not all of the header is shown", "[format][csv]") {
  const std::string long_name(100'000, '[');
  CHECK(read_all("csv", "혜," + long_name + "\n").at(0).error->hint ==
        "--text-field names the column of the text; there are: 혜, …");
  CHECK(read_all("csv", std::string(50'000, ',') + "\n").at(0).error->hint.size() < 200);
}

TEST_CASE("csv: a row of fields without end is a fault", "[format][csv]") {
  const std::string many(text::kMostFields, ',');
  CHECK(code_of(read_all("csv", "혜" + many + "\n").at(0)) == "format/row-length");
  const auto records = read_all("csv", "text\n혜" + many + "\nb\n");
  REQUIRE(records.size() == 2);
  CHECK(records[0].error->message == "the row has more than 100000 fields");
  CHECK(records[1].document.text == "b");
}

TEST_CASE("csv: a row beyond the limit is passed over", "[format][csv]") {
  ReadOptions options;
  options.max_document = 50;
  const auto records = read_all("csv", "text\n\"" + std::string(500, '\n') + "\"\nb\n", options);
  REQUIRE(records.size() == 2);
  CHECK(code_of(records[0]) == "format/too-large");
  CHECK(records[1].document.text == "b");
  CHECK(records[1].line == 503);
}

TEST_CASE("csv: a mention is a row with its link, slots and sentence", "[format][csv]") {
  Document document;
  document.id = "a,b";
  document.meta = R"({"date":"2020-11-04","n":1.50})";
  document.text = "🚂 혜산\n\"시\" head";
  document.sentences = {{0, 22}};
  document.mentions = {{.span = {5, 17},
                        .label = "PLACE",
                        .link = Link{.entry = "kp.hyesan",
                                     .name = "Hyesan",
                                     .lat = 41.4,
                                     .ids = {{"iso", "KP-10"}},
                                     .score = 0.5},
                        .form = Form{.why = "alias", .corrected = true},
                        .slots = {{"role", std::vector<std::uint32_t>{1}}, {"level", Span{5, 11}}},
                        .features = {{"key", std::string("k|1")}},
                        .by = "rule:x"},
                       {.span = {18, 22}, .label = "ROLE"}};
  WriteOptions options;
  options.columns = {"n", "absent"};
  CHECK(
      write_all("csv", {document}, options) ==
      "document,n,absent,label,text,begin,end,entry,name,ko,kind,lat,lon,province,country,score,"
      "corrected,by,key,slots,"
      "sentence,ids\n"
      "\"a,b\",1.50,,PLACE,\"혜산\n\"\"시\"\"\",2,8,kp.hyesan,Hyesan,,,41.4,,,,0.5,true,rule:x,k|1,"
      "\"{\"\"role\"\":\"\"head\"\",\"\"level\"\":\"\"혜산\"\"}\",\"🚂 혜산\n\"\"시\"\" head\","
      "\"{\"\"iso\"\":\"\"KP-10\"\"}\"\n"
      "\"a,b\",1.50,,ROLE,head,9,13,,,,,,,,,,,,,,\"🚂 혜산\n\"\"시\"\" head\",\n");
}

TEST_CASE("csv: a table of mentions reads back beside its texts",
          "[format][csv][round-trip][property]") {
  const auto name = GENERATE(as<std::string>(), "csv", "tsv");
  const auto unit = GENERATE(OffsetUnit::kCodePoint, OffsetUnit::kUtf16, OffsetUnit::kByte);
  WriteOptions write;
  write.offsets = unit;
  const auto writer = find_format(name)->make_writer(write);
  RandomDocuments random(7);
  for (int i = 0; i < 200; ++i) {
    Losses losses;
    const Document document = fit(random.next(), writer->carries(), Flatten::kFlatFirst, losses);
    // Of a table with nothing but empty mentions nobody can tell what its offsets count.
    const bool has_empty = std::any_of(document.mentions.begin(), document.mentions.end(),
                                       [](const Mention& mention) { return mention.span.empty(); });
    if (document.mentions.empty() || (has_empty && unit != OffsetUnit::kCodePoint)) continue;
    ReadOptions read;
    read.find_text = [&](const std::string& id, std::uint64_t) {
      return id == document.id ? std::optional(document.text) : std::nullopt;
    };
    const std::string bytes = write_all(name, {document}, write);
    CAPTURE(bytes);
    const auto records = read_all(name, bytes, read);
    REQUIRE(records.size() == 1);
    if (records[0].error) FAIL(render(*records[0].error));
    REQUIRE(records[0].document.id == document.id);
    REQUIRE(records[0].document.text == document.text);
    REQUIRE(records[0].document.mentions == document.mentions);
  }
}

TEST_CASE("csv: rows of mentions that do not fit their text are an error of their document",
          "[format][csv]") {
  const std::string head = "document,label,text,begin,end,source\n";
  ReadOptions read;
  read.find_text = [](const std::string& id, std::uint64_t) {
    return id == "c" ? std::nullopt : std::optional<std::string>("🚂 e\u0301 Hyesan");
  };
  const auto records = read_all(
      "csv",
      head +
          "a,PLACE,Hyesan,5,11,x\na,PLACE,Hyesan,6,12,x\nb,PLACE,Hyesan,5,11,y\nc,PLACE,x,0,1,z\n",
      read);
  REQUIRE(records.size() == 3);
  CHECK(code_of(records[0]) == "format/text-mismatch");
  CHECK(records[0].error->line == 3);
  CHECK(records[0].error->column == 16);
  CHECK_FALSE(records[1].error);
  CHECK(records[1].document.meta == R"({"source":"y"})");
  CHECK(records[1].document.slice(records[1].document.mentions.at(0).span) == "Hyesan");
  CHECK(code_of(records[2]) == "format/no-text");
  CHECK(records[2].error->line == 5);
}

TEST_CASE("csv: any field reads back as it was written", "[format][csv][property]") {
  const auto name = GENERATE(as<std::string>(), "csv", "tsv");
  const auto text = GENERATE(as<std::string>(), "a", "\"", "a\"b", "\r\n", "\n\n", "a,b\t;c",
                             " lead", "trail\t", "혜산🚂e\u0301\u2028", "a\r");
  Document document;
  document.id = "x";
  document.text = text;
  document.mentions = {{.span = {0, static_cast<std::uint32_t>(text.size())}, .label = "PLACE"}};
  document.mentions[0].by = text;
  ReadOptions options;
  options.find_text = [&](const std::string&, std::uint64_t) { return text; };
  const auto records = read_all(name, write_all(name, {document}), options);
  REQUIRE(records.size() == 1);
  REQUIRE(code_of(records[0]) == "none");  // the mention's text is the document's
  CHECK(records[0].document.mentions.at(0).by == text);
}

}  // namespace
}  // namespace waymark::format
