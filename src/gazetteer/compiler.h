// SPDX-License-Identifier: Apache-2.0
// YAML files → the bytes of one index. All files of a call are compiled together, so that ids may
// refer across them in any order; compiled gazetteers beside them are the context that ids, labels
// and kinds may also refer to.
#pragma once

#include <string>
#include <vector>

#include "gazetteer/digest.h"
#include "gazetteer/index.h"
#include "text/source_file.h"
#include "waymark/diagnostic.h"
#include "waymark/result.h"

namespace waymark::gazetteer {

/// Errors: every fault of every file, up to 20 a file, by file and place. Warnings (up to 20 a
/// file) are added to `warnings` if that is given.
[[nodiscard]] Result<std::string> compile_sources(const std::vector<text::SourceFile>& sources,
                                                  const std::vector<Index>& context = {},
                                                  Diagnostics* warnings = nullptr);

/// The same for files by path. Errors: also files that can't be read.
[[nodiscard]] Result<std::string> compile(const std::vector<std::string>& files,
                                          const std::vector<Index>& context = {},
                                          Diagnostics* warnings = nullptr);

/// Reads files. Errors: one for each that can't be read.
[[nodiscard]] Result<std::vector<text::SourceFile>> read_sources(
    const std::vector<std::string>& files);

/// Whether an index was compiled of what these files and the tables they name are now, whatever
/// they are called. False also where one can't be read.
[[nodiscard]] bool is_compiled_of(const Index& index, const std::vector<std::string>& files);

}  // namespace waymark::gazetteer
