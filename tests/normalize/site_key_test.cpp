// SPDX-License-Identifier: Apache-2.0
#include "normalize/site_key.h"

#include <string>
#include <vector>

#include "support/catch.h"

namespace waymark::normalize {
namespace {

struct Pair {
  const char* one;
  const char* other;
};

TEST_CASE("site key: what a report calls the kind of a facility makes no difference",
          "[normalize][site-key]") {
  const Pair pair = GENERATE(values<Pair>(
      {{"Tongchang-ri Launch Site", "Dongchang-ri Missile Launch Facility"},
       {"Sohae Satellite Launching Station", "Sohae Launch Facility"},
       {"Punggye-ri Nuclear Test Site", "P'unggye-ri Underground Nuclear Test Facility"},
       {"Sunan Airport", "Sunan International Airfield"},
       {"Uiju Air Base", "Ŭiju Airfield"},
       {"Nampo Shipyard", "Nampo Navy Shipyard"},
       {"Chaho Naval Base", "Ch'aho Submarine Base"},
       {"Musan Mine", "Musan Iron Ore Mine"},
       {"Kyohwaso No. 12", "12 Reeducation Camp"},
       {"Huichon Power Station", "Huichon Youth Hydropower Plant"},
       {"Hoeryong Customs House", "Hoeryong Border Crossing"},
       {"Chongjin Port", "Chongjin Coal Port"},
       {"Ryongsong Residence", "Ryongsong Palace"},
       {"Onpho Hot Spring Rest Home", "Onpho Workers' Resort"},
       {"Kumchon-ni Missile Operating Base", "Kumchon-ri base"},
       {"Songjin Steel Complex", "Songjin Steel Works"}}));
  CAPTURE(pair.one, pair.other);
  CHECK(site_key(pair.one) == site_key(pair.other));
  CHECK_FALSE(site_key(pair.one).empty());
}

TEST_CASE("site key: other kinds, places and numbers are others", "[normalize][site-key]") {
  const Pair pair = GENERATE(values<Pair>({{"Nampo Shipyard", "Nampo Naval Base"},
                                           {"Kyohwaso No. 12", "Kyohwaso No. 1"},
                                           {"Camp 14", "Kyohwaso 14"},
                                           {"Pukchang Power Plant", "Pukchang Thermal Power Plant"},
                                           {"Uiju Airfield", "Orang Airfield"}}));
  CAPTURE(pair.one, pair.other);
  CHECK(site_key(pair.one) != site_key(pair.other));
}

TEST_CASE("site key: a kind alone or a name of none has no key", "[normalize][site-key]") {
  for (const char* name : {"Naval Base", "The International Airport", "Sunan", "Sunan District",
                           "Power to the People", "", "🚀", "발사장"})
    CHECK(site_key(name).empty());
}

TEST_CASE("site key: camps may be called by other words", "[normalize][site-key]") {
  const auto kindred = [](const char* name) { return kindred_keys(site_key(name)); };
  CHECK(kindred("Susong Political Prison Camp").front() == site_key("Susong Camp"));
  CHECK(kindred("Susong Camp").empty());
  CHECK(kindred("Camp 25 Susong") == std::vector<std::string>{site_key("Camp No. 25")});
  CHECK(kindred("Thaechon No. 4 Power Station").front() == site_key("Thaechon Power Station"));
  CHECK(kindred("Sunan Airport").empty());
}

TEST_CASE("site key: words behind a name that say no more than that it is a facility",
          "[normalize][site-key]") {
  CHECK(without_site_words("Hagap facility") == "Hagap");
  CHECK(without_site_words("🏭 Iha-ri Driver Training Facility") == "🏭 Iha-ri");
  for (const char* name : {"Hagap", "nuclear site", "Hagap Village", "", " ", "하갑"})
    CHECK(without_site_words(name).empty());
}

TEST_CASE("site key: words that say nothing but a kind", "[normalize][site-key]") {
  for (const char* word : {"airfield", "station", "ri", "satellite"}) CHECK(is_site_word(word));
  for (const char* word : {"sunan", "", "sohae"}) CHECK_FALSE(is_site_word(word));
}

}  // namespace
}  // namespace waymark::normalize
