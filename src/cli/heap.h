// SPDX-License-Identifier: Apache-2.0
// The memory that the program begins with, in one piece and large pages where the system has them:
// rules and names make many small blocks, and each small page of them is a fault, and looked for
// anew again and again.
#pragma once

namespace waymark::cli {

/// Makes the heap. Of no effect where the system or its allocator is another.
/// Requires: no other thread runs yet.
void prepare_heap() noexcept;

}  // namespace waymark::cli
