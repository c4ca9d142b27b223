// SPDX-License-Identifier: Apache-2.0
// Only one line is in memory at a time. A record is native if it has a member `waymark`; then the
// form decides, else the options say which fields are text and id.
#include "format/json_lines.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "format/byte_reader.h"
#include "format/encoding.h"
#include "format/native_form.h"
#include "format/record.h"
#include "text/json.h"
#include "text/source_file.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

namespace json = text::json;
using json::Value;

/// A field as text: a string, or a number as it is written.
std::optional<std::string> field_text(const Value* value) {
  if (value == nullptr) return std::nullopt;
  if (const std::string* string = value->as_string()) return *string;
  if (const auto* number = std::get_if<Value::Number>(&value->data())) return number->literal;
  return std::nullopt;
}

static_assert(kLineSlack >= json::kPadding);

class JsonLinesReader : public Reader {
 public:
  JsonLinesReader(ByteSource& source, std::string file_name, std::string id,
                  const ReadOptions& options)
      : source_(source),
        bytes_(source),
        file_name_(std::move(file_name)),
        id_(std::move(id)),
        options_(options) {}

  std::optional<Record> next() override {
    if (bytes_.line() == 1) bytes_.skip_byte_order_mark();
    while (take_line()) {
      // Half a line that a failed read left behind is not a faulty record; the caller reports the
      // failure. A healthy source is not asked for more: the next record may be long in coming.
      if (!source_.error().empty() && bytes_.peek() == kEndOfBytes) return std::nullopt;
      if (text_.find_first_not_of(" \t\r") != std::string::npos) return read_record();
    }
    return std::nullopt;
  }

 private:
  /// The next line, mostly where it was read to; false at the end.
  bool take_line() {
    const std::uint64_t most = largest_text(options_);
    line_.number = bytes_.line();
    line_.is_too_long = false;
    if (const auto line = bytes_.take_line_at_hand(most)) {
      text_ = *line;
      return true;
    }
    if (!read_line(bytes_, most, line_)) return false;
    const std::size_t size = line_.bytes.size();
    line_.bytes.append(json::kPadding, ' ');
    text_ = std::string_view(line_.bytes).substr(0, size);
    return true;
  }

  Record read_record() {
    if (line_.is_too_long)
      return fail(diagnose_too_large(options_, file_name_, line_.number, "the line"));
    auto parsed = json::parse_padded(text_, file_name_, static_cast<std::uint32_t>(line_.number));
    if (!parsed) return fail(diagnose_unparsed(parsed.error().front()));
    if (!parsed->is_object())
      return fail(
          diagnose(parsed->begin(), "format/unexpected",
                   "the record is " + std::string(parsed->kind_name()) + ", expected an object"));
    Record record =
        is_native(*parsed) ? read_native_record(*parsed) : read_fields(*std::move(parsed));
    record.line = line_.number;
    return record;
  }

  /// What is not UTF-8 is no JSON either, and better said so.
  Diagnostic diagnose_unparsed(const Diagnostic& error) const {
    const std::size_t invalid = text::find_invalid_utf8(text_);
    return invalid == text::kAllValid
               ? error
               : diagnose_invalid_utf8(text_, invalid, file_name_, line_.number);
  }

  Record fail(Diagnostic error, std::string id = {}) const {
    return make_error(id.empty() ? numbered_id(id_, line_.number) : std::move(id), line_.number,
                      std::move(error));
  }

  Diagnostic diagnose(std::size_t at, std::string code, std::string message,
                      std::string hint = {}) const {
    Diagnostic diagnostic =
        json::diagnose(text_, at, file_name_, static_cast<std::uint32_t>(line_.number),
                       std::move(code), std::move(message));
    diagnostic.hint = std::move(hint);
    return diagnostic;
  }

  Record read_native_record(const Value& value) const {
    auto read = read_native(value, options_);
    if (const auto* fault = std::get_if<NativeFault>(&read))
      return fail(diagnose(fault->at, fault->code, fault->message, fault->hint),
                  field_text(value.find("id")).value_or(""));
    Record record;
    record.document = std::get<Document>(std::move(read));
    if (record.document.id.empty()) record.document.id = numbered_id(id_, line_.number);
    // `meta` was made of this very record; looking its fields up there is simpler than parsing it
    // again.
    const Value* meta = value.find("meta");
    read_date_and_language(meta != nullptr && meta->is_object() ? *meta : value, record.document);
    return record;
  }

  Record read_fields(Value value) const {
    const std::string id = field_text(value.find(options_.id_field)).value_or("");
    const Value* text = value.find(options_.text_field);
    if (text == nullptr) return fail(diagnose_absent_text(value), id);
    if (!text->is_string())
      return fail(diagnose(text->begin(), "format/unexpected",
                           "'" + options_.text_field + "' is " + std::string(text->kind_name()) +
                               ", expected a string"),
                  id);
    Record record;
    record.document.id = id.empty() ? numbered_id(id_, line_.number) : id;
    record.document.meta = collect_meta(value);
    read_date_and_language(value, record.document);
    record.document.text = take_text(std::move(value));
    return record;
  }

  /// Texts are long: of a record that is needed no more they are taken, not copied.
  /// Requires: the record has the field, and it is a string.
  std::string take_text(Value value) const {
    auto members = std::get<Value::Object>(std::move(value).take_data());
    const auto text = std::find_if(members.rbegin(), members.rend(), [&](const auto& member) {
      return member.name == options_.text_field;
    });
    return std::get<std::string>(std::move(text->value).take_data());
  }

  Diagnostic diagnose_absent_text(const Value& value) const {
    if (const std::string* error =
            value.find("error") != nullptr ? value.find("error")->as_string() : nullptr)
      return diagnose(value.begin(), "format/error-record",
                      "the record stands for an error: " + *error);
    std::vector<std::string> names;
    for (const json::Member& member : value.members()) names.push_back(member.name);
    const std::string near = text::nearest_word(options_.text_field, names);
    return diagnose(
        value.begin(), "format/missing-field",
        "the record has no field '" + options_.text_field + "'",
        near.empty() ? "--text-field names the field that holds the text" : "--text-field " + near);
  }

  std::string collect_meta(const Value& value) const {
    std::string meta;
    json::Writer writer(meta);
    writer.begin_object();
    bool is_empty = true;
    for (const json::Member& member : value.members()) {
      if (member.name == options_.text_field || member.name == options_.id_field) continue;
      writer.member(member.name, member.value);
      is_empty = false;
    }
    writer.end_object();
    return is_empty ? std::string() : meta;
  }

  void read_date_and_language(const Value& fields, Document& document) const {
    document.date = find_iso_date(field_text(fields.find(options_.date_field)).value_or(""));
    document.lang = find_language(field_text(fields.find(options_.lang_field)).value_or(""));
  }

  ByteSource& source_;
  ByteReader bytes_;
  std::string file_name_, id_;
  ReadOptions options_;
  Line line_;
  std::string_view text_;  // of the line, in line_ or where it was read to
};

class JsonLinesWriter : public Writer {
 public:
  explicit JsonLinesWriter(const WriteOptions& options) : options_(options) {}

  void write(const Document& document, std::string& out) const override {
    write_native(document, options_, out);
    out += '\n';
  }

  Carries carries() const override {
    return {.text = options_.with_text ? Carries::Text::kWhole : Carries::Text::kNone,
            .tokens = options_.with_tokens,
            .token_features = options_.with_tokens,
            .sentences = options_.with_sentences,
            .candidates = options_.with_candidates};
  }

  std::vector<NamedBytes> write_files(const Document& document) const override {
    NamedBytes file{".jsonl", {}};
    write(document, file.bytes);
    return {std::move(file)};
  }

  void write_error(const Record& record, std::string& out) const override {
    const Diagnostic error = record.error.value_or(Diagnostic{});
    json::Writer writer(out, true);
    writer.begin_object().member("id", record.document.id).member("error", error.message);
    if (!error.code.empty()) writer.member("code", error.code);
    if (error.line > 0) writer.member("line", error.line);
    if (error.column > 0) writer.member("column", error.column);
    writer.end_object();
    out += '\n';
  }

 private:
  WriteOptions options_;
};

}  // namespace

std::unique_ptr<Reader> make_json_lines_reader(ByteSource& source, const std::string& file_name,
                                               const std::string& id, const ReadOptions& options) {
  return std::make_unique<JsonLinesReader>(source, file_name, id, options);
}

std::unique_ptr<Writer> make_json_lines_writer(const WriteOptions& options) {
  return std::make_unique<JsonLinesWriter>(options);
}

}  // namespace waymark::format
