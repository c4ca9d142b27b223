// SPDX-License-Identifier: Apache-2.0
#include "text/normal_form.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "random_text.h"
#include "support/catch.h"
#include "text/utf8.h"

namespace waymark::text {
namespace {

std::string normalize(const icu::Normalizer2* form, std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  form->normalize(icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())}),
                  status)
      .toUTF8String(result);
  REQUIRE(U_SUCCESS(status));
  return result;
}

std::string to_nfd(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  return normalize(icu::Normalizer2::getNFDInstance(status), utf8);
}

std::string to_nfc(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  return normalize(icu::Normalizer2::getNFCInstance(status), utf8);
}

}  // namespace

TEST_CASE("fold: what is read as the same becomes the same", "[text][normal_form]") {
  const auto [given, expected] = GENERATE(table<std::string, std::string>({
      {"", ""},
      {"Hyesan", "hyesan"},
      {"Ryanggang", "ryanggang"},
      {"Hŭich’ŏn", "huich'on"},
      {"P`yŏngyang", "p'yongyang"},
      {"Pʻyŏng", "p'yong"},
      {"u\u0306\u0301x", "ux"},
      {"ÉCOLE straße", "ecole strasse"},
      {"İstanbul", "istanbul"},
      {"Yuson–dong—X―‑−", "yuson-dong-x---"},
      {"“a” „b‟ «c»", "\"a\" \"b\" \"c\""},
      {"‘a’ ‛b′ ＇", "'a' 'b' '"},
      {"´", "'"},
      {"ＭＳＳ　１２", "mss 12"},
      {"a\u00A0b\u2003c\td", "a b c d"},
      {"a\u200B\u00AD\u200Db\uFEFF", "ab"},
      {"ﬁ №", "fi no"},
      {"Άλφα ᾳ", "αλφα αι"},
      {"й и\u0306", "й й"},
      {"が か\u3099", "が が"},
      {"\u1112\u1161\u11AB", "한"},
      {"가\u11A8", "각"},
      {"兩江道", "兩江道"},
      {"\uF978", "兩"},
      {"혜산시", "혜산시"},
      {"\u0301a", "\u0301a"},
      {"7\u0301", "7\u0301"},
      {"😀", "😀"},
  }));
  CAPTURE(given);
  CHECK(fold(given) == expected);
}

TEST_CASE("fold: composed and decomposed spelling fold alike", "[text][normal_form]") {
  RandomText random(21);
  for (int i = 0; i < 30000; ++i) {
    const std::string text = random.make(8);
    const std::string folded = fold(text);
    CAPTURE(text);
    REQUIRE(fold(to_nfd(text)) == folded);
    REQUIRE(fold(to_nfc(text)) == folded);
  }
}

TEST_CASE("fold: folding twice changes nothing more", "[text][normal_form]") {
  RandomText random(22);
  for (int i = 0; i < 30000; ++i) {
    const std::string folded = fold(random.make(8));
    CAPTURE(folded);
    REQUIRE(is_valid_utf8(folded));
    REQUIRE(fold(folded) == folded);
  }
}

TEST_CASE("fold: what folds alone folds the same in company that needs ICU",
          "[text][normal_form]") {
  RandomText random(23);
  const std::string company = "㎞";  // takes the whole string to ICU; folds to "km"
  for (int i = 0; i < 60000; ++i) {
    const std::string text = random.make(5);
    CAPTURE(text);
    REQUIRE(fold(company + text).substr(2) == fold("km" + text).substr(2));
  }
}

TEST_CASE("fold: appends", "[text][normal_form]") {
  std::string out = "x";
  fold("É", out);
  fold("㎞", out);
  CHECK(out == "xekm");
}

TEST_CASE("fold: strings fold equal or not", "[text][normal_form]") {
  CHECK(folds_equal("HYESAN", "Hyesan"));
  CHECK(folds_equal("Ŭ", "u"));
  CHECK_FALSE(folds_equal("혜산", "해산"));
}

TEST_CASE("hash: is fixed, since compiled gazetteers hold it", "[text][normal_form]") {
  CHECK(hash_folded("") == 0x1C563870B894A99Full);
  CHECK(hash_folded("hyesan") == 0x3E46D9B916236D52ull);
  CHECK(hash_folded("ministry of state security") == 0x8C57C42A294CE505ull);
  CHECK(hash_folded("혜산") == 0xCE4D61FCF742CBF4ull);
}

TEST_CASE("hash: depends on size and every byte", "[text][normal_form]") {
  const std::string base = "ministry of state";
  for (std::size_t size = 0; size <= base.size(); ++size) {
    const std::string text = base.substr(0, size);
    CHECK(hash_folded(text) != hash_folded(text + '\0'));
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] ^= 1;
      CHECK(hash_folded(text) != hash_folded(other));
    }
  }
}

TEST_CASE("hash: of a fold is the same, folded on the way or before", "[text][normal_form]") {
  const std::string before = GENERATE("", "Kim", "aBcdefg", "SEVENTEEN letters", "🙂", "혜산 é");
  for (char c = 0; c >= 0 && c < 0x7F; ++c) {
    const std::string text = before + c;
    CAPTURE(text, static_cast<int>(c));
    CHECK(hash_of_fold(text) == hash_folded(fold(text)));
    CHECK(hash_of_fold(text + "Z") == hash_folded(fold(text + "Z")));
  }
}

TEST_CASE("hash: a phrase is more than the set of its units", "[text][normal_form]") {
  const std::uint64_t kim = hash_of_fold("Kim");
  const std::uint64_t jong = hash_of_fold("Jong");
  CHECK(extend_phrase(extend_phrase(kEmptyPhrase, kim), jong) !=
        extend_phrase(extend_phrase(kEmptyPhrase, jong), kim));
}

}  // namespace waymark::text
