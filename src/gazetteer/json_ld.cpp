// SPDX-License-Identifier: Apache-2.0
// The nodes of the document and of its graph are read one after another; each is a tree while it is
// walked, embedded nodes where they stand. The first fault ends it.
#include "gazetteer/json_ld.h"

#include <optional>
#include <string_view>
#include <utility>

#include "gazetteer/json_ld_context.h"
#include "gazetteer/table_place.h"
#include "text/json_parts.h"

namespace waymark::gazetteer {

namespace {

using text::json::Member;
using text::json::Part;
using text::json::Parts;
using text::json::Value;

constexpr std::string_view kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// A literal as its graph has it: a number or truth as it is written.
std::string literal_of(const Value& value) {
  if (const std::string* text = value.as_string()) return *text;
  std::string out;
  text::json::append(value, out);
  return out;
}

bool is_graph(std::string_view keyword) { return keyword == "@graph" || keyword == "@included"; }

class Reader {
 public:
  Reader(const Table& table, const TakeStatement& take) : table_(table), take_(take) {}

  Failure read() {
    read_document(text::json::whole(table_.bytes));
    return std::move(failure_);
  }

 private:
  /// Whose value is read: of no property (`statement` is false) where it only stands in a list.
  struct Place {
    const std::string& subject;
    const std::string& property;
    const JsonLdTerm* term = nullptr;
    bool is_statement = true;
  };

  /// `at`: of the part that is read.
  void refuse(std::size_t at, std::string message) {
    if (failure_) return;
    failure_ = TablePlaces(table_).find(begin_ + at);
    failure_->code = "gazetteer/json-ld";
    failure_->message = std::move(message);
    failure_->hint = "'rdfpipe -i json-ld -o turtle FILE' of RDFLib converts it";
  }

  [[nodiscard]] bool begins_with(const Part& part, char sign) const {
    return part.size() > 0 && table_.bytes[part.begin] == sign;
  }

  /// Nothing where it is no JSON, or too long.
  std::optional<Value> parse(const Part& part) {
    begin_ = part.begin;
    if (part.size() > kMaxNodeBytes) {
      refuse(0, "a node is longer than 16 MiB");
      return std::nullopt;
    }
    auto value = text::json::parse_part(table_.bytes, part, table_.file);
    if (value) return *std::move(value);
    failure_ = value.error().front();
    return std::nullopt;
  }

  /// Calls `take` for every part, until there is a fault.
  template <class Take>
  void for_each_part(const Part& container, const Take& take) {
    Parts parts(table_.bytes, container, table_.file);
    while (const auto part = parts.next()) {
      begin_ = part->begin;
      take(parts.name(), *part);
      if (failure_) return;
    }
    failure_ = parts.fault();
  }

  /// A node, or a list of them; each may have its context.
  void read_document(const Part& document) {
    if (!begins_with(document, '[')) return read_top(document);
    for_each_part(document, [&](const std::string&, const Part& node) { read_top(node); });
  }

  void read_top(const Part& node) {
    if (!begins_with(node, '{')) {
      if (parse(node)) refuse(0, "a document holds objects");
      return;
    }
    read_context(node);
    if (failure_) return;
    const std::string subject = find_subject(node);
    if (failure_) return;
    for_each_part(node, [&](const std::string& name, const Part& part) {
      if (name == "@context") return;
      if (is_graph(meaning_of(name, 0))) return read_graph(part);
      if (auto value = parse(part)) read_member(subject, {name, *std::move(value)});
    });
  }

  /// The context counts for all members, also for those before it.
  void read_context(const Part& node) {
    context_ = {};
    std::optional<Part> context;
    for_each_part(node, [&](const std::string& name, const Part& part) {
      if (name == "@context") context = part;
    });
    const auto parsed = context && !failure_ ? parse(*context) : std::nullopt;
    if (!parsed) return;
    if (auto fault = context_.add(*parsed)) refuse(fault->at, std::move(fault->message));
  }

  std::string find_subject(const Part& node) {
    std::optional<Part> id;
    for_each_part(node, [&](const std::string& name, const Part& part) {
      if (!id && context_.expand(name) == "@id") id = part;
    });
    const auto parsed = id && !failure_ ? parse(*id) : std::nullopt;
    return parsed ? read_id(*parsed) : nameless(node.begin);
  }

  void read_graph(const Part& nodes) {
    const auto read = [&](const std::string&, const Part& part) {
      if (const auto node = parse(part)) read_nodes(*node);
    };
    if (begins_with(nodes, '[')) return for_each_part(nodes, read);
    read("", nodes);
  }

  /// What a key means, whose value begins at `at`: an IRI or a keyword, empty for nothing.
  std::string meaning_of(const std::string& name, std::size_t at) {
    const JsonLdTerm* term = context_.find(name);
    if (term != nullptr && !term->unread.empty()) {
      refuse(at, "the context says '" + term->unread + "' of '" + name + "', which is not read");
      return "";
    }
    return context_.expand(name);
  }
  std::string meaning_of(const Member& member) {
    return meaning_of(member.name, member.value.begin());
  }

  /// The value of a keyword, which may have another name; null if it isn't there.
  const Value* find(const Value& object, std::string_view keyword) {
    for (const Member& member : object.members())
      if (meaning_of(member) == keyword) return &member.value;
    return nullptr;
  }

  /// Gives what the node is called.
  std::string read_node(const Value& node) {
    const Value* id = find(node, "@id");
    const std::string subject = id != nullptr ? read_id(*id) : nameless(begin_ + node.begin());
    for (const Member& member : node.members()) {
      if (failure_) break;
      read_member(subject, member);
    }
    return subject;
  }

  void read_member(const std::string& subject, const Member& member) {
    const std::string property = meaning_of(member);
    if (property.starts_with('@')) {
      read_keyword(subject, property, member);
    } else if (property.find(':') != std::string::npos) {
      read_property({subject, property, context_.find(member.name)}, member.value);
    }
  }

  /// What a node is called that has no name. Units: a byte of the table.
  static std::string nameless(std::size_t at) { return "_:@" + std::to_string(at); }

  std::string read_id(const Value& id) {
    const std::string* text = id.as_string();
    if (text != nullptr) return context_.expand_id(*text);
    refuse(id.begin(), "an id is no text");
    return "";
  }

  void read_keyword(const std::string& subject, const std::string& keyword, const Member& member) {
    if (keyword == "@id" || keyword == "@index") return;
    if (keyword == "@type") return read_types(subject, member.value);
    if (is_graph(keyword)) return read_nodes(member.value);
    refuse(member.value.begin(), "'" + member.name + "' of a node is not read");
  }

  void read_nodes(const Value& nodes) {
    if (nodes.is_array()) {
      for (const Value& node : nodes.elements()) read_nodes(node);
    } else if (nodes.is_object()) {
      (void)read_node(nodes);
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
    take_(subject, std::string(kType), {.text = context_.expand(*text)}, begin_ + types.begin());
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
    if (failure_ || value.is_null()) return;
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
    give(place, {.text = read_node(object)}, object);
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
      give(place, {.text = context_.expand_id(*text)}, value);
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

  void give(const Place& place, const RdfObject& object, const Value& value) {
    if (!failure_ && place.is_statement)
      take_(place.subject, place.property, object, begin_ + value.begin());
  }

  const Table& table_;
  const TakeStatement& take_;
  JsonLdContext context_;  // of the node of the document
  std::size_t begin_ = 0;  // of the part that is read, in the table
  Failure failure_;
};

}  // namespace

bool is_relative(std::string_view thing) {
  const std::size_t colon = thing.find(':');
  return colon == std::string_view::npos || colon == 0;
}

Failure read_json_ld(const Table& table, const TakeStatement& take) {
  return Reader(table, take).read();
}

}  // namespace waymark::gazetteer
