// SPDX-License-Identifier: Apache-2.0
// A weighted edit distance whose steps may replace one or two letters by one or two others. The
// table of cheap steps comes from how the systems differ (ŏ written o, u or eo; ㄱ k or g; ㅊ ch or
// j) and how hands and scanners slip.
#include "surface/confusion.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "surface/confusion_bounds.h"
#include "surface/confusion_costs.h"
#include "surface/near_keys.h"

namespace waymark::surface {
namespace {

using namespace costs;

double cost_of_dropping(std::string_view word, std::size_t at) {
  const char c = word[at];
  if (at > 0 && word[at - 1] == c) return c == 'o' ? kDoubledO : kDoubled;
  const double cost = kCostsOfDropping[static_cast<unsigned char>(c)];
  return at == 0 ? cost + kFirstLetter : cost;
}

/// By the codes of the two letters.
using Pair = std::size_t;
constexpr std::size_t kPairs = kLetterCodes * kLetterCodes;
constexpr Pair pair_of_codes(std::size_t a, std::size_t b) { return a * kLetterCodes + b; }

/// What it costs to replace a letter by another.
constexpr auto kReplacing = [] {
  std::array<double, kPairs> costs{};
  costs.fill(kReplaced);
  for (char a = 'a'; a <= 'z'; ++a)
    for (char b = 'a'; b <= 'z'; ++b)
      costs[pair_of_codes(letter_code(a), letter_code(b))] = cost_of_replacing(a, b);
  return costs;
}();
constexpr double kLeastReplacing = *std::min_element(kReplacing.begin(), kReplacing.end());

/// Calls use(from, to, cost) with the cheap steps in both directions.
template <class Use>
constexpr void each_step(const Use& use) {
  for (const Step& step : kSteps) {
    use(step.from, step.to, step.cost);
    use(step.to, step.from, step.cost);
  }
}

/// The cheap steps by the first letters of both sides.
class StepTable {
 public:
  constexpr StepTable() {
    each_step(
        [&](std::string_view from, std::string_view to, double) { ++ends_[cell(from, to) + 1]; });
    for (Pair pair = 1; pair <= kPairs; ++pair)
      ends_[pair] = static_cast<std::uint8_t>(ends_[pair] + ends_[pair - 1]);
    std::array<std::uint8_t, kPairs + 1> next = ends_;
    each_step([&](std::string_view from, std::string_view to, double cost) {
      steps_[next[cell(from, to)]++] = {from, to, cost};
    });
  }
  [[nodiscard]] std::span<const Step> find(Pair firsts) const {
    return {steps_.data() + ends_[firsts], steps_.data() + ends_[firsts + 1]};
  }

 private:
  static constexpr std::size_t kCount = 2 * std::size(kSteps);
  static_assert(kCount < 256);

  static constexpr Pair cell(std::string_view from, std::string_view to) {
    return pair_of_codes(letter_code(from.front()), letter_code(to.front()));
  }
  std::array<Step, kCount> steps_{};
  std::array<std::uint8_t, kPairs + 1> ends_{};  // those of a pair begin where the last one's end
};
constexpr StepTable kStepTable;

// What unlike first letters cost at least. Units: hundredths.
std::size_t least_at_first(std::string_view a, std::string_view b) {
  const std::size_t one = end_bounds().first[first_code(a)][first_code(b)];
  const bool are_swapped = a[1] == b.front() && b[1] == a.front();
  return are_swapped ? std::min<std::size_t>(one, kSwappedHundredths) : one;
}

// The same of unlike last letters.
std::size_t least_at_last(std::string_view a, std::string_view b) {
  const std::size_t one = end_bounds().last[last_code(a)][last_code(b)];
  const bool are_swapped = a[a.size() - 2] == b.back() && b[b.size() - 2] == a.back();
  return are_swapped ? std::min<std::size_t>(one, kSwappedHundredths) : one;
}

/// Whether some letters, the first of which stands at a place, do so all.
bool stands_at(std::string_view letters, std::string_view text, std::size_t at) {
  static_assert(kLongestStep == 3);
  return at + letters.size() <= text.size() && (letters.size() < 2 || letters[1] == text[at + 1]) &&
         (letters.size() < 3 || letters[2] == text[at + 2]);
}

/// The cheapest ways to have read i letters of one spelling and j of the other. Steps go forward
/// only, so one sweep over the rows i suffices; a row knows which j were reached, since unlike
/// spellings die after a few places.
class Sweep {
 public:
  /// `at_last`: what the last letters cost at least, of spellings that aren't read to the end.
  Sweep(std::string_view a, std::string_view b, double limit, double at_last)
      : a_(a), b_(b), limit_(limit), inner_limit_(limit + kRounding - at_last) {}

  double run() {
    reach(0, 0, 0);
    for (std::size_t i = 0; i < a_.size(); ++i) {
      go_on(i);
      if (farthest_ == i) return limit_ + 1;
    }
    return finish();
  }

 private:
  static constexpr double kRounding = 1e-9;

  struct Row {
    std::uint64_t reached = 0;  // bits of j; they are taken out when they are gone on from
    std::array<double, kLongestNear + 1> best;

    std::size_t take() {
      const auto j = static_cast<std::size_t>(std::countr_zero(reached));
      reached &= reached - 1;
      return j;
    }
  };
  static_assert(kLongestNear < 64);

  Row& row_of(std::size_t i) { return rows_[i % rows_.size()]; }

  /// The distance, when all rows but the last are done.
  double finish() {
    Row& row = row_of(a_.size());
    while (row.reached != 0) {
      const std::size_t j = row.take();
      if (j == b_.size()) return row.best[j];
      reach(a_.size(), j + 1, row.best[j] + cost_of_dropping(b_, j));
    }
    return limit_ + 1;
  }

  void reach(std::size_t i, std::size_t j, double cost) {
    if (cost > (i < a_.size() && j < b_.size() ? inner_limit_ : limit_)) return;
    farthest_ = std::max(farthest_, i);
    Row& row = row_of(i);
    const std::uint64_t bit = std::uint64_t{1} << j;
    if ((row.reached & bit) == 0 || cost < row.best[j]) row.best[j] = cost;
    row.reached |= bit;
  }

  void go_on(std::size_t i) {
    Row& row = row_of(i);
    if (row.reached == 0) return;
    const double dropping = cost_of_dropping(a_, i);
    while (row.reached != 0) {
      const std::size_t j = row.take();
      const double here = row.best[j];
      reach(i + 1, j, here + dropping);
      if (j == b_.size()) continue;
      reach(i, j + 1, here + cost_of_dropping(b_, j));
      read_both(i, j, here);
    }
  }

  void read_both(std::size_t i, std::size_t j, double here) {
    const char a = a_[i], b = b_[j];
    const Pair pair = pair_of_codes(letter_code(a), letter_code(b));
    if (a == b) {
      reach(i + 1, j + 1, here);
    } else if (here + kLeastReplacing <= limit_) {
      reach(i + 1, j + 1, here + kReplacing[pair] + (i == 0 || j == 0 ? kFirstLetter : 0));
    }
    for (const Step& step : kStepTable.find(pair))
      if (stands_at(step.from, a_, i) && stands_at(step.to, b_, j))
        reach(i + step.from.size(), j + step.to.size(), here + step.cost);
    if (i + 1 < a_.size() && j + 1 < b_.size() && a_[i + 1] == b && b_[j + 1] == a)
      reach(i + 2, j + 2, here + kSwapped);
  }

  const std::string_view a_, b_;
  const double limit_, inner_limit_;        // the latter where neither spelling is read to the end
  std::size_t farthest_ = 0;                // row that was reached
  std::array<Row, kLongestStep + 1> rows_;  // row i stands at i modulo their number
};

}  // namespace

double confusion_distance(std::string_view a, std::string_view b, double limit) {
  if (a == b) return 0;
  if (a.size() > kLongestNear || b.size() > kLongestNear) return limit + 1;
  std::size_t at_last = 0;
  if (a.size() > kLongestStep && b.size() > 1) {
    at_last = least_at_last(a, b);
    if (least_at_first(a, b) + at_last > limit_in_hundredths(limit)) return limit + 1;
  }
  return Sweep(a, b, limit, static_cast<double>(at_last) / 100).run();
}

std::string skeleton(std::string_view folded) {
  std::string out;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    char c = folded[i];
    switch (c) {
      case 'a':
      case 'e':
      case 'i':
      case 'o':
      case 'u':
      case 'w':
      case 'y':
      case 'h':
      case '\'':
      case '-':
      case ' ':
        continue;
      case 'g':
      case 'q':
        c = 'k';
        break;
      case 'd':
        c = 't';
        break;
      case 'b':
      case 'f':
      case 'v':
        c = 'p';
        break;
      case 'j':
      case 'z':
        c = 'c';
        break;
      case 'r':
        c = 'l';
        break;
      default:
        break;
    }
    if (c == 'c' && i + 1 < folded.size() && folded[i + 1] == 'k') continue;
    if (c == 'l' && folded[i] == 'r' && i + 1 < folded.size() && folded[i + 1] == 'n') {
      c = 'm';  // rn for m; no system writes rn
      ++i;
    }
    if (out.empty() || out.back() != c) out += c;
  }
  return out;
}

}  // namespace waymark::surface
