// SPDX-License-Identifier: Apache-2.0
#include "match/overlap.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "support/catch.h"

namespace waymark::match {
namespace {

using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;

struct Stated : Precedence {
  Pairs pairs;
  [[nodiscard]] bool is_over(std::uint32_t a, std::uint32_t b) const override {
    return pairs.count({a, b}) != 0;
  }
};

// The numbers of those that stand, in order.
std::string standing(std::vector<Rival> rivals, const Pairs& over = {},
                     Conflict conflict = Conflict::kOverlap) {
  for (std::uint32_t i = 0; i < rivals.size(); ++i) rivals[i].candidate = i;
  const std::size_t count = rivals.size();
  Stated stated;
  stated.pairs = over;
  std::vector<std::uint32_t> losers;
  decide(rivals, conflict, &stated, losers);
  std::string all;
  for (std::uint32_t i = 0; i < count; ++i)
    if (std::count(losers.begin(), losers.end(), i) == 0) all += std::to_string(i) + " ";
  return all;
}

TEST_CASE("overlap: the longer wins, then rank, trust and order", "[match][overlap]") {
  CHECK(standing({{{0, 3}}, {{2, 7}}}) == "1 ");
  CHECK(standing({{{0, 3}, 0}, {{2, 5}, 1}}) == "1 ");
  CHECK(standing({{{0, 3}, 0, 0.5f}, {{2, 5}, 0, 0.9f}}) == "1 ");
  CHECK(standing({{{0, 3}, 0, 0.5f, 7}, {{2, 5}, 0, 0.5f, 3}}) == "1 ");
  CHECK(standing({{{0, 3}}, {{2, 5}}}) == "0 ");
}

// Who lost to whom, and by what: "0<1:kLonger".
std::string falls(std::vector<Rival> rivals, const Pairs& over = {}) {
  static const char* const kGrounds[] = {"unfounded", "needs", "over",  "longer",
                                         "rank",      "trust", "order", "blocked"};
  for (std::uint32_t i = 0; i < rivals.size(); ++i) rivals[i].candidate = i;
  Stated stated;
  stated.pairs = over;
  std::vector<std::uint32_t> losers;
  Fates fates;
  decide(rivals, Conflict::kOverlap, &stated, losers, &fates);
  CHECK(fates.falls.size() == losers.size());
  std::string all;
  for (const Fall& fall : fates.falls)
    all += std::to_string(fall.candidate) + "<" + std::to_string(fall.by) + ":" +
           kGrounds[static_cast<std::size_t>(fall.ground)] + " ";
  return all;
}

TEST_CASE("overlap: a record says who lost to whom, and by what", "[match][overlap]") {
  CHECK(falls({{{0, 3}}, {{2, 7}}, {{9, 12}}}) == "0<1:longer ");
  CHECK(falls({{{0, 3}, 0}, {{2, 5}, 1}}) == "0<1:rank ");
  CHECK(falls({{{0, 3}, 0, 0.5f}, {{2, 5}, 0, 0.9f}}) == "0<1:trust ");
  CHECK(falls({{{0, 3}, 0, 0.5f, 7}, {{2, 5}, 0, 0.5f, 3}}) == "0<1:order ");
  CHECK(falls({{{0, 9}}, {{2, 4}}}, {{1, 0}}) == "0<1:over ");
  // 2 is longer than 3, but 1 is stated to be over it and is itself decided later.
  CHECK(falls({{{0, 4}}, {{3, 7}}, {{6, 20}}, {{19, 30}}}, {{0, 1}, {1, 2}}) ==
        "2<3:blocked 1<0:over ");
}

TEST_CASE("overlap: what loses to a winner does not take others with it", "[match][overlap]") {
  CHECK(standing({{{0, 3}}, {{2, 9}}, {{8, 10}}, {{11, 12}}}) == "1 3 ");
  CHECK(standing({{{0, 10}}, {{8, 13}}, {{12, 14}}}) == "0 2 ");
}

TEST_CASE("overlap: what is stated to be over a rival wins, as long as it lives",
          "[match][overlap]") {
  CHECK(standing({{{0, 9}}, {{2, 4}}}, {{1, 0}}) == "1 ");
  CHECK(standing({{{0, 5}}, {{4, 6}}, {{5, 20}}}, {{1, 0}}) == "0 2 ");
  CHECK(standing({{{0, 4}}, {{0, 3}}, {{0, 2}}}, {{2, 1}, {1, 0}}) == "2 ");
}

TEST_CASE("overlap: a circle of statements still comes to an end", "[match][overlap]") {
  CHECK(standing({{{0, 4}}, {{0, 3}}}, {{0, 1}, {1, 0}}) == "0 ");
}

TEST_CASE("overlap: structured ones may nest but not cross", "[match][overlap]") {
  CHECK(standing({{{0, 9}}, {{2, 4}}, {{2, 4}}, {{3, 10}}}, {}, Conflict::kCross) == "0 1 2 ");
}

TEST_CASE("overlap: many may nest, and one that crosses the innermost is seen",
          "[match][overlap]") {
  std::vector<Rival> rivals;
  std::string all;
  for (std::uint32_t i = 0; i < 20; ++i) {
    rivals.push_back({{i, 60 - i}});
    all += std::to_string(i) + " ";
  }
  CHECK(standing(rivals, {}, Conflict::kCross) == all);
  rivals.push_back({{30, 42}});  // longer than the innermost, [19, 41)
  CHECK(standing(rivals, {}, Conflict::kCross) == all);
  rivals.back().span = {40, 70};  // crosses all, of which the outermost is longer
  CHECK(standing(rivals, {}, Conflict::kCross) == all);
}

TEST_CASE("overlap: winners are those of taking the best one at a time", "[match][overlap]") {
  std::mt19937 random(7);
  for (int round = 0; round < 600; ++round) {
    const Conflict conflict = round % 2 == 0 ? Conflict::kOverlap : Conflict::kCross;
    std::vector<Rival> rivals;
    Pairs over;
    for (std::uint32_t i = 0; i < 12; ++i) {
      const std::uint32_t begin = random() % 20;
      rivals.push_back({{begin, begin + 1 + static_cast<std::uint32_t>(random() % 6)},
                        static_cast<std::int32_t>(random() % 2),
                        0.5f,
                        i,
                        i});
      if (i > 0 && random() % 3 == 0) over.insert({i, static_cast<std::uint32_t>(random() % i)});
    }
    std::vector<int> state(rivals.size(), 0);  // living, taken, dead
    const auto overlaps = [&](std::size_t a, std::size_t b) {
      const Span x = rivals[a].span, y = rivals[b].span;
      const bool may_stay = conflict == Conflict::kCross && (x.contains(y) || y.contains(x));
      return a != b && x.overlaps(y) && !may_stay;
    };
    for (;;) {
      int best = -1;
      for (std::uint32_t i = 0; i < rivals.size(); ++i) {
        if (state[i] != 0) continue;
        bool is_blocked = false;
        for (std::uint32_t j = 0; j < rivals.size(); ++j)
          is_blocked = is_blocked || (state[j] == 0 && overlaps(i, j) && over.count({j, i}) != 0);
        if (!is_blocked &&
            (best < 0 || is_better(rivals[i], rivals[static_cast<std::size_t>(best)])))
          best = static_cast<int>(i);
      }
      if (best < 0) break;
      state[static_cast<std::size_t>(best)] = 1;
      for (std::size_t j = 0; j < rivals.size(); ++j)
        if (state[j] == 0 && overlaps(static_cast<std::size_t>(best), j)) state[j] = 2;
    }
    std::string expected;
    for (std::size_t i = 0; i < rivals.size(); ++i)
      if (state[i] == 1) expected += std::to_string(i) + " ";
    CAPTURE(round);
    REQUIRE(standing(rivals, over, conflict) == expected);
  }
}

}  // namespace
}  // namespace waymark::match
