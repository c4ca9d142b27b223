// SPDX-License-Identifier: Apache-2.0
// What is wrong with files whose fields are well-formed: names of labels, kinds, entries and
// derivers that nobody declares, ids defined twice, circles, and texts that can't be what they look
// like.
#pragma once

#include <vector>

#include "gazetteer/entry.h"
#include "gazetteer/scope.h"
#include "waymark/diagnostic.h"

namespace waymark::gazetteer {

/// Adds errors and warnings about all files.
void check_files(const std::vector<WrittenFile>& files, const Scope& scope,
                 Diagnostics& diagnostics);

}  // namespace waymark::gazetteer
