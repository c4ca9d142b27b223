// SPDX-License-Identifier: Apache-2.0
// A Korean person's name in the orders, shapes and spellings of print.
#include <string>
#include <tuple>

#include "support/catch.h"
#include "surface/derive_test.h"
#include "text/normal_form.h"

using namespace waymark::surface;
using namespace waymark::surface::test;

namespace {
Forms person(std::string ko, std::string hanja = {}) {
  NameInput input{{{"ko", std::move(ko)}}, {}};
  if (!hanja.empty()) input.names.emplace_back("hanja", std::move(hanja));
  return Forms("korean-person", std::move(input));
}
}  // namespace

TEST_CASE("derive person: spaced, hyphenated, joined, in both orders",
          "[surface][derive][person]") {
  const Forms forms = person("김정은", "金正恩");
  for (const char* form :
       {"Kim Jŏng Ŭn", "Kim Jŏng-ŭn", "Kim Jŏngŭn", "Jŏng Ŭn Kim", "Kim Chŏng-ŭn", "Kim Jeong-eun",
        "Gim Jeongeun", "Kim Jung Un", "Kim Jong-eun", "김 정은"}) {
    CAPTURE(form);
    CHECK(forms.reads(form));
  }
  CHECK_FALSE(forms.has("Kim"));
  CHECK_FALSE(forms.has("Jong Un"));
}

TEST_CASE("derive person: radio monitors write breves as apostrophes, each syllable for itself",
          "[surface][derive][person]") {
  CHECK(person("장성택").reads("Chang So’ng-t’aek"));
  CHECK(person("김양건").reads("Kim Yang-ko’n"));
  CHECK(person("최태복").reads("Ch’oe T’ae-pok"));
}

TEST_CASE("derive person: family names have spellings of their own", "[surface][derive][person]") {
  const auto [ko, form] = GENERATE(table<std::string, std::string>({
      {"리영길", "Ri Yŏng Gil"},    {"리영길", "Lee Young-gil"},  {"리영길", "Yi Yŏng-gil"},
      {"리영길", "이영길"},         {"이영길", "Ri Yŏng Gil"},    {"최룡해", "Choe Ryong Hae"},
      {"최룡해", "Choi Ryong-hae"}, {"최룡해", "Choe Yong Hae"},  {"박봉주", "Pak Pong Ju"},
      {"박봉주", "Park Bong-ju"},   {"조용원", "Jo Yong Wŏn"},    {"조용원", "Cho Yong-won"},
      {"로두철", "Ro Tu Chŏl"},     {"로두철", "Roh Tu Chŏl"},    {"김덕훈", "Kim Tŏk Hun"},
      {"김덕훈", "Kim Duk-hun"},    {"오극렬", "O Kŭk Ryŏl"},     {"장성택", "Jang Sŏng Thaek"},
      {"장성택", "Jang Song-taek"}, {"김여정", "Kim Yŏ Jŏng"},    {"태영호", "Thae Yŏng Ho"},
      {"김일성", "Kim Il Sung"},    {"황병서", "Hwang Byong-so"}, {"리선권", "Ri Sŏn Gwŏn"},
  }));
  const Forms forms = person(ko);
  bool found = false;
  for (const DerivedForm& f : forms.all())
    found = found || waymark::text::folds_equal(f.form, form);
  CAPTURE(ko, form);
  CHECK(found);
}

TEST_CASE("derive person: a family name of two syllables stays whole",
          "[surface][derive][person]") {
  CHECK(person("남궁민").reads("Namgung Min"));
  CHECK(person("황보영철").reads("Hwangbo Yŏng Chŏl"));
  CHECK(person("남일").reads("Nam Il"));
  CHECK(person("선우 일").reads("Sŏnu Il"));
}

TEST_CASE("derive person: a one-syllable given name in front collides",
          "[surface][derive][person]") {
  const Forms forms = person("김책");
  CHECK(forms.reads("Kim Chaek"));
  CHECK(forms.only_looks_up("Chaek Kim"));
}

TEST_CASE("derive person: hanja as China and Japan write them", "[surface][derive][person]") {
  const Forms forms = person("김여정", "金與正");
  CHECK(forms.find("金与正").has_value());
}

TEST_CASE("derive person: what is no Korean name gives nothing", "[surface][derive][person]") {
  CHECK(person("Kim Jong Un").all().empty());
  CHECK(person("🛂").all().empty());
  CHECK(person("김").all().empty());
  CHECK(person("조선민주주의인민공화국").all().empty());
}
