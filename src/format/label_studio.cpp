// SPDX-License-Identifier: Apache-2.0
// A task's regions are named by ids of ours; relations are results without an id of their own. A
// link stands in the region's note, where an annotator sees it: "[entry] name"; another note is
// one. Label Studio counted UTF-16 units until 1.3 and counts code points since; what a region says
// of its text tells which.
#include <algorithm>
#include <optional>
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
      : ArrayWriter(".labelstudio.json"),
        options_(options),
        unit_(options.offsets == OffsetUnit::kUtf16 ? OffsetUnit::kUtf16 : OffsetUnit::kCodePoint) {
  }

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
    const text::OffsetMap offsets(document.text, unit_);
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
      const std::string note = '[' + encode_value(mention.link->entry, true) + ']' +
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
  OffsetUnit unit_;
};

/// A quote without white space and without the "\n" that stands for line ends in one.
std::string without_spaces(std::string_view quote) {
  std::string out;
  for (std::size_t at = 0; at < quote.size(); ++at) {
    if (quote.substr(at).starts_with("\\n"))
      ++at;
    else if (std::string_view(" \t\r\n").find(quote[at]) == std::string_view::npos)
      out += quote[at];
  }
  return out;
}

/// Of a region's place: whether it lies in the text and its quote, if it has one, stands there.
bool agrees(const Value& region, const text::OffsetMap& offsets, const Document& document) {
  const auto byte_of = [&](const char* name) -> std::optional<std::uint32_t> {
    const Value* value = region.find(name);
    const auto number = value != nullptr ? value->as_int() : std::nullopt;
    if (!number || *number < 0) return std::nullopt;
    return offsets.to_byte(static_cast<std::uint64_t>(*number));
  };
  const auto begin = byte_of("start"), end = byte_of("end");
  if (!begin || !end || *end < *begin) return false;
  const Value* quote = region.find("text");
  const std::string* text = quote != nullptr ? quote->as_string() : nullptr;
  return text == nullptr || without_spaces(*text) == without_spaces(document.slice({*begin, *end}));
}

class LabelStudioTask {
 public:
  LabelStudioTask(const Value& task, const ReadOptions& options, JsonFields& fields,
                  Document& document)
      : task_(task), options_(options), fields_(fields), document_(document) {}

  void read() {
    if (fields_.find(task_, "data") == nullptr && task_.find(options_.text_field) != nullptr)
      return read_short();
    (void)fields_.need_object(task_, "data");
    const Value& data = fields_.need(task_, "data");
    if (fields_.failed()) return;
    document_.id = fields_.word(data, "id");
    if (document_.id.empty()) document_.id = fields_.word(task_, "id");
    read_text(data);
    collect_meta(
        fields_.find(data, "meta"), data,
        [this](std::string_view name) {
          return name == "id" || name == "meta" || name == options_.text_field;
        },
        document_);
    if (const Value* answer = choose_answer()) read_results(fields_.array(*answer, "result"));
  }

 private:
  void read_text(const Value& data) {
    if (data.find(options_.text_field) != nullptr)
      return fields_.set_text(data, options_.text_field, document_);
    std::string names;
    for (const json::Member& member : data.members())
      if (member.value.is_string()) names += (names.empty() ? "" : ", ") + member.name;
    fields_.fail(data, "'" + options_.text_field + "' is missing", "format/missing-field",
                 names.empty() ? "" : "--text-field names the text; there are: " + names);
  }

  /// A record of the short export (JSON_MIN): the data with the regions of each control beside it,
  /// one record an annotation.
  void read_short() {
    document_.id = fields_.word(task_, "id");
    read_text(task_);
    if (!is_wanted(fields_.find(task_, "annotator"))) return fields_.pass_over();
    std::vector<const Value*> regions;
    for (const json::Member& member : task_.members())
      for (const Value& region : member.value.elements())
        if (region.find("start") != nullptr && region.find("labels") != nullptr)
          regions.push_back(&region);
    choose_unit(regions);
    for (const Value* region : regions) read_labels(*region, {}, {});
    collect_meta(
        fields_.find(task_, "meta"), task_,
        [this](std::string_view name) {
          return name == "id" || name == "meta" || name == options_.text_field ||
                 holds_regions(name);
        },
        document_);
    fields_.set_answer(Answer::kGiven);
  }

  bool holds_regions(std::string_view name) const {
    const Value::Array& elements = task_.find(name)->elements();
    return !elements.empty() && elements.front().find("start") != nullptr &&
           elements.front().find("labels") != nullptr;
  }

  /// A person is a number, a name, or an object with id and email.
  bool is_wanted(const Value* person) const {
    if (options_.annotator.empty()) return true;
    if (person == nullptr) return false;
    if (const std::string* name = person->as_string()) return *name == options_.annotator;
    if (const auto* number = std::get_if<Value::Number>(&person->data()))
      return number->literal == options_.annotator;
    for (const char* name : {"id", "email"})
      if (const Value* part = person->find(name); part != nullptr && is_wanted(part)) return true;
    return false;
  }

  /// Of the annotations that were not cancelled the last that is ground truth, else the last; where
  /// there are none, the first prediction.
  const Value* choose_answer() {
    const Value* answer = nullptr;
    std::uint64_t answers = 0;
    for (const char* name : {"completions", "annotations"})  // the first until 0.9
      for (const Value& each : fields_.array(task_, name)) {
        const bool is_skipped = is_true(each, "was_cancelled") || is_true(each, "skipped");
        if (is_skipped || !each.is_object() || !is_wanted(each.find("completed_by"))) continue;
        ++answers;
        if (answer == nullptr || is_true(each, "ground_truth") || !is_true(*answer, "ground_truth"))
          answer = &each;
      }
    if (answer == nullptr && !options_.annotator.empty()) fields_.pass_over();
    if (answer != nullptr) {
      fields_.leave("annotation of another annotator", answers - 1);
      fields_.set_answer(Answer::kGiven);
      return answer;
    }
    const Value::Array& predictions = fields_.array(task_, "predictions");
    if (predictions.empty()) fields_.set_answer(Answer::kNone);
    return predictions.empty() ? nullptr : &predictions.front();
  }

  bool is_true(const Value& object, const char* name) const {
    const Value* value = object.find(name);
    return value != nullptr && value->as_bool() == true;
  }

  void read_results(const Value::Array& results) {
    std::vector<const Value*> regions;
    for (const Value& result : results)
      if (is_of_type(result, "labels"))
        if (const Value* region = fields_.find(result, "value")) regions.push_back(region);
    choose_unit(regions);
    for (const Value& result : results) read_region(result);
    for (const Value& result : results) read_relation(result);
  }

  static bool is_of_type(const Value& result, std::string_view type) {
    const Value* found = result.find("type");
    const std::string* word = found != nullptr ? found->as_string() : nullptr;
    return word != nullptr && *word == type;
  }

  /// Code points, unless more of the regions are right in UTF-16 units.
  void choose_unit(const std::vector<const Value*>& regions) {
    const auto count_right = [&](OffsetUnit unit) {
      const text::OffsetMap offsets(document_.text, unit);
      return std::count_if(regions.begin(), regions.end(), [&](const Value* region) {
        return agrees(*region, offsets, document_);
      });
    };
    const auto points = count_right(OffsetUnit::kCodePoint),
               units = count_right(OffsetUnit::kUtf16);
    if (units > points) fields_.set_unit(OffsetUnit::kUtf16, document_);
    fields_.leave("quote that is not what stands there",
                  regions.size() - static_cast<std::size_t>(std::max(points, units)));
  }

  void read_region(const Value& result) {
    const std::string type = fields_.word(result, "type"), id = fields_.word(result, "id");
    if (type == "relation") return;
    if (type != "labels") {
      regions_.emplace(id, std::nullopt);
      return fields_.leave("result of type '" + type + "'");
    }
    Mention read;
    read.confidence = fields_.number(result, "score", 1);
    if (const Value* meta = fields_.find(result, "meta")) read_note(*meta, read);
    read_labels(fields_.need(result, "value"), id, std::move(read));
  }

  /// A mention for each label of a region.
  void read_labels(const Value& value, const std::string& region, Mention mention) {
    mention.span = fields_.span(value, "start", "end");
    const Value::Array& labels = fields_.array(value, "labels");
    if (labels.empty()) {
      regions_.emplace(region, std::nullopt);
      fields_.leave("region without a label");
    }
    for (const Value& label : labels) {
      const std::string* word = label.as_string();
      if (word == nullptr || word->empty()) return fields_.fail(label, "a label is a string");
      mention.label = *word;
      regions_.emplace(region, static_cast<std::uint32_t>(document_.mentions.size()));
      document_.mentions.push_back(mention);
    }
  }

  void read_note(const Value& meta, Mention& mention) {
    const Value* text = fields_.find(meta, "text");
    if (text == nullptr) return;
    std::string remark;
    for (const Value& each : text->elements()) {
      const std::string* note = each.as_string();
      if (note == nullptr || note->empty() || (!mention.link && read_link(*note, mention)))
        continue;
      remark += (remark.empty() ? "" : "\n") + *note;
    }
    if (!remark.empty()) mention.features.push_back({"note", std::move(remark)});
  }

  /// "[" entry "]" [ SP name ]; an entry has no space.
  static bool read_link(std::string_view note, Mention& mention) {
    const std::size_t close = std::min(note.find("] "), note.size() - 1);
    if (!note.starts_with('[') || note[close] != ']') return false;
    const auto entry = decode_value(note.substr(1, close - 1));
    if (!entry || entry->empty() || note.substr(0, close).find(' ') != std::string_view::npos)
      return false;
    mention.link =
        Link{.entry = *entry, .name = std::string(note.substr(std::min(note.size(), close + 2)))};
    return true;
  }

  void read_relation(const Value& result) {
    if (!is_of_type(result, "relation")) return;
    const auto from = find(result, "from_id"), to = find(result, "to_id");
    if (!from || !to) return fields_.leave("relation of what is no mention");
    Relation relation{{}, *from, *to, {}};
    if (fields_.word(result, "direction") == "left") std::swap(relation.from, relation.to);
    const Value::Array& labels = fields_.array(result, "labels");
    const std::string* type = labels.empty() ? nullptr : labels.front().as_string();
    relation.type = type != nullptr && !type->empty() ? *type : "related";
    document_.relations.push_back(std::move(relation));
  }

  /// Nothing if the region is no mention.
  std::optional<std::uint32_t> find(const Value& result, const char* name) {
    const std::string id = fields_.word(result, name);
    const auto found = regions_.find(id);
    if (found != regions_.end()) return found->second;
    fields_.fail(result, "no region has the id '" + id + "'", "format/unknown-id");
    return std::nullopt;
  }

  const Value& task_;
  const ReadOptions& options_;
  JsonFields& fields_;
  Document& document_;
  std::unordered_map<std::string, std::optional<std::uint32_t>> regions_;  // none: no mention
};

}  // namespace

std::unique_ptr<Reader> make_label_studio_reader(ByteSource& source, const std::string& file_name,
                                                 const std::string& id,
                                                 const ReadOptions& options) {
  return make_json_reader(source, file_name, id, options, OffsetUnit::kCodePoint,
                          [options](const Value& task, JsonFields& fields, Document& document) {
                            LabelStudioTask(task, options, fields, document).read();
                          });
}

std::unique_ptr<Writer> make_label_studio_writer(const WriteOptions& options) {
  return std::make_unique<LabelStudioWriter>(options);
}

}  // namespace waymark::format
