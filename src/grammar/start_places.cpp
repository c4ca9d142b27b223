// SPDX-License-Identifier: Apache-2.0
// Tokens and mentions of a sentence are looked at once; each set takes of them what it wants.
#include "grammar/start_places.h"

#include <algorithm>
#include <bit>

#include "grammar/scan.h"

namespace waymark::grammar {

void StartPlaces::clear(const Engine& engine) {
  // Few of many sets are found in a sentence.
  for (const std::uint32_t set : sets_) place_of_[set] = 0;
  place_of_.resize(engine.start_sets.size(), 0);
  sets_.clear();
  found_.clear();
  turn_ = 1;
  has_looked_at_words_ = has_looked_at_labels_ = false;
}

void StartPlaces::add(const Scan& scan, std::uint32_t set) {
  if (!has_looked_at_words_) look_at_words(scan);
  PositionSet& places = found_.emplace_back().of_tokens;
  place_of_[set] = static_cast<std::uint32_t>(found_.size());
  sets_.push_back(set);
  const StartSet& wanted = scan.scene.engine.start_sets[set];
  if (wanted.classes != 0) add_classes(scan, wanted, places);
  if (!wanted.words.empty()) add_words(wanted, places);
}

void StartPlaces::look_at_words(const Scan& scan) {
  has_looked_at_words_ = true;
  words_.clear();
  for (std::uint32_t i = 0; i < scan.lattice.token_arc_count(); ++i) {
    const match::TokenArc arc = scan.lattice.token_arc(i);
    if (scan.word(i) != kNoWord) words_.push_back({scan.word(i), arc.from, arc.to});
  }
}

// Without a branch: what a sentence's words are can't be foreseen.
void StartPlaces::add_words(const StartSet& wanted, PositionSet& places) const {
  for (const WordPlace& it : words_)
    places.add_if(wanted.backward ? it.to : it.from, wanted.has_bit_of(it.word));
}

void StartPlaces::add_classes(const Scan& scan, const StartSet& wanted, PositionSet& places) {
  if (wanted.backward && !scan.places.is_plain) {
    for (std::uint32_t i = 0; i < scan.lattice.token_arc_count(); ++i)
      places.add_if(scan.lattice.token_arc(i).to, scan.has_class(i, wanted.classes));
    return;
  }
  for (ClassMask left = wanted.classes; left != 0; left &= left - 1) {
    const PositionSet& begins =
        scan.places.of_class(scan, static_cast<TokenClassId>(std::countr_zero(left)));
    places |= wanted.backward ? begins.next() : begins;
  }
}

void StartPlaces::look_at_labels(const Scan& scan) {
  has_looked_at_labels_ = true;
  label_places_.assign(scan.scene.engine.label_count, {});
  for (const match::CandidateArc& arc : scan.lattice.candidate_arcs()) {
    if (arc.label >= label_places_.size()) continue;
    label_places_[arc.label].begins.add(arc.from);
    label_places_[arc.label].ends.add(arc.to);
  }
}

void StartPlaces::add_labels(const Scan& scan, std::uint32_t set, Found& found) {
  const StartSet& wanted = scan.scene.engine.start_sets[set];
  if (!has_looked_at_labels_) look_at_labels(scan);
  found.places = found.of_tokens;
  for (const LabelId label : wanted.labels)
    found.places |= wanted.backward ? label_places_[label].ends : label_places_[label].begins;
  found.turn = turn_;
}

namespace {

// Whether a token at a place fulfils a start set.
bool has_token_at(const Scan& scan, const StartSet& wanted, Position at) {
  const bool has_words = !wanted.words.empty();
  if (!has_words && wanted.classes == 0) return false;
  bool stands = false;
  for_each_token(scan.lattice, at, wanted.backward, [&](std::uint32_t arc, Position) {
    stands = stands || (has_words && wanted.may_hold(scan.word(arc))) ||
             (wanted.classes != 0 && scan.has_class(arc, wanted.classes));
  });
  return stands;
}

// Whether a mention at a place fulfils a start set.
bool has_mention_at(const Scan& scan, const StartSet& wanted, Position at) {
  const auto arcs = scan.lattice.candidate_arcs();
  const auto is_wanted = [&](const match::CandidateArc& arc) {
    return (wanted.label_bits & bit_of_label(arc.label)) != 0 &&
           std::find(wanted.labels.begin(), wanted.labels.end(), arc.label) != wanted.labels.end();
  };
  if (wanted.backward) {
    const auto ending = scan.lattice.candidates_to(at);
    return std::any_of(ending.begin(), ending.end(),
                       [&](std::uint32_t arc) { return is_wanted(arcs[arc]); });
  }
  const auto [first, last] = scan.lattice.candidates_from(at);
  return std::any_of(arcs.begin() + first, arcs.begin() + last, is_wanted);
}

}  // namespace

bool stands_at(const Scan& scan, const StartSet& wanted, Position at) {
  return has_token_at(scan, wanted, at) ||
         (wanted.label_bits != 0 && has_mention_at(scan, wanted, at));
}

}  // namespace waymark::grammar
