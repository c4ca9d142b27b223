// SPDX-License-Identifier: Apache-2.0
// A record is read member by member; the first value that is not as the schema says ends it.
// Mentions may refer to each other before they are defined, so ids are collected first and looked
// up afterwards.
#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

#include "format/native_form.h"
#include "format/record.h"
#include "text/digest.h"
#include "text/json.h"
#include "text/offset_map.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

using text::OffsetMap;
using text::OffsetUnit;
using text::json::Member;
using text::json::Value;

constexpr std::int64_t kVersion = 1;

std::optional<OffsetUnit> find_unit(std::string_view name) {
  if (name == "codepoint") return OffsetUnit::kCodePoint;
  if (name == "utf16") return OffsetUnit::kUtf16;
  if (name == "byte") return OffsetUnit::kByte;
  return std::nullopt;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Members of a record that are read or follow from others; all else is kept as meta.
bool is_known_member(std::string_view name) {
  return is_one_of(name,
                   {"waymark", "id", "text", "offsets", "meta", "sentences", "tokens", "mentions",
                    "relations", "run", "length", "text_sha256", "token_features"});
}

class NativeReader {
 public:
  NativeReader(const Value& record, const ReadOptions& options)
      : record_(record), options_(options) {}

  std::variant<Document, NativeFault> read() {
    if (!read_head() || !read_meta() || !read_all_spans() || !read_mentions() || !read_relations())
      return *fault_;
    sort_mentions(document_);
    return std::move(document_);
  }

 private:
  bool fail(const Value& at, std::string message, std::string code = "format/unexpected",
            std::string hint = {}) {
    fault_ = NativeFault{at.begin(), std::move(code), std::move(message), std::move(hint)};
    return false;
  }

  bool fail_kind(const Value& at, std::string_view name, std::string_view wanted) {
    return fail(at, "'" + std::string(name) + "' is " + std::string(at.kind_name()) +
                        ", expected " + std::string(wanted));
  }

  /// A member that may be absent or null.
  static const Value* optional_member(const Value& object, std::string_view name) {
    const Value* value = object.find(name);
    return value == nullptr || value->is_null() ? nullptr : value;
  }

  const Value* required_member(const Value& object, std::string_view name) {
    const Value* value = object.find(name);
    if (value == nullptr)
      fail(object, "'" + std::string(name) + "' is missing", "format/missing-field");
    return value;
  }

  bool read_string(const Value& object, std::string_view name, std::string& out) {
    const Value* value = optional_member(object, name);
    if (value == nullptr) return true;
    const std::string* string = value->as_string();
    if (string == nullptr) return fail_kind(*value, name, "a string");
    out = *string;
    return true;
  }

  /// A string that must be there and not be empty.
  bool read_name(const Value& object, std::string_view name, std::string& out) {
    const Value* value = required_member(object, name);
    if (value == nullptr) return false;
    if (!value->is_string()) return fail_kind(*value, name, "a string");
    out = *value->as_string();
    return !out.empty() || fail(*value, "'" + std::string(name) + "' is empty");
  }

  bool read_number(const Value& object, std::string_view name, double& out) {
    const Value* value = optional_member(object, name);
    if (value == nullptr) return true;
    const std::optional<double> number = value->as_double();
    if (!number) return fail_kind(*value, name, "a number");
    out = *number;
    return true;
  }

  bool read_bool(const Value& object, std::string_view name, bool& out) {
    const Value* value = optional_member(object, name);
    if (value == nullptr) return true;
    if (!value->is_bool()) return fail_kind(*value, name, "true or false");
    out = *value->as_bool();
    return true;
  }

  /// The elements of a member that is an array or absent; null after a fault.
  const Value::Array* read_array(const Value& object, std::string_view name) {
    static const Value::Array kNone;
    const Value* value = optional_member(object, name);
    if (value == nullptr) return &kNone;
    if (value->is_array()) return &value->elements();
    fail_kind(*value, name, "an array");
    return nullptr;
  }

  bool read_head() {
    const Value* version = record_.find("waymark");
    if (version->as_int() != kVersion)
      return fail(*version, "'waymark' is not 1, the only version of the form that is known",
                  "format/version");
    const Value* id = optional_member(record_, "id");
    if (id != nullptr && !read_id(*id)) return false;
    return read_text() && read_string(record_, "run", document_.run) && read_unit();
  }

  bool read_text() {
    const Value* text = record_.find("text");
    if (text == nullptr) return find_text();
    if (!text->is_string()) return fail_kind(*text, "text", "a string");
    document_.text = *text->as_string();
    return true;
  }

  /// The text that was left out, if it is still the one that was annotated.
  bool find_text() {
    const std::uint64_t most = largest_text(options_);
    auto text = options_.find_text ? options_.find_text(document_.id, most) : std::nullopt;
    if (!text)
      return fail(record_, "the document is without its text", "format/no-text",
                  "--texts names the folder that has it, as ID.txt");
    if (text->size() > most || text::find_invalid_utf8(*text) != text::kAllValid)
      return fail(record_, "its text is too large or not UTF-8", "format/invalid-text");
    std::string digest;
    if (!read_string(record_, "text_sha256", digest)) return false;
    if (digest != text::sha256(*text))
      return fail(record_, "its text is not the one that was annotated: the digest differs",
                  "format/text-differs");
    document_.text = *std::move(text);
    return true;
  }

  bool read_id(const Value& id) {
    if (const auto* number = std::get_if<Value::Number>(&id.data())) {
      document_.id = number->literal;
    } else if (const std::string* string = id.as_string()) {
      document_.id = *string;
    } else {
      return fail_kind(id, "id", "a string");
    }
    return true;
  }

  bool read_unit() {
    std::string name = "codepoint";
    if (!read_string(record_, "offsets", name)) return false;
    const std::optional<OffsetUnit> unit = find_unit(name);
    if (!unit)
      return fail(*record_.find("offsets"), "unknown unit of offsets '" + name + "'",
                  "format/offset-unit", "units are codepoint, utf16 and byte");
    if (document_.text.size() >= UINT32_MAX)
      return fail(record_, "the text is too large", "format/too-large");
    offsets_.emplace(document_.text, *unit);
    return true;
  }

  /// The members of `meta` and, behind them, those of the record that the form does not know.
  bool read_meta() {
    const Value* meta = optional_member(record_, "meta");
    if (meta != nullptr && !meta->is_object()) return fail_kind(*meta, "meta", "an object");
    std::string out;
    text::json::Writer json(out);
    json.begin_object();
    bool is_empty = meta == nullptr;
    if (meta != nullptr)
      for (const Member& member : meta->members()) json.member(member.name, member.value);
    for (const Member& member : record_.members()) {
      if (is_known_member(member.name)) continue;
      json.member(member.name, member.value);
      is_empty = false;
    }
    json.end_object();
    if (!is_empty) document_.meta = std::move(out);
    return true;
  }

  bool read_offset(const Value& value, std::string_view name, std::uint32_t& out) {
    const std::optional<std::int64_t> offset = value.as_int();
    if (!offset || *offset < 0) return fail_kind(value, name, "a whole number from 0");
    const std::optional<std::uint32_t> byte =
        offsets_->to_byte(static_cast<std::uint64_t>(*offset));
    if (!byte)
      return fail(
          value,
          "offset " + std::to_string(*offset) + " lies beyond the text or inside a character",
          "format/offset", "check the unit: 'offsets' is codepoint, utf16 or byte");
    out = *byte;
    return true;
  }

  bool check_order(const Value& at, Span span) {
    return span.begin <= span.end || fail(at, "the span ends before it begins", "format/offset");
  }

  bool read_pair(const Value& value, std::string_view name, Span& out) {
    if (value.elements().size() != 2)
      return fail(value, "'" + std::string(name) + "' holds pairs [begin, end]");
    return read_offset(value.elements()[0], name, out.begin) &&
           read_offset(value.elements()[1], name, out.end) && check_order(value, out);
  }

  bool read_spans(const Value& object, std::string_view name, std::vector<Span>& out) {
    const Value::Array* pairs = read_array(object, name);
    if (pairs == nullptr) return false;
    out.reserve(pairs->size());
    for (const Value& pair : *pairs)
      if (!read_pair(pair, name, out.emplace_back())) return false;
    return true;
  }

  bool read_all_spans() {
    return read_spans(record_, "sentences", document_.sentences) &&
           read_spans(record_, "tokens", document_.tokens) && read_token_features();
  }

  /// Each as long as the tokens.
  bool read_token_features() {
    const Value* features = optional_member(record_, "token_features");
    if (features == nullptr) return true;
    if (!features->is_object()) return fail_kind(*features, "token_features", "an object");
    for (const Member& member : features->members()) {
      TokenFeature& feature = document_.token_features.emplace_back();
      feature.name = member.name;
      for (const Value& value : member.value.elements()) {
        if (!value.is_string()) return fail_kind(value, member.name, "an array of strings");
        feature.values.push_back(*value.as_string());
      }
      if (feature.values.size() != document_.tokens.size())
        return fail(member.value, "'" + member.name + "' has not one value for each token");
    }
    return true;
  }

  /// `begin` and `end` of an object, and that its `text`, if given, is the piece under them.
  bool read_stretch(const Value& object, Span& out) {
    const Value* begin = required_member(object, "begin");
    const Value* end = begin == nullptr ? nullptr : required_member(object, "end");
    if (end == nullptr || !read_offset(*begin, "begin", out.begin) ||
        !read_offset(*end, "end", out.end) || !check_order(object, out))
      return false;
    const Value* text = optional_member(object, "text");
    if (text == nullptr) return true;
    if (!text->is_string()) return fail_kind(*text, "text", "a string");
    if (*text->as_string() == document_.slice(out)) return true;
    return fail(*text, "'text' is not what stands at the span", "format/text-mismatch",
                "check the unit: 'offsets' is codepoint, utf16 or byte");
  }

  bool read_mentions() {
    const Value::Array* mentions = read_array(record_, "mentions");
    if (mentions == nullptr || !collect_ids(*mentions)) return false;
    document_.mentions.reserve(mentions->size());
    for (const Value& mention : *mentions)
      if (!read_mention(mention, document_.mentions.emplace_back())) return false;
    return true;
  }

  bool collect_ids(const Value::Array& mentions) {
    for (std::uint32_t i = 0; i < mentions.size(); ++i) {
      if (!mentions[i].is_object())
        return fail_kind(mentions[i], "mentions", "an array of objects");
      std::string id;
      if (!read_string(mentions[i], "id", id)) return false;
      if (!id.empty() && !positions_.emplace(std::move(id), i).second)
        return fail(*mentions[i].find("id"), "two mentions have this id", "format/same-id");
    }
    return true;
  }

  bool read_mention(const Value& value, Mention& mention) {
    if (!read_stretch(value, mention.span)) return false;
    return read_name(value, "label", mention.label) &&
           read_spans(value, "alt", mention.alternatives) &&
           read_number(value, "confidence", mention.confidence) && read_link(value, mention.link) &&
           read_candidates(value, mention.candidates) && read_form(value, mention.form) &&
           read_slots(value, mention.slots) && read_features(value, mention.features) &&
           read_string(value, "by", mention.by);
  }

  bool read_link(const Value& mention, std::optional<Link>& out) {
    const Value* value = optional_member(mention, "link");
    if (value == nullptr) return true;
    if (!value->is_object()) return fail_kind(*value, "link", "an object or null");
    Link& link = out.emplace();
    return read_string(*value, "entry", link.entry) && read_string(*value, "name", link.name) &&
           read_string(*value, "ko", link.ko) && read_string(*value, "kind", link.kind) &&
           read_coordinate(*value, "lat", link.lat) && read_coordinate(*value, "lon", link.lon) &&
           read_ids(*value, link) && read_string(*value, "province", link.province) &&
           read_string(*value, "country", link.country) && read_number(*value, "score", link.score);
  }

  bool read_coordinate(const Value& link, std::string_view name, std::optional<double>& out) {
    double degrees = 0;
    if (optional_member(link, name) == nullptr) return true;
    if (!read_number(link, name, degrees)) return false;
    out = degrees;
    return true;
  }

  bool read_ids(const Value& value, Link& link) {
    const Value* ids = optional_member(value, "ids");
    if (ids == nullptr) return true;
    if (!ids->is_object()) return fail_kind(*ids, "ids", "an object");
    for (const Member& member : ids->members()) {
      const auto* number = std::get_if<Value::Number>(&member.value.data());
      const std::string* string = number != nullptr ? &number->literal : member.value.as_string();
      if (string == nullptr) return fail_kind(member.value, member.name, "a string or a number");
      link.ids.emplace_back(member.name, *string);
    }
    return true;
  }

  bool read_candidates(const Value& mention, std::vector<LinkCandidate>& out) {
    const Value::Array* candidates = read_array(mention, "candidates");
    if (candidates == nullptr) return false;
    for (const Value& value : *candidates) {
      if (!value.is_object()) return fail_kind(value, "candidates", "an array of objects");
      LinkCandidate& candidate = out.emplace_back();
      if (!read_string(value, "entry", candidate.entry) ||
          !read_string(value, "name", candidate.name) || !read_string(value, "ko", candidate.ko) ||
          !read_string(value, "kind", candidate.kind) ||
          !read_number(value, "score", candidate.score) ||
          !read_string(value, "why", candidate.why))
        return false;
    }
    return true;
  }

  bool read_form(const Value& mention, std::optional<Form>& out) {
    const Value* value = optional_member(mention, "form");
    if (value == nullptr) return true;
    if (!value->is_object()) return fail_kind(*value, "form", "an object");
    Form& form = out.emplace();
    return read_string(*value, "why", form.why) && read_string(*value, "scheme", form.scheme) &&
           read_bool(*value, "corrected", form.corrected);
  }

  bool read_slots(const Value& mention, std::vector<Slot>& out) {
    const Value* slots = optional_member(mention, "slots");
    if (slots == nullptr) return true;
    if (!slots->is_object()) return fail_kind(*slots, "slots", "an object");
    for (const Member& member : slots->members()) {
      Slot& slot = out.emplace_back();
      slot.name = member.name;
      if (!read_filler(member.value, slot)) return false;
    }
    return true;
  }

  bool read_filler(const Value& value, Slot& slot) {
    if (value.is_object()) return read_stretch(value, slot.value.emplace<Span>());
    auto& positions = slot.value.emplace<0>();
    if (!value.is_array()) return find_mention(value, positions.emplace_back());
    for (const Value& element : value.elements())
      if (!find_mention(element, positions.emplace_back())) return false;
    return true;
  }

  bool find_mention(const Value& value, std::uint32_t& out) {
    const std::string* id = value.as_string();
    if (id == nullptr)
      return fail(value, "expected the id of a mention, not " + std::string(value.kind_name()));
    const auto found = positions_.find(*id);
    if (found == positions_.end())
      return fail(value, "no mention has the id '" + *id + "'", "format/unknown-id");
    out = found->second;
    return true;
  }

  bool read_features(const Value& mention, std::vector<Feature>& out) {
    const Value* features = optional_member(mention, "features");
    if (features == nullptr) return true;
    if (!features->is_object()) return fail_kind(*features, "features", "an object");
    for (const Member& member : features->members()) {
      Feature& feature = out.emplace_back();
      feature.name = member.name;
      if (const std::string* string = member.value.as_string())
        feature.value = *string;
      else if (const auto truth = member.value.as_bool())
        feature.value = *truth;
      else if (const auto number = member.value.as_double())
        feature.value = *number;
      else
        return fail_kind(member.value, member.name, "a string, a number, true or false");
    }
    return true;
  }

  bool read_relations() {
    const Value::Array* relations = read_array(record_, "relations");
    if (relations == nullptr) return false;
    for (const Value& value : *relations) {
      if (!value.is_object()) return fail_kind(value, "relations", "an array of objects");
      Relation& relation = document_.relations.emplace_back();
      const Value* from = required_member(value, "from");
      const Value* to = from == nullptr ? nullptr : required_member(value, "to");
      if (to == nullptr || !find_mention(*from, relation.from) || !find_mention(*to, relation.to) ||
          !read_name(value, "type", relation.type) || !read_string(value, "by", relation.by))
        return false;
    }
    return true;
  }

  const Value& record_;
  const ReadOptions& options_;
  Document document_;
  std::optional<OffsetMap> offsets_;
  std::unordered_map<std::string, std::uint32_t> positions_;  // of mentions, by id
  std::optional<NativeFault> fault_;
};

}  // namespace

bool is_native(const Value& record) { return record.find("waymark") != nullptr; }

std::variant<Document, NativeFault> read_native(const Value& record, const ReadOptions& options) {
  return NativeReader(record, options).read();
}

}  // namespace waymark::format
