// SPDX-License-Identifier: Apache-2.0
#include "format/json_fields.h"

#include <utility>

#include "format/encoding.h"
#include "format/json_stream.h"
#include "format/record.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

namespace json = text::json;
using json::Value;

const Value kNull;
const Value::Array kNoElements;
const Value::Object kNoMembers;

std::string expected(std::string_view name, const Value& value, std::string_view wanted) {
  return "'" + std::string(name) + "' is " + std::string(value.kind_name()) + ", expected " +
         std::string(wanted);
}

class JsonRecordReader : public Reader {
 public:
  JsonRecordReader(ByteSource& source, std::string file_name, std::string id,
                   const ReadOptions& options, OffsetUnit unit, ReadRecord read, OpenValue open)
      : source_(source),
        stream_(source, largest_text(options), open),
        file_name_(std::move(file_name)),
        id_(std::move(id)),
        options_(options),
        unit_(unit),
        read_(std::move(read)) {}

  std::optional<Record> next() override {
    while (stream_.next(piece_)) {
      if (!source_.error().empty()) return std::nullopt;  // the caller reports the failure
      if (auto record = read_record()) return record;
    }
    return std::nullopt;
  }

 private:
  /// Nothing if the record is passed over.
  std::optional<Record> read_record() {
    if (piece_.is_too_long)
      return fail(diagnose_too_large(options_, file_name_, piece_.line, "the record"));
    const std::size_t invalid = text::find_invalid_utf8(piece_.bytes);
    if (invalid != text::kAllValid)
      return fail(place_in_file(
          piece_, diagnose_invalid_utf8(piece_.bytes, invalid, file_name_, piece_.line)));
    const auto line = static_cast<std::uint32_t>(piece_.line);
    auto parsed = json::parse(piece_.bytes, file_name_, line);
    if (!parsed) return fail(place_in_file(piece_, parsed.error().front()));
    JsonFields fields(unit_);
    Record record;
    record.line = piece_.line;
    if (parsed->is_object())
      read_(*parsed, fields, record.document);
    else
      fields.fail(*parsed,
                  "the record is " + std::string(parsed->kind_name()) + ", expected an object");
    if (record.document.id.empty()) record.document.id = numbered_id(id_, piece_.line);
    if (fields.failed()) return fail(diagnose(*fields.fault()), record.document.id);
    if (fields.is_passed_over()) return std::nullopt;
    finish(record.document);
    record.answer = fields.answer();
    for (const auto& [what, count] : fields.left())
      record.losses.add(what, Change::kDropped, record.document, std::nullopt, count);
    return record;
  }

  void finish(Document& document) const {
    sort_mentions(document);
    const auto meta = json::parse(document.meta.empty() ? "{}" : document.meta);
    read_date_and_language(meta ? *meta : Value(), options_, document);
  }

  Record fail(Diagnostic error, std::string id = {}) const {
    return make_error(id.empty() ? numbered_id(id_, piece_.line) : std::move(id), piece_.line,
                      std::move(error));
  }

  Diagnostic diagnose(const NativeFault& fault) const {
    Diagnostic diagnostic = place_in_file(
        piece_, json::diagnose(piece_.bytes, fault.at, file_name_,
                               static_cast<std::uint32_t>(piece_.line), fault.code, fault.message));
    diagnostic.hint = fault.hint;
    return diagnostic;
  }

  ByteSource& source_;
  JsonStream stream_;
  std::string file_name_, id_;
  ReadOptions options_;
  OffsetUnit unit_;
  ReadRecord read_;
  JsonPiece piece_;
};

}  // namespace

void JsonFields::fail(const Value& at, std::string message, std::string code, std::string hint) {
  if (!fault_) fault_ = {at.begin(), std::move(code), std::move(message), std::move(hint)};
}

const Value* JsonFields::find(const Value& object, std::string_view name) const {
  const Value* value = failed() ? nullptr : object.find(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

const Value& JsonFields::need(const Value& object, std::string_view name) {
  if (const Value* value = find(object, name)) return *value;
  fail(object, "'" + std::string(name) + "' is missing", "format/missing-field");
  return kNull;
}

std::string JsonFields::word(const Value& object, std::string_view name) {
  const Value* value = find(object, name);
  if (value == nullptr) return {};
  if (const auto* number = std::get_if<Value::Number>(&value->data())) return number->literal;
  if (const std::string* text = value->as_string()) return *text;
  fail(*value, expected(name, *value, "a string"));
  return {};
}

std::string JsonFields::label(const Value& object, std::string_view name) {
  const Value& value = need(object, name);
  const std::string* text = value.as_string();
  if (text != nullptr && !text->empty()) return *text;
  fail(value, text != nullptr ? "'" + std::string(name) + "' is empty"
                              : expected(name, value, "a string"));
  return {};
}

double JsonFields::number(const Value& object, std::string_view name, double otherwise) {
  const Value* value = find(object, name);
  if (value == nullptr) return otherwise;
  if (const auto number = value->as_double()) return *number;
  fail(*value, expected(name, *value, "a number"));
  return otherwise;
}

const Value::Array& JsonFields::array(const Value& object, std::string_view name) {
  const Value* value = find(object, name);
  if (value == nullptr) return kNoElements;
  if (value->is_array()) return value->elements();
  fail(*value, expected(name, *value, "an array"));
  return kNoElements;
}

const Value::Array& JsonFields::need_array(const Value& object, std::string_view name) {
  (void)need(object, name);
  return array(object, name);
}

const Value::Object& JsonFields::need_object(const Value& object, std::string_view name) {
  const Value& value = need(object, name);
  if (value.is_object()) return value.members();
  fail(value, expected(name, value, "an object"));
  return kNoMembers;
}

std::size_t JsonFields::index(const Value& value, std::size_t size) {
  const auto number = value.as_int();
  if (number && *number >= 0 && static_cast<std::uint64_t>(*number) < size)
    return static_cast<std::size_t>(*number);
  fail(value, "expected a number from 0 to below " + std::to_string(size), "format/offset");
  return 0;
}

void JsonFields::set_text(const Value& object, std::string_view name, Document& document) {
  const Value& value = need(object, name);
  if (value.is_string()) return set_text(*value.as_string(), document);
  fail(value, expected(name, value, "a string"));
}

void JsonFields::set_text(std::string text, Document& document) {
  document.text = std::move(text);
  offsets_.emplace(document.text, unit_);
}

void JsonFields::leave(const std::string& what, std::uint64_t count) {
  if (count > 0) left_[what] += count;
}

void JsonFields::leave_members(const Value& object,
                               const std::function<bool(std::string_view)>& is_known) {
  for (const json::Member& member : object.members())
    if (!is_known(member.name) && !member.value.is_null()) leave("member '" + member.name + "'");
}

void JsonFields::set_unit(OffsetUnit unit, const Document& document) {
  unit_ = unit;
  offsets_.emplace(document.text, unit_);
}

std::uint32_t JsonFields::offset(const Value& value) {
  if (failed()) return 0;
  const auto number = value.as_int();
  const auto byte = number && *number >= 0 && offsets_
                        ? offsets_->to_byte(static_cast<std::uint64_t>(*number))
                        : std::nullopt;
  if (byte) return *byte;
  const char* unit = unit_ == OffsetUnit::kUtf16 ? "UTF-16 units" : "code points";
  fail(value,
       number ? "offset " + std::to_string(*number) + " lies outside the text or in a character"
              : "an offset is " + std::string(value.kind_name()) + ", expected a whole number",
       "format/offset", std::string("offsets of this format count ") + unit);
  return 0;
}

Span JsonFields::span(const Value& begin, const Value& end) {
  const Span span{offset(begin), offset(end)};
  if (span.begin <= span.end) return span;
  fail(begin, "the span ends before it begins", "format/offset");
  return {};
}

Span JsonFields::span(const Value& object, std::string_view begin, std::string_view end) {
  const Value& from = need(object, begin);
  const Value& to = need(object, end);
  return failed() ? Span{} : span(from, to);
}

void write_meta(const Document& document, std::string_view name, json::Writer& json) {
  if (!document.meta.empty()) json.key(name).raw(document.meta);
}

void read_meta(const Value* meta, Document& document) {
  if (meta == nullptr || meta->members().empty()) return;
  document.meta.clear();
  json::append(*meta, document.meta);
}

void collect_meta(const Value* meta, const Value& record,
                  const std::function<bool(std::string_view)>& is_known, Document& document) {
  std::string all;
  json::Writer writer(all);
  writer.begin_object();
  const std::size_t empty_size = all.size();
  if (meta != nullptr)
    for (const json::Member& member : meta->members()) writer.member(member.name, member.value);
  for (const json::Member& member : record.members())
    if (!is_known(member.name)) writer.member(member.name, member.value);
  const bool is_empty = all.size() == empty_size;
  writer.end_object();
  if (!is_empty) document.meta = std::move(all);
}

std::unique_ptr<Reader> make_json_reader(ByteSource& source, const std::string& file_name,
                                         const std::string& id, const ReadOptions& options,
                                         OffsetUnit unit, ReadRecord read, OpenValue open) {
  return std::make_unique<JsonRecordReader>(source, file_name, id, options, unit, std::move(read),
                                            open);
}

}  // namespace waymark::format
