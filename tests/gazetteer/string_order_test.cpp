// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/string_order.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

/// The numbers of the texts in their order, of equal ones the higher number first.
std::vector<std::uint32_t> order_of(const std::vector<std::string>& texts, std::size_t begin = 0,
                                    std::vector<Repeat>* repeats = nullptr) {
  StringOrder order(
      [&](std::uint32_t number, std::string& made) {
        made = texts[number];
        return std::string_view(made);
      },
      [](std::uint32_t a, std::uint32_t b) { return a > b; });
  for (std::uint32_t number = 0; number < texts.size(); ++number)
    order.add(chunk_of(texts[number], begin), number);
  const auto numbers = std::move(order).sort(begin, repeats);
  return {numbers.begin(), numbers.end()};
}

std::vector<std::uint32_t> expected_order(const std::vector<std::string>& texts) {
  std::vector<std::uint32_t> numbers(texts.size());
  std::iota(numbers.begin(), numbers.end(), 0u);
  std::sort(numbers.begin(), numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
    return texts[a] != texts[b] ? texts[a] < texts[b] : a > b;
  });
  return numbers;
}

TEST_CASE("string order: is that of their bytes, also where many are alike and long",
          "[gazetteer][order]") {
  std::mt19937 random(5);
  std::vector<std::string> texts;
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random() % 3 * 9, 'n');
    for (std::size_t letters = random() % 5; letters > 0; --letters)
      text += "ab혜\xF0"[random() % 6 % 5];
    texts.push_back(text);
  }
  CHECK(order_of(texts) == expected_order(texts));
  for (std::string& text : texts) text = "Springfie" + text;
  CHECK(order_of(texts) == expected_order(texts));
  CHECK(order_of(texts, 9) == expected_order(texts));
}

TEST_CASE("string order: of equal texts the one that comes before is first", "[gazetteer][order]") {
  const std::vector<std::string> texts(300, "Springfield-Springfield");
  const std::vector<std::uint32_t> order = order_of(texts);
  CHECK(std::is_sorted(order.rbegin(), order.rend()));
}

TEST_CASE("string order: texts that come again are told, and only the first of each is ordered",
          "[gazetteer][order]") {
  std::mt19937 random(9);
  std::vector<std::string> texts;
  for (int i = 0; i < 20'000; ++i)
    texts.push_back(std::string(random() % 30, 'n') + "Springfield"[random() % 11]);
  std::vector<std::uint32_t> first;
  std::vector<Repeat> again, repeats;
  for (const std::uint32_t number : expected_order(texts)) {
    if (first.empty() || texts[first.back()] != texts[number]) {
      first.push_back(number);
    } else {
      again.push_back({number, first.back()});
    }
  }
  CHECK(order_of(texts, 0, &repeats) == first);
  CHECK(repeats == again);
}

TEST_CASE("string order: what all begin with can be left out", "[gazetteer][order]") {
  std::vector<std::string> texts;
  for (int i = 0; i < 500; ++i) texts.push_back("towns." + std::to_string(i * 7919 % 500));
  CHECK(order_of(texts, 6) == expected_order(texts));
}

TEST_CASE("string order: of none is none", "[gazetteer][order]") { CHECK(order_of({}).empty()); }

}  // namespace
}  // namespace waymark::gazetteer
