// SPDX-License-Identifier: Apache-2.0
// What can be said of patterns once the lets they name are known: whether they can match nothing,
// whether they can end at all, and which lets they begin with.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "grammar/load.h"

namespace waymark::grammar {

class LetTable {
 public:
  /// Lifetime: borrows `rules`.
  explicit LetTable(const LoadedRules& rules);

  struct Let {
    std::size_t file;
    const LetDecl* decl;
    bool is_nullable = false;  ///< can match nothing
    bool can_end = false;      ///< false: every way through it needs itself again
  };
  [[nodiscard]] const std::vector<Let>& lets() const { return lets_; }

  [[nodiscard]] bool is_nullable(std::size_t file, const Pattern& pattern) const;
  [[nodiscard]] bool can_end(std::size_t file, const Pattern& pattern) const;

  /// Circles of lets that can begin with each other, by their numbers.
  [[nodiscard]] std::vector<std::vector<std::size_t>> left_recursions() const;

 private:
  /// Whether more is known of the let than before.
  bool update(Let& let) const;
  [[nodiscard]] const Let* find(std::size_t file, const NameRef& ref) const;
  void add_left(std::size_t file, const Pattern& pattern, std::vector<std::size_t>& lets) const;

  const LoadedRules& rules_;
  std::vector<Let> lets_;
  std::unordered_map<const LetDecl*, std::size_t> number_;
};

}  // namespace waymark::grammar
