// SPDX-License-Identifier: Apache-2.0
// Any bytes through a format's reader: each record is an error with a message, or a document whose
// parts lie in its text and which every writer can write.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <variant>

#include "format/fit.h"
#include "format/format.h"
#include "fuzz/fuzz.h"
#include "text/utf8.h"

namespace waymark::fuzz {

class FuzzSource : public format::ByteSource {
 public:
  explicit FuzzSource(std::string_view bytes) : rest_(bytes) {}
  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t count = rest_.copy(buffer, std::min<std::size_t>(size, 61));
    rest_.remove_prefix(count);
    return count;
  }
  [[nodiscard]] std::string error() const override { return {}; }

 private:
  std::string_view rest_;
};

inline void check_span(const Document& document, Span span) {
  require(span.begin <= span.end && span.end <= document.text.size());
  require(text::is_code_point_boundary(document.text, span.begin));
  require(text::is_code_point_boundary(document.text, span.end));
}

inline void check_document(const Document& document) {
  require(text::is_valid_utf8(document.text));
  for (const Span span : document.tokens) check_span(document, span);
  for (const Span span : document.sentences) check_span(document, span);
  for (const Mention& mention : document.mentions) {
    check_span(document, mention.span);
    for (const Slot& slot : mention.slots)
      if (const auto* fillers = std::get_if<0>(&slot.value))
        for (const std::uint32_t filler : *fillers) require(filler < document.mentions.size());
  }
  for (const Relation& relation : document.relations)
    require(std::max(relation.from, relation.to) < document.mentions.size());
}

inline std::string write_with(const std::string& name, const Document& document) {
  std::string out;
  const auto writer = format::find_format(name)->make_writer({});
  out = writer->begin();
  writer->write(document, out);
  (void)writer->write_files(document);
  return out;
}

/// What was read and written is read again as the same.
inline void check_native(const Document& document) {
  const std::string line = write_with("jsonl", document);
  FuzzSource source(line);
  const auto again =
      format::find_format("jsonl")->make_reader(source, "again", "again", {})->next();
  require(again.has_value() && !again->error);
  require(write_with("jsonl", again->document) == line);
}

/// What fits a format needs nothing more to fit, but for slots that only tell which labels are
/// structured, and characters, which only the writer replaces.
inline void check_fit(const std::string& name, const Document& document) {
  format::Losses losses, again;
  const format::Carries carries = format::find_format(name)->make_writer({})->carries();
  const Document fitted = format::fit(document, carries, format::Flatten::kFlatFirst, losses);
  (void)write_with(name, fitted);
  (void)format::fit(fitted, carries, format::Flatten::kFlatFirst, again);
  for (const auto& [key, loss] : again.list())
    require(key.first == "slot" || key.first == "text" || key.first == "character" ||
            key.first == "document without mentions");
}

inline void read_records(const std::string& name, std::string_view bytes,
                         format::ReadOptions options = {}) {
  FuzzSource source(bytes);
  options.max_document = 4096;
  const auto reader = format::find_format(name)->make_reader(source, "input", "input", options);
  while (const auto record = reader->next()) {
    if (record->error) {
      require(!record->error->message.empty() && !record->error->code.empty());
      require(!render(*record->error).empty());
      continue;
    }
    check_document(record->document);
    check_native(record->document);
    for (const format::Format& other : format::formats())
      if (other.make_writer) (void)write_with(other.name, record->document);
    for (const format::Format& other : format::formats())
      if (other.make_writer && !other.is_view) check_fit(other.name, record->document);
  }
}

}  // namespace waymark::fuzz
