// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/content_digest.h"

#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "gazetteer/made_id.h"
#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

/// Whether a fraction is said as the C library prints it.
bool is_said_in_six_digits(double number) {
  char digits[400];
  std::snprintf(digits, sizeof digits, "%.6f", number);
  return Fact("n").add_fraction(number).digest() ==
         Fact("n").add(std::string_view(digits)).digest();
}

TEST_CASE("content: a fraction is said in six digits, rounded exactly", "[gazetteer][digest]") {
  const double number =
      GENERATE(0.0, -0.0, 0.5, -0.5, 1.0, 89.9999995, -180.0, 0.0000005, -0.0000004, 0.0000015,
               0.1234565, 41.4, 128.2, 1e6, 123456789012.345, 1e300, -1e-300);
  CAPTURE(number);
  CHECK(is_said_in_six_digits(number));
}

TEST_CASE("content: any coordinate is said so", "[gazetteer][digest]") {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> degrees(-180, 180);
  std::vector<double> wrong;
  for (int i = 0; i < 50'000; ++i) {
    const double number = degrees(random);
    const double middle = static_cast<double>(static_cast<int>(number * 1e6)) / 1e6 + 0.0000005;
    for (const double one : {number, middle})
      if (!is_said_in_six_digits(one)) wrong.push_back(one);
  }
  CHECK(wrong == std::vector<double>());
}

TEST_CASE("content: numbers and long texts have their size before them", "[gazetteer][digest]") {
  CHECK(Fact("n").add(std::int64_t{7}).digest() == Fact("n").add("7").digest());
  CHECK(Fact("n").add(std::int64_t{-9999}).digest() == Fact("n").add("-9999").digest());
  const std::string name(300, 'a');
  CHECK(Fact("n").add(name).add("b").digest() != Fact("n").add(name + "b").add("").digest());
  Fact again("other");
  again.begin("n");
  CHECK(again.add("7").digest() == Fact("n").add("7").digest());
}

TEST_CASE("content: names of one pattern sum up to what their entries say", "[gazetteer][digest]") {
  Schema schema;
  const std::pair<std::string, std::string> source{"towns", "3"};
  IndexEntry entry;
  entry.id = "towns.";
  entry.parent = GENERATE(std::string(), std::string(150, 'p'));
  entry.names = {{"en", "name"}};
  entry.forms.emplace_back().text = "name";
  NameDigests names(schema, entry, source);
  std::mt19937 random(4);
  for (const int count : {0, 1, 15, 16, 17, 100}) {
    Digest sum;
    for (int i = 0; i < count; ++i) {
      std::string name = "\U0001F3D4 혜산 ";
      for (std::size_t letters = random() % 200; letters > 0; --letters)
        name += "ab c-"[random() % 5];
      IndexEntry written = entry;
      written.id += name;
      hyphenate(written.id, entry.id.size());
      written.names.front().second = written.forms.front().text = name;
      sum += digest_of_entry("entry", written, schema, &source);
      names.add(name);
    }
    CAPTURE(count);
    CHECK(names.take() == sum);
  }
}

TEST_CASE("content: what is added to a digest can be taken from it again", "[gazetteer][digest]") {
  const Digest one = Fact("n").add("Musan").digest(), two = Fact("n").add("혜산").digest();
  Digest sum{.low = ~std::uint64_t{0}, .high = 1};
  const Digest before = sum;
  sum += one, sum += two, sum -= one, sum -= two;
  CHECK(sum == before);
}

TEST_CASE("content: a digest of pieces fills them up to eight bytes", "[gazetteer][digest]") {
  DigestStream pieces(24 + 3);
  pieces.add("Hyesan-s"), pieces.add("혜"), pieces.add("12345678"), pieces.add("abc");
  CHECK(pieces.finish() == digest_of(std::string("Hyesan-s혜\0\0\0\0\0", 16) + "12345678abc"));
}

TEST_CASE("made ids: end in the name with hyphens for spaces", "[gazetteer][digest]") {
  struct Row {
    std::string id, name;
    bool ends;
  };
  const Row row = GENERATE(
      Row{"towns.New-York", "New York", true}, Row{"towns.New York", "New York", false},
      Row{"towns.New-York-City-Hall-of-Fame", "New York City Hall of Fame", true},
      Row{"towns.New-York-City-Hall of-Fame", "New York City Hall of Fame", false},
      Row{"towns.혜산-시내-한가운데", "혜산 시내 한가운데", true}, Row{"York", "New York", false},
      Row{"New-York", "New-York", true}, Row{"towns.", "", false});
  CAPTURE(row.id);
  CHECK(ends_in_name(row.id, row.name) == row.ends);
}

}  // namespace
}  // namespace waymark::gazetteer
