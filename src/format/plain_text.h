// SPDX-License-Identifier: Apache-2.0
// Plain text: a file is a document. Offset unit: none. Reads every byte as it stands: line ends are
// kept, and so is a byte order mark, since the text is never changed (the mark is no part of any
// token). Writes the bare text; it can't carry anything else.
#pragma once

#include <memory>
#include <string>

#include "format/format.h"

namespace waymark::format {

[[nodiscard]] std::unique_ptr<Reader> make_text_reader(ByteSource& source,
                                                       const std::string& file_name,
                                                       const std::string& id,
                                                       const ReadOptions& options);
[[nodiscard]] std::unique_ptr<Writer> make_text_writer();

}  // namespace waymark::format
