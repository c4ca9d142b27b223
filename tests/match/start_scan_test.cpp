// SPDX-License-Identifier: Apache-2.0
// All ways to scan beside each other, and beside the question itself: a machine that can ask eight
// at once would never take the others.
#include "match/start_scan.h"

#include <cstring>
#include <string>

#include "support/catch.h"
#include "text/tokenizer.h"

namespace waymark::match {
namespace {

std::string filter_bytes(const std::vector<std::uint64_t>& units) {
  const std::vector<std::uint64_t> words = gazetteer::build_filter(units);
  std::string bytes(words.size() * sizeof(std::uint64_t), '\0');
  std::memcpy(bytes.data(), words.data(), bytes.size());
  return bytes;
}

using Numbers = std::vector<std::uint32_t>;

/// The numbers that a scan gives; `numbers` is what an earlier one left.
Numbers scan(const gazetteer::StartFilter& filter, const text::Tokens& tokens, Numbers numbers,
             std::size_t most_at_once) {
  const std::size_t count = scan_starts(filter, tokens, numbers, most_at_once);
  numbers.resize(count);
  return numbers;
}

TEST_CASE("matcher: tokens that may begin a form are found several at once or one by one",
          "[match][matcher]") {
  const std::string text =
      "👨‍👩‍👧 김정은 한국 e\u0301tude: In Rason and ofKim the hague, The Hague, "
      "THE "
      "DPRK; "
      "naïve "
      "Über 38선 "
      "musan-gun Musan 2 a of in de la West";
  text::Tokens tokens;
  text::tokenize(text, tokens);
  Numbers left_behind(3, 7);
  for (std::uint64_t kept = 1; kept < 6; ++kept) {
    std::vector<std::uint64_t> plain, capital;
    for (const text::Token& token : tokens) {
      if (token.hash % 5 < kept) plain.push_back(token.hash);
      if (token.hash % 7 < kept) capital.push_back(token.hash);
    }
    const std::string plain_bytes = filter_bytes(plain), capital_bytes = filter_bytes(capital);
    const gazetteer::StartFilter filter{gazetteer::UnitFilter(plain_bytes),
                                        gazetteer::UnitFilter(capital_bytes)};
    for (std::size_t size = 0; size <= tokens.size(); ++size) {
      const text::Tokens some(tokens.end() - static_cast<std::ptrdiff_t>(size), tokens.end());
      Numbers wanted;
      for (std::uint32_t i = 0; i < size; ++i)
        if (!text::is_one_unit(some[i]) || filter.may_start(some[i].hash, may_be_capital(some[i])))
          wanted.push_back(i);
      for (const std::size_t most_at_once : {1u, 4u, 8u})
        REQUIRE(scan(filter, some, left_behind, most_at_once) == wanted);
    }
  }
}

}  // namespace
}  // namespace waymark::match
