// SPDX-License-Identifier: Apache-2.0
// Unlike ends take a step that reads both, or one of them is dropped.
#include "surface/confusion_bounds.h"

#include <algorithm>

namespace waymark::surface {
namespace {

using namespace costs;

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

double cost_of_dropping_last(char c, bool is_doubled) {
  if (is_doubled) return c == 'o' ? kDoubledO : kDoubled;
  return kCostsOfDropping[static_cast<unsigned char>(c)];
}

void fill_pair(const StepBounds& steps, char a, char b, EndBounds& bounds) {
  const double replacing = cost_of_replacing(a, b);
  const double dropping =
      std::min(cost_of_dropping_last(a, false), cost_of_dropping_last(b, false));
  bounds.first[letter_code(a)][letter_code(b)] = static_cast<std::uint8_t>(
      hundredths(std::min(steps.first(a, b), std::min(replacing, dropping) + kFirstLetter)));
  for (const bool a_doubled : {false, true})
    for (const bool b_doubled : {false, true})
      bounds.last[letter_code(a) | (a_doubled ? kDoubledCode : 0)]
                 [letter_code(b) | (b_doubled ? kDoubledCode : 0)] = static_cast<std::uint8_t>(
          hundredths(std::min({steps.last(a, b), replacing, cost_of_dropping_last(a, a_doubled),
                               cost_of_dropping_last(b, b_doubled)})));
}

}  // namespace

std::size_t limit_in_hundredths(double limit) {
  constexpr double kRounding = 1e-6, kLargest = 1e6;
  return static_cast<std::size_t>(std::clamp(limit * 100 + kRounding, 0.0, kLargest));
}

const EndBounds& end_bounds() {
  static const EndBounds kBounds = [] {
    EndBounds bounds{};
    const StepBounds steps;
    for (char a = 'a'; a <= 'z'; ++a)
      for (char b = 'a'; b <= 'z'; ++b)
        if (a != b) fill_pair(steps, a, b, bounds);
    return bounds;
  }();
  return kBounds;
}

}  // namespace waymark::surface
