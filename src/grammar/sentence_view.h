// SPDX-License-Identifier: Apache-2.0
// The lattice of a sentence, or of a part of it, and what follows from it alone. Phases share it as
// long as the sentence's candidates stay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "grammar/ahead_memo.h"
#include "grammar/document_tokens.h"
#include "grammar/engine.h"
#include "grammar/memo.h"
#include "grammar/place_sets.h"
#include "grammar/scan.h"
#include "grammar/scene.h"
#include "grammar/start_places.h"
#include "grammar/steps.h"
#include "match/lattice.h"

namespace waymark::grammar {

/// What is remembered while the rules of a table are matched in a sentence.
struct ScanMemory {
  Memo memo;
  AheadMemo ahead;
};

class SentenceView final : public ArcReader {
 public:
  struct Source {
    const Engine& engine;
    const Input& input;
    const DocumentTokens& tokens;
    TokenRange sentence;
    std::span<const std::uint32_t> candidates;
    const match::CandidateSet& set;
    std::span<const std::uint32_t> cuts;  ///< bytes at which words cut tokens; see LatticeInput
    bool is_cut = true;                   ///< false: it is known that nothing cuts a token
    bool with_sets = true;  ///< of places; they don't pay where rules are tried at few of them
  };
  /// Builds the view anew; what a sentence's tokens tell stays if they were built last. Borrows the
  /// engine and the tokens until the next call.
  void build(const Source& source);
  /// Has the view know that its tokens aren't those of the next sentence.
  void forget() { has_tokens_ = false; }

  [[nodiscard]] const match::Lattice& lattice() const { return lattice_; }
  /// Whether sets of all its places are made.
  [[nodiscard]] bool has_sets() const { return sets_.fit; }
  /// What the arcs are, each feature once. Requires: the view is of a sentence that may be cut.
  [[nodiscard]] const std::vector<std::uint32_t>& features();
  /// Whether an arc fulfils a need. Requires: the same.
  [[nodiscard]] bool has_need(std::uint32_t need);

  /// Begins to match rules in it. Lifetime: of all that is given, and until the next build().
  [[nodiscard]] Scan scan(const Scene& scene, ScanMemory& memory);

  [[nodiscard]] WordId read_word(std::uint32_t arc) const override;
  [[nodiscard]] ClassMask read_classes(std::uint32_t arc) const override;

 private:
  void look_at_arcs(const Source& source);
  void gather_features();

  const Engine* engine_ = nullptr;
  const DocumentTokens* tokens_ = nullptr;
  bool has_tokens_ = false;  ///< the lattice has this sentence's, perhaps with other candidates
  match::Lattice lattice_;
  std::span<const WordId> words_;  ///< of the lattice's arcs
  std::span<const ClassMask> classes_;
  std::vector<WordId> arc_words_;  ///< the same where tokens are cut
  std::vector<ClassMask> arc_classes_;
  std::vector<std::uint32_t> features_;  ///< what the arcs are
  std::vector<std::uint64_t> needs_;     ///< as bits, those that this fulfils
  bool has_features_ = false;
  PlaceSets sets_;
  StartPlaces start_places_;
  StepMemo elements_;
};

/// How much work the rules may do in a sentence.
[[nodiscard]] std::uint64_t step_limit(const match::Lattice& lattice);

}  // namespace waymark::grammar
