// SPDX-License-Identifier: Apache-2.0
// Published test words of the schemes, in rows that can be checked against their documents.
#include "surface/romanization.h"

#include <algorithm>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "support/catch.h"
#include "surface/hangul.h"

using namespace waymark::surface;

namespace {

/// Writes "평안|북도" by a scheme: '-' and ' ' are printed, '|' is not; sound flows over '-' and
/// '|' and stops at
/// '=', which is printed as a hyphen.
std::string write(const std::string& scheme, const std::string& name) {
  const std::u32string text = to_code_points(name);
  std::vector<Segment> segments;
  std::u32string_view rest = text;
  Segment next;
  while (!rest.empty()) {
    const std::size_t mark = std::min(rest.find_first_of(U"-|= "), rest.size());
    next.hangul = rest.substr(0, mark);
    segments.push_back(next);
    if (mark == rest.size()) break;
    const char32_t c = rest[mark];
    next = Segment{{}, c == U'|' ? '\0' : c == U' ' ? ' ' : '-', Boundary::kFlows, c == U' '};
    if (c == U'=') next.boundary = Boundary::kStops;
    if (c == U' ') next.boundary = Boundary::kBegins;
    rest.remove_prefix(mark + 1);
  }
  const Scheme* found = find_scheme(scheme);
  REQUIRE(found != nullptr);
  return romanize(segments, *found);
}

}  // namespace

TEST_CASE("romanization: McCune and Reischauer 1939", "[surface][romanization]") {
  const auto [name, expected] = GENERATE(table<std::string, std::string>({
      {"부산", "Pusan"},
      {"대구", "Taegu"},
      {"서울", "Sŏul"},
      {"평양", "P’yŏngyang"},
      {"인천", "Inch’ŏn"},
      {"청진", "Ch’ŏngjin"},
      {"신의주", "Sinŭiju"},
      {"혜산", "Hyesan"},
      {"무산", "Musan"},
      {"량강-도", "Ryanggang-do"},
      {"양강-도", "Yanggang-do"},
      {"삼지연", "Samjiyŏn"},
      {"회령", "Hoeryŏng"},
      {"라선", "Rasŏn"},
      {"나선", "Nasŏn"},
      {"보천", "Poch’ŏn"},
      {"김정숙", "Kimjŏngsuk"},
      {"판문점", "P’anmunjŏm"},
      {"평안-북도", "P’yŏngan-bukto"},
      {"평안-남도", "P’yŏngan-namdo"},
      {"함경-북도", "Hamgyŏng-bukto"},
      {"두만-강", "Tuman-gang"},
      {"두만강", "Tuman’gang"},
      {"압록-강", "Amnok-kang"},
      {"압록강", "Amnokkang"},
      {"개마-고원", "Kaema-gowŏn"},
      {"백두-산", "Paektu-san"},
      {"금강-산", "Kŭmgang-san"},
      {"금강산", "Kŭmgangsan"},
      // Where finals meet initials.
      {"독립", "Tongnip"},
      {"백마", "Paengma"},
      {"신라", "Silla"},
      {"전라도", "Chŏllado"},
      {"왕십리", "Wangsimni"},
      {"강릉", "Kangnŭng"},
      {"한글", "Han’gŭl"},
      {"월내", "Wŏllae"},
      {"갑산", "Kapsan"},
      {"곽산", "Kwaksan"},
      {"물곬", "Mulgol"},
      {"절제", "Chŏlche"},
      {"실험", "Sirhŏm"},
      {"굳이", "Kuji"},
      {"닭이", "Talgi"},
      {"앉은", "Anjŭn"},
      {"좋고", "Chok’o"},
      {"쉬", "Shwi"},
      {"짜", "Tcha"},
      // A generic after its name: -ri after a vowel, -ni after ㄱㅁㅂㅇ, l-li after ㄴ and ㄹ; -kun
      // after a stop.
      {"풍계-리", "P’unggye-ri"},
      {"상-리", "Sang-ni"},
      {"금-리", "Kŭm-ni"},
      {"신-리", "Sil-li"},
      {"달-리", "Tal-li"},
      {"백-리", "Paeng-ni"},
      {"양덕-군", "Yangdŏk-kun"},
      {"온성-군", "Onsŏng-gun"},
      {"안악-읍", "Anag-ŭp"},
      {"무산-읍", "Musan-ŭp"},
      {"온성-로동자구", "Onsŏng-nodongjagu"},
  }));
  CAPTURE(name);
  CHECK(write("mr", name) == expected);
}

TEST_CASE("romanization: ㄴ before ㄹ may also be nn in McCune and Reischauer's",
          "[surface][romanization]") {
  const Segment segment{U"은률"};
  CHECK(romanize(std::span(&segment, 1), *find_scheme("mr")) == "Ŭllyul");
  CHECK(romanize(std::span(&segment, 1), *find_scheme("mr"), true) == "Ŭnnyul");
}

TEST_CASE("romanization: mr-plain drops breves and apostrophes", "[surface][romanization]") {
  const auto [name, expected] = GENERATE(table<std::string, std::string>({
      {"청진", "Chongjin"},
      {"은덕", "Undok"},
      {"두만강", "Tumangang"},
      {"평안-북도", "Pyongan-bukto"},
      {"어랑", "Orang"},
      {"삼지연", "Samjiyon"},
  }));
  CHECK(write("mr-plain", name) == expected);
}

TEST_CASE("romanization: BGN/PCGN 1945 for the DPRK", "[surface][romanization]") {
  const auto [name, expected] = GENERATE(table<std::string, std::string>({
      {"평안-북도", "P’yŏngan-bukto"},
      {"함경-남도", "Hamgyŏng-namdo"},
      {"황해-남도", "Hwanghae-namdo"},
      {"자강-도", "Chagang-do"},
      {"강원-도", "Kangwŏn-do"},
      {"량강-도", "Ryanggang-do"},
      {"개성", "Kaesŏng"},
      {"원산", "Wŏnsan"},
      {"남포", "Namp’o"},
      {"대동-강", "Taedong-gang"},
      {"백두-산", "Paektu-san"},
      {"묘향-산", "Myohyang-san"},
      {"깃골", "Kikkol"},
      {"샛별", "Saeppyŏl"},  // ㅅ is lost before ㄱ and ㅂ
  }));
  CAPTURE(name);
  CHECK(write("bgn", name) == expected);
}

TEST_CASE("romanization: ALA-LC writes ayn and alif", "[surface][romanization]") {
  CHECK(write("ala-lc", "청진") == "Chʻŏngjin");
  CHECK(write("ala-lc", "한글") == "Hanʼgŭl");
  CHECK(write("ala-lc", "판문점") == "Pʻanmunjŏm");
}

TEST_CASE("romanization: the DPRK's system", "[surface][romanization]") {
  const auto [name, expected] = GENERATE(table<std::string, std::string>({
      {"혜산", "Hyesan"},
      {"청진", "Chŏngjin"},
      {"보천", "Pochŏn"},
      {"정주", "Jŏngju"},
      {"김책", "Kimchaek"},
      {"평성", "Phyŏngsŏng"},
      {"판문점", "Phanmunjŏm"},
      {"태탄", "Thaethan"},
      {"량강=도", "Ryanggang-do"},
      {"평안북=도", "Phyŏnganbuk-do"},
      {"함경남=도", "Hamgyŏngnam-do"},
      {"은률=군", "Ŭnryul-gun"},
      {"강령", "Kangryŏng"},
      {"송림", "Songrim"},
      {"룡림", "Ryongrim"},
      {"라선", "Rasŏn"},
      {"녕변", "Nyŏngbyŏn"},
      {"옹진", "Ongjin"},
      {"강동", "Kangdong"},
      {"곡산", "Koksan"},
      {"갑산", "Kapsan"},
      {"락원", "Ragwŏn"},
      {"릉라도", "Rŭngrado"},
      {"앞내", "Amnae"},
      {"칠곡", "Chilgok"},
      {"붉은바위", "Pulgŭnbawi"},
      {"앉은바위", "Anjŭnbawi"},
      {"신의주", "Sinŭiju"},
      {"백두산", "Paektusan"},
      {"고읍", "Koŭp"},
      {"물곬", "Mulgol"},  // 2012: Mulkol
      // Exceptions: Pyongyang always with p, names of long standing with ll.
      {"평양", "Pyŏngyang"},
      {"천리마", "Chŏllima"},
      {"한라산", "Hallasan"},
      {"전라도", "Jŏllado"},
  }));
  CAPTURE(name);
  CHECK(write("dprk-1992", name) == expected);
}

TEST_CASE("romanization: no sound change is shown before a generic in the DPRK",
          "[surface][romanization]") {
  const Segment amrok[] = {{U"압록"}, {U"강", 0, Boundary::kStops}};
  CHECK(romanize(amrok, *find_scheme("dprk-1992")) == "Amrokgang");
}

TEST_CASE("romanization: 2002 parts n and g, 2012 writes oi and Mulkol",
          "[surface][romanization]") {
  CHECK(write("dprk-2002", "판교") == "Phan-gyo");
  CHECK(write("dprk-2002", "방어동") == "Pang-ŏdong");
  CHECK(write("dprk-2012", "회령") == "Hoiryŏng");
  CHECK(write("dprk-2012", "물곬") == "Mulkol");
  CHECK(write("dprk-2012", "판교") == "Phangyo");
}

TEST_CASE("romanization: Revised Romanization 2000", "[surface][romanization]") {
  const auto [name, expected] = GENERATE(table<std::string, std::string>({
      {"구미", "Gumi"},
      {"영동", "Yeongdong"},
      {"백암", "Baegam"},
      {"옥천", "Okcheon"},
      {"합덕", "Hapdeok"},
      {"호법", "Hobeop"},
      {"월곶", "Wolgot"},
      {"벚꽃", "Beotkkot"},
      {"한밭", "Hanbat"},
      {"구리", "Guri"},
      {"설악", "Seorak"},
      {"칠곡", "Chilgok"},
      {"임실", "Imsil"},
      {"울릉", "Ulleung"},
      {"대관령", "Daegwallyeong"},
      {"백마", "Baengma"},
      {"종로", "Jongno"},
      {"왕십리", "Wangsimni"},
      {"별내", "Byeollae"},
      {"신라", "Silla"},
      {"해돋이", "Haedoji"},
      {"같이", "Gachi"},
      {"맞히다", "Machida"},
      {"좋고", "Joko"},
      {"놓다", "Nota"},
      {"낳지", "Nachi"},
      {"묵호", "Mukho"},
      {"집현전", "Jiphyeonjeon"},
      {"압구정", "Apgujeong"},
      {"낙동강", "Nakdonggang"},
      {"죽변", "Jukbyeon"},
      {"낙성대", "Nakseongdae"},
      {"합정", "Hapjeong"},
      {"팔당", "Paldang"},
      {"샛별", "Saetbyeol"},
      {"울산", "Ulsan"},
      {"속리산", "Songnisan"},
      {"금강", "Geumgang"},
      {"독도", "Dokdo"},
      {"경복궁", "Gyeongbokgung"},
      {"무량수전", "Muryangsujeon"},
      {"연화교", "Yeonhwagyo"},
      {"극락전", "Geungnakjeon"},
      {"안압지", "Anapji"},
      {"남한산성", "Namhansanseong"},
      {"화랑대", "Hwarangdae"},
      {"불국사", "Bulguksa"},
      {"현충사", "Hyeonchungsa"},
      {"독립문", "Dongnimmun"},
      {"오죽헌", "Ojukheon"},
      {"촉석루", "Chokseongnu"},
      {"종묘", "Jongmyo"},
      {"다보탑", "Dabotap"},
      {"충청북=도", "Chungcheongbuk-do"},
      {"제주=도", "Jeju-do"},
      {"의정부=시", "Uijeongbu-si"},
      {"양주=군", "Yangju-gun"},
      {"도봉=구", "Dobong-gu"},
      {"신창=읍", "Sinchang-eup"},
      {"삼죽=면", "Samjuk-myeon"},
      {"인왕=리", "Inwang-ri"},
      {"당산=동", "Dangsan-dong"},
      {"양강=도", "Yanggang-do"},
      {"평안북=도", "Pyeonganbuk-do"},
      {"회령", "Hoeryeong"},
      {"나선", "Naseon"},
      {"압록강", "Amnokgang"},
      {"백두산", "Baekdusan"},
      {"개마고원", "Gaemagowon"},
  }));
  CAPTURE(name);
  CHECK(write("rr", name) == expected);
}

TEST_CASE("romanization: what the Revised Romanization takes from speech is not in the letters",
          "[surface][romanization]") {
  // The standard's own words with an n that speech puts in, or an h that only verbs lose. We write
  // by the letters.
  const auto [name, standard, ours] = GENERATE(table<std::string, std::string, std::string>({
      {"신문로", "Sinmunno", "Sinmullo"},
      {"학여울", "Hangnyeoul", "Hagyeoul"},
      {"알약", "Allyak", "Aryak"},
      {"잡혀", "Japyeo", "Japhyeo"},
  }));
  CHECK(write("rr", name) == ours);
  CHECK(ours != standard);
}

TEST_CASE("romanization: 1984 writes sh before i, and wo", "[surface][romanization]") {
  CHECK(write("rok-1984", "신의주") == "Shinŭiju");
  CHECK(write("rok-1984", "원산") == "Wonsan");
  CHECK(write("rok-1984", "청진=시") == "Ch’ŏngjin-shi");
}

TEST_CASE("romanization: the schemes that go by letters", "[surface][romanization]") {
  const auto [scheme, name, expected] = GENERATE(table<std::string, std::string, std::string>({
      {"iso", "강원도", "Kangweonto"},
      {"iso", "평안남도", "Phyeongannamto"},
      {"iso", "라선", "Raseon"},
      {"iso", "닭", "Talk"},
      {"iso", "청진", "Cheongcin"},
      {"moe-1959", "압록강", "Abroggang"},
      {"moe-1959", "독립문", "Dogribmun"},
      {"moe-1959", "원산", "Weonsan"},
      {"moe-1959", "신의주", "Sineuiju"},
      {"yale", "청진", "Chengcin"},
      {"yale", "무산", "Musan"},  // wu is u after m
      {"yale", "수산", "Swusan"},
      {"yale", "신의주", "Sinuycwu"},
  }));
  CAPTURE(scheme, name);
  CHECK(write(scheme, name) == expected);
}

TEST_CASE("romanization: letters that are no Hangul are copied", "[surface][romanization]") {
  CHECK(write("rr", "14호") == "14ho");
  CHECK(write("mr", "🛂혜산") == "🛂Hyesan");
  CHECK(write("mr", "é혜산") == "éHyesan");
  CHECK(write("mr", "") == "");
  CHECK(write("mr", "혜산 청년") == "Hyesan Ch’ŏngnyŏn");
}

TEST_CASE("romanization: every syllable pair can be written by every scheme",
          "[surface][romanization]") {
  std::size_t written = 0;
  for (const auto list : {schemes(), press_schemes()}) {
    for (const Scheme& scheme : list) {
      for (std::uint8_t final = 0; final < 28; ++final) {
        for (std::uint8_t initial = 0; initial < 19; ++initial) {
          const std::u32string pair = {compose({11, 0, final}), compose({initial, 20, 0})};
          const std::string text = romanize(pair, scheme);
          if (text.size() < 2 || text.find('|') != std::string::npos)
            FAIL(to_utf8(pair) << " " << text);
          ++written;
        }
      }
    }
  }
  CHECK(written == (schemes().size() + press_schemes().size()) * 28 * 19);
}

TEST_CASE("romanization: look-up only are 1959, ISO and Yale", "[surface][romanization]") {
  std::vector<std::string> lookup;
  for (const Scheme& scheme : schemes()) {
    CHECK_FALSE(scheme.source.empty());
    if (!scheme.running_text) lookup.emplace_back(scheme.name);
  }
  CHECK(lookup == std::vector<std::string>{"moe-1959", "iso", "yale"});
  CHECK(find_scheme("wade-giles") == nullptr);
}
