// SPDX-License-Identifier: Apache-2.0
// The subcommands. Each takes its options and returns the exit code.
#pragma once

#include "cli/options.h"

namespace waymark::cli {

int run(const AnnotateOptions& options);
int run(const NormalizeOptions& options);
int run(const EvaluateOptions& options);
int run(const GazetteerOptions& options);
int run(const GrammarOptions& options);
int run(const InitOptions& options);
int run(const FormatsOptions& options);
int run(const CompletionOptions& options);

}  // namespace waymark::cli
