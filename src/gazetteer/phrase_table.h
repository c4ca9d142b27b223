// SPDX-License-Identifier: Apache-2.0
// The hash table from phrases (runs of units) to forms: eight bytes a slot, a 32-bit fingerprint
// and what is known. The compiler fills it, choosing a seed under which no phrase hides another;
// the index asks it.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/index_layout.h"
#include "gazetteer/large_memory.h"

namespace waymark::gazetteer {

/// A phrase and its slot's value (see layout::SlotRecord).
struct Phrase {
  std::uint64_t hash = 0;
  std::uint32_t value = 0;
};

struct PhraseTable {
  std::uint64_t seed = 0;
  LargeVector<layout::SlotRecord> slots;
};

/// Fills a table. Phrases of equal hash are hopeless: the first one stays.
[[nodiscard]] PhraseTable build_phrase_table(std::span<const Phrase> phrases);

/// The high half of a 64 × 64 bit product: `hash` spread over [0, size).
[[nodiscard]] inline std::uint64_t spread(std::uint64_t hash, std::uint64_t size) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((Wide{hash} * size) >> 64);
}

/// Asks the machine to have the memory at hand soon.
inline void fetch_ahead(const char* bytes) {
#if defined(__GNUC__)
  __builtin_prefetch(bytes);
  // A function that does no more than this counts as one without effect: gcc leaves its calls out.
  asm volatile("" : : "r"(bytes));
#else
  (void)bytes;
#endif
}

/// As many slots as lie in a line of the cache.
inline constexpr std::uint64_t kBucketSlots = 8;

/// Where a phrase is looked for first, the begin of a bucket, and what marks its slot.
struct SlotPlace {
  std::uint64_t slot;
  std::uint32_t fingerprint;
};
[[nodiscard]] inline SlotPlace place_of(std::uint64_t hash, std::uint64_t seed,
                                        std::uint64_t slot_count) {
  std::uint64_t mixed = (hash ^ seed) * 0xBF58476D1CE4E5B9ull;
  mixed ^= mixed >> 32;
  return {spread(mixed, slot_count / kBucketSlots) * kBucketSlots,
          static_cast<std::uint32_t>(mixed)};
}

/// Slots as they lie in an index, perhaps damaged.
/// Lifetime: refers to the bytes.
class PhraseSlots {
 public:
  PhraseSlots() = default;
  PhraseSlots(std::string_view slots, std::uint64_t seed);

  /// The value of a phrase, 0 if it is not there.
  [[nodiscard]] std::uint32_t find(std::uint64_t hash) const;
  /// The values of many phrases, by their numbers. The machine is told ahead what will be read:
  /// tables of millions of names lie beyond its caches.
  void find_all(const std::vector<std::uint64_t>& hashes, std::vector<std::uint32_t>& values) const;

 private:
  void expect(std::uint64_t hash) const {
    fetch_ahead(bytes_ + place_of(hash).slot * sizeof(layout::SlotRecord));
  }
  [[nodiscard]] SlotPlace place_of(std::uint64_t hash) const {
    return waymark::gazetteer::place_of(hash, seed_, count_);
  }

  const char* bytes_ = nullptr;
  std::uint64_t count_ = 0;
  std::uint64_t seed_ = 0;
};

/// A Bloom filter of units, three bits in one word for each.
/// Lifetime: refers to the bytes.
class UnitFilter {
 public:
  UnitFilter() : UnitFilter(std::string_view()) {}
  explicit UnitFilter(std::string_view words);

  /// Whether a unit may be among those that were put in.
  [[nodiscard]] bool may_have(std::uint64_t hash) const {
    std::uint64_t word;
    std::memcpy(&word, bytes_ + spread(hash, count_) * sizeof word, sizeof word);
    return (word >> (hash & 63) & word >> (hash >> kBitShift & 63) &
            word >> (hash >> 2 * kBitShift & 63) & 1) != 0;
  }

  /// Says that may_have() will be asked.
  void expect(std::uint64_t hash) const {
    fetch_ahead(bytes_ + spread(hash, count_) * sizeof(std::uint64_t));
  }

  /// The word of a hash has the number spread(hash, word_count()). Its bits are the lowest six of
  /// the hash, the next six and those after them.
  [[nodiscard]] const char* words() const { return bytes_; }
  [[nodiscard]] std::uint64_t word_count() const { return count_; }
  static constexpr int kBitShift = 6;
  static std::uint64_t bits_of(std::uint64_t hash) {
    return bit(hash) | bit(hash >> kBitShift) | bit(hash >> 2 * kBitShift);
  }

 private:
  static std::uint64_t bit(std::uint64_t hash) { return std::uint64_t{1} << (hash & 63); }

  const char* bytes_;
  std::uint64_t count_;  ///< at least one word: nothing is asked before it is read
};

/// The units that begin forms of running text. Those of forms that ask for a capital there stand
/// apart: text in small letters is asked without them, and most of it goes no further; what is left
/// for it to ask is few, and stays near.
struct StartFilter {
  UnitFilter plain, capital;

  /// Whether a form may begin with this unit; `is_capital`: also one that asks for a capital.
  [[nodiscard]] bool may_start(std::uint64_t hash, bool is_capital) const {
    return plain.may_have(hash) || (is_capital && capital.may_have(hash));
  }
};

/// The words of a filter.
[[nodiscard]] std::vector<std::uint64_t> build_filter(const std::vector<std::uint64_t>& units);

}  // namespace waymark::gazetteer
