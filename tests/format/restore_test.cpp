// SPDX-License-Identifier: Apache-2.0
// What comes back from a tool is merged with what we had: nothing is lost that nobody touched, and
// what somebody changed holds.
#include "format/restore.h"

#include "format/file_stem.h"
#include "format/memory_source.h"
#include "format/random_document.h"
#include "support/catch.h"

namespace waymark::format {
namespace {

Writing writing_of(const std::string& format) {
  return {find_format(format)->make_writer({})->carries(), Flatten::kFlatFirst, {}};
}

/// The document as it comes back if nobody touches it.
Document written(const Document& document, const Writing& writing) {
  Losses losses;
  return fit(document, writing.carries, writing.flatten, losses);
}

TEST_CASE("restore: what nobody touched is as it was, for every format",
          "[format][restore][property]") {
  const std::string name =
      GENERATE("brat", "doccano", "labelstudio", "prodigy", "spacy", "hf", "gliner", "conll");
  CAPTURE(name);
  const Writing writing = writing_of(name);
  RandomDocuments random(31);
  for (int i = 0; i < 80; ++i) {
    const Document document = random.next();
    auto restored = restore(document, written(document, writing), writing);
    REQUIRE(restored);
    CAPTURE(write_all("jsonl", {document}), write_all("jsonl", {restored->document}));
    REQUIRE(restored->removed.empty());
    REQUIRE(is_same_document(restored->document, document));
  }
}

/// "🚂 MSS chief in 혜산": a post with slots, linked parts.
Document example() {
  Document document;
  document.id = "a";
  document.text = "🚂 MSS chief in 혜산";
  const auto span = [&](std::string_view piece) {
    const std::size_t at = document.text.find(piece);
    return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + piece.size())};
  };
  document.mentions = {
      {.span = span("MSS chief in 혜산"),
       .label = "POST",
       .confidence = 0.5,
       .slots = {{"agency", std::vector<std::uint32_t>{1}},
                 {"place", std::vector<std::uint32_t>{3}}}},
      {.span = span("MSS"),
       .label = "AGENCY",
       .link = Link{.entry = "kp.mss", .name = "Ministry", .kind = "ministry"},
       .by = "gazetteer:x"},
      {.span = span("chief"), .label = "ROLE"},
      {.span = span("혜산"), .label = "PLACE", .link = Link{.entry = "kp.hyesan", .lat = 41.4}}};
  document.relations = {{"located_in", 1, 3, "rule:x"}};
  return document;
}

TEST_CASE("restore: corrections hold and all else comes back", "[format][restore]") {
  const Writing writing = writing_of("doccano");
  const Document document = example();
  Document back = written(document, writing);
  back.mentions[2].label = "RANK";                              // relabelled
  back.mentions.push_back({.span = {0, 4}, .label = "TRAIN"});  // added
  back.mentions.erase(back.mentions.begin() + 3);  // 혜산 taken away, with its relation
  back.relations.clear();
  sort_mentions(back);
  auto restored = restore(document, back, writing);
  REQUIRE(restored);
  const Document& now = restored->document;
  std::vector<std::string> labels;
  for (const Mention& mention : now.mentions) labels.push_back(mention.label);
  CHECK(labels == std::vector<std::string>{"TRAIN", "POST", "AGENCY", "RANK"});
  CHECK(now.mentions[1].slots == std::vector<Slot>{{"agency", std::vector<std::uint32_t>{2}}});
  CHECK(now.mentions[2].link == document.mentions[1].link);
  CHECK(now.mentions[2].by == "gazetteer:x");
  CHECK(now.relations.empty());
  REQUIRE(restored->removed.size() == 2);
  CHECK(restored->removed[0].label == "ROLE");
  CHECK(restored->removed[1].label == "PLACE");
}

TEST_CASE("restore: a changed link is taken, an untouched one keeps its details",
          "[format][restore]") {
  const Writing writing = writing_of("labelstudio");
  const Document document = example();
  Document back = written(document, writing);
  back.mentions[1].link = Link{.entry = "cn.mss"};
  auto restored = restore(document, back, writing);
  REQUIRE(restored);
  CHECK(restored->document.mentions[1].link == Link{.entry = "cn.mss"});
  CHECK(restored->document.mentions[3].link == document.mentions[3].link);
}

TEST_CASE("restore: what was masked is what it was, though touching masks come back as one",
          "[format][restore]") {
  Document document = example();
  for (const std::size_t i : {1, 2})  // MSS and chief
    document.mentions[i].features = {{"sure", false}, {"masked", true}};
  const Writing writing = writing_of("hf");
  const auto records = read_all("hf", write_all("hf", {written(document, writing)}));
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(records[0].document.mentions.size() == 2);
  const auto restored = restore(document, records[0].document, writing);
  REQUIRE(restored);
  CHECK(restored->removed.empty());
  CHECK(is_same_document(restored->document, document));
}

TEST_CASE("restore: another text is refused", "[format][restore]") {
  const Writing writing = writing_of("doccano");
  Document back = written(example(), writing);
  back.text += ".";
  const auto restored = restore(example(), back, writing);
  REQUIRE_FALSE(restored);
  CHECK(restored.error().front().code == "format/text-differs");
}

}  // namespace
}  // namespace waymark::format
