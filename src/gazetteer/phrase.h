// SPDX-License-Identifier: Apache-2.0
// A surface form as the matcher will meet it: the run of units that it is cut into.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/tokenizer.h"

namespace waymark::gazetteer {

/// Units: hashes and folded texts of the units of a form, pieces of glued tokens left out.
struct UnitRun {
  std::vector<std::uint64_t> hashes;
  std::string key;  ///< the folded units, each ended by U+0001; equal for forms that are found in
                    ///< the same texts
};

/// Cuts forms, reusing its memory.
class FormCutter {
 public:
  /// Requires: valid UTF-8. Lifetime: of the result: until the next call.
  const UnitRun& cut(std::string_view form);

 private:
  std::vector<text::Token> tokens_;
  std::vector<text::Unit> units_;
  UnitRun run_;
};

/// Which letters of a form are capitals: a sign a letter, up to the last capital. Forms of one key
/// that differ in it are found in different texts ("Musan County" in fewer than "Musan county").
/// Requires: valid UTF-8.
[[nodiscard]] std::string capitals_of(std::string_view form);

/// The hash of a whole run, as the matcher makes it.
[[nodiscard]] std::uint64_t phrase_hash(const std::vector<std::uint64_t>& unit_hashes);

}  // namespace waymark::gazetteer
