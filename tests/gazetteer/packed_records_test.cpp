// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/packed_records.h"

#include <array>
#include <bit>
#include <random>
#include <string>
#include <vector>

#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

constexpr std::uint64_t kMost = 1'000'000;

/// Records of two fields: the number given, and what `second` makes of the record's number.
template <class Second>
std::string pack(const std::vector<std::uint32_t>& firsts, Second second) {
  RecordPacker packer(2);
  std::uint32_t number = 0;
  for (const std::uint32_t first : firsts) packer.add({first, second(number++)});
  return std::move(packer).pack();
}

constexpr std::size_t kBytesOfNone = 8 + 2 * 12 + 8;  // head, two fields, padding

TEST_CASE("packed records: what goes in comes out, in as many bits as it needs",
          "[gazetteer][packed]") {
  struct Row {
    std::vector<std::uint32_t> firsts;
    std::size_t bits;  ///< a record
  };
  constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  const Row row =
      GENERATE(Row{{7, 7, 7}, 0}, Row{{5, 6, 7}, 0}, Row{{kNone, 0, 1}, 0},
               Row{{kNone, kNone, 3}, 1}, Row{{kNone, kNone, 3, 0}, 3}, Row{{0, 255, 8}, 8},
               Row{{0, 300, 7}, 9}, Row{{70000, 1, 2}, 17}, Row{{1700, 100, 100, 300}, 4},
               Row{{0, 1, 1, 2, 2, 3}, 2}, Row{{0x80000000u, 0x7FFFFFFFu, 0}, 32});
  const auto even = [](std::uint32_t number) { return 2 * number * number; };
  const std::string bytes = pack(row.firsts, even);
  const std::size_t bits_of_even =
      std::bit_width((row.firsts.size() - 1) * (row.firsts.size() - 1));
  CHECK(bytes.size() == kBytesOfNone + ((row.bits + bits_of_even) * row.firsts.size() + 7) / 8);
  PackedRecords records;
  REQUIRE(records.open(bytes, 2, kMost));
  REQUIRE(records.count() == row.firsts.size());
  for (std::uint32_t i = 0; i < records.count(); ++i) {
    CHECK(records.get(i, 0) == row.firsts[i]);
    CHECK(records.get(i, 1) == even(i));
  }
}

TEST_CASE("packed records: what repeats but for one field is as if it were added",
          "[gazetteer][packed]") {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    RecordPacker repeating(3), adding(3);
    std::array<std::uint32_t, 3> record = {0, 7, 0xFFFFFFFFu};
    const std::size_t rising = random() % 3;
    for (std::size_t run = random() % 5 + 1; run > 0; --run) {
      if (random() % 2 == 0) record[random() % 3] += random() % 3;
      for (std::size_t more = random() % 4 + 1, first = more; more > 0; --more) {
        adding.add({record[0], record[1], record[2]});
        if (more == first) repeating.add({record[0], record[1], record[2]});
        if (more < first) repeating.repeat(rising);
        CHECK(repeating.count() == adding.count());
        ++record[rising];
      }
    }
    CHECK(std::move(repeating).pack() == std::move(adding).pack());
  }
}

TEST_CASE("packed records: the first record that is not less is found", "[gazetteer][packed]") {
  const std::string bytes = pack({0, 2, 2, 5, 9}, [](std::uint32_t) { return 1u; });
  PackedRecords records;
  REQUIRE(records.open(bytes, 2, kMost));
  for (const auto& [value, place] : std::vector<std::pair<std::uint32_t, std::uint32_t>>{
           {0, 0}, {1, 1}, {2, 1}, {3, 3}, {5, 3}, {9, 4}, {10, 5}})
    CHECK(records.lower_bound(0, value) == place);
}

TEST_CASE("packed records: no records take no bytes", "[gazetteer][packed]") {
  CHECK(RecordPacker(3).pack().empty());
  PackedRecords records;
  CHECK(records.open("", 3, kMost));
  CHECK(records.count() == 0);
  CHECK(records.lower_bound(0, 0) == 0);
}

TEST_CASE("packed records: what is cut off, of other fields or too many is refused",
          "[gazetteer][packed]") {
  const std::string bytes = pack({1, 300, 2}, [](std::uint32_t number) { return number; });
  PackedRecords records;
  for (std::size_t size = 1; size < bytes.size(); ++size)
    CHECK_FALSE(records.open(std::string_view(bytes).substr(0, size), 2, kMost));
  CHECK_FALSE(records.open(bytes, 3, kMost));
  CHECK_FALSE(records.open(bytes, 2, 2));
  std::string wide = bytes;
  wide[16] = 33;  // bits of the first field
  CHECK_FALSE(records.open(wide, 2, kMost));
  CHECK(records.count() == 0);
}

}  // namespace
}  // namespace waymark::gazetteer
