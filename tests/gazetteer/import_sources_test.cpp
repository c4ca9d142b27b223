// SPDX-License-Identifier: Apache-2.0
// The forms in which others hand gazetteers on. Every table has an emoji, Hangul and a combining
// mark somewhere before what is asked for.
#include <sys/stat.h>

#include <memory>
#include <string>
#include <vector>

#include "gazetteer/catalog.h"
#include "gazetteer/import.h"
#include "gazetteer/search.h"
#include "support/catch.h"
#include "support/temp_dir.h"

namespace waymark::gazetteer {
namespace {

class Imported {
 public:
  Imported(TableForm form, const std::string& table, const std::string& label = "PLACE",
           const GeoNamesTables& beside = {}, const std::string& file = "table") {
    ImportOptions options;
    options.form = form;
    options.label = label;
    options.source = "towns";
    auto bytes = import_table({table, file}, beside, options, report);
    if (!bytes) {
      failure = bytes.error().front();
      return;
    }
    auto index = Index::open(std::make_shared<const std::string>(*std::move(bytes)), "towns.wmg");
    REQUIRE(index);
    auto joined = Catalog::join({*index}, nullptr);
    REQUIRE(joined);
    catalog = *joined;
  }

  /// The ids of the entries that a name can mean.
  [[nodiscard]] std::string ids_of(std::string_view name) const {
    std::string ids;
    for (const FormId form : find_forms(*catalog, name))
      ids += (ids.empty() ? "" : " ") + catalog->entry(catalog->form(form).entry).id;
    return ids;
  }
  /// "LABEL kind in parent (lat, lon)" of an entry.
  [[nodiscard]] std::string describe(std::string_view id) const {
    const auto number = catalog->find(id);
    if (!number) return "none";
    const EntryView entry = catalog->entry(*number);
    std::string text = catalog->schema().label(entry.label).name;
    text += ' ' + catalog->schema().kind(entry.kind).name;
    if (entry.parent != kNoEntry) text += " in " + catalog->entry(entry.parent).id;
    for (const auto& [scheme, other] : entry.ids) text += ' ' + scheme + ':' + other;
    if (entry.from != 0 || entry.to != 0)
      text += ' ' + std::to_string(entry.from) + '-' + std::to_string(entry.to);
    return text;
  }
  [[nodiscard]] std::vector<std::string> faults() const {
    std::vector<std::string> codes;
    for (const Diagnostic& fault : report.diagnostics)
      codes.push_back(std::to_string(fault.line) + ' ' + fault.code);
    return codes;
  }

  std::shared_ptr<const Catalog> catalog;
  ImportReport report;
  Diagnostic failure;
};

using Faults = std::vector<std::string>;

std::string geonames_row(const std::string& id, const std::string& name, const std::string& code,
                         const std::string& division1, const std::string& division2) {
  return id + '\t' + name + '\t' + name + "\t\U0001F3D4,e\u0301,\uD61C\uC0B0\t41.4\t128.2\tP\t" +
         code + "\tKP\t\t" + division1 + '\t' + division2 +
         "\t\t\t9000\t\t713\tAsia/Pyongyang\t2020\n";
}

TEST_CASE("import: GeoNames entries lie in the divisions and countries that their codes name",
          "[gazetteer][import]") {
  const std::string first = "KP.13\tRyanggang\tRyanggang\t2044245\n";
  const std::string second = "KP.13.7\tHyesan-si\tHyesan-si\t11\n";
  const std::string countries =
      "#ISO\n"
      "KP\tPRK\t408\tKN\tNorth Korea\tPyongyang\t1\t1\tAS\t.kp\tKPW\tWon\t850\t\t\tko-KP\t1873107\t"
      "CN,KR,RU\t\n";
  GeoNamesTables beside;
  beside.divisions = {{first, "admin1CodesASCII.txt"}, {second, "admin2Codes.txt"}};
  beside.countries = Table{countries, "countryInfo.txt"};
  const Imported towns(TableForm::kGeoNames,
                       geonames_row("1", "Hyesan", "PPLA", "13", "7") +
                           geonames_row("2", "Samjiyon", "PPL", "13", "99") +
                           geonames_row("3", "Somewhere", "PPL", "77", ""),
                       "PLACE", beside);
  CHECK(towns.report.bad_rows == 0);
  CHECK(towns.describe("geonames.1") == "PLACE ppla in geonames.11 geonames:1");
  CHECK(towns.describe("geonames.2") == "PLACE ppl in geonames.2044245 geonames:2");
  CHECK(towns.describe("geonames.3") == "PLACE ppl in geonames.1873107 geonames:3");
  CHECK(towns.describe("geonames.11") == "PLACE adm2 in geonames.2044245 geonames:11");
  CHECK(towns.describe("geonames.2044245") == "PLACE adm1 in geonames.1873107 geonames:2044245");
  CHECK(towns.ids_of("North Korea") == "geonames.1873107");
}

TEST_CASE("import: GeoNames names by language and ids of others come from the table beside",
          "[gazetteer][import]") {
  const std::string alternates =
      "\xEF\xBB\xBF"
      "90\t1\tko\t\uD61C\uC0B0\uC2DC\t1\t\t\t\t\t\n"
      "91\t1\tru\tХесан\t\t\t\t\t\t\n"
      "92\t1\twkdt\tQ500\t\t\t\t\t\t\n"
      "93\t1\tlink\thttps://example.org\t\t\t\t\t\t\n"
      "96\t1\tlauc\tDE123\t\t\t\t\t\t\n"
      "94\t2\ten\tElsewhere\t\t\t\t\t\t\n"
      "95\tshort\n";
  GeoNamesTables beside;
  beside.alternate_names = Table{alternates, "alternateNamesV2.txt"};
  const Imported towns(TableForm::kGeoNames, geonames_row("1", "Hyesan", "PPLA", "13", ""), "PLACE",
                       beside);
  CHECK(towns.faults() == Faults{"7 gazetteer/bad-row"});
  CHECK(towns.ids_of("DE123").empty());
  CHECK(towns.catalog->entry(0).ko == "\uD61C\uC0B0\uC2DC");
  CHECK(towns.ids_of("Хесан") == "geonames.1");
  CHECK(towns.ids_of("Elsewhere").empty());
  CHECK(towns.describe("geonames.1") == "PLACE ppla geonames:1 wikidata:Q500");
}

TEST_CASE("import: Wikidata's entities bring names, kind, container, place and other ids",
          "[gazetteer][import]") {
  const std::string entity =
      R"({"type":"item","id":"Q500","labels":{"en":{"language":"en","value":"Hyesan"},)"
      "\"ko\":{\"value\":\"\uD61C\uC0B0\uC2DC\"}},"
      "\"aliases\":{\"en\":[{\"value\":\"\U0001F3D4 Keizan e\u0301\"},{\"value\":\"Hyesanjin\"}]},"
      R"("claims":{"P31":[{"rank":"deprecated","mainsnak":{"datavalue":{"value":{"id":"Q1"}}}},)"
      R"({"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q515"}}}}],)"
      R"("P131":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q501"}}}}],)"
      R"("P625":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"latitude":41.4,"longitude":128.2}}}}],)"
      R"("P1082":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"amount":"+192680"}}}}],)"
      R"("P1566":[{"rank":"normal","mainsnak":{"datavalue":{"value":"1877449"}}}]}})";
  const std::string province = R"({"id":"Q501","labels":{"en":{"value":"Ryanggang"}}})";
  const Imported towns(TableForm::kWikidata,
                       "[\n" + entity + ",\n" + province + ",\n{\"labels\":{}}\n]\n");
  CHECK(towns.faults() == Faults{"4 gazetteer/bad-row"});
  CHECK(towns.describe("wikidata.Q500") ==
        "PLACE Q515 in wikidata.Q501 wikidata:Q500 geonames:1877449");
  CHECK(towns.ids_of("Hyesanjin") == "wikidata.Q500");
  CHECK(towns.ids_of("\uD61C\uC0B0\uC2DC") == "wikidata.Q500");
  CHECK(towns.catalog->entry(*towns.catalog->find("wikidata.Q500")).lat);
}

TEST_CASE("import: properties and lexemes of a dump of Wikidata are no entries",
          "[gazetteer][import]") {
  const Imported towns(
      TableForm::kWikidata,
      R"({"type":"property","id":"P31","labels":{"en":{"value":"instance of"}}},)"
      "\n"
      R"({"type":"lexeme","id":"L1","lemmas":{"en":{"value":"\uD83D\uDE00"}}},)"
      "\n"
      R"({"type":"item","id":"Q500","labels":{"zxx":{"value":"!"},"ko":{"value":"혜산"}}})"
      "\n");
  CHECK(towns.faults().empty());
  CHECK(towns.catalog->entry_count() == 1);
  CHECK(towns.ids_of("혜산") == "wikidata.Q500");
}

TEST_CASE("import: what Wikidata's API answers holds several entities", "[gazetteer][import]") {
  const Imported towns(TableForm::kWikidata,
                       R"({"entities":{"Q1":{"id":"Q1","labels":{"en":{"value":"Hyesan"}}},)"
                       R"("Q2":{"id":"Q2","labels":{"en":{"value":"Musan"}}}}})");
  CHECK(towns.ids_of("Musan") == "wikidata.Q2");
}

TEST_CASE("import: Linked Places bring names by language, types, years, relations and links",
          "[gazetteer][import]") {
  const std::string feature =
      R"({"type":"Feature","@id":"http://example.org/places/7","properties":{"title":"Kapsan"},)"
      R"("when":{"timespans":[{"start":{"in":"1413"},"end":{"latest":"1895-05-26"}}]},)"
      "\"names\":[{\"toponym\":\"\uAC11\uC0B0\",\"lang\":\"ko\"},{\"toponym\":\"\U0001F600 "
      "Kapsa\u0301n\"},"
      R"({"toponym":"Kozan","lang":"ja"}],"types":[{"identifier":"aat:300000774","label":"county seat"}],)"
      R"("geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[128.3,41.1]}]},)"
      R"("relations":[{"relationType":"gvp:broaderPartitive","relationTo":"http://example.org/places/1"}],)"
      R"("links":[{"type":"closeMatch","identifier":"gn:2042988"},{"type":"seeAlso","identifier":"x:y"}]})";
  const std::string province =
      R"({"type":"Feature","@id":"http://example.org/places/1","properties":{"title":"Hamgyong"}})";
  const std::string expected =
      "PLACE county-seat in http://example.org/places/1 gn:2042988 1413-1895";
  SECTION("as one collection") {
    const Imported towns(TableForm::kLinkedPlaces, R"({"type":"FeatureCollection","features":[)" +
                                                       feature + "," + province + ",{}]}");
    CHECK(towns.describe("http://example.org/places/7") == expected);
    CHECK(towns.ids_of("Kozan") == "http://example.org/places/7");
    CHECK(towns.faults() == Faults{"1 gazetteer/bad-row"});
  }
  SECTION("a feature a line") {
    const Imported towns(TableForm::kLinkedPlaces, feature + "\n" + province + "\n{\n");
    CHECK(towns.describe("http://example.org/places/7") == expected);
    CHECK(towns.faults() == Faults{"3 text/json"});
  }
  SECTION("a collection that is cut off gives its place") {
    const Imported towns(TableForm::kLinkedPlaces,
                         "{\"type\":\"FeatureCollection\",\n\"features\":[");
    CHECK(towns.failure.code == "text/json");
    CHECK(towns.failure.line == 2);
  }
}

constexpr const char* kTurtle =
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .\n"
    "<http://example.org/kapsan> a skos:Concept ;\n"
    "  skos:prefLabel \"Kapsan\"@en, \"\uAC11\uC0B0\"@ko ;\n"
    "  skos:altLabel \"\U0001F600 Kapsa\u0301n\" ; skos:hiddenLabel \"Kabsan\" ;\n"
    "  skos:notation \"K7\" ; geo:lat \"41.1\" ; geo:long \"128.3\" ;\n"
    "  skos:broader <http://example.org/hamgyong> .\n"
    "<http://example.org/hamgyong> skos:prefLabel \"Hamgyong\"@en .\n";

TEST_CASE("import: SKOS concepts bring preferred, alternative and hidden labels",
          "[gazetteer][import]") {
  const Imported towns(TableForm::kSkos, kTurtle);
  CHECK(towns.describe("http://example.org/kapsan") ==
        "PLACE  in http://example.org/hamgyong notation:K7");
  CHECK(towns.ids_of("Kabsan") == "http://example.org/kapsan");
  CHECK(towns.ids_of("\uAC11\uC0B0") == "http://example.org/kapsan");
}

TEST_CASE("import: SKOS is read as RDF/XML too, and what is no RDF is told by its line",
          "[gazetteer][import]") {
  const Imported towns(
      TableForm::kSkos,
      "<?xml version=\"1.0\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
      "xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\">\n<skos:Concept "
      "rdf:about=\"http://example.org/a\"><skos:prefLabel xml:lang=\"en\">Kapsan</skos:prefLabel>"
      "</skos:Concept>\n</rdf:RDF>\n");
  CHECK(towns.ids_of("Kapsan") == "http://example.org/a");
  const Imported broken(TableForm::kSkos, std::string(kTurtle) + "<http://example.org/x> skos:\n");
  CHECK(broken.failure.code == "gazetteer/bad-rdf");
  CHECK(broken.failure.line >= 9);
}

TEST_CASE("import: SKOS faults are told by their lines, schemes and collections are no entries",
          "[gazetteer][import]") {
  const Imported towns(
      TableForm::kSkos,
      std::string(kTurtle) +
          "<http://example.org/all> a skos:ConceptScheme ; skos:prefLabel \"Places\" .\n"
          "<http://example.org/far> skos:prefLabel \"Far\" ; geo:lat \"95\" .\n"
          "<http://example.org/kapsan> skos:narrower <http://example.org/camp> .\n"
          "<http://example.org/camp> skos:prefLabel \"Camp Kapsan\" .\n");
  CHECK(towns.ids_of("Places").empty());
  CHECK(towns.describe("http://example.org/camp") == "PLACE  in http://example.org/kapsan");
  CHECK(towns.faults() == Faults{"10 gazetteer/bad-number"});
}

TEST_CASE("import: SKOS is read as JSON-LD too", "[gazetteer][import]") {
  const Imported towns(TableForm::kSkos, R"({
 "@context": {"skos": "http://www.w3.org/2004/02/skos/core#",
              "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#", "ex": "http://example.org/"},
 "@graph": [
  {"@id": "ex:kapsan", "@type": "skos:Concept",
   "skos:prefLabel": [{"@value": "Kapsan", "@language": "en"}, {"@value": "갑산", "@language": "ko"}],
   "skos:altLabel": "\ud83d\ude00 Kapsa\u0301n", "skos:hiddenLabel": {"@value": "Kabsan"},
   "skos:notation": "K7", "geo:lat": 41.1, "geo:long": "128.3",
   "skos:broader": {"@id": "ex:hamgyong", "skos:prefLabel": "Hamgyong"}},
  {"@id": "ex:all", "@type": ["skos:ConceptScheme"], "skos:prefLabel": "Places"}]})");
  CHECK(towns.describe("http://example.org/kapsan") ==
        "PLACE  in http://example.org/hamgyong notation:K7");
  CHECK(towns.ids_of("Kabsan") == "http://example.org/kapsan");
  CHECK(towns.ids_of("갑산") == "http://example.org/kapsan");
  CHECK(towns.ids_of("Hamgyong") == "http://example.org/hamgyong");
  CHECK(towns.ids_of("Places").empty());
  const Imported turtle(TableForm::kSkos,
                        "[ a <http://example.org/x> ] .\n" + std::string(kTurtle));
  CHECK(turtle.ids_of("Kabsan") == "http://example.org/kapsan");
}

TEST_CASE(
    "import: concepts without an id, without a label or with a relative id are left out and told",
    "[gazetteer][import]") {
  const Imported json(TableForm::kSkos, R"({"@context":
 {"skos": "http://www.w3.org/2004/02/skos/core#", "ex": "http://example.org/"}, "@graph": [
 {"skos:prefLabel": "Nameless 혜"},
 {"@id": "_:b", "skos:altLabel": "Blank"},
 {"@id": "kapsan", "skos:prefLabel": "Relative"},
 {"@id": "ex:a", "skos:prefLabel": "Inside", "skos:broader": {"@id": "kapsan"}},
 {"@id": "ex:b", "skos:prefLabel": "Same", "skos:exactMatch": {"@id": "kapsan"}},
 {"@id": "ex:c", "@type": "skos:Concept"},
 {"@id": "ex:good", "skos:prefLabel": "Good", "skos:broader": {"@id": "_:b"}, "skos:exactMatch": {},
  "skos:inScheme": {"@id": ""}, "http://example.org/see": [{"@id": "kapsan"}]},
 {"@id": "", "@type": "skos:ConceptScheme", "skos:prefLabel": "All"},
 {"@type": "skos:Collection", "skos:prefLabel": "Some", "skos:member": {"@id": "ex:good"}}]})");
  CHECK(json.faults() == Faults{"3 gazetteer/no-id", "4 gazetteer/no-id", "5 gazetteer/relative-id",
                                "6 gazetteer/relative-id", "7 gazetteer/relative-id",
                                "8 gazetteer/no-name"});
  CHECK(json.report.bad_rows == 6);
  CHECK(json.report.rows == 7);
  CHECK(json.describe("http://example.org/good") == "PLACE ");
  const Imported turtle(TableForm::kSkos, std::string(kTurtle) +
                                              "[] skos:prefLabel \"Nameless\" .\n"
                                              "_:b a skos:Collection ; skos:prefLabel \"Some\" .\n"
                                              "[] skos:definition \"only said\" .\n");
  CHECK(turtle.faults() == Faults{"9 gazetteer/no-id"});
}

TEST_CASE("import: labels that are things of their own are told, also beside what contains what",
          "[gazetteer][import]") {
  const Imported labels(TableForm::kSkos,
                        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
                        "<http://e/a> a skos:Concept ; skos:broader <http://e/b> ;\n"
                        "  <http://www.w3.org/2008/05/skos-xl#prefLabel> <http://e/l> .\n");
  CHECK(labels.failure.code == "gazetteer/skos-xl");
}

TEST_CASE(
    "import: what Raptor says of a word doesn't show all of it, and what it can't bear is told",
    "[gazetteer][import]") {
  const std::string word = std::string(200'000, ':');
  CHECK(Imported(TableForm::kSkos, word).failure.message.size() < 210);
  const std::string tag = "skos:prefLabel \"Kapsan\"@" + std::string(300, 'a') + " .\n";
  CHECK(Imported(TableForm::kSkos, kTurtle + ("<http://e/a> " + tag)).failure.message ==
        "a language tag is longer than 100 bytes");
  CHECK(Imported(TableForm::kSkos, "<rdf:RDF xml:lang='&l;'/>").failure.code ==
        "gazetteer/bad-rdf");
}

TEST_CASE("import: SKOS that is JSON is told as JSON", "[gazetteer][import]") {
  const auto failure_of = [](const std::string& table, const std::string& file) {
    const Diagnostic failure = Imported(TableForm::kSkos, table, "PLACE", {}, file).failure;
    return failure.code + ": " + failure.message;
  };
  const std::string no_names = "gazetteer/no-names: no row gave a name";
  CHECK(failure_of("", "v.jsonld") == "text/json: invalid JSON: expected a value");
  CHECK(failure_of("null", "v.jsonld.gz") == "gazetteer/json-ld: a document holds objects");
  CHECK(failure_of("@prefix", "v.jsonld") == "text/json: invalid JSON: expected a value");
  CHECK(failure_of(" [ ]\n", "-") == no_names);
  CHECK(failure_of("[[]]", "-") == "gazetteer/json-ld: a document holds objects");
  CHECK(failure_of("{}", "-") == no_names);
  CHECK(failure_of("[] a <http://e/x> .", "-") == no_names);  // Turtle
  CHECK(failure_of("", "v.ttl") == no_names);
}

TEST_CASE("import: JSON-LD that isn't read is told by its place, and how to convert it",
          "[gazetteer][import]") {
  const Imported json(TableForm::kSkos,
                      "[{\"@id\": \"http://example.org/\uD61C\"},\n {\"@context\": "
                      "\"https://example.org/skos.json\", \"@id\": \"e\u0301\"}]");
  CHECK(json.failure.code == "gazetteer/json-ld");
  CHECK(json.failure.line == 2);
  CHECK(json.failure.column == 15);
  CHECK(json.failure.message ==
        "the context 'https://example.org/skos.json' stands elsewhere, and nothing is fetched");
  CHECK(json.failure.hint == "'rdfpipe -i json-ld -o turtle FILE' of RDFLib converts it");
  CHECK(Imported(TableForm::kSkos, "{\"@id\": 혜}").failure.code == "text/json");
}

TEST_CASE("import: EntityRuler patterns of one id are one entry, with the labels that they say",
          "[gazetteer][import]") {
  const std::string patterns =
      "{\"label\": \"GPE\", \"pattern\": \"\U0001F3D4 Hyesa\u0301n\", \"id\": \"hyesan\"}\n"
      R"({"label": "GPE", "pattern": [{"LOWER": "hyesan"}, {"ORTH": "City"}], "id": "hyesan"})"
      "\n"
      R"({"label": "ORG", "pattern": "Rodong Sinmun"})"
      "\n"
      R"({"label": "ORG", "pattern": [{"LOWER": "daily"}, {"IS_TITLE": true}]})"
      "\n"
      R"({"pattern": "Nobody"})"
      "\n";
  const Imported towns(TableForm::kEntityRuler, patterns, "");
  CHECK(towns.faults() == Faults{"4 gazetteer/not-a-name", "5 gazetteer/bad-row"});
  CHECK(towns.ids_of("hyesan city") == "hyesan");
  CHECK(towns.describe("hyesan") == "GPE ");
  CHECK(towns.describe(towns.ids_of("Rodong Sinmun")) == "ORG ");
}

TEST_CASE("import: a GATE definition brings the lists beside it", "[gazetteer][import]") {
  const test::TempDir folder;
  folder.write("city.lst",
               "\U0001F600 Hyesa\u0301n\nMusan\tid=m1\tpopulation=9000\n\n\uD61C\uC0B0\nBad\xFF\n");
  folder.write("press.lst", "Daily NK\n");
  const std::string file = folder.write("lists.def", "");
  const Imported lists(TableForm::kGate,
                       "city.lst:location:city:en:Place\npress.lst:organization\n", "", {}, file);
  folder.write("marked.lst", "\xEF\xBB\xBFSinuiju\n");
  const Imported marked(TableForm::kGate, "marked.lst:town\n", "", {}, file);
  CHECK(marked.ids_of("Sinuiju") == "towns.Sinuiju");
  CHECK(lists.describe("m1") == "Place city");
  CHECK(lists.describe(lists.ids_of("Daily NK")) == "Lookup organization");
  CHECK(lists.faults() == Faults{"5 gazetteer/invalid-utf8"});
}

TEST_CASE("import: what a GATE definition names that is no list beside it is told by its line",
          "[gazetteer][import]") {
  const test::TempDir folder;
  folder.write("city.lst", "Hyesan\n");
  const std::string file = folder.write("lists.def", "");
  const std::string given = GENERATE(as<std::string>(), "../secret.lst:x", ":x", "/city.lst:x",
                                     std::string("city.lst\0:x", 12), std::string(300, 'x'));
  const Diagnostic bad =
      Imported(TableForm::kGate, "city.lst:x\n\n" + given + "\n", "", {}, file).failure;
  CHECK(bad.code == "gazetteer/bad-list");
  CHECK(bad.line == 3);
  REQUIRE(::mkfifo((folder.path() / "pipe.lst").c_str(), 0600) == 0);
  for (const std::string name : {"none.lst", "pipe.lst"}) {
    const Diagnostic failure =
        Imported(TableForm::kGate, "\n" + name + ":x\n", "", {}, file).failure;
    CHECK(failure.code == "gazetteer/cannot-open");
    CHECK(failure.hint == "line 2 of '" + file + "' names it");
  }
}

TEST_CASE("import: a table may say the label of each row", "[gazetteer][import]") {
  const Imported towns(TableForm::kCsv, "name,label\nHyesan,PLACE\nRodong Sinmun,AGENCY\nNobody,\n",
                       "");
  CHECK(towns.describe(towns.ids_of("Rodong Sinmun")) == "AGENCY ");
  CHECK(towns.faults() == Faults{"4 gazetteer/bad-label"});
}

}  // namespace
}  // namespace waymark::gazetteer
