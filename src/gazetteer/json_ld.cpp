// SPDX-License-Identifier: Apache-2.0
// The document is one tree; nodes are walked as they stand, embedded ones where they stand. The
// first fault ends it.
#include "gazetteer/json_ld.h"

#include <optional>
#include <string_view>
#include <utility>

#include "gazetteer/json_ld_context.h"
#include "gazetteer/table_place.h"
#include "text/json.h"

namespace waymark::gazetteer {

namespace {

using text::json::Member;
using text::json::Value;

constexpr std::string_view kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// A literal as its graph has it: a number or truth as it is written.
std::string literal_of(const Value& value) {
  if (const std::string* text = value.as_string()) return *text;
  std::string out;
  text::json::append(value, out);
  return out;
}

class Reader {
 public:
  explicit Reader(const TakeStatement& take) : take_(take) {}

  /// A node, or a list of them; each may have its context.
  void read_document(const Value& document) {
    if (!document.is_array()) return read_top(document);
    for (const Value& node : document.elements()) read_top(node);
  }
  [[nodiscard]] const std::optional<JsonLdFault>& fault() const { return fault_; }

 private:
  /// Whose value is read: of no property (`statement` is false) where it only stands in a list.
  struct Place {
    const std::string& subject;
    const std::string& property;
    const JsonLdTerm* term = nullptr;
    bool is_statement = true;
  };

  void refuse(std::size_t at, std::string message) {
    if (!fault_) fault_ = JsonLdFault{at, std::move(message)};
  }

  void read_top(const Value& node) {
    if (!node.is_object()) return refuse(node.begin(), "a document holds objects");
    context_ = {};
    if (const Value* context = node.find("@context"))
      if (auto fault = context_.add(*context)) return refuse(fault->at, fault->message);
    (void)read_node(node, true);
  }

  /// What a key means: an IRI or a keyword, empty for nothing.
  std::string meaning_of(const Member& member) {
    const JsonLdTerm* term = context_.find(member.name);
    if (term != nullptr && !term->unread.empty()) {
      refuse(member.value.begin(),
             "the context says '" + term->unread + "' of '" + member.name + "', which is not read");
      return "";
    }
    return context_.expand(member.name);
  }

  /// The value of a keyword, which may have another name; null if it isn't there.
  const Value* find(const Value& object, std::string_view keyword) {
    for (const Member& member : object.members())
      if (meaning_of(member) == keyword) return &member.value;
    return nullptr;
  }

  /// Gives the node's IRI, an empty one if it has no name.
  std::string read_node(const Value& node, bool is_top) {
    std::string subject;
    if (const Value* id = find(node, "@id"))
      if (const auto iri = read_id(*id)) subject = *iri;
    for (const Member& member : node.members()) {
      if (fault_) break;
      if (is_top && member.name == "@context") continue;
      const std::string property = meaning_of(member);
      if (property.starts_with('@')) {
        read_keyword(subject, property, member);
      } else if (property.find(':') != std::string::npos) {
        read_property({subject, property, context_.find(member.name)}, member.value);
      }
    }
    return subject;
  }

  std::optional<std::string> read_id(const Value& id) {
    const std::string* text = id.as_string();
    const auto iri = text != nullptr ? context_.expand_id(*text) : std::nullopt;
    if (!iri)
      refuse(id.begin(), text != nullptr ? "the id '" + *text + "' is relative, which is not read"
                                         : "an id is no text");
    return iri;
  }

  void read_keyword(const std::string& subject, const std::string& keyword, const Member& member) {
    if (keyword == "@id" || keyword == "@index") return;
    if (keyword == "@type") return read_types(subject, member.value);
    if (keyword == "@graph" || keyword == "@included") return read_nodes(member.value);
    refuse(member.value.begin(), "'" + member.name + "' of a node is not read");
  }

  void read_nodes(const Value& nodes) {
    if (nodes.is_array()) {
      for (const Value& node : nodes.elements()) read_nodes(node);
    } else if (nodes.is_object()) {
      (void)read_node(nodes, false);
    } else if (!nodes.is_null()) {
      refuse(nodes.begin(), "a graph holds objects");
    }
  }

  void read_types(const std::string& subject, const Value& types) {
    if (types.is_array()) {
      for (const Value& type : types.elements()) read_types(subject, type);
      return;
    }
    const std::string* text = types.as_string();
    if (text == nullptr) return refuse(types.begin(), "a type is no text");
    // A type's own context would change what the node says.
    if (const JsonLdTerm* term = context_.find(*text); term != nullptr && !term->unread.empty())
      return refuse(types.begin(), "the context says '" + term->unread + "' of '" + *text +
                                       "', which is not read");
    take_(subject, std::string(kType), {.text = context_.expand(*text)}, types.begin());
  }

  void read_property(const Place& place, const Value& value) {
    using Map = JsonLdTerm::Map;
    const Map map = place.term != nullptr ? place.term->map : Map::kNone;
    if (map == Map::kList) return read_list(place, value);
    if (!value.is_object() || map == Map::kNone) return read_value(place, value);
    for (const Member& member : value.members()) {
      if (map == Map::kIndex) {
        read_value(place, member.value);
      } else {
        read_texts(place, language_of(member), member.value);
      }
    }
  }

  /// The language that a key of a language map names.
  std::string language_of(const Member& member) {
    const std::string meaning = context_.expand(member.name);
    if (meaning == "@none") return "";
    if (meaning.starts_with('@'))
      refuse(member.value.begin(), "'" + member.name + "' is no language");
    return member.name;
  }

  /// Values of a language map: a text or a list of texts.
  void read_texts(const Place& place, const std::string& language, const Value& value) {
    if (value.is_array()) {
      for (const Value& text : value.elements()) read_texts(place, language, text);
    } else if (const std::string* text = value.as_string()) {
      give(place, {.text = *text, .language = language, .is_literal = true}, value);
    } else if (!value.is_null()) {
      refuse(value.begin(), "a name by language is no text");
    }
  }

  /// What stands in a list isn't the property's value itself; nodes may be embedded there.
  void read_list(const Place& place, const Value& value) {
    read_value({place.subject, place.property, place.term, false}, value);
  }

  void read_value(const Place& place, const Value& value) {
    if (fault_ || value.is_null()) return;
    if (value.is_array()) {
      for (const Value& one : value.elements()) read_value(place, one);
    } else if (value.is_object()) {
      read_object(place, value);
    } else {
      read_scalar(place, value);
    }
  }

  void read_object(const Place& place, const Value& object) {
    if (const Value* literal = find(object, "@value")) return read_literal(place, object, *literal);
    if (const Value* list = find(object, "@list")) return read_list(place, *list);
    if (const Value* set = find(object, "@set")) return read_value(place, *set);
    give(place, {.text = read_node(object, false)}, object);
  }

  void read_literal(const Place& place, const Value& object, const Value& value) {
    const Value* language = find(object, "@language");
    const std::string* tag = language == nullptr ? nullptr : language->as_string();
    if (value.is_object() || value.is_array())
      return refuse(value.begin(), "a value is neither a text nor a number");
    if (language != nullptr && tag == nullptr)
      return refuse(language->begin(), "a language is no text");
    if (value.is_null()) return;
    give(place,
         {.text = literal_of(value), .language = tag != nullptr ? *tag : "", .is_literal = true},
         value);
  }

  /// A text, number or truth: what the context says of the property's values makes it an IRI.
  void read_scalar(const Place& place, const Value& value) {
    const std::string* text = value.as_string();
    const std::string_view type = place.term != nullptr ? place.term->type : std::string_view();
    if (text != nullptr && type == "@id") {
      if (const auto iri = read_id(value)) give(place, {.text = *iri}, value);
    } else if (text != nullptr && type == "@vocab") {
      give(place, {.text = context_.expand(*text)}, value);
    } else {
      const bool has_language = text != nullptr && (type.empty() || type == "@none");
      give(place,
           {.text = literal_of(value),
            .language = has_language ? language_of(place) : "",
            .is_literal = true},
           value);
    }
  }

  [[nodiscard]] const std::string& language_of(const Place& place) const {
    return place.term != nullptr && place.term->language ? *place.term->language
                                                         : context_.language();
  }

  void give(const Place& place, const RdfObject& object, const Value& at) {
    if (!fault_ && place.is_statement) take_(place.subject, place.property, object, at.begin());
  }

  const TakeStatement& take_;
  JsonLdContext context_;
  std::optional<JsonLdFault> fault_;
};

}  // namespace

Failure read_json_ld(const Table& table, const TakeStatement& take) {
  auto document = text::json::parse(table.bytes, table.file);
  if (!document) return document.error().front();
  Reader reader(take);
  reader.read_document(*document);
  if (!reader.fault()) return std::nullopt;
  Diagnostic fault = TablePlaces(table).find(reader.fault()->at);
  fault.code = "gazetteer/json-ld";
  fault.message = reader.fault()->message;
  fault.hint = "'rdfpipe -i json-ld -o turtle FILE' of RDFLib converts it";
  return fault;
}

}  // namespace waymark::gazetteer
