// SPDX-License-Identifier: Apache-2.0
// The regular expressions of rule files, each compiled once for all who ask: the check, then the
// program.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "grammar/ast.h"

namespace re2 {
class RE2;
}

namespace waymark::grammar {

class ExpressionCache {
 public:
  /// The compiled expression; it may be a wrong one, see RE2::ok(). Nothing is printed of that.
  const std::shared_ptr<const re2::RE2>& compile(const Regex& regex);

 private:
  std::map<std::pair<std::string, bool>, std::shared_ptr<const re2::RE2>>
      known_;  ///< by source and whether case is ignored
};

}  // namespace waymark::grammar
