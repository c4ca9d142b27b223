// SPDX-License-Identifier: Apache-2.0
// One JSON object a line. A member is a text or a number; that of the aliases may be a list, that
// of names an object by language and that of ids one by scheme, as `gazetteer export` writes them.
// Where no columns are named, `forms` says more of single forms (form_json.h), and `source` which
// gazetteer an entry comes from.
#include <algorithm>
#include <variant>

#include "gazetteer/form_json.h"
#include "gazetteer/import_objects.h"
#include "text/json.h"

namespace waymark::gazetteer {

namespace {

namespace json = text::json;

/// A text, or a number as it is written.
const std::string* text_of(const json::Value& value) {
  if (const std::string* string = value.as_string()) return string;
  const auto* number = std::get_if<json::Value::Number>(&value.data());
  return number == nullptr ? nullptr : &number->literal;
}

class Reader {
 public:
  Reader(const ImportOptions& options, ImportSink& sink)
      : separator_(options.alias_separator),
        columns_(options.columns),
        has_usual_members_(columns_.empty()),
        sink_(sink) {
    if (!has_usual_members_) return;
    for (const std::string& field : field_names()) columns_.emplace_back(field, field);
    columns_.insert(columns_.end(), {{"name", "names"}, {"ids", "ids"}});
  }

  /// `begin`: of the object in the table.
  void read(const json::Value& object, std::size_t begin) {
    row_.clear(begin);
    begin_ = begin;
    auto fault = read_columns(object);
    if (!fault && has_usual_members_) fault = read_usual(object);
    if (fault) return sink_.refuse(fault->at, fault->code, fault->message, fault->hint);
    sink_.take(row_);
  }

 private:
  std::optional<RowFault> read_columns(const json::Value& object) {
    for (const auto& [field, member] : columns_) {
      const json::Value* value = nullptr;
      if (auto fault = find(object, member, value)) return fault;
      if (value == nullptr || value->is_null() || read(*value, field)) continue;
      return RowFault{begin_ + value->begin(), "expected-text",
                      "'" + member + "' is " + std::string(value->kind_name()) +
                          ", expected a text or a number",
                      ""};
    }
    return std::nullopt;
  }

  /// What has a meaning where no columns are named.
  std::optional<RowFault> read_usual(const json::Value& object) {
    const json::Value* forms = nullptr;
    const json::Value* source = nullptr;
    if (auto fault = find(object, "forms", forms)) return fault;
    if (auto fault = find(object, "source", source)) return fault;
    const std::string* text = source == nullptr ? nullptr : source->as_string();
    if (text != nullptr) row_.source = {*text, begin_ + source->begin()};
    return forms == nullptr || forms->is_null() ? std::nullopt : read_forms(*forms);
  }

  /// The value of a member, null if there is none. What stands twice would be lost in part.
  std::optional<RowFault> find(const json::Value& object, std::string_view name,
                               const json::Value*& found) const {
    for (const json::Member& member : object.members()) {
      if (member.name != name) continue;
      if (found != nullptr)
        return RowFault{begin_ + member.value.begin(), "duplicate-key",
                        "'" + member.name + "' stands twice", "write one of them"};
      found = &member.value;
    }
    return std::nullopt;
  }

  std::optional<RowFault> read_forms(const json::Value& forms) {
    if (!forms.is_array())
      return RowFault{begin_ + forms.begin(), "bad-form",
                      "'forms' is " + std::string(forms.kind_name()) + ", expected a list", ""};
    for (const json::Value& form : forms.elements())
      if (auto fault = read_form(form, begin_, row_.forms.emplace_back())) return fault;
    return std::nullopt;
  }

  bool read(const json::Value& value, const std::string& field) {
    if (value.is_object()) return read_tagged(value, field);
    if (field == "corrects" && value.is_bool()) {
      row_.corrects = {*value.as_bool() ? "true" : "false", begin_ + value.begin()};
      return true;
    }
    if (!value.is_array()) {
      const std::string* text = text_of(value);
      return text != nullptr && put_field(field, {*text, begin_ + value.begin()}, separator_, row_);
    }
    for (const json::Value& element : value.elements()) {
      const std::string* text = text_of(element);
      if (text == nullptr) return false;
      if (field == "aliases") {
        row_.aliases.push_back({*text, begin_ + element.begin()});
      } else if (!put_field(field, {*text, begin_ + element.begin()}, separator_, row_)) {
        return false;
      }
    }
    return true;
  }

  /// {"ko": "혜산시"} is the field name.ko.
  bool read_tagged(const json::Value& object, const std::string& field) {
    if (field != "name" && field != "ids") return false;
    for (const json::Member& member : object.members()) {
      if (member.value.is_null() || (field == "name" && tell_language(member))) continue;
      if (member.value.is_object() || !read(member.value, field + '.' + member.name)) return false;
    }
    return true;
  }

  /// Gives a name that stands without its language the one that it has. Gives false if it is new.
  bool tell_language(const json::Member& name) {
    const std::string* text = name.value.as_string();
    const auto found = std::find_if(row_.names.begin(), row_.names.end(), [&](const auto& known) {
      return known.first.empty() && text != nullptr && known.second.text == *text;
    });
    if (found == row_.names.end()) return false;
    found->first = name.name;
    return true;
  }

  std::string separator_;
  ColumnMap columns_;
  bool has_usual_members_;
  ImportSink& sink_;
  ImportRow row_;
  std::size_t begin_ = 0;  // of the object at hand, in the table
};

}  // namespace

Failure read_json_lines(const Table& table, const ImportOptions& options, ImportSink& sink) {
  Reader reader(options, sink);
  const auto read = [&reader](const json::Value& object, std::size_t begin) {
    reader.read(object, begin);
  };
  read_objects(table, kMaxRowBytes, sink, read);
  return std::nullopt;
}

}  // namespace waymark::gazetteer
