// SPDX-License-Identifier: Apache-2.0
#include "normalize/word_key.h"

#include <string>

#include "support/catch.h"

namespace waymark::normalize {
namespace {

struct Pair {
  const char* one;
  const char* other;
};

std::string whole(const char* name) { return word_key(name, WordKey::kWhole); }
std::string bare(const char* name) { return word_key(name, WordKey::kBare); }

TEST_CASE("word key: translations of one name are one", "[normalize][word-key]") {
  const Pair pair = GENERATE(
      values<Pair>({{"Customs General Bureau", "General Bureau of Customs"},
                    {"State Price Committee", "National Price Commission"},
                    {"Ministry of Mining Industry", "Ministry of Mining Industries"},
                    {"Haeju Fertiliser Plant", "Haeju Fertilizer Factory"},
                    {"Office No. 39", "Room 39"},
                    {"Ninth Corps", "9th corps"},
                    {"9th Corps", "Corps 9"},
                    {"People's Bank", "Peoples Bank"},
                    {"Peace & Disarmament Institute", "Institute for Disarmament and Peace"},
                    {"Kim Il-sung University", "Kim Il Sung University"},
                    {"Daeseong Bank", "Taesŏng Bank"},
                    {"Sungni Motor Works", "Sungri Motor Plant"}}));
  CAPTURE(pair.one, pair.other);
  CHECK(whole(pair.one) == whole(pair.other));
  CHECK_FALSE(whole(pair.one).empty());
}

TEST_CASE("word key: names of different organs are not one", "[normalize][word-key]") {
  const Pair pair = GENERATE(values<Pair>({{"Cadres Department", "Cadres Bureau"},
                                           {"Ministry of Railways", "Academy of Railways"},
                                           {"3rd Corps", "4th Corps"},
                                           {"News Agency", "New Agency"},
                                           {"Unsan Mine Bank", "Unsan Bank"},
                                           {"Air Force", "Naval Force"}}));
  CAPTURE(pair.one, pair.other);
  CHECK(bare(pair.one) != bare(pair.other));
}

TEST_CASE("word key: the country's name and what many organs are can be left out",
          "[normalize][word-key]") {
  CHECK(word_key("Korea Pugang Trading Corporation", WordKey::kNameless) ==
        whole("Pugang Trading Company"));
  CHECK(word_key("Central Bank of Korea", WordKey::kNameless) == whole("Central Bank"));
  CHECK(bare("General Bureau of Forests") == bare("Forestry Bureau"));
  CHECK(bare("Central Bank").empty());
}

TEST_CASE("word key: parts of an organ are one where nothing else tells them apart",
          "[normalize][word-key]") {
  const auto loose = [](const char* name) { return word_key(name, WordKey::kLoose); };
  CHECK(loose("Ministry of Coal Mining") == loose("Ministry of Coal Industry"));
  CHECK(loose("Legal Affairs Bureau") == loose("Legal Affairs Department"));
  CHECK(loose("Legal Affairs Bureau") != loose("Civil Affairs Bureau"));
  CHECK(loose("Ministry of Coal") != loose("Ministry of Coal Industry"));
}

TEST_CASE("word key: terms are known in the plural too", "[normalize][word-key]") {
  for (const char* word : {"committee", "factories", "korean", "fertiliser"}) CHECK(is_term(word));
  for (const char* word : {"musan", "comittee", ""}) CHECK_FALSE(is_term(word));
}

TEST_CASE("word key: firms are called by any kind of firm", "[normalize][word-key]") {
  CHECK(word_key("Ponghwa Trading", WordKey::kFirm) ==
        word_key("Korea Ponghwa General Corporation", WordKey::kFirm));
  CHECK(word_key("Ponghwa Bank", WordKey::kFirm) != word_key("Ponghwa Trading", WordKey::kFirm));
}

TEST_CASE("word key: the term for an organ can be left out", "[normalize][word-key]") {
  CHECK(word_key("Sangwon Cement", WordKey::kHeadless) ==
        word_key("Sangwon Cement Complex", WordKey::kHeadless));
  CHECK(word_key("Sangwon", WordKey::kHeadless).empty());
}

TEST_CASE("word key: what names no organ, or only one word, has none", "[normalize][word-key]") {
  const char* name = GENERATE("Musan County", "Kim Jong Suk", "Bank", "the Bank", "국가보위성 국",
                              "💥 은행 Bank", "Committee", "");
  CAPTURE(name);
  CHECK(whole(name).empty());
}

}  // namespace
}  // namespace waymark::normalize
