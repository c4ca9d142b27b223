// SPDX-License-Identifier: Apache-2.0
// Words, labels and lists that stand in patterns, as numbers. A pattern can cover another one only
// if something that it can't do without stands in that one too: so most pairs of patterns need not
// be compared at all.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "grammar/cover.h"

namespace waymark::grammar {

class CoverKeys {
 public:
  using Keys = std::vector<std::uint32_t>;  ///< ascending

  /// Lifetime: borrows `rules`.
  explicit CoverKeys(const LoadedRules& rules) : rules_(rules) {}

  /// All that stands in a pattern, and in what its names mean.
  [[nodiscard]] Keys keys_in(PatternIn pattern);
  /// Of these keys one stands in each pattern that this one covers: the rarest such set, as
  /// `counts` has it (by key). Empty: nothing is known.
  [[nodiscard]] Keys keys_needed(PatternIn pattern, const std::vector<std::uint32_t>& counts);
  /// How many keys there are.
  [[nodiscard]] std::size_t size() const { return numbers_.size() + lists_.size(); }

 private:
  [[nodiscard]] std::uint32_t number_of(char kind, const std::string& text);
  [[nodiscard]] std::uint32_t number_of(const ListDecl& list);
  void add_keys(PatternIn pattern, std::vector<const LetDecl*>& open, Keys& keys);
  [[nodiscard]] Keys needed(PatternIn pattern, const std::vector<std::uint32_t>& counts, int depth);
  [[nodiscard]] Keys needed_of_name(PatternIn pattern, const NameRef& name,
                                    const std::vector<std::uint32_t>& counts, int depth);

  const LoadedRules& rules_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::unordered_map<const ListDecl*, std::uint32_t> lists_;
};

}  // namespace waymark::grammar
