// SPDX-License-Identifier: Apache-2.0
// The typed values: texts, ids, numbers, years, choices. A wrong one costs its field, not its
// entry.
#include "gazetteer/yaml_fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_set>

#include "gazetteer/limits.h"
#include "surface/hangul.h"

namespace waymark::gazetteer {

namespace {

bool is_id(std::string_view id) {
  auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  if (id.empty() || id.size() > kMaxIdBytes || id.front() == '.' || id.back() == '.') return false;
  if (id.find("..") != std::string_view::npos) return false;
  return std::all_of(id.begin(), id.end(), [&](char c) { return c == '.' || is_word(c); });
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::string in_words(double number) {
  std::string text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

void FieldReader::error(Span at, std::string code, std::string message, std::string hint) {
  if (is_full()) return;
  ++errors_;
  diagnostics_.push_back(source_.diagnose(Severity::kError, std::move(code), at.begin,
                                          std::max(at.begin, at.end), std::move(message),
                                          std::move(hint)));
}

bool FieldReader::is_full() const { return errors_ >= kMaxErrors; }

void FieldReader::unknown_field(const Field& field, std::string_view of,
                                const std::vector<std::string>& known) {
  std::string near = text::nearest_word(field.name(), known);
  std::string all;
  for (const std::string& name : known) all += (all.empty() ? "" : ", ") + name;
  error(field.key.at, "gazetteer/unknown-field",
        "unknown field '" + field.name() + "' of " + std::string(of),
        near.empty() ? "its fields are " + all : "did you mean '" + near + "'?");
}

std::vector<Field> FieldReader::fields(const YamlNode& node, Span at, std::string_view what) {
  std::vector<Field> result;
  if (!node.is_map()) {
    error(at, "gazetteer/expected-map", "expected a map (name: value) for " + std::string(what));
    return result;
  }
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
    const YamlNode& key = node.items[i];
    if (!key.is_scalar()) {
      error(key.at, "gazetteer/expected-text",
            "expected a name before ':' in " + std::string(what));
    } else if (!seen.insert(key.scalar).second) {
      error(key.at, "gazetteer/duplicate-key",
            "'" + key.scalar + "' stands twice in " + std::string(what),
            "write one of them, or a list");
    } else {
      result.push_back({key, node.items[i + 1]});
    }
  }
  return result;
}

std::optional<WrittenText> FieldReader::text_of(const YamlNode& value, Span at,
                                                std::string_view field) {
  if (value.kind != YamlNode::Kind::kNull && !value.is_scalar()) {
    error(at, "gazetteer/expected-text", "expected a text for '" + std::string(field) + "'");
    return std::nullopt;
  }
  std::string_view trimmed = trim(value.scalar);
  if (trimmed.empty()) {
    error(at, "gazetteer/empty", "'" + std::string(field) + "' is empty",
          value.kind == YamlNode::Kind::kNull
              ? "an empty, '~' or 'null' value is none; quote it if it is meant"
              : "");
    return std::nullopt;
  }
  if (trimmed.size() > kMaxFormBytes) {
    error(at, "gazetteer/too-long", "'" + std::string(field) + "' is longer than 1000 bytes");
    return std::nullopt;
  }
  bool is_ascii = std::all_of(trimmed.begin(), trimmed.end(),
                              [](char c) { return static_cast<signed char>(c) > 0; });
  return WrittenText{
      is_ascii ? std::string(trimmed) : surface::to_utf8(surface::to_code_points(trimmed)), at};
}

std::optional<WrittenText> FieldReader::text(const Field& field) {
  return text_of(field.value, field.at(), field.name());
}

std::optional<WrittenText> FieldReader::id(const Field& field) {
  auto id = text(field);
  if (id && !is_id(id->value)) {
    error(id->at, "gazetteer/bad-id", "'" + id->value + "' is not an id",
          "an id is lower-case letters, digits and '-', in words joined by '.'");
    return std::nullopt;
  }
  return id;
}

std::vector<WrittenText> FieldReader::texts(const Field& field) {
  std::vector<WrittenText> result;
  if (!field.value.is_sequence()) {
    if (auto one = text(field)) result.push_back(std::move(*one));
    return result;
  }
  for (const YamlNode& item : field.value.items) {
    if (auto one = text_of(item, item.at, field.name())) result.push_back(std::move(*one));
  }
  return result;
}

std::optional<double> FieldReader::number(const Field& field, double least, double most,
                                          std::string_view code) {
  auto written = text(field);
  if (!written) return std::nullopt;
  double number = 0;
  const std::string& digits = written->value;
  auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  bool whole =
      fault == std::errc() && end == digits.data() + digits.size() && std::isfinite(number);
  if (whole && number >= least && number <= most) return number;
  error(written->at, std::string(code),
        "'" + field.name() + "' is '" + digits + "', expected a number from " + in_words(least) +
            " to " + in_words(most));
  return std::nullopt;
}

std::int16_t FieldReader::year(const Field& field) {
  auto written = text(field);
  if (!written) return 0;
  int year = 0;
  const std::string& digits = written->value;
  auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
  bool whole = fault == std::errc() && end == digits.data() + digits.size();
  if (whole && year != 0 && year >= -9999 && year <= 9999) return static_cast<std::int16_t>(year);
  error(written->at, "gazetteer/bad-year",
        "'" + field.name() + "' is '" + digits + "', expected a year");
  return 0;
}

std::optional<bool> FieldReader::truth(const Field& field) {
  auto written = text(field);
  if (!written) return std::nullopt;
  if (written->value == "true" || written->value == "false") return written->value == "true";
  error(written->at, "gazetteer/expected-truth", "'" + field.name() + "' is 'true' or 'false'");
  return std::nullopt;
}

std::optional<std::size_t> FieldReader::choice(const Field& field,
                                               const std::vector<std::string>& words,
                                               std::string_view code, std::string_view what) {
  auto written = text(field);
  if (!written) return std::nullopt;
  auto found = std::find(words.begin(), words.end(), written->value);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::string near = text::nearest_word(written->value, words);
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "one of " : ", ") + word;
  error(written->at, std::string(code),
        "unknown " + std::string(what) + " '" + written->value + "'",
        near.empty() ? all : "did you mean '" + near + "'?");
  return std::nullopt;
}

std::vector<Tagged> FieldReader::tagged(const Field& field, std::string_view what) {
  std::vector<Tagged> result;
  for (const Field& one : fields(field.value, field.at(), what)) {
    auto written = text(one);
    if (written) result.push_back({{one.name(), one.key.at}, std::move(*written)});
  }
  return result;
}

}  // namespace waymark::gazetteer
