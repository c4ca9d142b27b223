// SPDX-License-Identifier: Apache-2.0
// Short plain strings, nearly all keys and most values, are copied at once; of others what needs an
// escape is looked for by blocks.
#include <bit>
#include <charconv>
#include <cmath>
#include <utility>

#include "text/byte_block.h"
#include "text/json.h"
#include "text/json_bytes.h"
#include "text/utf8.h"

namespace waymark::text::json {
namespace {

struct AppendData {
  std::string& out;

  void operator()(std::nullptr_t) const { out += "null"; }
  void operator()(bool truth) const { out += truth ? "true" : "false"; }
  void operator()(const Value::Number& number) const { out += number.literal; }
  void operator()(const std::string& text) const { append_quoted(text, out); }
  void operator()(const Value::Array& elements) const {
    char before = '[';
    for (const Value& element : elements) {
      out += std::exchange(before, ',');
      append(element, out);
    }
    out += elements.empty() ? "[]" : "]";
  }
  void operator()(const Value::Object& members) const {
    char before = '{';
    for (const Member& member : members) {
      out += std::exchange(before, ',');
      append_quoted(member.name, out);
      out += ':';
      append(member.value, out);
    }
    out += members.empty() ? "{}" : "}";
  }
};

// Where the first byte from `at` on is that can't stand in a string: a quote, a backslash, a
// control character.
std::size_t find_special(std::string_view utf8, std::size_t at) {
  constexpr std::size_t kSize = ByteBlock::kSize;
  for (; at + kSize <= utf8.size(); at += kSize) {
    const std::uint32_t specials = specials_in(ByteBlock(utf8.data() + at));
    if (specials != 0) return at + static_cast<std::size_t>(std::countr_zero(specials));
  }
  while (at < utf8.size() && !is_special(utf8[at])) ++at;
  return at;
}

void append_escaped(std::string_view utf8, std::string& out) {
  std::size_t plain = 0;
  for (std::size_t at = find_special(utf8, 0); at < utf8.size(); at = find_special(utf8, at + 1)) {
    const char c = utf8[at];
    out.append(utf8, plain, at - plain);
    plain = at + 1;
    char escape[kLongestEscape];
    out.append(escape, put_escape(c, escape));
  }
  out.append(utf8, plain);
}

template <class Number>
void append_number(Number number, std::string& out) {
  char digits[32];
  const auto result = std::to_chars(digits, digits + sizeof digits, number);
  out.append(digits, result.ptr);
}

// What is only ASCII and needs no escape: nearly all keys and most values. Answers false, nothing
// appended, for all else.
bool append_if_plain(std::string_view text, std::string& out) {
  if (text.size() > 64) return false;
  for (const char c : text)
    if (is_special(c) || static_cast<unsigned char>(c) >= 0x80) return false;
  const std::size_t begin = out.size();
  out.resize(begin + text.size() + 2);
  char* at = out.data() + begin;
  *at = '"';
  std::copy(text.begin(), text.end(), at + 1);
  at[text.size() + 1] = '"';
  return true;
}

}  // namespace

void append_quoted(std::string_view text, std::string& out) {
  if (append_if_plain(text, out)) return;
  out += '"';
  while (true) {
    const std::size_t valid = std::min(find_invalid_utf8(text), text.size());
    append_escaped(text.substr(0, valid), out);
    if (valid == text.size()) break;
    append_utf8(0xFFFD, out);
    text.remove_prefix(valid + 1);
  }
  out += '"';
}

void append(const Value& value, std::string& out) { std::visit(AppendData{out}, value.data()); }

void Writer::separate() {
  if (needs_comma_) out_ += spaced_ ? ", " : ",";
  needs_comma_ = true;
}

Writer& Writer::open(char bracket) {
  separate();
  out_ += bracket;
  needs_comma_ = false;
  return *this;
}

Writer& Writer::close(char bracket) {
  out_ += bracket;
  needs_comma_ = true;
  return *this;
}

Writer& Writer::key(std::string_view name) {
  separate();
  append_quoted(name, out_);
  out_ += spaced_ ? ": " : ":";
  needs_comma_ = false;
  return *this;
}

Writer& Writer::value(std::string_view text) {
  separate();
  append_quoted(text, out_);
  return *this;
}

Writer& Writer::value(bool truth) { return raw(truth ? "true" : "false"); }

Writer& Writer::value(std::int64_t number) {
  separate();
  append_number(number, out_);
  return *this;
}

Writer& Writer::value(std::uint64_t number) {
  separate();
  append_number(number, out_);
  return *this;
}

Writer& Writer::value(double number) {
  if (!std::isfinite(number)) return null();
  separate();
  char digits[kLongestNumber];
  out_.append(digits, put_number(number, digits));
  return *this;
}

Writer& Writer::value(const Value& content) {
  separate();
  append(content, out_);
  return *this;
}

Writer& Writer::null() { return raw("null"); }

Writer& Writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

}  // namespace waymark::text::json
