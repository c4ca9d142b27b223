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

/// Fills a table. Phrases of equal hash are hopeless: the first one stays.
[[nodiscard]] PhraseTable build_phrase_table(const std::vector<Phrase>& phrases);

/// The value of a phrase in slots as they lie in an index, 0 if it is not there.
[[nodiscard]] std::uint32_t find_phrase(std::string_view slots, std::uint64_t seed,
                                        std::uint64_t hash);

/// A Bloom filter of hashes, two bits in one word for each.
[[nodiscard]] std::vector<std::uint64_t> build_filter(const std::vector<std::uint64_t>& hashes);
[[nodiscard]] bool filter_has(std::string_view words, std::uint64_t hash);

}  // namespace waymark::gazetteer
