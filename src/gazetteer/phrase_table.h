// SPDX-License-Identifier: Apache-2.0
// The hash table from phrases (runs of units) to forms: eight bytes a slot, a 32-bit fingerprint
// and what is known. The compiler fills it, choosing a seed under which no phrase hides another;
// the index asks it.
#pragma once

#include <cstdint>
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

/// The value of a phrase in slots as they lie in an index, 0 if it is not there.
[[nodiscard]] std::uint32_t find_phrase(std::string_view slots, std::uint64_t seed,
                                        std::uint64_t hash);

/// A Bloom filter of hashes, two bits in one word for each.
[[nodiscard]] std::vector<std::uint64_t> build_filter(const std::vector<std::uint64_t>& hashes);
[[nodiscard]] bool filter_has(std::string_view words, std::uint64_t hash);

}  // namespace waymark::gazetteer
