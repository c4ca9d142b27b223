// SPDX-License-Identifier: Apache-2.0
// The runs of units that an index is asked for, out of keys that come in their order: what a key
// begins with alike stands right before it, so that each run is made, and its hash, once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/phrase_table.h"

namespace waymark::gazetteer {

class PhraseGatherer {
 public:
  /// Adds the phrase of a key, and its proper beginnings as going on. `first_form` is the number of
  /// the first form that has it.
  /// `goes_on_small`: a form with this key may have a small letter behind its first unit.
  /// Requires: a key (phrase.h) with at least one unit, greater than the last one.
  void add(std::string_view key, std::uint32_t first_form, bool goes_on_small);

  /// The hash of the unit that begins the key added last.
  [[nodiscard]] std::uint64_t first_unit() const { return first_unit_; }

  /// Makes room for so many phrases.
  void reserve(std::size_t count) { phrases_.reserve(count); }
  /// Takes so much from the numbers of all forms.
  void move_forms(std::uint32_t fewer);

  [[nodiscard]] LargeVector<Phrase> take() && { return std::move(phrases_); }

 private:
  /// A beginning of the last key.
  struct Beginning {
    std::size_t end;  ///< behind its last unit
    std::uint64_t hash;
    std::size_t phrase;  ///< its number
  };

  /// Says that the key goes on behind one of its beginnings.
  void go_on(const Beginning& beginning, bool goes_on_small);

  LargeVector<Phrase> phrases_;
  std::vector<Beginning> beginnings_;
  std::string last_;
  std::uint64_t first_unit_ = 0;
};

/// Gathers the units that begin forms in running text.
class StartGatherer {
 public:
  /// Requires: forms that begin with one unit come one after another.
  void add(std::uint64_t first_unit, bool asks_for_capital) {
    if (first_unit != unit_) end_unit();
    unit_ = first_unit;
    (asks_for_capital ? has_capital_ : has_plain_) = true;
  }
  /// Of forms that don't, and that do ask for a capital there.
  struct Starts {
    std::vector<std::uint64_t> plain, capital;
  };
  [[nodiscard]] Starts take() &&;

 private:
  void end_unit();

  Starts starts_;
  std::uint64_t unit_ = 0;
  bool has_capital_ = false, has_plain_ = false;
};

}  // namespace waymark::gazetteer
