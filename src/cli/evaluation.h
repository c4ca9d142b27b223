// SPDX-License-Identifier: Apache-2.0
// What the two kinds of `waymark evaluate`, scores and agreement, have in common.
#pragma once

#include <string>

#include "cli/options.h"
#include "waymark/diagnostic.h"

namespace waymark::cli {

class Console;

/// Writes the report. Returns the exit code.
int publish(const EvaluateOptions& options, const std::string& report, Console& console);

/// Whether anything was left aside, which a note does not say.
[[nodiscard]] bool has_warning(const Diagnostics& found);

/// Annotators against each other. Returns the exit code.
int run_agreement(const EvaluateOptions& options, Console& console);

}  // namespace waymark::cli
