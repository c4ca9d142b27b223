// SPDX-License-Identifier: Apache-2.0
// A text with its mentions as elements inside it. Mentions nest and never cross; what is read back
// of it needs a parser of markup, so these formats are only written.
//
// html: one page; each document an <article>, each mention a <mark> with its label, entry and the
// entry's name. TEI P5: <placeName>, <orgName>, <roleName>, <persName>, <date when="…"> and, for
// other labels, <name type="…"> (one word: white space becomes '_'), with the entry in @ref; a file
// a document, or one <teiCorpus>.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "format/format.h"

namespace waymark::format {

/// Walks a text from begin to end: `open` and `close` where a mention does, `text` between.
/// Requires: mentions in their documented order, none crossing another.
void walk_markup(const Document& document, const std::function<void(const Mention&)>& open,
                 const std::function<void(const Mention&)>& close,
                 const std::function<void(std::string_view)>& text);

/// Whether a document of XML may hold the character.
/// Source: XML 1.0, production 2 (Char).
[[nodiscard]] bool is_xml_character(char32_t c);

/// Appends text with what markup reserves as references. What XML can't hold becomes U+FFFD; a
/// carriage return stays one.
void append_markup(std::string_view text, std::string& out);

[[nodiscard]] std::unique_ptr<Writer> make_html_writer(const WriteOptions& options);
[[nodiscard]] std::unique_ptr<Writer> make_tei_writer(const WriteOptions& options);

}  // namespace waymark::format
