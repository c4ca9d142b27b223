// SPDX-License-Identifier: Apache-2.0
// Spellings of a list, found by what they look like.
#include "match/near_spellings.h"

#include <string>

#include "support/catch.h"

namespace waymark::match {
namespace {

TEST_CASE("near spellings: a spelling without end is near itself alone, and is found at once",
          "[match][near]") {
  std::string endless = "hyesan";
  for (int i = 0; i < 200000; ++i) endless += "cdfgk";
  NearSpellings spellings;
  spellings.add("hyesan", 1);
  spellings.add(endless, 2);
  spellings.seal();
  REQUIRE(spellings.find(endless, 1).size() == 1);
  CHECK(spellings.find(endless, 1)[0].payload == 2);
  REQUIRE(spellings.find("hyesann", 1).size() == 1);
  CHECK(spellings.find("hyesann", 1)[0].payload == 1);
}

}  // namespace
}  // namespace waymark::match
