// SPDX-License-Identifier: Apache-2.0
// The format is one of lines, so it is read by hand: a line is a rule's name, a text, or what the
// text above it is expected to give.
#include "grammar/example_file.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "grammar/calendar.h"
#include "grammar/parse.h"
#include "text/utf8.h"

namespace waymark::grammar {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool ends_word(char c) { return is_blank(c) || c == '"' || c == '=' || c == '#' || c == '@'; }

constexpr const char* kDateHint = "written on 2019-10-16";

/// Reads one line from left to right.
class Line {
 public:
  Line(std::string_view content, std::size_t begin, std::size_t end)
      : content_(content), at_(begin), end_(end) {
    skip();
  }

  [[nodiscard]] bool is_done() const { return at_ >= end_ || content_[at_] == '#'; }
  [[nodiscard]] char front() const { return is_done() ? '\0' : content_[at_]; }

  bool take(char sign) {
    if (front() != sign) return false;
    ++at_;
    skip();
    return true;
  }

  Name word() {
    const std::size_t begin = at_;
    while (at_ < end_ && !ends_word(content_[at_])) ++at_;
    Name name{std::string(content_.substr(begin, at_ - begin)), place_from(begin)};
    skip();
    return name;
  }

  /// A text in quotes. Backslashes before brackets stay, as in an Example.
  std::optional<std::string> string() {
    if (front() != '"') return std::nullopt;
    std::string text;
    for (std::size_t i = at_ + 1; i < end_; ++i) {
      if (content_[i] == '"') {
        at_ = i + 1;
        skip();
        return text;
      }
      if (content_[i] == '\\' && i + 1 < end_)
        unescape(content_[++i], text);
      else
        text += content_[i];
    }
    return std::nullopt;
  }

  /// A number of one digit; 0 if there is none.
  std::size_t number() {
    const bool is_there = !is_done() && content_[at_] >= '1' && content_[at_] <= '9' &&
                          (at_ + 1 >= end_ || ends_word(content_[at_ + 1]));
    return is_there ? static_cast<std::size_t>(word().text.front() - '0') : 0;
  }

  [[nodiscard]] Place place_from(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }
  [[nodiscard]] Place here() const {
    return {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(std::min(at_ + 1, end_))};
  }
  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  static void unescape(char escaped, std::string& text) {
    if (escaped == 'n') {
      text += '\n';
    } else if (escaped == '"') {
      text += '"';
    } else {
      text += '\\';
      text += escaped;
    }
  }

  void skip() {
    while (at_ < end_ && is_blank(content_[at_])) ++at_;
  }

  std::string_view content_;
  std::size_t at_, end_;
};

class ExampleParser {
 public:
  ExampleParser(const text::SourceFile& source, Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}

  std::vector<RuleExample> parse() && {
    const std::string_view content = source_.content();
    if (const std::size_t bad = text::find_invalid_utf8(content); bad != text::kAllValid) {
      const auto at = static_cast<std::uint32_t>(bad);
      fault("encoding", {at, at + 1}, "this byte is not UTF-8", "save the file as UTF-8");
      return {};
    }
    for (std::size_t begin = 0; begin < content.size() && faults_ < kMaxFaults;) {
      const std::size_t end = std::min(content.find('\n', begin), content.size());
      read_line(Line(content, begin, end));
      begin = end + 1;
    }
    return std::move(examples_);
  }

 private:
  void read_line(Line line) {
    if (line.is_done()) return;
    Line rest = line;
    const Name word = rest.word();
    if (word.text == "rule")
      read_rule(rest);
    else if ((word.text == "yes" || word.text == "no") && rest.front() == '"')
      read_text(rest, word.text == "yes");
    else
      read_expectation(line);
  }

  void read_rule(Line& line) {
    rule_ = line.word();
    if (rule_.text.empty())
      return expected(line, "the name of a rule after 'rule'", "written rule post.phrase");
    end_line(line);
  }

  void read_text(Line& line, bool yes) {
    RuleExample example;
    example.rule = rule_;
    example.example.yes = yes;
    const std::size_t begin = line.at();
    auto text = line.string();
    if (!text) return expected(line, "a closing quote", "a text stands on one line");
    example.example.text = *std::move(text);
    example.example.at = line.place_from(begin);
    if (rule_.text.empty())
      return fault("expected", example.example.at, "expected 'rule NAME' above the first text",
                   "examples stand below the name of their rule");
    if (const auto wrong = find_fault(example.example))
      return fault("example", example.example.at, wrong->message, wrong->hint);
    if (!line.is_done() && !read_date(line, example)) return;
    end_line(line);
    examples_.push_back(std::move(example));
  }

  bool read_date(Line& line, RuleExample& example) {
    const Line before = line;
    if (line.word().text != "on") return expected(before, "'on' and a date", kDateHint), false;
    const Line date = line;
    example.date = line.word().text;
    if (!shift_date(example.date, "day", 0))
      return expected(date, "the document's date", kDateHint), false;
    return true;
  }

  void read_expectation(Line& line) {
    Expectation expectation;
    const std::size_t begin = line.at();
    if (line.front() == '"') {
      expectation.text = line.string();
      if (!expectation.text) return expected(line, "a closing quote", "a text stands on one line");
      expectation.which = line.number();
    }
    expectation.name = line.word().text;
    if (expectation.name.empty())
      return expected(line, "'rule', 'yes', 'no' or what a mark has",
                      "written role = \"chief\" or \"MSS office\" part_of \"MSS\"");
    if (!read_value(line, expectation)) return;
    expectation.at = line.place_from(begin);
    end_line(line);
    if (examples_.empty() || !examples_.back().example.yes)
      return fault("expected", expectation.at, "expected a 'yes' above what it is to give",
                   "a text for 'no' gives nothing");
    examples_.back().expectations.push_back(std::move(expectation));
  }

  bool read_value(Line& line, Expectation& expectation) {
    using What = Expectation::What;
    if (!line.take('=')) {
      expectation.what = What::kRelation;
      return read_string(line, expectation, "'=' or the text of the relation's other end");
    }
    if (line.take('@')) {
      expectation.what = What::kEntry;
      expectation.value = line.word().text;
      return true;
    }
    if (line.front() == '"') return read_string(line, expectation, "a value");
    const Name word = line.word();
    expectation.value = word.text;
    if (word.text == "none") expectation.what = What::kNothing;
    if (word.text.empty())
      expected(line, "a value after '='", "a text in quotes, @id, a number, true, false or none");
    return !word.text.empty();
  }

  bool read_string(Line& line, Expectation& expectation, const char* what) {
    auto text = line.string();
    if (!text) return expected(line, what, "a text stands in quotes"), false;
    expectation.value = *std::move(text);
    return true;
  }

  void end_line(const Line& line) {
    if (!line.is_done()) expected(line, "the end of the line", "a comment begins with #");
  }

  void expected(const Line& line, const std::string& what, const char* hint) {
    fault("expected", line.here(), "expected " + what, hint);
  }

  void fault(const char* code, Place at, std::string message, std::string hint) {
    if (faults_++ >= kMaxFaults) return;
    diagnostics_.push_back(source_.diagnose(Severity::kError, std::string("grammar/") + code,
                                            at.begin, at.end, std::move(message), std::move(hint)));
  }

  const text::SourceFile& source_;
  Diagnostics& diagnostics_;
  std::vector<RuleExample> examples_;
  Name rule_;
  int faults_ = 0;
};

}  // namespace

std::vector<RuleExample> parse_examples(const text::SourceFile& source, Diagnostics& diagnostics) {
  return ExampleParser(source, diagnostics).parse();
}

std::optional<ExampleFault> find_fault(const Example& example) {
  int open = 0;
  int marks = 0;
  for (std::size_t i = 0; i < example.text.size(); ++i) {
    if (example.text[i] == '\\') {
      ++i;
    } else if (example.text[i] == '[') {
      ++open;
    } else if (example.text[i] == ']') {
      ++marks;
      if (--open < 0) break;
    }
  }
  if (open != 0)
    return ExampleFault{"the brackets of this example don't match",
                        "a bracket of the text is written \\["};
  if (example.yes && marks == 0)
    return ExampleFault{"this example marks nothing",
                        "put the rule's mark in brackets: \"the [MSS] chief\""};
  if (!example.yes && marks != 0)
    return ExampleFault{"a text for 'no' has no marks",
                        "take the brackets out; a bracket of the text is written \\["};
  return std::nullopt;
}

}  // namespace waymark::grammar
