// SPDX-License-Identifier: Apache-2.0
// Text as HTML. Every name, text and value that comes from an input passes through here before it
// stands on a page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::view {

/// Appends text so that it stands for itself between tags and in quoted attributes. Control
/// characters, which HTML can't hold, become U+FFFD.
void append_escaped(std::string_view text, std::string& out);
[[nodiscard]] std::string escape(std::string_view text);

/// The text in an element of its own, so that its direction does not reach beyond it.
[[nodiscard]] std::string isolate(std::string_view text);

/// What a Content-Security-Policy calls a script: 'sha256-…'.
/// Source: W3C Content Security Policy Level 3, section 2.3.1.
[[nodiscard]] std::string script_hash(std::string_view script);

/// "1 mention", "3 mentions".
[[nodiscard]] std::string count_of(std::uint64_t count, std::string_view one);

/// The head of a page that needs nothing but itself: `script` is the only one that may run, and
/// nothing may be loaded. Ends behind <body>.
[[nodiscard]] std::string page_head(std::string_view title, std::string_view style,
                                    std::string_view script);

}  // namespace waymark::view
