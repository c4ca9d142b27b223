// SPDX-License-Identifier: Apache-2.0
// Cuttings as text a reader can check: pieces joined with '|'.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/tokenizer.h"

namespace waymark::text {

inline std::string join_spans(std::string_view utf8, const std::vector<Span>& spans) {
  std::string result;
  for (const Span span : spans) {
    if (!result.empty()) result += '|';
    result += utf8.substr(span.begin, span.byte_size());
  }
  return result;
}

/// The tokens of `utf8`, joined with '|'.
inline std::string tokens_of(std::string_view utf8) {
  Tokens tokens;
  tokenize(utf8, tokens);
  std::vector<Span> spans;
  for (const Token& token : tokens) spans.push_back(token.span);
  return join_spans(utf8, spans);
}

}  // namespace waymark::text
