// SPDX-License-Identifier: Apache-2.0
// What a value is, asked of the tree, and where in a text it stood.
#include "text/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "text/utf8.h"

namespace waymark::text::json {

Value::Value(Data data, std::size_t begin) : data_(std::move(data)), begin_(begin) {}

std::string_view Value::kind_name() const {
  static constexpr std::string_view kNames[] = {"null",     "a boolean", "a number",
                                                "a string", "an array",  "an object"};
  return kNames[data_.index()];
}

std::optional<bool> Value::as_bool() const {
  if (const bool* truth = std::get_if<bool>(&data_)) return *truth;
  return std::nullopt;
}

std::optional<double> Value::as_double() const {
  const auto* number = std::get_if<Number>(&data_);
  if (number == nullptr) return std::nullopt;
  const std::string& literal = number->literal;
  double result = 0;
  const auto [end, error] =
      std::from_chars(literal.data(), literal.data() + literal.size(), result);
  if (error != std::errc() || end != literal.data() + literal.size()) return std::nullopt;
  return result;
}

std::optional<std::int64_t> Value::as_int() const {
  const auto* number = std::get_if<Number>(&data_);
  if (number == nullptr) return std::nullopt;
  const std::string& literal = number->literal;
  std::int64_t result = 0;
  const auto [end, error] =
      std::from_chars(literal.data(), literal.data() + literal.size(), result);
  if (error == std::errc() && end == literal.data() + literal.size()) return result;
  // Doubles are exact only up to here.
  constexpr double kLargest = 9007199254740992.0;
  const std::optional<double> real = as_double();
  if (!real || std::abs(*real) > kLargest || std::trunc(*real) != *real) return std::nullopt;
  return static_cast<std::int64_t>(*real);
}

const Value::Array& Value::elements() const {
  static const Array none;
  const auto* elements = std::get_if<Array>(&data_);
  return elements == nullptr ? none : *elements;
}

const Value::Object& Value::members() const {
  static const Object none;
  const auto* members = std::get_if<Object>(&data_);
  return members == nullptr ? none : *members;
}

const Value* Value::find(std::string_view name) const {
  const Object& all = members();
  const auto last = std::find_if(all.rbegin(), all.rend(),
                                 [&](const Member& member) { return member.name == name; });
  return last == all.rend() ? nullptr : &last->value;
}

namespace {

// Of longer lines a diagnostic doesn't show the source.
constexpr std::size_t kLongestSourceLine = std::size_t{1} << 16;

}  // namespace

Diagnostic diagnose(std::string_view utf8, std::size_t at, const std::string& file,
                    std::uint32_t line, std::string code, std::string message) {
  at = std::min(at, utf8.size());
  const std::string_view before = utf8.substr(0, at);
  const std::size_t line_begin = before.rfind('\n') + 1;
  const std::string_view source_line = utf8.substr(line_begin, utf8.find('\n', at) - line_begin);
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.file = file;
  diagnostic.line =
      line + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  diagnostic.column = static_cast<std::uint32_t>(count_code_points(before.substr(line_begin)) + 1);
  diagnostic.message = std::move(message);
  if (source_line.size() <= kLongestSourceLine) diagnostic.source_line = source_line;
  return diagnostic;
}

}  // namespace waymark::text::json
