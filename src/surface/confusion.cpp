// SPDX-License-Identifier: Apache-2.0
// A weighted edit distance whose steps may replace one or two letters by one or two others. The
// table of cheap steps comes from how the systems differ (ŏ written o, u or eo; ㄱ k or g; ㅊ ch or
// j) and how hands and scanners slip.
#include "surface/confusion.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "surface/confusion_bounds.h"
#include "surface/confusion_costs.h"

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

/// The next letters of a spelling as a number, the first lowest; zero bytes behind the end.
using Letters = std::uint32_t;
constexpr std::size_t kLettersSize = sizeof(Letters);
static_assert(kLongestStep < kLettersSize);

/// Some letters at a place.
struct Piece {
  Letters letters = 0, mask = 0;
  std::uint8_t size = 0;

  constexpr Piece() = default;
  constexpr explicit Piece(std::string_view text)
      : mask((Letters{1} << 8 * text.size()) - 1), size(static_cast<std::uint8_t>(text.size())) {
    for (std::size_t i = 0; i < text.size(); ++i)
      letters |= Letters{static_cast<unsigned char>(text[i])} << 8 * i;
  }
  [[nodiscard]] bool begins(Letters next) const { return (next & mask) == letters; }
};

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
  struct Filed {
    Piece from, to;
    double cost = 0;
  };

  constexpr StepTable() {
    each_step(
        [&](std::string_view from, std::string_view to, double) { ++ends_[cell(from, to) + 1]; });
    for (Pair pair = 1; pair <= kPairs; ++pair)
      ends_[pair] = static_cast<std::uint8_t>(ends_[pair] + ends_[pair - 1]);
    std::array<std::uint8_t, kPairs + 1> next = ends_;
    each_step([&](std::string_view from, std::string_view to, double cost) {
      steps_[next[cell(from, to)]++] = {Piece(from), Piece(to), cost};
    });
  }
  [[nodiscard]] std::span<const Filed> find(Pair firsts) const {
    return {steps_.data() + ends_[firsts], steps_.data() + ends_[firsts + 1]};
  }

 private:
  static constexpr std::size_t kCount = 2 * std::size(kSteps);
  static_assert(kCount < 256);

  static constexpr Pair cell(std::string_view from, std::string_view to) {
    return pair_of_codes(letter_code(from.front()), letter_code(to.front()));
  }
  std::array<Filed, kCount> steps_{};
  std::array<std::uint8_t, kPairs + 1> ends_{};  // those of a pair begin where the last one's end
};
constexpr StepTable kStepTable;

constexpr std::size_t kMaxLength = 64;

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

/// A spelling whose next letters can be read at every place.
class Spelling {
 public:
  /// Requires: at most kMaxLength bytes.
  explicit Spelling(std::string_view text) : size_(text.size()) {
    text.copy(bytes_.data(), text.size());
    std::fill_n(bytes_.begin() + static_cast<std::ptrdiff_t>(text.size()), kLettersSize, '\0');
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] char operator[](std::size_t at) const { return bytes_[at]; }
  [[nodiscard]] double cost_of_dropping(std::size_t at) const {
    return surface::cost_of_dropping({bytes_.data(), size_}, at);
  }
  [[nodiscard]] Letters next(std::size_t at) const {
    Letters letters;
    std::memcpy(&letters, bytes_.data() + at, sizeof letters);
    return letters;
  }

 private:
  std::size_t size_;
  std::array<char, kMaxLength + kLettersSize> bytes_;
};

/// The cheapest ways to have read i letters of one spelling and j of the other. Steps go forward
/// only, so one sweep over the rows i suffices; a row knows between which j it was reached, since
/// unlike spellings die after a few places.
class Sweep {
 public:
  /// `at_last`: what the last letters cost at least, of spellings that aren't read to the end.
  Sweep(std::string_view a, std::string_view b, double limit, double at_last)
      : a_(a), b_(b), limit_(limit), inner_limit_(limit + kRounding - at_last) {}

  double run() {
    reach(0, 0, 0);
    for (std::size_t i = 0; i < a_.size(); ++i) {
      Row& row = row_of(i);
      if (row.first != row.last) go_on(i, row);
      if (farthest_ == i) return limit_ + 1;
      row.first = row.last = 0;
    }
    return finish();
  }

 private:
  static constexpr double kRounding = 1e-9;

  struct Row {
    std::size_t first = 0, last = 0;  // of best; the others were not reached
    std::array<double, kMaxLength + 1> best;
  };

  Row& row_of(std::size_t i) { return rows_[i % rows_.size()]; }

  /// The distance, when all rows but the last are done.
  double finish() {
    Row& row = row_of(a_.size());
    for (std::size_t j = row.first; j < row.last && j < b_.size(); ++j)
      reach(a_.size(), j + 1, row.best[j] + b_.cost_of_dropping(j));
    return row.first <= b_.size() && b_.size() < row.last ? row.best[b_.size()] : limit_ + 1;
  }

  void reach(std::size_t i, std::size_t j, double cost) {
    if (cost > (i < a_.size() && j < b_.size() ? inner_limit_ : limit_)) return;
    farthest_ = std::max(farthest_, i);
    Row& row = row_of(i);
    if (row.first == row.last) {
      row.first = j;
      row.last = j + 1;
      row.best[j] = cost;
      return;
    }
    while (j < row.first) row.best[--row.first] = limit_ + 1;
    while (j >= row.last) row.best[row.last++] = limit_ + 1;
    row.best[j] = std::min(row.best[j], cost);
  }

  void go_on(std::size_t i, const Row& row) {
    const double dropping = a_.cost_of_dropping(i);
    for (std::size_t j = row.first; j < row.last; ++j) {
      const double here = row.best[j];
      if (here > limit_) continue;
      reach(i + 1, j, here + dropping);
      if (j == b_.size()) break;
      reach(i, j + 1, here + b_.cost_of_dropping(j));
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
    for (const StepTable::Filed& step : kStepTable.find(pair))
      if (step.from.begins(a_.next(i)) && step.to.begins(b_.next(j)))
        reach(i + step.from.size, j + step.to.size, here + step.cost);
    if (a_[i + 1] == b && b_[j + 1] == a && i + 1 < a_.size() && j + 1 < b_.size())
      reach(i + 2, j + 2, here + kSwapped);
  }

  const Spelling a_, b_;
  const double limit_, inner_limit_;        // the latter where neither spelling is read to the end
  std::size_t farthest_ = 0;                // row that was reached
  std::array<Row, kLongestStep + 1> rows_;  // row i stands at i modulo their number
};

}  // namespace

double confusion_distance(std::string_view a, std::string_view b, double limit) {
  if (a == b) return 0;
  if (a.size() > kMaxLength || b.size() > kMaxLength) return limit + 1;
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
