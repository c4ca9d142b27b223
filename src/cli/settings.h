// SPDX-License-Identifier: Apache-2.0
// waymark.yaml: what a project says once instead of with every command. Flags win over it.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "waymark/result.h"

namespace waymark::cli {

/// One line of `--show-config`: a value and where it comes from, a flag, a file, or "default".
struct Origin {
  std::string name, value, from;
};

/// Puts what waymark.yaml says where the flags say nothing; file names in it are relative to it.
/// Without a file only defaults are filled in. Keys: gazetteers, grammars, bare, data. Errors: a
/// file that was named and can't be read, YAML faults, unknown keys.
Result<std::vector<Origin>> apply_settings(KnowledgeOptions& options);

}  // namespace waymark::cli
