// SPDX-License-Identifier: Apache-2.0
// What is counted when two annotations are compared, and the rates that follow from the counts.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>

namespace waymark::evaluate {

struct Counts {
  std::uint64_t right = 0, spurious = 0, missed = 0;
  [[nodiscard]] double precision() const;  ///< 0 where nothing was predicted
  [[nodiscard]] double recall() const;     ///< 0 where gold has nothing
  [[nodiscard]] double f() const;
  [[nodiscard]] bool empty() const { return right + spurious + missed == 0; }
  Counts& operator+=(const Counts& other);
  friend bool operator==(const Counts&, const Counts&) = default;
};

/// The five outcomes of MUC; a partial one is half right.
/// Source: Chinchor and Sundheim 1993 (MUC-5 evaluation metrics); SemEval-2013, task 9.1.
struct Outcomes {
  std::uint64_t correct = 0, incorrect = 0, partial = 0, spurious = 0, missed = 0;
  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f() const;
  Outcomes& operator+=(const Outcomes& other);
  friend bool operator==(const Outcomes&, const Outcomes&) = default;
};

/// The same pairs judged in four ways: by span and label, by span alone, by span with half a point
/// for an overlap, by label where the spans overlap.
struct SchemeOutcomes {
  Outcomes strict, exact, partial, type;
  SchemeOutcomes& operator+=(const SchemeOutcomes& other);
  friend bool operator==(const SchemeOutcomes&, const SchemeOutcomes&) = default;
};

/// Links of strictly found mentions: gold has one (right, wrong, absent), or has none (none_right,
/// none_wrong).
struct LinkCounts {
  static constexpr std::size_t kRanks = 10;
  std::uint64_t right = 0, wrong = 0, absent = 0, none_right = 0, none_wrong = 0;
  std::array<std::uint64_t, kRanks> at_rank = {};  ///< where gold's entry stands among candidates
  [[nodiscard]] double accuracy() const;           ///< of those that gold links
  [[nodiscard]] double recall_at(std::size_t most) const;  ///< gold's entry is of the first `most`
  /// Of "none" as an answer: right where gold has no link.
  [[nodiscard]] Counts none() const { return {none_right, absent, none_wrong}; }
  LinkCounts& operator+=(const LinkCounts& other);
  friend bool operator==(const LinkCounts&, const LinkCounts&) = default;
};

/// What a line of a report counts.
enum class Table : std::uint8_t {
  kStrict,
  kOverlap,
  kSpanOnly,
  kStructured,
  kStructuredOverlap,
  kSlots,
  kLinks,   ///< over strictly found mentions; its rate is the accuracy
  kLinked,  ///< span, label and entry all right
  kRelations,
};

/// A line of a report. Ordered as reports show them.
struct Row {
  Table table = Table::kStrict;
  std::string name;  ///< label or type; empty: all of them together
  friend auto operator<=>(const Row&, const Row&) = default;
};

/// The name of a table in JSON and CSV.
[[nodiscard]] const char* key_of(Table table);

/// The rate that speaks for a row: F, of links the accuracy.
[[nodiscard]] double rate_of(Table table, const Counts& counts);

}  // namespace waymark::evaluate
