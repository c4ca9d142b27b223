// SPDX-License-Identifier: Apache-2.0
// What is counted over all documents of a page, drawn or not: labels, relations, entries with their
// spellings, places and months. Bounded, however many documents come.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "waymark/document.h"

namespace waymark::view {

/// What is kept of an entry.
struct EntryTotals {
  std::string id, name, ko, label, kind;
  std::optional<double> lat, lon;
  std::uint64_t mentions = 0, documents = 0;
  std::map<std::string, std::uint64_t> spellings;
  std::uint64_t other_spellings = 0;  ///< mentions of spellings beyond those kept
  std::map<std::string, std::uint64_t> by_month;
};

struct LabelTotals {
  std::uint64_t mentions = 0;
  std::uint64_t of_other_side = 0;  ///< where two annotations are shown
};

class Totals {
 public:
  static constexpr std::size_t kMaxEntries = 50'000, kMaxSpellings = 50, kMaxNames = 2'000,
                               kMaxMonths = 12'000;

  void add(const Document& document);
  /// Counts only labels and documents of a second annotation.
  void add_other_side(const Document& document);

  [[nodiscard]] const std::map<std::string, LabelTotals>& labels() const { return labels_; }
  [[nodiscard]] const std::map<std::string, std::uint64_t>& relations() const { return relations_; }
  [[nodiscard]] std::uint64_t documents() const { return documents_; }
  [[nodiscard]] std::uint64_t mentions() const { return mentions_; }
  [[nodiscard]] std::uint64_t linked() const { return linked_; }
  /// Mentions of entries beyond kMaxEntries.
  [[nodiscard]] std::uint64_t uncounted() const { return uncounted_; }
  /// By number of mentions, then id. Lifetime: until the next add().
  [[nodiscard]] std::vector<const EntryTotals*> entries() const;
  /// Documents by month, "2019-10".
  [[nodiscard]] const std::map<std::string, std::uint64_t>& months() const { return months_; }

 private:
  void add_entry(const Document& document, const Mention& mention, const std::string& month);

  std::map<std::string, LabelTotals> labels_;
  std::map<std::string, std::uint64_t> relations_, months_;
  std::unordered_map<std::string, EntryTotals> entries_;
  std::unordered_map<std::string, std::uint64_t> last_document_;  // of an entry
  std::uint64_t documents_ = 0, mentions_ = 0, linked_ = 0, uncounted_ = 0;
};

}  // namespace waymark::view
