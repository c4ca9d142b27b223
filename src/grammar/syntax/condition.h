// SPDX-License-Identifier: Apache-2.0
// Tests on captures and candidates: the grammar of conditions.
#pragma once

#include "grammar/syntax/config.h"

namespace waymark::grammar::syntax {

using ConditionRule = x3::rule<struct condition_class, Condition>;
inline ConditionRule const condition = "a condition";
BOOST_SPIRIT_DECLARE(ConditionRule)

}  // namespace waymark::grammar::syntax
