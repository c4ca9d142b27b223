// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/rdf_guard.h"

#include <string>

#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

std::string describe(const Failure& fault) {
  return fault ? std::to_string(fault->line) + ": " + fault->message : "";
}
std::string turtle(const std::string& bytes) { return describe(check_turtle({bytes, "v.ttl"})); }
std::string xml(const std::string& bytes) { return describe(check_rdf_xml({bytes, "v.rdf"})); }

std::string repeat(const std::string& piece, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += piece;
  return all;
}

TEST_CASE("RDF: of Turtle long language tags and words without an end are refused",
          "[gazetteer][import]") {
  const std::string tag(100, 'a'), word(10'000, 'a');
  CHECK(turtle("e:a e:b \"혜\"@" + tag + ", \"혜\"@ko-KR .").empty());
  CHECK(turtle("\ne:a e:b \"혜\"@" + tag + "a .") == "2: a language tag is longer than 100 bytes");
  CHECK(turtle("e:a e:b \"" + repeat(word + " ", 3) + "\" .").empty());
  CHECK(turtle("\n\n" + word + "a") == "3: a word is longer than 10,000 letters");
  CHECK(turtle(repeat("a.", 6000)) == "1: a word is longer than 10,000 letters");
  CHECK(turtle(repeat("혜", 20'000)).empty());
}

TEST_CASE("RDF: of XML long language tags are refused, and what could hide one",
          "[gazetteer][import]") {
  const std::string tag(100, 'a');
  const std::string long_tag = "1: a language tag is longer than 100 bytes";
  CHECK(xml("<a xml:lang=\"ko\"><b xml:lang = '" + tag + "'/></a>").empty());
  CHECK(xml("<a xml:lang=\"" + tag + "a\"/>") == long_tag);
  CHECK(xml("<a xml:lang='" + tag + "\"'/>") == long_tag);
  CHECK(xml("<a xml:lang='ko'/><b xml:lang='" + tag + tag) == long_tag);
  CHECK(xml("<a xml:lang='&l;'/>") == "1: a language tag holds an entity");
  CHECK(xml("<!DOCTYPE a [<!ENTITY skos \"http://e/\">\n<!ENTITY e 'http://e/'>]>").empty());
  const std::string markup = "1: an entity that stands for markup is not read";
  CHECK(xml("<!DOCTYPE a [<!ENTITY l '<b xml&#58;lang=\"x\"/>'>]>") == markup);
  CHECK(xml("<!DOCTYPE a [<!ENTITY l 'xml&#58;lang'>]>") == markup);
  CHECK(xml("<!DOCTYPE a [<!ENTITY % l 'x'>]>") == markup);
  CHECK(xml("<!DOCTYPE a [<!ATTLIST a xml:lang CDATA 'ko'>]>") ==
        "1: declarations of attributes are not read");
}

TEST_CASE("RDF: encodings in which markup is written otherwise are refused",
          "[gazetteer][import]") {
  CHECK(xml("<?xml version='1.0' encoding='UTF-8'?><a/>").empty());
  CHECK(xml("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>").empty());
  CHECK(xml("<?xml version='1.0'?><a encoding='UTF-7'/>").empty());
  CHECK(xml("<?xml version='1.0' encoding='UTF-7'?><a/>") ==
        "1: the encoding is not read; convert the file to UTF-8");
}

TEST_CASE("RDF: elements in each other have an end", "[gazetteer][import]") {
  CHECK(xml(repeat("<a><b/></a>", 5000)).empty());
  CHECK(xml(repeat("<a>", 1000) + repeat("</a>", 1000)).empty());
  CHECK(xml(repeat("<a>", 1001)) == "1: more than 1,000 elements in each other");
  CHECK(xml("<").empty());
}

}  // namespace
}  // namespace waymark::gazetteer
