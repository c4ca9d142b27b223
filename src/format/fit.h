// SPDX-License-Identifier: Apache-2.0
// A document less what a format can't carry, and the list of what that is. What is left reads back
// as it is: read(write(fit(d))) = fit(d).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "format/carries.h"
#include "format/loss.h"
#include "waymark/document.h"

namespace waymark::format {

/// Which of overlapping mentions stay where a format can't nest them. They are taken in the order
/// of the rule, each if nothing taken before overlaps it; ties go to the earlier and longer one.
enum class Flatten : std::uint8_t {
  kFlatFirst,        ///< those whose labels don't hold others, then what fits between
  kStructuredFirst,  ///< those with slots or others inside, then the rest
  kOutermost,        ///< longer ones first
  kInnermost,        ///< shorter ones first
  kConfident,        ///< the most confident first
};

/// "flat-first" and so on.
[[nodiscard]] std::string_view name_of(Flatten flatten);
[[nodiscard]] std::optional<Flatten> find_flatten(std::string_view name);

/// Takes away what `carries` lacks, and adds it to `losses`. Tokens that are needed and missing are
/// made. Slots stay where mentions go into layers, for they tell which are structured; they are
/// counted as lost all the same.
/// Requires: mentions in their documented order.
[[nodiscard]] Document fit(Document document, const Carries& carries, Flatten flatten,
                           Losses& losses);

}  // namespace waymark::format
