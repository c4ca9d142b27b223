// SPDX-License-Identifier: Apache-2.0
#include "normalize/name_shape.h"

#include "support/catch.h"

namespace waymark::normalize {
namespace {

TEST_CASE("name shape: what can be read as Pinyin from end to end", "[normalize]") {
  for (const char* town : {"changchun", "xian", "nanan", "zhuangzhuang", "dandong", "er"})
    CHECK(is_pinyin(town));
  for (const char* town : {"hyesan", "onsong", "wonsan", "hamhung", "kumya", "pyongyang", "h"})
    CHECK_FALSE(is_pinyin(town));
}

TEST_CASE("name shape: two syllables that end as given names do", "[normalize]") {
  for (const char* name : {"songchol", "minsoo", "changmin", "jihyun"})
    CHECK(ends_as_given_name(name));
  for (const char* town : {"hyesan", "sungho", "samjiyon", "chol"})
    CHECK_FALSE(ends_as_given_name(town));
}

TEST_CASE("name shape: the South's vowels and first letters", "[normalize]") {
  CHECK(looks_southern("gimpo"));
  CHECK(looks_southern("unheung"));
  CHECK_FALSE(looks_southern("kaesong"));
  CHECK_FALSE(looks_southern(""));
}

}  // namespace
}  // namespace waymark::normalize
