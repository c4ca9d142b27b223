// SPDX-License-Identifier: Apache-2.0
// A rule file's text becomes what it says.
#pragma once

#include "grammar/ast.h"
#include "text/source_file.h"
#include "waymark/diagnostic.h"

namespace waymark::grammar {

/// Faults reported for one file; what comes after them is left unread.
inline constexpr int kMaxFaults = 20;

/// Reads a rule file. After a fault it goes on at the next clause or statement; the result then
/// lacks the faulty parts and is of use for further checks only. Units: places are bytes of
/// `source`. Errors: up to kMaxFaults, appended to `diagnostics` by place: grammar/expected,
/// grammar/unexpected, grammar/unknown-statement, grammar/unknown-clause, grammar/indentation,
/// grammar/header, grammar/no-phase, grammar/repeated-clause, grammar/too-deep, grammar/encoding.
[[nodiscard]] RuleFile parse(const text::SourceFile& source, Diagnostics& diagnostics);

/// The words that begin a clause: "find", "after" …
[[nodiscard]] bool is_clause_word(std::string_view word);

}  // namespace waymark::grammar
