// SPDX-License-Identifier: Apache-2.0
#include "surface/cyrillic.h"

#include <algorithm>
#include <string>

#include "support/catch.h"

namespace waymark::surface {
namespace {

TEST_CASE("cyrillic: names as Russian maps and news have them", "[surface][cyrillic]") {
  const auto [mccune_reischauer, russian] = GENERATE(table<std::string, std::string>(
      {{"Ch’ŏngjin", "Чхонджин"},    {"Ch’ŏngjin", "Чхончжин"},    {"Hoeryŏng", "Хверён"},
       {"Sinŭiju", "Синыйджу"},      {"Hyesan", "Хесан"},          {"Hyesan", "Хэсан"},
       {"Namp’o", "Нампхо"},         {"Hŭich’ŏn", "Хичхон"},       {"Kanggye", "Канге"},
       {"P’yŏngsŏng", "Пхёнсон"},    {"Kaesŏng", "Кэсон"},         {"Wŏnsan", "Вонсан"},
       {"Amnokkang", "Амноккан"},    {"Kilchu", "Кильчу"},         {"Songak", "Сонъак"},
       {"Unnyul", "Уннюль"},         {"Yŏngbyŏn", "Ёнбён"},        {"Yŏngbyŏn", "Йонбйон"},
       {"P’unggye-ri", "Пхунге-ри"}, {"Kwisŏng Wŏn", "Квисон Вон"}}));
  CAPTURE(mccune_reischauer, russian);
  const auto written = write_in_cyrillic(mccune_reischauer);
  CHECK(std::find(written.begin(), written.end(), russian) != written.end());
}

TEST_CASE("cyrillic: what isn't McCune-Reischauer gives nothing", "[surface][cyrillic]") {
  const char* name = GENERATE("무산", "Москва", "💥", "Xi");
  CAPTURE(name);
  CHECK(write_in_cyrillic(name).empty());
}

}  // namespace
}  // namespace waymark::surface
