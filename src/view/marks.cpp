// SPDX-License-Identifier: Apache-2.0
// One walk over the mentions by begin keeps the stack of those that are open; it never holds more
// than kDeepestMark, so hostile nesting costs no more than plain text.
#include "view/marks.h"

#include <algorithm>

#include "text/utf8.h"
#include "view/html.h"

namespace waymark::view {
namespace {

class MarkedText {
 public:
  MarkedText(const Document& document, const Drawing& drawing, std::string_view id,
             const std::vector<std::string>& notes, Looks& looks, std::string& out)
      : document_(document), drawing_(drawing), id_(id), notes_(notes), looks_(looks), out_(out) {}

  void append() {
    for (std::size_t i = 0; i < drawing_.listed; ++i) {
      if (!drawing_.is_drawn[i]) continue;
      close_until(document_.mentions[i].span.begin);
      write_text(document_.mentions[i].span.begin);
      open(i, false);
    }
    close_until(drawing_.text_end);
    write_text(drawing_.text_end);
  }

 private:
  /// Closes, in the order of their ends, what ends up to `place`.
  void close_until(std::uint32_t place) {
    while (!open_.empty()) {
      const auto first = std::min_element(open_.begin(), open_.end(),
                                          [&](auto a, auto b) { return end_of(a) < end_of(b); });
      const std::uint32_t end = end_of(*first);
      if (end > place) return;
      write_text(end);
      // Whatever was opened inside it and goes on is cut here and opened again.
      const std::vector<std::size_t> cut(first, open_.end());
      out_.append(closing_tags(cut.size()));
      open_.erase(first, open_.end());
      for (const std::size_t mention : cut)
        if (end_of(mention) > end) open(mention, true);
    }
  }

  static std::string closing_tags(std::size_t count) {
    std::string tags;
    while (count-- > 0) tags += "</mark>";
    return tags;
  }

  [[nodiscard]] std::uint32_t end_of(std::size_t mention) const {
    return document_.mentions[mention].span.end;
  }

  void write_text(std::uint32_t end) {
    append_escaped(document_.slice({at_, end}), out_);
    at_ = end;
  }

  void open(std::size_t i, bool goes_on) {
    const Mention& mention = document_.mentions[i];
    const std::string height = std::to_string(drawing_.height[i]);
    out_ += "<mark class=\"c" + std::to_string(looks_.look_of(mention.label)) + " h" + height;
    if (!notes_.empty() && !notes_[i].empty()) out_ += " diff";
    const std::string id = mark_id(id_, i);
    if (goes_on)
      out_ += " cont\" data-m=\"" + id + "\" data-l=\"";
    else
      out_ += "\" id=\"" + id + "\" role=\"group\" aria-roledescription=\"mention\" tabindex=\"" +
              (is_first_ ? "0" : "-1") + "\" aria-details=\"r" + id + "\" aria-label=\"" +
              label_in_words(i) + "\" data-l=\"";
    append_escaped(mention.label, out_);
    out_ += "\">";
    is_first_ = is_first_ && goes_on;
    open_.push_back(i);
  }

  [[nodiscard]] std::string label_in_words(std::size_t i) const {
    const Mention& mention = document_.mentions[i];
    std::string words = escape(mention.label);
    if (mention.link && !mention.link->name.empty()) words += ": " + escape(mention.link->name);
    if (!notes_.empty() && !notes_[i].empty()) words += ", " + escape(notes_[i]);
    return words;
  }

  const Document& document_;
  const Drawing& drawing_;
  std::string_view id_;
  const std::vector<std::string>& notes_;
  Looks& looks_;
  std::string& out_;
  std::vector<std::size_t> open_;  // mentions, outermost first
  std::uint32_t at_ = 0;
  bool is_first_ = true;
};

}  // namespace

Looks::Looks() {
  for (const char* label : {"PLACE", "AGENCY", "ROLE", "PERSON", "DATE", "UNIT", "POST"})
    looks_.emplace(label, looks_.size());
}

std::size_t Looks::look_of(const std::string& label) {
  // Labels may be any number of strings; only the first thousands are remembered.
  constexpr std::size_t kMost = 4096;
  const auto found = looks_.find(label);
  if (found != looks_.end()) return found->second % kLooks;
  if (looks_.size() < kMost) looks_.emplace(label, looks_.size());
  return (looks_.size() - 1) % kLooks;
}

Drawing plan(const Document& document) {
  Drawing drawing;
  std::size_t end = std::min<std::size_t>(document.text.size(), kMaxDrawnText);
  while (!text::is_code_point_boundary(document.text, end)) --end;
  drawing.text_end = static_cast<std::uint32_t>(end);
  drawing.listed = std::min(document.mentions.size(), kMaxDrawnMentions);
  drawing.is_drawn.assign(drawing.listed, false);
  drawing.height.assign(drawing.listed, 0);
  std::vector<std::size_t> open;  // outermost first
  for (std::size_t i = 0; i < drawing.listed; ++i) {
    const Span span = document.mentions[i].span;
    std::erase_if(open, [&](std::size_t m) { return document.mentions[m].span.end <= span.begin; });
    if (span.empty() || span.end > end || open.size() >= kDeepestMark) continue;
    drawing.is_drawn[i] = true;
    for (std::size_t k = 0; k < open.size(); ++k)
      drawing.height[open[k]] =
          std::max(drawing.height[open[k]], static_cast<unsigned>(open.size() - k));
    open.push_back(i);
  }
  return drawing;
}

std::string mark_id(std::string_view document, std::size_t mention) {
  return std::string(document) + 'm' + std::to_string(mention + 1);
}

void append_marked_text(const Document& document, const Drawing& drawing, std::string_view id,
                        const std::vector<std::string>& notes, Looks& looks, std::string& out) {
  MarkedText(document, drawing, id, notes, looks, out).append();
}

}  // namespace waymark::view
