// SPDX-License-Identifier: Apache-2.0
// What a match makes: marks, slots and features, links, relations, definitions, and what it wins
// over.
#pragma once

#include <vector>

#include "grammar/syntax/config.h"

namespace waymark::grammar::syntax {

using MarkRule = x3::rule<struct mark_class, Mark>;
using SetsRule = x3::rule<struct sets_class, std::vector<Set>>;
using LinkRule = x3::rule<struct link_class, LinkEffect>;
using RelateRule = x3::rule<struct relate_class, Relate>;
using DefineRule = x3::rule<struct define_class, Define>;
using OverRule = x3::rule<struct over_class, std::vector<Over>>;

inline MarkRule const mark = "mark";
inline SetsRule const sets = "set";
inline LinkRule const link = "link";
inline RelateRule const relate = "relate";
inline DefineRule const define = "define";
inline OverRule const over = "over";

BOOST_SPIRIT_DECLARE(MarkRule, SetsRule, LinkRule, RelateRule, DefineRule, OverRule)

}  // namespace waymark::grammar::syntax
