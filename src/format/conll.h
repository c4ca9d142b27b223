// SPDX-License-Identifier: Apache-2.0
// CoNLL: a token a line, a blank line after each sentence, tags in the scheme IOB2. Offset unit of
// the dialect `waymark`: code points (or UTF-16, bytes); of the others: tokens. Tokens are cut
// where a mention begins or ends inside one; white space inside a token is shown as '_'.
//
// The dialect `waymark` is standoff that reads back. Columns are parted by tabs and named by the
// first line; values of `document`, `text` and `meta` are JSON:
//
//     token   begin  end  flat     structured  entry                name
//     # document = "a.txt"
//     # offsets = codepoint
//     # text = "head of the MSS office in Hyesan"
//     # sentence = 0 32
//     head    0      4    B-ROLE   B-POST      _                    _
//     …
//     Hyesan  26     32   B-PLACE  I-POST|I-UNIT  kp.ryanggang.hyesan  Hyesan
//
// Structured mentions that overlap take further layers, parted by '|'. In labels, entries and names
// '%', tabs and line ends (in labels also white space and '|') are written as %XX. It can't carry
// relations, slots, features, forms, candidates, all of a link but entry and name, mentions without
// a token, nor edges of mentions between tokens.
//
// conll2003 (token, two empty columns, flat tag) and spacy (token, flat tag) are parted by a space,
// doccano (token, flat tag) by a tab. They hold flat mentions only; a mention that goes on in the
// next sentence begins again there.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "format/format.h"

namespace waymark::format {

/// Reads the dialect `waymark`; a file that does not begin with its header is read as
/// conll_bare.h says. A malformed line makes its document an error; the next document is
/// read.
[[nodiscard]] std::unique_ptr<Reader> make_conll_reader(ByteSource& source,
                                                        const std::string& file_name,
                                                        const std::string& id,
                                                        const ReadOptions& options);

/// Writes a dialect, or with `columns` (token, begin, end, flat, structured, entry, name, ko, kind;
/// `_` is an empty one) those columns, parted by tabs, without header and comments.
[[nodiscard]] std::unique_ptr<Writer> make_conll_writer(const WriteOptions& options);

/// An unknown dialect or column [format/unknown-dialect, format/unknown-column].
[[nodiscard]] std::optional<Diagnostic> check_conll_options(const WriteOptions& options);

}  // namespace waymark::format
