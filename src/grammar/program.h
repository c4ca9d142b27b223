// SPDX-License-Identifier: Apache-2.0
// Compiled rules. No Boost in sight: what runs over the lattice is behind `Engine`.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "gazetteer/schema.h"
#include "waymark/diagnostic.h"
#include "waymark/result.h"

namespace waymark::grammar {

struct Engine;  // nodes, dispatch tables; engine.h

class Program {
 public:
  /// An empty program: no rules, the catalog's labels.
  static std::shared_ptr<const Program> empty(const gazetteer::Catalog& catalog);

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
