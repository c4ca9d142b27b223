// SPDX-License-Identifier: Apache-2.0
// Elements of patterns by number, equal ones by the same: rules share what is known of them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "grammar/rule_words.h"
#include "grammar/token_class.h"

namespace waymark::grammar {

class ElementNumbers {
 public:
  /// Counts the elements in `count`, which it borrows.
  explicit ElementNumbers(std::uint32_t& count) : count_(count) {}
  // The number of an element. `backward`: it is matched from its end.
  std::uint32_t of_literal(const Phrase& phrase, bool backward);
  std::uint32_t of_choice(const std::vector<Phrase>& phrases, bool backward);
  std::uint32_t of_class(TokenClassId id, bool backward);
  std::uint32_t of_regex(std::uint64_t serial, bool backward);
  /// A number that no other element has.
  std::uint32_t of_list() { return count_++; }

 private:
  std::uint32_t number(std::string key);

  std::uint32_t& count_;
  std::map<std::string, std::uint32_t> numbers_;  ///< by all that tells one from another
};

}  // namespace waymark::grammar
