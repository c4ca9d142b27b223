// SPDX-License-Identifier: Apache-2.0
// Gold and one system side by side, document by document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/evaluation_side.h"
#include "evaluate/pairing.h"
#include "evaluate/score.h"
#include "waymark/diagnostic.h"
#include "waymark/document.h"

namespace waymark::cli {

/// Where gold and prediction have their documents in one order, only those that are compared are in
/// memory; predictions that come early wait.
class Comparison {
 public:
  /// Borrows all three.
  Comparison(EvaluationSide& gold, EvaluationSide& predicted, Diagnostics& warnings)
      : gold_(gold), predicted_(predicted), warnings_(warnings) {}

  /// The first pass over both. Errors: a side that can't be read.
  std::optional<Diagnostics> prepare(evaluate::GoldLabels& labels);
  /// The second: every document of gold with its prediction.
  std::optional<Diagnostics> run(evaluate::Scorer& scorer);

 private:
  struct Seen {
    bool in_gold = false, in_predicted = false, gold_done = false, predicted_done = false;
    std::uint64_t place = 0, text = 0;  ///< of gold: its order and the hash of its text
  };

  bool note(const Document& document, const std::string& side, bool Seen::*is_in);
  void pair_the_rest(const std::vector<evaluate::Unpaired>& given);
  [[nodiscard]] std::string gold_key_of(const Document& predicted) const;
  std::optional<Document> find(const std::string& key);

  EvaluationSide& gold_;
  EvaluationSide& predicted_;
  Diagnostics& warnings_;
  std::size_t unanswered_ = 0;  ///< documents of gold
  std::unordered_map<std::string, Seen> seen_;
  std::unordered_map<std::string, std::string> by_text_;  ///< keys of the prediction to gold's
  std::unordered_map<std::string, Document> early_;
};

}  // namespace waymark::cli
