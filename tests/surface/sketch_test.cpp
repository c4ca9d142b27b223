// SPDX-License-Identifier: Apache-2.0
// Sketches of spellings, and what is refused by them.
#include "surface/sketch.h"

#include <string>
#include <string_view>
#include <vector>

#include "support/catch.h"
#include "surface/confusion.h"
#include "surface/confusion_costs.h"
#include "surface/near_keys.h"

namespace waymark::surface {
namespace {

bool may_be_near(std::string_view a, std::string_view b, double limit) {
  return SketchFilter(a, limit).may_be_near(sketch(b));
}

/// Spellings that one step makes of a word.
std::vector<std::string> slips_of(const std::string& word) {
  std::vector<std::string> slips;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto put = [&](std::size_t size, std::string_view other) {
      slips.push_back(std::string(word).replace(at, size, other));
    };
    for (const costs::Step& step : costs::kSteps) {
      if (word.compare(at, step.from.size(), step.from) == 0) put(step.from.size(), step.to);
      if (word.compare(at, step.to.size(), step.to) == 0) put(step.to.size(), step.from);
    }
    put(1, "");
    put(1, std::string(2, word[at]));
    put(1, "x");
    put(0, "h");
    if (at + 1 < word.size()) put(2, std::string{word[at + 1], word[at]});
  }
  return slips;
}

TEST_CASE("sketch: what is within the limit is never refused", "[surface][sketch]") {
  const std::string word =
      GENERATE("samjiyon", "kwangmyong", "ryanggang", "ch'ongjin", "weonsan", "hyesann", "cloee");
  for (const std::string& once : slips_of(word))
    for (const std::string& twice : slips_of(once)) {
      CAPTURE(word, once, twice);
      const double distance = confusion_distance(word, twice, 9);
      REQUIRE(may_be_near(word, twice, distance));
      REQUIRE(may_be_near(twice, word, distance));
    }
}

TEST_CASE("sketch: no step costs less than what it changes", "[surface][sketch]") {
  for (const costs::Step& step : costs::kSteps) {
    const std::string from = "san" + std::string(step.from) + "san";
    const std::string to = "san" + std::string(step.to) + "san";
    CAPTURE(from, to);
    CHECK(may_be_near(from, to, step.cost));
    CHECK(may_be_near(to, from, step.cost));
  }
}

TEST_CASE("sketch: of short spellings too", "[surface][sketch]") {
  std::vector<std::string> words{"a", "c", "d", "l", "o", "m"};
  for (std::size_t i = 0; words[i].size() < 4; ++i)
    for (const char* letter : {"c", "l", "o", "e"}) words.push_back(words[i] + letter);
  for (const std::string& a : words)
    for (const std::string& b : words)
      if (!may_be_near(a, b, confusion_distance(a, b, 9))) FAIL(a << " " << b);
}

TEST_CASE("sketch: spellings with other letters or ends are refused", "[surface][sketch]") {
  CHECK(may_be_near("musan", "musna", 0.8));
  CHECK_FALSE(may_be_near("musan", "musat", 0.6));           // the last letter
  CHECK_FALSE(may_be_near("musan", "susan", 0.6));           // the first
  CHECK_FALSE(may_be_near("hoeryong", "hoesyong", 0.6));     // one inside
  CHECK_FALSE(may_be_near("hongwon", "hongwonguyok", 0.6));  // how many
  CHECK_FALSE(may_be_near("hongwon", "hangwan", 0.1));
  CHECK_FALSE(may_be_near("reason", "rason", 0.05));
}

TEST_CASE("sketch: the size is told", "[surface][sketch]") {
  CHECK(size_of_sketched(sketch("musan")) == 5);
  CHECK(size_of_sketched(sketch(std::string(kLongestNear, 'a'))) == kLongestNear);
  CHECK(size_of_sketched(sketch("")) == 0);
}

}  // namespace
}  // namespace waymark::surface
