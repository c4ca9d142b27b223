// SPDX-License-Identifier: Apache-2.0
// What is wrong with rules that can be read: names that mean nothing, parts that are never used,
// rules that can never match or have no order.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "gazetteer/schema.h"
#include "grammar/load.h"
#include "waymark/diagnostic.h"

namespace waymark::grammar {

/// What rules may name of the gazetteers.
/// Lifetime: borrows the catalog it is made of.
struct Knowledge {
  gazetteer::Schema schema;
  std::function<bool(std::string_view id)> has_entry;
  std::function<std::vector<std::string>()> entry_ids;     ///< asked only to suggest a near one
  std::function<std::vector<bool>()> labels_with_entries;  ///< by LabelId
  std::optional<std::vector<std::string>>
      gazetteers;  ///< names for `use`; none: not known, all pass
};
[[nodiscard]] Knowledge knowledge_of(const gazetteer::Catalog& catalog);

/// Checks rules that were loaded without error.
/// Errors: appended to `diagnostics`, up to kMaxFaults for a file; grammar/README.md lists the
/// codes.
void check(const LoadedRules& rules, const Knowledge& knowledge, Diagnostics& diagnostics);

}  // namespace waymark::grammar
