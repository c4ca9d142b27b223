// SPDX-License-Identifier: Apache-2.0
// waymark.yaml: what a project says once instead of with every command. Flags win over it.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "waymark/result.h"

namespace waymark::cli {

/// One line of `--show-config`.
struct Origin {
  std::string name, value, from;
};

/// Puts what waymark.yaml says where the flags say nothing; file names in it are relative to it. Without a file
/// nothing changes. Keys: gazetteers, grammars, bare, data.
/// Errors: a file that was named and can't be read, YAML faults, unknown keys.
Result<std::vector<Origin>> apply_settings(KnowledgeOptions& options);

}  // namespace waymark::cli
