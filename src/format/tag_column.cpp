// SPDX-License-Identifier: Apache-2.0
#include "format/tag_column.h"

#include "format/conll_value.h"

namespace waymark::format {

bool TagColumn::add(std::string_view tag, Span token) {
  if (tag == "O" || tag == "_" || tag == "*" || tag == "-") {
    open_.clear();
    return true;
  }
  const bool has_prefix = tag.size() > 2 && tag[1] == '-' &&
                          std::string_view("BIESLU").find(tag[0]) != std::string::npos;
  const auto label = has_prefix ? decode_value(tag.substr(2)) : std::nullopt;
  if (!label || label->empty()) return false;
  const char prefix = tag[0];
  const bool goes_on = prefix != 'B' && prefix != 'S' && prefix != 'U' && *label == open_;
  if (goes_on)
    mentions_.back().span.end = token.end;
  else
    mentions_.push_back({.span = token, .label = *label});
  open_ = prefix == 'B' || prefix == 'I' ? *label : std::string();
  return true;
}

}  // namespace waymark::format
