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
#include "surface/sketch.h"

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

/// What tables are asked for a spelling.
struct NearQuery {
  /// Requires: a plain word.
  NearQuery(std::string_view folded, double limit);

  std::vector<std::uint32_t> keys;  ///< each once
  surface::SketchFilter filter;
};

/// The words as they lie in an index, perhaps damaged.
/// Lifetime: refers to the bytes.
class NearTable {
 public:
  NearTable() = default;
  /// `words`: groups: how many words, u32; their sketches, u64; the first forms that fold to them,
  /// u32; their bytes. `keys`: layout::NearKeyRecord, sorted.
  NearTable(std::string_view words, std::string_view keys) : words_(words), keys_(keys) {}

  [[nodiscard]] bool empty() const { return keys_.empty(); }

  /// The words whose skeletons are at most one letter from that of the spelling and that the filter
  /// doesn't refuse; itself too, and some perhaps more than once.
  [[nodiscard]] std::vector<NearWord> find(const NearQuery& query) const;

 private:
  [[nodiscard]] layout::NearKeyRecord key(std::size_t number) const;
  [[nodiscard]] std::size_t lower_bound(std::uint32_t key) const;
  std::string_view words_, keys_;
};

}  // namespace waymark::gazetteer
