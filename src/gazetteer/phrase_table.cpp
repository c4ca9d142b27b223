// SPDX-License-Identifier: Apache-2.0
// Open addressing in buckets of a line of the cache, four fifths full: from the begin of its bucket
// on a phrase takes the first slot that is free, mostly in the same line. The bucket comes from the
// high bits of the mixed hash, the fingerprint from the low ones.
// Source: Knuth, The Art of Computer Programming, volume 3, section 6.4, on buckets.
#include "gazetteer/phrase_table.h"

#include <algorithm>
#include <bit>

#include "text/full_byte_block.h"

namespace waymark::gazetteer {

namespace {

constexpr std::uint64_t kMaxSeeds = 16;
constexpr std::size_t kAhead = 16;          ///< phrases whose slots are on their way into the cache
constexpr std::size_t kFarAhead = 32;       ///< the same where an index is asked
constexpr std::uint64_t kMaxProbes = 1024;  ///< also bounds what a damaged table can cost

bool is_empty(const layout::SlotRecord& slot) { return slot.value == 0; }

/// Gives whether each phrase found a place where no other one is met first.
bool fill(std::span<const Phrase> phrases, PhraseTable& table) {
  bool unhidden = true;
  const auto* slots = reinterpret_cast<const char*>(table.slots.data());
  for (std::size_t number = 0; number < phrases.size(); ++number) {
    const Phrase& phrase = phrases[number];
    if (number + kAhead < phrases.size())
      fetch_ahead(slots +
                  sizeof(layout::SlotRecord) *
                      place_of(phrases[number + kAhead].hash, table.seed, table.slots.size()).slot);
    auto [at, fingerprint] = place_of(phrase.hash, table.seed, table.slots.size());
    bool hidden = false;
    for (std::uint64_t probes = 1; !is_empty(table.slots[at]) && !hidden; ++probes) {
      hidden = table.slots[at].fingerprint == fingerprint || probes == kMaxProbes;
      at = at + 1 == table.slots.size() ? 0 : at + 1;
    }
    unhidden &= !hidden;
    if (!hidden) table.slots[at] = {fingerprint, phrase.value};
  }
  return unhidden;
}

}  // namespace

PhraseTable build_phrase_table(std::span<const Phrase> phrases) {
  PhraseTable table;
  if (phrases.empty()) return table;
  table.slots.resize((phrases.size() * 5 / 4 / kBucketSlots + 1) * kBucketSlots);
  while (!fill(phrases, table) && table.seed < kMaxSeeds) {
    ++table.seed;
    std::fill(table.slots.begin(), table.slots.end(), layout::SlotRecord{});
  }
  return table;
}

PhraseSlots::PhraseSlots(std::string_view slots, std::uint64_t seed)
    : bytes_(slots.data()), count_(slots.size() / sizeof(layout::SlotRecord)), seed_(seed) {}

namespace {

#if defined(WAYMARK_HAS_FULL_BLOCKS)

const bool kHasFullBlocks = text::has_full_blocks();

/// As PhraseSlots::find, of a bucket's slots at once.
/// Requires: whole buckets, at least one.
WAYMARK_FULL std::uint32_t find_by_buckets(const char* slots, std::uint64_t count,
                                           SlotPlace place) {
  static_assert(sizeof(__m512i) == kBucketSlots * sizeof(layout::SlotRecord));
  constexpr __mmask16 kFingerprints = 0x5555, kValues = 0xAAAA;
  const __m512i wanted = _mm512_set1_epi32(static_cast<int>(place.fingerprint));
  std::uint64_t at = place.slot;
  for (std::uint64_t probes = 0; probes < std::min(count, kMaxProbes); probes += kBucketSlots) {
    const char* const bytes = slots + at * sizeof(layout::SlotRecord);
    const __m512i bucket = _mm512_loadu_si512(bytes);
    const std::uint32_t found = _mm512_mask_cmpeq_epi32_mask(kFingerprints, bucket, wanted);
    const std::uint32_t empty = _mm512_mask_testn_epi32_mask(kValues, bucket, bucket);
    if ((found | empty) != 0) {
      // What comes first ends the search; an empty slot's value is 0, whatever is beside it.
      const auto value = static_cast<unsigned>(std::countr_zero(found | empty)) | 1u;
      std::uint32_t result;
      std::memcpy(&result, bytes + value * sizeof result, sizeof result);
      return result;
    }
    at = at + kBucketSlots == count ? 0 : at + kBucketSlots;
  }
  return 0;
}

WAYMARK_FULL void find_all_by_buckets(const char* slots, std::uint64_t count, std::uint64_t seed,
                                      const std::vector<std::uint64_t>& hashes,
                                      std::uint32_t* values) {
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (i + kFarAhead < hashes.size())
      fetch_ahead(slots +
                  place_of(hashes[i + kFarAhead], seed, count).slot * sizeof(layout::SlotRecord));
    values[i] = find_by_buckets(slots, count, place_of(hashes[i], seed, count));
  }
}

#else

constexpr bool kHasFullBlocks = false;
std::uint32_t find_by_buckets(const char*, std::uint64_t, SlotPlace) { return 0; }
void find_all_by_buckets(const char*, std::uint64_t, std::uint64_t,
                         const std::vector<std::uint64_t>&, std::uint32_t*) {}

#endif

}  // namespace

std::uint32_t PhraseSlots::find(std::uint64_t hash) const {
  if (count_ == 0) return 0;
  auto [at, fingerprint] = place_of(hash);
  if (kHasFullBlocks && count_ % kBucketSlots == 0)
    return find_by_buckets(bytes_, count_, {at, fingerprint});
  for (std::uint64_t probes = 0; probes < std::min(count_, kMaxProbes); ++probes) {
    layout::SlotRecord slot;
    std::memcpy(&slot, bytes_ + at * sizeof slot, sizeof slot);
    if (is_empty(slot)) return 0;
    if (slot.fingerprint == fingerprint) return slot.value;
    at = at + 1 == count_ ? 0 : at + 1;
  }
  return 0;
}

void PhraseSlots::find_all(const std::vector<std::uint64_t>& hashes,
                           std::vector<std::uint32_t>& values) const {
  values.assign(hashes.size(), 0);
  if (count_ == 0) return;
  for (std::size_t i = 0; i < std::min(hashes.size(), kFarAhead); ++i) expect(hashes[i]);
  if (kHasFullBlocks && count_ % kBucketSlots == 0)
    return find_all_by_buckets(bytes_, count_, seed_, hashes, values.data());
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (i + kFarAhead < hashes.size()) expect(hashes[i + kFarAhead]);
    values[i] = find(hashes[i]);
  }
}

/// Sixteen bits a unit: one in two hundred of the units that begin no form passes.
constexpr std::size_t kUnitsInWord = 4;

std::vector<std::uint64_t> build_filter(const std::vector<std::uint64_t>& units) {
  std::vector<std::uint64_t> words(units.size() / kUnitsInWord + 1);
  for (const std::uint64_t unit : units)
    words[spread(unit, words.size())] |= UnitFilter::bits_of(unit);
  return words;
}

UnitFilter::UnitFilter(std::string_view words)
    : bytes_(words.data()), count_(words.size() / sizeof(std::uint64_t)) {
  static constexpr char kNothing[sizeof(std::uint64_t)] = {};
  if (count_ == 0) bytes_ = kNothing, count_ = 1;
}

}  // namespace waymark::gazetteer
