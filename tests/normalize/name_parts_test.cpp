// SPDX-License-Identifier: Apache-2.0
#include "normalize/name_parts.h"

#include <string>

#include "support/catch.h"

namespace waymark::normalize {
namespace {

/// "name | beside | beside"
std::string parted(std::string_view name) {
  const NameParts parts = part_name(name);
  std::string out(parts.name);
  for (const std::string_view beside : parts.beside) out.append(" | ").append(beside);
  return out;
}

TEST_CASE("name parts: a name and the places beside it", "[normalize]") {
  CHECK(parted("Musan County, North Hamgyong Province") ==
        "Musan County | North Hamgyong Province");
  CHECK(parted("Hyesan (Ryanggang), DPRK") == "Hyesan | Ryanggang | DPRK");
  CHECK(parted("Tumen in China") == "Tumen | China");
  CHECK(parted("city of Hyesan") == "city | Hyesan");
  CHECK(parted("혜산（량강도）") == "혜산 | 량강도");
  CHECK(parted("🙂, é́") == "🙂 | é́");
  CHECK(parted("Musan") == "Musan");
  CHECK(parted(", ,,(").empty());
  CHECK(part_name("a,b,c,d,e,f,g,h,i,j,k,l,m").beside.size() == 8);
}

TEST_CASE("name parts: a name goes on behind brackets", "[normalize]") {
  CHECK(without_inset("Chosin (Changjin) Reservoir") == "Chosin Reservoir");
  CHECK(without_inset("Tumen [Tuman 🙂] River") == "Tumen River");
  CHECK(without_inset("Hyesan (Ryanggang), DPRK").empty());
  CHECK(without_inset("Hyesan (Ryanggang)").empty());
  CHECK(without_inset("(Ryanggang) Hyesan").empty());
  CHECK(without_inset("e\u0301 (북 River").empty());
}

TEST_CASE("name parts: whose a name is", "[normalize]") {
  const auto owned = [](std::string_view name) {
    const OwnedName parts = part_owner(name);
    return std::string(parts.owner) + " | " + std::string(parts.name);
  };
  CHECK(owned("China's Ministry of State Security") == "China | Ministry of State Security");
  CHECK(owned("🙂 é́’s  army") == "🙂 é́ | army");
  CHECK(owned("South Korean spy agency") == "South Korea | spy agency");
  CHECK(owned("Koreans") == " | ");
  CHECK(owned("'s ") == " | ");
}

TEST_CASE("name parts: Latin is cut at spaces, Korean script anywhere", "[normalize]") {
  CHECK(cut_in_two("Hyesan Ryanggang").size() == 1);
  CHECK(cut_in_two("Hyesan").empty());
  CHECK(cut_in_two("무산군").size() == 2);
  CHECK(cut_in_two(std::string(200, ' ') + "a b").empty());
}

}  // namespace
}  // namespace waymark::normalize
