// SPDX-License-Identifier: Apache-2.0
// CoNLL as other programs write it: a token and, last in its line, its tag. Columns are parted by
// tabs or, in a line without tabs, by spaces; of three or more the second is the part of speech
// (xpos). A blank line ends a sentence, a line that begins with -DOCSTART- begins a document; other
// lines that begin with '#' and end in no tag are remarks. The text is the tokens, with a space
// between two.
#pragma once

#include <memory>
#include <string>

#include "format/byte_reader.h"
#include "format/format.h"

namespace waymark::format {

/// Reads on from `line`, which was taken from `bytes`. A malformed line makes its document an
/// error. Lifetime: all but `id` and `file_name` must outlive the reader.
[[nodiscard]] std::unique_ptr<Reader> make_bare_conll_reader(ByteSource& source, ByteReader& bytes,
                                                             Line& line,
                                                             const std::string& file_name,
                                                             const std::string& id,
                                                             const ReadOptions& options);

}  // namespace waymark::format
