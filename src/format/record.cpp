// SPDX-License-Identifier: Apache-2.0
#include "format/record.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace waymark::format {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes `least` to `most` digits off the front of `rest`; none if there are fewer.
std::string take_digits(std::string_view& rest, std::size_t least, std::size_t most) {
  const auto end = std::find_if_not(
      rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(std::min(most, rest.size())),
      is_digit);
  const auto count = static_cast<std::size_t>(end - rest.begin());
  if (count < least) return {};
  std::string digits(rest.substr(0, count));
  rest.remove_prefix(count);
  return digits;
}

/// Month and day have two digits, except behind a separator, where one suffices; "" if the number
/// is out of bounds.
std::string take_part(std::string_view& rest, char separator, int most) {
  std::string_view ahead = rest;
  if (separator != '\0') {
    if (!ahead.starts_with(separator)) return {};
    ahead.remove_prefix(1);
    while (separator == '.' && ahead.starts_with(' ')) ahead.remove_prefix(1);
  }
  std::string digits = take_digits(ahead, separator != '\0' ? 1 : 2, 2);
  if (digits.empty() || std::stoi(digits) < 1 || std::stoi(digits) > most) return {};
  rest = ahead;
  return digits.size() == 1 ? "0" + digits : digits;
}

}  // namespace

Record make_error(std::string id, std::uint64_t line, Diagnostic error) {
  Record record;
  record.document.id = std::move(id);
  record.line = line;
  record.error = std::move(error);
  return record;
}

std::uint64_t largest_text(const ReadOptions& options) {
  return std::min<std::uint64_t>(options.max_document,
                                 std::numeric_limits<std::uint32_t>::max() - 1);
}

Diagnostic diagnose_too_large(const ReadOptions& options, const std::string& file,
                              std::uint64_t line, std::string_view what) {
  Diagnostic diagnostic;
  diagnostic.code = "format/too-large";
  diagnostic.file = file;
  diagnostic.line = static_cast<std::uint32_t>(line);
  diagnostic.message =
      std::string(what) + " is larger than " + std::to_string(largest_text(options)) + " bytes";
  diagnostic.hint = "--max-document sets another limit";
  return diagnostic;
}

std::string find_iso_date(std::string_view field) {
  while (field.starts_with(' ')) field.remove_prefix(1);
  std::string date = take_digits(field, 4, 4);
  if (date.empty()) return {};
  const char first = field.empty() ? '\0' : field.front();
  if (first != '-' && first != '/' && first != '.' && !is_digit(first))
    return field.empty() ? date : std::string();
  const char separator = is_digit(first) ? '\0' : first;
  const std::string month = take_part(field, separator, 12);
  if (month.empty()) return {};
  date += '-' + month;
  const std::string day = take_part(field, separator, 31);
  if (!day.empty()) date += '-' + day;
  return field.empty() || !is_digit(field.front()) ? date : std::string();
}

std::string find_language(std::string_view field) {
  const auto belongs = [](char c) {
    return is_digit(c) || c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  if (field.size() < 2 || field.size() > 35 || !std::all_of(field.begin(), field.end(), belongs))
    return {};
  return std::string(field);
}

void read_date_and_language(const text::json::Value& meta, const ReadOptions& options,
                            Document& document) {
  const auto field = [&](const std::string& name) -> std::string_view {
    const text::json::Value* member = meta.find(name);
    return member != nullptr && member->is_string() ? std::string_view(*member->as_string())
                                                    : std::string_view();
  };
  document.date = find_iso_date(field(options.date_field));
  document.lang = find_language(field(options.lang_field));
}

std::string numbered_id(const std::string& input_id, std::uint64_t line) {
  return input_id + ':' + std::to_string(line);
}

}  // namespace waymark::format
