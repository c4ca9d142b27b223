// SPDX-License-Identifier: Apache-2.0
// A key is the hash of a skeleton. Of a spelling without end the keys less one letter would take
// its square.
#include "surface/near_keys.h"

#include <string>

#include "surface/confusion.h"
#include "text/normal_form.h"

namespace waymark::surface {

void find_near_keys(std::string_view folded, std::vector<std::uint64_t>& keys) {
  keys.clear();
  const std::string whole = skeleton(folded);
  keys.push_back(text::hash_folded(whole));
  if (folded.size() > kLongestNear) return;
  std::string shorter;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    shorter.assign(whole, 0, i).append(whole, i + 1);
    if (i > 0 && i < shorter.size() && shorter[i - 1] == shorter[i]) shorter.erase(i, 1);
    keys.push_back(text::hash_folded(shorter));
  }
}

}  // namespace waymark::surface
