// SPDX-License-Identifier: Apache-2.0
// Where nothing cuts a token, its arcs are the document's tokens and read when a rule comes to
// them; of a cut sentence all are looked at once.
#include "grammar/sentence_view.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace waymark::grammar {

std::uint64_t step_limit(const match::Lattice& lattice) {
  constexpr std::uint64_t kBaseSteps = 1'000'000, kStepsOfPosition = 200;
  return kBaseSteps + kStepsOfPosition * lattice.last();
}

void SentenceView::build(const Source& source) {
  engine_ = &source.engine;
  tokens_ = &source.tokens;
  const bool has_same_tokens = lattice_.build(
      {source.input.text, source.input.tokens, source.sentence, source.set, source.candidates,
       source.cuts, source.is_cut, std::exchange(has_tokens_, true)});
  if (has_same_tokens) return start_places_.forget_labels();
  has_features_ = false;
  look_at_arcs(source);
  if (source.with_sets) {
    sets_.begin(lattice_);
  } else {
    sets_.fit = false;
  }
  start_places_.clear(*engine_);
  elements_.clear(engine_->element_count);
}

Scan SentenceView::scan(const Scene& scene, ScanMemory& memory) {
  memory.memo.clear();
  memory.ahead.clear(engine_->nodes.size());
  Scan scan{scene, lattice_,     words_,        classes_,  memory.memo,
            sets_, memory.ahead, start_places_, elements_, tokens_->regexes()};
  scan.reader = this;
  scan.steps_left = step_limit(lattice_);
  return scan;
}

// ---- what the arcs are ----

WordId SentenceView::read_word(std::uint32_t arc) const {
  const WordId known = words_[arc];
  return known != kUnreadWord ? known : tokens_->word(lattice_.token_arc(arc).token);
}

ClassMask SentenceView::read_classes(std::uint32_t arc) const {
  const ClassMask known = classes_[arc];
  return known != 0 ? known : tokens_->classes(lattice_.token_arc(arc).token);
}

void SentenceView::look_at_arcs(const Source& source) {
  if (!source.is_cut) {
    words_ = tokens_->known_words(source.sentence);
    classes_ = tokens_->known_classes(source.sentence);
    return;
  }
  arc_words_.clear();
  arc_classes_.clear();
  for (std::uint32_t i = 0; i < lattice_.token_arc_count(); ++i) {
    const match::TokenArc arc = lattice_.token_arc(i);
    const std::string_view bytes = source.input.text.substr(arc.span.begin, arc.span.byte_size());
    arc_words_.push_back(arc.whole ? tokens_->word(arc.token)
                                   : engine_->words.find(arc.hash, bytes));
    arc_classes_.push_back(arc.whole ? tokens_->classes(arc.token)
                                     : classify(arc.shape, bytes, engine_->used_classes));
  }
  words_ = arc_words_;
  classes_ = arc_classes_;
}

void SentenceView::gather_features() {
  has_features_ = true;
  features_.clear();
  ClassMask classes = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    classes |= classes_[i];
    if (words_[i] != kNoWord) features_.push_back(engine_->feature_of_word(words_[i]));
  }
  std::sort(features_.begin(), features_.end());
  features_.erase(std::unique(features_.begin(), features_.end()), features_.end());
  for (; classes != 0; classes &= classes - 1)
    features_.push_back(
        engine_->feature_of_class(static_cast<TokenClassId>(std::countr_zero(classes))));
  needs_.assign(engine_->needs.size() / 64 + 1, 0);
  for (const std::uint32_t feature : features_) engine_->add_needs(feature, needs_.data());
}

const std::vector<std::uint32_t>& SentenceView::features() {
  if (!has_features_) gather_features();
  return features_;
}

bool SentenceView::has_need(std::uint32_t need) {
  if (!has_features_) gather_features();
  return (needs_[need / 64] >> (need % 64) & 1u) != 0;
}

}  // namespace waymark::grammar
