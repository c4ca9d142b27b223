// SPDX-License-Identifier: Apache-2.0
// Both methods add up the counts of documents many times. Documents are kept as sparse lists of row
// numbers, so that a resample costs as much as there are counts, not documents times rows.
#include "evaluate/significance.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace waymark::evaluate {
namespace {

/// Whole numbers from a generator whose sequence the C++ standard fixes.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  /// A number below `sides`, which fits 32 bits.
  std::uint32_t roll(std::uint64_t sides) {
    return static_cast<std::uint32_t>(((engine_() >> 32) * sides) >> 32);
  }
  bool flip() { return engine_() >> 63 != 0; }

 private:
  std::mt19937_64 engine_;
};

/// Counts with sign: what is added may also be taken away.
struct Tally {
  std::int64_t right = 0, spurious = 0, missed = 0;

  void add(const Tally& other, std::int64_t times) {
    right += times * other.right;
    spurious += times * other.spurious;
    missed += times * other.missed;
  }
  [[nodiscard]] Counts counts() const {
    return {static_cast<std::uint64_t>(right), static_cast<std::uint64_t>(spurious),
            static_cast<std::uint64_t>(missed)};
  }
  friend bool operator==(const Tally&, const Tally&) = default;
};

Tally to_tally(const Counts& counts) {
  return {static_cast<std::int64_t>(counts.right), static_cast<std::int64_t>(counts.spurious),
          static_cast<std::int64_t>(counts.missed)};
}

using Sparse = std::vector<std::pair<std::uint32_t, Tally>>;

Sparse to_sparse(const DocumentCounts& document, const std::vector<std::uint32_t>& numbers) {
  Sparse sparse;
  for (const auto& [row, counts] : document.rows)
    sparse.emplace_back(numbers[row], to_tally(counts));
  return sparse;
}

/// How often each of `count` documents is drawn.
void draw(Dice& dice, std::vector<std::uint32_t>& times) {
  std::fill(times.begin(), times.end(), 0u);
  for (std::size_t i = 0; i < times.size(); ++i) ++times[dice.roll(times.size())];
}

/// The middle 95 % of values; sorts them.
Interval find_middle(std::vector<double>& values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const auto last = static_cast<double>(values.size() - 1);
  return {values[static_cast<std::size_t>(std::floor(0.025 * last))],
          values[static_cast<std::size_t>(std::ceil(0.975 * last))]};
}

void add_document(const Sparse& document, std::int64_t times, std::vector<Tally>& sums) {
  for (const auto& [row, tally] : document) sums[row].add(tally, times);
}

/// The documents of two systems in one numbering of rows.
struct TwoSystems {
  std::vector<Row> rows;
  std::vector<Sparse> a, b;
};

std::vector<std::uint32_t> number_rows(const std::vector<Row>& rows,
                                       std::map<Row, std::uint32_t>& numbers,
                                       std::vector<Row>& all) {
  std::vector<std::uint32_t> numbered;
  for (const Row& row : rows) {
    const auto [found, is_new] = numbers.emplace(row, static_cast<std::uint32_t>(all.size()));
    if (is_new) all.push_back(row);
    numbered.push_back(found->second);
  }
  return numbered;
}

TwoSystems join(const Scores& a, const Scores& b) {
  TwoSystems both;
  std::map<Row, std::uint32_t> numbers;
  const auto of_a = number_rows(a.rows, numbers, both.rows);
  const auto of_b = number_rows(b.rows, numbers, both.rows);
  for (const DocumentCounts& document : a.by_document) both.a.push_back(to_sparse(document, of_a));
  for (const DocumentCounts& document : b.by_document) both.b.push_back(to_sparse(document, of_b));
  return both;
}

std::vector<Tally> sum_up(const std::vector<Sparse>& documents, std::size_t rows) {
  std::vector<Tally> sums(rows);
  for (const Sparse& document : documents) add_document(document, 1, sums);
  return sums;
}

/// Rate of b less that of a.
double difference(Table table, const Tally& a, const Tally& b) {
  return rate_of(table, b.counts()) - rate_of(table, a.counts());
}

/// For each row, how many shuffles make a difference at least as large as the real one.
std::vector<std::uint64_t> count_chances(const TwoSystems& both, const ResampleOptions& options) {
  const std::vector<Tally> a = sum_up(both.a, both.rows.size()),
                           b = sum_up(both.b, both.rows.size());
  std::vector<std::uint64_t> chances(both.rows.size(), 0);
  Dice dice(options.seed);
  for (std::uint32_t i = 0; i < options.resamples; ++i) {
    std::vector<Tally> left = a, right = b;
    for (std::size_t d = 0; d < both.a.size(); ++d) {
      if (both.a[d] == both.b[d] || !dice.flip()) continue;
      add_document(both.a[d], -1, left), add_document(both.a[d], 1, right);
      add_document(both.b[d], 1, left), add_document(both.b[d], -1, right);
    }
    for (std::size_t row = 0; row < both.rows.size(); ++row) {
      const Table table = both.rows[row].table;
      const double real = std::abs(difference(table, a[row], b[row]));
      // Sums that differ only by rounding are equally large.
      if (std::abs(difference(table, left[row], right[row])) >= real - 1e-12) ++chances[row];
    }
  }
  return chances;
}

std::vector<Interval> find_difference_intervals(const TwoSystems& both,
                                                const ResampleOptions& options) {
  std::vector<std::vector<double>> values(both.rows.size());
  std::vector<std::uint32_t> times(both.a.size());
  Dice dice(options.seed);
  for (std::uint32_t i = 0; i < options.resamples; ++i) {
    std::vector<Tally> a(both.rows.size()), b(both.rows.size());
    draw(dice, times);
    for (std::size_t d = 0; d < times.size(); ++d) {
      if (times[d] == 0) continue;
      add_document(both.a[d], times[d], a);
      add_document(both.b[d], times[d], b);
    }
    for (std::size_t row = 0; row < values.size(); ++row)
      if (a[row] != Tally{} || b[row] != Tally{})
        values[row].push_back(difference(both.rows[row].table, a[row], b[row]));
  }
  std::vector<Interval> intervals;
  for (std::vector<double>& each : values) intervals.push_back(find_middle(each));
  return intervals;
}

}  // namespace

std::map<Row, Interval> find_intervals(const Scores& scores, const ResampleOptions& options) {
  std::map<Row, std::uint32_t> numbers;
  std::vector<Row> rows;
  const auto numbered = number_rows(scores.rows, numbers, rows);
  std::vector<Sparse> documents;
  for (const DocumentCounts& document : scores.by_document)
    documents.push_back(to_sparse(document, numbered));
  std::vector<std::vector<double>> rates(rows.size());
  std::vector<std::uint32_t> times(documents.size());
  Dice dice(options.seed);
  for (std::uint32_t i = 0; i < options.resamples; ++i) {
    std::vector<Tally> sums(rows.size());
    draw(dice, times);
    for (std::size_t d = 0; d < times.size(); ++d)
      if (times[d] > 0) add_document(documents[d], times[d], sums);
    for (std::size_t row = 0; row < rows.size(); ++row)
      if (sums[row] != Tally{}) rates[row].push_back(rate_of(rows[row].table, sums[row].counts()));
  }
  std::map<Row, Interval> intervals;
  for (std::size_t row = 0; row < rows.size(); ++row)
    intervals[rows[row]] = find_middle(rates[row]);
  return intervals;
}

std::map<Row, Difference> compare(const Scores& a, const Scores& b,
                                  const ResampleOptions& options) {
  const TwoSystems both = join(a, b);
  const std::vector<Tally> sums_a = sum_up(both.a, both.rows.size()),
                           sums_b = sum_up(both.b, both.rows.size());
  const std::vector<std::uint64_t> chances = count_chances(both, options);
  const std::vector<Interval> intervals = find_difference_intervals(both, options);
  std::map<Row, Difference> differences;
  for (std::size_t row = 0; row < both.rows.size(); ++row) {
    const Table table = both.rows[row].table;
    differences[both.rows[row]] = {
        rate_of(table, sums_a[row].counts()), rate_of(table, sums_b[row].counts()),
        static_cast<double>(chances[row] + 1) / (static_cast<double>(options.resamples) + 1),
        intervals[row]};
  }
  return differences;
}

}  // namespace waymark::evaluate
