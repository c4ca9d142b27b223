// SPDX-License-Identifier: Apache-2.0
#include "view/html.h"

#include "text/digest.h"

namespace waymark::view {
namespace {

/// The value of a hexadecimal digit in lower case.
unsigned digit_value(char digit) {
  return static_cast<unsigned>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/// Hexadecimal digits as base64. Source: RFC 4648, section 4.
std::string to_base64(std::string_view hex) {
  static constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0, count = 0;
  for (const char digit : hex) {
    bits = (bits << 4 | digit_value(digit)) & 0xFFF, count += 4;
    for (; count >= 6; count -= 6) out += kLetters[bits >> (count - 6) & 0x3F];
  }
  if (count > 0) out += kLetters[bits << (6 - count) & 0x3F];
  while (out.size() % 4 != 0) out += '=';
  return out;
}

}  // namespace

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else if ((byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F)
      out += "\uFFFD";
    else
      out += c;
  }
}

std::string escape(std::string_view text) {
  std::string out;
  append_escaped(text, out);
  return out;
}

std::string isolate(std::string_view text) { return "<bdi>" + escape(text) + "</bdi>"; }

std::string script_hash(std::string_view script) {
  return "'sha256-" + to_base64(text::sha256(script)) + "'";
}

std::string count_of(std::uint64_t count, std::string_view one) {
  return std::to_string(count) + ' ' + std::string(one) + (count == 1 ? "" : "s");
}

std::string page_head(std::string_view title, std::string_view style, std::string_view script) {
  std::string head =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src " +
      script_hash(script) +
      "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
  append_escaped(title, head);
  head += "</title>\n<style>";
  head += style;
  head += "</style>\n</head>\n<body>\n";
  return head;
}

}  // namespace waymark::view
