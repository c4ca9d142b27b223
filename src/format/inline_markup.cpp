// SPDX-License-Identifier: Apache-2.0
#include "format/inline_markup.h"

#include <algorithm>
#include <vector>

#include "text/utf8.h"

namespace waymark::format {
bool is_xml_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

void walk_markup(const Document& document, const std::function<void(const Mention&)>& open,
                 const std::function<void(const Mention&)>& close,
                 const std::function<void(std::string_view)>& text) {
  std::vector<const Mention*> opened;
  std::uint32_t at = 0;
  const auto go_to = [&](std::uint32_t byte) {
    if (at < byte) text(document.slice({at, byte}));
    at = std::max(at, byte);
  };
  const auto close_until = [&](std::uint32_t byte) {
    while (!opened.empty() && opened.back()->span.end <= byte) {
      go_to(opened.back()->span.end);
      close(*opened.back());
      opened.pop_back();
    }
  };
  for (const Mention& mention : document.mentions) {
    close_until(mention.span.begin);
    // One that crosses, or an empty one at an edge that was passed, has no place.
    if (!opened.empty() && !opened.back()->span.contains(mention.span)) continue;
    go_to(mention.span.begin);
    open(mention);
    opened.push_back(&mention);
  }
  close_until(UINT32_MAX);
  go_to(static_cast<std::uint32_t>(document.text.size()));
}

void append_markup(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint code = text::code_point_at(text, at);
    if (code.value == '<')
      out += "&lt;";
    else if (code.value == '>')
      out += "&gt;";
    else if (code.value == '&')
      out += "&amp;";
    else if (code.value == '"')
      out += "&quot;";
    else if (code.value == '\r')
      out += "&#13;";
    else if (is_xml_character(code.value))
      out.append(text, at, code.byte_size);
    else
      out += "\uFFFD";
    at += code.byte_size;
  }
}

}  // namespace waymark::format
