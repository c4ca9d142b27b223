// SPDX-License-Identifier: Apache-2.0
// What a rule matches: the grammar of patterns.
#pragma once

#include "grammar/syntax/config.h"

namespace waymark::grammar::syntax {

using PatternRule = x3::rule<struct pattern_class, Pattern>;
inline PatternRule const pattern = "a pattern";
BOOST_SPIRIT_DECLARE(PatternRule)

}  // namespace waymark::grammar::syntax
