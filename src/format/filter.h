// SPDX-License-Identifier: Apache-2.0
// Leaves out mentions that were not asked for.
#pragma once

#include <functional>

#include "waymark/document.h"

namespace waymark::format {

/// Removes the mentions that are not wanted, and relations that refer to them; a slot that held one
/// of them alone keeps its span. All others are renumbered.
void keep_mentions(Document& document, const std::function<bool(const Mention&)>& is_wanted);

}  // namespace waymark::format
