// SPDX-License-Identifier: Apache-2.0
// English names of places, organs and offices, and the small grammar behind them.
#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "support/catch.h"
#include "surface/derive_test.h"
#include "surface/english_words.h"

using namespace waymark::surface;
using namespace waymark::surface::test;

TEST_CASE("derive agency: what is named after a person is written as the person is",
          "[surface][derive]") {
  const Forms forms("agency", {{{"en", "Kim Il Sung University"}, {"ko", "김일성종합대학"}}, {}});
  for (const char* form :
       {"Kim Il-sung University", "Kim Il-sŏng University", "Kim Ilsung University"}) {
    CAPTURE(form);
    CHECK(forms.reads(form));
  }
  const Forms square("english", {{{"en", "Kim Il Sung Square"}, {"ko", "김일성광장"}}, {"광장"}});
  CHECK(square.reads("Kim Il-sŏng Square"));
  CHECK_FALSE(Forms("agency", {{{"en", "Kim University"}, {"ko", "김일성종합대학"}}, {}})
                  .has("Kim Il-sung University"));
}

TEST_CASE("derive english: with and without the generic, in lower case too",
          "[surface][derive][english]") {
  const Forms province = english("english", "Jilin Province", kProvince);
  CHECK(province.reads("Jilin"));
  CHECK(province.reads("Jilin province"));  // asks for fewer capitals than the given name
  CHECK(province.reads("Jilin prov."));
  const Forms city = english("english", "Dandong", kCity);
  CHECK(city.reads("Dandong city"));
  CHECK_FALSE(city.has("Dandong"));
  const Forms river = english("english", "Yalu River", {"강", "천"});
  CHECK(river.reads("Yalu river"));
  CHECK(river.only_looks_up("Yalu"));
  CHECK(english("english", "Mount Kumgang", {"산"}).reads("Mt. Kumgang"));
  CHECK(english("english", "North Pyongan Province", kProvince).reads("N. Pyongan province"));
}

TEST_CASE("derive english: a bare word of English serves look-up only",
          "[surface][derive][english]") {
  CHECK(english("english", "Central District", {"구역"}).only_looks_up("Central"));
  CHECK_FALSE(english("english", "Musan Mine", {"광산"}).has("Musan"));
  CHECK(english("english", "China").all().empty());
}

TEST_CASE("derive agency: X of Y and Y X", "[surface][derive][agency]") {
  const auto [name, form] = GENERATE(table<std::string, std::string>({
      {"Ministry of State Security", "State Security Ministry"},
      {"State Security Ministry", "Ministry of State Security"},
      {"General Bureau of Atomic Energy", "Atomic Energy General Bureau"},
      {"Reconnaissance General Bureau", "General Bureau of Reconnaissance"},
      {"Reconnaissance General Bureau", "General Reconnaissance Bureau"},
      {"Propaganda and Agitation Department", "Department of Propaganda and Agitation"},
      {"Propaganda and Agitation Department", "Propaganda & Agitation Department"},
      {"Organization and Guidance Department", "Organisation and Guidance Department"},
      {"Ministry of Defence", "Defense Ministry"},
      {"Academy of National Defense Science", "National Defense Science Academy"},
      {"Workers' Party of Korea", "Workers Party of Korea"},
      {"Ministry of People’s Security", "People’s Security Ministry"},
      {"Ministry of People’s Security", "Ministry of Peoples Security"},
      {"MSS", "M.S.S."},
  }));
  CAPTURE(name, form);
  CHECK(english("agency", name).reads(form));
}

TEST_CASE("derive agency: a Korean name is romanised word by word and as one, for look-up",
          "[surface][derive][agency]") {
  const Forms police("agency", {{{"ko", "국가안전보위부"}}, {}});
  CHECK(police.find("Kukka Anjŏn Powibu")->scheme == "mr");
  CHECK(police.only_looks_up("Kukkaanjŏnbowibu"));
  CHECK(police.only_looks_up("Gukga Anjon Bowibu"));
  CHECK(police.find("Gukga Anjeon Bowibu")->scheme == "rr");
  const Forms party("agency", {{{"ko", "조선로동당"}}, {}});
  CHECK(party.only_looks_up("Chosŏn Rodongdang"));
  CHECK(party.only_looks_up("Chosŏn Nodongdang"));
  CHECK(party.only_looks_up("Josŏn Rodongdang"));
  CHECK(party.reads("조선노동당"));
  CHECK(Forms("agency", {{{"ko", "내각"}}, {}}).all().empty());
  CHECK(Forms("agency", {{{"ko", "39호실의 🛂"}}, {}}).of_scheme("mr").empty());
}

TEST_CASE("derive agency: an order that nobody uses is not made", "[surface][derive][agency]") {
  CHECK(english("agency", "Political Bureau").all().empty());
  CHECK(english("agency", "Central Court").all().empty());
  CHECK(english("agency", "Bank of Korea").all().empty());
  CHECK_FALSE(english("agency", "Central Committee of the Workers' Party of Korea")
                  .has("the Workers' Party of Korea Central Committee"));
  CHECK_FALSE(english("agency", "Office 39").has("39 Office"));
}

TEST_CASE("derive agency: an abbreviation keeps its case", "[surface][derive][agency]") {
  CHECK(english("agency", "MSS").find("M.S.S.")->exact_case);
  CHECK_FALSE(
      english("agency", "Ministry of State Security").find("State Security Ministry")->exact_case);
}

TEST_CASE("derive role: plurals", "[surface][derive][role]") {
  const auto [singular, plural] = GENERATE(table<std::string, std::string>({
      {"official", "officials"},
      {"chairman", "chairmen"},
      {"policewoman", "policewomen"},
      {"deputy", "deputies"},
      {"secretary", "secretaries"},
      {"chief of staff", "chiefs of staff"},
      {"attorney general", "attorneys general"},
      {"lieutenant general", "lieutenant generals"},
      {"consul general", "consuls general"},
      {"head of an inminban", "heads of an inminban"},
      {"first vice-minister", "first vice-ministers"},
      {"commander-in-chief", "commanders-in-chief"},
      {"charge d'affaires", "charges d'affaires"},
      {"spokesperson", "spokespeople"},
      {"boss", "bosses"},
      {"coach", "coaches"},
      {"attaché", ""},
      {"staff", ""},
      {"police", ""},
      {"officers", ""},
  }));
  CAPTURE(singular);
  const std::vector<std::string> plurals = english("role", singular).of_scheme("plural");
  if (plural.empty()) {
    CHECK(plurals.empty());
  } else {
    REQUIRE_FALSE(plurals.empty());
    CHECK(std::find(plurals.begin(), plurals.end(), plural) != plurals.end());
  }
}

TEST_CASE("derive role: hyphen and space in compounds", "[surface][derive][role]") {
  const auto [given, other] = GENERATE(table<std::string, std::string>({
      {"vice-chairman", "vice chairman"},
      {"vice chairman", "vice-chairman"},
      {"first vice director", "first vice-director"},
      {"commander-in-chief", "commander in chief"},
      {"lieutenant general", "lieutenant-general"},
      {"defense minister", "defence minister"},
      {"vice chairman", "vice-chairmen"},
  }));
  CAPTURE(given, other);
  CHECK(english("role", given).reads(other));
  CHECK_FALSE(english("role", "vice-chairman").has("vicechairman"));
  CHECK_FALSE(english("role", "deputy director").has("deputy-director"));
}

TEST_CASE("english words: spelling, possessives, capitals", "[surface][english]") {
  CHECK(to_british("Labor Defense Organization") == "Labour Defence Organisation");
  CHECK(to_american("Ministry of Defence") == "Ministry of Defense");
  CHECK(to_american("MINISTRY OF DEFENCE") == "MINISTRY OF DEFENSE");
  CHECK(to_american("Ministry").empty());
  CHECK(vary_possessives("Workers' Party") ==
        std::vector<std::string>{"Workers Party", "Worker's Party"});
  CHECK(is_acronym("MSS"));
  CHECK_FALSE(is_acronym("Mss"));
  CHECK_FALSE(is_acronym("M"));
  CHECK(split_words(" a  b ") == std::vector<std::string_view>{"a", "b"});
}
