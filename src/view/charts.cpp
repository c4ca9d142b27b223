// SPDX-License-Identifier: Apache-2.0
#include "view/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include "text/display_width.h"
#include "view/html.h"

namespace waymark::view {
namespace {

constexpr std::size_t kMaxRows = 25, kMaxPoints = 1'000, kMaxNamed = 12, kMaxSpellingsShown = 8;

template <class... Values>
void add(std::string& out, fmt::format_string<Values...> format, Values&&... values) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Values>(values)...);
}

std::string bar(std::uint64_t count, std::uint64_t most) {
  const double share =
      100.0 * static_cast<double>(count) / static_cast<double>(std::max(most, 1ul));
  return fmt::format(
      "<td class=\"bar\" aria-hidden=\"true\"><span style=\"width:{:.1f}%\"></span></td>", share);
}

std::string name_of(const EntryTotals& entry) {
  return entry.name.empty() ? (entry.ko.empty() ? entry.id : entry.ko) : entry.name;
}

/// The spellings of an entry, most frequent first.
std::string list_spellings(const EntryTotals& entry) {
  std::vector<std::pair<std::string, std::uint64_t>> sorted(entry.spellings.begin(),
                                                            entry.spellings.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out;
  std::uint64_t rest = entry.other_spellings;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i < kMaxSpellingsShown)
      add(out, "{}{}&nbsp;×{}", i == 0 ? "" : ", ", isolate(sorted[i].first), sorted[i].second);
    else
      rest += sorted[i].second;
  }
  if (rest > 0) add(out, ", others ×{}", rest);
  return out;
}

/// Where points lie on the drawing.
class Projection {
 public:
  static constexpr double kWidth = 800, kLargest = 560, kMargin = 34;

  explicit Projection(const std::vector<const EntryTotals*>& points) {
    for (const EntryTotals* point : points) {
      west_ = std::min(west_, *point->lon), east_ = std::max(east_, *point->lon);
      south_ = std::min(south_, *point->lat), north_ = std::max(north_, *point->lat);
    }
    const double pad = std::max({0.05 * (east_ - west_), 0.05 * (north_ - south_), 0.25});
    west_ -= pad, east_ += pad;
    south_ = std::max(south_ - pad, -90.0), north_ = std::min(north_ + pad, 90.0);
    shrink_ = std::max(0.2, std::cos((south_ + north_) / 2 * 3.14159265358979 / 180));
    scale_ = std::min((kWidth - 2 * kMargin) / ((east_ - west_) * shrink_),
                      (kLargest - 2 * kMargin) / (north_ - south_));
  }

  [[nodiscard]] double x(double lon) const { return kMargin + (lon - west_) * shrink_ * scale_; }
  [[nodiscard]] double y(double lat) const { return kMargin + (north_ - lat) * scale_; }
  [[nodiscard]] double width() const { return x(east_) + kMargin; }
  [[nodiscard]] double height() const { return y(south_) + kMargin; }

  /// Appends lines of whole steps with their degrees.
  void draw_grid(std::string& out) const {
    const double step = step_of(std::max((east_ - west_) * shrink_, north_ - south_));
    for (double lon = std::ceil(west_ / step) * step; lon <= east_; lon += step)
      add(out,
          "<path class=\"grid\" d=\"M{0:.1f} {1:.1f}V{2:.1f}\"/><text x=\"{0:.1f}\" y=\"{3:.1f}\" "
          "text-anchor=\"middle\">{4}</text>\n",
          x(lon), y(north_), y(south_), y(south_) + 16, degrees(lon, "E", "W"));
    for (double lat = std::ceil(south_ / step) * step; lat <= north_; lat += step)
      add(out,
          "<path class=\"grid\" d=\"M{0:.1f} {1:.1f}H{2:.1f}\"/><text x=\"{3:.1f}\" y=\"{4:.1f}\" "
          "text-anchor=\"end\">{5}</text>\n",
          x(west_), y(lat), x(east_), x(west_) - 3, y(lat) + 3, degrees(lat, "N", "S"));
  }

 private:
  /// The step that gives four to ten lines.
  static double step_of(double extent) {
    for (const double step : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0})
      if (extent / step <= 10) return step;
    return 30;
  }

  static std::string degrees(double value, const char* positive, const char* negative) {
    const double shown = std::round(std::abs(value) * 10) / 10;
    return fmt::format("{}°{}", shown, shown == 0 ? "" : value > 0 ? positive : negative);
  }

  double west_ = 180, east_ = -180, south_ = 90, north_ = -90, scale_ = 1, shrink_ = 1;
};

bool has_place(const EntryTotals& entry) {
  return entry.lat && entry.lon && std::abs(*entry.lat) <= 90 && std::abs(*entry.lon) <= 180;
}

std::string describe_point(const EntryTotals& point) {
  return fmt::format("{}{}{}, {}, {:.3f} {:.3f}", escape(name_of(point)),
                     point.ko.empty() || point.name.empty() ? "" : " ",
                     point.name.empty() ? "" : escape(point.ko),
                     count_of(point.mentions, "mention"), *point.lat, *point.lon);
}

/// Points from large to small, so that none is hidden.
void draw_points(const std::vector<const EntryTotals*>& points, const Projection& place,
                 std::string& out) {
  const double most = static_cast<double>(points.front()->mentions);
  for (const EntryTotals* point : points)
    add(out, "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"><title>{}</title></circle>\n",
        place.x(*point->lon), place.y(*point->lat),
        3 + 13 * std::sqrt(static_cast<double>(point->mentions) / most), describe_point(*point));
}

/// The names of the first points, as far as none covers another.
void draw_names(const std::vector<const EntryTotals*>& points, const Projection& place,
                std::string& out) {
  struct Box {
    double left, right, y;
  };
  std::vector<Box> taken;
  for (std::size_t i = 0; i < points.size() && taken.size() < kMaxNamed; ++i) {
    const std::string name = name_of(*points[i]);
    const double x = place.x(*points[i]->lon), y = place.y(*points[i]->lat) - 6,
                 width = 7.5 * static_cast<double>(text::display_width(name));
    const bool to_left = x + width > place.width();
    const Box box = to_left ? Box{x - 6 - width, x - 6, y} : Box{x + 6, x + 6 + width, y};
    const bool is_free = std::none_of(taken.begin(), taken.end(), [&](const Box& other) {
      return std::abs(other.y - y) < 13 && box.left < other.right && other.left < box.right;
    });
    if (!is_free || width > place.width() / 2) continue;
    taken.push_back(box);
    add(out, "<text class=\"name\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n",
        to_left ? box.right : box.left, y, to_left ? "end" : "start", escape(name));
  }
}

void list_points(const std::vector<const EntryTotals*>& points, std::string& out) {
  out +=
      "<details><summary>The places as a table</summary><div class=\"scroll\"><table>\n<tr><th "
      "scope=\"col\">Place</th>"
      "<th scope=\"col\">Latitude</th><th scope=\"col\">Longitude</th><th "
      "scope=\"col\">Mentions</th></tr>\n";
  for (const EntryTotals* point : points)
    add(out, "<tr><td>{} {}</td><td>{:.4f}</td><td>{:.4f}</td><td>{}</td></tr>\n",
        isolate(point->name), isolate(point->ko), *point->lat, *point->lon, point->mentions);
  out += "</table></div></details>\n";
}

using Series = std::vector<std::uint64_t>;

/// Time cut into months or years, without gaps.
class Periods {
 public:
  explicit Periods(const std::map<std::string, std::uint64_t>& months) {
    const int first = number_of(months.begin()->first), last = number_of(months.rbegin()->first);
    step_ = last - first >= 60 ? 12 : 1;
    first_ = first / step_;
    count_ = static_cast<std::size_t>(last / step_ - first_) + 1;
  }

  [[nodiscard]] std::size_t count() const { return count_; }

  [[nodiscard]] Series add_up(const std::map<std::string, std::uint64_t>& by_month) const {
    Series series(count_, 0);
    for (const auto& [month, count] : by_month)
      series[static_cast<std::size_t>(number_of(month) / step_ - first_)] += count;
    return series;
  }

  [[nodiscard]] std::string name(std::size_t i) const {
    const int number = (first_ + static_cast<int>(i)) * step_;
    if (step_ == 12) return fmt::format("{:04}", number / 12);
    return fmt::format("{:04}-{:02}", number / 12, number % 12 + 1);
  }

 private:
  /// Months since the year 0 of "2019-10", as far as its digits go.
  static int number_of(const std::string& month) {
    const auto digit = [&](std::size_t i) {
      return month[i] >= '0' && month[i] <= '9' ? month[i] - '0' : 0;
    };
    const int year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    return year * 12 + std::clamp(digit(5) * 10 + digit(6), 1, 12) - 1;
  }

  int first_ = 0, step_ = 1;
  std::size_t count_ = 0;
};

constexpr std::size_t kCurves = 5;

/// A curve is told by its dashes and the shape of its marks, not only by its colour.
struct CurveLook {
  const char* dashes;
  const char* mark;  // a path around 0 0
};
constexpr std::array<CurveLook, kCurves> kCurveLooks = {
    {{"none", "M-4 -4h8v8h-8z"},
     {"7 3", "M0 -5L5 4H-5z"},
     {"2 3", "M0 -5L5 0L0 5L-5 0z"},
     {"9 3 2 3", "M-4 -4L4 4M4 -4L-4 4"},
     {"4 2", "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0"}}};

/// Curves over one scale, with their names beside them.
class Plot {
 public:
  Plot(const Periods& periods, std::uint64_t most) : periods_(periods), most_(std::max(most, 1ul)) {
    for (const double part : {0.0, 0.5, 1.0})
      add(out_,
          "<path class=\"grid\" d=\"M{0} {1:.1f}H{2}\"/><text x=\"{3}\" y=\"{4:.1f}\" "
          "text-anchor=\"end\">{5:g}</text>\n",
          kLeft, y(part * static_cast<double>(most_)), kRight, kLeft - 6,
          y(part * static_cast<double>(most_)) + 4, part * static_cast<double>(most_));
    const std::size_t every = periods.count() / 12 + 1;
    for (std::size_t i = 0; i < periods.count(); i += every)
      add(out_, "<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n", x(i),
          kBottom + 18, periods.name(i));
  }

  void add_curve(std::size_t number, const std::string& name, const Series& series) {
    const CurveLook& look = kCurveLooks[number];
    std::string line;
    for (std::size_t i = 0; i < series.size(); ++i)
      add(line, "{}{:.1f} {:.1f}", i == 0 ? "M" : "L", x(i), y(static_cast<double>(series[i])));
    add(out_, "<g class=\"curve c{}\"><path d=\"{}\" stroke-dasharray=\"{}\"/>\n", number, line,
        look.dashes);
    for (std::size_t i = 0; i < series.size(); ++i)
      if (series[i] > 0)
        add(out_,
            "<path transform=\"translate({:.1f} {:.1f})\" d=\"{}\"><title>{}, {}: "
            "{}</title></path>\n",
            x(i), y(static_cast<double>(series[i])), look.mark, escape(name), periods_.name(i),
            series[i]);
    const double top = kTop + 20.0 * static_cast<double>(number);
    add(out_,
        "<path transform=\"translate({0} {1})\" d=\"{2}\"/><text x=\"{3}\" "
        "y=\"{4}\">{5}</text></g>\n",
        kRight + 20, top, look.mark, kRight + 30, top + 4, escape(name));
  }

  [[nodiscard]] std::string take() {
    return "<svg class=\"plot\" viewBox=\"0 0 1000 300\" role=\"img\" aria-label=\"Mentions of the "
           "most frequent entries over time; the table below has the numbers\">\n" +
           std::move(out_) + "</svg>\n";
  }

 private:
  static constexpr int kLeft = 60, kRight = 780, kTop = 20, kBottom = 260;
  [[nodiscard]] double x(std::size_t i) const {
    const auto last = static_cast<double>(std::max<std::size_t>(periods_.count() - 1, 1));
    return kLeft + 15 + (kRight - kLeft - 30) * static_cast<double>(i) / last;
  }
  [[nodiscard]] double y(double value) const {
    return kBottom - (kBottom - kTop) * value / static_cast<double>(most_);
  }

  const Periods& periods_;
  std::uint64_t most_;
  std::string out_;
};

struct Curve {
  std::string name;
  Series series;
};

void list_curves(const std::vector<Curve>& curves, const Series& documents, const Periods& periods,
                 std::string& out) {
  out +=
      "<details><summary>The numbers as a table</summary><div class=\"scroll\"><table>\n<tr><th "
      "scope=\"col\">Time</th>"
      "<th scope=\"col\">Documents</th>";
  for (const Curve& curve : curves) add(out, "<th scope=\"col\">{}</th>", isolate(curve.name));
  out += "</tr>\n";
  for (std::size_t i = 0; i < periods.count(); ++i) {
    add(out, "<tr><th scope=\"row\">{}</th><td>{}</td>", periods.name(i), documents[i]);
    for (const Curve& curve : curves) add(out, "<td>{}</td>", curve.series[i]);
    out += "</tr>\n";
  }
  out += "</table></div></details>\n";
}

}  // namespace

std::string draw_labels(const Totals& totals, bool has_other_side, Looks& looks) {
  std::uint64_t most = 0;
  for (const auto& [label, counts] : totals.labels())
    most = std::max({most, counts.mentions, counts.of_other_side});
  std::string out =
      "<div class=\"scroll\"><table>\n<tr><th scope=\"col\">Label</th><th "
      "scope=\"col\">Mentions</th><td></td>";
  if (has_other_side) out += "<th scope=\"col\">Other side</th><td></td>";
  out += "</tr>\n";
  for (const auto& [label, counts] : totals.labels()) {
    add(out, "<tr><th scope=\"row\"><span class=\"key c{}\">{}</span></th><td>{}</td>{}",
        looks.look_of(label), isolate(label), counts.mentions, bar(counts.mentions, most));
    if (has_other_side)
      add(out, "<td>{}</td>{}", counts.of_other_side, bar(counts.of_other_side, most));
    out += "</tr>\n";
  }
  out += "</table></div>\n";
  if (totals.relations().empty()) return out;
  out +=
      "<div class=\"scroll\"><table>\n<tr><th scope=\"col\">Relation</th><th "
      "scope=\"col\">Count</th></tr>\n";
  for (const auto& [type, count] : totals.relations())
    add(out, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", isolate(type), count);
  return out + "</table></div>\n";
}

std::string draw_entries(const Totals& totals) {
  const std::vector<const EntryTotals*> entries = totals.entries();
  if (entries.empty()) return "<p>No mention is linked to an entry.</p>\n";
  std::string out =
      "<div class=\"scroll\"><table>\n<tr><th scope=\"col\">Entry</th><th "
      "scope=\"col\">Label</th><th "
      "scope=\"col\">Mentions</th><td></td><th scope=\"col\">Documents</th><th "
      "scope=\"col\">Spellings</th></tr>\n";
  for (std::size_t i = 0; i < std::min(entries.size(), kMaxRows); ++i) {
    const EntryTotals& entry = *entries[i];
    add(out,
        "<tr><th scope=\"row\">{} {} <code>{}</code></th><td>{}</td><td>{}</td>{}<td>{}</td>"
        "<td>{}</td></tr>\n",
        isolate(entry.name), isolate(entry.ko), isolate(entry.id), isolate(entry.label),
        entry.mentions, bar(entry.mentions, entries.front()->mentions), entry.documents,
        list_spellings(entry));
  }
  out += "</table></div>\n";
  if (entries.size() > kMaxRows) add(out, "<p>… {} more</p>\n", entries.size() - kMaxRows);
  if (totals.uncounted() > 0)
    add(out, "<p>{} of still other entries are not told apart.</p>\n",
        count_of(totals.uncounted(), "mention"));
  return out;
}

std::string draw_map(const Totals& totals) {
  std::vector<const EntryTotals*> points;
  for (const EntryTotals* entry : totals.entries())
    if (has_place(*entry)) points.push_back(entry);
  if (points.empty()) return {};
  const std::size_t all = points.size();
  points.resize(std::min(all, kMaxPoints));
  const Projection place(points);
  std::string out = fmt::format(
      "<svg class=\"map\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"Map of {}; the "
      "table below has the numbers\">\n",
      place.width(), place.height(), count_of(points.size(), "linked place"));
  place.draw_grid(out);
  draw_points(points, place, out);
  draw_names(points, place, out);
  out += "</svg>\n";
  if (all > points.size())
    add(out, "<p>The {} most frequent of {} places.</p>\n", points.size(), all);
  list_points(points, out);
  return out;
}

std::string draw_time(const Totals& totals) {
  if (totals.months().size() < 2) return {};
  const Periods periods(totals.months());
  std::vector<Curve> curves;
  std::uint64_t most = 0;
  for (const EntryTotals* entry : totals.entries()) {
    if (curves.size() == kCurves) break;
    if (entry->by_month.empty()) continue;
    curves.push_back({name_of(*entry), periods.add_up(entry->by_month)});
    most =
        std::max(most, *std::max_element(curves.back().series.begin(), curves.back().series.end()));
  }
  Plot plot(periods, most);
  for (std::size_t i = 0; i < curves.size(); ++i)
    plot.add_curve(i, curves[i].name, curves[i].series);
  std::string out = plot.take();
  list_curves(curves, periods.add_up(totals.months()), periods, out);
  return out;
}

}  // namespace waymark::view
