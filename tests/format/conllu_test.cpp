// SPDX-License-Identifier: Apache-2.0
// CoNLL-U: written with its text, and other people's files read.
#include "format/conllu.h"

#include "format/memory_source.h"
#include "support/catch.h"

namespace waymark::format {
namespace {

TEST_CASE("conllu: tokens have their columns, mentions their brackets", "[format][conllu]") {
  Document document;
  document.id = "a.txt";
  document.text = "🚂 MSS chief\nleft.";
  document.tokens = {{0, 4}, {5, 8}, {9, 14}, {15, 19}, {19, 20}};
  document.token_features = {{"lemma", {"", "MSS", "chief", "leave", "."}},
                             {"feats", {"", "", "Number=Sing|Case=Nom", "", ""}}};
  document.sentences = {{0, 20}};
  document.mentions = {{.span = {5, 14}, .label = "PO-ST"},
                       {.span = {5, 8}, .label = "AGENCY", .link = Link{.entry = "kp.mss"}},
                       {.span = {9, 19}, .label = "X"}};
  const std::string out = write_all("conllu", {document});
  CHECK(out ==
        "# newdoc id = a.txt\n"
        "# global.Entity = eid-etype-identity\n"
        "# waymark.text = \"🚂 MSS chief\\nleft.\"\n"
        "# sent_id = a.txt-1\n"
        "# text = 🚂 MSS chief left.\n"
        "1\t🚂\t_\t_\t_\t_\t_\t_\t_\tstart_char=0|end_char=1\n"
        "2\tMSS\tMSS\t_\t_\t_\t_\t_\t_\t"
        "Entity=(m1-PO%2DST-_(m2-AGENCY-kp.mss)|start_char=2|end_char=5\n"
        "3\tchief\tchief\t_\t_\tNumber=Sing|Case=Nom\t_\t_\t_\t"
        "Entity=m1)(m3-X-_|start_char=6|end_char=11\n"
        "4\tleft\tleave\t_\t_\t_\t_\t_\t_\tEntity=m3)|SpaceAfter=No|start_char=12|end_char=16\n"
        "5\t.\t.\t_\t_\t_\t_\t_\t_\tstart_char=16|end_char=17\n"
        "\n");
  const auto records = read_all("conllu", out);
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(records[0].document.mentions == document.mentions);
  CHECK(records[0].document.token_features == document.token_features);
}

TEST_CASE("conllu: a treebank is read without our comments", "[format][conllu]") {
  const auto records =
      read_all("conllu",
               "# newdoc id = w\n# sent_id = w1\n# text = Don't e\u0301 go\n"
               "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
               "1\tDo\tdo\tAUX\tVB\t_\t4\taux\t_\t_\n"
               "2\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
               "2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n"
               "3\te\u0301\te\tX\t_\t_\t4\tdep\t_\t_\n"
               "4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpacesAfter=\\n\\s\n"
               "\n"
               "# sent_id = w2\n"
               "1\tHome\thome\tNOUN\tNN\t_\t0\troot\t_\tEntity=(e1-place-1)|SpaceAfter=No\n"
               "2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\tSpaceAfter=No\n");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  const Document& document = records[0].document;
  CHECK(document.id == "w");
  CHECK(document.text == "Don't e\u0301 go\n Home!");
  CHECK(document.tokens.size() == 5);
  REQUIRE(document.sentences.size() == 2);
  CHECK(document.slice(document.sentences[0]) == "Don't e\u0301 go");
  REQUIRE(document.token_features.size() >= 2);
  CHECK(document.token_features[1] == TokenFeature{"pos", {"AUX", "X", "VERB", "NOUN", "PUNCT"}});
  REQUIRE(document.mentions.size() == 1);
  CHECK(document.mentions[0].label == "place");
  CHECK(document.slice(document.mentions[0].span) == "Home");
}

TEST_CASE("conllu: what a treebank has beyond tokens and their columns is named",
          "[format][conllu]") {
  const auto records = read_all("conllu",
                                "# sent_id = w1\n# text = 🚂 del e\u0301 한\n# text_en = x\n"
                                "1\t🚂\t_\tSYM\t_\t_\t4\tdep\t_\tGloss=x|Translit=%41\n"
                                "2-3\tdel\t_\t_\t_\t_\t_\t_\t_\t_\n"
                                "2\tde\tde\tADP\t_\t_\t4\tcase\t_\t_\n"
                                "3\tel\tel\tDET\t_\t_\t4\tdet\t_\t_\n"
                                "3.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n"
                                "4\te\u0301\te\tX\t_\t_\t0\troot\t_\t_\n"
                                "5\t한\t한\tX\t_\t_\t4\tdep\t_\t_\n\n");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  std::vector<std::pair<std::string, std::uint64_t>> left;
  for (const auto& [key, loss] : records[0].losses.list()) left.emplace_back(key.first, loss.count);
  CHECK(left == std::vector<std::pair<std::string, std::uint64_t>>{
                    {"comment", 1},
                    {"empty node", 1},
                    {"head, deprel, deps beside multiword tokens", 1},
                    {"sent_id", 1},
                    {"word of a multiword token", 1}});
  const Document& document = records[0].document;
  CHECK(document.token_features ==
        std::vector<TokenFeature>{{"lemma", {"", "de", "e", "한"}},
                                  {"pos", {"SYM", "ADP", "X", "X"}},
                                  {"misc", {"Gloss=x|Translit=A", "", "", ""}}});
  const std::string out = write_all("conllu", {document});
  CHECK(out.find("\tGloss=x|Translit=A|start_char=0|end_char=1\n") != std::string::npos);
  const auto again = read_all("conllu", out);
  REQUIRE(again.size() == 1);
  CHECK(again[0].document.token_features == document.token_features);
  CHECK(again[0].losses.empty());
}

TEST_CASE("conllu: a document without tokens is a block with a line, as validators ask",
          "[format][conllu]") {
  const std::string name = GENERATE("conllu", "conllup");
  Document empty, blank;
  empty.id = "한/e\u0301";
  blank.id = "b";
  blank.text = " \n\u00A0";
  const std::string out = write_all(name, {empty, blank});
  CAPTURE(out);
  CHECK(out.find("\n\n\n") == std::string::npos);
  for (std::size_t at = out.find("\n\n"); at != std::string::npos; at = out.find("\n\n", at + 2)) {
    const std::size_t line = out.rfind('\n', at - 1) + 1;
    CHECK(out[line] == '1');
  }
  const auto records = read_all(name, out);
  REQUIRE(records.size() == 2);
  for (const Record& record : records) {
    if (record.error) FAIL(render(*record.error));
    CHECK(record.document.tokens.empty());
    CHECK(record.document.sentences.empty());
  }
  CHECK(records[0].document.id == empty.id);
  CHECK(records[1].document.text == blank.text);
}

TEST_CASE("conllup: columns have names, one has tags of the flat layer", "[format][conllu]") {
  Document document;
  document.id = "a/b";
  document.text = "🚂 MSS chief";
  document.tokens = {{0, 4}, {5, 8}, {9, 14}};
  document.sentences = {{0, 14}};
  document.mentions = {
      {.span = {5, 14}, .label = "POST", .slots = {{"agency", std::vector<std::uint32_t>{1}}}},
      {.span = {5, 8}, .label = "AGENCY"}};
  document.relations = {{"part-of", 1, 0, {}}};
  const std::string out = write_all("conllup", {document});
  CHECK(out ==
        "# global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC WAYMARK:NE\n"
        "# newdoc id = a/b\n"
        "# global.Entity = eid-etype-identity\n"
        "# waymark.text = \"🚂 MSS chief\"\n"
        "# sent_id = a%2Fb-1\n"
        "# text = 🚂 MSS chief\n"
        "1\t🚂\t_\t_\t_\t_\t_\t_\t_\tstart_char=0|end_char=1\tO\n"
        "2\tMSS\t_\t_\t_\t_\t_\t_\t_\tEntity=(m1-POST-_(m2-AGENCY-_)|"
        "EntityRelation=m2-part%2Dof-m1|EntitySlot=m1-agency-m2|start_char=2|end_char=5\tB-AGENCY\n"
        "3\tchief\t_\t_\t_\t_\t_\t_\t_\tEntity=m1)|start_char=6|end_char=11\tO\n"
        "\n");
  const auto records = read_all("conllup", out);
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(records[0].document.mentions == document.mentions);
  CHECK(records[0].document.relations == document.relations);
}

TEST_CASE("conllup: other people's columns are read by their names", "[format][conllu]") {
  const auto records = read_all("conllup",
                                "# global.columns = FORM UPOS CORPUS:NE X:MWE\n"
                                "# newdoc id = w\n"
                                "e\u0301\tX\tO\t_\n"
                                "Hyesan\tPROPN\tB-LOC\t1\n"
                                "City\tPROPN\tI-LOC\t1\n"
                                "혜산\tPROPN\tI-LOC\t_\n"
                                "\n"
                                "Musan\tPROPN\tI-LOC\t_\n"
                                "\n");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  const Document& document = records[0].document;
  CHECK(document.id == "w");
  CHECK(document.text == "e\u0301 Hyesan City 혜산 Musan ");
  REQUIRE(document.mentions.size() == 2);
  CHECK(document.slice(document.mentions[0].span) == "Hyesan City 혜산");
  CHECK(document.slice(document.mentions[1].span) == "Musan");
  CHECK(document.token_features ==
        std::vector<TokenFeature>{{"pos", {"X", "PROPN", "PROPN", "PROPN", "PROPN"}},
                                  {"X:MWE", {"", "1", "1", "", ""}}});
}

TEST_CASE("conllu: a file whose lines end in carriage returns alone is no comment",
          "[format][conllu]") {
  const std::string given = GENERATE(as<std::string>(), "# newdoc id = 혜\r# sent_id = w1\r",
                                     "# text = 혜\r1\t혜\t_\t_\t_\t_\t_\t_\t_\t_\r");
  const auto records = read_all("conllu", given);
  REQUIRE(records.size() == 1);
  REQUIRE(records[0].error);
  CHECK(records[0].error->code == "format/line-ends");
  CHECK_FALSE(read_all("conllu", "# newdoc\r\n# note = a\rb # c\n").at(0).error);
}

TEST_CASE("conllu: a malformed line is an error of its document, the next one is read",
          "[format][conllu]") {
  const std::string rest = "\t_\t_\t_\t_\t_\t_\t_\t";
  const auto [line, column, code] = GENERATE_COPY(table<std::string, int, std::string>({
      {"1\tx\t_", 1, "format/row-length"},
      {"1\tx" + rest + "_\t_", 21, "format/row-length"},
      {"x\tx" + rest + "_", 1, "format/unexpected"},
      {"1\t" + rest + "_", 3, "format/unexpected"},
      {"1\tx" + rest + "Entity=m1)", 26, "format/unexpected"},
      {"1\tx" + rest + "Entity=()", 27, "format/unexpected"},
      {"# waymark.text = x", 18, "format/unexpected"},
      {"# waymark.meta = 5", 18, "format/unexpected"},
      {"# waymark.text = \"x\"\n1\tx" + rest + "start_char=0|end_char=2", 0, "format/offset"},
      {"1\tx\xFF", 4, "format/invalid-utf8"},
      {"# global.columns = ID UPOS", 20, "format/unexpected"},
      {"# global.columns = FORM UPOS FORM", 30, "format/unexpected"},
      {"1\tx" + rest + "EntitySlot=m1-m2", 30, "format/unexpected"},
      {"1\tx" + rest + "EntityRelation=m1-of-m2", 0, "format/unexpected"},
  }));
  CAPTURE(line);
  const auto records =
      read_all("conllu", "# newdoc id = a\n" + line + "\n\n# newdoc id = b\n1\ty" + rest + "_\n\n");
  REQUIRE(records.size() == 2);
  REQUIRE(records[0].error);
  CAPTURE(render(*records[0].error));
  CHECK(records[0].error->code == code);
  if (column > 0) {
    CHECK(records[0].error->line == 2);
    CHECK(records[0].error->column == static_cast<std::uint32_t>(column));
  }
  CHECK_FALSE(records[1].error);
  CHECK(records[1].document.text == "y ");
}

}  // namespace
}  // namespace waymark::format
