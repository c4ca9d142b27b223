// SPDX-License-Identifier: Apache-2.0
#include "text/near_point.h"

#include <algorithm>
#include <vector>

#include "support/catch.h"

using waymark::text::near_partition_point;

TEST_CASE("near point: it is the partition point, wherever that lies", "[text][near_point]") {
  for (int size = 0; size < 40; ++size) {
    const std::vector<char> row(static_cast<std::size_t>(size));
    for (int point = 0; point <= size; ++point) {
      const auto is_before = [&](const char& it) { return &it - row.data() < point; };
      const auto found = near_partition_point(row.begin(), row.end(), is_before);
      REQUIRE(found - row.begin() == point);
    }
  }
}

TEST_CASE("near point: what lies near is found in few steps", "[text][near_point]") {
  const std::vector<char> row(1000);
  int asked = 0;
  const auto is_third = [&](const char& it) { return ++asked, &it - row.data() < 3; };
  CHECK(near_partition_point(row.begin(), row.end(), is_third) - row.begin() == 3);
  CHECK(asked <= 5);
}
