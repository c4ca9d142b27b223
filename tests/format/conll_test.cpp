// SPDX-License-Identifier: Apache-2.0
// CoNLL: its dialects, and standoff that reads back.
#include "format/conll.h"

#include "format/fit.h"
#include "format/memory_source.h"
#include "format/random_document.h"
#include "format/token_layers.h"
#include "support/catch.h"

namespace waymark::format {
namespace {

std::string code_of(const Record& record) { return record.error ? record.error->code : "none"; }

/// "🚂 head of the MSS office in 혜산\n\nNo." with nested mentions; one ends inside a token.
Document example() {
  Document document;
  document.id = "a.txt";
  document.text = "🚂 head of the MSS office\nin 혜산에서.\n\nNo\u00A0.";
  const auto span = [&](std::string_view piece) {
    const std::size_t at = document.text.find(piece);
    return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + piece.size())};
  };
  for (const char* token :
       {"🚂", "head", "of", "the", "MSS", "office", "in", "혜산에서", ".\n\n", "No\u00A0"}) {
    document.tokens.push_back(span(token));
  }
  document.tokens[8].end = document.tokens[8].begin + 1;
  document.sentences = {{0, document.tokens[8].end}, span("No\u00A0.")};
  document.mentions = {
      {.span = span("head of the MSS office\nin 혜산"),
       .label = "POST",
       .slots = {{"role", std::vector<std::uint32_t>{1}}}},
      {.span = span("head"), .label = "ROLE"},
      {.span = span("MSS office\nin 혜산"),
       .label = "UNIT",
       .slots = {{"agency", std::vector<std::uint32_t>{3}}}},
      {.span = span("MSS"),
       .label = "AGENCY",
       .link = Link{.entry = "kp.mss", .name = "Ministry of State Security"}},
      {.span = span("혜산"), .label = "PLACE", .link = Link{.entry = "kp.hyesan"}}};
  return document;
}

TEST_CASE("conll: the dialect waymark is standoff with a named header", "[format][conll]") {
  CHECK(write_all("conll", {example()}) ==
        "token\tbegin\tend\tflat\tstructured\tentry\tname\n"
        "# document = \"a.txt\"\n"
        "# offsets = codepoint\n"
        "# text = \"🚂 head of the MSS office\\nin 혜산에서.\\n\\nNo\u00A0.\"\n"
        "# sentence = 0 33\n"
        "🚂\t0\t1\tO\tO\t_\t_\n"
        "head\t2\t6\tB-ROLE\tB-POST\t_\t_\n"
        "of\t7\t9\tO\tI-POST\t_\t_\n"
        "the\t10\t13\tO\tI-POST\t_\t_\n"
        "MSS\t14\t17\tB-AGENCY\tI-POST|B-UNIT\tkp.mss\tMinistry of State Security\n"
        "office\t18\t24\tO\tI-POST|I-UNIT\t_\t_\n"
        "in\t25\t27\tO\tI-POST|I-UNIT\t_\t_\n"
        "혜산\t28\t30\tB-PLACE\tI-POST|I-UNIT\tkp.hyesan\t_\n"
        "에서\t30\t32\tO\tO\t_\t_\n"
        ".\t32\t33\tO\tO\t_\t_\n"
        "\n"
        "# sentence = 35 39\n"
        "No_\t35\t38\tO\tO\t_\t_\n"
        "\n");
}

TEST_CASE("conll: bare dialects have their own columns", "[format][conll]") {
  const auto [dialect, begin, line] = GENERATE(table<std::string, std::string, std::string>({
      {"conll2003", "-DOCSTART- -X- -X- O\n\n🚂 _ _ O\nhead _ _ B-ROLE\n",
       "혜산 _ _ B-PLACE\n에서 _ _ O\n. _ _ O\n\nNo_ _ _ O\n\n"},
      {"spacy", "-DOCSTART- -X- O O\n\n🚂 O\nhead B-ROLE\n",
       "혜산 B-PLACE\n에서 O\n. O\n\nNo_ O\n\n"},
      {"doccano", "🚂\tO\nhead\tB-ROLE\n", "혜산\tB-PLACE\n에서\tO\n.\tO\n\nNo_\tO\n\n"},
  }));
  WriteOptions options;
  options.dialect = dialect;
  const std::string out = write_all("conll", {example()}, options);
  CAPTURE(out);
  CHECK_THAT(out, Catch::Matchers::StartsWith(begin));
  CHECK(out.ends_with(line));
}

TEST_CASE("conll: columns can be chosen", "[format][conll]") {
  WriteOptions options;
  options.columns = {"begin", "token", "structured", "entry"};
  const std::string out = write_all("conll", {example()}, options);
  CHECK_THAT(out, Catch::Matchers::StartsWith("0\t🚂\tO\t_\n2\thead\tB-POST\t_\n"));
  CHECK_FALSE(check_conll_options(options));
  options.columns = {"tokn"};
  REQUIRE(check_conll_options(options));
  CHECK(check_conll_options(options)->hint == "did you mean 'token'?");
  options.dialect = "conll2004";
  CHECK(check_conll_options(options)->code == "format/unknown-dialect");
}

TEST_CASE("conll: a mention over a sentence's end begins again in bare dialects",
          "[format][conll]") {
  Document document;
  document.text = "A B";
  document.tokens = {{0, 1}, {2, 3}};
  document.sentences = document.tokens;
  document.mentions = {{.span = {0, 3}, .label = "X"}};
  WriteOptions options;
  options.dialect = "doccano";
  CHECK(write_all("conll", {document}, options) == "A\tB-X\n\nB\tB-X\n\n");
  const auto records = read_all("conll", write_all("conll", {document}));
  REQUIRE(records.size() == 1);
  CHECK(records[0].document.mentions == document.mentions);
}

TEST_CASE("conll: every line of a bare dialect has its columns, whatever the tokens are",
          "[format][conll][property]") {
  RandomDocuments random(7);
  WriteOptions options;
  options.dialect = "conll2003";
  for (int i = 0; i < 200; ++i) {
    const std::string out = write_all("conll", {random.next()}, options);
    std::size_t begin = 0;
    while (begin < out.size()) {
      const std::size_t end = out.find('\n', begin);
      const std::string line = out.substr(begin, end - begin);
      CAPTURE(out, line);
      REQUIRE((line.empty() || std::count(line.begin(), line.end(), ' ') == 3));
      REQUIRE(line.find_first_of("\t\r\v\f") == std::string::npos);
      REQUIRE(line.find("\u2028") == std::string::npos);
      REQUIRE(line.find("\u00A0") == std::string::npos);
      begin = end + 1;
    }
  }
}

/// What the dialect can carry of a document.
Document carried(Document document) {
  const TokenLayers layers = lay_out(document, {});
  document.tokens = layers.pieces;
  std::vector<Mention> mentions;
  for (const Mention& mention : document.mentions) {
    Mention kept{.span = {UINT32_MAX, 0}, .label = mention.label};
    for (const Span piece : layers.pieces)
      if (mention.span.contains(piece))
        kept.span = {std::min(kept.span.begin, piece.begin), piece.end};
    if (kept.span.empty()) continue;
    if (mention.link) kept.link = Link{.entry = mention.link->entry, .name = mention.link->name};
    mentions.push_back(kept);
  }
  document.mentions = mentions;
  document.relations.clear();
  sort_mentions(document);
  return document;
}

TEST_CASE("conll: reading the dialect waymark gives the document less what it can't carry",
          "[format][conll][property]") {
  WriteOptions options;
  options.offsets = GENERATE(OffsetUnit::kCodePoint, OffsetUnit::kUtf16, OffsetUnit::kByte);
  RandomDocuments random(11, {.nested = GENERATE(true, false)});
  std::vector<Document> documents;
  for (int i = 0; i < 150; ++i) documents.push_back(carried(random.next()));
  const std::string out = write_all("conll", documents, options);
  const auto records = read_all("conll", out);
  REQUIRE(records.size() == documents.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    CAPTURE(write_all("conll", {documents[i]}, options));
    REQUIRE(code_of(records[i]) == "none");
    // A link stands only with flat mentions, so links of overlapping ones may be gone.
    Document read = records[i].document, wanted = documents[i];
    for (Document* document : {&read, &wanted})
      for (Mention& mention : document->mentions) mention.link.reset();
    REQUIRE(is_same_document(read, wanted));
  }
}

TEST_CASE("conll: links of flat mentions read back", "[format][conll][property]") {
  RandomDocuments random(12, {.nested = false});
  for (int i = 0; i < 150; ++i) {
    Document document = random.next();
    for (Mention& mention : document.mentions) mention.slots.clear();
    document = carried(document);
    if (document.mentions.size() > 0 && i % 2 == 0)
      document.mentions[0].link = Link{.entry = "a%b", .name = "x\ty\n|"};
    const auto records = read_all("conll", write_all("conll", {document}));
    REQUIRE(records.size() == 1);
    REQUIRE(code_of(records[0]) == "none");
    REQUIRE(is_same_document(records[0].document, document));
  }
}

TEST_CASE("conll: a malformed line is an error of its document, the next one is read",
          "[format][conll]") {
  const std::string head = "token\tbegin\tend\tflat\tstructured\tentry\tname\n";
  const std::string good = "# document = \"b\"\n# text = \"x\"\n\n";
  const auto [lines, code] = GENERATE(table<std::string, std::string>({
      {"# text = \"🚂 혜산\"\n혜산\t2\t4\tB-PLACE\tO\t_\n", "format/row-length"},
      {"혜산\t2\t4\tB-PLACE\tO\t_\t_\n", "format/no-text"},
      {"# text = x\n", "format/unexpected"},
      {"# meta = 5\n# text = \"x\"\n", "format/unexpected"},
      {"# offsets = chars\n# text = \"x\"\n", "format/offset-unit"},
      {"# text = \"🚂 혜산\"\n# sentence = 0 9\n", "format/offset"},
      {"# text = \"🚂 혜산\"\n혜산\t2\t5\tB-PLACE\tO\t_\t_\n", "format/offset"},
      {"# text = \"🚂 혜산\"\n혜산\t4\t2\tB-PLACE\tO\t_\t_\n", "format/offset"},
      {"# text = \"🚂 혜산\"\n혜주\t2\t4\tB-PLACE\tO\t_\t_\n", "format/text-mismatch"},
      {"# text = \"🚂 혜산\"\n혜산\t2\t4\tI-PLACE\tO\t_\t_\n", "format/tag"},
      {"# text = \"🚂 혜산\"\n혜산\t2\t4\tPLACE\tO\t_\t_\n", "format/tag"},
      {"# text = \"🚂 혜산\"\n혜산\t2\t4\tO\tO\tkp\t_\n", "format/unexpected"},
      {"# text = \"🚂 혜산\"\n혜산\t2\t4\tB-PLACE\tO\tk%p\t_\n", "format/unexpected"},
      {"# text = \"a\"\na\xFF\n", "format/invalid-utf8"},
      {"", "format/no-text"},
  }));
  CAPTURE(lines);
  const auto records = read_all("conll", head + "# document = \"a\"\n" + lines + good);
  REQUIRE(records.size() == 2);
  CHECK(code_of(records[0]) == code);
  CHECK(records[0].document.id == "a");
  CHECK(code_of(records[1]) == "none");
  CHECK(records[1].document.text == "x");
}

TEST_CASE("conll: a file of the dialect waymark without its header is one error",
          "[format][conll]") {
  const auto records = read_all("conll", "# document = \"a\"\nEU NNP B-NP B-ORG\n");
  REQUIRE(records.size() == 1);
  CHECK(code_of(records[0]) == "format/header");
}

TEST_CASE("conll: bare dialects read back, less what they can't carry",
          "[format][conll][round-trip][property]") {
  WriteOptions write;
  write.dialect = GENERATE(as<std::string>(), "conll2003", "spacy", "doccano");
  CAPTURE(write.dialect);
  const auto writer = find_format("conll")->make_writer(write);
  RandomDocuments random(11);
  for (int i = 0; i < 200; ++i) {
    Losses losses;
    const Document document = fit(random.next(), writer->carries(), Flatten::kFlatFirst, losses);
    // Where a token and its tag are all, a line "-DOCSTART- O" can't be told from a marker.
    if (write.dialect != "conll2003" && document.text.find("-DOCSTART-") != std::string::npos)
      continue;
    if (document.tokens.empty()) continue;
    const std::string bytes = write_all("conll", {document}, write);
    CAPTURE(bytes);
    const auto records = read_all("conll", bytes);
    REQUIRE(records.size() == 1);
    if (records[0].error) FAIL(render(*records[0].error));
    REQUIRE(records[0].document.text == document.text);
    REQUIRE(records[0].document.tokens == document.tokens);
    REQUIRE(records[0].document.sentences == document.sentences);
    REQUIRE(records[0].document.mentions == document.mentions);
  }
}

TEST_CASE("conll: other people's files are read, whatever their scheme", "[format][conll]") {
  const auto records = read_all("conll",
                                "-DOCSTART- -X- -X- O\n\n"
                                "🚂 SYM O O\n혜산 NNP I-NP I-LOC\nMSS NNP I-NP B-LOC\n\n"
                                "U.N. NNP I-NP I-ORG\n\n"
                                "-DOCSTART- -X- -X- O\n\n"
                                "# a remark\nMusan\tB-LOC\nCounty\tE-LOC\nHyesan\tU-LOC\n#\tO\n");
  REQUIRE(records.size() == 2);
  REQUIRE_FALSE(records[0].error);
  const Document& first = records[0].document;
  CHECK(first.id == "put");
  CHECK(first.text == "🚂 혜산 MSS U.N.");
  REQUIRE(first.mentions.size() == 3);
  CHECK(first.slice(first.mentions[0].span) == "혜산");
  CHECK(first.slice(first.mentions[1].span) == "MSS");
  CHECK(first.mentions[2].label == "ORG");
  CHECK(first.token_features.at(0) == TokenFeature{"xpos", {"SYM", "NNP", "NNP", "NNP"}});
  REQUIRE_FALSE(records[1].error);
  const Document& second = records[1].document;
  CHECK(second.text == "Musan County Hyesan #");
  REQUIRE(second.mentions.size() == 2);
  CHECK(second.slice(second.mentions[0].span) == "Musan County");
}

TEST_CASE("conll: a faulty line of a bare dialect is an error of its document", "[format][conll]") {
  const auto [line, column, code] = GENERATE(table<std::string, int, std::string>({
      {"alone", 1, "format/row-length"},
      {"\tO", 1, "format/row-length"},
      {"e\u0301 B_LOC", 4, "format/tag"},
      {"x B-%zz", 3, "format/tag"},
      {"x \xFF", 3, "format/invalid-utf8"},
  }));
  CAPTURE(line);
  const auto records = read_all("conll", "-DOCSTART- O\n\n" + line + "\n\n-DOCSTART- O\n\ny O\n");
  REQUIRE(records.size() == 2);
  CHECK(code_of(records[0]) == code);
  CHECK(records[0].error->line == 3);
  CHECK(records[0].error->column == static_cast<std::uint32_t>(column));
  CHECK(records[1].document.text == "y");
}

}  // namespace
}  // namespace waymark::format
