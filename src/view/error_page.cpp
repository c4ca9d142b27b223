// SPDX-License-Identifier: Apache-2.0
#include "view/error_page.h"

#include <algorithm>
#include <array>
#include <map>

#include "evaluate/report.h"
#include "view/assets.h"
#include "view/details.h"
#include "view/html.h"

namespace waymark::view {
namespace {

using evaluate::Error;
using evaluate::ErrorKind;

constexpr std::array kKinds = {ErrorKind::kMissed, ErrorKind::kSpurious, ErrorKind::kBoundary,
                               ErrorKind::kLabel, ErrorKind::kLink};

/// Hides the errors that are not asked for.
constexpr std::string_view kFilter = R"js(
'use strict';
(() => {
const rows = [...document.querySelectorAll('tr.error')];
const fields = ['kind', 'label'].map(name => document.getElementById(name));
const search = document.getElementById('search'), status = document.getElementById('status');
for (const field of fields)
  for (const value of [...new Set(rows.map(r => r.dataset[field.id]))].sort()) {
    const option = document.createElement('option');
    option.textContent = option.value = value;
    field.append(option);
  }
function filter() {
  const wanted = search.value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const fits = fields.every(f => !f.value || row.dataset[f.id] === f.value) && (!wanted || row.textContent.toLowerCase().includes(wanted));
    row.classList.toggle('hidden', !fits);
    shown += fits;
  }
  status.textContent = shown + ' of ' + rows.length + ' errors';
}
[...fields, search].forEach(f => f.addEventListener('input', filter));
document.getElementById('tools').classList.remove('hidden');
})();
)js";

std::string context(const Error& error) {
  const std::string_view text = error.context;
  const Span span = error.context_span;
  return escape(text.substr(0, span.begin - 1)) + "<b>" +
         escape(text.substr(span.begin, span.byte_size())) + "</b>" +
         escape(text.substr(span.end + 1));
}

/// What tells, of the document as a file, all that happened at the place.
std::string explain_command(const Error& error) {
  std::string file = "'";
  for (const char c : error.document) file += c == '\'' ? "'\\''" : std::string(1, c);
  const Span place = error.code_points;
  return "<div><code>waymark explain --at " + std::to_string(place.begin) + '-' +
         std::to_string(place.end) + ' ' + escape(file + '\'') + "</code></div>";
}

std::string reason(const Error& error) {
  std::string html = isolate(error.by);
  if (error.form) html += (error.by.empty() ? "" : ", ") + show_form(*error.form);
  return html + list_candidates(error.candidates) + explain_command(error);
}

void append_error(const Error& error, std::string& out) {
  const std::string kind(key_of(error.kind));
  out += "<tr class=\"error\" data-kind=\"" + kind + "\" data-label=\"" + escape(error.label) +
         "\"><td class=\"kind\">" + kind + "</td><td>" + isolate(error.label) + "</td><td>" +
         isolate(error.text) + "</td><td>" + isolate(error.detail) +
         "</td><td class=\"context\" dir=\"auto\">" + context(error) + "</td><td>" +
         isolate(error.document) + "</td><td>" + reason(error) + "</td></tr>\n";
}

/// How many errors of each kind there are.
std::string count_kinds(const evaluate::Scores& scores) {
  std::map<ErrorKind, std::uint64_t> counts = scores.error_counts;
  std::string html = "<p>";
  for (const ErrorKind kind : kKinds)
    html += (kind == kKinds.front() ? "" : ", ") + std::string(title_of(kind)) + ": " +
            std::to_string(counts[kind]);
  return html + "</p>\n";
}

}  // namespace

std::string make_error_page(const evaluate::Scores& scores) {
  std::string out = page_head("Errors", kStyle, kFilter);
  out += "<main>\n<h1>Errors</h1>\n" + count_kinds(scores) +
         "<div class=\"tools hidden\" id=\"tools\"><label>Kind <select id=\"kind\"><option "
         "value=\"\">all</option></select></label><label>Label <select id=\"label\"><option "
         "value=\"\">all</option></select></label><label>Search <input type=\"search\" "
         "id=\"search\"></label><span id=\"status\" role=\"status\"></span></div>\n"
         "<div class=\"scroll\"><table>\n<tr>";
  for (const char* title : {"Kind", "Label", "Text", "Given", "Context", "Document", "Reason"})
    out += std::string("<th scope=\"col\">") + title + "</th>";
  out += "</tr>\n";
  for (std::size_t i = 0; i < std::min(scores.errors.size(), kMaxErrors); ++i)
    append_error(scores.errors[i], out);
  out += "</table></div>\n";
  std::uint64_t all = 0;
  for (const auto& [kind, count] : scores.error_counts) all += count;
  if (const std::size_t shown = std::min(scores.errors.size(), kMaxErrors); shown < all)
    out += "<p>The first " + std::to_string(shown) + " of " + std::to_string(all) + ".</p>\n";
  out += "</main>\n<script>";
  out += kFilter;
  return out + "</script>\n</body>\n</html>\n";
}

}  // namespace waymark::view
