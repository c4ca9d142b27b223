// SPDX-License-Identifier: Apache-2.0
// note = feature *( "; " feature );  feature = word "=" value;  word, value = a JSON string or bare
#include <charconv>

#include "format/brat.h"
#include "text/character.h"
#include "text/json.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

namespace json = text::json;

bool ends_line(char32_t code_point) {
  return (code_point >= 0x1C && code_point <= 0x1E) ||
         text::character_info(code_point).has(text::kIsLineEnd);
}

/// A JSON string in which no character ends a line.
std::string quote(std::string_view text) {
  std::string json, line;
  json::append_quoted(text, json);
  for (std::size_t at = 0; at < json.size();) {
    const text::CodePoint code = text::code_point_at(json, at);
    if (code.value == 0x85)
      line += "\\u0085";
    else if (ends_line(code.value))
      line += code.value == 0x2028 ? "\\u2028" : "\\u2029";
    else
      line.append(json, at, code.byte_size);
    at += code.byte_size;
  }
  return line;
}

FeatureValue bare_value(std::string_view text) {
  if (text == "true" || text == "false") return text == "true";
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc() && end == text.data() + text.size() &&
                         text.find_first_of("iInN") == std::string_view::npos;
  if (is_number && !text.empty()) return number;
  return std::string(text);
}

bool is_bare_word(std::string_view word) {
  return !word.empty() && word.find_first_of("=;\" ") == std::string_view::npos &&
         in_one_line(word) == word;
}

bool is_bare_value(const std::string& text) {
  return !text.empty() && text.front() != '"' && text.front() != ' ' && text.back() != ' ' &&
         text.back() != ';' && text.find("; ") == std::string::npos && in_one_line(text) == text &&
         std::holds_alternative<std::string>(bare_value(text));
}

std::string show(const FeatureValue& value) {
  if (const auto* text = std::get_if<std::string>(&value))
    return is_bare_value(*text) ? *text : quote(*text);
  std::string out;
  std::visit([&](const auto& other) { json::Writer(out).value(other); }, value);
  return out;
}

/// Takes a JSON string off the front; nothing if there is none.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::size_t end = 1;
  while (end < rest.size() && rest[end] != '"') end += rest[end] == '\\' ? 2 : 1;
  if (end >= rest.size()) return std::nullopt;
  const auto parsed = json::parse(rest.substr(0, end + 1));
  if (!parsed || !parsed->is_string()) return std::nullopt;
  rest.remove_prefix(end + 1);
  return *parsed->as_string();
}

std::optional<std::string> take_word(std::string_view& rest) {
  if (rest.starts_with('"')) return take_quoted(rest);
  const std::string_view word = rest.substr(0, rest.find('='));
  if (!is_bare_word(word)) return std::nullopt;
  rest.remove_prefix(word.size());
  return std::string(word);
}

std::optional<FeatureValue> take_value(std::string_view& rest) {
  if (rest.starts_with('"')) {
    auto text = take_quoted(rest);
    if (!text) return std::nullopt;
    return FeatureValue(*std::move(text));
  }
  const std::string_view value = rest.substr(0, rest.find("; "));
  if (value.empty()) return std::nullopt;
  rest.remove_prefix(value.size());
  return bare_value(value);
}

}  // namespace

std::string in_one_line(std::string_view text) {
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint code = text::code_point_at(text, at);
    if (code.value < 0x20 || ends_line(code.value))
      line += ' ';
    else
      line.append(text, at, code.byte_size);
    at += code.byte_size;
  }
  return line;
}

std::string features_to_note(const std::vector<Feature>& features) {
  std::string note;
  for (const Feature& feature : features) {
    note += note.empty() ? "" : "; ";
    note += is_bare_word(feature.name) ? feature.name : quote(feature.name);
    note += '=' + show(feature.value);
  }
  return note;
}

std::optional<std::vector<Feature>> features_of_note(std::string_view note) {
  std::vector<Feature> features;
  for (;;) {
    auto name = take_word(note);
    if (!name || !note.starts_with('=')) return std::nullopt;
    note.remove_prefix(1);
    auto value = take_value(note);
    if (!value) return std::nullopt;
    features.push_back({*std::move(name), *std::move(value)});
    if (note.empty()) return features;
    if (!note.starts_with("; ")) return std::nullopt;
    note.remove_prefix(2);
  }
}

}  // namespace waymark::format
