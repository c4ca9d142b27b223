// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/import.h"

#include <memory>
#include <string>
#include <vector>

#include "describe.h"
#include "gazetteer/catalog.h"
#include "gazetteer/form_evidence.h"
#include "gazetteer/search.h"
#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

struct Imported {
  std::shared_ptr<const Catalog> catalog;
  ImportReport report;
  std::string bytes;
};

ImportOptions options_for(TableForm form, ColumnMap columns = {}) {
  ImportOptions options;
  options.form = form;
  options.label = "PLACE";
  options.source = "towns";
  options.columns = std::move(columns);
  return options;
}

Imported import(const std::string& table, const ImportOptions& options) {
  Imported result;
  auto bytes = import_table({table, "towns.txt"}, {}, options, result.report);
  if (!bytes) FAIL(bytes.error().front().message);
  result.bytes = *bytes;
  auto index = Index::open(std::make_shared<const std::string>(*bytes), "towns.wmg");
  REQUIRE(index);
  CHECK(index->verify());
  auto catalog = Catalog::join({*index}, nullptr);
  REQUIRE(catalog);
  result.catalog = *catalog;
  return result;
}

/// The ids of the entries that a name can mean.
std::string ids_of(const Catalog& catalog, std::string_view name) {
  std::string ids;
  for (const FormId form : find_forms(catalog, name))
    ids += (ids.empty() ? "" : " ") + catalog.entry(catalog.form(form).entry).id;
  return ids;
}

/// "line:column code" of each fault.
std::vector<std::string> faults_of(const std::string& table, const ImportOptions& options) {
  ImportReport report;
  (void)import_table({table, "towns.txt"}, {}, options, report);
  std::vector<std::string> faults;
  for (const Diagnostic& fault : report.diagnostics)
    faults.push_back(std::to_string(fault.line) + ':' + std::to_string(fault.column) + ' ' +
                     fault.code);
  return faults;
}

std::string code_of_failure(const std::string& table, const ImportOptions& options) {
  ImportReport report;
  auto bytes = import_table({table, "towns.txt"}, {}, options, report);
  return bytes ? "imported" : bytes.error().front().code;
}

using Faults = std::vector<std::string>;

TEST_CASE(
    "import: names of a list that make one id are spellings of one entry, which the first names",
    "[gazetteer][import]") {
  const auto [first, second] = GENERATE(table<std::string, std::string>({{"Ann Lee", "Ann-Lee"},
                                                                         {"Ann-Lee", "Ann Lee"},
                                                                         {"A B-C", "A-B C"},
                                                                         {"Ann -Lee", "Ann- Lee"},
                                                                         {"Of-the", "Of the"}}));
  CAPTURE(first);
  const Imported both = import(first + "\n혜산\n" + second + "\n" + second + "\n" + first + "\n",
                               options_for(TableForm::kLines));
  CHECK(both.report.repeated == 2);
  CHECK(both.catalog->entry_count() == 2);
  const std::string id = ids_of(*both.catalog, second);
  CHECK(ids_of(*both.catalog, first) == id);
  REQUIRE(both.catalog->find(id));
  CHECK(both.catalog->entry(*both.catalog->find(id)).name == first);
}

TEST_CASE("import: a plain list is one entry a line, and a name that stands twice is one",
          "[gazetteer][import]") {
  const Imported towns =
      import("\xEF\xBB\xBFHyesan\r\n\n  Samjiyon \nHyesan\n혜산시\n\U0001F3D4 Camp\n",
             options_for(TableForm::kLines));
  CHECK(towns.catalog->entry_count() == 4);
  CHECK(towns.report.repeated == 1);
  CHECK(ids_of(*towns.catalog, "hyesan") == "towns.Hyesan");
  CHECK(ids_of(*towns.catalog, "혜산시") == "towns.혜산시");
  const EntryView entry = towns.catalog->entry(*towns.catalog->find("towns.Samjiyon"));
  CHECK(entry.name == "Samjiyon");
  CHECK(entry.source == "towns");
  CHECK(towns.catalog->entry(*towns.catalog->find("towns.혜산시")).ko == "혜산시");
}

TEST_CASE("import: columns of a table are mapped to fields", "[gazetteer][import]") {
  const Imported towns = import(
      "Nr;Ort;Andere;Y;X;Art;In\n"
      "7;Hyesan;\"Hye San;Hyesanjin\";41.4;128.17;city;1\n"
      "1;Ryanggang;;;;;\n",
      options_for(TableForm::kCsv, {{"id", "Nr"},
                                    {"name", "Ort"},
                                    {"aliases", "Andere"},
                                    {"lat", "Y"},
                                    {"lon", "X"},
                                    {"kind", "Art"},
                                    {"parent", "In"},
                                    {"ids.nr", "Nr"}}));
  const Catalog& catalog = *towns.catalog;
  CHECK(ids_of(catalog, "Hyesanjin") == "7");
  const EntryView hyesan = catalog.entry(*catalog.find("7"));
  CHECK(catalog.schema().kind(hyesan.kind).name == "city");
  CHECK(catalog.schema().label(hyesan.label).name == "PLACE");
  CHECK(catalog.lies_in(*catalog.find("7"), *catalog.find("1")));
  REQUIRE(hyesan.lat);
  CHECK_THAT(*hyesan.lat, Catch::Matchers::WithinAbs(41.4, 1e-6));
  REQUIRE(hyesan.ids.size() == 1);
  CHECK(hyesan.ids[0] == std::pair<std::string, std::string>("nr", "7"));
}

TEST_CASE("import: quoted fields hold delimiters, quotes and line breaks", "[gazetteer][import]") {
  const Imported towns =
      import("name,aliases\n\"Saint \"\"X\"\", Upper\",\"Alpha|\nBeta\"\r\nLast,\n",
             options_for(TableForm::kCsv));
  CHECK(towns.report.bad_rows == 0);
  CHECK(ids_of(*towns.catalog, "Beta") == "towns.Saint-\"X\",-Upper");
  CHECK(ids_of(*towns.catalog, "Last") == "towns.Last");
}

TEST_CASE("import: a malformed row is left out and told by its place", "[gazetteer][import]") {
  const ImportOptions table = options_for(TableForm::kTsv);
  CHECK(faults_of(
            "id\tname\tlat\tlon\n1\t한글\u0301\tx\t0\n2\tGood\t1\t2\n2\tTwice\t1\t2\n3\tHalf\t1\t\n"
            "4\tMore\t1\t2\t5\n5\t\t1\t2\n6\tFar\t91\t2\n",
            table) == Faults{"2:7 gazetteer/bad-number", "4:1 gazetteer/duplicate-id",
                             "5:1 gazetteer/half-place", "6:12 gazetteer/extra-field",
                             "7:1 gazetteer/no-name", "8:7 gazetteer/bad-number"});
  CHECK(faults_of("Good\nBad\xFF\n\U0001F600 \x01\n!!\n", options_for(TableForm::kLines)) ==
        Faults{"2:1 gazetteer/invalid-utf8", "3:1 gazetteer/control-character"});
  CHECK(faults_of("name\nA town\n\"open\n", options_for(TableForm::kCsv)) ==
        Faults{"3:1 gazetteer/open-quote"});
  CHECK(faults_of("{\"name\": \"Good\"}\n[1]\n{\"name\": \"\U0001F600\", \"id\": {}}\n{\n",
                  options_for(TableForm::kJsonLines)) ==
        Faults{"2:1 gazetteer/expected-object", "3:21 gazetteer/expected-text", "4:2 text/json"});
}

TEST_CASE("import: what can't be used at all is refused", "[gazetteer][import]") {
  CHECK(code_of_failure("", options_for(TableForm::kLines)) == "gazetteer/no-names");
  CHECK(code_of_failure("", options_for(TableForm::kCsv)) == "gazetteer/no-header");
  CHECK(code_of_failure("name,lat\rHyesan,41\r", options_for(TableForm::kCsv)) ==
        "gazetteer/line-ends");
  CHECK(code_of_failure("name\nx y\n", options_for(TableForm::kCsv, {{"name", "nam"}})) ==
        "gazetteer/unknown-column");
  CHECK(code_of_failure("name\nx y\n", options_for(TableForm::kCsv, {{"nome", "name"}})) ==
        "gazetteer/unknown-field");
  ImportOptions unlabelled = options_for(TableForm::kLines);
  unlabelled.label = "two words";
  CHECK(code_of_failure("Hyesan\n", unlabelled) == "gazetteer/bad-label");
  unlabelled.label.clear();
  CHECK(code_of_failure("Hyesan\n", unlabelled) == "gazetteer/no-label");
}

TEST_CASE("import: a quote that never closes doesn't swallow the table", "[gazetteer][import]") {
  std::string table = "name\n\"open\n";
  for (int i = 0; i < 100'000; ++i) table += "Town number " + std::to_string(i) + '\n';
  const Imported towns = import(table, options_for(TableForm::kCsv));
  CHECK(towns.report.bad_rows == 1);
  CHECK(towns.catalog->entry_count() == 100'000);
}

TEST_CASE("import: rows of one name without ids are things of their own", "[gazetteer][import]") {
  std::string table = "name,lat,lon\n";
  for (int i = 0; i < 2000; ++i) table += "Springfield," + std::to_string(i % 90) + ",5\n";
  const Imported towns = import(table, options_for(TableForm::kCsv));
  CHECK(towns.catalog->entry_count() == 2000);
  CHECK(towns.catalog->find("towns.Springfield.2000"));
}

TEST_CASE("import: a table whose header names no column of names is refused at once",
          "[gazetteer][import]") {
  ImportReport report;
  auto bytes = import_table({"Nr,Name,\U0001F3D4e\u0301\n1,혜산,\n2,Musan,\n", "towns.csv"}, {},
                            options_for(TableForm::kCsv), report);
  REQUIRE_FALSE(bytes.has_value());
  CHECK(report.diagnostics.empty());
  CHECK(bytes.error()[0].message ==
        "no column is called 'name'; there are 'Nr', 'Name', '\U0001F3D4e\u0301'");
  CHECK(bytes.error()[0].hint.find("--columns name=Name,") == 0);
  bytes = import_table({"\xFF\xFEn\0\n\0", "towns.csv"}, {}, options_for(TableForm::kCsv), report);
  REQUIRE_FALSE(bytes.has_value());
  CHECK(bytes.error()[0].message == "the header can't be read");
  CHECK(ids_of(*import("id, name\n7, 혜산\n", options_for(TableForm::kCsv)).catalog, "혜산") ==
        "7");
}

TEST_CASE("import: the first number that is none is told, and how fractions are written",
          "[gazetteer][import]") {
  ImportReport report;
  (void)import_table({"name;lat;lon\r\n혜산;41,4;128,2\r\n", "towns.csv"}, {},
                     options_for(TableForm::kCsv), report);
  REQUIRE(report.diagnostics.size() == 1);
  CHECK(report.diagnostics[0].column == 4);
  CHECK(report.diagnostics[0].source_line == "혜산;41,4;128,2");
  CHECK(report.diagnostics[0].hint ==
        "a fraction stands behind a full stop, thousands are not parted");
}

TEST_CASE("import: of the names of one language the first stands, the others are aliases",
          "[gazetteer][import]") {
  const Imported towns =
      import("id,name.en,name,name.ko\nt.1,Hyesan,Hyesanjin,\u200B\nt.2,Musan,Musan,무산\n",
             options_for(TableForm::kCsv));
  using Names = std::vector<std::pair<std::string, std::string>>;
  CHECK(towns.report.bad_rows == 0);
  CHECK(towns.catalog->names(*towns.catalog->find("t.1")) == Names{{"en", "Hyesan"}});
  CHECK(ids_of(*towns.catalog, "Hyesanjin") == "t.1");
  CHECK(towns.catalog->names(*towns.catalog->find("t.2")) ==
        Names{{"en", "Musan"}, {"ko", "무산"}});
}

TEST_CASE("import: names and ids of JSON lines are objects", "[gazetteer][import]") {
  const Imported towns = import(
      R"({"id":"t.1","name":"혜산","names":{"en":"Hyesan","ko":"혜산","ja":null},"ids":{"iso":"\u00e9","gn":7}})"
      "\n"
      R"({"name":"Musan","names":{"ko":{}}})"
      "\n",
      options_for(TableForm::kJsonLines));
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  const EntryId hyesan = *towns.catalog->find("t.1");
  CHECK(towns.catalog->names(hyesan) == Pairs{{"ko", "혜산"}, {"en", "Hyesan"}});
  CHECK(towns.catalog->entry(hyesan).ids == Pairs{{"iso", "é"}, {"gn", "7"}});
  REQUIRE(towns.report.diagnostics.size() == 1);
  CHECK(towns.report.diagnostics[0].code == "gazetteer/expected-text");
}

TEST_CASE("import: aliases of JSON lines are a list or one text", "[gazetteer][import]") {
  const Imported towns = import(
      R"({"name": "Hyesan", "id": 7, "aliases": ["Hye San", "Hyesanjin"]})"
      "\n"
      R"({"name": "Musan", "id": "x8", "aliases": "Mosan; Moosan", "lat": 42.2, "lon": 129.2})",
      options_for(TableForm::kJsonLines));
  CHECK(ids_of(*towns.catalog, "Hyesanjin") == "7");
  CHECK(ids_of(*towns.catalog, "Moosan") == "x8");
}

TEST_CASE("import: how likely an entry is meant is said or follows from its people",
          "[gazetteer][import]") {
  const Imported towns = import(
      "name,id,population,prior\nHyesan,1,,0.8\nMusan,2,1000000,0.35\n혜산,3,1000000,\n"
      "\U0001F3D4 Camp,4,,\n",
      options_for(TableForm::kCsv));
  const auto prior_of = [&](const char* id) {
    return towns.catalog->prior(*towns.catalog->find(id));
  };
  CHECK(prior_of("1") == 0.8f);
  CHECK(prior_of("2") == 0.35f);
  CHECK(prior_of("3") > 0.6f);
  CHECK(prior_of("4") == 0.5f);
  CHECK(faults_of("name,prior\nHyesan,x\nMusan,1.5\n", options_for(TableForm::kCsv)) ==
        Faults{"2:8 gazetteer/bad-number", "3:7 gazetteer/bad-number"});
}

TEST_CASE("import: a column of aliases may say why they stand for the entry",
          "[gazetteer][import]") {
  const Imported towns = import(
      "id,name,aliases,aliases.former,aliases.abbreviation\n"
      "t.1,Hyesan,Hye San|혜진,Hyejin\\|x|혜진,HS City\n",
      options_for(TableForm::kCsv));
  CHECK(test::meanings(*towns.catalog, "Hye San") == "t.1 alias title");
  CHECK(test::meanings(*towns.catalog, "혜진") == "t.1 former title");
  CHECK(test::meanings(*towns.catalog, "Hyejin|x") == "t.1 former title");
  CHECK(test::meanings(*towns.catalog, "HS City") == "t.1 abbreviation exact");
  CHECK(code_of_failure("name,x\nA b,c\n",
                        options_for(TableForm::kCsv, {{"name", "name"}, {"aliases.old", "x"}})) ==
        "gazetteer/unknown-field");
}

TEST_CASE("import: forms of JSON lines say how names and aliases are found",
          "[gazetteer][import]") {
  ImportOptions options = options_for(TableForm::kJsonLines);
  options.id_prefix = "t.";
  const Imported towns = import(
      R"({"id":"1","name":"Reading","aliases":["Ulm","Old Reading","Of","혜\u0301산"],"from":1900,"forms":[)"
      R"({"form":"Reading","case":"any"},{"form":"Ulm","why":"exonym","needs":[{"near":{"in":"2"},"within":7}]},)"
      R"({"form":"Old Reading","why":"former","from":1800,"to":1850},{"form":"Rdng","why":"misspelling"},)"
      R"({"form":"Readings","why":"derived","scheme":"mr","derivation":"plural","lookup_only":true}]})"
      "\n"
      R"({"id":"2","name":"Musan"})"
      "\n",
      options);
  const Catalog& catalog = *towns.catalog;
  CHECK(test::meanings(catalog, "Reading") == "t.1 canonical any 1900-0");
  CHECK(test::meanings(catalog, "Ulm") == "t.1 exonym title needs 1900-0");
  CHECK(test::meanings(catalog, "Old Reading") == "t.1 former title 1800-1850");
  CHECK(test::meanings(catalog, "Rdng") == "t.1 misspelling title 1900-0");
  CHECK(test::meanings(catalog, "Readings") == "t.1 derived mr title lookup 1900-0");
  CHECK(test::meanings(catalog, "Of") == "t.1 alias title lookup 1900-0");
  const std::vector<Need> needs = catalog.needs(find_forms(catalog, "Ulm").at(0));
  REQUIRE(needs.size() == 1);
  CHECK(needs[0].value == "t.2");
  CHECK(needs[0].within == 7);
}

TEST_CASE("import: what a form can't say is told by its place", "[gazetteer][import]") {
  CHECK(
      faults_of("{\"name\": \"\U0001F600 a\", \"forms\": [{\"form\": \"한\", \"why\": \"old\"}]}\n"
                "{\"name\": \"Musan\", \"forms\": [\"Mosan\"]}\n"
                "{\"name\": \"Musan\", \"forms\": {}}\n"
                "{\"name\": \"Musan\", \"forms\": [{\"why\": \"former\"}]}\n"
                "{\"name\": \"Musan\", \"corrects\": \"no\"}\n"
                "{\"name\": \"Musan\", \"forms\": [{\"form\": \"x\", \"tags\": []}]}\n",
                options_for(TableForm::kJsonLines)) ==
      Faults{"1:48 gazetteer/bad-form", "2:29 gazetteer/bad-form", "3:28 gazetteer/bad-form",
             "4:29 gazetteer/bad-form", "5:31 gazetteer/bad-truth", "6:51 gazetteer/bad-form"});
}

TEST_CASE("import: what is said twice, and not the same, is refused and not lost",
          "[gazetteer][import]") {
  CHECK(
      faults_of(
          R"({"name":"Musan","forms":[{"form":"무산","why":"former"},{"form":" 무산","why":"exonym"}]})"
          "\n"
          R"({"name":"Musan","forms":[{"form":"무산","why":"former","why":"exonym"}]})"
          "\n"
          R"({"id":"1","name":"무산","name":"Musan"})"
          "\n"
          R"({"name":"Musan","forms":[],"forms":[]})"
          "\n",
          options_for(TableForm::kJsonLines)) ==
      Faults{"1:55 gazetteer/bad-form", "2:60 gazetteer/bad-form", "3:30 gazetteer/duplicate-key",
             "4:36 gazetteer/duplicate-key"});
  CHECK(faults_of("name,aliases.former,aliases.exonym\nMusan,무산,무산\n",
                  options_for(TableForm::kCsv)) == Faults{"2:10 gazetteer/bad-form"});
  // What says the same loses nothing.
  CHECK(
      faults_of(
          R"({"name":"Musan","forms":[{"form":"무산","to":1950},{"form":"무산","to":1950}],"x":1,"x":2})"
          "\n",
          options_for(TableForm::kJsonLines))
          .empty());
}

TEST_CASE("import: other spellings are corrected to names only where a row says so",
          "[gazetteer][import]") {
  const Imported towns = import(
      R"({"id":"1","name":"Hyesan Town","corrects":true,"forms":[{"form":"Hyejin Town","corrects":false}]})"
      "\n"
      R"({"id":"2","name":"Musan Town","forms":[{"form":"무산읍","corrects":true}]})"
      "\n",
      options_for(TableForm::kJsonLines));
  const auto is_fixed = [&](const char* name) {
    return towns.catalog->form(find_forms(*towns.catalog, name).at(0)).fixed;
  };
  CHECK_FALSE(is_fixed("Hyesan Town"));
  CHECK(is_fixed("Hyejin Town"));
  CHECK(is_fixed("Musan Town"));
  CHECK_FALSE(is_fixed("무산읍"));
}

TEST_CASE("import: rows of JSON lines may say from which gazetteer they come",
          "[gazetteer][import]") {
  const std::string table =
      "{\"id\":\"1\",\"name\":\"Hyesan\",\"source\":\"dprk.places\"}\n"
      "{\"id\":\"2\",\"name\":\"혜산\",\"source\":\"Kim 2001, p. 4\"}\n"
      "{\"id\":\"3\",\"name\":\"Musan\",\"source\":\"https://example.org/3\"}\n"
      "{\"id\":\"4\",\"name\":\"Musan e\u0301\",\"source\":\"dprk.places\"}\n";
  ImportOptions options = options_for(TableForm::kJsonLines);
  const auto sources = [&] {
    const Imported towns = import(table, options);
    std::string all;
    for (const char* id : {"1", "2", "3", "4"})
      all += towns.catalog->entry(*towns.catalog->find(id)).source + ' ';
    return all;
  };
  CHECK(sources() == "towns towns towns towns ");
  options.takes_sources = true;
  CHECK(sources() == "dprk.places towns towns dprk.places ");
}

TEST_CASE("import: a GeoNames dump needs no map", "[gazetteer][import]") {
  const std::string row =
      "1877449\tHyesan\tHyesan\tHeizan,HYE,Keizan\t41.4017\t128."
      "17782\tP\tPPLA\tKP\t\t13\t\t\t\t97794\t\t713\tAsia/Pyongyang\t2020-01-01\n";
  const Imported towns = import(row, options_for(TableForm::kGeoNames));
  const EntryView hyesan = towns.catalog->entry(*towns.catalog->find("geonames.1877449"));
  CHECK(towns.catalog->schema().kind(hyesan.kind).name == "ppla");
  CHECK(ids_of(*towns.catalog, "Keizan") == "geonames.1877449");
  CHECK(hyesan.prior > 0.5f);
  CHECK(hyesan.ids == decltype(hyesan.ids){{"geonames", "1877449"}});
}

TEST_CASE("import: the same names give the same bytes in any order of rows",
          "[gazetteer][import]") {
  const ImportOptions options = options_for(TableForm::kTsv);
  std::string forwards = import("id\tname\tkind\n1\tHyesan\tcity\n2\tMusan\tcity\n", options).bytes;
  std::string backwards =
      import("id\tname\tkind\n2\tMusan\tcity\n1\tHyesan\tcity\n", options).bytes;
  const auto content = [](std::string bytes) {
    return Index::open(std::make_shared<const std::string>(std::move(bytes)), "x")
        ->content_digest();
  };
  CHECK(content(forwards) == content(backwards));
}

TEST_CASE("import: a list that is sorted on two threads gives the same bytes each time",
          "[gazetteer][import]") {
  std::string table;
  for (int i = 0; i < 60'000; ++i) {
    const std::string number = std::to_string(i * 7919LL % 60'000);
    table += (i % 3 == 0 ? "New Hyesan " : i % 3 == 1 ? "혜산 " : "Musan") + number + "\n";
  }
  const Imported first = import(table, options_for(TableForm::kLines));
  const Imported again = import(table, options_for(TableForm::kLines));
  CHECK(first.bytes == again.bytes);
  CHECK(first.catalog->form_count() == 60'000);
  CHECK(ids_of(*first.catalog, "new hyesan 0") == "towns.New-Hyesan-0");
  CHECK(ids_of(*first.catalog, "혜산 7919") == "towns.혜산-7919");
  CHECK(ids_of(*first.catalog, "Musan") == "");
}

TEST_CASE("import: empty lines and lines without a name cost no room", "[gazetteer][import]") {
  const Imported towns =
      import(std::string(3'000'000, '\n') + "Hyesan\n \n", options_for(TableForm::kLines));
  CHECK(towns.report.rows == 1);
  CHECK(ids_of(*towns.catalog, "Hyesan") == "towns.Hyesan");
}

TEST_CASE("import: names of one key in a list are each found", "[gazetteer][import]") {
  // The id says the name as written, the key folds it.
  const Imported towns =
      import("São Tomé\nSao Tome\nSAO TOME\nSao-Tome\n", options_for(TableForm::kLines));
  CHECK(ids_of(*towns.catalog, "Sao Tome") == "towns.SAO-TOME towns.Sao-Tome towns.São-Tomé");
}

TEST_CASE("import: forms are judged by what their letters prove", "[gazetteer][import]") {
  struct Case {
    const char* form;
    FormEvidence evidence;
  };
  const Case given =
      GENERATE(Case{"Hyesan", FormEvidence::kName}, Case{"혜산", FormEvidence::kName},
               Case{"Of", FormEvidence::kSmall}, Case{"Reading", FormEvidence::kWord},
               Case{"Song", FormEvidence::kWord}, Case{"Will", FormEvidence::kWord},
               Case{"Of the", FormEvidence::kSmall}, Case{"High Street", FormEvidence::kName},
               Case{"Ulm", FormEvidence::kShort}, Case{"NSA", FormEvidence::kShort},
               Case{"E\u0301vry", FormEvidence::kName}, Case{"quisling", FormEvidence::kLower},
               Case{"A", FormEvidence::kScrap}, Case{"산", FormEvidence::kScrap},
               Case{"1984", FormEvidence::kScrap}, Case{"\U0001F3D4", FormEvidence::kScrap});
  CAPTURE(given.form);
  CHECK(judge_form(given.form) == given.evidence);
}

TEST_CASE(
    "import: weak forms ask for company and case, or serve look-up only, unless they are kept",
    "[gazetteer][import]") {
  ImportOptions options = options_for(TableForm::kLines);
  const auto manner_of = [&](const std::string& name) {
    const Imported towns = import("Of\nReading\nUlm\nHyesan\n", options);
    const FormView form = towns.catalog->form(find_forms(*towns.catalog, name).at(0));
    if (form.lookup_only) return "look-up";
    if (form.needs != 0) return "in company";
    return form.letter_case == Case::kExact ? "exact" : "any";
  };
  CHECK(manner_of("Of") == std::string("look-up"));
  CHECK(manner_of("Reading") == std::string("in company"));
  CHECK(manner_of("Ulm") == std::string("exact"));
  CHECK(manner_of("Hyesan") == std::string("any"));
  options.weak = WeakForms::kExact;
  CHECK(manner_of("Reading") == std::string("exact"));
  options.weak = WeakForms::kKeep;
  CHECK(manner_of("Reading") == std::string("any"));
  CHECK(manner_of("Ulm") == std::string("any"));
}

}  // namespace
}  // namespace waymark::gazetteer
