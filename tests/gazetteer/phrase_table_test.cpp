// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/phrase_table.h"

#include <cstring>
#include <string>

#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

std::string bytes_of(const PhraseTable& table) {
  std::string bytes(table.slots.size() * sizeof(layout::SlotRecord), '\0');
  if (!bytes.empty()) std::memcpy(bytes.data(), table.slots.data(), bytes.size());
  return bytes;
}

std::uint64_t scatter(std::uint64_t number) { return (number + 1) * 0x9E3779B97F4A7C15ull; }

TEST_CASE("phrase table: every phrase is found again, and nothing else", "[gazetteer][phrase]") {
  std::vector<Phrase> phrases;
  for (std::uint32_t i = 0; i < 20000; ++i) phrases.push_back({scatter(i), i + 2});
  PhraseTable table = build_phrase_table(phrases);
  std::string slots = bytes_of(table);
  std::size_t wrong = 0, false_hits = 0;
  for (const Phrase& phrase : phrases) {
    wrong += PhraseSlots(slots, table.seed).find(phrase.hash) == phrase.value ? 0 : 1;
  }
  for (std::uint32_t i = 20000; i < 40000; ++i) {
    false_hits += PhraseSlots(slots, table.seed).find(scatter(i)) != 0 ? 1 : 0;
  }
  CHECK(wrong == 0);
  CHECK(false_hits == 0);
}

TEST_CASE("phrase table: many phrases are looked up as each alone", "[gazetteer][phrase]") {
  std::vector<Phrase> phrases;
  for (std::uint32_t i = 0; i < 300; ++i) phrases.push_back({scatter(i), i + 2});
  const PhraseTable table = build_phrase_table(phrases);
  const std::string slots = bytes_of(table), odd = slots.substr(0, slots.size() - 8);
  for (const std::string& bytes : {slots, odd, std::string()}) {
    const PhraseSlots some(bytes, table.seed);
    for (const std::uint32_t count : {0u, 1u, 31u, 32u, 33u, 600u}) {
      std::vector<std::uint64_t> hashes;
      for (std::uint32_t i = 0; i < count; ++i) hashes.push_back(scatter(599 - i));
      std::vector<std::uint32_t> values(7, 7), expected;
      for (const std::uint64_t hash : hashes) expected.push_back(some.find(hash));
      some.find_all(hashes, values);
      CHECK(values == expected);
    }
  }
}

TEST_CASE("phrase table: is four fifths full, and most phrases lie in their buckets",
          "[gazetteer][phrase]") {
  std::vector<Phrase> phrases;
  for (std::uint32_t i = 0; i < 20000; ++i) phrases.push_back({scatter(i), i + 2});
  const PhraseTable table = build_phrase_table(phrases);
  CHECK(table.slots.size() == 25'000 + kBucketSlots);
  std::size_t elsewhere = 0;
  for (const Phrase& phrase : phrases) {
    const std::uint64_t begin = place_of(phrase.hash, table.seed, table.slots.size()).slot;
    bool is_there = false;
    for (std::uint64_t slot = begin; slot < begin + kBucketSlots; ++slot)
      is_there |= table.slots[slot].value == phrase.value;
    elsewhere += is_there ? 0 : 1;
  }
  CHECK(elsewhere < phrases.size() / 10);
  CHECK(place_of(phrases[0].hash, table.seed, table.slots.size()).slot % kBucketSlots == 0);
}

TEST_CASE("phrase table: of phrases with equal hashes the first stays", "[gazetteer][phrase]") {
  const std::vector<Phrase> phrases = {{42, 10}, {42, 12}, {43, 14}};
  PhraseTable table = build_phrase_table(phrases);
  std::string slots = bytes_of(table);
  CHECK(PhraseSlots(slots, table.seed).find(42) == 10);
  CHECK(PhraseSlots(slots, table.seed).find(43) == 14);
}

TEST_CASE("phrase table: an empty table has nothing", "[gazetteer][phrase]") {
  CHECK(PhraseSlots(bytes_of(build_phrase_table({})), 0).find(42) == 0);
  CHECK(PhraseSlots().find(42) == 0);
}

TEST_CASE("phrase table: a table without a free slot ends its search", "[gazetteer][phrase]") {
  std::vector<layout::SlotRecord> full(5000, layout::SlotRecord{7, 2});
  std::string bytes(full.size() * sizeof(layout::SlotRecord), '\0');
  std::memcpy(bytes.data(), full.data(), bytes.size());
  CHECK(PhraseSlots(bytes, 0).find(42) == 0);
}

TEST_CASE("phrase table: a table that ends within a bucket is searched too",
          "[gazetteer][phrase]") {
  constexpr std::uint64_t kSlots = kBucketSlots + kBucketSlots / 2, kPhrases = kSlots - 2;
  std::string bytes(kSlots * sizeof(layout::SlotRecord), '\0');
  for (std::uint32_t i = 0; i < kPhrases; ++i) {
    const auto [slot, fingerprint] = place_of(scatter(i), 0, kSlots);
    REQUIRE(slot == 0);
    const layout::SlotRecord record{fingerprint, i + 2};
    std::memcpy(bytes.data() + i * sizeof record, &record, sizeof record);
  }
  for (std::uint32_t i = 0; i < kPhrases; ++i)
    CHECK(PhraseSlots(bytes, 0).find(scatter(i)) == i + 2);
  CHECK(PhraseSlots(bytes, 0).find(scatter(kPhrases)) == 0);
}

TEST_CASE("filter: no unit that was put in is missing, few others seem to be there",
          "[gazetteer][phrase]") {
  std::vector<std::uint64_t> units;
  for (std::uint64_t i = 0; i < 10000; ++i) units.push_back(scatter(i));
  std::vector<std::uint64_t> words = build_filter(units);
  std::string bytes(words.size() * 8, '\0');
  std::memcpy(bytes.data(), words.data(), bytes.size());
  const UnitFilter filter(bytes);
  std::size_t missing = 0, false_hits = 0;
  for (const std::uint64_t unit : units) missing += filter.may_have(unit) ? 0 : 1;
  for (std::uint64_t i = 10000; i < 20000; ++i) false_hits += filter.may_have(scatter(i)) ? 1 : 0;
  CHECK(missing == 0);
  CHECK(false_hits < 500);
  CHECK_FALSE(UnitFilter().may_have(42));
}

}  // namespace
}  // namespace waymark::gazetteer
