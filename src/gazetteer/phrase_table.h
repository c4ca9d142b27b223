// SPDX-License-Identifier: Apache-2.0
// The hash table from phrases (runs of units) to forms: eight bytes a slot, a 32-bit fingerprint
// and what is known. The compiler fills it, choosing a seed under which no phrase hides another;
// the index asks it.
#pragma once

#include <compare>
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

/// A Bloom filter of the units that begin forms, three bits in one word for each. Those of forms
/// that ask for a capital there have three other bits of the word: text in lower case is asked
/// without them, and most of it goes no further.
class StartFilter {
 public:
  StartFilter() : StartFilter(std::string_view()) {}
  explicit StartFilter(std::string_view words);

  /// Whether a form may begin with this unit; `is_capital`: also one that asks for a capital.
  [[nodiscard]] bool may_start(std::uint64_t hash, bool is_capital) const {
    std::uint64_t word;
    std::memcpy(&word, bytes_ + spread(hash, count_) * sizeof word, sizeof word);
    return has(word, hash) || (is_capital && has(word, for_capital(hash)));
  }

  /// Says that may_start() will be asked.
  void expect(std::uint64_t hash) const {
    fetch_ahead(bytes_ + spread(hash, count_) * sizeof(std::uint64_t));
  }

  /// The hash whose bits stand for the unit of a form that asks for a capital.
  static std::uint64_t for_capital(std::uint64_t hash) { return hash >> 18; }
  static std::uint64_t bits_of(std::uint64_t hash) {
    return bit(hash) | bit(hash >> 6) | bit(hash >> 12);
  }

 private:
  static std::uint64_t bit(std::uint64_t hash) { return std::uint64_t{1} << (hash & 63); }
  static bool has(std::uint64_t word, std::uint64_t hash) {
    // Two bits refuse nearly all, so that the third is seldom asked.
    if ((word >> (hash & 63) & word >> (hash >> 6 & 63) & 1) == 0) return false;
    return (word >> (hash >> 12 & 63) & 1) != 0;
  }

  const char* bytes_;
  std::uint64_t count_;  ///< at least one word: nothing is asked before it is read
};

/// A unit that begins a form.
struct Start {
  std::uint64_t hash = 0;
  bool asks_for_capital = false;
  friend auto operator<=>(const Start&, const Start&) = default;
};

/// The words of the filter.
[[nodiscard]] std::vector<std::uint64_t> build_filter(const std::vector<Start>& starts);

}  // namespace waymark::gazetteer
