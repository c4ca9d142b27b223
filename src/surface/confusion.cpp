// SPDX-License-Identifier: Apache-2.0
// A weighted edit distance whose steps may replace one or two letters by one or two others. The
// table of cheap steps comes from how the systems differ (ŏ written o, u or eo; ㄱ k or g; ㅊ ch or
// j) and how hands and scanners slip.
#include "surface/confusion.h"

#include <algorithm>
#include <array>
#include <vector>

namespace waymark::surface {
namespace {

struct Step {
  std::string_view from, to;
  double cost;
};

// Costs below 1 are confusions seen in print; each works in both directions.
constexpr double kSystems = 0.2;  // two systems write the same sound so
constexpr double kHabits = 0.35;  // newspapers do, against every system
constexpr double kSlips = 0.6;    // hands and scanners
constexpr Step kSteps[] = {
    {"o", "u", kSystems},    {"o", "eo", kSystems},  {"u", "eo", kSystems},   {"u", "eu", kSystems},
    {"u", "oo", kSystems},   {"k", "g", kSystems},   {"t", "d", kSystems},    {"p", "b", kSystems},
    {"j", "ch", kSystems},   {"c", "ch", kHabits},   {"ph", "p", kSystems},   {"th", "t", kSystems},
    {"kh", "k", kSystems},   {"r", "l", kSystems},   {"r", "n", kHabits},     {"l", "n", kHabits},
    {"oe", "oi", kSystems},  {"oe", "we", kSystems}, {"oe", "o", kHabits},    {"ae", "e", kSystems},
    {"ae", "a", kHabits},    {"ui", "i", kSystems},  {"ui", "eui", kSystems}, {"wi", "ui", kHabits},
    {"sh", "s", kSystems},   {"ng", "n", kHabits},   {"yo", "yeo", kSystems}, {"yo", "yu", kHabits},
    {"wo", "weo", kSystems}, {"ee", "i", kSystems},  {"e", "i", kSlips},      {"a", "e", kSlips},
    {"a", "o", kSlips},      {"m", "n", kSlips},     {"rn", "m", kSlips},     {"ck", "k", kHabits},
    {"z", "j", kHabits},     {"f", "p", kHabits},    {"v", "b", kHabits},     {"l", "i", kSlips},
    {"h", "n", kSlips},      {"c", "e", kSlips},     {"i", "y", kHabits},     {"w", "u", kHabits},
    {"c", "o", kSlips},      {"u", "n", kSlips},     {"h", "b", kSlips},      {"cl", "d", kSlips},
    {"ou", "o", kSystems},   {"v", "w", kHabits},    {"m", "ng", kSlips},     {"ii", "u", kSlips},
    {"l", "t", kSlips},      {"g", "q", kSlips},     {"v", "y", kSlips},
};
constexpr double kDropped = 0.8;  // a consonant lost or put in
constexpr double kDroppedVowel = 0.7;
constexpr double kDroppedSoft = 0.4;  // h, w, y and e come and go with the system
constexpr double kDoubled = 0.3;      // one letter written twice
constexpr double kDoubledO = 0.5;     // oo is a way to write u
constexpr double kReplaced = 1.1;
constexpr double kReplacedVowel = 0.7;  // a vowel by a vowel
constexpr double kNextKey = 0.8;        // by its neighbour on the keyboard
constexpr double kSwapped = 0.7;
constexpr double kFirstLetter =
    0.4;  // the first letter is rarely wrong by a slip; added to slips there

constexpr bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
constexpr bool is_soft(char c) { return c == 'h' || c == 'w' || c == 'y' || c == '\'' || c == '-'; }

constexpr auto kCostsOfDropping = [] {
  std::array<double, 256> costs{};
  for (std::size_t byte = 0; byte < costs.size(); ++byte) {
    const char c = static_cast<char>(byte);
    costs[byte] = is_soft(c) ? kDroppedSoft : is_vowel(c) ? kDroppedVowel : kDropped;
  }
  return costs;
}();

inline double cost_of_dropping(std::string_view word, std::size_t at) {
  const char c = word[at];
  if (at > 0 && word[at - 1] == c) return c == 'o' ? kDoubledO : kDoubled;
  const double cost = kCostsOfDropping[static_cast<unsigned char>(c)];
  return at == 0 ? cost + kFirstLetter : cost;
}

bool are_next_keys(char a, char b) {
  constexpr std::string_view kRows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  return std::any_of(std::begin(kRows), std::end(kRows), [&](std::string_view row) {
    const std::size_t at = row.find(a), other = row.find(b);
    return at != row.npos && other != row.npos && (at + 1 == other || other + 1 == at);
  });
}

double cost_of_replacing(char a, char b) {
  if (is_vowel(a) && is_vowel(b)) return kReplacedVowel;
  return are_next_keys(a, b) ? kNextKey : kReplaced;
}

constexpr std::size_t kLetters = 26;

constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
constexpr std::size_t pair_of(char a, char b) {
  return static_cast<std::size_t>(a - 'a') * kLetters + static_cast<std::size_t>(b - 'a');
}

/// What it costs to replace a letter by another.
class ReplacementTable {
 public:
  ReplacementTable() {
    for (char a = 'a'; a <= 'z'; ++a)
      for (char b = 'a'; b <= 'z'; ++b) costs_[pair_of(a, b)] = cost_of_replacing(a, b);
  }
  [[nodiscard]] double find(char a, char b) const {
    return is_letter(a) && is_letter(b) ? costs_[pair_of(a, b)] : kReplaced;
  }

 private:
  std::array<double, kLetters * kLetters> costs_{};
};

/// The cheap steps, found by the first letters of both sides.
class StepTable {
 public:
  StepTable() {
    for (const Step& step : kSteps) {
      cell(step.from[0], step.to[0]).push_back(step);
      cell(step.to[0], step.from[0]).push_back({step.to, step.from, step.cost});
    }
  }
  [[nodiscard]] const std::vector<Step>& find(char a, char b) const {
    static const std::vector<Step> kEmpty;
    return is_letter(a) && is_letter(b) ? cells_[pair_of(a, b)] : kEmpty;
  }

 private:
  std::vector<Step>& cell(char a, char b) { return cells_[pair_of(a, b)]; }
  std::array<std::vector<Step>, kLetters * kLetters> cells_;
};

const StepTable& steps() {
  static const StepTable kTable;
  return kTable;
}

const ReplacementTable& replacements() {
  static const ReplacementTable kTable;
  return kTable;
}

/// The cheapest of the cheap steps that begin, and that end, with two letters.
class StepBounds {
 public:
  StepBounds() {
    first_.fill(kReplaced);
    last_.fill(kReplaced);
    for (const Step& step : kSteps) {
      lower(first_, step.from.front(), step.to.front(), step.cost);
      lower(last_, step.from.back(), step.to.back(), step.cost);
    }
  }
  [[nodiscard]] double first(char a, char b) const { return first_[pair_of(a, b)]; }
  [[nodiscard]] double last(char a, char b) const { return last_[pair_of(a, b)]; }

 private:
  using Costs = std::array<double, kLetters * kLetters>;
  static void lower(Costs& costs, char a, char b, double cost) {
    costs[pair_of(a, b)] = std::min(costs[pair_of(a, b)], cost);
    costs[pair_of(b, a)] = std::min(costs[pair_of(b, a)], cost);
  }
  Costs first_, last_;
};

const StepBounds& bounds() {
  static const StepBounds kBounds;
  return kBounds;
}

constexpr std::size_t kMaxLength = 64;
constexpr std::size_t kLongestStep = 3;  // letters that a step reads of one side

// What unlike first letters cost at least: a step from both, or one of them dropped or swapped.
double least_at_first(std::string_view a, std::string_view b) {
  const char x = a.front(), y = b.front();
  if (x == y || !is_letter(x) || !is_letter(y)) return 0;
  const double one = std::min({cost_of_dropping(a, 0), cost_of_dropping(b, 0), bounds().first(x, y),
                               replacements().find(x, y) + kFirstLetter});
  return a[1] == y && b[1] == x ? std::min(one, kSwapped) : one;
}

// The same of unlike last letters.
double least_at_last(std::string_view a, std::string_view b) {
  const char x = a.back(), y = b.back();
  if (x == y || !is_letter(x) || !is_letter(y)) return 0;
  const std::size_t i = a.size() - 1, j = b.size() - 1;
  const double one = std::min({cost_of_dropping(a, i), cost_of_dropping(b, j), bounds().last(x, y),
                               replacements().find(x, y)});
  return a[i - 1] == y && b[j - 1] == x ? std::min(one, kSwapped) : one;
}

// No more than the distance. Requires: `a` has more letters than a step reads, `b` has two.
double least_distance(std::string_view a, std::string_view b) {
  return least_at_first(a, b) + least_at_last(a, b);
}

/// The cheapest ways to have read i letters of one spelling and j of the other. Steps go forward
/// only, so one sweep over the rows i suffices; a row knows between which j it was reached, since
/// unlike spellings die after a few places.
class Sweep {
 public:
  Sweep(std::string_view a, std::string_view b, double limit) : a_(a), b_(b), limit_(limit) {}

  double run() {
    reach(0, 0, 0);
    for (std::size_t i = 0; i <= a_.size(); ++i) {
      Row& row = row_of(i);
      const double dropping = i < a_.size() ? cost_of_dropping(a_, i) : 0;
      for (std::size_t j = row.first; j < row.last; ++j)
        if (row.best[j] <= limit_) go_on(i, j, row.best[j], dropping);
      if (i == a_.size()) break;
      row.first = row.last = 0;
      if (is_dead()) return limit_ + 1;
    }
    const Row& last = row_of(a_.size());
    return last.first <= b_.size() && b_.size() < last.last ? last.best[b_.size()] : limit_ + 1;
  }

 private:
  struct Row {
    std::size_t first = 0, last = 0;  // of best; the others were not reached
    std::array<double, kMaxLength + 1> best;
  };

  Row& row_of(std::size_t i) { return rows_[i % rows_.size()]; }

  [[nodiscard]] bool is_dead() const {
    return std::all_of(rows_.begin(), rows_.end(),
                       [](const Row& row) { return row.first == row.last; });
  }

  void reach(std::size_t i, std::size_t j, double cost) {
    if (cost > limit_) return;
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

  void go_on(std::size_t i, std::size_t j, double here, double dropping) {
    if (i < a_.size()) reach(i + 1, j, here + dropping);
    if (j < b_.size()) reach(i, j + 1, here + cost_of_dropping(b_, j));
    if (i == a_.size() || j == b_.size()) return;
    if (a_[i] == b_[j]) {
      reach(i + 1, j + 1, here);
    } else {
      reach(i + 1, j + 1,
            here + replacements().find(a_[i], b_[j]) + (i == 0 || j == 0 ? kFirstLetter : 0));
    }
    for (const Step& step : steps().find(a_[i], b_[j]))
      if (a_.substr(i).starts_with(step.from) && b_.substr(j).starts_with(step.to))
        reach(i + step.from.size(), j + step.to.size(), here + step.cost);
    if (i + 1 < a_.size() && j + 1 < b_.size() && a_[i] == b_[j + 1] && a_[i + 1] == b_[j])
      reach(i + 2, j + 2, here + kSwapped);
  }

  std::string_view a_, b_;
  double limit_;
  std::array<Row, kLongestStep + 1> rows_;  // row i stands at i modulo their number
};

}  // namespace

double confusion_distance(std::string_view a, std::string_view b, double limit) {
  if (a == b) return 0;
  if (a.size() > kMaxLength || b.size() > kMaxLength) return limit + 1;
  if (a.size() > kLongestStep && b.size() > 1 && least_distance(a, b) > limit) return limit + 1;
  return Sweep(a, b, limit).run();
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
