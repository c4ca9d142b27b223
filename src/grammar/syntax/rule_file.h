// SPDX-License-Identifier: Apache-2.0
// The statements of a rule file, and the small clauses of a rule; each is parsed over its own
// lines.
#pragma once

#include <vector>

#include "grammar/syntax/config.h"

namespace waymark::grammar::syntax {

/// `grammar dprk.posts 1`
struct Header {
  Name name;
  std::uint32_t version = 0;
};

using HeaderRule = x3::rule<struct header_class, Header>;
using UsesRule = x3::rule<struct uses_class, std::vector<Name>>;
using ImportRule = x3::rule<struct import_class, Import>;
using LabelDeclRule = x3::rule<struct label_decl_class, LabelDecl>;
using ListRule = x3::rule<struct list_class, ListDecl>;
using LetRule = x3::rule<struct let_class, LetDecl>;
using PhaseRule = x3::rule<struct phase_class, PhaseDecl>;
using RuleHeadRule = x3::rule<struct rule_head_class, Rule>;
using WithoutRule = x3::rule<struct without_class, std::vector<Without>>;
using FindRule = x3::rule<struct find_class, Pattern>;
using ContextRule = x3::rule<struct context_clause_class, grammar::Context>;
using TestRule = x3::rule<struct test_clause_class, Test>;
using RankRule = x3::rule<struct rank_class, std::int32_t>;
using ExampleRule = x3::rule<struct example_class, Example>;

inline HeaderRule const header = "grammar";
inline UsesRule const uses = "use";
inline ImportRule const import_file = "import";
inline LabelDeclRule const label_decl = "label";
inline ListRule const list = "list";
inline LetRule const let = "let";
inline PhaseRule const phase = "phase";
inline RuleHeadRule const rule_head = "rule";
inline WithoutRule const without = "without";
inline FindRule const find = "find";
inline ContextRule const context_clause = "after or before";
inline TestRule const test_clause = "where or unless";
inline RankRule const rank = "rank";
inline ExampleRule const example = "yes or no";

BOOST_SPIRIT_DECLARE(HeaderRule, UsesRule, ImportRule, LabelDeclRule, ListRule, LetRule, PhaseRule,
                     RuleHeadRule, WithoutRule)
BOOST_SPIRIT_DECLARE(FindRule, ContextRule, TestRule, RankRule, ExampleRule)

}  // namespace waymark::grammar::syntax
