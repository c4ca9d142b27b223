// SPDX-License-Identifier: Apache-2.0
// One Korean place name brings all its spellings.
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "support/catch.h"
#include "surface/derive_test.h"
#include "text/normal_form.h"

using namespace waymark::surface;
using namespace waymark::surface::test;

TEST_CASE(
    "derive korean: a city with its generic joined, hyphenated, spaced, translated, doubled or "
    "missing",
    "[surface][derive]") {
  const Forms forms = korean("혜산시", kCity, "惠山市");
  for (const char* form : {"Hyesan-si", "Hyesansi", "Hyesan si", "Hyesan city", "Hyesan-si city",
                           "Hyesan", "혜산", "惠山"}) {
    CAPTURE(form);
    CHECK(forms.reads(form));
  }
  CHECK_FALSE(forms.has("혜산시"));  // given
  CHECK(forms.find("Hyesan-si")->scheme == "mr");
  CHECK(forms.find("Hyesan-si")->derivation == "혜산시 → Hyesan-si, generic 시 hyphenated");
}

TEST_CASE("derive korean: the spellings of 청진", "[surface][derive]") {
  const Forms forms = korean("청진시", kCity);
  const auto [form, scheme] = GENERATE(table<std::string, std::string>({
      {"Ch’ŏngjin", "mr"},
      {"Chongjin-si", "mr-plain"},
      {"Cheongjin", "rr"},
      {"Cheongjin-si", "rr"},
      {"Cheongcin", "iso"},
      {"Chengcin", "yale"},
      {"Ch’ŏngjin-shi", "rok-1984"},
      {"Chungjin", "mixed"},
      {"Ch’o’ngjin", "press"},
  }));
  CAPTURE(form);
  REQUIRE(forms.has(form));
  CHECK(forms.find(form)->scheme == scheme);
  CHECK(forms.find(form)->lookup_only == (scheme == "iso" || scheme == "yale"));
}

TEST_CASE("derive korean: all divisions of the first level", "[surface][derive]") {
  const auto [ko, generics, spellings] = GENERATE(table<std::string, std::vector<std::string>,
                                                        std::vector<std::string>>({
      {"평양시",
       kCity,
       {"P’yŏngyang", "Pyongyang", "Pyeongyang", "Pyongyang city", "Pyongyang-si"}},
      {"라선시", kCity, {"Rasŏn", "Nasŏn", "Naseon", "Rason-si", "나선시", "나선", "라선"}},
      {"남포시", kCity, {"Namp’o", "Nampo", "Nampho"}},
      {"개성시", kCity, {"Kaesŏng", "Gaeseong", "Kaeseong", "Gaesong"}},
      {"평안남도",
       kProvince,
       {"P’yŏngan-namdo", "South Phyŏngan province", "Pyeongannam-do", "평남"}},
      {"평안북도",
       kProvince,
       {"P’yŏngan-bukto", "Phyŏnganbuk-do", "N. Pyongan province", "Pyongan-pukto"}},
      {"자강도", kProvince, {"Chagang-do", "Jagang-do", "Jagang province", "Chagang province"}},
      {"황해남도", kProvince, {"Hwanghae-namdo", "South Hwanghae province", "Hwanghaenam-do"}},
      {"황해북도", kProvince, {"Hwanghae-bukto", "North Hwanghae", "Hwanghaebuk-do"}},
      {"강원도", kProvince, {"Kangwŏn-do", "Gangwon-do", "Kangwŏn province", "Gangwon province"}},
      {"함경남도", kProvince, {"Hamgyŏng-namdo", "South Hamgyŏng province", "Hamgyeongnam-do"}},
      {"함경북도",
       kProvince,
       {"Hamgyŏng-bukto", "Hamgyŏng-pukto", "Hamgyŏngbuk-do", "Hamgyŏng pukto", "North Hamgyŏng",
        "Northern Hamgyŏng province", "North Hamgyŏng prov.", "North Hamgyeong province", "함북"}},
      {"량강도",
       kProvince,
       {"Ryanggang-do", "Yanggang-do", "Ryanggang province", "Yanggang", "양강도", "양강"}},
  }));
  CAPTURE(ko);
  const Forms forms = korean(ko, generics);
  std::set<std::string> keys;
  for (const DerivedForm& form : forms.all()) keys.insert(waymark::text::fold(form.form));
  for (const std::string& spelling : spellings) {
    CAPTURE(spelling);
    CHECK(keys.count(waymark::text::fold(spelling)) == 1);
  }
}

TEST_CASE("derive korean: both orthographies are written", "[surface][derive]") {
  const auto [ko, north, south] = GENERATE(table<std::string, std::string, std::string>({
      {"라진구역", "Rajin", "Najin"},
      {"룡천군", "Ryongch’ŏn", "Yongch’ŏn"},
      {"리원군", "Riwŏn", "Iwŏn"},
      {"녕변군", "Nyŏngbyŏn", "Yŏngbyŏn"},
      {"은률군", "Ŭnryul", "Ŭnyul"},
      {"락원군", "Ragwŏn", "Nagwŏn"},
  }));
  CAPTURE(ko);
  const Forms forms = korean(ko, {"군", "구역"});
  CHECK(forms.reads(north));
  CHECK(forms.reads(south));
}

TEST_CASE("derive korean: workers' districts, in the South's orthography too",
          "[surface][derive]") {
  const Forms forms = korean("남양로동자구", {"로동자구"});
  for (const char* form : {"Namyang-nodongjagu", "Namyang-rodongjagu", "Namyang workers’ district",
                           "Namyang workers district", "Namyang-gu", "Namyang-ku", "Namyang",
                           "남양노동자구", "남양"}) {
    CAPTURE(form);
    CHECK(forms.reads(form));
  }
}

TEST_CASE("derive korean: a village's generic changes with what stands before it",
          "[surface][derive]") {
  CHECK(korean("풍계리", {"리"}).reads("Punggye-ri"));
  CHECK(korean("상남리", {"리"}).reads("Sangnam-ni"));
  CHECK(korean("신리", {"리"}).reads("Sil-li"));
  CHECK(korean("금천리", {"리"}).reads("Kŭmch’ŏl-li"));
  CHECK(korean("금천리", {"리"}).reads("Kŭmch’ŏn-ni"));
  CHECK(korean("금천리", {"리"}).reads("Kŭmch’ŏn-ri"));
}

TEST_CASE("derive korean: newspapers' habits", "[surface][derive]") {
  const auto [ko, form] = GENERATE(table<std::string, std::string>({
      {"함경북도", "North Hamkyong province"},
      {"함경북도", "North Hamkyung province"},
      {"평안북도", "North Pyong'an province"},
      {"단천시", "Danchon"},
      {"법동군", "Popdong"},
      {"락원군", "Rakwon"},
      {"개성시", "Kaeseong"},
      {"풍서군", "Poongseo county"},
      {"중구역", "Junggu district"},
  }));
  CAPTURE(ko, form);
  CHECK(korean(ko, {"도", "시", "군", "구역"}).reads(form));
}

TEST_CASE("derive korean: rivers and mountains", "[surface][derive]") {
  const Forms river = korean("압록강", {"강", "천"});
  for (const char* form :
       {"Amnok-kang", "Amnokkang", "Amnokgang", "Amrokgang", "Amnok river", "Amnokkang river"}) {
    CAPTURE(form);
    CHECK(river.reads(form));
  }
  CHECK(river.only_looks_up("Amnok"));
  const Forms mountain = korean("백두산", {"산", "봉", "령"});
  for (const char* form :
       {"Paektu-san", "Paektusan", "Baekdusan", "Mount Paektu", "Mt. Paektu", "Mt. Baekdu",
        "Paektu mountain", "Mount Paektusan", "Paektusan mountain"}) {
    CAPTURE(form);
    CHECK(mountain.reads(form));
  }
}

TEST_CASE("derive korean: 도 is an island where its kind says so", "[surface][derive]") {
  CHECK(korean("위화도", {"도", "섬"}).reads("Wihwa island"));
  CHECK_FALSE(korean("위화도", {"도", "섬"}).has("Wihwa province"));
  CHECK(korean("량강도", kProvince).reads("Ryanggang province"));
}

TEST_CASE("derive korean: lakes by older words", "[surface][derive]") {
  const std::vector<std::string> lake = {"호", "저수지"};
  CHECK(korean("삼지연", lake).reads("Lake Samji"));
  CHECK(korean("삼일포", lake).reads("Lake Samil"));
  CHECK(korean("천지", lake).reads("Lake Ch’ŏnji"));
  CHECK(korean("장진호", lake).reads("Changjin reservoir"));
  CHECK(korean("서두수", {"강", "천"}).reads("Sŏdusu"));
}

TEST_CASE("derive korean: a site never stands without its generic", "[surface][derive]") {
  const Forms forms = korean("무산광산", {"광산", "탄광"});
  CHECK(forms.reads("Musan Mine"));
  CHECK_FALSE(forms.has("Musan"));
  CHECK_FALSE(forms.has("무산"));
}

TEST_CASE("derive korean: a site in a village keeps the village's generic", "[surface][derive]") {
  const Forms base = korean("신오리미사일기지", {});
  for (const char* form :
       {"Sino-ri Missile Base", "Sino-ri Missile Operating Base", "Sinori Missile Base"})
    CHECK(base.reads(form));
  CHECK(korean("상남리미사일기지", {}).reads("Sangnam-ni Missile Base"));
  CHECK(korean("북창화력발전소", {}).reads("Bukchang Thermal Power Plant"));
  CHECK_FALSE(base.has("Sino"));
  CHECK(korean("순천세멘트련합기업소", {}).reads("Suncheon Cement Complex"));
  CHECK(korean("소백수무역회사", {}).reads("Sobaeksu Trading Corporation"));
  const Forms resort = korean("금강산국제관광특구", {"특구"});
  for (const char* form : {"Kŭmgangsan Tourist Region", "Mt. Kŭmgang Tourist Region",
                           "Mount Geumgang International Tourist Zone"}) {
    CAPTURE(form);
    CHECK(resort.reads(form));
  }
  CHECK(korean("청천강화력발전소", {"발전소"}).reads("Ch’ŏngch’ŏn River Thermal Power Plant"));
}

TEST_CASE("derive korean: railway lines, temples and capes", "[surface][derive]") {
  CHECK(korean("평부선", {"선"}).reads("P’yŏngbu Line"));
  CHECK_FALSE(korean("무산선", {"선"}).has("Musan"));
  CHECK(korean("표훈사", {"사", "암"}).reads("P’yohun Temple"));
  CHECK(korean("표훈사", {"사", "암"}).reads("Phyohunsa"));
  const Forms cape = korean("장산곶", {"곶", "단"});
  for (const char* form : {"Cape Jangsan", "Jangsan Cape", "Changsan-got", "Changsan-kot"}) {
    CAPTURE(form);
    CHECK(cape.reads(form));
  }
}

TEST_CASE("derive korean: villages as official gazetteers write them", "[surface][derive]") {
  // Boundaries with 리, 동, 읍, 면 and native endings; prefixes of direction, size and number.
  const auto [name, written] = GENERATE(table<std::string, std::string>(
      {{"남압리", "Namam-ni"},     {"석막리", "Sŏngmang-ni"},   {"백련리", "Paengnyŏl-li"},
       {"룡연리", "Ryongyŏl-li"},  {"신룡리", "Sillyong-ni"},   {"갈산리", "Kalsal-li"},
       {"십리동", "Simni-dong"},   {"독립리", "Tongnim-ni"},    {"물안리", "Mural-li"},
       {"물남리", "Mullam-ni"},    {"백석동", "Paeksŏk-tong"},  {"상팔동", "Sangp’al-tong"},
       {"송학동", "Songhak-tong"}, {"고읍동", "Koŭp-tong"},     {"구읍리", "Kuŭm-ni"},
       {"북면", "Puk-myŏn"},       {"웃골", "Ut-kol"},          {"안골", "An-gol"},
       {"돌고개", "Tolgogae"},     {"큰골", "K’ŭn-gol"},        {"윗마을", "Win-maŭl"},
       {"연곡동", "Yŏn’gok-tong"}, {"전거리", "Chŏn’gŏ-ri"},    {"일하리", "Irha-ri"},
       {"발해동", "Parhae-dong"},  {"북하동", "Pukha-dong"},    {"의암리", "Ŭiam-ni"},
       {"희천", "Hŭich’ŏn"},       {"무의리", "Muŭi-ri"},       {"쌍룡동", "Ssangnyong-dong"},
       {"꽃밭리", "Kkotpan-ni"},   {"닭골리", "Takkol-li"},     {"굳이리", "Kuji-ri"},
       {"옥녀봉", "Ongnyŏbong"},   {"갑문동", "Kammun-dong"},   {"침랑동", "Ch’imnang-dong"},
       {"진료동", "Chillyo-dong"}, {"칠남동", "Ch’illam-dong"}, {"륙리", "Ryung-ni"},
       {"률곡리", "Yulgong-ni"},   {"련대리", "Yŏndae-ri"},     {"녀산리", "Yŏsal-li"}}));
  CAPTURE(name, written);
  CHECK(korean(name, {}).has(written));
}

TEST_CASE("derive korean: numbered camps", "[surface][derive]") {
  const Forms camp = korean("14호관리소", {"관리소"});
  for (const char* form :
       {"Camp 14", "Camp-14", "Camp No. 14", "Concentration Camp 14", "Kwanliso 14",
        "Kwalliso No. 14", "Kwan-li-so No. 14", "14호 관리소", "제14호관리소"}) {
    CAPTURE(form);
    CHECK(camp.reads(form));
  }
  CHECK_FALSE(camp.reads("14ho Camp"));
  CHECK(korean("12호교화소", {"교화소"}).reads("Kyohwaso No. 12"));
}

TEST_CASE("derive korean: a person's name is a place only with a generic", "[surface][derive]") {
  const Forms forms = korean("김정숙군", kCounty);
  for (const char* form :
       {"Kim Jŏng Suk county", "Kim Jŏng-suk county", "Kimjŏngsuk-gun", "Kimjŏngsuk county",
        "Kimjŏngsuk", "Kim Jŏng Suk-gun", "Kim Chŏng-suk-kun"}) {
    CAPTURE(form);
    CHECK(forms.reads(form));
  }
  CHECK_FALSE(forms.has("Kim Jŏng Suk"));
  CHECK(korean("김책시", kCity).reads("Kim Chaek city"));
  CHECK(korean("김일성광장", {"광장"}).reads("Kim Il Sung Square"));
  CHECK_FALSE(korean("리원군", kCounty).has("Ri Won"));
}

TEST_CASE("derive korean: what would be met by chance serves look-up only", "[surface][derive]") {
  CHECK(korean("중구역", {"구역"}).only_looks_up("Chung"));
  CHECK(korean("중구역", {"구역"}).only_looks_up("중"));
  CHECK(korean("온천군", kCounty).only_looks_up("온천"));
  CHECK(korean("온천군", kCounty, "溫泉郡").only_looks_up("溫泉"));
  CHECK(korean("온성군", kCounty).reads("온성"));
  CHECK(korean("운성군", kCounty).only_looks_up("Unsung"));
  CHECK(korean("수산군", kCounty).only_looks_up("Susan"));
  CHECK_FALSE(korean("청남구", {"구"}).has("Chungnam"));  // 충남 in the South
}

TEST_CASE("derive korean: long words are found in any case, short ones are not",
          "[surface][derive]") {
  CHECK(korean("삼지연시", kCity).find("Samjiyŏn")->any_case);
  CHECK_FALSE(korean("무산군", kCounty).find("Musan")->any_case);
  CHECK_FALSE(korean("무산군", kCounty).find("Musan county")->any_case);
}

TEST_CASE("derive korean: without a kind a generic is known by its look", "[surface][derive]") {
  const Forms forms = korean("풍계리");
  CHECK(forms.reads("Punggye-ri"));
  CHECK(forms.reads("Punggye village"));
  CHECK(forms.only_looks_up("Punggye"));
  CHECK(korean("상리").reads("Sang-ni"));
  CHECK(korean("가마골").reads("Kama-gol"));
  CHECK(korean("가마골").reads("Kamagol"));
  CHECK_FALSE(korean("국가보위성").has("Kukkabowi province"));
}

TEST_CASE("derive korean: a name without generic takes its kind's as well", "[surface][derive]") {
  const Forms forms = korean("아오지", {"읍"});
  CHECK(forms.reads("Aoji"));
  CHECK(forms.reads("Aoji-ŭp"));
  CHECK(forms.reads("아오지읍"));
}

TEST_CASE("derive korean: a generic of one's own is hyphenated and joined", "[surface][derive]") {
  const Forms forms = korean("가마벌", {"벌"});
  CHECK(forms.reads("Kama-bŏl"));
  CHECK(forms.reads("Kamabŏl"));
}

TEST_CASE("derive korean: hanja, simplified and Japanese", "[surface][derive]") {
  const Forms forms = korean("량강도", kProvince, "兩江道");
  CHECK(forms.find("两江道")->scheme == "hanja-simplified");
  CHECK(forms.find("両江道")->scheme == "hanja-ja");
  CHECK(forms.reads("兩江"));
  CHECK(forms.reads("两江"));
  const Forms city = korean("청진시", kCity, "淸津");
  CHECK(city.reads("淸津市"));
  CHECK(city.reads("清津市"));
}

TEST_CASE("derive korean: a former name in hanja alone", "[surface][derive]") {
  const auto forms = derive_forms("korean", {{{"hanja", "鎭南浦府"}}, {"시"}});
  std::map<std::string, std::string> schemes;
  for (const DerivedForm& form : forms)
    if (!form.lookup_only) schemes[form.form] = form.scheme;
  CHECK(schemes == std::map<std::string, std::string>{{"鎭南浦", "hanja"},
                                                      {"鎮南浦府", "hanja"},
                                                      {"鎮南浦", "hanja"},
                                                      {"镇南浦府", "hanja-simplified"},
                                                      {"镇南浦", "hanja-simplified"}});
}

TEST_CASE("derive korean: no two forms have one key, no form is a given name",
          "[surface][derive]") {
  for (const char* name : {"혜산시", "함경북도", "평양시", "은률군", "압록강", "로동자구",
                           "14호관리소", "혜산 청년"}) {
    const NameInput input{{{"ko", name}, {"en", "Hyesan"}}, {"시", "군", "도", "강", "관리소"}};
    std::set<std::string> keys = {waymark::text::fold(name)};
    keys.insert(waymark::text::fold("Hyesan"));
    for (const DerivedForm& form : derive_forms("korean", input)) {
      CAPTURE(name, form.form);
      CHECK(keys.insert(waymark::text::fold(form.form)).second);
      CHECK_FALSE(form.scheme.empty());
      CHECK_FALSE(form.derivation.empty());
    }
  }
}

TEST_CASE("derive korean: a county has some dozens of forms", "[surface][derive]") {
  for (const char* name : {"무산군", "청단군", "녕변군", "락원군", "법동군", "김형권군"}) {
    CAPTURE(name);
    const std::size_t count = korean(name, kCounty).all().size();
    CHECK(count >= 15);
    CHECK(count <= 125);
  }
}

TEST_CASE("derive korean: asked for repeats, every scheme gives its own spelling",
          "[surface][derive]") {
  const NameInput input{{{"ko", "무산군"}}, kCounty};
  std::map<std::string, std::string> first;
  for (const DerivedForm& form : derive_forms("korean", input, Repeats::kKeep)) {
    first.emplace(form.scheme, form.form);
  }
  for (const char* scheme :
       {"mr", "mr-plain", "bgn", "ala-lc", "dprk-1992", "dprk-2002", "dprk-2012", "rr", "rok-1984",
        "moe-1959", "iso", "yale", "press", "ko"}) {
    CAPTURE(scheme);
    CHECK(first.count(scheme) == 1);
  }
  CHECK(first["rr"] == "Musan-gun");
  CHECK(write_by_scheme("mr", "korean", {{{"ko", "함경북도"}}, kProvince}) == "Hamgyŏng-bukto");
  CHECK(write_by_scheme("rr", "korean", {{{"ko", "량강도"}}, kProvince}) == "Yanggang-do");
  CHECK(write_by_scheme("dprk-2012", "korean", {{{"ko", "압록강"}}, {"강"}}) == "Amrokgang");
  CHECK(write_by_scheme("wade-giles", "korean", input) == std::nullopt);
}

TEST_CASE("derive korean: any input is borne", "[surface][derive]") {
  std::string endless;
  for (int i = 0; i < 100; ++i) endless += "평안북";
  for (const std::string& name :
       {std::string(), std::string("도"), std::string(" "), std::string("북도"),
        std::string("남남도"), std::string("🛂"), std::string("e\u0301"), std::string("🛂혜산시"),
        std::string("혜산  시"), std::string(" 혜산시 "), std::string("Hyesan"),
        std::string("\xFF\xFE"), std::string("호관리소"), std::string("999999호관리소"), endless}) {
    for (const std::string& deriver : deriver_names()) {
      for (const auto& generics :
           {std::vector<std::string>{}, {"도", "시"}, {""}, {"\xFF"}, {"관리소"}}) {
        const NameInput input{{{"ko", name}, {"hanja", name}, {"en", name}}, generics};
        for (const DerivedForm& form : derive_forms(deriver, input)) CHECK_FALSE(form.form.empty());
      }
    }
  }
  CHECK(korean(endless).all().empty());
  CHECK(derive_forms("wade-giles", {{{"ko", "혜산"}}, {}}).empty());
}
