// SPDX-License-Identifier: Apache-2.0
#include "resolve/resolve.h"

#include "resolve/scene.h"

namespace waymark::resolve {
namespace {

using test::Scene;

const char* const kGazetteer = R"(
gazetteer: test 1
labels: {PLACE: flat, AGENCY: flat, ROLE: flat, UNIT: structured, POST: structured}
kinds: {country: PLACE, province: PLACE, county: PLACE, organ: AGENCY, role: ROLE}
defaults: {derive: none}
entries:
  - {id: kp, name: {en: North Korea, ko: 북한}, kind: country, ids: {iso: KP}}
  - {id: kp.n-hamgyong, name: North Hamgyong Province, kind: province, in: kp}
  - {id: kp.musan, name: {en: Musan County, ko: 무산군}, kind: county, in: kp.n-hamgyong, lat: 42.2, lon: 129.2,
     aliases: [Musan, {form: Moosan, why: misspelling}]}
  - {id: kp.mss, name: {en: Ministry of State Security, ko: 보위부}, kind: organ, in: kp,
     aliases: [{form: MSS, why: abbreviation}]}
  - {id: port, name: Port, kind: county, lat: 60.0, lon: 10.0}
  - {id: head, name: {en: head, ko: 장}, kind: role, case: any, aliases: [chief]}
)";

Scene scene(const std::string& text) {
  static const auto kCatalog = test::make_catalog(kGazetteer);
  Scene made{kCatalog, text};
  made.declare("UNIT", {{"function", ""}, {"agency", "AGENCY"}, {"place", "PLACE"}});
  made.declare("POST", {{"role", "ROLE"},
                        {"unit", "UNIT"},
                        {"agency", "AGENCY"},
                        {"place", "PLACE"},
                        {"holder", ""}});
  return made;
}

/// "Musan PLACE; …"
std::string describe(const Document& document) {
  std::string all;
  for (const Mention& mention : document.mentions)
    all +=
        (all.empty() ? "" : "; ") + std::string(document.slice(mention.span)) + " " + mention.label;
  return all;
}

std::string key_of(const Document& document, std::string_view label) {
  for (const Mention& mention : document.mentions)
    for (const Feature& feature : mention.features)
      if (mention.label == label && feature.name == "key")
        return std::get<std::string>(feature.value);
  return "no key";
}

TEST_CASE("resolve: the longest of overlapping names stands", "[resolve]") {
  CHECK(describe(scene("😀 e\u0301 in Musan County, North Hamgyong Province").resolve()) ==
        "Musan County PLACE; North Hamgyong Province PLACE");
}

TEST_CASE("resolve: a mention tells its entry, where that lies, and why it is meant", "[resolve]") {
  const Document document = scene("무산군").resolve();
  REQUIRE(document.mentions.size() == 1);
  const Mention& mention = document.mentions[0];
  REQUIRE(mention.link);
  CHECK(mention.link->entry == "kp.musan");
  CHECK(mention.link->name == "Musan County");
  CHECK(mention.link->ko == "무산군");
  CHECK(mention.link->kind == "county");
  CHECK(mention.link->lat == 42.2);
  CHECK(mention.link->province == "North Hamgyong Province");
  CHECK(mention.link->country == "North Korea");
  REQUIRE(mention.candidates.size() == 1);
  CHECK(mention.candidates[0].entry == "kp.musan");
  CHECK_THAT(mention.candidates[0].why, Catch::Matchers::StartsWith("form"));
  CHECK(mention.by == "gazetteer:test");
}

TEST_CASE("resolve: of what lies in nothing only a country has one, itself", "[resolve]") {
  const Document document = scene("😀 e\u0301 북한 Port and North Korea").resolve();
  REQUIRE(document.mentions.size() == 3);
  CHECK(document.mentions[0].link->country == "North Korea");
  CHECK(document.mentions[1].link->country.empty());
  CHECK(document.mentions[2].link->country == "North Korea");
}

TEST_CASE("resolve: the form says how it comes to stand for the entry", "[resolve]") {
  const auto [text, why] = GENERATE(table<const char*, const char*>({{"Musan County", "canonical"},
                                                                     {"Musan", "alias"},
                                                                     {"MSS", "abbreviation"},
                                                                     {"Moosan", "misspelling"}}));
  const Document document = scene(text).resolve();
  REQUIRE(document.mentions.size() == 1);
  REQUIRE(document.mentions[0].form);
  CHECK(document.mentions[0].form->why == why);
  CHECK(document.mentions[0].form->corrected == (std::string_view(why) == "misspelling"));
}

TEST_CASE("resolve: a form that takes letters of several systems is corrected", "[resolve]") {
  const auto catalog = test::make_catalog(R"(
gazetteer: test 1
labels: {PLACE: flat}
kinds: {city: {label: PLACE, generic: [시]}}
entries:
  - {id: kp.tanchon, name: {en: Tanchon, ko: 단천시}, kind: city, derive: korean}
)");
  const auto [text, corrected] =
      GENERATE(table<const char*, bool>({{"🙂 Danchon", true}, {"🙂 Dancheon", false}}));
  CAPTURE(text);
  const Document document = Scene{catalog, text}.resolve();
  REQUIRE(document.mentions.size() == 1);
  CHECK(document.mentions[0].form->corrected == corrected);
}

TEST_CASE("resolve: a corrected form says so", "[resolve]") {
  Scene its = scene("Musan");
  its.at("Musan").origin = match::Origin::kCorrected;
  const Document document = its.resolve();
  REQUIRE(document.mentions.size() == 1);
  CHECK(document.mentions[0].form->corrected);
}

TEST_CASE("resolve: what a rule links to none has no link, and keeps its candidates", "[resolve]") {
  Scene its = scene("MSS");
  its.at("MSS").no_link = true;
  const Document document = its.resolve();
  REQUIRE(document.mentions.size() == 1);
  CHECK_FALSE(document.mentions[0].link);
  CHECK_FALSE(document.mentions[0].form);
  CHECK(document.mentions[0].candidates.size() == 1);
}

TEST_CASE("resolve: slots and relations follow their mentions into the order of the document",
          "[resolve]") {
  Scene its = scene("the MSS head of Musan");
  const std::uint32_t post = its.mark("MSS head of Musan", "POST");
  its.fill(post, "place", {its.find("Musan")});
  its.fill(post, "agency", {its.find("MSS")});
  its.relate(its.find("Musan"), "part_of", its.find("MSS"));
  const Document document = its.resolve();
  CHECK(describe(document) == "MSS head of Musan POST; MSS AGENCY; head ROLE; Musan PLACE");
  const std::vector<Slot> slots{{"place", std::vector<std::uint32_t>{3}},
                                {"agency", std::vector<std::uint32_t>{1}}};
  CHECK(document.mentions[0].slots == slots);
  CHECK(document.relations == std::vector<Relation>{{"part_of", 3, 1, "rule:test.rule"}});
}

TEST_CASE("resolve: relations to what fell, to itself and those said twice are left out",
          "[resolve]") {
  Scene its = scene("the MSS head of Musan");
  const std::uint32_t agency = its.find("MSS"), head = its.find("head"), place = its.find("Musan");
  its.relate(agency, "located_in", place);
  its.relate(agency, "located_in", place);
  its.relate(agency, "located_in", agency);
  its.relate(agency, "led_by", head);
  its.relate(agency, "near", place);
  its.set().candidates[head].alive = false;
  const Document document = its.resolve();
  CHECK(document.relations == std::vector<Relation>{{"located_in", 0, 1, "rule:test.rule"},
                                                    {"near", 0, 1, "rule:test.rule"}});
}

TEST_CASE("resolve: structured mentions nest, of those that cross one stands", "[resolve]") {
  Scene its = scene("the MSS head of Musan County");
  its.mark("MSS head", "UNIT");
  its.mark("MSS head of Musan County", "POST");
  its.mark("the MSS", "POST");
  CHECK(describe(its.resolve()) ==
        "MSS head of Musan County POST; MSS head UNIT; MSS AGENCY; head ROLE; Musan County PLACE");
}

TEST_CASE("resolve: a structured mention falls with what it captured", "[resolve]") {
  Scene its = scene("the MSS head of Musan County");
  its.fill(its.mark("MSS head of Musan", "POST"), "place", {its.find("Musan")});
  CHECK(describe(its.resolve()) == "MSS AGENCY; head ROLE; Musan County PLACE");
}

// The slots of a post, filled by the words of a text.
Document post(const std::string& text, const std::string& role, const std::string& agency,
              const std::string& place) {
  Scene its = scene(text);
  const std::uint32_t whole = its.mark(text, "POST");
  its.fill(whole, "place", {its.find(place)});
  its.fill(whole, "role", {its.find(role)});
  its.fill(whole, "agency", {its.find(agency)});
  return its.resolve();
}

TEST_CASE("key: it is equal across spellings, order and languages", "[resolve][key]") {
  const std::string key = "head|kp.mss|kp.musan";
  CHECK(key_of(post("head of the MSS in Musan County", "head", "MSS", "Musan County"), "POST") ==
        key);
  CHECK(key_of(post("Musan Ministry of State Security CHIEF", "CHIEF", "Ministry of State Security",
                    "Musan"),
               "POST") == key);
  CHECK(key_of(post("무산군보위부장", "장", "보위부", "무산군"), "POST") == key);
}

TEST_CASE("key: what is no entry stands by its folded text", "[resolve][key]") {
  Scene its = scene("Head of the Anti–Espionage Division of the MSS");
  const std::uint32_t unit = its.mark("Anti–Espionage Division of the MSS", "UNIT");
  its.fill_text(unit, "function", "Anti–Espionage");
  its.fill(unit, "agency", {its.find("MSS")});
  const std::uint32_t whole = its.mark("Head of the Anti–Espionage Division of the MSS", "POST");
  its.fill(whole, "role", {its.find("Head")});
  its.fill(whole, "unit", {unit});
  its.fill(whole, "agency", {its.find("MSS")});
  const Document document = its.resolve();
  CHECK(key_of(document, "UNIT") == "anti-espionage|kp.mss");
  CHECK(key_of(document, "POST") == "head|anti-espionage|kp.mss");
}

TEST_CASE("key: a foreign namesake and a holder outside don't lend it an entry", "[resolve][key]") {
  Scene its = scene("MSS head Musan");
  its.at("MSS").no_link = true;
  const std::uint32_t whole = its.mark("MSS head", "POST");
  its.fill(whole, "role", {its.find("head")});
  its.fill(whole, "agency", {its.find("MSS")});
  its.fill(whole, "holder", {its.find("Musan")});
  CHECK(key_of(its.resolve(), "POST") == "head|mss");
}

TEST_CASE("key: flat mentions and those without slots have none", "[resolve][key]") {
  Scene its = scene("MSS head Musan");
  its.mark("MSS head", "POST");
  const Document document = its.resolve();
  CHECK(key_of(document, "POST") == "no key");
  CHECK(key_of(document, "PLACE") == "no key");
}

}  // namespace
}  // namespace waymark::resolve
