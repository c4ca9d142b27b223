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
      gazetteers;           ///< names for `use`; none: not known, all pass
  bool is_complete = true;  ///< false: a gazetteer can't be read; any label, kind or entry passes
};
[[nodiscard]] Knowledge knowledge_of(const gazetteer::Catalog& catalog);
/// What is left where gazetteers can't be read: nothing, and nothing is called unknown.
[[nodiscard]] Knowledge incomplete_knowledge();

/// What check() looks for; warnings take most of its time.
enum class Faults : std::uint8_t { kErrors, kErrorsAndWarnings };

/// Checks rules as far as they were read. After errors of load(), which `diagnostics` must hold,
/// what faults took away is not called unknown, and warnings that need all rules are left out.
/// Errors: put into `diagnostics` by file and place, up to kMaxFaults for a file; grammar/README.md
/// lists the codes. Of kErrors, warnings may come too: those that cost nothing.
void check(const LoadedRules& rules, const Knowledge& knowledge, Diagnostics& diagnostics,
           Faults faults = Faults::kErrorsAndWarnings);

}  // namespace waymark::grammar
