// SPDX-License-Identifier: Apache-2.0
// A row a mention, in the document's order; what a mention does not have is an empty field.
#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "format/table.h"
#include "format/table_row.h"
#include "text/delimited.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

namespace json = text::json;

constexpr const char* kColumns[] = {
    "label",    "text",    "begin", "end",       "entry", "name", "ko",    "kind",     "lat", "lon",
    "province", "country", "score", "corrected", "by",    "key",  "slots", "sentence", "ids"};

/// A string as it is, anything else as JSON.
std::string show(const json::Value* value) {
  if (value == nullptr || value->is_null()) return {};
  if (const std::string* string = value->as_string()) return *string;
  std::string out;
  json::append(*value, out);
  return out;
}

std::string show(const std::optional<double>& number) {
  return number ? fmt::format("{}", *number) : std::string();
}

/// The texts of a mention's slots as a JSON object; empty if it has none.
std::string show_slots(const Document& document, const Mention& mention) {
  if (mention.slots.empty()) return {};
  std::string out;
  json::Writer writer(out);
  writer.begin_object();
  for (const Slot& slot : mention.slots) {
    writer.key(slot.name);
    if (const Span* span = std::get_if<Span>(&slot.value)) {
      writer.value(document.slice(*span));
      continue;
    }
    const auto& fillers = std::get<0>(slot.value);
    if (fillers.size() != 1) writer.begin_array();
    for (const std::uint32_t filler : fillers)
      writer.value(document.slice(document.mentions[filler].span));
    if (fillers.size() != 1) writer.end_array();
  }
  writer.end_object();
  return out;
}

/// What others call the entry, as a JSON object; empty if nothing is known.
std::string show_ids(const Link& link) {
  if (link.ids.empty()) return {};
  std::string out;
  json::Writer writer(out);
  writer.begin_object();
  for (const auto& [scheme, id] : link.ids) writer.member(scheme, id);
  writer.end_object();
  return out;
}

std::string find_key(const Mention& mention) {
  for (const Feature& feature : mention.features)
    if (const auto* key = std::get_if<std::string>(&feature.value);
        key != nullptr && feature.name == "key")
      return *key;
  return {};
}

/// The text of the sentence in which a mention begins.
std::string_view find_sentence(const Document& document, Span mention) {
  const auto after =
      std::upper_bound(document.sentences.begin(), document.sentences.end(), mention.begin,
                       [](std::uint32_t begin, Span sentence) { return begin < sentence.begin; });
  if (after == document.sentences.begin() || std::prev(after)->end <= mention.begin) return {};
  return document.slice(*std::prev(after));
}

class TableWriter : public Writer {
 public:
  TableWriter(char delimiter, const WriteOptions& options)
      : delimiter_(delimiter), options_(options) {}

  std::string begin() const override {
    std::vector<std::string> names = {"document"};
    names.insert(names.end(), options_.columns.begin(), options_.columns.end());
    names.insert(names.end(), std::begin(kColumns), std::end(kColumns));
    std::string out;
    append_row(names, out);
    return out;
  }

  void write(const Document& document, std::string& out) const override {
    const text::OffsetMap offsets(document.text, options_.offsets);
    const std::vector<std::string> common = list_common(document);
    for (const Mention& mention : document.mentions)
      append_row(list_fields(document, mention, offsets, common), out);
  }

  Carries carries() const override {
    return {.text = Carries::Text::kNone,
            .masks = false,
            .empty_documents = false,
            .meta = false,
            .tokens = false,
            .token_features = false,
            .sentences = false,
            .run = false,
            .confidence = false,
            .candidates = false,
            .forms = false,
            .features = false,
            .alternatives = false,
            .slots = false,
            .relations = false};
  }

  std::vector<NamedBytes> write_files(const Document& document) const override {
    std::string bytes = begin();
    write(document, bytes);
    return {{delimiter_ == '\t' ? ".tsv" : ".csv", std::move(bytes)}};
  }

 private:
  void append_row(const std::vector<std::string>& fields, std::string& out) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) out += delimiter_;
      text::append_field(fields[i], delimiter_, out);
    }
    out += '\n';
  }

  /// The document's id and the fields of meta that were asked for.
  std::vector<std::string> list_common(const Document& document) const {
    std::vector<std::string> fields = {document.id};
    if (options_.columns.empty()) return fields;
    const auto meta = json::parse(document.meta.empty() ? "{}" : document.meta);
    for (const std::string& column : options_.columns)
      fields.push_back(meta ? show(meta->find(column)) : std::string());
    return fields;
  }

  static std::vector<std::string> list_fields(const Document& document, const Mention& mention,
                                              const text::OffsetMap& offsets,
                                              const std::vector<std::string>& common) {
    static const Link kNone;
    const Link& link = mention.link ? *mention.link : kNone;
    std::vector<std::string> fields = common;
    fields.insert(fields.end(),
                  {mention.label, std::string(document.slice(mention.span)),
                   std::to_string(offsets.from_byte(mention.span.begin)),
                   std::to_string(offsets.from_byte(mention.span.end)), link.entry, link.name,
                   link.ko, link.kind, show(link.lat), show(link.lon), link.province, link.country,
                   mention.link ? fmt::format("{}", link.score) : std::string(),
                   mention.form ? (mention.form->corrected ? "true" : "false") : std::string(),
                   mention.by, find_key(mention), show_slots(document, mention),
                   std::string(find_sentence(document, mention.span)), show_ids(link)});
    return fields;
  }

  char delimiter_;
  WriteOptions options_;
};

}  // namespace

std::unique_ptr<Writer> make_table_writer(char delimiter, const WriteOptions& options) {
  return std::make_unique<TableWriter>(delimiter, options);
}

}  // namespace waymark::format
