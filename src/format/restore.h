// SPDX-License-Identifier: Apache-2.0
// A document that came back from a tool, with what the tool's format could not carry put back. It
// is a merge of three: what we had, what of it was written, and what came back. What the tool's
// user changed holds; all else is as we had it.
#pragma once

#include <vector>

#include "format/carries.h"
#include "format/fit.h"
#include "format/label_map.h"
#include "waymark/document.h"
#include "waymark/result.h"

namespace waymark::format {

/// How documents were written: the same steps again give what came out.
struct Writing {
  Carries carries;
  Flatten flatten = Flatten::kFlatFirst;
  LabelMap map;
};

struct Restored {
  Document document;
  std::vector<Mention> removed;  ///< what was written and did not come back
};

/// Merges `back` with the document `whole` that it was written from.
/// Errors: the text that came back is not the one that was written [format/text-differs].
[[nodiscard]] Result<Restored> restore(const Document& whole, const Document& back,
                                       const Writing& writing);

}  // namespace waymark::format
