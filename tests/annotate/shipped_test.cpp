// SPDX-License-Identifier: Apache-2.0
// The shipped knowledge: it loads without a report, and the whole path holds its promises over the
// seeds.
#include "annotate/knowledge.h"
#include "gazetteer/compiler.h"
#include "support/golden.h"
#include "support/temp_dir.h"

namespace waymark {
namespace {

std::vector<std::string> seeds() {
  std::vector<std::string> texts;
  for (const std::string& file : test::files_in("seeds", ".txt"))
    texts.push_back(test::read_file(file));
  return texts;
}

/// Annotators of the shipped files, from YAML and from an index compiled of it; loading them takes
/// seconds, so the tests share them.
struct Both {
  test::TempDir dir;
  Annotator from_yaml =
      test::make_annotator(test::files_in("gazetteer", ".yaml"), test::files_in("grammar", ".way"));
  Annotator compiled = test::make_annotator(
      {dir.write("shipped.wmg",
                 test::require(gazetteer::compile(test::files_in("gazetteer", ".yaml"))))},
      test::files_in("grammar", ".way"));
};

const Both& both() {
  static const Both kBoth;
  return kBoth;
}

TEST_CASE("shipped: YAML and compiled index mark the seeds alike", "[annotate][shipped]") {
  CHECK(both().from_yaml.run_digest() == both().compiled.run_digest());
  const std::vector<std::string> texts = seeds();
  REQUIRE(texts.size() == 5);
  for (const std::string& text : texts) {
    const Document a = test::require(both().from_yaml.annotate(text));
    const Document b = test::require(both().compiled.annotate(text));
    CHECK(a.mentions == b.mentions);
    CHECK(a.relations == b.relations);
  }
}

TEST_CASE("shipped: mentions of the seeds lie in order, flat ones apart, and refer to each other",
          "[annotate][shipped]") {
  const auto is_flat = [](const Mention& mention) {
    return mention.label != "POST" && mention.label != "UNIT";
  };
  for (const std::string& text : seeds()) {
    const Document document = test::require(both().compiled.annotate(text));
    CHECK(document.mentions.size() > 20);
    std::uint32_t flat_end = 0;
    for (std::size_t i = 0; i < document.mentions.size(); ++i) {
      const Mention& mention = document.mentions[i];
      CAPTURE(document.slice(mention.span), mention.label);
      CHECK(mention.span.end <= text.size());
      if (i > 0) CHECK(document.mentions[i - 1].span.begin <= mention.span.begin);
      if (is_flat(mention)) {
        CHECK(mention.span.begin >= flat_end);
        flat_end = mention.span.end;
      }
      CHECK((mention.confidence >= 0 && mention.confidence <= 1));
      for (const Slot& slot : mention.slots)
        if (const auto* values = std::get_if<std::vector<std::uint32_t>>(&slot.value))
          for (const std::uint32_t value : *values) CHECK(value < document.mentions.size());
    }
    for (const Relation& relation : document.relations) {
      CHECK(relation.from < document.mentions.size());
      CHECK(relation.to < document.mentions.size());
      CHECK(relation.from != relation.to);
    }
  }
}

TEST_CASE("shipped: no rule reaches a limit in the seeds", "[annotate][shipped]") {
  Workspace workspace;
  for (const std::string& text : seeds()) {
    Document document;
    document.text = text;
    Diagnostics warnings;
    REQUIRE(both().compiled.annotate(std::move(document), workspace, &warnings).has_value());
    test::require_silent(warnings);
  }
}

/// The dates of a text with their values: "Tuesday = 2019-10-15".
std::string dates_of(std::string text, std::string date) {
  Document document;
  document.text = std::move(text);
  document.date = std::move(date);
  Workspace workspace;
  std::string dates;
  for (const Mention& mention :
       test::require(both().compiled.annotate(document, workspace)).mentions) {
    if (mention.label != "DATE") continue;
    if (!dates.empty()) dates += "; ";
    dates += document.text.substr(mention.span.begin, mention.span.byte_size()) + " =";
    for (const Feature& feature : mention.features)
      if (feature.name == "value") dates += " " + std::get<std::string>(feature.value);
  }
  return dates;
}

TEST_CASE("shipped: dates have values, those that lean on another day by the document's date",
          "[annotate][shipped]") {
  const std::string text =
      "🙂 강 e\u0301: on Tuesday, since last month, in early July and on Oct. 16, 2018, he "
      "left. "
      "지난달 29일 왔다.";
  CHECK(dates_of(text, "2019-10-16") ==
        "Tuesday = 2019-10-15; last month = 2019-09; early July = 2019-07 early; Oct. 16, 2018 = "
        "2018-10-16; 지난달 29일 = 2019-09-29");
  CHECK(dates_of(text, "") ==
        "Tuesday =; last month =; early July =; Oct. 16, 2018 = 2018-10-16; 지난달 29일 =");
}

}  // namespace
}  // namespace waymark
