// SPDX-License-Identifier: Apache-2.0
#include "normalize/generics.h"

#include <algorithm>
#include <set>
#include <string>

#include "support/catch.h"
#include "surface/hangul.h"

namespace waymark::normalize {
namespace {

/// All cuts, each "stem+generic in Hangul".
std::set<std::string> cuts(std::string_view name, bool joined = false) {
  std::set<std::string> out;
  for (const GenericCut& cut : cut_generics(name, joined))
    out.insert(cut.stem + "+" + surface::to_utf8(cut.hangul));
  return out;
}

TEST_CASE(
    "generics: a name is cut behind and before a generic, in English, romanised and in Hangul",
    "[normalize]") {
  CHECK(cuts("Musan County").contains("Musan+군"));
  CHECK(cuts("Musan-kun").contains("Musan+군"));
  CHECK(cuts("Musan gun").contains("Musan+군"));
  CHECK(cuts("Mt. Paektu").contains("Paektu+산"));
  CHECK(cuts("Mount Paektu").contains("Paektu+산"));
  CHECK(cuts("Port of Nampho").contains("Nampho+항"));
  CHECK(cuts("Onsong Workers’ District").contains("Onsong+로동자구"));
  CHECK(cuts("무산군").contains("무산+군"));
  CHECK(cuts("茂山郡").contains("茂山+郡") == false);
  CHECK(cuts("茂山郡").contains("茂山+군"));
  CHECK(cuts("Musudan Point").contains("Musudan+곶"));
  CHECK(cuts("Cape Musudan").contains("Musudan+곶"));
}

TEST_CASE("generics: joined ones are cut only where asked", "[normalize]") {
  CHECK(cuts("Musangun").empty());
  CHECK(cuts("Musangun", true).contains("Musan+군"));
  CHECK(cuts("County").empty());
  CHECK(cuts("").empty());
  CHECK(cuts("🙂 é́ County").empty() == false);
}

TEST_CASE("generics: units of government change into each other, waters and sites don't",
          "[normalize]") {
  const gazetteer::Kind city{"city", 0, {"시"}}, river{"river", 0, {"강"}},
      mine{"mine", 0, {"광산"}}, site{"site", 0, {}};
  const auto cut = [](std::string_view name) { return cut_generics(name, false).front(); };
  CHECK(allows(city, cut("Hyesan County")));
  CHECK_FALSE(is_of_kind(city, cut("Hyesan County")));
  const auto all = cut_generics("Hyesan City", false);
  CHECK(std::any_of(all.begin(), all.end(),
                    [&](const GenericCut& each) { return is_of_kind(city, each); }));
  const gazetteer::Kind neighbourhood{"neighbourhood", 0, {"동"}};
  CHECK(allows(neighbourhood, cut("Rimyongsu Workers' District")));
  CHECK_FALSE(allows(city, cut("Hyesan Province")));
  CHECK_FALSE(allows(river, cut("Tuman County")));
  CHECK_FALSE(allows(city, cut("Musan Mine")));
  CHECK(allows(mine, cut("Musan Mine")));
  CHECK(allows(site, cut("Musan Mine")));
}

TEST_CASE("generics: a misspelt one is mended where it is long enough", "[normalize]") {
  CHECK(mend_generic("Musan Cuonty") == "Musan county");
  CHECK(mend_generic("Unjong neigborhod") == "Unjong neighborhood");
  CHECK(mend_generic("Musan rodongjgu") == "Musan rodongjagu");
  CHECK(mend_generic("🏭 Musan Minee") == "🏭 Musan mine");
  for (const char* name : {"Musan County", "Musan-gen", "Cuonty", "Musan Bounty Hunter", "", "-"})
    CHECK(mend_generic(name).empty());
}

}  // namespace
}  // namespace waymark::normalize
