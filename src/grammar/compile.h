// SPDX-License-Identifier: Apache-2.0
// Loaded rules become a program: names become numbers, patterns X3 parsers, phases tables.
#pragma once

#include <memory>

#include "gazetteer/catalog.h"
#include "grammar/load.h"
#include "grammar/program.h"
#include "waymark/diagnostic.h"
#include "waymark/result.h"

namespace waymark::grammar {

/// Composes rules for a catalog. What check() would refuse (an unknown name, a bad regular
/// expression) matches or does nothing; check() reports it. Errors: grammar/too-many, if names or
/// captures exceed 65,000.
[[nodiscard]] Result<std::shared_ptr<const Program>> compile(const LoadedRules& rules,
                                                             const gazetteer::Catalog& catalog);

}  // namespace waymark::grammar
