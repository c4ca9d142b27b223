// SPDX-License-Identifier: Apache-2.0
// The regular expressions of rule files, one for all who ask: the check, then the program. Simple
// ones are compiled only when they are first matched.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "grammar/ast.h"
#include "grammar/expression_outline.h"

namespace re2 {
class RE2;
}

namespace waymark::grammar {

class RegularExpression {
 public:
  explicit RegularExpression(Regex regex);
  ~RegularExpression();
  /// What its source tells; of one that is not simple, nothing.
  [[nodiscard]] const std::optional<ExpressionOutline>& outline() const { return outline_; }
  /// Whether it is a right one.
  [[nodiscard]] bool is_right() const;
  /// As compiled now or before; it may be a wrong one, see RE2::ok(). Nothing is printed of that.
  /// Threads: may be asked by any number at once.
  [[nodiscard]] const re2::RE2& compiled() const {
    const re2::RE2* const ready = ready_.load(std::memory_order_acquire);
    return ready != nullptr ? *ready : compile();
  }

 private:
  const re2::RE2& compile() const;
  Regex regex_;
  std::optional<ExpressionOutline> outline_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<const re2::RE2> compiled_;
  mutable std::atomic<const re2::RE2*> ready_ = nullptr;  ///< the same
};

class ExpressionCache {
 public:
  const std::shared_ptr<const RegularExpression>& find(const Regex& regex);

 private:
  std::map<std::pair<std::string, bool>, std::shared_ptr<const RegularExpression>>
      known_;  ///< by source and whether case is ignored
};

}  // namespace waymark::grammar
