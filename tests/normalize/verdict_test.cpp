// SPDX-License-Identifier: Apache-2.0
#include "normalize/verdict.h"

#include <string>
#include <tuple>
#include <vector>

#include "normalize/small_gazetteer.h"
#include "support/catch.h"
#include "support/gazetteer.h"

namespace waymark::normalize {
namespace {

/// The ids of what is meant, in their order, of entries with their distances and spellings.
std::string meant(std::vector<std::tuple<const char*, double, const char*>> rows) {
  static const auto kCatalog = test::make_catalog(kSmallGazetteer);
  std::vector<NearEntry> near;
  for (const auto& [id, distance, spelling] : rows)
    near.push_back({kCatalog->find(id).value(), distance, spelling, near.size()});
  const std::size_t count = count_meant(*kCatalog, near, {1, 0.8});
  std::string ids;
  for (std::size_t i = 0; i < count; ++i)
    ids += (i == 0 ? "" : " ") + kCatalog->entry(near[i].entry).id;
  return ids;
}

TEST_CASE("verdict: a near rival forbids an answer, a far one doesn't", "[normalize]") {
  CHECK(meant({{"kp.musan", 0.4, "musan"}}) == "kp.musan");
  CHECK(meant({{"kp.musan", 0.4, "musan"}, {"kp.onsong", 0.9, "onsong"}}) == "kp.musan");
  CHECK(meant({{"kp.musan", 0.4, "musan"}, {"kp.onsong", 0.5, "onsong"}}).empty());
  CHECK(meant({{"kp.musan", 1.2, "musan"}}).empty());
}

TEST_CASE("verdict: two that are equally far are both meant, three are not", "[normalize]") {
  CHECK(meant({{"kp.musan", 0.4, "musan"}, {"kp.onsong", 0.42, "onsong"}}) == "kp.musan kp.onsong");
  CHECK(
      meant(
          {{"kp.musan", 0.4, "musan"}, {"kp.onsong", 0.42, "onsong"}, {"kp.riwon", 0.44, "riwon"}})
          .empty());
}

TEST_CASE("verdict: namesakes that are written alike are meant together", "[normalize]") {
  CHECK(meant({{"kp.unsan", 0.4, "unsan"}, {"kp.unsan-2", 0.6, "unsan"}}) == "kp.unsan kp.unsan-2");
}

}  // namespace
}  // namespace waymark::normalize
