// SPDX-License-Identifier: Apache-2.0
// The words of an index that another spelling may be a slip of: forms of one plain Latin word that
// are found in running text and not fixed. Words of one skeleton stand together, a group; a sorted
// table leads from each key that they are filed under (surface/near_keys.h) to the group.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/index.h"
#include "gazetteer/index_layout.h"

namespace waymark::gazetteer {

/// What a form's text folds to if that is one plain Latin word that others may be near to; else an
/// empty string.
[[nodiscard]] std::string plain_word_of(std::string_view text);

/// Whether folded text is such a word.
[[nodiscard]] bool is_plain_word(std::string_view folded);

/// What a word is filed under, of one of its near keys.
[[nodiscard]] inline std::uint32_t short_key(std::uint64_t near_key) {
  return static_cast<std::uint32_t>(near_key >> 32);
}

/// The words as they lie in an index, perhaps damaged.
/// Lifetime: refers to the bytes.
class NearTable {
 public:
  NearTable() = default;
  /// `words`: groups, one after another: for each word its size and bytes and the number of the
  /// first form that folds to it, numbers as varints; behind the last a size of 0. `keys`:
  /// layout::NearKeyRecord, sorted.
  NearTable(std::string_view words, std::string_view keys) : words_(words), keys_(keys) {}

  [[nodiscard]] bool empty() const { return keys_.empty(); }

  /// The words whose skeletons are at most one letter from that of a plain word: itself too.
  [[nodiscard]] std::vector<NearWord> find(std::string_view folded) const;

 private:
  [[nodiscard]] layout::NearKeyRecord key(std::size_t number) const;
  [[nodiscard]] std::size_t lower_bound(std::uint32_t key) const;
  [[nodiscard]] std::vector<std::uint32_t> find_groups(std::string_view folded) const;

  std::string_view words_, keys_;
};

}  // namespace waymark::gazetteer
