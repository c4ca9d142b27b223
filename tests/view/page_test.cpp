// SPDX-License-Identifier: Apache-2.0
// What stands on a page, without a browser; tests/cli/view_test.py opens it in one.
#include "view/page.h"

#include "format/random_document.h"
#include "support/catch.h"
#include "support/marked.h"
#include "view/charts.h"
#include "view/differences.h"
#include "view/error_page.h"
#include "view/html.h"

namespace waymark::view {
namespace {

using test::marked;

/// The marks of a text with their labels, as "<PLACE Hyesan>"; "<+PLACE" is a piece that goes on.
std::string draw(const Document& document) {
  std::string html, out;
  Looks looks;
  append_marked_text(document, plan(document), "d1", {}, looks, html);
  for (std::size_t at = 0; at < html.size(); ++at) {
    if (html[at] != '<') {
      out += html[at];
      continue;
    }
    const std::string tag = html.substr(at, html.find('>', at) - at);
    at += tag.size();
    const std::size_t label = tag.find("data-l=\"");
    if (tag == "</mark")
      out += '>';
    else
      out += (tag.find(" cont\"") == std::string::npos ? "<" : "<+") +
             tag.substr(label + 8, tag.size() - label - 9) + ' ';
  }
  return out;
}

std::string make_page(const std::vector<Document>& documents, PageOptions options = {}) {
  Page page(std::move(options));
  std::string out;
  page.begin(out);
  for (const Document& document : documents) page.add(document, out);
  page.end(out);
  return out;
}

std::size_t count_in(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
    ++count;
  return count;
}

TEST_CASE("view: what HTML would read stands for itself", "[view]") {
  CHECK(escape("<b a=\"1\" c='2'>&amp; 혜산 🚂 e\u0301") ==
        "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp; 혜산 🚂 e\u0301");
  CHECK(escape(std::string_view("a\0b\tc\n\x1B", 7)) == "a\uFFFDb\tc\n\uFFFD");
}

TEST_CASE("view: a script is named by its digest", "[view]") {
  // The digest of nothing, as every implementation of SHA-256 has it.
  CHECK(script_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

TEST_CASE("view: mentions nest as their spans do", "[view]") {
  CHECK(draw(marked("🚂 [POST [ROLE chief] of the [UNIT [AGENCY MSS] in [PLACE 혜산]]] said")) ==
        "🚂 <POST <ROLE chief> of the <UNIT <AGENCY MSS> in <PLACE 혜산>>> said");
  CHECK(draw(marked("[PLACE [AGENCY Hyesan]] e\u0301")) == "<AGENCY <PLACE Hyesan>> e\u0301");
}

TEST_CASE("view: what crosses a border is cut there and goes on", "[view]") {
  Document document = marked("🚂 one two three");
  document.mentions = {{.span = {5, 12}, .label = "A"}, {.span = {9, 18}, .label = "B"}};
  CHECK(draw(document) == "🚂 <A one <B two>><+B  three>");
}

/// What a reader sees of HTML: without tags, character references resolved.
std::string read(const std::string& html) {
  std::string text;
  for (std::size_t at = 0; at < html.size(); ++at) {
    if (html[at] == '<') {
      at = html.find('>', at);
    } else if (html[at] == '&') {
      const std::string name = html.substr(at, html.find(';', at) - at + 1);
      text += name == "&amp;"    ? '&'
              : name == "&lt;"   ? '<'
              : name == "&gt;"   ? '>'
              : name == "&quot;" ? '"'
                                 : '\'';
      at += name.size() - 1;
    } else {
      text += html[at];
    }
  }
  return text;
}

TEST_CASE("view: whatever the mentions, the text is whole and every element is closed", "[view]") {
  format::RandomDocuments documents(7);
  for (int i = 0; i < 300; ++i) {
    Document document = documents.next();
    std::replace(document.text.begin(), document.text.end(), '\v', ' ');
    // Some mentions cross each other, as other tools' annotations may.
    for (std::size_t m = 0; m + 1 < document.mentions.size(); m += 2)
      document.mentions[m].span.end =
          std::max(document.mentions[m].span.end, document.mentions[m + 1].span.end);
    sort_mentions(document);
    const Drawing drawing = plan(document);
    std::string html;
    Looks looks;
    append_marked_text(document, drawing, "d1", {}, looks, html);
    CAPTURE(html);
    CHECK(read(html) == document.text);
    CHECK(count_in(html, "<mark ") == count_in(html, "</mark>"));
    CHECK(count_in(html, " id=\"") == static_cast<std::size_t>(std::count(
                                          drawing.is_drawn.begin(), drawing.is_drawn.end(), true)));
  }
}

TEST_CASE("view: nesting without end is drawn only so deep", "[view]") {
  Document document = marked("혜산 abc");
  document.mentions.assign(30'000, Mention{.span = {0, 6}, .label = "PLACE"});
  const std::string drawn = draw(document);
  CHECK(count_in(drawn, "<PLACE") == kDeepestMark);
  CHECK(drawn.ends_with(" abc"));
  CHECK(make_page({document}).find("Only the first 20000 are listed") != std::string::npos);
}

TEST_CASE("view: crossing mentions in great number keep the page small", "[view]") {
  Document document;
  document.text.assign(20'000, 'x');
  for (std::uint32_t i = 0; i < 10'000; ++i)
    document.mentions.push_back({.span = {i, i + 10'000}, .label = "A"});
  CHECK(make_page({document}).size() < 10'000'000);
}

TEST_CASE("view: a hostile document stays text", "[view]") {
  const std::string evil = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  Document document = marked("[PLACE 🚂] " + evil, evil);
  document.meta = R"({"</p><b>":"<i>\"","n":[1,"<"]})";
  document.lang = "\"><b>";
  Mention& mention = document.mentions[0];
  mention.label = mention.by = evil;
  mention.link = Link{.entry = evil, .name = evil, .ko = evil, .kind = evil, .lat = 1, .lon = 2};
  mention.link->ids = {{evil, evil}};
  mention.candidates = {{.entry = evil, .name = evil, .why = evil}};
  mention.form = Form{.why = evil, .scheme = evil};
  mention.slots = {{evil, Span{0, 4}}, {evil, std::vector<std::uint32_t>{0}}};
  mention.features = {{evil, evil}};
  document.relations = {{evil, 0, 0, evil}};
  Document second = document;
  document.date = "2020-01-01", second.date = "2021-0<-03";
  const std::string page = make_page({document, second}, {.title = evil});
  CHECK(count_in(page, "<script>") == 1);
  CHECK(count_in(page, "</script>") == 1);
  for (const char* tag : {"<img", "<b>", "<i>", "onerror=alert(2)>"}) {
    CAPTURE(tag);
    CHECK(count_in(page, tag) == 0);
  }
  Page pairs({.title = evil, .side_a = evil, .side_b = evil});
  std::string out;
  pairs.begin(out);
  second.mentions[0].label = "<b>";
  pairs.add_pair(document, second, out);
  pairs.end(out);
  CHECK(count_in(out, "<script>") == 1);
  CHECK(count_in(out, "<img") + count_in(out, "<b>") == 0);
}

TEST_CASE("view: a page names nothing outside itself", "[view]") {
  const std::string page = make_page({marked("[PLACE 혜산]")});
  for (const char* part :
       {" src=", "url(", "@import", "href=\"http", "<link", "fetch(", "innerHTML"}) {
    CAPTURE(part);
    CHECK(count_in(page, part) == 0);
  }
  CHECK(page.find("default-src 'none'") != std::string::npos);
}

TEST_CASE("view: documents beyond the limit are counted, not drawn", "[view]") {
  const std::string page = make_page({marked("[PLACE A]", "first"), marked("[PLACE B]", "second")},
                                     {.most_documents = 1});
  CHECK(count_in(page, "<article") == 1);
  CHECK(page.find("1 of 2 documents are shown") != std::string::npos);
  CHECK(page.find("2 documents, 2 mentions") != std::string::npos);
}

TEST_CASE("view: a text without end is cut between characters", "[view]") {
  Document document;
  while (document.text.size() <= kMaxDrawnText) document.text += "혜";
  document.mentions = {{.span = {kMaxDrawnText - 1, kMaxDrawnText + 2}, .label = "A"}};
  const Drawing drawing = plan(document);
  CHECK(drawing.text_end == kMaxDrawnText - 1);
  CHECK_FALSE(drawing.is_drawn[0]);
}

TEST_CASE("view: a table holds all that is known of a mention", "[view]") {
  Document document = marked("[POST [ROLE chief] in [PLACE=kp.hyesan 혜산]]");
  document.mentions[0].slots = {{"place", std::vector<std::uint32_t>{2}}, {"rest", Span{6, 8}}};
  document.mentions[2].candidates = {{.entry = "x", .name = "Other", .score = 0.25, .why = "far"}};
  document.mentions[2].by = "gazetteer:dprk.places";
  document.relations = {{"located_in", 0, 2, ""}};
  const std::string page = make_page({document});
  for (const char* part :
       {"<tr id=\"rd1m3\"", "<bdi>Other</bdi> <code><bdi>x</bdi></code> 0.25: <bdi>far</bdi>",
        "<bdi>gazetteer:dprk.places</bdi>, confidence 1.00",
        "<bdi>place</bdi>: <a href=\"#d1m3\" data-slot=\"place\"><bdi>혜산</bdi></a>",
        "→ <bdi>located_in</bdi> <a href=\"#d1m3\" data-to=\"located_in\">",
        "← <bdi>located_in</bdi> <a href=\"#d1m1\" data-from=\"located_in\">"}) {
    CAPTURE(part);
    CHECK(count_in(page, part) == 1);
  }
}

Document dated(const std::string& text, const std::string& date) {
  Document document = marked(text);
  document.date = date;
  for (Mention& mention : document.mentions)
    if (mention.link) mention.link->lat = 41.4, mention.link->lon = 128.2;
  return document;
}

TEST_CASE("view: totals tell entries with their spellings, months and documents", "[view]") {
  Totals totals;
  totals.add(dated("[PLACE=h Hyesan], [PLACE=h 혜산], [PLACE=m Musan]", "2019-11-02"));
  totals.add(dated("[PLACE=h 혜산] [ROLE chief]", "2020-01"));
  const auto entries = totals.entries();
  REQUIRE(entries.size() == 2);
  CHECK(entries[0]->id == "h");
  CHECK(entries[0]->mentions == 3);
  CHECK(entries[0]->documents == 2);
  CHECK(entries[0]->spellings == std::map<std::string, std::uint64_t>{{"Hyesan", 1}, {"혜산", 2}});
  CHECK(entries[0]->by_month ==
        std::map<std::string, std::uint64_t>{{"2019-11", 2}, {"2020-01", 1}});
  CHECK(totals.labels().at("ROLE").mentions == 1);
}

TEST_CASE("view: curves leave no month out", "[view]") {
  Totals totals;
  totals.add(dated("[PLACE=h Hyesan]", "2019-11-02"));
  totals.add(dated("[PLACE=h Hyesan]", "2020-01-15"));
  const std::string plot = draw_time(totals);
  CHECK(plot.find("<th scope=\"row\">2019-12</th><td>0</td><td>0</td>") != std::string::npos);
  totals.add(dated("[PLACE=h Hyesan]", "1950-06-25"));
  CHECK(draw_time(totals).find("<th scope=\"row\">1950</th><td>1</td><td>1</td>") !=
        std::string::npos);
  CHECK(draw_time(Totals()).empty());
}

TEST_CASE("view: the map leaves out what lies nowhere", "[view]") {
  Document document = dated("[PLACE=h Hyesan] [PLACE=m Musan] [PLACE=n Nowhere]", "");
  document.mentions[1].link->lat = 42.2, document.mentions[1].link->lon = 129.2;
  document.mentions[2].link->lat = 1e300;
  Totals totals;
  totals.add(document);
  const std::string map = draw_map(totals);
  CHECK(count_in(map, "<circle") == 2);
  CHECK(map.find("128°E") != std::string::npos);
  CHECK(map.find("nan") == std::string::npos);
  CHECK(draw_map(Totals()).empty());
}

TEST_CASE("view: two sides say how they differ", "[view]") {
  const Document a = marked(
                     "🚂 [PLACE=h 혜산], [PLACE=m Musan], [PLACE China], [AGENCY State "
                     "Security], [ROLE chief]"),
                 b = marked(
                     "🚂 [PLACE=h 혜산], [PLACE=x Musan], [AGENCY China], State [AGENCY "
                     "Security], chief");
  const DifferenceNotes notes = find_differences(a, b);
  CHECK(notes.a == std::vector<std::string>{"", "other side links x", "other side says AGENCY",
                                            "other borders", "only here"});
  CHECK(notes.b == std::vector<std::string>{"", "other side links m", "other side says PLACE",
                                            "other borders"});
  CHECK(notes.alike == 1);
}

TEST_CASE("view: links that one side never gives are no difference", "[view]") {
  const DifferenceNotes notes =
      find_differences(marked("[ROLE chief]"), marked("[ROLE=role.chief chief]"));
  CHECK(notes.a == std::vector<std::string>{""});
}

TEST_CASE("view: slots and relations are compared where both sides have such", "[view]") {
  Document a = marked("🚂 [POST [ROLE head] of [AGENCY MSS] in [PLACE 혜산]]"), b = a;
  a.mentions[0].slots = {{"role", std::vector<std::uint32_t>{1}},
                         {"place", std::vector<std::uint32_t>{3}}};
  a.relations = {{"located_in", 2, 3, ""}};
  DifferenceNotes notes = find_differences(a, b);
  CHECK(notes.alike == 4);  // the right side never says any
  b.mentions[0].slots = {{"role", std::vector<std::uint32_t>{1}}};
  b.relations = {{"located_in", 2, 3, ""}, {"part_of", 1, 2, ""}};
  notes = find_differences(a, b);
  CHECK(notes.alike == 2);
  CHECK(notes.a ==
        std::vector<std::string>{"place '혜산' only here", "part_of 'MSS' only there", "", ""});
  CHECK(notes.b ==
        std::vector<std::string>{"place '혜산' only there", "part_of 'MSS' only here", "", ""});
}

TEST_CASE("view: the error page shows the place and the reason, escaped", "[view]") {
  Document predicted = marked("🚂 the [ROLE chief <b>]");
  predicted.mentions[0].by = "rule:<b>";
  predicted.mentions[0].form = Form{.why = "alias", .corrected = true};
  const std::string page =
      make_error_page(evaluate::score({marked("🚂 the chief <b>")}, {predicted}));
  CHECK(page.find("🚂 the <b>chief &lt;b&gt;</b>") != std::string::npos);
  CHECK(page.find("<bdi>rule:&lt;b&gt;</bdi>, form <bdi>alias</bdi>, <strong>corrected") !=
        std::string::npos);
  CHECK(page.find("<code>waymark explain --at 6-15 &#39;a.txt&#39;</code>") != std::string::npos);
}

}  // namespace
}  // namespace waymark::view
