// SPDX-License-Identifier: Apache-2.0
// Near misses: a capitalised token without any candidate may be a misspelt name (Samiyon for
// Samjiyon), if the context supports it. What is found so says that it was corrected.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "match/candidate.h"
#include "match/near_forms.h"
#include "text/token.h"

namespace waymark::match {

/// What words were taken for, kept from document to document; one for each thread. Bounded.
class CorrectionMemory {
 public:
  struct Word {
    std::string text;  ///< as it stands in a text; empty: none
    bool is_guessed = false;
    std::optional<NearForm> guess;
  };
  /// Forgets what it knows of another catalog.
  void begin(const gazetteer::Catalog& catalog);
  /// What is known of a word; nothing at first.
  Word& find(std::uint64_t hash, std::string_view text) {
    Word& word = words_[hash % kSize];
    if (word.text != text) word = {std::string(text), false, std::nullopt};
    return word;
  }

 private:
  static constexpr std::size_t kSize = 1u << 14;
  std::vector<Word> words_;
  std::uint64_t catalog_ = 0;  ///< its serial
};

/// Adds corrected candidates (Origin::kCorrected) for capitalised tokens that no candidate touches
/// and that are near, by the confusion-weighted distance, to the form of one entry only, where the
/// sentence names an entry that contains it, or two others of its label that share its outermost
/// container. Keeps the order of the set.
void correct(const gazetteer::Catalog& catalog, const NearForms& near, std::string_view text,
             const text::Tokens& tokens, const std::vector<TokenRange>& sentences,
             CandidateSet& set, CorrectionMemory& memory);

}  // namespace waymark::match
