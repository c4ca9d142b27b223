// SPDX-License-Identifier: Apache-2.0
// Patterns and conditions as text. Each kind has a level of how tightly it binds; what binds less
// tightly than its place asks for goes into brackets, so that reading gives the same tree.
#include "grammar/print_text.h"

#include <array>
#include <charconv>
#include <string>

#include "grammar/print.h"
#include "grammar/walk.h"
#include "text/utf8.h"

namespace waymark::grammar {

namespace {

enum Level { kChoiceLevel, kSequenceLevel, kElementLevel, kRepeatLevel, kPrimaryLevel };

Level level_of(const Pattern& pattern) {
  return std::visit(Overload{[](const Choice&) { return kChoiceLevel; },
                             [](const Sequence&) { return kSequenceLevel; },
                             [](const Capture&) { return kElementLevel; },
                             [](const Touching&) { return kElementLevel; },
                             [](const LookAhead&) { return kElementLevel; },
                             [](const Repeat&) { return kRepeatLevel; },
                             [](const auto&) { return kPrimaryLevel; }},
                    pattern.what);
}

std::string bounds_of(const Repeat& repeat) {
  std::string text;
  if (repeat.min == 0 && repeat.max == 1u) {
    text = "?";
  } else if (repeat.min <= 1 && !repeat.max) {
    text = repeat.min == 0 ? "*" : "+";
  } else {
    text = "{" + std::to_string(repeat.min);
    if (repeat.max != repeat.min)
      text += "," + (repeat.max ? std::to_string(*repeat.max) : std::string());
    text += "}";
  }
  return repeat.lazy ? text + "?" : text;
}

std::string print_regex(const Regex& regex) {
  std::string text = "/";
  for (std::size_t i = 0; i < regex.source.size(); ++i) {
    if (regex.source[i] == '\\' && i + 1 < regex.source.size())
      text += regex.source[i++];
    else if (regex.source[i] == '/')
      text += '\\';
    text += regex.source[i];
  }
  return text + (regex.ignore_case ? "/i" : "/");
}

class PatternPrinter {
 public:
  explicit PatternPrinter(Flow& flow) : flow_(flow) {}

  void print(const Pattern& pattern, Level wanted) {
    const bool bracketed = level_of(pattern) < wanted;
    if (bracketed) flow_.add("(");
    std::visit(*this, pattern.what);
    if (bracketed) flow_.add(")");
  }

  void operator()(const Literal& it) { flow_.add(quoted(it.text, it.exact ? '\'' : '"')); }
  void operator()(const Regex& it) { flow_.add(print_regex(it)); }
  void operator()(const TokenClass& it) { flow_.add("<").add(it.name.text).add(">"); }
  void operator()(const NameRef& it) { flow_.add(it.name.text); }
  void operator()(const LabelRef& it) {
    flow_.add(it.label.text);
    if (it.entry) flow_.add("[@").add(it.entry->id.text).add("]");
    if (it.condition) {
      flow_.add("[");
      print_condition(*it.condition, flow_);
      flow_.add("]");
    }
  }
  void operator()(const Capture& it) {
    flow_.add(it.name.text).add(":");
    print(*it.inner, kElementLevel);
  }
  void operator()(const Sequence& it) {
    for (const Pattern& part : it.parts) {
      if (&part != &it.parts.front()) flow_.space();
      print(part, kElementLevel);
    }
  }
  void operator()(const Choice& it) {
    for (const Pattern& part : it.parts) {
      if (&part != &it.parts.front()) flow_.space().add("| ");
      print(part, kSequenceLevel);
    }
  }
  void operator()(const Repeat& it) {
    print(*it.inner, kPrimaryLevel);
    flow_.add(bounds_of(it));
  }
  void operator()(const Gap& it) { flow_.add("...").add(std::to_string(it.max)); }
  void operator()(const Touching& it) { print_prefixed("~", *it.inner); }
  void operator()(const LookAhead& it) { print_prefixed(it.negative ? "!" : "&", *it.inner); }

 private:
  void print_prefixed(std::string_view sign, const Pattern& inner) {
    flow_.add(sign);
    print(inner, kElementLevel);
  }

  Flow& flow_;
};

std::string_view sign_of(Comparison::Op op) {
  switch (op) {
    case Comparison::Op::kIs:
      return "is";
    case Comparison::Op::kIsNot:
      return "is not";
    case Comparison::Op::kIn:
      return "in";
    case Comparison::Op::kNotIn:
      return "not in";
    case Comparison::Op::kLess:
      return "<";
    case Comparison::Op::kLessEqual:
      return "<=";
    case Comparison::Op::kGreater:
      return ">";
    case Comparison::Op::kGreaterEqual:
      return ">=";
    case Comparison::Op::kWithin:
      return "within";
  }
  return {};
}

std::string print_value(const Value& value) {
  return std::visit(Overload{[](const Name& it) { return it.text; },
                             [](const std::string& it) { return quoted(it); },
                             [](double it) { return print_number(it); },
                             [](const EntryRef& it) { return "@" + it.id.text; },
                             [](const Path& it) { return print_path(it); }},
                    value.what);
}

enum ConditionLevel { kOrLevel, kAndLevel, kNotLevel };

ConditionLevel level_of(const Condition& condition) {
  if (std::holds_alternative<Or>(condition.what)) return kOrLevel;
  return std::holds_alternative<And>(condition.what) ? kAndLevel : kNotLevel;
}

class ConditionPrinter {
 public:
  explicit ConditionPrinter(Flow& flow) : flow_(flow) {}

  void print(const Condition& condition, ConditionLevel wanted) {
    const bool bracketed = level_of(condition) < wanted;
    if (bracketed) flow_.add("(");
    std::visit(*this, condition.what);
    if (bracketed) flow_.add(")");
  }

  void operator()(const Comparison& it) {
    print_subject(print_path(it.left));
    const bool is_membership = it.op == Comparison::Op::kIn || it.op == Comparison::Op::kNotIn;
    flow_.add(sign_of(it.op)).add(is_membership ? " (" : " ");
    for (const Value& value : it.right) {
      if (&value != &it.right.front())
        is_membership ? flow_.add(",").space() : flow_.space().add("or ");
      flow_.add(print_value(value));
    }
    if (is_membership) flow_.add(")");
  }
  void operator()(const Has& it) {
    print_subject(print_path(it.subject));
    flow_.add("has ").add(it.property.text);
  }
  void operator()(const Inside& it) { print_span_test(it.capture, "inside ", it.label); }
  void operator()(const Contains& it) { print_span_test(it.capture, "contains ", it.label); }
  void operator()(const DocumentHas& it) { flow_.add("document has @").add(it.entry.id.text); }
  void operator()(const Near& it) {
    print_subject(it.capture ? it.capture->text : std::string());
    flow_.add("near(");
    for (const std::string& word : it.words) flow_.add(quoted(word)).add(",").space();
    flow_.add(std::to_string(it.distance)).add(")");
  }
  void operator()(const Not& it) {
    flow_.add("not ");
    print(*it.inner, kNotLevel);
  }
  void operator()(const And& it) { print_parts(it.parts, "and ", kNotLevel); }
  void operator()(const Or& it) { print_parts(it.parts, "or ", kAndLevel); }

 private:
  void print_subject(const std::string& subject) {
    if (!subject.empty()) flow_.add(subject).add(" ");
  }
  void print_span_test(const std::optional<Name>& capture, std::string_view word,
                       const Name& label) {
    print_subject(capture ? capture->text : std::string());
    flow_.add(word).add(label.text);
  }
  void print_parts(const std::vector<Condition>& parts, std::string_view word,
                   ConditionLevel wanted) {
    for (const Condition& part : parts) {
      if (&part != &parts.front()) flow_.space().add(word);
      print(part, wanted);
    }
  }

  Flow& flow_;
};

/// `\n` and `\t` as escapes, and a backslash before each of `escaped`.
std::string with_escapes(std::string_view text, std::string_view escaped, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == '\n' || c == '\t') {
      result += c == '\n' ? "\\n" : "\\t";
      continue;
    }
    if (escaped.find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result + quote;
}

}  // namespace

std::string Flow::wrapped(std::size_t indent) const {
  std::string result;
  std::size_t line_begin = 0;  // in text_
  std::size_t line_indent = 0;
  for (std::size_t i = 0; i < breaks_.size(); ++i) {
    const std::size_t next = i + 1 < breaks_.size() ? breaks_[i + 1] : text_.size();
    const std::string_view line = std::string_view(text_).substr(line_begin, next - line_begin);
    if (line_indent + text::count_code_points(line) <= kLineWidth) continue;
    if (breaks_[i] <= line_begin) continue;
    result.append(text_, line_begin, breaks_[i] - line_begin).append("\n").append(indent, ' ');
    line_begin = breaks_[i] + 1;
    line_indent = indent;
  }
  return result + text_.substr(line_begin);
}

void print_pattern(const Pattern& pattern, Flow& flow) {
  PatternPrinter(flow).print(pattern, kChoiceLevel);
}

void print_condition(const Condition& condition, Flow& flow) {
  ConditionPrinter(flow).print(condition, kOrLevel);
}

std::string quoted(std::string_view text, char quote) {
  return with_escapes(text, quote == '"' ? "\"\\" : "'\\", quote);
}

std::string quoted_example(std::string_view text) { return with_escapes(text, "\"", '"'); }

std::string print_number(double number) {
  std::array<char, 400> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed)
          .ptr;
  return {buffer.data(), end};
}

std::string print_path(const Path& path) {
  std::string text = path.capture ? path.capture->text : std::string();
  for (const Name& property : path.properties) text += (text.empty() ? "" : ".") + property.text;
  return text;
}

std::string print(const Pattern& pattern) {
  Flow flow;
  print_pattern(pattern, flow);
  return flow.text();
}

std::string print(const Condition& condition) {
  Flow flow;
  print_condition(condition, flow);
  return flow.text();
}

}  // namespace waymark::grammar
