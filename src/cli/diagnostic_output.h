// SPDX-License-Identifier: Apache-2.0
// Diagnostics for machines: as JSON, and as the workflow commands by which GitHub shows them beside
// the lines they are about.
#pragma once

#include <string>

#include "text/json.h"
#include "waymark/diagnostic.h"

namespace waymark::cli {

/// Writes one as an object: severity, code, file, line, column, width, message, hint.
/// Units: those of Diagnostic; what is unknown or empty is left out.
void write_json(const Diagnostic& diagnostic, text::json::Writer& writer);

/// One line `::error file=…,line=…,col=…::message`.
/// Source: docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of
/// actions/toolkit.
[[nodiscard]] std::string workflow_command(const Diagnostic& diagnostic);

}  // namespace waymark::cli
