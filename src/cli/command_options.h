// SPDX-License-Identifier: Apache-2.0
// Each command's flags, bound to its struct; a source for every family of commands.
#pragma once

#include "cli/options.h"

namespace CLI {
class App;
}  // namespace CLI

namespace waymark::cli {

// Lifetime: the parser refers to the struct.
void bind(CLI::App& app, AnnotateOptions& options);
void bind(CLI::App& app, ConvertOptions& options);
void bind(CLI::App& app, NormalizeOptions& options);
void bind(CLI::App& app, EvaluateOptions& options);
void bind(CLI::App& app, ViewOptions& options);
void bind(CLI::App& app, GazetteerOptions& options);
void bind(CLI::App& app, GrammarOptions& options);
void bind(CLI::App& app, ExplainOptions& options);
void bind(CLI::App& app, ManifestOptions& options);

}  // namespace waymark::cli
