// SPDX-License-Identifier: Apache-2.0
// Labels of one scheme as those of another, by label and, where that is not enough, by the kind of
// the linked entry: PLACE is GPE, LOC or FAC.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "format/loss.h"
#include "waymark/result.h"

namespace waymark::format {

class LabelMap {
 public:
  /// Reads rules in order; a later one replaces an earlier one for the same thing.
  ///
  ///     rule   = preset / from "=" [ to ]        without `to`, such mentions are dropped
  ///     from   = label [ "/" kind ] / "*"        "*": every label without a rule
  ///     preset = "conll2003" / "ontonotes"
  ///
  /// Errors: what is neither [format/label-map].
  static Result<LabelMap> parse(const std::vector<std::string>& rules);

  [[nodiscard]] bool empty() const { return targets_.empty(); }
  /// What becomes of a mention's label; null: it stays, empty: the mention goes.
  [[nodiscard]] const std::string* find(const Mention& mention) const;
  /// Relabels the mentions of a document; those that are dropped are losses.
  void apply(Document& document, Losses& losses) const;

 private:
  const std::string* find(const std::string& label, const std::string& kind) const;

  std::map<std::pair<std::string, std::string>, std::string> targets_;  // label and kind → label
};

/// The names of the presets.
[[nodiscard]] std::vector<std::string> label_map_presets();

}  // namespace waymark::format
