// SPDX-License-Identifier: Apache-2.0
// Compiled rules. No Boost in sight: what runs over the lattice is behind `Engine`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gazetteer/schema.h"

namespace waymark::grammar {

struct Engine;  // nodes, dispatch tables; engine.h

class Program {
 public:
  /// All labels of the run: the catalog's come first and keep their numbers, then those of rule
  /// files.
  [[nodiscard]] const gazetteer::Schema& schema() const { return schema_; }
  /// Names of slots, features and relation types, by number.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// Names of the rules, by number: "post.of-unit".
  [[nodiscard]] const std::vector<std::string>& rule_names() const { return rule_names_; }
  [[nodiscard]] const std::string& digest() const { return digest_; }
  [[nodiscard]] const Engine& engine() const { return *engine_; }

 private:
  friend class Compiler;
  gazetteer::Schema schema_;
  std::vector<std::string> names_;
  std::vector<std::string> rule_names_;
  std::string digest_;
  std::shared_ptr<const Engine> engine_;
};

}  // namespace waymark::grammar
