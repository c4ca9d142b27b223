// SPDX-License-Identifier: Apache-2.0
// Resampling against what can be said without it.
#include "evaluate/significance.h"

#include "support/catch.h"
#include "support/marked.h"

namespace waymark::evaluate {
namespace {

using Catch::Matchers::WithinAbs;
using test::marked;

const Row kAll = {Table::kStrict, {}};

/// Documents of one place each, found where `found` has an x.
Scores score_documents(const std::string& found) {
  std::vector<Document> gold, predicted;
  for (std::size_t i = 0; i < found.size(); ++i) {
    gold.push_back(marked("[PLACE 혜산]", std::to_string(i)));
    predicted.push_back(marked(found[i] == 'x' ? "[PLACE 혜산]" : "혜산", std::to_string(i)));
  }
  return score(gold, predicted);
}

TEST_CASE("evaluate: an interval reaches as far as the documents differ", "[evaluate]") {
  const auto two = find_intervals(score_documents("x-"), {});
  CHECK(two.at(kAll) == Interval{0, 1});
  const auto alike = find_intervals(score_documents("xxxx"), {});
  CHECK(alike.at(kAll) == Interval{1, 1});
}

TEST_CASE("evaluate: an interval is as wide as the binomial law says", "[evaluate]") {
  // Recall of 100 documents, 80 found: 0.8 ± 1.96 · sqrt(0.8 · 0.2 / 100) is 0.72 to 0.88.
  const Scores scores = score_documents(std::string(80, 'x') + std::string(20, '-'));
  const Interval f = find_intervals(scores, {.resamples = 4000}).at(kAll);
  CHECK_THAT(f.low, WithinAbs(2 * 0.72 / 1.72, 0.015));
  CHECK_THAT(f.high, WithinAbs(2 * 0.88 / 1.88, 0.015));
}

TEST_CASE("evaluate: the seed decides the numbers", "[evaluate]") {
  const Scores scores = score_documents("x--x-xx-x-xx-");
  const auto once = find_intervals(scores, {.resamples = 50, .seed = 7});
  CHECK(once.at(kAll) == find_intervals(scores, {.resamples = 50, .seed = 7}).at(kAll));
  CHECK(once.at(kAll) != find_intervals(scores, {.resamples = 50, .seed = 8}).at(kAll));
}

TEST_CASE("evaluate: p is the share of assignments that differ as much", "[evaluate]") {
  // A finds all of three documents that B misses: of the eight assignments two are as far apart.
  const auto differences =
      compare(score_documents("xxxx"), score_documents("---x"), {.resamples = 20000});
  const Difference& all = differences.at(kAll);
  CHECK_THAT(all.a, WithinAbs(1, 1e-12));
  CHECK_THAT(all.b, WithinAbs(0.4, 1e-12));
  CHECK_THAT(all.p, WithinAbs(0.25, 0.015));
}

TEST_CASE("evaluate: equal systems do not differ", "[evaluate]") {
  const Scores scores = score_documents("x-x");
  const Difference all = compare(scores, scores, {}).at(kAll);
  CHECK(all.p == 1);
  CHECK(all.interval == Interval{0, 0});
}

TEST_CASE("evaluate: a label that only one system knows is compared too", "[evaluate]") {
  const std::vector<Document> gold = {marked("[PLACE A] B")};
  const auto differences =
      compare(score(gold, gold), score(gold, {marked("[PLACE A] [ROLE B]")}), {});
  CHECK(differences.at({Table::kStrict, "ROLE"}).b == 0);
  CHECK(differences.at({Table::kStrict, "PLACE"}).b == 1);
}

}  // namespace
}  // namespace waymark::evaluate
