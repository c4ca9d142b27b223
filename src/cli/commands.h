// SPDX-License-Identifier: Apache-2.0
// The subcommands. Each takes its options and returns the exit code.
#pragma once

#include "cli/options.h"

namespace waymark {
class Gazetteer;
namespace gazetteer {
class Catalog;
}
}  // namespace waymark

namespace waymark::cli {

class Console;

int run(const AnnotateOptions& options);
int run(const ConvertOptions& options);
int run(const NormalizeOptions& options);
int run(const EvaluateOptions& options);
int run(const ViewOptions& options);
int run(const GazetteerOptions& options);
int run(const GrammarOptions& options);
int run(const ExplainOptions& options);
int run(const InitOptions& options);
int run(const ManifestOptions& options);
int run(const FormatsOptions& options);
int run(const CompletionOptions& options);

// Parts of `gazetteer` that have files of their own.
int import_table(const GazetteerOptions& options, Console& console);
int export_names(const GazetteerOptions& options, const gazetteer::Catalog& catalog,
                 Console& console);
int weigh_forms(const GazetteerOptions& options, const Gazetteer& gazetteer, Console& console);

}  // namespace waymark::cli
