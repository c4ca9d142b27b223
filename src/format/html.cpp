// SPDX-License-Identifier: Apache-2.0
// The page needs nothing from elsewhere; labels are told apart by words, not by colour alone.
#include "format/inline_markup.h"
#include "format/stream_writer.h"

namespace waymark::format {
namespace {

constexpr std::string_view kHead =
    "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>waymark</title>\n<style>\n"
    "body { max-width: 50em; margin: 2em auto; font-family: sans-serif; line-height: 1.6 }\n"
    ".text { white-space: pre-wrap }\n"
    "mark { background: #ffe8a3; padding: 0 .15em; border: 1px solid #8a6d00 }\n"
    "mark mark { background: #d6ecff; border-color: #00507a }\n"
    "mark::after { content: ' ' attr(data-label); font-size: .6em; vertical-align: super }\n"
    "</style>\n</head>\n<body>\n";

void append_attribute(std::string_view name, std::string_view value, std::string& out) {
  if (value.empty()) return;
  out.append(" ").append(name).append("=\"");
  append_markup(value, out);
  out += '"';
}

class HtmlWriter : public StreamWriter {
 public:
  HtmlWriter() : StreamWriter(".html") {}

  Carries carries() const override {
    return {.overlap = Carries::Overlap::kNested,
            .links = Carries::Links::kNamed,
            .masks = false,
            .meta = false,
            .tokens = false,
            .token_features = false,
            .sentences = false,
            .run = false,
            .confidence = false,
            .candidates = false,
            .forms = false,
            .features = false,
            .makers = false,
            .alternatives = false,
            .corrected = false,
            .slots = false,
            .relations = false,
            .character = is_xml_character};
  }

  std::string begin() const override { return std::string(kHead); }
  std::string end() const override { return "</body>\n</html>\n"; }

  void write(const Document& document, std::string& out) const override {
    out += "<article";
    append_attribute("lang", document.lang, out);
    out += ">\n<h2>";
    append_markup(document.id, out);
    out += "</h2>\n<div class=\"text\">";
    walk_markup(
        document, [&](const Mention& mention) { open(mention, out); },
        [&](const Mention&) { out += "</mark>"; },
        [&](std::string_view text) { append_markup(text, out); });
    out += "</div>\n</article>\n";
  }

 private:
  static void open(const Mention& mention, std::string& out) {
    out += "<mark";
    append_attribute("data-label", mention.label, out);
    if (mention.link) {
      append_attribute("data-entry", mention.link->entry, out);
      append_attribute("title", mention.link->name, out);
    }
    out += '>';
  }
};

}  // namespace

std::unique_ptr<Writer> make_html_writer(const WriteOptions&) {
  return std::make_unique<HtmlWriter>();
}

}  // namespace waymark::format
