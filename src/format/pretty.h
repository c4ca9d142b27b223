// SPDX-License-Identifier: Apache-2.0
// A view for reading on a terminal: the text, wrapped, with its mentions marked where they stand:
//
//     ⟨[head ROLE] of the ⟨[MSS AGENCY→kp.mss] office in [Hyesan PLACE→kp.ryanggang.hyesan] UNIT⟩
//     POST⟩
//
// Mentions that hold others stand in ⟨angle brackets⟩, the others in [square ones]. In colour each
// label has its own, told apart by the colour-blind too, and the names of labels and entries are
// dim. Offset unit: none. It can't be read back.
#pragma once

#include <memory>

#include "format/format.h"

namespace waymark::format {

/// Units: `width` of the options is columns; Hangul and Han take two.
[[nodiscard]] std::unique_ptr<Writer> make_pretty_writer(const WriteOptions& options);

}  // namespace waymark::format
