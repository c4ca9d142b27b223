// SPDX-License-Identifier: Apache-2.0
// Where things that come in order are looked for in something that is in order, most lie just
// behind the last one: so they are looked for from there, in growing steps.
#pragma once

#include <algorithm>

namespace waymark::text {

/// What std::partition_point gives, in a time that grows with the logarithm of how far it lies from
/// `first`. Requires: random access.
template <class Iterator, class Test>
[[nodiscard]] Iterator near_partition_point(Iterator first, Iterator last, Test is_before) {
  auto step = last - last + 1;
  while (step <= last - first && is_before(first[step - 1])) {
    first += step;
    step *= 2;
  }
  return std::partition_point(first, step <= last - first ? first + (step - 1) : last, is_before);
}

}  // namespace waymark::text
