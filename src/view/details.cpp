// SPDX-License-Identifier: Apache-2.0
#include "view/details.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "text/json.h"
#include "text/utf8.h"
#include "view/html.h"

namespace waymark::view {
namespace {

constexpr std::size_t kMaxCandidates = 10, kMaxNamesInCell = 12;

/// A mention's text where it stands as a name of it: long ones are cut.
std::string short_text(const Document& document, Span span) {
  const std::string_view text = document.slice(span);
  std::size_t size = std::min<std::size_t>(text.size(), 120);
  while (!text::is_code_point_boundary(text, size)) --size;
  return isolate(text.substr(0, size)) + (size < text.size() ? "…" : "");
}

class Details {
 public:
  Details(const Document& document, const Drawing& drawing, std::string_view id,
          const std::vector<std::string>& notes, Looks& looks, std::string& out)
      : document_(document), drawing_(drawing), id_(id), notes_(notes), looks_(looks), out_(out) {
    relations_.resize(drawing.listed);
    for (const Relation& relation : document.relations) {
      add_relation(relation.from, relation, relation.to, true);
      add_relation(relation.to, relation, relation.from, false);
    }
  }

  void append() {
    out_ += "<details class=\"table\"><summary>" + count_of(document_.mentions.size(), "mention") +
            ", " + count_of(document_.relations.size(), "relation") +
            "</summary>\n<div class=\"scroll\"><table class=\"mentions\">\n<tr>";
    for (const char* title : {"Mention", "Label", "Difference", "Link", "Made by", "Candidates",
                              "Slots", "Relations", "Features"})
      if (!notes_.empty() || std::string_view(title) != "Difference")
        out_ += std::string("<th scope=\"col\">") + title + "</th>";
    out_ += "</tr>\n";
    for (std::size_t i = 0; i < drawing_.listed; ++i) row(i);
    out_ += "</table></div>\n";
    if (drawing_.listed < document_.mentions.size())
      out_ += "<p>Only the first " + std::to_string(drawing_.listed) + " are listed.</p>\n";
    out_ += "</details>\n";
  }

 private:
  void add_relation(std::uint32_t at, const Relation& relation, std::uint32_t other, bool is_from) {
    if (at >= relations_.size()) return;
    std::string& cell = relations_[at].html;
    if (++relations_[at].count > kMaxNamesInCell) return;
    cell += cell.empty() ? "" : "; ";
    cell += (is_from ? "→ " : "← ") + isolate(relation.type) + ' ';
    cell += reference(other, relation.type, is_from ? "to" : "from");
  }

  /// A mention's text that leads to it.
  std::string reference(std::uint32_t mention, std::string_view what, const char* direction) const {
    if (mention >= document_.mentions.size()) return {};
    const std::string text = short_text(document_, document_.mentions[mention].span);
    if (mention >= drawing_.listed || !drawing_.is_drawn[mention]) return text;
    return "<a href=\"#" + mark_id(id_, mention) + "\" data-" + direction + "=\"" + escape(what) +
           "\">" + text + "</a>";
  }

  void cell(const std::string& html) { out_ += "<td>" + html + "</td>"; }

  void row(std::size_t i) {
    const Mention& mention = document_.mentions[i];
    out_ += "<tr id=\"r" + mark_id(id_, i) + "\" data-l=\"" + escape(mention.label) + "\">";
    out_ += "<th scope=\"row\">" +
            (drawing_.is_drawn[i] ? "<a href=\"#" + mark_id(id_, i) + "\">" +
                                        short_text(document_, mention.span) + "</a>"
                                  : short_text(document_, mention.span)) +
            "</th>";
    cell("<span class=\"key c" + std::to_string(looks_.look_of(mention.label)) + "\">" +
         isolate(mention.label) + "</span>");
    if (!notes_.empty()) cell(isolate(notes_[i]));
    cell(mention.link ? link(*mention.link) : "");
    cell(origin(mention));
    cell(list_candidates(mention.candidates));
    cell(slots(mention));
    cell(relations(i));
    cell(features(mention));
    out_ += "</tr>\n";
  }

  static std::string link(const Link& link) {
    std::string html = isolate(link.name);
    if (!link.ko.empty()) html += " <span lang=\"ko\">" + isolate(link.ko) + "</span>";
    if (!link.entry.empty()) html += " <code>" + isolate(link.entry) + "</code>";
    for (const std::string& part : {link.kind, link.province, link.country})
      if (!part.empty()) html += ", " + isolate(part);
    if (link.lat && link.lon) html += fmt::format(", {:.4f} {:.4f}", *link.lat, *link.lon);
    for (const auto& [name, id] : link.ids) html += ", " + isolate(name) + " " + isolate(id);
    if (link.score > 0) html += fmt::format(", score {:.2f}", link.score);
    return html;
  }

  static std::string origin(const Mention& mention) {
    std::string html = mention.by.empty() ? "" : isolate(mention.by) + ", ";
    if (mention.form) html += show_form(*mention.form) + ", ";
    return html + fmt::format("confidence {:.2f}", mention.confidence);
  }

  std::string slots(const Mention& mention) const {
    std::string html;
    for (const Slot& slot : mention.slots) {
      html += (html.empty() ? "" : "; ") + isolate(slot.name) + ": ";
      if (const Span* span = std::get_if<Span>(&slot.value)) {
        html += short_text(document_, *span);
        continue;
      }
      std::size_t count = 0;
      for (const std::uint32_t filler : std::get<0>(slot.value)) {
        if (++count > kMaxNamesInCell) break;
        html += (count > 1 ? ", " : "") + reference(filler, slot.name, "slot");
      }
    }
    return html;
  }

  [[nodiscard]] std::string relations(std::size_t i) const {
    const std::size_t count = relations_[i].count;
    if (count <= kMaxNamesInCell) return relations_[i].html;
    return relations_[i].html + "; … " + std::to_string(count - kMaxNamesInCell) + " more";
  }

  static std::string features(const Mention& mention) {
    std::string html;
    for (const Feature& feature : mention.features) {
      std::string value;
      if (const auto* string = std::get_if<std::string>(&feature.value))
        value = *string;
      else
        std::visit([&](const auto& other) { text::json::Writer(value).value(other); },
                   feature.value);
      html += (html.empty() ? "" : "; ") + isolate(feature.name) + " " + isolate(value);
    }
    return html;
  }

  struct RelationCell {
    std::string html;
    std::size_t count = 0;
  };

  const Document& document_;
  const Drawing& drawing_;
  std::string_view id_;
  const std::vector<std::string>& notes_;
  Looks& looks_;
  std::string& out_;
  std::vector<RelationCell> relations_;  // of each listed mention
};

}  // namespace

std::string show_form(const Form& form) {
  std::string html = "form " + isolate(form.why);
  if (!form.scheme.empty()) html += " (" + isolate(form.scheme) + ")";
  return form.corrected ? html + ", <strong>corrected</strong>" : html;
}

std::string list_candidates(const std::vector<LinkCandidate>& candidates) {
  if (candidates.empty()) return {};
  std::string html = "<ol>";
  for (std::size_t i = 0; i < std::min(candidates.size(), kMaxCandidates); ++i) {
    const LinkCandidate& candidate = candidates[i];
    html += "<li>" + isolate(candidate.name) + " <code>" + isolate(candidate.entry) + "</code>" +
            fmt::format(" {:.2f}", candidate.score);
    if (!candidate.why.empty()) html += ": " + isolate(candidate.why);
    html += "</li>";
  }
  return html + "</ol>";
}

void append_details(const Document& document, const Drawing& drawing, std::string_view id,
                    const std::vector<std::string>& notes, Looks& looks, std::string& out) {
  Details(document, drawing, id, notes, looks, out).append();
}

}  // namespace waymark::view
