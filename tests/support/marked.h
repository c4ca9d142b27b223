// SPDX-License-Identifier: Apache-2.0
// Documents from marked text, for tests that a linguist can check.
#pragma once

#include <string>
#include <vector>

#include "waymark/document.h"

namespace waymark::test {

/// A document from marked text; marks may nest. "[PLACE=kp.hyesan Hyesan]" also gives a link.
inline Document marked(const std::string& text, const std::string& id = "a.txt") {
  Document document;
  document.id = id;
  std::vector<std::uint32_t> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto here = static_cast<std::uint32_t>(document.text.size());
    if (text[i] == '[') {
      const std::size_t space = text.find(' ', i);
      const std::string head = text.substr(i + 1, space - i - 1);
      Mention mention{.span = {here, here}, .label = head.substr(0, head.find('='))};
      if (head.find('=') != std::string::npos)
        mention.link = Link{.entry = head.substr(head.find('=') + 1)};
      open.push_back(static_cast<std::uint32_t>(document.mentions.size()));
      document.mentions.push_back(mention);
      i = space;
    } else if (text[i] == ']') {
      document.mentions[open.back()].span.end = here;
      open.pop_back();
    } else {
      document.text += text[i];
    }
  }
  sort_mentions(document);
  return document;
}

}  // namespace waymark::test
