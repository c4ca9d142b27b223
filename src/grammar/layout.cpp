// SPDX-License-Identifier: Apache-2.0
// One pass over the lines. A `#` inside a string or a regular expression begins no comment, so each
// line is scanned for those; none of them goes on over a line end.
#include "grammar/layout.h"

#include <algorithm>
#include <array>
#include <string>

namespace waymark::grammar {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::uint32_t kTabWidth = 8;
constexpr std::array<std::string_view, 8> kWithoutClauses = {"grammar", "use", "import", "label",
                                                             "list",    "let", "phase",  "without"};

struct Line {
  std::uint32_t begin = 0;   // first byte that is not white space
  std::uint32_t end = 0;     // behind the last token
  std::uint32_t indent = 0;  // columns
};

/// Where the comment of `line` begins, or its size.
std::size_t find_comment(std::string_view line) {
  if (line.find('#') == std::string_view::npos) return line.size();
  char open = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (open != 0) {
      if (c == '\\')
        ++i;
      else if (c == open)
        open = 0;
    } else if (c == '"' || c == '\'' || c == '/') {
      open = c;
    } else if (c == '#') {
      return i;
    }
  }
  return line.size();
}

std::size_t trimmed_size(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r");
  return last == std::string_view::npos ? 0 : last + 1;
}

class Splitter {
 public:
  explicit Splitter(std::string_view content) : content_(content) {}

  Layout split() && {
    std::size_t begin = content_.substr(0, 3) == kByteOrderMark ? 3 : 0;
    while (begin < content_.size()) {
      const std::size_t end = std::min(content_.find('\n', begin), content_.size());
      read_line(begin, content_.substr(begin, end - begin));
      begin = end + 1;
    }
    return std::move(layout_);
  }

 private:
  void read_line(std::size_t at, std::string_view text) {
    Line line;
    std::size_t skipped = 0;
    for (; skipped < text.size() && (text[skipped] == ' ' || text[skipped] == '\t'); ++skipped)
      line.indent += text[skipped] == '\t' ? kTabWidth - line.indent % kTabWidth : 1;
    text.remove_prefix(skipped);
    line.begin = static_cast<std::uint32_t>(at + skipped);
    const std::size_t comment = find_comment(text);
    const std::size_t size = trimmed_size(text.substr(0, comment));
    line.end = line.begin + static_cast<std::uint32_t>(size);
    if (comment < text.size()) add_comment(line.begin + comment, text.substr(comment), size == 0);
    if (size > 0) add_line(line);
  }

  void add_comment(std::size_t at, std::string_view text, bool own_line) {
    text = text.substr(0, trimmed_size(text));
    const auto begin = static_cast<std::uint32_t>(at);
    layout_.comments.push_back(
        {std::string(text), own_line, {begin, begin + static_cast<std::uint32_t>(text.size())}});
  }

  void add_line(const Line& line) {
    if (line.indent == 0) {
      begin_statement(line);
    } else if (layout_.statements.empty()) {
      layout_.strays.push_back({line.begin, line.end});
    } else if (!has_clauses_) {
      layout_.statements.back().head.end = line.end;
    } else {
      add_to_clauses(line);
    }
  }

  void begin_statement(const Line& line) {
    layout_.statements.push_back({{line.begin, line.end}, {}});
    const std::string_view text = content_.substr(line.begin, line.end - line.begin);
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    // A misspelt word may mean a rule.
    has_clauses_ =
        std::find(kWithoutClauses.begin(), kWithoutClauses.end(), word) == kWithoutClauses.end();
  }

  void add_to_clauses(const Line& line) {
    auto& clauses = layout_.statements.back().clauses;
    if (clauses.empty()) clause_indent_ = line.indent;
    if (clauses.empty() || line.indent <= clause_indent_)
      clauses.push_back({line.begin, line.end});
    else
      clauses.back().end = line.end;
  }

  std::string_view content_;
  Layout layout_;
  bool has_clauses_ = false;
  std::uint32_t clause_indent_ = 0;
};

}  // namespace

Layout lay_out(std::string_view content) { return Splitter(content).split(); }

}  // namespace waymark::grammar
