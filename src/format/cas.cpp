// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "format/file_stem.h"
#include "format/json_fields.h"
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
constexpr std::string_view kCustom = "webanno.custom.";
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
    write_type(kEntity, {"value", "identifier"});
    json_.end_object().key("%FEATURE_STRUCTURES").begin_array();
    begin_structure(kSofa).member("sofaNum", 1).member("sofaID", kView);
    json_.member("mimeType", "text").member("sofaString", document_.text).end_object();
    for (const Span token : document_.tokens) begin_annotation(kToken, token).end_object();
    for (const Span each : document_.sentences) begin_annotation(kSentence, each).end_object();
    for (const Mention& mention : document_.mentions) write_mention(mention);
    json_.end_array().key("%VIEWS").begin_object().key(kView).begin_object();
    json_.member("%SOFA", 1).key("%MEMBERS").begin_array();
    for (std::uint32_t id = 2; id <= last_id_; ++id) json_.value(id);
    json_.end_array().end_object().end_object().end_object();
  }

 private:
  void write_type(const char* name, const std::vector<std::string>& features) {
    json_.key(name).begin_object().member("%NAME", name);
    json_.member("%SUPER_TYPE", "uima.tcas.Annotation");
    for (const std::string& feature : features)
      json_.key(feature)
          .begin_object()
          .member("%NAME", feature)
          .member("%RANGE", "uima.cas.String")
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

  const Document& document_;
  text::OffsetMap offsets_;
  json::Writer json_;
  std::uint32_t last_id_ = 0;
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
            .slots = false,
            .relations = false,
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
    std::vector<const Value*> all;
    for (const Value& structure : structures.elements()) all.push_back(&structure);
    for (const json::Member& member : structures.members()) all.push_back(&member.value);
    for (const Value* structure : all)
      if (fields_.word(*structure, "%TYPE") == kSofa && !has_text_) read_text(*structure);
    if (!has_text_) fields_.fail(record_, "there is no sofaString", "format/no-text");
    for (const Value* structure : all) read_annotation(*structure);
  }

 private:
  void read_text(const Value& sofa) {
    has_text_ = true;
    fields_.set_text(sofa, "sofaString", document_);
  }

  void read_annotation(const Value& structure) {
    if (fields_.failed()) return;
    const std::string type = fields_.word(structure, "%TYPE");
    const bool is_custom = type.starts_with(kCustom) && fields_.find(structure, "begin") != nullptr;
    const bool is_known = type == kToken || type == kSentence || type == kEntity || is_custom;
    if (!is_known) return;
    const Span span = fields_.span(structure, "begin", "end");
    if (type == kToken)
      document_.tokens.push_back(span);
    else if (type == kSentence)
      document_.sentences.push_back(span);
    else
      read_mention(structure, span, is_custom ? type.substr(kCustom.size()) : "ENTITY");
  }

  /// An annotation that nobody gave a value is called as its layer is.
  void read_mention(const Value& structure, Span span, std::string layer) {
    Mention mention;
    mention.span = span;
    mention.label = fields_.word(structure, "value");
    if (mention.label.empty()) mention.label = std::move(layer);
    if (const std::string entry = fields_.word(structure, "identifier"); !entry.empty())
      mention.link = Link{.entry = entry};
    if (mention.label.empty()) fields_.fail(structure, "the annotation has no label");
    document_.mentions.push_back(std::move(mention));
  }

  const Value& record_;
  JsonFields& fields_;
  Document& document_;
  bool has_text_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_cas_reader(ByteSource& source, const std::string& file_name,
                                        const std::string& id, const ReadOptions& options) {
  std::string stem = file_stem(id);
  for (const std::string_view ending : {".cas.json", ".json"})
    if (stem.ends_with(ending)) stem.resize(stem.size() - ending.size());
  return make_json_reader(source, file_name, id, options, OffsetUnit::kUtf16,
                          [stem](const Value& record, JsonFields& fields, Document& document) {
                            document.id = stem;
                            CasRecord(record, fields, document).read();
                          });
}

std::unique_ptr<Writer> make_cas_writer(const WriteOptions&) {
  return std::make_unique<CasWriter>();
}

}  // namespace waymark::format
