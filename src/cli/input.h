// SPDX-License-Identifier: Apache-2.0
// What is read: files, folders walked in order of bytes, standard input; each with its format and
// the id that its documents get.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "format/format.h"
#include "waymark/result.h"

namespace waymark::cli {

/// One file to be read.
struct InputFile {
  std::string path;  ///< "-" for standard input
  std::string id;    ///< path below the given folder, a given file's name, or "-"
  const format::Format* format = nullptr;
};

/// Lists what the options name. Errors: a path that does not exist, an unknown format, a folder
/// without documents.
Result<std::vector<InputFile>> list_inputs(const InputOptions& options);

}  // namespace waymark::cli
