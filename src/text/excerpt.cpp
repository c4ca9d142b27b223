// SPDX-License-Identifier: Apache-2.0
// The line is first made printable, one code point after another, so that columns still count; then
// a window of it is chosen and the caret line copies its tabs and counts its widths.
#include "text/excerpt.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "text/display_width.h"
#include "text/utf8.h"
#include "waymark/diagnostic.h"

namespace waymark {
namespace text {
namespace {

constexpr std::size_t kWindow = 100;      // columns of a line that are shown
constexpr std::size_t kBeforeCaret = 60;  // of these, at most so many before the caret
constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kEllipsis = 0x2026;

// Printing these would let an input move the cursor or turn text around.
bool is_unprintable(char32_t c) {
  return (c < 0x20 && c != U'\t') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::vector<char32_t> printable(std::string_view bytes) {
  std::vector<char32_t> result;
  while (!bytes.empty()) {
    const std::size_t valid = std::min(find_invalid_utf8(bytes), bytes.size());
    for (std::size_t at = 0; at < valid;) {
      const CodePoint c = code_point_at(bytes, at);
      result.push_back(is_unprintable(c.value) ? kReplacement : c.value);
      at += c.byte_size;
    }
    bytes.remove_prefix(valid);
    if (bytes.empty()) break;
    result.push_back(kReplacement);
    bytes.remove_prefix(1);
    while (!is_code_point_boundary(bytes, 0)) bytes.remove_prefix(1);
  }
  return result;
}

// Cuts `line` to what surrounds position `caret`, which moves along.
void cut_to_window(std::vector<char32_t>& line, std::size_t& caret) {
  std::size_t begin = std::min(caret, line.size());
  for (std::size_t width = 0; begin > 0; --begin) {
    width += display_width(line[begin - 1]);
    if (width > kBeforeCaret) break;
  }
  std::size_t end = begin;
  for (std::size_t width = 0; end < line.size(); ++end) {
    width += display_width(line[end]);
    if (width > kWindow) break;
  }
  if (end < line.size()) {
    line.resize(end);
    line.push_back(kEllipsis);
  }
  if (begin > 0) {
    line.erase(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(begin));
    line.insert(line.begin(), kEllipsis);
    caret = caret - begin + 1;
  }
}

std::string caret_line(const std::vector<char32_t>& line, std::size_t caret, std::size_t width) {
  std::string result;
  for (std::size_t i = 0; i < std::min(caret, line.size()); ++i) {
    result.append(line[i] == U'\t' ? "\t" : std::string(display_width(line[i]), ' '));
  }
  std::size_t columns = 0;
  for (std::size_t i = caret; i < line.size() && i - caret < width; ++i) {
    columns += display_width(line[i]);
  }
  result += '^';
  if (columns > 1) result.append(columns - 1, '~');
  return result;
}

std::string number_margin(std::uint32_t number) {
  const std::string digits = number == 0 ? std::string() : std::to_string(number);
  return std::string(digits.size() < 5 ? 5 - digits.size() : 0, ' ') + digits;
}

}  // namespace

std::string render_excerpt(std::string_view bytes, std::uint32_t number, std::uint32_t column,
                           std::uint32_t width, bool color) {
  std::vector<char32_t> line = printable(bytes);
  std::size_t caret = column == 0 ? 0 : std::min<std::size_t>(column - 1, line.size());
  cut_to_window(line, caret);
  const std::string margin = number_margin(number);
  std::string result = margin + " | ";
  for (const char32_t c : line) append_utf8(c, result);
  result += '\n';
  if (column == 0) return result;
  result.append(margin.size(), ' ');
  result += " | ";
  result += color ? "\x1b[1;32m" : "";
  result += caret_line(line, caret, width);
  result += color ? "\x1b[0m\n" : "\n";
  return result;
}

}  // namespace text

namespace {

const char* severity_word(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      return "note";
  }
  return "error";
}

const char* severity_color(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "\x1b[1;31m";
    case Severity::kWarning:
      return "\x1b[1;35m";
    case Severity::kNote:
      return "\x1b[1;36m";
  }
  return "";
}

std::string place(const Diagnostic& diagnostic) {
  std::string result = diagnostic.file;
  if (diagnostic.line != 0) {
    if (!result.empty()) result += ':';
    result += std::to_string(diagnostic.line);
    if (diagnostic.column != 0) result += ':' + std::to_string(diagnostic.column);
  }
  return result.empty() ? result : result + ": ";
}

// One line of a user's text, safe to print.
std::string one_line(std::string_view message) {
  std::string result;
  for (const char32_t c : text::printable(message))
    text::append_utf8(c == U'\t' ? U' ' : c, result);
  return result;
}

}  // namespace

bool has_error(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

std::string render(const Diagnostic& diagnostic, bool color) {
  const char* reset = color ? "\x1b[0m" : "";
  const char* bold = color ? "\x1b[1m" : "";
  std::string result = bold + one_line(place(diagnostic)) + reset;
  result += color ? severity_color(diagnostic.severity) : "";
  result += severity_word(diagnostic.severity);
  result += ": ";
  result += reset;
  result += bold + one_line(diagnostic.message) + reset;
  if (!diagnostic.code.empty()) result += " [" + diagnostic.code + "]";
  result += '\n';
  if (!diagnostic.source_line.empty()) {
    result += text::render_excerpt(diagnostic.source_line, diagnostic.line, diagnostic.column,
                                   diagnostic.width, color);
  }
  if (!diagnostic.hint.empty()) result += "hint: " + one_line(diagnostic.hint) + '\n';
  return result;
}

}  // namespace waymark
