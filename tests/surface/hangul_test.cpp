// SPDX-License-Identifier: Apache-2.0
// Syllables, and the North's spelling turned into the South's.
#include "surface/hangul.h"

#include <string>
#include <utility>

#include "support/catch.h"

using namespace waymark::surface;

TEST_CASE("hangul: every syllable comes back from its jamo", "[surface][hangul]") {
  for (char32_t c = U'가'; c <= U'힣'; ++c) {
    if (compose(decompose(c)) != c) FAIL(to_utf8(std::u32string(1, c)));
  }
  CHECK(decompose(U'혜') == Syllable{initial::kH, medial::kYe, final::kNone});
  CHECK(decompose(U'값') == Syllable{initial::kG, medial::kA, final::kBs});
}

TEST_CASE("hangul: the South writes an initial ㄹ or ㄴ otherwise", "[surface][hangul]") {
  const auto [north, south] = GENERATE(table<std::u32string, std::u32string>({
      {U"량강", U"양강"},     {U"룡천", U"용천"},
      {U"련안", U"연안"},     {U"리원", U"이원"},
      {U"례성강", U"예성강"}, {U"녕변", U"영변"},
      {U"녀성", U"여성"},     {U"라선", U"나선"},
      {U"락원", U"낙원"},     {U"락랑", U"낙랑"},
      {U"랑림", U"낭림"},     {U"로동", U"노동"},
      {U"릉라도", U"능라도"}, {U"은률", U"은율"},
      {U"대렬", U"대열"},     {U"법률", U"법률"},  // after a vowel or ㄴ only
      {U"송림", U"송림"},     {U"온성", U"온성"},
      {U"나진", U"나진"},     {U"", U""},
  }));
  CHECK(to_utf8(to_south(north)) == to_utf8(south));
}

TEST_CASE("hangul: the law holds for the words inside a compound", "[surface][hangul]") {
  const auto [north, south] = GENERATE(table<std::u32string, std::u32string>({
      {U"조선로동당", U"조선노동당"},
      {U"국가과학기술위원회", U"국가과학기술위원회"},
      {U"사회주의녀성동맹", U"사회주의여성동맹"},
      {U"황해제철련합기업소", U"황해제철연합기업소"},
      {U"로동신문 론설", U"노동신문 논설"},
      {U"훈련합숙", U"훈련합숙"},  // 훈련 and 합숙
      {U"사회주의애국청년동맹", U"사회주의애국청년동맹"},
      {U"제8련대", U"제8연대"},
      {U"🛂 력사박물관", U"🛂 역사박물관"},
      {U"", U""},
  }));
  CHECK(to_utf8(to_south_compound(north)) == to_utf8(south));
}

TEST_CASE("hangul: conjoining jamo are put together, other text stays", "[surface][hangul]") {
  CHECK(to_code_points("혜산") == U"혜산");
  CHECK(to_code_points("\u1112\u1168\u1109\u1161\u11AB") == U"혜산");
  CHECK(to_code_points("🛂 e\u0301 혜산") == U"🛂 \u00E9 혜산");
  CHECK(to_utf8(U"14호🛂") == "14호🛂");
  CHECK(is_hangul(U"혜산"));
  CHECK_FALSE(is_hangul(U"혜산 시"));
  CHECK_FALSE(is_hangul(U""));
}
