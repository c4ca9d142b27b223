// SPDX-License-Identifier: Apache-2.0
// An expression may take a mebibyte of memory, so that no rule file takes it all.
#include "grammar/expression_cache.h"

#include <re2/re2.h>

namespace waymark::grammar {

const std::shared_ptr<const re2::RE2>& ExpressionCache::compile(const Regex& regex) {
  std::shared_ptr<const re2::RE2>& known = known_[{regex.source, regex.ignore_case}];
  if (known != nullptr) return known;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(!regex.ignore_case);
  options.set_max_mem(1 << 20);
  return known = std::make_shared<const re2::RE2>(regex.source, options);
}

}  // namespace waymark::grammar
