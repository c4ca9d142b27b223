// SPDX-License-Identifier: Apache-2.0
// The hash table from phrases (runs of units) to forms: eight bytes a slot, a 32-bit fingerprint
// and what is known. The compiler fills it, choosing a seed under which no phrase hides another;
// the index asks it.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/index_layout.h"

namespace waymark::gazetteer {

/// A phrase and its slot's value (see layout::SlotRecord).
struct Phrase {
  std::uint64_t hash = 0;
  std::uint32_t value = 0;
};

struct PhraseTable {
  std::uint64_t seed = 0;
  std::vector<layout::SlotRecord> slots;
};

/// Phrases by their hashes, in the order in which they were first asked for.
class PhraseSet {
 public:
  /// The value of a phrase, 0 at first. Lifetime: of the reference: until the next call.
  std::uint32_t& value_of(std::uint64_t hash);
  [[nodiscard]] const std::vector<Phrase>& phrases() const { return phrases_; }

 private:
  void grow();

  std::vector<Phrase> phrases_;
  std::vector<std::uint32_t> places_;  // open addressing: number of a phrase plus one, 0 if free
};

/// Fills a table. Phrases of equal hash are hopeless: the first one stays.
[[nodiscard]] PhraseTable build_phrase_table(const std::vector<Phrase>& phrases);

/// The high half of a 64 × 64 bit product: `hash` spread over [0, size).
[[nodiscard]] inline std::uint64_t spread(std::uint64_t hash, std::uint64_t size) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((Wide{hash} * size) >> 64);
}

/// Asks the machine to have the memory at hand soon.
inline void fetch_ahead(const char* bytes) {
#if defined(__GNUC__)
  __builtin_prefetch(bytes);
#else
  (void)bytes;
#endif
}

/// Where a phrase is looked for first, and what marks its slot.
struct SlotPlace {
  std::uint64_t slot;
  std::uint32_t fingerprint;
};
[[nodiscard]] inline SlotPlace place_of(std::uint64_t hash, std::uint64_t seed,
                                        std::uint64_t slot_count) {
  std::uint64_t mixed = (hash ^ seed) * 0xBF58476D1CE4E5B9ull;
  mixed ^= mixed >> 32;
  return {spread(mixed, slot_count), static_cast<std::uint32_t>(mixed)};
}

/// Slots as they lie in an index, perhaps damaged.
/// Lifetime: refers to the bytes.
class PhraseSlots {
 public:
  PhraseSlots() = default;
  PhraseSlots(std::string_view slots, std::uint64_t seed);

  /// The value of a phrase, 0 if it is not there.
  [[nodiscard]] std::uint32_t find(std::uint64_t hash) const;
  /// Says that find() will be asked.
  void expect(std::uint64_t hash) const {
    if (count_ != 0) fetch_ahead(bytes_ + place_of(hash).slot * sizeof(layout::SlotRecord));
  }

 private:
  [[nodiscard]] SlotPlace place_of(std::uint64_t hash) const {
    return waymark::gazetteer::place_of(hash, seed_, count_);
  }

  const char* bytes_ = nullptr;
  std::uint64_t count_ = 0;
  std::uint64_t seed_ = 0;
};

/// What the filter holds of a unit that begins a form which asks for a capital there: text in lower
/// case is asked without it, and most of it goes no further.
[[nodiscard]] constexpr std::uint64_t capital_start(std::uint64_t unit_hash) {
  return unit_hash ^ 0x5851F42D4C957F2Dull;
}

/// A Bloom filter of hashes, two bits in one word for each.
[[nodiscard]] std::vector<std::uint64_t> build_filter(const std::vector<std::uint64_t>& hashes);

/// The filter as it lies in an index. Lifetime: refers to the bytes.
class HashFilter {
 public:
  HashFilter() = default;
  explicit HashFilter(std::string_view words);

  /// Whether the hash may have been put in.
  [[nodiscard]] bool has(std::uint64_t hash) const {
    if (count_ == 0) return false;
    std::uint64_t word;
    std::memcpy(&word, bytes_ + spread(hash, count_) * sizeof word, sizeof word);
    const std::uint64_t bits = bits_of(hash);
    return (word & bits) == bits;
  }
  static std::uint64_t bits_of(std::uint64_t hash) {
    return (std::uint64_t{1} << (hash & 63)) | (std::uint64_t{1} << ((hash >> 6) & 63));
  }

 private:
  const char* bytes_ = nullptr;
  std::uint64_t count_ = 0;
};

}  // namespace waymark::gazetteer
