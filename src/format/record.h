// SPDX-License-Identifier: Apache-2.0
// What the readers of records share: how a record becomes an error, how large a document may be,
// and which of a record's fields say something about the document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "format/format.h"
#include "text/json.h"

namespace waymark::format {

/// A record in whose place stands an error.
[[nodiscard]] Record make_error(std::string id, std::uint64_t line, Diagnostic error);

/// The largest text that is read: the option's limit, or what spans can count.
/// Units: bytes.
[[nodiscard]] std::uint64_t largest_text(const ReadOptions& options);

/// Says that a document or record exceeds the limit [format/too-large].
[[nodiscard]] Diagnostic diagnose_too_large(const ReadOptions& options, const std::string& file,
                                            std::uint64_t line, std::string_view what);

/// The ISO date with which a field begins: of 2020-11-04T09:00, 2020/11/4, 2020.11.04 or 20201104
/// it is 2020-11-04, of 2020-11 it is 2020-11; empty if it begins with none.
[[nodiscard]] std::string find_iso_date(std::string_view field);

/// The field if it may be a language tag (letters, digits, hyphens), else empty.
/// Source: BCP 47, as far as its characters.
[[nodiscard]] std::string find_language(std::string_view field);

/// Fills date and language from those members of `meta` that the options name, empty if they are no
/// such strings.
void read_date_and_language(const text::json::Value& meta, const ReadOptions& options,
                            Document& document);

/// The id of a record that has none of its own: "news.jsonl:12".
[[nodiscard]] std::string numbered_id(const std::string& input_id, std::uint64_t line);

}  // namespace waymark::format
