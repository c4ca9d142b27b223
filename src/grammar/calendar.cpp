// SPDX-License-Identifier: Apache-2.0
// Arithmetic by std::chrono's proleptic Gregorian calendar; weeks are those of ISO 8601, which
// belong to the year of their Thursday.
#include "grammar/calendar.h"

#include <charconv>
#include <chrono>
#include <cstdlib>

namespace waymark::grammar {
namespace {

using namespace std::chrono;

constexpr int kMostShift = 1000;  // units of a shift

std::optional<int> to_number(std::string_view digits) {
  int number = 0;
  const char* end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return number;
}

std::optional<year_month_day> make_date(int year_number, int month_number, int day_number) {
  if (year_number < 1 || year_number > 9999 || month_number < 1 || day_number < 1)
    return std::nullopt;
  const year_month_day date{year(year_number), month(static_cast<unsigned>(month_number)),
                            day(static_cast<unsigned>(day_number))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

// date = YYYY "-" MM "-" DD
std::optional<year_month_day> parse(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto y = to_number(iso.substr(0, 4));
  const auto m = to_number(iso.substr(5, 2));
  const auto d = to_number(iso.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  return make_date(*y, *m, *d);
}

std::string pad(int number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

std::optional<std::string> write_year(year y) {
  if (int(y) < 1 || int(y) > 9999) return std::nullopt;
  return pad(int(y), 4);
}

std::optional<std::string> write_month(year_month ym) {
  auto written = write_year(ym.year());
  if (written) *written += "-" + pad(static_cast<int>(unsigned(ym.month())), 2);
  return written;
}

std::optional<std::string> write_day(sys_days when) {
  const year_month_day date(when);
  auto written = write_month(date.year() / date.month());
  if (written) *written += "-" + pad(static_cast<int>(unsigned(date.day())), 2);
  return written;
}

sys_days monday_of(sys_days when) { return when - (weekday(when) - Monday); }

std::optional<std::string> write_week(sys_days when) {
  const year_month_day thursday(monday_of(when) + days(3));
  const auto in_year = sys_days(thursday) - sys_days(thursday.year() / January / 1);
  auto written = write_year(thursday.year());
  if (written) *written += "-W" + pad(static_cast<int>(in_year.count() / 7) + 1, 2);
  return written;
}

}  // namespace

std::optional<std::string> shift_date(std::string_view today, std::string_view unit, int shift) {
  const auto date = parse(today);
  if (!date || std::abs(shift) > kMostShift) return std::nullopt;
  if (unit == "day") return write_day(sys_days(*date) + days(shift));
  if (unit == "week") return write_week(sys_days(*date) + weeks(shift));
  if (unit == "month") return write_month(date->year() / date->month() + months(shift));
  if (unit == "year") return write_year(date->year() + years(shift));
  return std::nullopt;
}

std::optional<std::string> find_weekday(std::string_view today, int weekday_number,
                                        std::optional<int> direction) {
  const auto date = parse(today);
  if (!date || weekday_number < 1 || weekday_number > 7) return std::nullopt;
  const sys_days now(*date);
  const weekday wanted(static_cast<unsigned>(weekday_number));
  if (!direction) return write_day(now - (weekday(now) - wanted));
  if (*direction == 0) return write_day(monday_of(now) + days(weekday_number - 1));
  if (*direction < 0) return write_day(now - days(1) - (weekday(now - days(1)) - wanted));
  return write_day(now + days(1) + (wanted - weekday(now + days(1))));
}

std::optional<std::string> find_nearest(std::string_view today, int month_number,
                                        std::optional<int> day_number) {
  const auto date = parse(today);
  if (!date) return std::nullopt;
  constexpr int kMiddle = 15;  // stands for a month as a whole
  std::optional<year_month_day> best;
  const auto distance = [&](const year_month_day& it) {
    const auto ahead = (sys_days(it) - sys_days(*date)).count();
    return ahead > 0 ? 2 * ahead : -ahead;
  };
  for (const int shift : {0, -1, 1}) {
    const auto it =
        make_date(int(date->year()) + shift, month_number, day_number.value_or(kMiddle));
    if (it && (!best || distance(*it) < distance(*best))) best = it;
  }
  if (!best) return std::nullopt;
  return day_number ? write_day(sys_days(*best)) : write_month(best->year() / best->month());
}

std::optional<std::string> find_last_day(std::string_view today, int day_number) {
  const auto date = parse(today);
  if (!date || day_number < 1 || day_number > 31) return std::nullopt;
  constexpr int kLongestGap = 2;  // months without such a day
  for (int back = 0; back <= kLongestGap; ++back) {
    const year_month ym = date->year() / date->month() - months(back);
    const auto it = make_date(int(ym.year()), static_cast<int>(unsigned(ym.month())), day_number);
    if (it && sys_days(*it) <= sys_days(*date)) return write_day(sys_days(*it));
  }
  return std::nullopt;
}

}  // namespace waymark::grammar
