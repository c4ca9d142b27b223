// SPDX-License-Identifier: Apache-2.0
#include "normalize/old_spelling.h"

#include <algorithm>
#include <string>

#include "support/catch.h"

namespace waymark::normalize {
namespace {

TEST_CASE("old spelling: Wade-Giles is read as Pinyin", "[normalize][old-spelling]") {
  const auto [wade_giles, pinyin] =
      GENERATE(table<std::string, std::string>({{"Hsin-i-chou", "xinyizhou"},
                                                {"Yen-chi", "yanji"},
                                                {"T'u-men", "tumen"},
                                                {"Hun-ch’un", "hunchun"},
                                                {"Hun-chun", "hunchun"},
                                                {"Lin-chiang", "linjiang"},
                                                {"Ch'ang-pai", "changbai"},
                                                {"Chi-an", "jian"},
                                                {"Ha-erh-pin", "haerbin"},
                                                {"Ho-lung", "helong"},
                                                {"Lung-ching", "longjing"},
                                                {"Yen-pien", "yanbian"},
                                                {"P’ing-jang", "pingrang"},
                                                {"Lo-nan", "luonan"},
                                                {"Ta-lien", "dalian"}}));
  CAPTURE(wade_giles, pinyin);
  const auto forms = to_pinyin(wade_giles);
  CHECK(std::find(forms.begin(), forms.end(), pinyin) != forms.end());
}

TEST_CASE("old spelling: what isn't Wade-Giles has no Pinyin", "[normalize][old-spelling]") {
  const char* name = GENERATE("Hyesan-si", "Kim-chaek", "Yenchi", "", "-", "Hŭng-nam", "💥-i",
                              "무-산", "i-i-i-i-i-i-i");
  CAPTURE(name);
  CHECK(to_pinyin(name).empty());
}

TEST_CASE("old spelling: the official Japanese of 1937 is read as Hepburn",
          "[normalize][old-spelling]") {
  const auto [official, hepburn] =
      GENERATE(table<std::string, std::string>({{"heizyo", "heijo"},
                                                {"singisyu", "shingishu"},
                                                {"tyosen", "chosen"},
                                                {"zinsen", "jinsen"},
                                                {"musan", "musan"}}));
  CHECK(to_hepburn(official) == hepburn);
}

}  // namespace
}  // namespace waymark::normalize
