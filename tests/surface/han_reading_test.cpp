// SPDX-License-Identifier: Apache-2.0
// Readings that stand on maps: Japanese ones of 1910 to 1945, Chinese ones of today.
#include "surface/han_reading.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "support/catch.h"
#include "surface/derive_test.h"

using namespace waymark::surface;
using namespace waymark::surface::test;

namespace {

bool contains(const std::vector<std::string>& list, std::string_view form) {
  return std::find(list.begin(), list.end(), form) != list.end();
}

}  // namespace

TEST_CASE("han reading: towns as Japanese maps have them", "[surface][han]") {
  const auto [hanja, reading] = GENERATE(table<std::u32string, std::string>({
      {U"平壤", "Heijō"},        {U"淸津", "Seishin"},     {U"元山", "Genzan"},
      {U"咸興", "Kankō"},        {U"新義州", "Shingishū"}, {U"鎭南浦", "Chinnampo"},
      {U"海州", "Kaishū"},       {U"開城", "Kaijō"},       {U"城津", "Jōshin"},
      {U"羅津", "Rashin"},       {U"雄基", "Yūki"},        {U"江界", "Kōkai"},
      {U"惠山鎭", "Keizanchin"}, {U"會寧", "Kainei"},      {U"茂山", "Mosan"},
      {U"吉州", "Kisshū"},       {U"沙里院", "Shariin"},   {U"兼二浦", "Kenjiho"},
      {U"安邊", "Anpen"},        {U"鐵原", "Tetsugen"},    {U"寧邊", "Neihen"},
      {U"碧潼", "Hekidō"},       {U"延安", "En’an"},       {U"興南", "Kōnan"},
      {U"利原", "Rigen"},        {U"北靑", "Hokusei"},     {U"定州", "Teishū"},
      {U"德川", "Tokusen"},
  }));
  CAPTURE(reading);
  CHECK(contains(read_in_japanese({hanja, {}}), reading));
}

TEST_CASE("han reading: a feature is one word with its generic, a division isn't",
          "[surface][han]") {
  CHECK(contains(read_in_japanese({U"鴨綠", U"江"}), "Ōryokkō"));
  CHECK(contains(read_in_japanese({U"豆滿", U"江"}), "Tomankō"));
  CHECK(contains(read_in_japanese({U"白頭", U"山"}), "Hakutōsan"));
  CHECK(contains(read_in_japanese({U"金剛", U"山"}), "Kongōsan"));
  CHECK(read_in_japanese({U"茂山", U"郡", true}).front() == "Mosan-gun");
  CHECK(read_in_japanese({U"平安", U"南道", true}).front() == "Heian-nandō");
}

TEST_CASE("han reading: towns as Chinese maps have them", "[surface][han]") {
  CHECK(read_in_mandarin({U"新義州", {}}) == "Xīnyìzhōu");
  CHECK(read_in_mandarin({U"平壤", U"市"}) == "Píngrǎng Shì");
  CHECK(read_in_mandarin({U"平安", U"北道"}) == "Píng’ān Běidào");
  CHECK(without_accents("Xīnyìzhōu Ōryokkō") == "Xinyizhou Oryokko");
}

TEST_CASE("han reading: what is not in the table has none", "[surface][han]") {
  CHECK(read_in_japanese({U"🛂茂", {}}).empty());
  CHECK(read_in_mandarin({U"e\u0301山", {}}).empty());
  CHECK(read_in_japanese({U"한山", {}}).empty());
  CHECK(read_in_japanese({}).empty());
  CHECK(read_in_mandarin({}).empty());
  CHECK(read_in_japanese({U"山金大豆沙吉山金大豆沙吉", {}}).size() <= 12);  // not all 4,000
}

TEST_CASE("derive korean: readings of the hanja serve look-up and say their scheme",
          "[surface][derive][han]") {
  const Forms kilju = korean("길주군", kCounty, "吉州郡");
  CHECK(kilju.only_looks_up("Kisshū"));
  CHECK(kilju.find("Kisshū-gun")->scheme == "ja-on");
  CHECK(kilju.find("Jízhōu Jùn")->scheme == "pinyin");
  CHECK(kilju.find("Kisshū")->derivation == "吉州 → Kisshū, generic 郡 missing");
  CHECK(korean("장진호", {"호"}, "長津湖").only_looks_up("Chōshinko"));
  CHECK(korean("함경북도", kProvince, "咸鏡北道").only_looks_up("Kankyō-hokudō"));
  CHECK_FALSE(korean("길주군", kCounty).has("Kisshū"));
}

TEST_CASE("derive korean: villages, single syllables and towns of China are not read abroad",
          "[surface][derive][han]") {
  CHECK(korean("평리", {"리"}, "坪里").of_scheme("ja-on").empty());
  CHECK(korean("신흥동", {"동"}, "新興洞").of_scheme("pinyin").empty());
  CHECK(korean("남강", {"강"}, "南江").of_scheme("pinyin").empty());
  CHECK(korean("정주시", kCity, "定州市").of_scheme("pinyin").empty());
  CHECK(korean("정주시", kCity, "定州市").only_looks_up("Teishū"));
}

TEST_CASE("derive korean: a former name in hanja alone is read abroad too",
          "[surface][derive][han]") {
  const Forms forms("korean", {{{"hanja", "永興郡"}}, {}});
  CHECK(forms.only_looks_up("Eikō"));
  CHECK(forms.only_looks_up("Yǒngxīng Jùn"));
}
