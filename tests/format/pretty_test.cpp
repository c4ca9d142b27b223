// SPDX-License-Identifier: Apache-2.0
// The view for reading.
#include "format/pretty.h"

#include "format/memory_source.h"
#include "format/random_document.h"
#include "support/catch.h"
#include "text/display_width.h"

namespace waymark::format {
namespace {

Document example() {
  Document document;
  document.id = "a.txt";
  document.text = "🚂 head of the MSS office in 혜산\r\nand e\u0301 more";
  const auto span = [&](std::string_view piece) {
    const std::size_t at = document.text.find(piece);
    return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + piece.size())};
  };
  document.mentions = {{.span = span("head of the MSS office in 혜산"), .label = "POST"},
                       {.span = span("head"), .label = "ROLE"},
                       {.span = span("MSS office in 혜산"), .label = "UNIT"},
                       {.span = span("MSS"), .label = "AGENCY", .link = Link{.entry = "kp.mss"}},
                       {.span = span("혜산"), .label = "PLACE", .link = Link{.name = "Hyesan"}}};
  return document;
}

TEST_CASE("pretty: mentions are marked where they stand", "[format][pretty]") {
  CHECK(write_all("pretty", {example()}) ==
        "a.txt\n\n"
        "🚂 ⟨[head ROLE] of the ⟨[MSS AGENCY→kp.mss] office in [혜산 PLACE→Hyesan] UNIT⟩ POST⟩\nand "
        "e\u0301 more\n\n");
}

TEST_CASE("pretty: lines are wrapped by display width", "[format][pretty]") {
  WriteOptions options;
  options.width = 20;
  Document document;
  document.text = "혜산시 보위부 부장이 혜산시에서 말했다 漢字漢字漢字漢字漢字漢字漢字";
  CHECK(write_all("pretty", {document}, options) ==
        "\n\n혜산시 보위부 부장이\n혜산시에서 말했다 漢\n字漢字漢字漢字漢字漢\n字漢字\n\n");
}

TEST_CASE("pretty: colours are closed at each line's end and opened again", "[format][pretty]") {
  WriteOptions options;
  options.width = 20;
  options.color = true;
  options.labels = {"AGENCY"};
  Document document;
  document.text = "of the Ministry of State Security";
  document.mentions = {{.span = {7, 33}, .label = "AGENCY"}};
  const std::string out = write_all("pretty", {document}, options);
  CAPTURE(out);
  CHECK(out.find("of the \033[2m[\033[0m\033[1;38;5;75mMinistry "
                 "of\033[0m\n\033[1;38;5;75mState\033[0m\n") != std::string::npos);
}

TEST_CASE("pretty: text can't steer the terminal", "[format][pretty]") {
  Document document;
  document.id = "\033[2J";
  document.text = "a\033[31mb\x07\u009B";
  document.mentions = {{.span = {0, 1}, .label = "\033X", .link = Link{.entry = "\nk"}}};
  const std::string out = write_all("pretty", {document});
  CHECK(out == "\uFFFD[2J\n\n[a \uFFFDX→\uFFFDk]\uFFFD[31mb\uFFFD\uFFFD\n\n");
}

TEST_CASE("pretty: every label of every document is shown", "[format][pretty][property]") {
  RandomDocuments random(3);
  for (int i = 0; i < 200; ++i) {
    const Document document = random.next();
    const std::string out = write_all("pretty", {document});
    CAPTURE(out);
    std::size_t closings = 0;
    for (std::size_t at = 0; (at = out.find('E', at)) != std::string::npos; ++at)
      closings += at >= 4 && out.substr(at - 4, 5) == "PLACE";
    const auto places =
        std::count_if(document.mentions.begin(), document.mentions.end(),
                      [](const Mention& mention) { return mention.label == "PLACE"; });
    REQUIRE(closings == static_cast<std::size_t>(places));
  }
}

}  // namespace
}  // namespace waymark::format
