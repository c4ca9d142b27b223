// SPDX-License-Identifier: Apache-2.0
// 2019-10-16 was a Wednesday.
#include "grammar/calendar.h"

#include "support/catch.h"

namespace waymark::grammar {
namespace {

constexpr const char* kToday = "2019-10-16";

TEST_CASE("calendar: units before and after a day", "[grammar][calendar]") {
  CHECK(shift_date(kToday, "day", -16) == "2019-09-30");
  CHECK(shift_date(kToday, "week", -1) == "2019-W41");
  CHECK(shift_date(kToday, "month", -10) == "2018-12");
  CHECK(shift_date(kToday, "year", 1) == "2020");
}

TEST_CASE("calendar: a week belongs to the year of its Thursday", "[grammar][calendar]") {
  CHECK(shift_date("2021-01-03", "week", 0) == "2020-W53");
  CHECK(shift_date("2019-12-30", "week", 0) == "2020-W01");
}

TEST_CASE("calendar: a weekday is the last up to the day, or in the direction that is said",
          "[grammar][calendar]") {
  CHECK(find_weekday(kToday, 3, {}) == kToday);
  CHECK(find_weekday(kToday, 4, {}) == "2019-10-10");
  CHECK(find_weekday(kToday, 3, -1) == "2019-10-09");
  CHECK(find_weekday(kToday, 7, 0) == "2019-10-20");
  CHECK(find_weekday(kToday, 3, 1) == "2019-10-23");
}

TEST_CASE("calendar: a month without a year is the nearest, the past before what is to come",
          "[grammar][calendar]") {
  CHECK(find_nearest(kToday, 10, 16) == kToday);
  CHECK(find_nearest(kToday, 1, {}) == "2020-01");
  CHECK(find_nearest(kToday, 2, {}) == "2019-02");
  CHECK(find_nearest("2019-03-01", 2, 29) == "2020-02-29");
  CHECK(find_nearest(kToday, 2, 30) == std::nullopt);
}

TEST_CASE("calendar: a bare day is the last of its number", "[grammar][calendar]") {
  CHECK(find_last_day(kToday, 16) == kToday);
  CHECK(find_last_day(kToday, 17) == "2019-09-17");
  CHECK(find_last_day("2019-03-30", 31) == "2019-01-31");
  CHECK(find_last_day(kToday, 32) == std::nullopt);
}

TEST_CASE("calendar: without a whole date or a year of four digits there is nothing",
          "[grammar][calendar]") {
  CHECK(shift_date("", "day", 0) == std::nullopt);
  CHECK(shift_date("2019-02-29", "day", 0) == std::nullopt);
  CHECK(shift_date("2019-1x-01", "day", 0) == std::nullopt);
  CHECK(shift_date("0001-01-01", "day", -1) == std::nullopt);
  CHECK(shift_date(kToday, "day", 2'000'000'000) == std::nullopt);
  CHECK(find_weekday(kToday, 0, {}) == std::nullopt);
}

}  // namespace
}  // namespace waymark::grammar
