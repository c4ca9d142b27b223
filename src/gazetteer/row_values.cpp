// SPDX-License-Identifier: Apache-2.0
// An empty field says nothing; all else must be what the field is for.
#include "gazetteer/row_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "gazetteer/limits.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

/// How likely a place of so many people is meant: a village 0.3, a city of a million 0.7.
double prior_of(double population) {
  return std::clamp(0.2 + 0.08 * std::log10(std::max(population, 0.0) + 1), 0.2, 0.9);
}

RowFault bad_number(std::string_view text, std::size_t at, double least, double most) {
  const std::size_t comma = text.find_first_not_of("+-0123456789");
  const bool has_comma = comma != std::string_view::npos && text[comma] == ',';
  return {at, "bad-number",
          "'" + std::string(text) + "' is no number from " +
              std::to_string(static_cast<std::int64_t>(least)) + " to " +
              std::to_string(static_cast<std::int64_t>(most)),
          has_comma ? "a fraction stands behind a full stop, thousands are not parted" : ""};
}

/// A number of a row, nothing if the field is empty; `fault` if it is none or out of bounds.
std::optional<double> number(const ImportField& field, double least, double most,
                             std::optional<RowFault>& fault) {
  if (field.text.empty()) return std::nullopt;  // most are
  const std::string_view text = trim(field.text);
  if (text.empty()) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= least && value <= most)
    return value;
  if (!fault) fault = bad_number(text.substr(0, 40), field.at, least, most);
  return std::nullopt;
}

}  // namespace

std::optional<RowFault> read_place(const ImportRow& row, double prior, IndexEntry& entry) {
  std::optional<RowFault> fault;
  entry.lat = number(row.lat, -90, 90, fault);
  entry.lon = number(row.lon, -180, 180, fault);
  const auto population = number(row.population, 0, 1e12, fault);
  const auto said = number(row.prior, 0, 1, fault);
  entry.prior = said ? *said : population ? prior_of(*population) : prior;
  if (!fault && entry.lat.has_value() != entry.lon.has_value())
    return RowFault{row.at, "half-place", "the row has only one of lat and lon", ""};
  return fault;
}

std::optional<RowFault> read_years(const ImportRow& row, IndexEntry& entry) {
  std::optional<RowFault> fault;
  entry.from = static_cast<std::int16_t>(number(row.from, -9999, 9999, fault).value_or(0));
  entry.to = static_cast<std::int16_t>(number(row.to, -9999, 9999, fault).value_or(0));
  return fault;
}

std::optional<RowFault> read_corrects(const ImportRow& row, bool& corrects) {
  const std::string_view said = trim(row.corrects.text);
  corrects = said == "true";
  if (corrects || said.empty() || said == "false") return std::nullopt;
  return RowFault{row.corrects.at, "bad-truth", "expected true or false for 'corrects'", ""};
}

bool is_word(std::string_view text) {
  return text.size() <= kMaxIdBytes && text::is_valid_utf8(text) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c < 0 || c > ' '; });
}

}  // namespace waymark::gazetteer
