// SPDX-License-Identifier: Apache-2.0
// The property of every format that is read and written: what is read is what was written, and what
// was written is the document less what the losses name.
#include "format/file_stem.h"
#include "format/fit.h"
#include "format/memory_source.h"
#include "format/random_document.h"
#include "support/catch.h"
#include "support/marked.h"
#include "text/json.h"

namespace waymark::format {
namespace {

/// Formats whose documents come back whole but for what they can't carry.
std::vector<std::string> readable() {
  std::vector<std::string> names;
  for (const Format& format : formats())
    if (format.make_reader && format.make_writer && !format.is_view) names.push_back(format.name);
  return names;
}

/// Writes a document and reads it again, as the files of a folder or as a stream.
std::vector<Record> write_and_read(const Format& format, const Document& document,
                                   const WriteOptions& write) {
  const auto writer = format.make_writer(write);
  ReadOptions read;
  read.find_text = [&](const std::string&, std::uint64_t) { return document.text; };
  std::string bytes;
  if (format.one_file_a_document) {
    for (const NamedBytes& file : writer->write_files(document))
      if (format.suffixes.front() == file.suffix) bytes = file.bytes;
  } else {
    bytes = writer->begin();
    writer->write(document, bytes);
    bytes += writer->end();
  }
  CAPTURE(bytes);
  MemorySource source(bytes);
  const auto reader = format.make_reader(
      source, "file",
      format.one_file_a_document ? file_stem(document.id) + format.suffixes.front() : document.id,
      read);
  std::vector<Record> records;
  while (auto record = reader->next()) records.push_back(*std::move(record));
  return records;
}

std::string show(const Document& document) { return write_all("jsonl", {document}); }

TEST_CASE("formats: what is read is what was written, less the losses",
          "[format][round-trip][property]") {
  const std::string name = GENERATE(from_range(readable()));
  CAPTURE(name);
  const Format& format = *find_format(name);
  RandomDocuments random(21);
  const auto flatten = GENERATE(Flatten::kFlatFirst, Flatten::kInnermost);
  for (int i = 0; i < 120; ++i) {
    const Document document = random.next();
    const auto writer = format.make_writer({});
    Losses losses, again;
    const Document fitted = fit(document, writer->carries(), flatten, losses);
    REQUIRE(losses.empty() == (show(fitted) == show(document)));
    Document wanted = fitted;
    if (!writer->carries().slots)
      for (Mention& mention : wanted.mentions) mention.slots.clear();
    CAPTURE(show(document), show(wanted), report_text(losses));
    const auto records = write_and_read(format, fitted, {});
    if (!writer->carries().empty_documents && wanted.mentions.empty()) continue;
    REQUIRE(records.size() == 1);
    if (records[0].error) FAIL(render(*records[0].error));
    CAPTURE(show(records[0].document));
    REQUIRE(is_same_document(records[0].document, wanted));
    (void)fit(fitted, writer->carries(), flatten, again);
    CAPTURE(report_text(again));
    // What fits, fits; only what stays because the writer needs it is named again.
    for (const auto& [key, loss] : again.list())
      REQUIRE(
          (key.first == "slot" || key.first == "text" || key.first == "document without mentions"));
  }
}

TEST_CASE("fit: what is lost is counted and the first place is named", "[format][fit]") {
  Document document;
  document.id = "a";
  document.text = "🚂 혜산\nMSS office in 혜산";
  const auto span = [&](std::string_view piece) {
    const std::size_t at = document.text.rfind(piece);
    return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + piece.size())};
  };
  document.mentions = {{.span = span("MSS office in 혜산"), .label = "UNIT"},
                       {.span = span("MSS"), .label = "AGENCY"},
                       {.span = span("혜산"), .label = "PLACE"}};
  Carries flat;
  flat.overlap = Carries::Overlap::kNone;
  const auto [rule, kept] = GENERATE(table<Flatten, std::vector<std::string>>({
      {Flatten::kFlatFirst, {"AGENCY", "PLACE"}},
      {Flatten::kInnermost, {"AGENCY", "PLACE"}},
      {Flatten::kStructuredFirst, {"UNIT"}},
      {Flatten::kOutermost, {"UNIT"}},
      {Flatten::kConfident, {"UNIT"}},
  }));
  Losses losses;
  std::vector<std::string> labels;
  for (const Mention& mention : fit(document, flat, rule, losses).mentions)
    labels.push_back(mention.label);
  CHECK(labels == kept);
  REQUIRE(losses.list().size() == 1);
  const auto& [key, loss] = *losses.list().begin();
  CHECK(key == Losses::Key("overlapping mention", Change::kDropped));
  CHECK(loss.count == 3 - kept.size());
  CHECK(loss.line == 2);
  CHECK(loss.at == 5);
  CHECK_THAT(report_text(losses), Catch::Matchers::StartsWith("dropped  overlapping mention    "));
}

TEST_CASE("fit: losses of several documents add up", "[format][fit]") {
  Document document;
  document.meta = R"({"a":1})";
  Losses all;
  for (const char* id : {"a", "b"}) {
    document.id = id;
    Losses losses;
    (void)fit(document, carries_only_text(), Flatten::kFlatFirst, losses);
    all.add(losses);
  }
  CHECK(report_json(all, "text", 2) ==
        R"({"to": "text", "documents": 2, "losses": [{"what": "meta", "change": "dropped", )"
        R"("count": 2, "documents": 2, "first": {"document": "a"}}]})"
        "\n");
}

TEST_CASE("fit: tokens that a format can't have are not made for it", "[format][fit]") {
  Document document;
  document.id = "a";
  document.text = "🚂 \x19";
  Losses losses;
  const auto carries = find_format("spacy")->make_writer({})->carries();
  CHECK(fit(document, carries, Flatten::kFlatFirst, losses).tokens == std::vector<Span>{{0, 4}});
  CHECK_FALSE(losses.list().contains({"blank token", Change::kDropped}));
}

TEST_CASE("fit: what a cut leaves of white space is no token where those can't be",
          "[format][fit]") {
  Document document;
  document.text = "🚂 혜산 e\u0301";
  document.tokens = {{0, 4}, {4, 11}, {11, 15}};
  document.token_features = {{"pos", {"SYM", "PROPN", "X"}}};
  document.mentions = {{.span = {4, 5}, .label = "GAP"}, {.span = {5, 11}, .label = "PLACE"}};
  document.sentences = {{0, 4}, {4, 15}};
  const auto carries = find_format("spacy")->make_writer({})->carries();
  Losses losses, again;
  const Document fitted = fit(document, carries, Flatten::kFlatFirst, losses);
  REQUIRE(fitted.mentions.size() == 1);
  CHECK(fitted.slice(fitted.mentions[0].span) == "혜산");
  CHECK(fitted.tokens == std::vector<Span>{{0, 4}, {5, 11}, {11, 15}});
  CHECK(fitted.token_features == document.token_features);
  CHECK(fitted.sentences == std::vector<Span>{{0, 4}, {5, 15}});
  CHECK(losses.list().contains({"blank token", Change::kDropped}));
  CHECK(losses.list().contains({"mention without a token", Change::kDropped}));
  (void)fit(fitted, carries, Flatten::kFlatFirst, again);
  CHECK(again.empty());
}

TEST_CASE("fit: tokens are made too where those that came are none", "[format][fit]") {
  Document document;
  document.text = "🚂 혜산 e\u0301";
  document.tokens = {GENERATE(Span{15, 15}, Span{4, 5})};
  const auto carries = find_format("spacy")->make_writer({})->carries();
  Losses losses, again;
  const Document fitted = fit(document, carries, Flatten::kFlatFirst, losses);
  CHECK(fitted.tokens == std::vector<Span>{{0, 4}, {5, 11}, {12, 15}});
  (void)fit(fitted, carries, Flatten::kFlatFirst, again);
  CHECK(again.empty());
}

TEST_CASE("fit: tokens are cut at mentions, and made where there are none", "[format][fit]") {
  Document document;
  document.text = "e\u0301 무산군보위부";
  document.mentions = {{.span = {4, 13}, .label = "PLACE"}};
  Carries carries;
  carries.at_tokens = true;
  Losses losses;
  const Document fitted = fit(document, carries, Flatten::kFlatFirst, losses);
  REQUIRE(fitted.tokens.size() == 3);
  CHECK(fitted.slice(fitted.tokens[1]) == "무산군");
  CHECK(losses.list().contains({"token", Change::kMade}));
  CHECK(losses.list().contains({"token cut at a mention", Change::kChanged}));
}

TEST_CASE("fit: sentences that are made end in no mention, or scorers would count it twice",
          "[format][fit]") {
  WriteOptions options;
  options.dialect = "conll2003";
  const auto carries = find_format("conll")->make_writer(options)->carries();
  Losses losses;
  const Document fitted = fit(test::marked("🚂 한글 e\u0301 On [DATE Sept. 28] he left. Then rain."),
                              carries, Flatten::kFlatFirst, losses);
  CHECK(fitted.sentences.size() == 2);
  REQUIRE(fitted.mentions.size() == 1);
  CHECK(fitted.slice(fitted.mentions[0].span) == "Sept . 28");  // tokens, parted by spaces
  CHECK_FALSE(losses.list().contains({"mention cut at a sentence", Change::kChanged}));
}

TEST_CASE("tei: only a day that there is stands in when", "[format][tei]") {
  const auto [value, is_written] = GENERATE(table<std::string, bool>({
      {"2019", true},
      {"2019-10", true},
      {"2020-02-29", true},
      {"2019-02-29", false},
      {"2019-13", false},
      {"0000", false},
      {"2019-W41", false},
      {"2019-07 early", false},
  }));
  CAPTURE(value);
  Document document = test::marked("🚂 한글 e\u0301 [DATE then]");
  document.mentions[0].features = {{"value", value}};
  const std::string out = write_all("tei", {document});
  CHECK((out.find("<date when=\"" + value + "\">then</date>") != std::string::npos) == is_written);
  CHECK((out.find("<date>then</date>") != std::string::npos) == !is_written);
}

TEST_CASE("tei: a type is one word, and what XML can't hold is a loss", "[format][fit][tei]") {
  const auto writer = find_format("tei")->make_writer({});
  Document document = test::marked("🚂 한글 e\u0301 [TOWN Hyesan]\f");
  document.mentions[0].label = "market town";
  Losses losses;
  const Document fitted = fit(document, writer->carries(), Flatten::kFlatFirst, losses);
  std::string out;
  writer->write(fitted, out);
  CAPTURE(out);
  CHECK(out.find("e\u0301 <name type=\"market_town\">Hyesan</name>\uFFFD</p>") !=
        std::string::npos);
  CHECK(losses.list().contains({"label", Change::kChanged}));
  CHECK(losses.list().at({"character", Change::kChanged}).count == 1);
}

}  // namespace
}  // namespace waymark::format
