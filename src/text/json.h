// SPDX-License-Identifier: Apache-2.0
// JSON, read into a small tree and written to a string. Numbers are kept as they were written and
// members in their order, so that what we only pass on comes out as it went in.
//
//     auto record = json::parse(R"({"id": "a", "n": 1.50})");
//     if (record) if (const json::Value* id = record->find("id")) use(id->as_string());
//
//     std::string line;
//     json::Writer(line).begin_object().member("id", "a").member("n", 1.5).end_object();
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "waymark/result.h"

namespace waymark::text::json {

struct Member;

/// A value as read.
class Value {
 public:
  /// A number, as written.
  struct Number {
    std::string literal;
  };
  using Array = std::vector<Value>;
  using Object = std::vector<Member>;
  using Data = std::variant<std::nullptr_t, bool, Number, std::string, Array, Object>;

  Value();
  Value(Data data, std::size_t begin);
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();

  [[nodiscard]] bool is_null() const { return data_.index() == 0; }
  [[nodiscard]] bool is_bool() const { return data_.index() == 1; }
  [[nodiscard]] bool is_number() const { return data_.index() == 2; }
  [[nodiscard]] bool is_string() const { return data_.index() == 3; }
  [[nodiscard]] bool is_array() const { return data_.index() == 4; }
  [[nodiscard]] bool is_object() const { return data_.index() == 5; }
  /// "an object", "a number" …: for messages.
  [[nodiscard]] std::string_view kind_name() const;

  /// Nothing (or null) if the value is of another kind.
  [[nodiscard]] std::optional<bool> as_bool() const;
  /// Also nothing if the number has a fraction or doesn't fit. 1e3 and 2.0 are whole.
  [[nodiscard]] std::optional<std::int64_t> as_int() const;
  [[nodiscard]] std::optional<double> as_double() const;
  [[nodiscard]] const std::string* as_string() const { return std::get_if<3>(&data_); }
  /// Empty if the value is of another kind.
  [[nodiscard]] const Array& elements() const;
  [[nodiscard]] const Object& members() const;
  /// The member of that name, of several the last; null if there is none or this is no object.
  [[nodiscard]] const Value* find(std::string_view name) const;

  /// Where it began in what was parsed. Units: bytes.
  [[nodiscard]] std::size_t begin() const { return begin_; }
  [[nodiscard]] const Data& data() const { return data_; }
  [[nodiscard]] Data take_data() &&;

 private:
  Data data_;
  std::size_t begin_ = 0;
};

struct Member {
  std::string name;
  Value value;
};

// Here, since only now a Member is known.
inline Value::Value() = default;
inline Value::Value(const Value&) = default;
inline Value::Value(Value&&) noexcept = default;
inline Value& Value::operator=(const Value&) = default;
inline Value& Value::operator=(Value&&) noexcept = default;
inline Value::~Value() = default;
inline Value::Data Value::take_data() && { return std::move(data_); }

/// Deeper nesting is refused.
inline constexpr std::size_t kDeepest = 100;

/// Reads one value; nothing but white space may stand around it.
/// Errors: one diagnostic [text/json] whose place counts from `line` of `file`.
[[nodiscard]] Result<Value> parse(std::string_view utf8, const std::string& file = {},
                                  std::uint32_t line = 1);

/// Where a value stands in a text. Units: bytes.
struct Part {
  std::size_t begin = 0, end = 0;
  [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// Reads the value that is a part of a text. What is wrong is told by its place in the text; where
/// values began counts from the part.
/// Requires: the part lies in the text.
[[nodiscard]] Result<Value> parse_part(std::string_view utf8, const Part& part,
                                       const std::string& file);

/// As many bytes parse_padded() may read behind a text.
inline constexpr std::size_t kPadding = 64;

/// The same without a copy, if the text is an object.
/// Requires: kPadding readable bytes behind it.
[[nodiscard]] Result<Value> parse_padded(std::string_view utf8, const std::string& file = {},
                                         std::uint32_t line = 1);

/// A diagnostic about byte `at` of `utf8`, as parse() gives them: for values that are JSON but not
/// what was asked.
[[nodiscard]] Diagnostic diagnose(std::string_view utf8, std::size_t at, const std::string& file,
                                  std::uint32_t line, std::string code, std::string message);

/// Appends a string in quotes. What isn't UTF-8 becomes U+FFFD.
void append_quoted(std::string_view text, std::string& out);

/// Appends the value without white space.
void append(const Value& value, std::string& out);

/// Appends JSON to a string, setting commas. The caller takes care that what begins also ends.
/// Lifetime: refers to the string.
class Writer {
 public:
  /// With `spaced`, a space follows ',' and ':'.
  explicit Writer(std::string& out, bool spaced = false) : out_(out), spaced_(spaced) {}

  Writer& begin_object() { return open('{'); }
  Writer& end_object() { return close('}'); }
  Writer& begin_array() { return open('['); }
  Writer& end_array() { return close(']'); }
  Writer& key(std::string_view name);

  Writer& value(std::string_view text);
  Writer& value(const char* text) { return value(std::string_view(text)); }
  Writer& value(const std::string& text) { return value(std::string_view(text)); }
  Writer& value(bool truth);
  Writer& value(int number) { return value(std::int64_t{number}); }
  Writer& value(std::uint32_t number) { return value(std::int64_t{number}); }
  Writer& value(std::int64_t number);
  Writer& value(std::uint64_t number);
  /// The shortest digits that read back as the same number; null if it is none.
  Writer& value(double number);
  Writer& value(const Value& value);
  Writer& null();
  /// JSON that is already written.
  Writer& raw(std::string_view json);

  template <class T>
  Writer& member(std::string_view name, const T& content) {
    return key(name).value(content);
  }

 private:
  Writer& open(char bracket);
  Writer& close(char bracket);
  void separate();

  std::string& out_;
  bool spaced_;
  bool needs_comma_ = false;
};

}  // namespace waymark::text::json
