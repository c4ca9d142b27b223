// SPDX-License-Identifier: Apache-2.0
// Reading goes through simdjson's on-demand interface, which shows numbers as they are written. A
// padded object alone is read where it stands. Any other text is copied into a padded buffer as
// the only element of an array, so that a bare scalar, what follows the value and all that is wrong
// need no path of their own. This is the only file that knows simdjson.
#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "text/json.h"
#include "text/json_escapes.h"
#include "text/utf8.h"

namespace waymark::text::json {
namespace {

namespace ondemand = simdjson::ondemand;

// Larger texts get a parser of their own, so that its memory goes with it.
constexpr std::size_t kKeptSize = std::size_t{1} << 24;

static_assert(kPadding >= simdjson::SIMDJSON_PADDING && kPadding >= kEscapeSlack &&
              simdjson::SIMDJSON_PADDING >= kEscapeSlack);

constexpr const char* kNotTheEnd = "expected the end";

// What is wrong, and at which byte of the text.
struct Fault {
  std::size_t at = 0;
  std::string message;
};

std::string message_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::DEPTH_ERROR:
      return "nested too deeply";
    case simdjson::STRING_ERROR:
      return "invalid escape in a string";
    case simdjson::UNCLOSED_STRING:
      return "string without an end";
    case simdjson::UTF8_ERROR:
      return "invalid UTF-8";
    case simdjson::UNESCAPED_CHARS:
      return "control character in a string";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return "array or object without an end";
    case simdjson::CAPACITY:
      return "too large";
    case simdjson::MEMALLOC:
      return "out of memory";
    default:
      return "expected a comma, a colon, a bracket or a key";
  }
}

bool is_white(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::string_view trim(std::string_view token) {
  while (!token.empty() && is_white(token.back())) token.remove_suffix(1);
  return token;
}

std::size_t digits_from(std::string_view token, std::size_t at) {
  while (at < token.size() && token[at] >= '0' && token[at] <= '9') ++at;
  return at;
}

// number = ["-"] ( "0" | digit1-9 *digit ) ["." 1*digit] [("e"|"E") ["+"|"-"] 1*digit]
bool is_number(std::string_view token) {
  std::size_t at = token.starts_with('-') ? 1 : 0;
  const std::size_t whole_end = digits_from(token, at);
  if (whole_end == at || (token[at] == '0' && whole_end > at + 1)) return false;
  at = whole_end;
  if (at < token.size() && token[at] == '.') {
    const std::size_t end = digits_from(token, at + 1);
    if (end == at + 1) return false;
    at = end;
  }
  if (at < token.size() && (token[at] | 0x20) == 'e') {
    ++at;
    if (at < token.size() && (token[at] == '+' || token[at] == '-')) ++at;
    const std::size_t end = digits_from(token, at);
    if (end == at) return false;
    at = end;
  }
  return at == token.size();
}

// Where the string begins that is open at the end of `text`, or in which a control character
// stands.
std::size_t find_string_fault(std::string_view text) {
  std::size_t begin = std::string_view::npos;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_inside = begin != std::string_view::npos;
    if (text[at] == '"') {
      begin = is_inside ? std::string_view::npos : at;
    } else if (is_inside && text[at] == '\\') {
      ++at;
    } else if (is_inside && static_cast<unsigned char>(text[at]) < 0x20) {
      return at;
    }
  }
  return std::min(begin, text.size());
}

class Reader {
 public:
  // The object that is all of a text; nothing if there is more to be said of it.
  // Requires: kPadding readable bytes behind it.
  std::optional<Value> read_object_alone(std::string_view utf8) {
    if (!utf8.starts_with('{')) return std::nullopt;
    std::optional<Value> object(std::in_place);
    if (!read_alone(utf8, *object)) object.reset();
    return object;
  }

  // The value, or a fault.
  std::variant<Value, Fault> read(std::string_view utf8) {
    fill_buffer(utf8);
    ondemand::document document;
    const simdjson::error_code error =
        parser_.iterate(buffer_.data(), size_, buffer_.size()).get(document);
    if (error != simdjson::SUCCESS) return early_fault(error, utf8);
    Value root;
    if (!read_root(document, root)) return std::move(fault_);
    const Value::Array& elements = root.elements();
    if (elements.empty()) return Fault{utf8.size(), "expected a value"};
    if (const char* rest = nullptr; document.current_location().get(rest) == simdjson::SUCCESS) {
      // A bracket of the text has closed ours.
      return Fault{utf8.substr(0, offset(rest)).rfind(']'), kNotTheEnd};
    }
    return std::move(std::get<Value::Array>(std::move(root).take_data()).front());
  }

 private:
  bool read_alone(std::string_view utf8, Value& out) {
    text_ = utf8;
    ondemand::document document;
    if (parser_.iterate(utf8.data(), utf8.size(), utf8.size() + kPadding).get(document) !=
        simdjson::SUCCESS)
      return false;
    document_ = &document;
    ondemand::value value;
    if (document.get_value().get(value) != simdjson::SUCCESS || !read_value(value, 1, out))
      return false;
    const char* rest = nullptr;
    return document.current_location().get(rest) != simdjson::SUCCESS;
  }

  void fill_buffer(std::string_view utf8) {
    buffer_.clear();
    buffer_.reserve(utf8.size() + 2 + simdjson::SIMDJSON_PADDING);
    buffer_ += '[';
    buffer_ += utf8;
    buffer_ += ']';
    size_ = buffer_.size();
    buffer_.append(simdjson::SIMDJSON_PADDING, ' ');
    text_ = std::string_view(buffer_).substr(1, utf8.size());
  }

  // Faults that are found before anything is read.
  static Fault early_fault(simdjson::error_code error, std::string_view utf8) {
    const std::size_t invalid = find_invalid_utf8(utf8);
    if (invalid != kAllValid) return {invalid, message_of(simdjson::UTF8_ERROR)};
    const std::size_t at = find_string_fault(utf8);
    if (at == utf8.size()) return {at, message_of(error)};
    return {at,
            message_of(utf8[at] == '"' ? simdjson::UNCLOSED_STRING : simdjson::UNESCAPED_CHARS)};
  }

  [[nodiscard]] std::size_t offset(const char* location) const {
    const char* first = text_.data();
    return static_cast<std::size_t>(std::clamp(location, first, first + text_.size()) - first);
  }

  [[nodiscard]] std::size_t offset(ondemand::document& document) const {
    const char* location = nullptr;
    if (document.current_location().get(location) != simdjson::SUCCESS) return text_.size();
    return offset(location);
  }

  bool fail(std::size_t at, std::string message) {
    fault_ = {at, std::move(message)};
    return false;
  }

  bool fail(simdjson::error_code error) { return fail(offset(*document_), message_of(error)); }

  bool read_root(ondemand::document& document, Value& out) {
    document_ = &document;
    ondemand::value value;
    const simdjson::error_code error = document.get_value().get(value);
    return error == simdjson::SUCCESS ? read_value(value, 0, out) : fail(error);
  }

  bool read_value(ondemand::value value, std::size_t depth, Value& out) {
    const char* location = nullptr;
    if (const auto error = value.current_location().get(location); error != simdjson::SUCCESS) {
      return fail(error);
    }
    const std::size_t begin = offset(location);
    if (depth > kDeepest) return fail(begin, message_of(simdjson::DEPTH_ERROR));
    ondemand::json_type type;
    if (const auto error = value.type().get(type); error != simdjson::SUCCESS) {
      return fail(begin, "expected a value");
    }
    switch (type) {
      case ondemand::json_type::array:
        return read_array(value, begin, depth, out);
      case ondemand::json_type::object:
        return read_object(value, begin, depth, out);
      case ondemand::json_type::string:
        return read_string(value, begin, out);
      default:
        return read_token(value, begin, out);
    }
  }

  bool read_array(ondemand::value value, std::size_t begin, std::size_t depth, Value& out) {
    ondemand::array array;
    if (const auto error = value.get_array().get(array); error != simdjson::SUCCESS) {
      return fail(error);
    }
    Value::Array elements;
    for (auto item : array) {
      if (depth == 0 && !elements.empty()) return fail(offset(*document_), kNotTheEnd);
      ondemand::value element;
      if (const auto error = std::move(item).get(element); error != simdjson::SUCCESS)
        return fail(error);
      if (!read_value(element, depth + 1, elements.emplace_back())) return false;
    }
    out = Value(std::move(elements), begin);
    return true;
  }

  bool read_object(ondemand::value value, std::size_t begin, std::size_t depth, Value& out) {
    ondemand::object object;
    if (const auto error = value.get_object().get(object); error != simdjson::SUCCESS) {
      return fail(error);
    }
    constexpr std::size_t kFew = 4;  // as most have
    Value::Object members;
    for (auto item : object) {
      if (members.empty()) members.reserve(kFew);
      ondemand::field field;
      if (const auto error = std::move(item).get(field); error != simdjson::SUCCESS)
        return fail(error);
      std::string_view name;
      if (const auto error = field.unescaped_key().get(name); error != simdjson::SUCCESS) {
        return fail(error);
      }
      Member& member = members.emplace_back();
      member.name = name;
      if (!read_value(field.value(), depth + 1, member.value)) return false;
    }
    out = Value(std::move(members), begin);
    return true;
  }

  bool read_string(ondemand::value value, std::size_t begin, Value& out) {
    if (read_long_string(value, begin, out)) return true;
    std::string_view text;
    if (const auto error = value.get_string().get(text); error != simdjson::SUCCESS) {
      return fail(begin, message_of(simdjson::STRING_ERROR));
    }
    out = Value(std::string(text), begin);
    return true;
  }

  // Texts are read straight to where they stay. Answers false for a short string, whose memory
  // would take longer, and where simdjson has to look. What is read is consumed: simdjson would
  // take it for a key where a colon follows, and refuse nothing.
  bool read_long_string(ondemand::value value, std::size_t begin, Value& out) {
    constexpr std::size_t kLong = 64;
    const std::string_view token = trim(value.raw_json_token());
    std::string text;
    if (token.size() < kLong || !token.ends_with('"') ||
        !take_escapes(token.substr(1, token.size() - 2), text))
      return false;
    ondemand::raw_json_string consumed;
    if (value.get_raw_json_string().get(consumed) != simdjson::SUCCESS) return false;
    out = Value(std::move(text), begin);
    return true;
  }

  // A number, true, false or null. It isn't consumed: simdjson steps over it, and would refuse
  // large numbers.
  bool read_token(ondemand::value value, std::size_t begin, Value& out) {
    const std::string_view token = trim(value.raw_json_token());
    Value::Data data = nullptr;
    if (token == "true" || token == "false") {
      data = token == "true";
    } else if (token != "null") {
      if (!is_number(token)) return fail(begin, "expected a value");
      data = Value::Number{std::string(token)};
    }
    out = Value(std::move(data), begin);
    return true;
  }

  ondemand::parser parser_;
  std::string buffer_;
  std::size_t size_ = 0;   // of what is in the buffer, without padding
  std::string_view text_;  // the text that is read, where it stands
  ondemand::document* document_ = nullptr;
  Fault fault_;
};

// Keeps its memory for the next text; one for each thread.
Reader& kept_reader() {
  thread_local Reader kept;
  return kept;
}

std::variant<Value, Fault> read(std::string_view utf8) {
  return utf8.size() > kKeptSize ? Reader().read(utf8) : kept_reader().read(utf8);
}

}  // namespace

Result<Value> parse(std::string_view utf8, const std::string& file, std::uint32_t line) {
  std::variant<Value, Fault> outcome = read(utf8);
  if (Value* value = std::get_if<Value>(&outcome)) return std::move(*value);
  const Fault& fault = std::get<Fault>(outcome);
  return diagnose(utf8, fault.at, file, line, "text/json", "invalid JSON: " + fault.message);
}

Result<Value> parse_part(std::string_view utf8, const Part& part, const std::string& file) {
  std::variant<Value, Fault> outcome = read(utf8.substr(part.begin, part.size()));
  if (Value* value = std::get_if<Value>(&outcome)) return std::move(*value);
  const Fault& fault = std::get<Fault>(outcome);
  return diagnose(utf8, part.begin + fault.at, file, 1, "text/json",
                  "invalid JSON: " + fault.message);
}

Result<Value> parse_padded(std::string_view utf8, const std::string& file, std::uint32_t line) {
  if (utf8.size() <= kKeptSize)
    if (auto object = kept_reader().read_object_alone(utf8)) return *std::move(object);
  return parse(utf8, file, line);
}

}  // namespace waymark::text::json
