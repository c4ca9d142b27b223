// SPDX-License-Identifier: Apache-2.0
// doccano numbers its spans; relations name them by number. Its export puts further columns beside
// the text, so that every unknown member is meta.
#include <unordered_map>

#include "format/annotation_tools.h"
#include "format/json_fields.h"
#include "format/stream_writer.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

namespace json = text::json;
using json::Value;

class DoccanoWriter : public StreamWriter {
 public:
  DoccanoWriter() : StreamWriter(".doccano.jsonl") {}

  Carries carries() const override {
    return {.links = Carries::Links::kNone,
            .empty_mentions = false,
            .masks = false,
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
            .slots = false};
  }

  void write(const Document& document, std::string& out) const override {
    const text::OffsetMap offsets(document.text, OffsetUnit::kCodePoint);
    json::Writer json(out, true);
    json.begin_object().member("id", document.id).member("text", document.text);
    json.key("entities").begin_array();
    for (std::uint32_t i = 0; i < document.mentions.size(); ++i) {
      const Mention& mention = document.mentions[i];
      json.begin_object().member("id", i + 1).member("label", mention.label);
      json.member("start_offset", offsets.from_byte(mention.span.begin));
      json.member("end_offset", offsets.from_byte(mention.span.end)).end_object();
    }
    json.end_array().key("relations").begin_array();
    std::uint32_t number = 0;
    for (const Relation& relation : document.relations)
      json.begin_object()
          .member("id", ++number)
          .member("type", relation.type)
          .member("from_id", relation.from + 1)
          .member("to_id", relation.to + 1)
          .end_object();
    json.end_array();
    write_meta(document, "meta", json);
    json.end_object();
    out += '\n';
  }
};

class DoccanoRecord {
 public:
  DoccanoRecord(const Value& record, JsonFields& fields, Document& document)
      : record_(record), fields_(fields), document_(document) {}

  void read() {
    document_.id = fields_.word(record_, "id");
    fields_.set_text(record_, "text", document_);
    for (const Value& entity : fields_.array(record_, "entities")) read_entity(entity);
    for (const char* name : {"label", "labels"})
      for (const Value& triple : fields_.array(record_, name)) read_triple(triple);
    for (const Value& relation : fields_.array(record_, "relations")) read_relation(relation);
    collect_meta(fields_.find(record_, "meta"), record_, is_known, document_);
    for (const char* name : {"Comments", "comments"})
      if (const Value* comments = fields_.find(record_, name))
        fields_.leave("comment", comments->elements().size());
  }

 private:
  void read_entity(const Value& entity) {
    Mention mention;
    mention.label = fields_.label(entity, "label");
    mention.span = fields_.span(entity, "start_offset", "end_offset");
    numbers_.emplace(fields_.word(entity, "id"),
                     static_cast<std::uint32_t>(document_.mentions.size()));
    document_.mentions.push_back(std::move(mention));
  }

  /// [begin, end, label]
  void read_triple(const Value& triple) {
    const Value::Array& parts = triple.elements();
    if (parts.size() != 3 || !parts[2].is_string() || parts[2].as_string()->empty())
      return fields_.fail(triple, "expected a span as [begin, end, label]");
    Mention mention;
    mention.label = *parts[2].as_string();
    mention.span = fields_.span(parts[0], parts[1]);
    document_.mentions.push_back(std::move(mention));
  }

  void read_relation(const Value& value) {
    Relation relation;
    relation.type = fields_.label(value, "type");
    relation.from = find(fields_.need(value, "from_id"), fields_.word(value, "from_id"));
    relation.to = find(fields_.need(value, "to_id"), fields_.word(value, "to_id"));
    document_.relations.push_back(std::move(relation));
  }

  std::uint32_t find(const Value& at, const std::string& number) {
    const auto found = numbers_.find(number);
    if (found != numbers_.end()) return found->second;
    fields_.fail(at, "no entity has the id '" + number + "'", "format/unknown-id");
    return 0;
  }

  static bool is_known(std::string_view name) {
    for (const char* known :
         {"id", "text", "entities", "label", "labels", "relations", "meta", "Comments", "comments"})
      if (name == known) return true;
    return false;
  }

  const Value& record_;
  JsonFields& fields_;
  Document& document_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

}  // namespace

std::unique_ptr<Reader> make_doccano_reader(ByteSource& source, const std::string& file_name,
                                            const std::string& id, const ReadOptions& options) {
  return make_json_reader(source, file_name, id, options, OffsetUnit::kCodePoint,
                          [](const Value& record, JsonFields& fields, Document& document) {
                            DoccanoRecord(record, fields, document).read();
                          });
}

std::unique_ptr<Writer> make_doccano_writer(const WriteOptions&) {
  return std::make_unique<DoccanoWriter>();
}

}  // namespace waymark::format
