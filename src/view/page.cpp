// SPDX-License-Identifier: Apache-2.0
#include "view/page.h"

#include <algorithm>
#include <utility>

#include "text/json.h"
#include "view/assets.h"
#include "view/charts.h"
#include "view/details.h"
#include "view/differences.h"
#include "view/html.h"

namespace waymark::view {
namespace {

void append_section(const char* id, const char* title, const std::string& body, std::string& out) {
  if (body.empty()) return;
  out +=
      std::string("<section id=\"") + id + "\">\n<h2>" + title + "</h2>\n" + body + "</section>\n";
}

/// The fields of meta in one line.
void append_meta(const Document& document, std::string& out) {
  const auto meta = text::json::parse(document.meta.empty() ? "{}" : document.meta);
  if (!meta || meta->members().empty()) return;
  out += "<p class=\"meta\">";
  bool is_first = true;
  for (const text::json::Member& member : meta->members()) {
    std::string value;
    if (const std::string* string = member.value.as_string())
      value = *string;
    else
      text::json::append(member.value, value);
    out += (is_first ? "" : " · ") + isolate(member.name) + ": " + isolate(value);
    is_first = false;
  }
  out += "</p>\n";
}

void append_heading(const Document& document, const std::string& id, std::string& out) {
  out += "<article id=\"" + id + "\" aria-labelledby=\"" + id + "h\">\n<h2 id=\"" + id + "h\">" +
         isolate(document.id.empty() ? "(no id)" : document.id) + "</h2>\n";
  append_meta(document, out);
}

std::uint64_t count_notes(const std::vector<std::string>& notes) {
  return static_cast<std::uint64_t>(
      std::count_if(notes.begin(), notes.end(), [](const auto& note) { return !note.empty(); }));
}

}  // namespace

Page::Page(PageOptions options) : options_(std::move(options)) {}

bool Page::has_room() const { return drawn_ < options_.most_documents && drawn_bytes_ < kMaxPage; }

std::string Page::next_id() { return "d" + std::to_string(++drawn_); }

void Page::begin(std::string& out) const {
  out += page_head(options_.title, kStyle, kScript);
  out += "<a class=\"skip\" href=\"#texts\">To the texts</a>\n<header>\n<h1>" +
         isolate(options_.title) +
         "</h1>\n<nav aria-label=\"Parts of the page\"><a href=\"#texts\">Texts</a><a "
         "href=\"#labels\">Labels</a><a href=\"#entries\">Entries</a><a href=\"#totals\">Totals</a>"
         "</nav>\n";
  if (has_sides())
    out += "<p>Left: " + isolate(options_.side_a) + ". Right: " + isolate(options_.side_b) +
           ". What differs is hatched and marked ≠; n and p go to the next and the previous.</p>\n";
  // Without the script these do nothing, so it is the script that shows them.
  out +=
      "<div class=\"tools hidden\"><label>Search <input type=\"search\" id=\"search\"></label>"
      "<span id=\"status\" role=\"status\"></span><button type=\"button\" id=\"theme\">Light or "
      "dark</button><label><input type=\"checkbox\" id=\"names-on\" checked> label names</label>"
      "<label><input type=\"checkbox\" id=\"relations-on\"> all relations</label>";
  if (has_sides())
    out += "<label><input type=\"checkbox\" id=\"sames-on\" checked> what is alike</label>";
  out +=
      "</div>\n<div class=\"tools hidden\"><fieldset id=\"labels-on\"><legend>Labels</legend>"
      "</fieldset></div>\n<p class=\"meta\">Point at a mention, or go to it with Tab and on with "
      "the arrow keys (up and down: the one around and the one inside); Escape closes its "
      "details.</p>\n</header>\n<main>\n<section id=\"texts\" aria-label=\"Texts\">\n";
}

void Page::draw_side(const Document& document, const std::string& name, const std::string& id,
                     const std::vector<std::string>& notes, std::string& out) {
  const Drawing drawing = plan(document);
  if (!name.empty()) out += "<section>\n<h3>" + isolate(name) + "</h3>\n";
  const auto deepest = std::max_element(drawing.height.begin(), drawing.height.end());
  out += "<div class=\"text\" dir=\"auto\" style=\"--deep:" +
         std::to_string(deepest == drawing.height.end() ? 0u : *deepest) + "\"";
  if (!document.lang.empty()) out += " lang=\"" + escape(document.lang) + "\"";
  out += ">";
  append_marked_text(document, drawing, id, notes, looks_, out);
  out += "</div>\n";
  if (drawing.text_end < document.text.size())
    out += "<p>… the text goes on; only its first " + std::to_string(drawing.text_end) +
           " bytes are shown.</p>\n";
  append_details(document, drawing, id, notes, looks_, out);
  if (!name.empty()) out += "</section>\n";
}

void Page::add(const Document& document, std::string& out) {
  totals_.add(document);
  if (!has_room()) return;
  const std::size_t before = out.size();
  const std::string id = next_id();
  append_heading(document, id, out);
  draw_side(document, {}, id, {}, out);
  out += "</article>\n";
  drawn_bytes_ += out.size() - before;
}

void Page::add_pair(const Document& a, const Document& b, std::string& out) {
  totals_.add(a);
  totals_.add_other_side(b);
  const DifferenceNotes notes = find_differences(a, b);
  alike_ += notes.alike;
  only_a_ += count_notes(notes.a), only_b_ += count_notes(notes.b);
  if (!has_room()) return;
  const std::size_t before = out.size();
  const std::string id = next_id();
  append_heading(a, id, out);
  out += "<p>" + std::to_string(notes.alike) + " alike, " + std::to_string(count_notes(notes.a)) +
         " otherwise on the left, " + std::to_string(count_notes(notes.b)) +
         " on the right.</p>\n<div class=\"sides\">\n";
  draw_side(a, options_.side_a, id + "a", notes.a, out);
  draw_side(b, options_.side_b, id + "b", notes.b, out);
  out += "</div>\n</article>\n";
  drawn_bytes_ += out.size() - before;
}

void Page::end(std::string& out) {
  if (drawn_ < totals_.documents())
    out += "<p>" + std::to_string(drawn_) + " of " + count_of(totals_.documents(), "document") +
           " are shown; the totals are of all of them.</p>\n";
  out += "</section>\n";
  append_section("labels", "Mentions by label", draw_labels(totals_, has_sides(), looks_), out);
  append_section("entries", "Entries and their spellings", draw_entries(totals_), out);
  append_section("map", "Linked places", draw_map(totals_), out);
  append_section("time", "Entries over time", draw_time(totals_), out);
  std::string totals = "<p>" + count_of(totals_.documents(), "document") + ", " +
                       count_of(totals_.mentions(), "mention") + ", of which " +
                       std::to_string(totals_.linked()) + " are linked.</p>\n";
  if (has_sides())
    totals += "<p>Both sides say the same of " + count_of(alike_, "mention") + "; " +
              std::to_string(only_a_) + " are otherwise on the left, " + std::to_string(only_b_) +
              " on the right.</p>\n";
  append_section("totals", "Totals", totals, out);
  out +=
      "</main>\n<aside id=\"details\" role=\"region\" aria-live=\"polite\" aria-label=\"Details of "
      "the mention\"></aside>\n<script>";
  out += kScript;
  out += "</script>\n</body>\n</html>\n";
}

}  // namespace waymark::view
