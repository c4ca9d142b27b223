// SPDX-License-Identifier: Apache-2.0
#include "surface/confusion.h"

#include "support/catch.h"

namespace waymark::surface {
namespace {

struct Near {
  const char* a;
  const char* b;
};

TEST_CASE("confusion: spellings of different systems are nearer than any slip",
          "[surface][confusion]") {
  const auto [a, b] = GENERATE(values<Near>({{"chungjin", "chongjin"},
                                             {"hoeryung", "hoeryong"},
                                             {"danchon", "tanchon"},
                                             {"musaan", "musan"},
                                             {"pyeongsung", "pyongsong"}}));
  CAPTURE(a, b);
  CHECK(confusion_distance(a, b, 2) < 0.7);
}

TEST_CASE("confusion: a letter lost, doubled or swapped is about one slip",
          "[surface][confusion]") {
  const auto [a, b] = GENERATE(
      values<Near>({{"samiyon", "samjiyon"}, {"hyesann", "hyesan"}, {"heysan", "hyesan"}}));
  CAPTURE(a, b);
  CHECK(confusion_distance(a, b, 2) > 0);
  CHECK(confusion_distance(a, b, 2) <= 1);
}

TEST_CASE("confusion: scanners and neighbouring keys cost less than any other letter",
          "[surface][confusion]") {
  const auto [a, b] = GENERATE(values<Near>({{"wcnsan", "wonsan"},
                                             {"kangnarn", "kangnam"},
                                             {"chongjim", "chongjin"},
                                             {"tongxhon", "tongchon"}}));
  CAPTURE(a, b);
  CHECK(confusion_distance(a, b, 2) < confusion_distance("wknsan", "wonsan", 2));
}

TEST_CASE("confusion: other names are far", "[surface][confusion]") {
  const auto [a, b] = GENERATE(
      values<Near>({{"yangyang", "yanggang"}, {"reason", "rason"}, {"chungnam", "chongnam"}}));
  CAPTURE(a, b);
  CHECK(confusion_distance(a, b, 3) > 0);
}

TEST_CASE("confusion: the distance is symmetric and zero only for equals", "[surface][confusion]") {
  const char* const words[] = {"samjiyon", "samiyon",  "hyesan", "heysan",
                               "chungjin", "chongjin", "a",      ""};
  for (const char* a : words)
    for (const char* b : words) {
      CAPTURE(a, b);
      CHECK(confusion_distance(a, b, 50) == Catch::Detail::Approx(confusion_distance(b, a, 50)));
      CHECK((confusion_distance(a, b, 50) == 0) == (std::string(a) == b));
    }
}

TEST_CASE("confusion: beyond the limit the answer only says so", "[surface][confusion]") {
  CHECK(confusion_distance("hyesan", "chongjin", 1) > 1);
  CHECK(confusion_distance(std::string(500, 'a'), "b", 1) > 1);
}

TEST_CASE("confusion: skeletons drop what systems confuse", "[surface][confusion]") {
  CHECK(skeleton("samjiyon") == "smcn");
  CHECK(skeleton("samchiyon") == "smcn");
  CHECK(skeleton("chongjin") == skeleton("chungchin"));
  CHECK(skeleton("kangnarn") == skeleton("kangnam"));
}

}  // namespace
}  // namespace waymark::surface
