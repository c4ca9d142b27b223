// SPDX-License-Identifier: Apache-2.0
// What dates that lean on another day come to: "last month", "on Tuesday", "Oct. 16" in a text of a
// known day. Dates are ISO 8601: 2019-10-16, 2019-10, 2019, 2019-W42.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark::grammar {

/// The day, week, month or year that lies `shift` of them after the one of `today`.
/// Errors: none if `today` is no whole date, the unit is another word, or the result is no year of
/// four digits.
std::optional<std::string> shift_date(std::string_view today, std::string_view unit, int shift);

/// The day of the week (1 is Monday): without a direction the last one up to `today`, -1 the last
/// before it, 0 that of its week, 1 the next after it.
std::optional<std::string> find_weekday(std::string_view today, int weekday,
                                        std::optional<int> direction);

/// The month, or day of a month, in the year that brings it nearest to `today`; a text tells more
/// often of the past, so what is to come counts as twice as far.
std::optional<std::string> find_nearest(std::string_view today, int month, std::optional<int> day);

/// The last day with this number in its month up to `today`.
std::optional<std::string> find_last_day(std::string_view today, int day);

}  // namespace waymark::grammar
