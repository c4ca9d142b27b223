// SPDX-License-Identifier: Apache-2.0
#include "grammar/hangul_cuts.h"

#include <string>
#include <vector>

#include "support/catch.h"
#include "text/normal_form.h"

namespace waymark::grammar {
namespace {

using Pieces = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// The token with a bar at each cut. Candidates are written in brackets.
std::string cut(const std::string& marked, const std::vector<std::string>& words) {
  WordTable table;
  for (const std::string& word : words) table.add(text::hash_folded(word), word);
  std::string token;
  Pieces candidates;
  for (const char byte : marked) {
    const auto at = static_cast<std::uint32_t>(token.size());
    if (byte == '[') {
      candidates.emplace_back(at, at);
    } else if (byte == ']') {
      candidates.back().second = at;
    } else {
      token += byte;
    }
  }
  HangulCutMemory memory;
  std::vector<std::uint32_t> cuts;
  find_hangul_cuts(table, token, candidates, memory, cuts);
  for (auto it = cuts.rbegin(); it != cuts.rend(); ++it) token.insert(*it, "|");
  return token;
}

TEST_CASE("rules: a Korean word is cut out where particles, names and other words explain the rest",
          "[grammar]") {
  CHECK(cut("[무산군][보위부]장에게", {"장"}) == "무산군|보위부|장|에게");
  CHECK(cut("부장이", {"부장"}) == "부장|이");
  CHECK(cut("부장", {"부장"}) == "부장");
  CHECK(cut("[보위부]부장과장은", {"부장", "과장"}) == "보위부|부장|과장|은");
}

TEST_CASE("rules: a Korean word isn't cut out of another", "[grammar]") {
  CHECK(cut("장사", {"장"}) == "장사");
  CHECK(cut("시장", {"장"}) == "시장");
  CHECK(cut("[보위부]장사에게", {"장"}) == "보위부장사에게");
}

TEST_CASE("rules: a word may begin where a name ends that began in an earlier token", "[grammar]") {
  CHECK(cut("군장은", {"장"}) == "군장은");
  CHECK(cut("군[]장은", {"장"}) == "군|장|은");
}

}  // namespace
}  // namespace waymark::grammar
