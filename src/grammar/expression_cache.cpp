// SPDX-License-Identifier: Apache-2.0
// An expression may take a mebibyte of memory, so that no rule file takes it all.
#include "grammar/expression_cache.h"

#include <re2/re2.h>

namespace waymark::grammar {

RegularExpression::RegularExpression(Regex regex)
    : regex_(std::move(regex)), outline_(outline_of(regex_)) {}
RegularExpression::~RegularExpression() = default;

bool RegularExpression::is_right() const { return outline_ || compiled().ok(); }

const re2::RE2& RegularExpression::compile() const {
  std::call_once(once_, [this] {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(!regex_.ignore_case);
    options.set_max_mem(1 << 20);
    compiled_ = std::make_unique<const re2::RE2>(regex_.source, options);
    ready_.store(compiled_.get(), std::memory_order_release);
  });
  return *compiled_;
}

const std::shared_ptr<const RegularExpression>& ExpressionCache::find(const Regex& regex) {
  std::shared_ptr<const RegularExpression>& known = known_[{regex.source, regex.ignore_case}];
  if (known == nullptr) known = std::make_shared<const RegularExpression>(regex);
  return known;
}

}  // namespace waymark::grammar
