// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/json_ld.h"

#include <string>

#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

/// The statements of a document, "subject property object" each, joined by "; ", with "s:" for
/// SKOS and "e:" for http://e/; or what is not read.
std::string read(const std::string& document) {
  std::string all;
  const auto shorten = [](std::string iri) {
    for (const auto& [whole, prefix] :
         {std::pair("http://www.w3.org/2004/02/skos/core#", "s:"), std::pair("http://e/", "e:"),
          std::pair("http://www.w3.org/1999/02/22-rdf-syntax-ns#", ""),
          std::pair("http://www.w3.org/2003/01/geo/wgs84_pos#", "")})
      if (iri.starts_with(whole)) iri.replace(0, std::string_view(whole).size(), prefix);
    return iri;
  };
  const Failure failure = read_json_ld(
      {document, "v.jsonld"}, [&](const std::string& subject, const std::string& property,
                                  const RdfObject& object, std::size_t) {
        all += all.empty() ? "" : "; ";
        all += shorten(subject) + ' ' + shorten(property) + ' ';
        all += object.is_literal ? '"' + object.text + '"' : shorten(object.text);
        if (!object.language.empty()) all += '@' + object.language;
      });
  return failure ? failure->message : all;
}

/// The same of one node beside a context.
std::string read(const std::string& context, const std::string& node) {
  return read("{\"@context\": " + context + ", " + node + "}");
}

const std::string kPrefixes = R"({"s": "http://www.w3.org/2004/02/skos/core#", "e": "http://e/"})";

TEST_CASE("JSON-LD: expanded documents need no context", "[gazetteer][import]") {
  CHECK(read(R"([{"@id": "http://e/a", "@type": ["http://www.w3.org/2004/02/skos/core#Concept"],
      "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@value": "혜산", "@language": "ko"}],
      "http://www.w3.org/2004/02/skos/core#broader": [{"@id": "http://e/b"}],
      "http://www.w3.org/2003/01/geo/wgs84_pos#lat": [{"@value": 41.40}]}])") ==
        "e:a type s:Concept; e:a s:prefLabel \"혜산\"@ko; e:a s:broader e:b; e:a lat \"41.40\"");
  CHECK(read("[]").empty());
  CHECK(read("[{}, {\"@graph\": []}]").empty());
}

TEST_CASE("JSON-LD: prefixes, terms and keywords by other names stand in the context",
          "[gazetteer][import]") {
  CHECK(
      read(R"({"id": "@id", "uri": "id", "kind": "@type", "lang": "@language", "text": "@value",
                 "graph": "@graph", "name": "s:prefLabel", "e": "http://e/",
                 "s": {"@id": "http://www.w3.org/2004/02/skos/core#", "@prefix": true},
                 "in": {"@id": "s:broader", "@type": "@id"}})",
           R"("graph": [{"uri": "e:a", "kind": "s:Concept", "in": ["e:b", "http://e/c"],
                           "name": {"text": "Hye\u0301", "lang": "en"}, "other": 1}])") ==
      "e:a type s:Concept; e:a s:broader e:b; e:a s:broader e:c; e:a s:prefLabel \"Hye\u0301\"@en");
  CHECK(read(R"({"@vocab": "http://www.w3.org/2004/02/skos/core#", "altLabel": null})",
             R"("@id": "http://e/a", "prefLabel": "x", "altLabel": "y", "@type": "Concept")") ==
        "e:a s:prefLabel \"x\"; e:a type s:Concept");
  CHECK(read(R"([{"e": "http://e/"}, {"s": "e:s#", "p": {"@id": "s:q", "@type": "@vocab"}}])",
             R"("@id": "e:a", "p": "s:v")") == "e:a e:s#q e:s#v");
}

TEST_CASE("JSON-LD: languages stand at a text, a term, a map or the context",
          "[gazetteer][import]") {
  const std::string terms =
      R"({"s": "http://www.w3.org/2004/02/skos/core#", "@language": "en",
          "map": {"@id": "s:prefLabel", "@container": ["@language", "@set"]},
          "ko": {"@id": "s:altLabel", "@language": "ko"},
          "none": {"@id": "s:altLabel", "@language": null},
          "code": {"@id": "s:notation", "@type": "http://e/t"}})";
  const auto of = [&](const std::string& names) {
    return read(terms, R"("@id": "http://e/a", )" + names);
  };
  CHECK(of(R"("s:altLabel": "x")") == "e:a s:altLabel \"x\"@en");
  CHECK(of(R"("s:altLabel": {"@value": "x"})") == "e:a s:altLabel \"x\"");
  CHECK(of(R"("ko": ["혜", null, 7])") == "e:a s:altLabel \"혜\"@ko; e:a s:altLabel \"7\"");
  CHECK(of(R"("none": "x", "code": "y")") == "e:a s:altLabel \"x\"; e:a s:notation \"y\"");
  CHECK(of(R"("map": {"ko": ["혜", "산"], "@none": "\ud83c\udfd4", "de": null})") ==
        "e:a s:prefLabel \"혜\"@ko; e:a s:prefLabel \"산\"@ko; e:a s:prefLabel \"\U0001F3D4\"");
}

TEST_CASE("JSON-LD: nodes may stand in nodes, what stands in a list is no value of the property",
          "[gazetteer][import]") {
  CHECK(
      read(
          kPrefixes,
          R"("@id": "e:a", "s:narrower": [{"@id": "e:b", "s:altLabel": "B"}, {"s:altLabel": "C"}])") ==
      "e:b s:altLabel \"B\"; e:a s:narrower e:b; _:@142 s:altLabel \"C\"; e:a s:narrower _:@142");
  CHECK(
      read(
          kPrefixes,
          R"("@id": "e:a", "s:memberList": {"@list": [{"@id": "e:b", "s:altLabel": "B"}, "x"]})") ==
      "e:b s:altLabel \"B\"");
  CHECK(
      read(
          kPrefixes,
          R"("@id": "_:a", "s:altLabel": {"@set": ["x"]}, "@included": [{"@id": "e:c", "s:altLabel": "c"}])") ==
      "_:a s:altLabel \"x\"; e:c s:altLabel \"c\"");
}

TEST_CASE("JSON-LD: what is not read is said, never guessed", "[gazetteer][import]") {
  struct Case {
    const char* context;
    const char* node;
    const char* message;
  };
  const Case given = GENERATE(
      Case{R"("http://e/c")", R"("@id": "e:a")",
           "the context 'http://e/c' stands elsewhere, and nothing is fetched"},
      Case{R"({"@import": "http://e/c"})", R"("@id": "e:a")", "'@import' of a context is not read"},
      Case{R"({"a": "b", "b": "a"})", R"("@id": "e:a")", "'a' is defined by itself"},
      Case{R"({"@vocab": "x"})", R"("@id": "e:a")", "'@vocab' is no absolute IRI"},
      Case{R"({"up": {"@reverse": "http://e/p"}})", R"("@id": "e:a", "up": "e:b")",
           "the context says '@reverse' of 'up', which is not read"},
      Case{R"({"m": {"@id": "http://e/p", "@container": "@id"}})", R"("m": {"e:a": {}})",
           "the context says '@container' of 'm', which is not read"},
      Case{R"({"T": {"@id": "http://e/T", "@context": {}}})", R"("@type": "T")",
           "the context says '@context' of 'T', which is not read"},
      Case{R"({"m": {"@id": "http://e/p", "@container": "@language"}})", R"("m": {"@value": "x"})",
           "'@value' is no language"},
      Case{R"({})", R"("http://e/p": {"@context": {}})", "'@context' of a node is not read"},
      Case{R"({})", R"("@reverse": {})", "'@reverse' of a node is not read"},
      Case{R"({})", R"("@graph": "x")", "a graph holds objects"});
  CAPTURE(given.context, given.node);
  CHECK(read(given.context, given.node) == given.message);
  CHECK(read("[1]") == "a document holds objects");
  // What stands in the context alone does no harm.
  CHECK(read(R"({"up": {"@reverse": "http://e/p"}})", R"("@id": "e:a")").empty());
}

TEST_CASE("JSON-LD: ids are whole, relative or of what has no name, as they are written",
          "[gazetteer][import]") {
  CHECK(read(kPrefixes,
             R"("@id": "혜산", "s:broader": {"@id": ""}, "s:narrower": [{"@id": "#b"}])") ==
        "혜산 s:broader ; 혜산 s:narrower #b");
  CHECK(read(kPrefixes, R"("@id": "_:a", "s:broader": {"@id": "_:b"})") == "_:a s:broader _:b");
  CHECK(read(kPrefixes, R"("@graph": [{"s:broader": {}}])") == "_:@89 s:broader _:@103");
  CHECK(is_relative("혜산"));
  CHECK(is_relative(":b"));
  CHECK(is_relative(""));
  CHECK_FALSE(is_relative("urn:b"));
  CHECK(is_nameless("_:a"));
  CHECK_FALSE(is_nameless("urn:_:"));
}

TEST_CASE("JSON-LD: the context and the id count for members before them too",
          "[gazetteer][import]") {
  CHECK(read(R"({"name": "x", "@graph": [{"@id": "e:b", "name": "y"}], "@id": "e:a", "@context":
      {"e": "http://e/", "name": "http://www.w3.org/2004/02/skos/core#prefLabel"}})") ==
        "e:a s:prefLabel \"x\"; e:b s:prefLabel \"y\"");
  // Of two contexts the last one counts.
  CHECK(read(R"({"@context": {"n": "http://e/m"}, "@context": {"n": "http://e/n"}, "n": 1})") ==
        "_:@0 e:n \"1\"");
}

TEST_CASE("JSON-LD: what is no JSON is told by its place, in whatever part it stands",
          "[gazetteer][import]") {
  const auto [given, line, column] = GENERATE(table<std::string, int, int>({
      {"", 1, 1},
      {"[\n {\"@id\": 혜}]", 2, 10},
      {"{\"@graph\": [{},\n{\"@id\" \"x\"}]}", 2, 8},
      {"{\"@graph\": [{},\n{\"@id\": \"x\"}", 2, 13},
      {"{\"@context\": {\n}, \"@id\": x\"}", 2, 12},
      {"{\"@context\": {\n\"a\": }}", 2, 6},
      {"[] []", 1, 4},
      {"[{} {}]", 1, 5},
  }));
  CAPTURE(given);
  const Failure failure = read_json_ld({given, "v.jsonld"}, [](auto&&...) {});
  REQUIRE(failure);
  CHECK(failure->code == "text/json");
  CHECK(failure->line == static_cast<std::uint32_t>(line));
  CHECK(failure->column == static_cast<std::uint32_t>(column));
}

TEST_CASE("JSON-LD: a graph may be of any length, a node of 16 MiB", "[gazetteer][import]") {
  const std::string half(kMaxNodeBytes / 2, 'x');
  const std::string node = R"({"http://e/p": ")" + half + "\"}";
  std::size_t count = 0;
  const auto read = [&](const std::string& document) {
    count = 0;
    return read_json_ld({document, "v.jsonld"}, [&](auto&&...) { ++count; });
  };
  CHECK_FALSE(read("{\"@graph\": [" + node + ", " + node + ", " + node + "]}"));
  CHECK(count == 3);
  CHECK_FALSE(read("[" + node + ", " + node + "]"));
  CHECK(count == 2);
  const Failure failure = read("[{},\n {\"@graph\": {\"http://e/p\": [\"" + half + half + "\"]}}]");
  REQUIRE(failure);
  CHECK(failure->message == "a node is longer than 16 MiB");
  CHECK(failure->line == 2);
  CHECK(failure->column == 13);
}

TEST_CASE("JSON-LD: deep nesting is refused", "[gazetteer][import]") {
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  CHECK(read(deep) == "invalid JSON: nested too deeply");
  CHECK(read("{\"@graph\": " + deep + "}") == "invalid JSON: nested too deeply");
  CHECK(read("{\"http://e/p\": " + deep + "}") == "invalid JSON: nested too deeply");
}

TEST_CASE("JSON-LD: a context without end is refused", "[gazetteer][import]") {
  std::string chain = "{\"w0\": \"http://e/\"", many = "{\"w\": \"http://e/\"";
  for (int i = 1; i < 40; ++i)
    chain.insert(1, "\"w" + std::to_string(i) + "\": \"w" + std::to_string(i - 1) + "\", ");
  for (int i = 0; i < 10'000; ++i) many += ", \"" + std::to_string(i) + "\": null";
  CHECK(read(chain + "}", "\"@id\": \"e:a\"").find("is defined by a chain of more than 20 words") !=
        std::string::npos);
  CHECK(read(many + "}", "\"@id\": \"e:a\"") == "the context has more than 10,000 words");
}

}  // namespace
}  // namespace waymark::gazetteer
