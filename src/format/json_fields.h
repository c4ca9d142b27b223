// SPDX-License-Identifier: Apache-2.0
// Members of JSON records as they are wanted. The first value that is not as it should be is kept
// as the fault; after it every answer is empty, so that a reader asks on without looking and looks
// once at the end.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "format/format.h"
#include "format/json_stream.h"
#include "format/native_form.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::format {

class JsonFields {
 public:
  using Value = text::json::Value;

  /// `unit` is what the offsets of the format count.
  explicit JsonFields(OffsetUnit unit) : unit_(unit) {}

  [[nodiscard]] const std::optional<NativeFault>& fault() const { return fault_; }
  [[nodiscard]] bool failed() const { return fault_.has_value(); }
  void fail(const Value& at, std::string message, std::string code = "format/unexpected",
            std::string hint = {});

  /// The member, or null if it is absent or null.
  [[nodiscard]] const Value* find(const Value& object, std::string_view name) const;
  /// The member; a fault if it is absent or null.
  const Value& need(const Value& object, std::string_view name);

  /// A string, or a number as it is written; empty if it is absent.
  std::string word(const Value& object, std::string_view name);
  /// A string that must be there and not be empty.
  std::string label(const Value& object, std::string_view name);
  double number(const Value& object, std::string_view name, double otherwise);
  /// The elements of an array; none if it is absent.
  const Value::Array& array(const Value& object, std::string_view name);
  const Value::Array& need_array(const Value& object, std::string_view name);
  const Value::Object& need_object(const Value& object, std::string_view name);
  std::size_t index(const Value& value, std::size_t size);

  /// Notes that something of the record has no place in a document.
  void leave(const std::string& what, std::uint64_t count = 1);
  /// Notes each member of an object that `is_known` does not know by its name.
  void leave_members(const Value& object, const std::function<bool(std::string_view)>& is_known);
  /// Says that the record is none of those that are wanted.
  void pass_over() { is_passed_over_ = true; }
  void set_answer(Answer answer) { answer_ = answer; }
  [[nodiscard]] const std::map<std::string, std::uint64_t>& left() const { return left_; }
  [[nodiscard]] bool is_passed_over() const { return is_passed_over_; }
  [[nodiscard]] Answer answer() const { return answer_; }

  /// Sets the text that offsets refer to. Lifetime: the document's text must not change after.
  void set_text(const Value& object, std::string_view name, Document& document);
  void set_text(std::string text, Document& document);
  /// Counts offsets otherwise from here on; `document` is the one whose text was set.
  void set_unit(OffsetUnit unit, const Document& document);
  Span span(const Value& begin, const Value& end);
  /// The members `begin` and `end` as a span.
  Span span(const Value& object, std::string_view begin, std::string_view end);

 private:
  std::uint32_t offset(const Value& value);

  OffsetUnit unit_;
  std::optional<text::OffsetMap> offsets_;
  std::optional<NativeFault> fault_;
  std::map<std::string, std::uint64_t> left_;
  bool is_passed_over_ = false;
  Answer answer_ = Answer::kUnknown;
};

/// Appends the document's `meta`, if it has any, as a member.
void write_meta(const Document& document, std::string_view name, text::json::Writer& json);
/// Takes a JSON object as the document's `meta`; nothing if it is absent or empty.
void read_meta(const text::json::Value* meta, Document& document);
/// The same, and behind its members those of `record` that `is_known` does not know by their name.
void collect_meta(const text::json::Value* meta, const text::json::Value& record,
                  const std::function<bool(std::string_view)>& is_known, Document& document);

/// Makes a document of a record; faults go into the fields.
using ReadRecord =
    std::function<void(const text::json::Value& record, JsonFields& fields, Document& document)>;

/// A reader of records as JsonStream gives them. It fills in the ids of documents that have none,
/// date and language of `meta`, and the order of mentions.
/// Errors: invalid UTF-8 or JSON, a record that is no object, the faults of `read`.
[[nodiscard]] std::unique_ptr<Reader> make_json_reader(
    ByteSource& source, const std::string& file_name, const std::string& id,
    const ReadOptions& options, OffsetUnit unit, ReadRecord read,
    OpenValue open = OpenValue::kEndsAtNextRecord);

}  // namespace waymark::format
