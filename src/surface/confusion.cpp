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

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
bool is_soft(char c) { return c == 'h' || c == 'w' || c == 'y' || c == '\'' || c == '-'; }

double cost_of_dropping(std::string_view word, std::size_t at) {
  const char c = word[at];
  if (at > 0 && word[at - 1] == c) return c == 'o' ? kDoubledO : kDoubled;
  const double cost = is_soft(c) ? kDroppedSoft : is_vowel(c) ? kDroppedVowel : kDropped;
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

/// The cheap steps, found by the first letters of both sides.
class StepTable {
 public:
  StepTable() {
    for (const Step& step : kSteps) {
      cell(step.from[0], step.to[0]).push_back(step);
      cell(step.to[0], step.from[0]).push_back({step.to, step.from, step.cost});
    }
  }
  const std::vector<Step>& find(char a, char b) const {
    static const std::vector<Step> kEmpty;
    if (a < 'a' || a > 'z' || b < 'a' || b > 'z') return kEmpty;
    return cells_[static_cast<std::size_t>(a - 'a') * 26 + static_cast<std::size_t>(b - 'a')];
  }

 private:
  std::vector<Step>& cell(char a, char b) {
    return cells_[static_cast<std::size_t>(a - 'a') * 26 + static_cast<std::size_t>(b - 'a')];
  }
  std::array<std::vector<Step>, 26 * 26> cells_;
};

const StepTable& steps() {
  static const StepTable kTable;
  return kTable;
}

constexpr std::size_t kMaxLength = 64;

}  // namespace

double confusion_distance(std::string_view a, std::string_view b, double limit) {
  if (a == b) return 0;
  const double far = limit + 1;
  if (a.size() > kMaxLength || b.size() > kMaxLength) return far;
  // best[i][j]: the cheapest way to have read i letters of a and j of b. Steps go forward only, so
  // that one sweep suffices.
  std::array<std::array<double, kMaxLength + 1>, kMaxLength + 1> best;
  for (std::size_t i = 0; i <= a.size(); ++i) std::fill_n(best[i].begin(), b.size() + 1, far);
  best[0][0] = 0;
  const auto reach = [&](std::size_t i, std::size_t j, double cost) {
    best[i][j] = std::min(best[i][j], cost);
  };
  for (std::size_t i = 0; i <= a.size(); ++i) {
    double row_best = far;
    for (std::size_t j = 0; j <= b.size(); ++j) {
      const double here = best[i][j];
      row_best = std::min(row_best, here);
      if (here > limit) continue;
      if (i < a.size()) reach(i + 1, j, here + cost_of_dropping(a, i));
      if (j < b.size()) reach(i, j + 1, here + cost_of_dropping(b, j));
      if (i == a.size() || j == b.size()) continue;
      if (a[i] == b[j]) {
        reach(i + 1, j + 1, here);
      } else {
        reach(i + 1, j + 1,
              here + cost_of_replacing(a[i], b[j]) + (i == 0 || j == 0 ? kFirstLetter : 0));
      }
      for (const Step& step : steps().find(a[i], b[j]))
        if (a.substr(i).starts_with(step.from) && b.substr(j).starts_with(step.to))
          reach(i + step.from.size(), j + step.to.size(), here + step.cost);
      if (i + 1 < a.size() && j + 1 < b.size() && a[i] == b[j + 1] && a[i + 1] == b[j])
        reach(i + 2, j + 2, here + kSwapped);
    }
    // A step reads at most three letters, so a dead row alone does not end it; two more rows may
    // still be reached.
    if (row_best > limit && i >= 2) {
      const bool alive = std::any_of(
          best.begin() + static_cast<std::ptrdiff_t>(i),
          best.begin() + static_cast<std::ptrdiff_t>(std::min(i + 4, a.size() + 1)),
          [&](const auto& row) {
            return std::any_of(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(b.size() + 1),
                               [&](double cost) { return cost <= limit; });
          });
      if (!alive) return far;
    }
  }
  return best[a.size()][b.size()];
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
