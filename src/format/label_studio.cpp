// SPDX-License-Identifier: Apache-2.0
// A task's regions are named by ids of ours; relations are results without an id of their own. A
// link stands in the region's note, where an annotator sees it: the entry, a space, its name.
#include <set>
#include <unordered_map>
#include <utility>

#include "format/annotation_tools.h"
#include "format/conll_value.h"
#include "format/json_fields.h"
#include "format/stream_writer.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

namespace json = text::json;
using json::Value;

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

std::string mention_id(std::uint32_t position) { return 'm' + std::to_string(position + 1); }

class LabelStudioWriter : public ArrayWriter {
 public:
  explicit LabelStudioWriter(const WriteOptions& options)
      : ArrayWriter(".labelstudio.json"), options_(options) {}

  Carries carries() const override {
    return {.links = Carries::Links::kNamed,
            .masks = false,
            .tokens = false,
            .token_features = false,
            .sentences = false,
            .run = false,
            .candidates = false,
            .forms = false,
            .features = false,
            .makers = false,
            .alternatives = false,
            .corrected = false,
            .slots = false};
  }

  void write(const Document& document, std::string& out) const override {
    const text::OffsetMap offsets(document.text, OffsetUnit::kUtf16);
    json::Writer json(out, true);
    json.begin_object().key("data").begin_object();
    json.member("id", document.id).member("text", document.text);
    write_meta(document, "meta", json);
    json.end_object();
    json.key(options_.gold ? "annotations" : "predictions").begin_array().begin_object();
    if (!options_.gold) json.member("model_version", "waymark");
    json.key("result").begin_array();
    for (std::uint32_t i = 0; i < document.mentions.size(); ++i)
      write_region(document, i, offsets, json);
    for (const Relation& relation : document.relations) write_relation(relation, json);
    json.end_array().end_object().end_array().end_object();
  }

  std::vector<NamedBytes> folder_files() const override {
    std::string xml = "<View>\n  <Relations>\n";
    add_choices("Relation", options_.relation_types, xml);
    xml += "  </Relations>\n  <Labels name=\"label\" toName=\"text\">\n";
    add_choices("Label", options_.labels, xml);
    xml += "  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n</View>\n";
    return {{"labeling.xml", std::move(xml)}};
  }

 private:
  static void add_choices(const char* tag, const std::vector<std::string>& words,
                          std::string& xml) {
    for (const std::string& word : std::set<std::string>(words.begin(), words.end())) {
      xml += std::string("    <") + tag + " value=\"";
      append_escaped(word, xml);
      xml += "\"/>\n";
    }
  }

  static void write_region(const Document& document, std::uint32_t position,
                           const text::OffsetMap& offsets, json::Writer& json) {
    const Mention& mention = document.mentions[position];
    json.begin_object().member("id", mention_id(position));
    json.member("from_name", "label").member("to_name", "text").member("type", "labels");
    json.key("value").begin_object();
    json.member("start", offsets.from_byte(mention.span.begin));
    json.member("end", offsets.from_byte(mention.span.end));
    json.member("text", document.slice(mention.span));
    json.key("labels").begin_array().value(mention.label).end_array().end_object();
    if (mention.confidence != 1) json.member("score", mention.confidence);
    if (mention.link && !mention.link->entry.empty()) {
      const std::string note = encode_value(mention.link->entry, true) +
                               (mention.link->name.empty() ? "" : ' ' + mention.link->name);
      json.key("meta").begin_object().key("text").begin_array().value(note);
      json.end_array().end_object();
    }
    json.end_object();
  }

  static void write_relation(const Relation& relation, json::Writer& json) {
    json.begin_object().member("type", "relation").member("from_id", mention_id(relation.from));
    json.member("to_id", mention_id(relation.to)).member("direction", "right");
    json.key("labels").begin_array().value(relation.type).end_array().end_object();
  }

  WriteOptions options_;
};

class LabelStudioTask {
 public:
  LabelStudioTask(const Value& task, JsonFields& fields, Document& document)
      : task_(task), fields_(fields), document_(document) {}

  void read() {
    (void)fields_.need_object(task_, "data");
    const Value& data = fields_.need(task_, "data");
    if (fields_.failed()) return;
    document_.id = fields_.word(data, "id");
    if (document_.id.empty()) document_.id = fields_.word(task_, "id");
    fields_.set_text(data, "text", document_);
    read_meta(fields_.find(data, "meta"), document_);
    const Value* answer = find_answer();
    if (answer == nullptr) return;
    for (const Value& result : fields_.array(*answer, "result")) read_region(result);
    for (const Value& result : fields_.array(*answer, "result")) read_relation(result);
  }

 private:
  /// The last annotation that was not cancelled, else the first prediction.
  const Value* find_answer() {
    const Value* answer = nullptr;
    for (const Value& annotation : fields_.array(task_, "annotations")) {
      const Value* cancelled = fields_.find(annotation, "was_cancelled");
      if (cancelled == nullptr || cancelled->as_bool() != true) answer = &annotation;
    }
    const Value::Array& predictions = fields_.array(task_, "predictions");
    return answer == nullptr && !predictions.empty() ? &predictions.front() : answer;
  }

  void read_region(const Value& result) {
    if (fields_.word(result, "type") != "labels") return;
    const Value& value = fields_.need(result, "value");
    const std::string region = fields_.word(result, "id");
    Mention mention;
    mention.span = fields_.span(value, "start", "end");
    mention.confidence = fields_.number(result, "score", 1);
    if (const Value* meta = fields_.find(result, "meta")) read_note(*meta, mention);
    for (const Value& label : fields_.need_array(value, "labels")) {
      const std::string* word = label.as_string();
      if (word == nullptr || word->empty()) return fields_.fail(label, "a label is a string");
      mention.label = *word;
      regions_.emplace(region, static_cast<std::uint32_t>(document_.mentions.size()));
      document_.mentions.push_back(mention);
    }
  }

  void read_note(const Value& meta, Mention& mention) {
    const Value* text = fields_.find(meta, "text");
    if (text == nullptr || text->elements().empty()) return;
    const std::string* note = text->elements().front().as_string();
    if (note == nullptr) return;
    const std::size_t space = std::min(note->find(' '), note->size());
    const auto entry = decode_value(note->substr(0, space));
    if (!entry || entry->empty()) return;
    mention.link =
        Link{.entry = *entry, .name = space < note->size() ? note->substr(space + 1) : ""};
  }

  void read_relation(const Value& result) {
    if (fields_.word(result, "type") != "relation") return;
    Relation relation;
    relation.from = find(result, "from_id");
    relation.to = find(result, "to_id");
    if (fields_.word(result, "direction") == "left") std::swap(relation.from, relation.to);
    const Value::Array& labels = fields_.array(result, "labels");
    const std::string* type = labels.empty() ? nullptr : labels.front().as_string();
    relation.type = type != nullptr && !type->empty() ? *type : "related";
    document_.relations.push_back(std::move(relation));
  }

  std::uint32_t find(const Value& result, const char* name) {
    const std::string id = fields_.word(result, name);
    const auto found = regions_.find(id);
    if (found != regions_.end()) return found->second;
    fields_.fail(result, "no region has the id '" + id + "'", "format/unknown-id");
    return 0;
  }

  const Value& task_;
  JsonFields& fields_;
  Document& document_;
  std::unordered_map<std::string, std::uint32_t> regions_;
};

}  // namespace

std::unique_ptr<Reader> make_label_studio_reader(ByteSource& source, const std::string& file_name,
                                                 const std::string& id,
                                                 const ReadOptions& options) {
  return make_json_reader(source, file_name, id, options, OffsetUnit::kUtf16,
                          [](const Value& task, JsonFields& fields, Document& document) {
                            LabelStudioTask(task, fields, document).read();
                          });
}

std::unique_ptr<Writer> make_label_studio_writer(const WriteOptions& options) {
  return std::make_unique<LabelStudioWriter>(options);
}

}  // namespace waymark::format
