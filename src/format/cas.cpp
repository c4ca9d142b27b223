// SPDX-License-Identifier: Apache-2.0
// Structures refer to each other by ids in any order: mentions are read first, then what joins
// them. Of a project's own layers the features that are plain values become features of the
// mention, and those that refer to other mentions, through links or not, become its slots.
#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "format/file_stem.h"
#include "format/json_fields.h"
#include "format/slot_fillers.h"
#include "format/standoff_json.h"
#include "format/stream_writer.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

namespace json = text::json;
using json::Value;

constexpr const char* kToken = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
constexpr const char* kSentence = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
constexpr const char* kEntity = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
constexpr const char* kMetaData =
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
/// Where the types of UIMA, DKPro and INCEpTION itself live; all other layers are a project's own.
constexpr std::array<std::string_view, 3> kLibraries = {"uima.", "de.tudarmstadt.ukp.",
                                                        "org.dkpro."};
constexpr const char* kRelation = "webanno.custom.WaymarkRelation";
constexpr const char* kSlot = "webanno.custom.WaymarkSlot";
constexpr const char* kString = "uima.cas.String";
constexpr const char* kDocument = "uima.tcas.DocumentAnnotation";
constexpr const char* kSofa = "uima.cas.Sofa";
constexpr const char* kView = "_InitialView";

class CasPage {
 public:
  CasPage(const Document& document, std::string& out)
      : document_(document), offsets_(document.text, OffsetUnit::kUtf16), json_(out, true) {}

  void write() {
    json_.begin_object().key("%TYPES").begin_object();
    write_type(kToken, {});
    write_type(kSentence, {});
    write_type(kEntity, {{"value", kString}, {"identifier", kString}});
    for (const char* layer : {kRelation, kSlot})
      write_type(layer, {{"Governor", kEntity}, {"Dependent", kEntity}, {"label", kString}});
    json_.end_object().key("%FEATURE_STRUCTURES").begin_array();
    begin_structure(kSofa).member("sofaNum", 1).member("sofaID", kView);
    json_.member("mimeType", "text").member("sofaString", document_.text).end_object();
    for (const Span token : document_.tokens) begin_annotation(kToken, token).end_object();
    for (const Span each : document_.sentences) begin_annotation(kSentence, each).end_object();
    first_mention_ = last_id_ + 1;
    for (const Mention& mention : document_.mentions) write_mention(mention);
    visit_fillers(document_, [&](std::uint32_t from, const std::string& name, std::uint32_t to) {
      write_pair(kSlot, from, name, to);
    });
    for (const Relation& each : document_.relations)
      write_pair(kRelation, each.from, each.type, each.to);
    json_.end_array().key("%VIEWS").begin_object().key(kView).begin_object();
    json_.member("%SOFA", 1).key("%MEMBERS").begin_array();
    for (std::uint32_t id = 2; id <= last_id_; ++id) json_.value(id);
    json_.end_array().end_object().end_object().end_object();
  }

 private:
  using Features = std::vector<std::pair<const char*, const char*>>;  // name and range

  void write_type(const char* name, const Features& features) {
    json_.key(name).begin_object().member("%NAME", name);
    json_.member("%SUPER_TYPE", "uima.tcas.Annotation");
    for (const auto& [feature, range] : features)
      json_.key(feature)
          .begin_object()
          .member("%NAME", feature)
          .member("%RANGE", range)
          .end_object();
    json_.end_object();
  }

  json::Writer& begin_structure(const char* type) {
    return json_.begin_object().member("%ID", ++last_id_).member("%TYPE", type);
  }

  json::Writer& begin_annotation(const char* type, Span span) {
    return begin_structure(type)
        .member("@sofa", 1)
        .member("begin", offsets_.from_byte(span.begin))
        .member("end", offsets_.from_byte(span.end));
  }

  void write_mention(const Mention& mention) {
    begin_annotation(kEntity, mention.span).member("value", mention.label);
    if (mention.link) json_.member("identifier", mention.link->entry);
    json_.end_object();
  }

  /// A relation lies where its target does, as INCEpTION has it.
  void write_pair(const char* layer, std::uint32_t from, const std::string& label,
                  std::uint32_t to) {
    begin_annotation(layer, document_.mentions[to].span);
    json_.member("@Governor", first_mention_ + from).member("@Dependent", first_mention_ + to);
    json_.member("label", label).end_object();
  }

  const Document& document_;
  text::OffsetMap offsets_;
  json::Writer json_;
  std::uint32_t last_id_ = 0, first_mention_ = 0;
};

class CasWriter : public StreamWriter {
 public:
  CasWriter() : StreamWriter(".cas.json") {}

  Carries carries() const override {
    return {.links = Carries::Links::kEntry,
            .masks = false,
            .meta = false,
            .token_features = false,
            .run = false,
            .confidence = false,
            .candidates = false,
            .forms = false,
            .features = false,
            .makers = false,
            .alternatives = false,
            .corrected = false,
            .empty_slots = false,
            .stretches = false,
            .id = file_stem};
  }

  void write(const Document& document, std::string& out) const override {
    CasPage(document, out).write();
    out += '\n';
  }
};

class CasRecord {
 public:
  CasRecord(const Value& record, JsonFields& fields, Document& document)
      : record_(record), fields_(fields), document_(document) {}

  void read() {
    const Value& structures = fields_.need(record_, "%FEATURE_STRUCTURES");
    if (fields_.failed()) return;
    std::vector<std::pair<std::string, const Value*>> all;  // with their ids
    for (const Value& structure : structures.elements())
      all.emplace_back(fields_.word(structure, "%ID"), &structure);
    for (const json::Member& member : structures.members())
      all.emplace_back(member.name, &member.value);
    for (const auto& [id, structure] : all)
      if (fields_.word(*structure, "%TYPE") == kSofa && !has_text_) read_text(*structure);
    if (!has_text_) fields_.fail(record_, "there is no sofaString", "format/no-text");
    for (const auto& [id, structure] : all) {
      structures_.emplace(id, structure);
      read_annotation(id, *structure);
    }
    for (const Value* pair : pairs_) read_pair(*pair);
    for (const auto& [position, structure] : referring_) read_references(position, *structure);
  }

 private:
  void read_text(const Value& sofa) {
    has_text_ = true;
    fields_.set_text(sofa, "sofaString", document_);
  }

  void read_annotation(const std::string& id, const Value& structure) {
    if (fields_.failed()) return;
    const std::string type = fields_.word(structure, "%TYPE");
    const bool has_place = fields_.find(structure, "begin") != nullptr;
    const bool is_custom = has_place && is_of_project(type);
    const bool is_known = type == kToken || type == kSentence || type == kEntity || is_custom;
    if (type == kMetaData) return read_title(structure);
    if (!is_known && has_place && type != kDocument)
      return fields_.leave("annotation of type " + type.substr(type.rfind('.') + 1));
    if (!is_known) return;
    if (is_custom && structure.find("@Governor") != nullptr) return pairs_.push_back(&structure);
    const Span span = fields_.span(structure, "begin", "end");
    if (type == kToken)
      document_.tokens.push_back(span);
    else if (type == kSentence)
      document_.sentences.push_back(span);
    else
      read_mention(id, structure, span, is_custom ? layer_of(type) : "ENTITY");
  }

  static bool is_of_project(std::string_view type) {
    return std::none_of(kLibraries.begin(), kLibraries.end(),
                        [&](std::string_view library) { return type.starts_with(library); });
  }

  /// "webanno.custom.Town" is called Town.
  static std::string layer_of(const std::string& type) { return type.substr(type.rfind('.') + 1); }

  /// A line between two annotations; one that nobody gave a label is called as its layer is.
  void read_pair(const Value& structure) {
    const auto from = find_mention(structure, "@Governor"),
               to = find_mention(structure, "@Dependent");
    if (!from || !to) return fields_.leave("relation of what is no mention");
    for (const json::Member& member : structure.members())
      if (is_feature(member.name) && member.name != "label" && !member.value.is_null())
        fields_.leave("feature '" + member.name + "' of a relation");
    const std::string type = fields_.word(structure, "%TYPE");
    std::string label = fields_.word(structure, "label");
    if (label.empty()) label = fields_.word(structure, "value");
    if (type == kSlot) return add_filler(document_.mentions[*from], label, *to);
    if (label.empty() && type != kRelation) label = layer_of(type);
    document_.relations.push_back({std::move(label), *from, *to, {}});
  }

  /// The mention that a structure refers to; nothing if that is of another layer.
  std::optional<std::uint32_t> find_mention(const Value& structure, std::string_view name) {
    const auto found = mentions_.find(fields_.word(structure, name));
    if (found == mentions_.end()) return std::nullopt;
    return found->second;
  }

  /// INCEpTION calls its files as the annotator is called, and the document by its title.
  void read_title(const Value& structure) {
    if (std::string title = fields_.word(structure, "documentTitle"); !title.empty())
      document_.id = std::move(title);
  }

  /// An annotation that nobody gave a value is called as its layer is.
  void read_mention(const std::string& id, const Value& structure, Span span, std::string layer) {
    Mention mention;
    mention.span = span;
    mention.label = fields_.word(structure, "value");
    if (mention.label.empty()) mention.label = std::move(layer);
    if (const std::string entry = fields_.word(structure, "identifier"); !entry.empty())
      mention.link = Link{.entry = entry};
    if (mention.label.empty()) fields_.fail(structure, "the annotation has no label");
    const auto position = static_cast<std::uint32_t>(document_.mentions.size());
    bool refers = false;
    for (const json::Member& member : structure.members()) {
      read_feature(member, mention);
      refers |= is_reference(member.name);
    }
    if (refers) referring_.emplace_back(position, &structure);
    mentions_.emplace(id, position);
    document_.mentions.push_back(std::move(mention));
  }

  static bool is_reference(std::string_view name) {
    return name.starts_with('@') && name != "@sofa";
  }

  /// Whether a member says anything that only its project knows.
  static bool is_feature(std::string_view name) {
    for (const char* ours : {"begin", "end", "value", "identifier"})
      if (name == ours) return false;
    return !name.starts_with('%') && !name.starts_with('@');
  }

  /// A feature of a project's own: text, a number or a truth.
  static void read_feature(const json::Member& member, Mention& mention) {
    if (!is_feature(member.name)) return;
    if (const std::string* text = member.value.as_string())
      mention.features.push_back({member.name, *text});
    else if (const auto number = member.value.as_double())
      mention.features.push_back({member.name, *number});
    else if (const auto truth = member.value.as_bool())
      mention.features.push_back({member.name, *truth});
  }

  /// Slots: "@place": the id of a mention, or of an array of mentions or of links {role, @target}.
  void read_references(std::uint32_t position, const Value& structure) {
    for (const json::Member& member : structure.members()) {
      if (!is_reference(member.name)) continue;
      const std::string name = member.name.substr(1), id = fields_.word(structure, member.name);
      if (const auto target = mentions_.find(id); target != mentions_.end()) {
        add_filler(document_.mentions[position], name, target->second);
        continue;
      }
      const Value* elements = take_elements(id);
      if (elements == nullptr)
        fields_.leave("feature '" + name + "'");
      else
        for (const Value& element : elements->elements()) read_element(position, name, element);
    }
  }

  /// The elements of an array, which one mention alone has: else few bytes could make many slots.
  const Value* take_elements(const std::string& id) {
    const auto array = structures_.find(id);
    const Value* elements =
        array != structures_.end() ? fields_.find(*array->second, "%ELEMENTS") : nullptr;
    if (elements != nullptr) structures_.erase(array);
    return elements;
  }

  void read_element(std::uint32_t position, const std::string& name, const Value& element) {
    const auto* number = std::get_if<Value::Number>(&element.data());
    const std::string id = number != nullptr ? number->literal : "";
    const auto link = structures_.find(id);
    const bool is_link = link != structures_.end() && link->second->find("@target") != nullptr;
    const auto target = mentions_.find(is_link ? fields_.word(*link->second, "@target") : id);
    if (target == mentions_.end()) return fields_.leave("feature '" + name + "'");
    const std::string role = is_link ? fields_.word(*link->second, "role") : "";
    add_filler(document_.mentions[position], role.empty() ? name : role, target->second);
  }

  const Value& record_;
  JsonFields& fields_;
  Document& document_;
  std::unordered_map<std::string, std::uint32_t> mentions_;  // by their ids
  std::unordered_map<std::string, const Value*> structures_;
  std::vector<std::pair<std::uint32_t, const Value*>> referring_;  // mentions with slots
  std::vector<const Value*> pairs_;
  bool has_text_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_cas_reader(ByteSource& source, const std::string& file_name,
                                        const std::string& id, const ReadOptions& options) {
  std::string stem = file_stem(id);
  for (const std::string_view ending : {".cas.json", ".json"})
    if (stem.ends_with(ending)) stem.resize(stem.size() - ending.size());
  return make_json_reader(
      source, file_name, id, options, OffsetUnit::kUtf16,
      [stem](const Value& record, JsonFields& fields, Document& document) {
        document.id = stem;
        CasRecord(record, fields, document).read();
      },
      OpenValue::kEndsWithFile);
}

std::unique_ptr<Writer> make_cas_writer(const WriteOptions&) {
  return std::make_unique<CasWriter>();
}

}  // namespace waymark::format
