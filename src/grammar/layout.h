// SPDX-License-Identifier: Apache-2.0
// The lines of a rule file: which belong to one statement and, in a rule, to one clause.
// Indentation alone decides, so that a fault inside a clause can't hide where the next one begins.
#pragma once

#include <string_view>
#include <vector>

#include "grammar/ast.h"

namespace waymark::grammar {

/// A statement with its indented lines.
struct Statement {
  Place head;                  ///< the first line; of statements without clauses all lines
  std::vector<Place> clauses;  ///< of a rule, a veto, a replacement
};

struct Layout {
  std::vector<Statement> statements;
  std::vector<Place> strays;  ///< indented lines before any statement
  std::vector<Comment> comments;
};

/// Cuts a file into statements: one begins at each line that isn't indented; its clauses begin at
/// its first indented line and at every line that is indented no deeper than that. Units: bytes of
/// `content`; places end behind the last token, before a comment that follows it. Requires: shorter
/// than 4 GiB.
[[nodiscard]] Layout lay_out(std::string_view content);

}  // namespace waymark::grammar
