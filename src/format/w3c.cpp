// SPDX-License-Identifier: Apache-2.0
// Source: W3C Web Annotation Data Model, sections 4.2.4 and 4.2.5 (text selectors).
#include <unordered_map>
#include <utility>

#include "format/conll_value.h"
#include "format/encoding.h"
#include "format/json_fields.h"
#include "format/json_stream.h"
#include "format/record.h"
#include "format/slot_fillers.h"
#include "format/standoff_json.h"
#include "format/stream_writer.h"
#include "text/json.h"
#include "text/offset_map.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

namespace json = text::json;
using json::Value;

constexpr const char* kContext = "http://www.w3.org/ns/anno.jsonld";
constexpr std::string_view kEntry = "urn:waymark:entry:";
constexpr const char* kLinking = "linking";
constexpr const char* kSlot = "slot";
constexpr std::size_t kAround = 32;  // code points of prefix and suffix

/// A text as part of an IRI.
std::string to_iri(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string iri;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                          (c >= 'a' && c <= 'z') ||
                          std::string_view("-._~/").find(c) != std::string_view::npos;
    if (is_plain)
      iri += c;
    else
      iri += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return iri;
}

std::string of_iri(std::string_view iri) {
  if (iri == "_") return "_";  // which decode_value takes for nothing
  return decode_value(iri).value_or(std::string(iri));
}

std::string_view before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  for (std::size_t i = 0; i < kAround && begin > 0; ++i) do
      --begin;
    while (!text::is_code_point_boundary(text, begin));
  return text.substr(begin, at - begin);
}

std::string_view behind(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (std::size_t i = 0; i < kAround && end < text.size(); ++i)
    end += text::code_point_at(text, end).byte_size;
  return text.substr(at, end - at);
}

class W3cWriter : public StreamWriter {
 public:
  W3cWriter() : StreamWriter(".w3c.json") {}

  Carries carries() const override {
    return {.text = Carries::Text::kNone,
            .links = Carries::Links::kEntry,
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
            .makers = false,
            .alternatives = false,
            .corrected = false,
            .empty_slots = false,
            .stretches = false};
  }

  std::string begin() const override { return "[\n"; }
  std::string between() const override { return ",\n"; }
  std::string end() const override { return "\n]\n"; }

  void write(const Document& document, std::string& out) const override {
    const text::OffsetMap offsets(document.text, OffsetUnit::kUtf16);
    const std::string source = to_iri(document.id);
    for (std::size_t i = 0; i < document.mentions.size(); ++i) {
      if (i > 0) out += between();
      json::Writer json(out, true);
      begin_annotation(source + "#m" + std::to_string(i + 1), json);
      write_body(document.mentions[i], json);
      json.key("target").begin_object().member("source", source);
      write_selectors(document, document.mentions[i].span, offsets, json);
      json.end_object().end_object();
    }
    std::size_t number = 0;
    visit_fillers(document, [&](std::uint32_t from, const std::string& name, std::uint32_t to) {
      write_pair(document, ++number, {name, from, to, {}}, true, offsets, out);
    });
    for (const Relation& relation : document.relations)
      write_pair(document, ++number, relation, false, offsets, out);
  }

 private:
  static json::Writer& begin_annotation(const std::string& id, json::Writer& json) {
    json.begin_object().member("@context", kContext).member("id", id);
    return json.member("type", "Annotation");
  }

  /// An annotation of the place where the line begins; its bodies say from where to where it leads.
  void write_pair(const Document& document, std::size_t number, const Relation& relation,
                  bool is_slot, const text::OffsetMap& offsets, std::string& out) const {
    const std::string source = to_iri(document.id);
    out += between();
    json::Writer json(out, true);
    begin_annotation(source + "#r" + std::to_string(number), json).member("motivation", kLinking);
    json.key("body").begin_array().begin_object().member("type", "TextualBody");
    json.member("purpose", "tagging").member("value", relation.type).end_object();
    if (is_slot)
      json.begin_object()
          .member("type", "TextualBody")
          .member("purpose", "classifying")
          .member("value", kSlot)
          .end_object();
    for (const std::uint32_t end : {relation.from, relation.to})
      json.begin_object()
          .member("type", "SpecificResource")
          .member("purpose", kLinking)
          .member("source", source + "#m" + std::to_string(end + 1))
          .end_object();
    json.end_array().key("target").begin_object().member("source", source);
    write_selectors(document, document.mentions[relation.from].span, offsets, json);
    json.end_object().end_object();
  }

  static void write_body(const Mention& mention, json::Writer& json) {
    json.key("body").begin_array().begin_object().member("type", "TextualBody");
    json.member("purpose", "tagging").member("value", mention.label).end_object();
    if (mention.link)
      json.begin_object()
          .member("type", "SpecificResource")
          .member("purpose", "identifying")
          .member("source", std::string(kEntry) + to_iri(mention.link->entry))
          .end_object();
    json.end_array();
  }

  static void write_selectors(const Document& document, Span span, const text::OffsetMap& offsets,
                              json::Writer& json) {
    json.key("selector").begin_array().begin_object().member("type", "TextPositionSelector");
    json.member("start", offsets.from_byte(span.begin));
    json.member("end", offsets.from_byte(span.end)).end_object();
    json.begin_object().member("type", "TextQuoteSelector");
    json.member("exact", document.slice(span)).member("prefix", before(document.text, span.begin));
    json.member("suffix", behind(document.text, span.end)).end_object().end_array();
  }
};

/// One annotation, with the bytes it was read from.
struct Annotation {
  JsonPiece piece;
  Value value;
  std::string source;         ///< may be empty of one that links others
  bool links_others = false;  ///< it says how two annotations belong together
};

class W3cReader : public Reader {
 public:
  W3cReader(ByteSource& source, std::string file_name, std::string id, const ReadOptions& options)
      : source_(source),
        stream_(source, largest_text(options)),
        file_name_(std::move(file_name)),
        id_(std::move(id)),
        options_(options) {}

  std::optional<Record> next() override {
    if (auto error = std::exchange(error_, std::nullopt)) return error;
    if (!pending_ && !advance()) return std::exchange(error_, std::nullopt);
    return read_document();
  }

 private:
  /// Takes the next annotation; false at the end, or if it is none.
  bool advance() {
    pending_.reset();
    Annotation next;
    if (!stream_.next(next.piece) || !source_.error().empty()) return false;
    if (auto fault = parse(next)) {
      error_ = make_error(numbered_id(id_, next.piece.line), next.piece.line, *std::move(fault));
      return false;
    }
    pending_ = std::move(next);
    return true;
  }

  std::optional<Diagnostic> parse(Annotation& annotation) const {
    const JsonPiece& piece = annotation.piece;
    if (piece.is_too_long)
      return diagnose_too_large(options_, file_name_, piece.line, "the annotation");
    const std::size_t invalid = text::find_invalid_utf8(piece.bytes);
    if (invalid != text::kAllValid)
      return place_in_file(piece,
                           diagnose_invalid_utf8(piece.bytes, invalid, file_name_, piece.line));
    auto value = json::parse(piece.bytes, file_name_, static_cast<std::uint32_t>(piece.line));
    if (!value) return place_in_file(piece, value.error().front());
    annotation.value = *std::move(value);
    const Value* target = annotation.value.find("target");
    const Value* motivation = annotation.value.find("motivation");
    const bool links = motivation != nullptr && motivation->as_string() != nullptr &&
                       *motivation->as_string() == kLinking;
    annotation.links_others = links || (target != nullptr && target->is_array());
    if (annotation.links_others && (target == nullptr || target->is_array())) return std::nullopt;
    const Value* source = target != nullptr ? target->find("source") : nullptr;
    if (source == nullptr || !source->is_string())
      return diagnose(piece, {annotation.value.begin(),
                              "format/missing-field",
                              "the annotation has no target with a source",
                              {}});
    annotation.source = *source->as_string();
    return std::nullopt;
  }

  Diagnostic diagnose(const JsonPiece& piece, const NativeFault& fault) const {
    Diagnostic diagnostic =
        json::diagnose(piece.bytes, fault.at, file_name_, static_cast<std::uint32_t>(piece.line),
                       fault.code, fault.message);
    diagnostic.hint = fault.hint;
    return place_in_file(piece, std::move(diagnostic));
  }

  /// The annotations of one source, which follow each other.
  Record read_document() {
    const std::string source = pending_->source;
    Record record;
    record.line = pending_->piece.line;
    record.document.id = of_iri(source);
    JsonFields fields(OffsetUnit::kUtf16);
    std::optional<Diagnostic> error;
    if (!source.empty()) error = find_text(record.document, fields);
    mentions_.clear();
    do {
      if (error) continue;
      error = pending_->links_others ? read_pair(fields, record.document)
                                     : read_annotation(fields, record.document);
    } while (advance() && is_of(source));
    if (error) return make_error(record.document.id, record.line, *std::move(error));
    sort_mentions(record.document);
    return record;
  }

  std::optional<Diagnostic> find_text(Document& document, JsonFields& fields) const {
    auto text =
        options_.find_text ? options_.find_text(document.id, largest_text(options_)) : std::nullopt;
    if (!text || text->size() > largest_text(options_) || !text::is_valid_utf8(*text))
      return diagnose(pending_->piece,
                      {pending_->value.begin(), "format/no-text",
                       "there is no text '" + document.id + "' to these annotations",
                       "--texts names the folder that has it"});
    fields.set_text(*std::move(text), document);
    return std::nullopt;
  }

  std::optional<Diagnostic> read_annotation(JsonFields& fields, Document& document) {
    Mention mention;
    const Value& target = fields.need(pending_->value, "target");
    const Value* quote = nullptr;
    for (const Value& selector : fields.need_array(target, "selector")) {
      const std::string type = fields.word(selector, "type");
      if (type == "TextPositionSelector") mention.span = fields.span(selector, "start", "end");
      if (type == "TextQuoteSelector") quote = fields.find(selector, "exact");
    }
    const std::string* exact = quote != nullptr ? quote->as_string() : nullptr;
    if (!fields.failed() && exact != nullptr && *exact != document.slice(mention.span))
      fields.fail(*quote, "the quote is not what stands at the position", "format/text-mismatch",
                  "positions of this format count UTF-16 units");
    read_body(fields, mention);
    const std::string id = fields.word(pending_->value, "id");
    if (fields.failed()) return diagnose(pending_->piece, *fields.fault());
    mentions_.emplace(id, static_cast<std::uint32_t>(document.mentions.size()));
    document.mentions.push_back(std::move(mention));
    return std::nullopt;
  }

  bool is_of(const std::string& source) const {
    return pending_->source == source || (pending_->links_others && pending_->source.empty());
  }

  /// The two annotations that one links: its linking bodies or, as Recogito Connections has it, its
  /// targets.
  std::vector<std::uint32_t> find_ends(JsonFields& fields) const {
    std::vector<std::uint32_t> ends;
    const auto add = [&](const Value& part, std::string_view name) {
      const auto end = mentions_.find(fields.word(part, name));
      if (end != mentions_.end()) return ends.push_back(end->second);
      fields.fail(part, "this links to an annotation that is none of those before",
                  "format/unexpected", "what links two annotations stands behind them");
    };
    const Value& target = fields.need(pending_->value, "target");
    for (const Value& each : target.elements()) add(each, "id");
    if (target.is_array()) return ends;
    for (const Value& part : fields.array(pending_->value, "body"))
      if (fields.word(part, "purpose") == kLinking) add(part, "source");
    return ends;
  }

  std::optional<Diagnostic> read_pair(JsonFields& fields, Document& document) const {
    const std::vector<std::uint32_t> ends = find_ends(fields);
    if (ends.size() != 2)
      fields.fail(pending_->value, "expected two targets of what links annotations");
    Mention parts;  // its label is the type
    bool is_slot = false;
    for (const Value& part : fields.array(pending_->value, "body"))
      is_slot |=
          fields.word(part, "purpose") == "classifying" && fields.word(part, "value") == kSlot;
    read_body(fields, parts);
    if (fields.failed()) return diagnose(pending_->piece, *fields.fault());
    if (is_slot)
      add_filler(document.mentions[ends[0]], parts.label, ends[1]);
    else
      document.relations.push_back({std::move(parts.label), ends[0], ends[1], {}});
    return std::nullopt;
  }

  void read_body(JsonFields& fields, Mention& mention) const {
    const Value& body = fields.need(pending_->value, "body");
    std::vector<const Value*> parts;
    if (body.is_object()) parts.push_back(&body);
    for (const Value& part : body.elements()) parts.push_back(&part);
    for (const Value* part : parts) {
      if (fields.word(*part, "purpose") == "identifying") {
        const std::string iri = fields.word(*part, "source");
        const std::string_view entry = iri;
        mention.link =
            Link{.entry = of_iri(entry.starts_with(kEntry) ? entry.substr(kEntry.size()) : entry)};
      } else if (mention.label.empty()) {
        mention.label = fields.word(*part, "value");
      }
    }
    if (mention.label.empty()) fields.fail(body, "the annotation has no tag");
  }

  ByteSource& source_;
  JsonStream stream_;
  std::string file_name_, id_;
  ReadOptions options_;
  std::optional<Annotation> pending_;
  std::unordered_map<std::string, std::uint32_t> mentions_;  // of the document, by their ids
  std::optional<Record> error_;  // to be given after the document before it
};

}  // namespace

std::unique_ptr<Reader> make_w3c_reader(ByteSource& source, const std::string& file_name,
                                        const std::string& id, const ReadOptions& options) {
  return std::make_unique<W3cReader>(source, file_name, id, options);
}

std::unique_ptr<Writer> make_w3c_writer(const WriteOptions&) {
  return std::make_unique<W3cWriter>();
}

}  // namespace waymark::format
