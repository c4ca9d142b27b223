// SPDX-License-Identifier: Apache-2.0
#include "normalize/normalizer.h"

#include <string>
#include <utility>
#include <vector>

#include "normalize/small_gazetteer.h"
#include "support/catch.h"
#include "support/gazetteer.h"

namespace waymark::normalize {
namespace {

const std::shared_ptr<const gazetteer::Catalog>& catalog() {
  static const auto kCatalog = test::make_catalog(kSmallGazetteer);
  return kCatalog;
}

const Normalizer& normalizer() {
  static const Normalizer kNormalizer(*catalog());
  return kNormalizer;
}

/// "kp.musan matched", "kp.kosong ambiguous: kr.goseong", "none".
std::string describe(const Answer& answer) {
  if (answer.candidates.empty()) return std::string(name_of(answer.status));
  std::string text;
  for (std::size_t i = 0; i < answer.candidates.size(); ++i) {
    const std::string id = catalog()->entry(answer.candidates[i].entry).id;
    if (i == 0) text = id + ' ' + std::string(name_of(answer.status));
    if (i > 0 && answer.status == Status::kAmbiguous) text += (i == 1 ? ": " : ", ") + id;
  }
  return text;
}

std::string ask(std::string_view name) { return describe(normalizer().answer({name, {}, {}})); }

struct Row {
  const char* name;
  const char* answer;
};

TEST_CASE("normalizer: misspelt words of an organ's name are mended", "[normalize]") {
  const Row row = GENERATE(values<Row>({{"Minstry of State Securty", "kp.mss corrected"},
                                        {"Ministri of State Security", "kp.mss corrected"},
                                        {"Ministry of Steak Security", "none"},
                                        {"Minstry", "none"},
                                        {"Minstry of Stoat Secrecy", "none"}}));
  CAPTURE(row.name);
  CHECK(ask(row.name) == row.answer);
}

TEST_CASE("normalizer: a facility is found by other words for its kind", "[normalize]") {
  CHECK(ask("Ŭiju International Airport") == "kp.uiju-airfield matched");
  CHECK(ask("Uiju Air Base") == "kp.uiju-airfield matched");
  CHECK(ask("Uijju Air Base") == "kp.uiju-airfield corrected");
  CHECK(ask("Uiju Naval Base") == "none");
  CHECK(ask("Rewon Airfield") == "kp.rewom-airfield corrected");
  CHECK(ask("Riwon Airfield") == "none");  // a county's is no other's, misspelt
  CHECK(ask("Yongbyon nuclear facility") == "kp.yongbyon-site matched");
  CHECK(ask("Yongbyon suspected site") == "kp.yongbyon-site matched");
}

TEST_CASE("normalizer: a quarter may have a number", "[normalize]") {
  CHECK(ask("Jongbaek 1-dong") == "kp.jongbaek matched");
  CHECK(ask("정백2동") == "kp.jongbaek matched");
  CHECK(ask("Musan 1-gun") == "none");
  CHECK(ask("1-dong") == "none");
}

TEST_CASE("normalizer: an organ may stand behind its town", "[normalize]") {
  CHECK(ask("Hyesan Central News Agency") == "kp.news matched");
  CHECK(ask("Haesan Central News Agency") == "kp.news corrected");
  CHECK(ask("Yangyang Central News Agency") == "none");
}

TEST_CASE("normalizer: an organ of the North is that of the North only", "[normalize]") {
  CHECK(ask("Supreme Assembly").ends_with("kr.assembly"));
  CHECK(ask("Supreme Assembly of the North Korea") == "kp.assembly matched");
}

TEST_CASE("normalizer: an organ is near in all its letters, with the same numbers", "[normalize]") {
  const Row row = GENERATE(values<Row>({{"Ministryof State Security", "kp.mss matched"},
                                        {"Ministryof State Secrity", "kp.mss corrected"},
                                        {"Minstry of Sate Securty", "kp.mss corrected"},
                                        {"Ministry 0f State Secur1ty", "kp.mss corrected"},
                                        {"1st Ministry of Sate Securty", "none"},
                                        {"Central New Agency", "kp.news corrected"},
                                        {"New News", "none"},
                                        {"Ministry of Estate Sureties", "none"}}));
  CAPTURE(row.name);
  CHECK(ask(row.name) == row.answer);
}

TEST_CASE("normalizer: the Korean plural is that of no place", "[normalize]") {
  CHECK(ask("국가보위성들") == "kp.mss matched");
  CHECK(ask("무산군들") == "none");
  CHECK(ask("들") == "none");
}

TEST_CASE("normalizer: scanners' digits and a misspelt generic are mended", "[normalize]") {
  const Row row = GENERATE(values<Row>({{"Mu5an C0unty", "kp.musan corrected"},
                                        {"Musan Cuonty", "kp.musan corrected"},
                                        {"Hye5an", "kp.hyesan corrected"},
                                        {"Riwom xounty", "kp.riwon corrected"},
                                        {"Songchongang Distrct", "kp.songchongang corrected"},
                                        {"Tumen Rver", "kp.tumen corrected"},
                                        {"Tumen Riverr", "kp.tumen corrected"},
                                        {"Haksan Vilage", "kp.haksan corrected"},
                                        {"China Rivver", "none"},
                                        {"Musan Bounty Hunter", "none"}}));
  CAPTURE(row.name);
  CHECK(ask(row.name) == row.answer);
}

TEST_CASE("normalizer: an organ is found by another translation of its name", "[normalize]") {
  const Row row =
      GENERATE(values<Row>({{"National Security Ministry", "kp.mss matched"},
                            {"North Korean Ministry of State Security", "kp.mss matched"},
                            {"Ministry for Fish", "none"},
                            {"State Security", "none"}}));
  CAPTURE(row.name);
  CHECK(ask(row.name) == row.answer);
}

TEST_CASE("normalizer: a spelling in any scheme, with or without its generic, is its entry",
          "[normalize]") {
  const Row row = GENERATE(values<Row>({{"Musan", "kp.musan matched"},
                                        {"MUSAN COUNTY", "kp.musan matched"},
                                        {"Musan-kun", "kp.musan matched"},
                                        {"Musan Gun", "kp.musan matched"},
                                        {"musangun", "kp.musan matched"},
                                        {"the Musan County", "kp.musan matched"},
                                        {"  \"Musan\" ", "kp.musan matched"},
                                        {"Hamgyŏng-bukto", "kp.n-hamgyong matched"},
                                        {"Ham-gyeong-buk-do", "kp.n-hamgyong matched"},
                                        {"N. Hamgyong Prov.", "kp.n-hamgyong matched"},
                                        {"Yanggang-do", "kp.ryanggang matched"},
                                        {"Hyesan County", "kp.hyesan matched"},
                                        {"Hye^san", "kp.hyesan matched"},
                                        {"Hyesan-bu", "kp.hyesan matched"},
                                        {"혜산부", "kp.hyesan matched"},
                                        {"Hamgyong-bukto region", "kp.n-hamgyong matched"},
                                        {"Tuman-gang", "kp.tumen matched"}}));
  CAPTURE(row.name);
  CHECK(ask(row.name) == row.answer);
}

TEST_CASE("normalizer: names in Hangul and hanja, of either orthography and of three countries",
          "[normalize]") {
  const Row row = GENERATE(values<Row>({{"무산군", "kp.musan matched"},
                                        {"무산", "kp.musan matched"},
                                        {"양강도", "kp.ryanggang matched"},
                                        {"茂山郡", "kp.musan matched"},
                                        {"两江道", "kp.ryanggang matched"},
                                        {"両江道", "kp.ryanggang matched"},
                                        {"両江", "kp.ryanggang matched"},
                                        {"咸镜北", "kp.n-hamgyong matched"},
                                        {"咸鏡北道茂山郡", "kp.musan matched"},
                                        {"함경북", "kp.n-hamgyong matched"},
                                        {"寧边郡", "kp.nyongbyon matched"},
                                        {"함경북도 무산군", "kp.musan matched"},
                                        {"함경북도무산군", "kp.musan matched"}}));
  CAPTURE(row.name);
  CHECK(ask(row.name) == row.answer);
}

TEST_CASE("normalizer: what Japanese and Chinese read the characters as is found where it is clear",
          "[normalize]") {
  const Row row = GENERATE(values<Row>({{"Mosan", "kp.musan matched"},
                                        {"Mosan-gun", "kp.musan matched"},
                                        {"Mosan-fu", "kp.musan matched"},
                                        {"Neihen", "kp.nyongbyon matched"},
                                        {"Kankyō-hokudō", "kp.n-hamgyong matched"},
                                        {"Kankyo Hokudo", "kp.n-hamgyong matched"},
                                        {"Liǎngjiāng Dào", "kp.ryanggang matched"},
                                        {"Keikō", "kp.kyonghung matched"},
                                        {"Keiko", "none"},  // a woman
                                        {"Maoshan", "none"},
                                        {"Maoshan Xian", "none"},
                                        {"Maoshan, China", "none"},
                                        {"Maoshan, Jiangsu", "none"},
                                        {"Maoshan, Xianjing Beidao", "kp.musan matched"},
                                        {"Màoshān Xiàn, North Korea", "kp.musan matched"}}));
  CAPTURE(row.name);
  CHECK(ask(row.name) == row.answer);
}

TEST_CASE("normalizer: macrons are of Japanese, without them Korean is meant", "[normalize]") {
  CHECK(ask("Kojo") == "kp.kojo matched");
  CHECK(ask("Kōjō") == "kp.kosong matched");
  CHECK(ask("Kōjō-gun") == "kp.kosong matched");
}

TEST_CASE("normalizer: a homonym stays a candidate, the spelling orders it", "[normalize]") {
  CHECK(ask("Kosong") == "kp.kosong ambiguous: kr.goseong");
  CHECK(ask("Goseong") == "kr.goseong ambiguous: kp.kosong");
  CHECK(ask("Kangwon") == "kp.kangwon ambiguous: kr.gangwon");
  CHECK(ask("Unsan-gun") == "kp.unsan ambiguous: kp.unsan-2");
  CHECK(ask("Ŭnsan-gun") == "kp.unsan-2 ambiguous: kp.unsan");
  CHECK(ask("Songch'on-gang") == "kp.songchon ambiguous: kp.songchongang");
  CHECK(ask("Yongbyon Nuclear Facility") == "kp.yongbyon-site matched");
  CHECK(ask("MSS") == "kp.mss ambiguous: cn.mss");
}

TEST_CASE("normalizer: what stands beside a name decides", "[normalize]") {
  const Row row =
      GENERATE(values<Row>({{"Kosong, Kangwon", "kp.kosong matched"},
                            {"Kosong (North Korea)", "kp.kosong matched"},
                            {"Goseong, Gangwon", "kr.goseong matched"},
                            {"Goseong in South Korea", "kr.goseong matched"},
                            {"Musan County, North Hamgyong Province, DPRK?", "kp.musan matched"},
                            {"Hyesan Ryanggang", "kp.hyesan matched"},
                            {"Ryanggang, Hyesan", "kp.hyesan matched"},
                            {"Unsan, Gyeonggi", "none"},
                            {"Unsan, Zhanjiang", "none"},
                            {"Unsan, Seosan-si", "none"},
                            {"Musan, Korea", "kp.musan matched"},
                            {"Tumen (Tuman) River", "kp.tumen matched"},
                            {"On Song, North Hamgyong", "kp.onsong matched"},
                            {"On Song, North Korea", "none"},
                            {"On Song, Gangwon", "none"},
                            {"Musan-gun, North Hamgyong Province, Korea", "kp.musan matched"},
                            {"Unsan, nowhere", "kp.unsan ambiguous: kp.unsan-2"},
                            {"China's MSS", "cn.mss matched"},
                            {"Chinese MSS", "cn.mss matched"},
                            {"North Korea's MSS", "kp.mss matched"},
                            {"Mongolia's MSS", "none"},
                            {"South Korean Musan", "none"},
                            {"Tumen, China", "cn.tumen matched"}}));
  CAPTURE(row.name);
  CHECK(ask(row.name) == row.answer);
}

TEST_CASE("normalizer: a person's shape is no place, with a generic it is", "[normalize]") {
  CHECK(ask("Ri Won") == "none");
  CHECK(ask("On Song") == "none");
  CHECK(ask("Mu San Gun") == "none");
  CHECK(ask("Kim Jong Suk") == "kp.kim-jong-suk matched");
  CHECK(ask("Kim Jong Suk County") == "kp.kimjongsuk matched");
  CHECK(ask("Kim Cho'ng-suk-kun") == "kp.kimjongsuk matched");
  CHECK(ask("Kimjongsuk") == "kp.kimjongsuk matched");
  CHECK(ask("Riwon") == "kp.riwon matched");
}

TEST_CASE("normalizer: a misspelling is corrected and says so", "[normalize]") {
  const Row row = GENERATE(values<Row>({{"Samiyon", "kp.samjiyon corrected"},
                                        {"Samjjiyon", "kp.samjiyon corrected"},
                                        {"Samjyion City", "kp.samjiyon corrected"},
                                        {"Hyesann", "kp.hyesan corrected"},
                                        {"Hyeshan", "kp.hyesan corrected"},
                                        {"Yongbyeonn", "kp.nyongbyon corrected"},
                                        {"Musan, North Hamkyeung Province", "kp.musan corrected"},
                                        {"North Hamkyeung Province", "kp.n-hamgyong corrected"}}));
  CAPTURE(row.name);
  CHECK(ask(row.name) == row.answer);
  const Answer answer = normalizer().answer({row.name, {}, {}});
  REQUIRE_FALSE(answer.candidates.empty());
  CHECK(answer.candidates.front().corrected);
  CHECK_THAT(answer.candidates.front().why, Catch::Matchers::EndsWith("corrected"));
}

TEST_CASE("normalizer: a village is corrected by its name with its generic", "[normalize]") {
  CHECK(ask("Hakshan-ri") == "kp.haksan corrected");
  CHECK(ask("Haksem-ri") == "none");  // rather another one
  CHECK(ask("Haksem-ri, Onsong") == "kp.haksan corrected");
  CHECK(ask("Punggeye-ri") == "kp.punggye corrected");  // which news names
  CHECK(ask("Haksen") == "none");
}

TEST_CASE("normalizer: what could be Chinese or a given name is corrected less", "[normalize]") {
  CHECK(ask("Onsomg") == "kp.onsong corrected");
  CHECK(ask("Onsung") == "kp.onsong corrected");
  CHECK(ask("Kuchang") == "none");
  CHECK(ask("Kyonghee") == "none");
}

TEST_CASE("normalizer: only the gazetteer's own country is looked through for misspellings",
          "[normalize]") {
  CHECK(ask("Gyeonggii Province") == "none");
  CHECK(ask("Yangyangg County") == "none");
  CHECK(ask("Keizan") == "kp.hyesan matched");
  CHECK(ask("Keizaan") == "none");  // what another language calls it is no name to misspell
}

TEST_CASE("normalizer: an unknown village needs its generic or a place beside it", "[normalize]") {
  CHECK(ask("Haksan") == "none");
  CHECK(ask("Haksan-ri") == "kp.haksan matched");
  CHECK(ask("Haksan, Onsong") == "kp.haksan matched");
  CHECK(ask("학산") == "kp.haksan matched");
  CHECK(ask("P'unggye") == "kp.punggye matched");  // which news names
  CHECK(ask("Haksan-myeon") == "none");            // a township of the South
  CHECK(ask("Haksan-myeon, Onsong") == "kp.haksan matched");
}

TEST_CASE("normalizer: near misses stay alone", "[normalize]") {
  const char* name = GENERATE("Reason", "Yanggu", "Wushan", "Hyēshan", "Hyōsan", "Hyesan-min",
                              "Sam Ji Yon", "Yong-su", "Muzhan", "Songyuan", "Mūsān", "Músan", "",
                              " ", "🙂", "\xFF\xFE", "in", ",,,", "()", "-", "County");
  CAPTURE(name);
  CHECK(ask(name) == "none");
  CHECK(ask("Yangyang") == "kr.yangyang matched");
}

TEST_CASE("normalizer: a site may be called by the place it lies in", "[normalize]") {
  CHECK(ask("North Hamgyong camp") == "kp.camp-16 matched");
  CHECK(ask("Kangwon camp") == "none");
}

TEST_CASE("normalizer: a container and a context given apart choose too", "[normalize]") {
  const auto with = [](std::string_view container, std::string_view context) {
    return describe(normalizer().answer({"Kosong", container, context}));
  };
  CHECK(with("kp.kangwon", {}) == "kp.kosong matched");
  CHECK(with("Gangwon", {}) == "kr.goseong matched");
  CHECK(with({}, "Trains from Hyesan stopped 🙂.") == "kp.kosong matched");
  CHECK(with({}, "A market in Yangyang.") == "kr.goseong matched");
  CHECK(with("nowhere at all", {}) == "kp.kosong ambiguous: kr.goseong");
}

TEST_CASE("normalizer: limits of a run leave the others out", "[normalize]") {
  const Normalizer southern(*catalog(), {{*catalog()->find("kr")}, {}});
  CHECK(describe(southern.answer({"Kosong", {}, {}})) == "kr.goseong matched");
  CHECK(describe(southern.answer({"Musan", {}, {}})) == "none");
  const Normalizer rivers(*catalog(), {{}, {*catalog()->schema().find_kind("river")}});
  CHECK(describe(rivers.answer({"Tuman", {}, {}})) == "kp.tumen matched");
  CHECK(describe(rivers.answer({"Musan", {}, {}})) == "none");
}

TEST_CASE("normalizer: a long run of known syllables ends soon", "[normalize]") {
  std::string name;
  for (int i = 0; i < 30; ++i) name += "무산";
  CHECK(ask(name) == "none");
  CHECK(ask(std::string(5000, 'a')) == "none");
}

}  // namespace
}  // namespace waymark::normalize
