// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/compiler.h"

#include <string>

#include "describe.h"
#include "gazetteer/catalog.h"
#include "gazetteer/phrase.h"
#include "support/catch.h"
#include "support/gazetteer.h"
#include "text/normal_form.h"

namespace waymark::gazetteer {
namespace {

using test::make_catalog;
using test::meanings;

const std::string kSchema = R"(
gazetteer: test.schema 1
labels: {PLACE: flat, AGENCY: flat, ROLE: flat, PERSON: flat, UNIT: structured}
kinds:
  country: PLACE
  city: {label: PLACE, generic: [시]}
  county: {label: PLACE, generic: [군]}
  organ: AGENCY
  role: ROLE
)";

std::shared_ptr<const Catalog> with_schema(const std::string& yaml) {
  return make_catalog({kSchema, yaml});
}

TEST_CASE("compiler: names and aliases are forms that know why they stand",
          "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
entries:
  - id: kp.mss
    name: {en: Ministry of State Security, ko: 국가보위성}
    kind: organ
    from: 1973
    aliases:
      - the Bowibu
      - {form: MSS, why: abbreviation}
      - {form: State Security Department, why: former, from: 1993, to: 2016}
      - {form: Ministry of State Securty, why: misspelling, case: any}
)");
  CHECK(meanings(*catalog, "Ministry of State Security") == "kp.mss canonical title 1973-0");
  CHECK(meanings(*catalog, "국가보위성") == "kp.mss canonical title 1973-0");
  CHECK(meanings(*catalog, "the Bowibu") == "kp.mss alias title 1973-0");
  CHECK(meanings(*catalog, "MSS") == "kp.mss abbreviation exact 1973-0");
  CHECK(meanings(*catalog, "State Security Department") == "kp.mss former title 1993-2016");
  CHECK(meanings(*catalog, "Ministry of State Securty") == "kp.mss misspelling any 1973-0");
  CHECK(meanings(*catalog, "Ministry") == "");
}

TEST_CASE("compiler: a lone string is the English name", "[gazetteer][compiler]") {
  auto catalog = with_schema("entries: [{id: cn, name: China, kind: country}]");
  EntryView entry = catalog->entry(*catalog->find("cn"));
  CHECK(entry.name == "China");
  CHECK(entry.ko == "");
  CHECK(entry.prior == 0.5f);
}

TEST_CASE("compiler: every field of an entry comes back from the index", "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
gazetteer: dprk.places 3
entries:
  - {id: kp, name: North Korea, kind: country}
  - id: kp.hyesan
    name: {en: Hyesan, ko: 혜산시, hanja: 惠山市}
    kind: city
    in: kp
    ids: {iso: KP-10, geonames: 2039332, wikidata: Q109079, code: 007}
    lat: 41.4017
    lon: -128.17778
    from: 1954
    to: 2020
    prior: 0.75
    note: for readers only
)");
  EntryView entry = catalog->entry(*catalog->find("kp.hyesan"));
  CHECK(entry.id == "kp.hyesan");
  CHECK(entry.name == "Hyesan");
  CHECK(entry.ko == "혜산시");
  CHECK(catalog->schema().kind(entry.kind).name == "city");
  CHECK(catalog->schema().label(entry.label).name == "PLACE");
  CHECK(entry.parent == catalog->find("kp"));
  CHECK(entry.lat == 41.4017);
  CHECK(entry.lon == -128.17778);
  CHECK(entry.from == 1954);
  CHECK(entry.to == 2020);
  CHECK(entry.prior == 0.75f);
  CHECK(entry.source == "dprk.places");
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(entry.ids ==
        Pairs{{"iso", "KP-10"}, {"geonames", "2039332"}, {"wikidata", "Q109079"}, {"code", "007"}});
  CHECK(catalog->names(*catalog->find("kp.hyesan")) ==
        Pairs{{"en", "Hyesan"}, {"ko", "혜산시"}, {"hanja", "惠山市"}});
}

TEST_CASE("compiler: defaults hold where an entry says nothing", "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
defaults: {kind: city, in: kp, prior: 0.2, case: exact}
entries:
  - {id: kp, name: North Korea, kind: country, prior: 1}
  - {id: kp.hyesan, name: Hyesan}
  - {id: kp.mss, name: Bowibu, label: AGENCY, case: any}
)");
  EntryView hyesan = catalog->entry(*catalog->find("kp.hyesan"));
  CHECK(catalog->schema().kind(hyesan.kind).name == "city");
  CHECK(hyesan.parent == catalog->find("kp"));
  CHECK(hyesan.prior == 0.2f);
  CHECK(meanings(*catalog, "Hyesan") == "kp.hyesan canonical exact");
  CHECK(meanings(*catalog, "bowibu") == "kp.mss canonical any");
  CHECK(catalog->schema().label(catalog->label(*catalog->find("kp.mss"))).name == "AGENCY");
  CHECK(catalog->parent(*catalog->find("kp")) == kNoEntry);
}

TEST_CASE("compiler: an alias decides its own case, else the entry, else the file",
          "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
defaults: {label: ROLE, case: any}
entries:
  - {id: a, name: head, aliases: [chief, {form: Boss, case: exact}]}
  - {id: b, name: Officer, case: title, aliases: [{form: OFC, why: abbreviation}]}
  - {id: c, name: Clerk, aliases: [{form: CLK, why: abbreviation}]}
)");
  CHECK(meanings(*catalog, "head") == "a canonical any");
  CHECK(meanings(*catalog, "chief") == "a alias any");
  CHECK(meanings(*catalog, "Boss") == "a alias exact");
  CHECK(meanings(*catalog, "Officer") == "b canonical title");
  CHECK(meanings(*catalog, "OFC") == "b abbreviation title");
  CHECK(meanings(*catalog, "CLK") == "c abbreviation exact");
}

TEST_CASE("compiler: a deriver's forms stand beside the name with scheme and reason",
          "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
defaults: {derive: korean}
entries:
  - {id: kp.hyesan, name: {en: Hyesan, ko: 혜산시}, kind: city, never: [Hyesan City, 혜산]}
  - {id: kp.musan, name: {en: Musan, ko: 무산군}, kind: county, derive: none}
)");
  CHECK(meanings(*catalog, "Hyesan-si").find("kp.hyesan derived") == 0);
  CHECK(meanings(*catalog, "혜산") == "kp.hyesan derived ko title lookup");
  CHECK(meanings(*catalog, "Hyesan City") == "kp.hyesan derived mr title lookup");
  CHECK(meanings(*catalog, "Musan-gun") == "");
  FormId form = find_forms(*catalog, "Hyesan-si").at(0);
  CHECK(catalog->form(form).derivation.find("→") == std::string::npos);
}

TEST_CASE("compiler: an alias can have a deriver; the forms keep its reason and years",
          "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
entries:
  - id: kp.kimchaek
    name: {en: Kim Chaek, ko: 김책시}
    kind: city
    aliases: [{form: 성진시, why: former, to: 1951, derive: korean}, {form: 학성, derive: korean}]
)");
  CHECK(meanings(*catalog, "Songjin").find("kp.kimchaek former") == 0);
  CHECK(meanings(*catalog, "Songjin").find(" 0-1951") != std::string::npos);
  CHECK(meanings(*catalog, "Haksong").find("kp.kimchaek derived") == 0);
  CHECK(meanings(*catalog, "Kim Chaek City") == "");
}

TEST_CASE("compiler: a listed form goes before the same one derived", "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
entries:
  - id: kp.hyesan
    name: {en: Hyesan, ko: 혜산시}
    kind: city
    derive: korean
    aliases: [{form: Hyesan-si, why: exonym}, {form: Hyesan, why: misspelling}]
)");
  CHECK(meanings(*catalog, "Hyesan-si") == "kp.hyesan exonym title");
  CHECK(meanings(*catalog, "Hyesan") == "kp.hyesan canonical title");
}

TEST_CASE("compiler: conditions are carried with the form", "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
entries:
  - {id: kp, name: North Korea, kind: country}
  - id: kp.onsong
    name: Onsong
    kind: county
    needs: {near: {in: kp}}
    aliases:
      - On Song
      - {form: Wonsong, needs: [{near: [{entry: kp}, {kind: city}]}, {within: 50, near: {label: PLACE}}]}
)");
  CHECK(meanings(*catalog, "Onsong") == "kp.onsong canonical title needs");
  CHECK(meanings(*catalog, "On Song") == "kp.onsong alias title needs");
  auto conditions = [&](std::string_view name) {
    std::string words;
    for (const Need& need : catalog->needs(find_forms(*catalog, name).at(0))) {
      words += std::to_string(static_cast<int>(need.what)) + " " + need.value + " " +
               std::to_string(need.within) + "; ";
    }
    return words;
  };
  CHECK(conditions("Onsong") == "0 kp 0; ");
  CHECK(conditions("Wonsong") == "1 kp 0; 2 city 0; 3 PLACE 50; ");
  CHECK(conditions("North Korea") == "");
}

TEST_CASE("compiler: glued is asked of the alias, else of the entry", "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
entries:
  - {id: p, name: Kim Il Sung, label: PERSON, glued: true, aliases: [{form: Great Leader, glued: false}]}
)");
  CHECK(meanings(*catalog, "Kim Il Sung") == "p canonical title glued");
  CHECK(meanings(*catalog, "Great Leader") == "p alias title");
}

TEST_CASE("compiler: forms that ask for fewer capitals stand beside those that ask for more",
          "[gazetteer][compiler]") {
  auto catalog = with_schema(
      "entries: [{id: m, name: Musan County, kind: county, aliases: [Musan county, MUSAN "
      "COUNTY]}]");
  CHECK(meanings(*catalog, "musan county") == "m alias title; m alias title; m canonical title");
}

TEST_CASE("compiler: names are cut as text is: spaces, Hangul, marks and emoji",
          "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
entries:
  - {id: a, name: {en: "🌊 Sea of Chŏson", ko: 조선동해}, label: PLACE}
  - {id: b, name: {en: Vice-Chairman, ko: 부위원장}, label: ROLE}
)");
  CHECK(meanings(*catalog, "🌊 sea of choson") == "a canonical title");
  CHECK(meanings(*catalog, "🌊  Sea of Cho\u0306son") == "a canonical title");
  CHECK(meanings(*catalog, "조선 동해") == "a canonical title");
  CHECK(meanings(*catalog, "Vice‐Chairman") == "b canonical title");
  CHECK(meanings(*catalog, "ViceChairman") == "");
}

TEST_CASE("compiler: stop forms and abbreviations are known by their folded words",
          "[gazetteer][compiler]") {
  auto catalog = with_schema("stop: [Of, New Will]\nabbreviations: [Oct., e.g., No]");
  CHECK(catalog->is_abbreviation(text::hash_folded("oct")));
  CHECK(catalog->is_abbreviation(text::hash_folded("e.g")));
  CHECK(catalog->is_abbreviation(text::hash_folded("no")));
  CHECK_FALSE(catalog->is_abbreviation(text::hash_folded("october")));
  auto is_stopped = [&](std::string_view form) {
    return catalog->is_stopped(phrase_hash(FormCutter().cut(form).hashes));
  };
  CHECK(is_stopped("OF"));
  CHECK(is_stopped("new will"));
  CHECK_FALSE(is_stopped("new"));
}

TEST_CASE("compiler: entries may refer across files in any order", "[gazetteer][compiler]") {
  auto catalog = make_catalog(
      {"entries: [{id: kp.x, name: Xville, kind: city, in: kp}]",
       "entries: [{extend: kp.x, aliases: [Ecksville], name: {ko: 엑스}, ids: {iso: KP-X}}]",
       "entries: [{id: kp, name: North Korea, kind: country}]", kSchema});
  EntryId x = *catalog->find("kp.x");
  CHECK(catalog->parent(x) == catalog->find("kp"));
  CHECK(meanings(*catalog, "Ecksville") == "kp.x alias title");
  CHECK(meanings(*catalog, "엑스") == "kp.x alias title");
  CHECK(catalog->entry(x).ko == "엑스");
  CHECK(catalog->entry(x).ids.size() == 1);
}

TEST_CASE("compiler: a dropped entry has no forms but still holds what lies in it",
          "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
entries:
  - {id: kp, name: North Korea, kind: country}
  - {id: kp.north, name: The North, kind: city, in: kp, aliases: [Up There]}
  - {id: kp.north.x, name: Xville, kind: city, in: kp.north}
  - drop: kp.north
)");
  CHECK(meanings(*catalog, "The North") == "");
  CHECK(meanings(*catalog, "Up There") == "");
  CHECK(catalog->is_dropped(*catalog->find("kp.north")));
  CHECK(catalog->lies_in(*catalog->find("kp.north.x"), *catalog->find("kp")));
}

TEST_CASE("compiler: a file without a title is named by its file", "[gazetteer][compiler]") {
  std::vector<text::SourceFile> sources;
  sources.emplace_back("some/folder/genes.yaml",
                       "labels: {GENE: flat}\nentries: [{id: x, name: BRCA1, label: GENE}]");
  auto bytes = compile_sources(sources);
  REQUIRE(bytes.has_value());
  auto index = Index::open(std::make_shared<const std::string>(*bytes), "x");
  REQUIRE(index.has_value());
  auto catalog = test::join_indexes({*index});
  CHECK(catalog->entry(*catalog->find("x")).source == "genes");
}

TEST_CASE("compiler: an empty file is a gazetteer without entries", "[gazetteer][compiler]") {
  auto text = GENERATE(std::string(), std::string("\n# nothing\n"), std::string("entries:\n"),
                       std::string("\xEF\xBB\xBF"), std::string("---\n"));
  CAPTURE(text);
  auto catalog = make_catalog(text);
  CHECK(catalog->entry_count() == 0);
  CHECK(catalog->form_count() == 0);
}

TEST_CASE("compiler: a byte order mark, CRLF and tabs around values do no harm",
          "[gazetteer][compiler]") {
  auto catalog = make_catalog(
      "\xEF\xBB\xBFlabels: {PLACE: flat}\r\nentries:\r\n  - id: a\t\r\n    name: Hyesan\r\n    "
      "label: PLACE\r\n");
  CHECK(meanings(*catalog, "Hyesan") == "a canonical title");
}

TEST_CASE("compiler: the same files give the same bytes", "[gazetteer][compiler]") {
  const std::string yaml = R"(
entries:
  - {id: b, name: {en: Bee, ko: 비}, kind: city, ids: {iso: B}, lat: 1, lon: 2}
  - {id: a, name: Ay, kind: city, in: b, needs: {near: {kind: city}}}
)";
  CHECK(test::compile_index({kSchema, yaml}).bytes() ==
        test::compile_index({kSchema, yaml}).bytes());
}

TEST_CASE("compiler: names written with combining marks or jamo are stored composed",
          "[gazetteer][compiler]") {
  auto catalog = with_schema(
      "entries: [{id: a, name: {en: Cho\u0306ngjin, ko: \u1112\u1167\u11AB}, label: PLACE}]");
  CHECK(catalog->entry(*catalog->find("a")).name == "Chŏngjin");
  CHECK(catalog->entry(*catalog->find("a")).ko == "현");
}

TEST_CASE("compiler: a single letter is never derived for running text", "[gazetteer][compiler]") {
  auto catalog = with_schema(R"(
defaults: {derive: korean}
entries:
  - {id: u, name: {ko: 우시}, kind: city}
)");
  CHECK(meanings(*catalog, "U") == "");
  for (FormId form : find_forms(*catalog, "우")) CHECK(catalog->form(form).lookup_only);
  CHECK(meanings(*catalog, "우시") == "u canonical title");
}

}  // namespace
}  // namespace waymark::gazetteer
