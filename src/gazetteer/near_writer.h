// SPDX-License-Identifier: Apache-2.0
// Gathers the words of an index that a spelling may be near to, and writes their table
// (near_table.h).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/entry_store.h"
#include "gazetteer/large_memory.h"
#include "gazetteer/sections.h"

namespace waymark::gazetteer {

class NearWriter {
 public:
  /// `ranks`: the places of entries in their order.
  /// Lifetime: refers to both.
  NearWriter(const EntryStore& store, const LargeVector<std::uint32_t>& ranks)
      : store_(store), ranks_(ranks) {}

  /// Adds the form of a row; `is_first`: of its key.
  /// Requires: rows come in their order.
  void add(std::uint32_t row, std::uint32_t form, bool is_first);

  /// Writes the near words, near keys and near containers.
  void write(Sections& sections);

 private:
  struct Word {
    std::string skeleton, folded;
    std::uint32_t form = 0;  ///< a row
  };

  void write_words(Sections& sections);
  /// Requires: words of one skeleton.
  static void write_group(std::span<const Word> words, Sections& sections);
  void write_containers(Sections& sections);

  const EntryStore& store_;
  const LargeVector<std::uint32_t>& ranks_;
  std::vector<Word> words_;
  std::size_t key_begin_ = 0;          // the first of words_ of the key that was added last
  std::vector<std::uint32_t> owners_;  // entries of the forms, by their numbers in the store
};

}  // namespace waymark::gazetteer
