// SPDX-License-Identifier: Apache-2.0
// The state of matching in one sentence: its lattice, what is known of it so far, and how much may
// still be done.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "grammar/ahead_memo.h"
#include "grammar/engine.h"
#include "grammar/memo.h"
#include "grammar/place_sets.h"
#include "grammar/regex_memo.h"
#include "grammar/scene.h"
#include "grammar/start_places.h"
#include "grammar/steps.h"
#include "match/lattice.h"

namespace waymark::grammar {

using match::Lattice;

/// Which limit a match has reached.
enum class Limit : std::uint8_t { kNone, kSpan, kSteps, kDepth };

inline constexpr std::uint32_t kDeepest = 600;  ///< nodes inside each other

/// Tells what token arcs are where not all of them were looked at beforehand.
class ArcReader {
 public:
  [[nodiscard]] virtual WordId read_word(std::uint32_t arc) const = 0;
  [[nodiscard]] virtual ClassMask read_classes(std::uint32_t arc) const = 0;

 protected:
  ~ArcReader() = default;
};

class Watcher;  // watcher.h

/// The state of matching in one sentence; patterns reach it through the X3 context.
struct Scan {
  const Scene& scene;
  const Lattice& lattice;
  std::span<const WordId> words;       ///< of the lattice's token arcs; kUnreadWord among them
  std::span<const ClassMask> classes;  ///< of the lattice's token arcs; 0: not known yet
  Memo& memo;
  PlaceSets& places;
  AheadMemo& ahead;
  StartPlaces& starts;
  StepMemo& elements;
  RegexMemo& regexes;
  std::uint64_t steps_left = 0;
  std::uint32_t depth = 0;
  Limit limit = Limit::kNone;
  Watcher* watcher = nullptr;         ///< hears of what fails; null: nobody asks
  const ArcReader* reader = nullptr;  ///< null: all arcs are known

  [[nodiscard]] WordId word(std::uint32_t arc) const {
    return words[arc] != kUnreadWord ? words[arc] : reader->read_word(arc);
  }
  /// Whether a token arc has one of the classes. Of most the shape tells.
  [[nodiscard]] bool has_class(std::uint32_t arc, ClassMask wanted) const {
    if (classes[arc] != 0) return (classes[arc] & wanted) != 0;
    const std::uint32_t shape = lattice.token_arc(arc).shape;
    if ((wanted & bit_of(TokenClassId::kAny)) != 0) return true;
    if ((shape & kShapesOfClasses[wanted]) == 0) return false;
    return (shape & kShapesOfClasses[wanted & kClassesOfShape]) != 0 ||
           (reader->read_classes(arc) & wanted) != 0;
  }
  [[nodiscard]] std::string_view text(Span span) const {
    return scene.input.text.substr(span.begin, span.byte_size());
  }
  /// Counts work; false when the limit is reached.
  bool spend(std::uint64_t steps) {
    if (steps_left < steps) {
      steps_left = 0;
      limit = Limit::kSteps;
      return false;
    }
    steps_left -= steps;
    return true;
  }
  /// Whether the walk has to be given up.
  [[nodiscard]] bool is_exhausted() const {
    return limit == Limit::kSteps || limit == Limit::kDepth;
  }
};

/// Calls visit(arc number, other end) for the token arcs at a position, longer first.
template <class Visit>
void for_each_token(const Lattice& lattice, Position at, bool backward, Visit visit) {
  if (backward)
    return lattice.for_each_token_to(
        at, [&](std::uint32_t arc) { visit(arc, lattice.token_arc(arc).from); });
  const auto [first, last] = lattice.tokens_from(at);
  for (std::uint32_t arc = first; arc < last; ++arc) visit(arc, lattice.token_arc(arc).to);
}

}  // namespace waymark::grammar
