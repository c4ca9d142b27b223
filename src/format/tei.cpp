// SPDX-License-Identifier: Apache-2.0
// Source: TEI P5, chapter 14 (names, dates, people, and places).
#include <array>
#include <charconv>
#include <chrono>

#include "format/inline_markup.h"
#include "format/stream_writer.h"
#include "format/token_layers.h"
#include "text/json.h"

namespace waymark::format {
namespace {

/// Labels that have an element of their own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kElements = {
    {{"PLACE", "placeName"},
     {"LOC", "placeName"},
     {"GPE", "placeName"},
     {"AGENCY", "orgName"},
     {"ORG", "orgName"},
     {"ROLE", "roleName"},
     {"PERSON", "persName"},
     {"DATE", "date"}}};

std::string_view element_of(const Mention& mention) {
  for (const auto& [label, element] : kElements)
    if (label == mention.label) return element;
  return "name";
}

void append_attribute(std::string_view name, std::string_view value, std::string& out) {
  out.append(" ").append(name).append("=\"");
  append_markup(value, out);
  out += '"';
}

/// An entry as a fragment of a URI.
std::string reference(std::string_view entry) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string uri = "#";
  for (const char c : entry) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                          (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_plain)
      uri += c;
    else
      uri += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return uri;
}

/// "2019", "2019-10" or "2019-10-16", of days that there are: what @when takes of a date's value.
bool is_date(std::string_view value) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (value.size() != 4 && value.size() != 7 && value.size() != 10) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool is_digit = value[i] >= '0' && value[i] <= '9';
    if (is_digit != (kShape[i] == 'd') || (!is_digit && value[i] != '-')) return false;
  }
  const auto part = [&](std::size_t at, std::size_t size, unsigned otherwise) {
    if (at >= value.size()) return otherwise;
    std::from_chars(value.data() + at, value.data() + at + size, otherwise);
    return otherwise;
  };
  const unsigned year = part(0, 4, 0);
  return year > 0 && std::chrono::year_month_day(std::chrono::year(static_cast<int>(year)),
                                                 std::chrono::month(part(5, 2, 1)),
                                                 std::chrono::day(part(8, 2, 1)))
                         .ok();
}

class TeiWriter : public StreamWriter {
 public:
  TeiWriter() : StreamWriter(".tei.xml") {}

  Carries carries() const override {
    return {.overlap = Carries::Overlap::kNested,
            .links = Carries::Links::kEntry,
            .empty_mentions = false,
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
            .label = without_white_space,  // @type holds one word
            .character = is_xml_character};
  }

  std::string begin() const override {
    std::string out = kDeclaration;
    out += "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">\n";
    append_header("corpus", out);
    return out;
  }
  std::string end() const override { return "</teiCorpus>\n"; }

  void write(const Document& document, std::string& out) const override {
    append_document(document, "<TEI>\n", out);
  }

  std::vector<NamedBytes> write_files(const Document& document) const override {
    NamedBytes file{".tei.xml", kDeclaration};
    append_document(document, "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n", file.bytes);
    return {std::move(file)};
  }

 private:
  static constexpr const char* kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  static void append_header(std::string_view title, std::string& out) {
    out += "<teiHeader><fileDesc><titleStmt><title>";
    append_markup(title, out);
    out +=
        "</title></titleStmt><publicationStmt><p>annotated by waymark</p></publicationStmt>"
        "<sourceDesc><p>born digital</p></sourceDesc></fileDesc></teiHeader>\n";
  }

  static void append_document(const Document& document, std::string_view opening,
                              std::string& out) {
    out += opening;
    append_header(document.id, out);
    out += "<text><body><p xml:space=\"preserve\">";
    walk_markup(
        document, [&](const Mention& mention) { open(mention, out); },
        [&](const Mention& mention) { out.append("</").append(element_of(mention)) += '>'; },
        [&](std::string_view text) { append_markup(text, out); });
    out += "</p></body></text>\n</TEI>\n";
  }

  static void open(const Mention& mention, std::string& out) {
    const std::string_view element = element_of(mention);
    out.append("<").append(element);
    if (element == "name") append_attribute("type", mention.label, out);
    if (element == "date") {
      for (const Feature& feature : mention.features)
        if (const auto* value = std::get_if<std::string>(&feature.value);
            value != nullptr && feature.name == "value" && is_date(*value))
          append_attribute("when", *value, out);
    } else if (mention.link && !mention.link->entry.empty()) {
      append_attribute("ref", reference(mention.link->entry), out);
    }
    out += '>';
  }
};

}  // namespace

std::unique_ptr<Writer> make_tei_writer(const WriteOptions&) {
  return std::make_unique<TeiWriter>();
}

}  // namespace waymark::format
