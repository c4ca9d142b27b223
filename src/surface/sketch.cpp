// SPDX-License-Identifier: Apache-2.0
// A letter that only one of two spellings has was taken away, put in or replaced where it stands
// first, at the price of a step that changes it; steps that together change all unlike letters are
// the least that the distance can be. Letters are weighed in three tables, among which the price of
// a step is divided, so that what they say may be added up. Other counts cost too, whatever the
// steps.
#include "surface/sketch.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "surface/confusion_bounds.h"
#include "surface/confusion_costs.h"

namespace waymark::surface {
namespace {

using namespace costs;
using namespace sketch_bits;

/// The bits of letters: of one kind are those that skeletons (confusion.h) don't tell apart.
constexpr auto kLetterBits = [] {
  constexpr std::string_view kKindsOfConsonants[kKinds] = {"kgq", "td", "pbfv", "cjz", "lr",
                                                           "m",   "n",  "s",    "x"};
  constexpr std::string_view kOfVowels = "aeiouhwy", kOfConsonants = "kgtdpbfvcjlr";
  static_assert(kOfVowels.size() == kVowels && kOfConsonants.size() == kConsonants);
  std::array<Sketch, 256> bits{};
  const auto add = [&](char c, std::size_t bit) {
    bits[static_cast<unsigned char>(c)] |= Sketch{1} << bit;
  };
  for (std::size_t kind = 0; kind < kKinds; ++kind)
    for (const char c : kKindsOfConsonants[kind]) add(c, kind);
  for (std::size_t i = 0; i < kVowels; ++i) add(kOfVowels[i], kVowelsAt + i);
  for (std::size_t i = 0; i < kConsonants; ++i) add(kOfConsonants[i], kConsonantsAt + i);
  return bits;
}();

Sketch letters_of(std::string_view folded) {
  Sketch bits = 0;
  for (const char c : folded) bits |= kLetterBits[static_cast<unsigned char>(c)];
  return bits;
}

constexpr std::size_t kSorts = 4, kBitsOfCount = 3, kLargestCount = (1u << kBitsOfCount) - 1;
constexpr std::string_view kSortsOfLetters[kSorts] = {"a", "ei", "ou", "bcdfgjklmnpqrstvxz"};
/// What a step costs at least for each letter of a sort that it makes more or less, all added up.
constexpr std::size_t kHundredthsOfOne[kSorts] = {20, 20, 20, 30};
static_assert(kSorts * kBitsOfCount == 2 * kCounts);

Sketch counts_of(std::string_view folded) {
  Sketch counts = 0;
  for (std::size_t sort = 0; sort < kSorts; ++sort) {
    const auto count =
        static_cast<std::size_t>(std::count_if(folded.begin(), folded.end(), [&](char c) {
          return kSortsOfLetters[sort].find(c) != std::string_view::npos;
        }));
    counts |= Sketch{std::min(count, kLargestCount)} << sort * kBitsOfCount;
  }
  return counts;
}

/// By the counts of the one spelling and the other, of two sorts.
using CountTable = std::array<CountBounds, 1u << kCounts>;

constexpr CountTable make_count_table(std::size_t first_sort) {
  CountTable table{};
  for (std::size_t a = 0; a < table.size(); ++a)
    for (std::size_t b = 0; b < table.size(); ++b) {
      std::size_t cost = 0;
      for (std::size_t i = 0; i < 2; ++i) {
        const std::size_t one = a >> i * kBitsOfCount & kLargestCount;
        const std::size_t other = b >> i * kBitsOfCount & kLargestCount;
        cost += kHundredthsOfOne[first_sort + i] * (one < other ? other - one : one - other);
      }
      table[a][b] = static_cast<std::uint8_t>(cost < 255 ? cost : 255);
    }
  return table;
}
constexpr CountTable kCountTable = make_count_table(0), kMoreCountTable = make_count_table(2);

/// The least that steps cost that together change the bits of a set.
template <int kBits>
class Cover {
 public:
  static constexpr std::size_t kSets = std::size_t{1} << kBits;

  Cover() { cost_of_step_.fill(kMost); }
  void add(std::size_t changed, std::size_t cost) {
    cost_of_step_[changed] = std::min(cost_of_step_[changed], cost);
  }
  /// Requires: there is a step for each bit.
  void solve(std::array<std::uint8_t, kSets>& best) const {
    best[0] = 0;
    for (std::size_t set = 1; set < kSets; ++set) best[set] = kMost;
    std::vector<std::size_t> steps[kBits];  // by each bit that they change
    for (std::size_t step = 1; step < kSets; ++step)
      for (int bit = 0; bit < kBits && cost_of_step_[step] < kMost; ++bit)
        if ((step >> bit & 1) != 0) steps[bit].push_back(step);
    for (std::size_t set = 1; set < kSets; ++set)
      for (const std::size_t step : steps[std::countr_zero(set)])
        best[set] = static_cast<std::uint8_t>(
            std::min<std::size_t>(best[set], cost_of_step_[step] + best[set & ~step]));
  }

 private:
  static constexpr std::size_t kMost = 255;
  std::array<std::size_t, kSets> cost_of_step_;
};

/// Divides the costs of all steps among the tables.
class Divider {
 public:
  void fill(LetterBounds& bounds) {
    for (const Step& step : kSteps) add(step.from, step.to, step.cost);
    for (char a = 'a'; a <= 'z'; ++a) {
      add({&a, 1}, {}, kCostsOfDropping[static_cast<unsigned char>(a)]);
      for (char b = 'a'; b < a; ++b) add({&a, 1}, {&b, 1}, cost_of_replacing(a, b));
    }
    kinds_.solve(bounds.kinds);
    vowels_.solve(bounds.vowels);
    consonants_.solve(bounds.consonants);
  }

 private:
  void add(std::string_view from, std::string_view to, double cost) {
    // These shares refused most spellings beside the unknown words of English news.
    constexpr std::size_t kShares[] = {5, 3, 2};
    const Sketch changed = letters_of(from) ^ letters_of(to);
    const std::size_t parts[] = {cut(changed, 0, kKinds), cut(changed, kVowelsAt, kVowels),
                                 cut(changed, kConsonantsAt, kConsonants)};
    std::size_t all = 0;
    for (std::size_t i = 0; i < std::size(parts); ++i) all += parts[i] != 0 ? kShares[i] : 0;
    if (all == 0) return;
    const auto share = [&](std::size_t i) { return hundredths(cost) * kShares[i] / all; };
    kinds_.add(parts[0], share(0));
    vowels_.add(parts[1], share(1));
    consonants_.add(parts[2], share(2));
  }

  Cover<kKinds> kinds_;
  Cover<kVowels> vowels_;
  Cover<kConsonants> consonants_;
};

const LetterBounds& letter_bounds() {
  static const LetterBounds kBounds = [] {
    LetterBounds bounds{};
    Divider().fill(bounds);
    return bounds;
  }();
  return kBounds;
}

}  // namespace

Sketch sketch(std::string_view folded) {
  Sketch all =
      letters_of(folded) | Sketch{folded.size()} << kSizeAt | counts_of(folded) << kCountsAt;
  // Of one letter a step may be paid as its first and its last.
  if (folded.size() > 1)
    all |= Sketch{first_code(folded)} << kFirstAt | Sketch{last_code(folded)} << kLastAt;
  return all;
}

SketchFilter::SketchFilter(std::string_view folded, double limit)
    : own_(sketch(folded)),
      letters_(&letter_bounds()),
      counts_(&kCountTable[cut(own_, kCountsAt, kCounts)]),
      more_counts_(&kMoreCountTable[cut(own_, kMoreCountsAt, kCounts)]),
      limit_(limit_in_hundredths(limit)) {
  if (folded.size() <= kLongestStep) {  // one step may change both ends
    first_.fill(0);
    last_.fill(0);
    return;
  }
  first_ = end_bounds().first[first_code(folded)];
  last_ = end_bounds().last[last_code(folded)];
  const auto swap = [](std::uint8_t& bound) { bound = std::min(bound, kSwappedHundredths); };
  swap(first_[letter_code(folded[1])]);
  const std::size_t code = letter_code(folded[folded.size() - 2]);
  swap(last_[code]);
  swap(last_[code | kDoubledCode]);
}

}  // namespace waymark::surface
