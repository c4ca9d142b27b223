// SPDX-License-Identifier: Apache-2.0
#include "normalize/spelling.h"

#include "support/catch.h"

namespace waymark::normalize {
namespace {

TEST_CASE("spelling: breves and inner apostrophes are McCune and Reischauer's", "[normalize]") {
  CHECK(has_marks("Kimchaek, Hamgyŏng"));
  CHECK(has_marks("P'an'gyo"));
  CHECK(has_marks("🙂 Ch’ongjin"));
  CHECK_FALSE(has_marks("'Pangyo'"));
  CHECK_FALSE(has_marks("workers' district"));
  CHECK_FALSE(has_marks("판교"));
}

TEST_CASE("spelling: marks, hyphens and spaces are folded away, letters of every script stay",
          "[normalize]") {
  CHECK(compact("Ham-gyŏng Bukto") == "hamgyongbukto");
  CHECK(compact("Ch’o’ngjin") == "chongjin");
  CHECK(compact("Wo^nsan·City") == "wonsancity");
  CHECK(compact("So˘ngnam") == "songnam");
  CHECK(compact("혜산 시") == "혜산시");
  CHECK(compact("兩江・道") == "两江道");  // hanja in one shape
  CHECK(compact("N. 🙂☀️ 1st") == "n1st");
}

TEST_CASE("spelling: breves tell vowels apart where they are written", "[normalize]") {
  CHECK(with_breves("Ŭnsan’gun") == "Unsangun");
  CHECK(with_breves("U\u0306nsan-gun") == "Unsangun");
  CHECK(with_breves("HYŎNGJESAN 🙂") == "hyOngjesan");
  CHECK(with_breves("Unsan").empty());
}

TEST_CASE("spelling: marks by which nobody writes Korean", "[normalize]") {
  CHECK(has_foreign_letters("Māndal"));
  CHECK(has_foreign_letters("🙂 Chờ"));
  CHECK(has_foreign_letters("Gràz"));
  CHECK_FALSE(has_foreign_letters("Hamgyǒng Pukto, Hamgyōng, Sôul, 혜산 ×"));
  CHECK_FALSE(has_foreign_letters(""));
}

TEST_CASE("spelling: white space and wrapping quotes are tidied", "[normalize]") {
  CHECK(tidy("\u00A0 \"Musan\t\n County\" \u3000") == "Musan County");
  CHECK(tidy("\"") == "\"");
  CHECK(tidy(" ").empty());
}

TEST_CASE("spelling: the shape of a person's name", "[normalize]") {
  const char* person = GENERATE("Ri Won", "Kim Jong Suk", "Kim Jong-suk", "On Song", "An Kil");
  CAPTURE(person);
  CHECK(is_person_shape(person));
  const char* other = GENERATE("Riwon", "Musan County", "North Hamgyong", "kim jong",
                               "Kim Jong suk", "Ri", "김 정숙", "A B C D E", "", "Kim 1");
  CAPTURE(other);
  CHECK_FALSE(is_person_shape(other));
}

TEST_CASE("spelling: the shape of a given name", "[normalize]") {
  CHECK(is_given_name_shape("Yong-su"));
  CHECK_FALSE(is_given_name_shape("Pyong-Yang"));
  CHECK_FALSE(is_given_name_shape("Musan-gun"));
  CHECK_FALSE(is_given_name_shape("-"));
}

TEST_CASE("spelling: letters that only Pinyin puts together", "[normalize]") {
  for (const char* city : {"zhengzhou", "anshan", "songyuan", "tongchuan", "xinyang"})
    CHECK(looks_chinese(city));
  for (const char* city : {"hyesan", "chongjin", "samjiyon", "pyongyang", "haeju", "sadonqguyok"})
    CHECK_FALSE(looks_chinese(city));
}

TEST_CASE("spelling: digits that stand for letters", "[normalize]") {
  CHECK(with_letters_for_digits("Ch0ngjin C0unty") == "Chongjin County");
  CHECK(with_letters_for_digits("Ku5ong") == "Kusong");
  CHECK(with_letters_for_digits("Ministry 0f 5ecurity") == "Ministry of security");
  for (const char* name :
       {"1st Corps", "12th Corps", "Camp 15", "Office 39", "💥 Unit 105", "2.8 Vinalon", "무산 10"})
    CHECK(with_letters_for_digits(name) == name);
}

}  // namespace
}  // namespace waymark::normalize
