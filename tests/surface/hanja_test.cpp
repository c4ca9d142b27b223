// SPDX-License-Identifier: Apache-2.0
// Hanja names as China and Japan write them, and names that are words of their own.
#include "surface/hanja.h"

#include <string>
#include <tuple>

#include "support/catch.h"
#include "surface/caution.h"
#include "surface/hangul.h"

using namespace waymark::surface;

TEST_CASE("hanja: simplified and Japanese forms", "[surface][hanja]") {
  const auto [hanja, simplified, japanese] =
      GENERATE(table<std::u32string, std::u32string, std::u32string>({
          {U"兩江道", U"两江道", U"両江道"},
          {U"咸鏡北道", U"咸镜北道", U"咸鏡北道"},
          {U"平壤", U"平壤", U"平壌"},
          {U"淸津", U"清津", U"清津"},
          {U"鐵原郡", U"铁原郡", U"鉄原郡"},
          {U"龍川", U"龙川", U"竜川"},
          {U"黃海南道", U"黄海南道", U"黄海南道"},
          {U"恩德", U"恩德", U"恩徳"},
          {U"鹽州郡", U"盐州郡", U"塩州郡"},
          {U"豊西郡", U"丰西郡", U"豊西郡"},
          {U"", U"", U""},
          {U"🛂e\u0301兩", U"🛂e\u0301两", U"🛂e\u0301両"},
      }));
  CAPTURE(to_utf8(hanja));
  CHECK(to_utf8(to_simplified(hanja)) == to_utf8(simplified));
  CHECK(to_utf8(to_japanese(hanja)) == to_utf8(japanese));
}

TEST_CASE("hanja: whatever country's shape folds to one", "[surface][hanja]") {
  for (const std::u32string_view hanja : {U"🛂鐵原郡", U"🛂铁原郡", U"🛂鉄原郡"})
    CHECK(fold_hanja(hanja) == U"🛂铁原郡");
  CHECK(fold_hanja(U"淸津") == fold_hanja(U"清津"));
  CHECK(fold_hanja(U"長豊") == fold_hanja(U"长丰"));
  CHECK(fold_hanja(U"평양 e\u0301") == U"평양 e\u0301");
}

TEST_CASE("hanja: Korea's own forms of characters become the common ones", "[surface][hanja]") {
  CHECK(to_standard_hanja(U"淸津靑年") == U"清津青年");
  CHECK(to_standard_hanja(U"惠山") == U"惠山");
}

TEST_CASE("caution: words, names and distinctive spellings", "[surface][caution]") {
  CHECK(is_common_word("Mango"));
  CHECK(is_common_word("Unsŭng"));  // unsung, marks aside
  CHECK_FALSE(is_common_word("Hyesan"));
  CHECK(is_known_name("Iran"));
  CHECK(is_common_hangul(U"온천"));
  CHECK_FALSE(is_common_hangul(U"혜산"));
  CHECK(is_common_hanja(U"長江"));
  CHECK(is_distinctive("Samjiyŏn"));
  CHECK_FALSE(is_distinctive("Musan"));
  CHECK_FALSE(is_distinctive("Chopping"));
}
