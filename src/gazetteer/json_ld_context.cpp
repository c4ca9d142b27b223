// SPDX-License-Identifier: Apache-2.0
// A word of a context may be defined by other words of it, wherever they stand: these come first.
#include "gazetteer/json_ld_context.h"

#include <algorithm>

namespace waymark::gazetteer {

using text::json::Member;
using text::json::Value;
using Fault = std::optional<JsonLdFault>;

namespace {

constexpr int kDeepest = 20;                // words that are defined by words
constexpr std::size_t kMostWords = 10'000;  // of a context

bool is_keyword(std::string_view word) { return word.starts_with('@'); }

/// Whether a prefix may end so that is written as a plain text.
bool ends_as_prefix(std::string_view iri) {
  return !iri.empty() && std::string_view(":/?#[]@").find(iri.back()) != std::string_view::npos;
}

std::string_view prefix_of(std::string_view word) { return word.substr(0, word.find(':')); }

}  // namespace

Fault JsonLdContext::add(const Value& context) {
  if (!context.is_array()) return add_one(context);
  for (const Value& one : context.elements())
    if (auto fault = add_one(one)) return fault;
  return std::nullopt;
}

Fault JsonLdContext::add_one(const Value& context) {
  if (context.is_null()) {
    *this = {};
    return std::nullopt;
  }
  if (const std::string* elsewhere = context.as_string())
    return JsonLdFault{context.begin(),
                       "the context '" + *elsewhere + "' stands elsewhere, and nothing is fetched"};
  if (!context.is_object()) return JsonLdFault{context.begin(), "a context is an object"};
  if (context.members().size() > kMostWords)
    return JsonLdFault{context.begin(), "the context has more than 10,000 words"};
  // The vocabulary counts for all words, and may use those of contexts before.
  for (const Member& member : context.members())
    if (is_keyword(member.name))
      if (auto fault = add_keyword(member)) return fault;
  is_defined_.clear();
  for (const Member& member : context.members())
    if (!is_keyword(member.name))
      if (auto fault = define(member, context, 0)) return fault;
  return std::nullopt;
}

Fault JsonLdContext::add_keyword(const Member& member) {
  const std::string* text = member.value.as_string();
  if (member.name == "@version" || member.name == "@protected" || member.name == "@base" ||
      member.name == "@direction")
    return std::nullopt;  // ids that need a base are not read, and directions say nothing of names
  if (text == nullptr && !member.value.is_null())
    return JsonLdFault{member.value.begin(), "'" + member.name + "' is no text"};
  if (member.name == "@language") {
    language_ = text != nullptr ? *text : "";
    return std::nullopt;
  }
  if (member.name != "@vocab")
    return JsonLdFault{member.value.begin(), "'" + member.name + "' of a context is not read"};
  vocabulary_.clear();
  if (text == nullptr) return std::nullopt;
  vocabulary_ = expand_compact(*text).value_or("");
  if (vocabulary_.empty()) return JsonLdFault{member.value.begin(), "'@vocab' is no absolute IRI"};
  return std::nullopt;
}

Fault JsonLdContext::define(const Member& member, const Value& context, int depth) {
  const auto [known, is_new] = is_defined_.try_emplace(member.name, false);
  if (!is_new && known->second) return std::nullopt;
  if (!is_new)
    return JsonLdFault{member.value.begin(), "'" + member.name + "' is defined by itself"};
  if (depth > kDeepest)
    return JsonLdFault{member.value.begin(),
                       "'" + member.name + "' is defined by a chain of more than 20 words"};
  JsonLdTerm term;
  terms_.erase(member.name);
  if (auto fault = read_definition(member.name, member.value, context, depth, term)) return fault;
  terms_[member.name] = std::move(term);
  is_defined_[member.name] = true;
  return std::nullopt;
}

Fault JsonLdContext::define_used(std::string_view word, const Value& context, int depth) {
  for (const std::string_view name : {word, prefix_of(word)})
    for (const Member& member : context.members())
      if (member.name == name)
        if (auto fault = define(member, context, depth + 1)) return fault;
  return std::nullopt;
}

/// definition := null / IRI / { "@id": IRI [, "@type": IRI] [, "@language": TEXT]
///               [, "@container": container] [, "@prefix": BOOL] … }
Fault JsonLdContext::read_definition(const std::string& name, const Value& definition,
                                     const Value& context, int depth, JsonLdTerm& term) {
  if (definition.is_null()) return std::nullopt;
  const bool is_plain = definition.as_string() != nullptr;
  if (!is_plain && !definition.is_object())
    return JsonLdFault{definition.begin(), "the definition of '" + name + "' is no text or object"};
  const Value* id = is_plain ? &definition : definition.find("@id");
  if (id != nullptr && id->is_null()) return std::nullopt;
  if (id != nullptr && id->as_string() == nullptr)
    return JsonLdFault{id->begin(), "'@id' of '" + name + "' is no text"};
  const std::string& word = id != nullptr ? *id->as_string() : name;
  if (word != name || word.find(':') != std::string::npos) {
    const std::string_view used = word == name ? prefix_of(word) : std::string_view(word);
    if (auto fault = define_used(used, context, depth)) return fault;
  }
  term.iri = expand(word);
  term.is_prefix = is_plain && ends_as_prefix(term.iri);
  for (const Member& member : definition.members()) {
    const std::string* text = member.value.as_string();
    if (member.name == "@type" && text != nullptr) {
      if (auto fault = define_used(*text, context, depth)) return fault;
      term.type = expand(*text);
      if (term.type == "@json") term.unread = member.name;
    } else if (member.name == "@language" && (text != nullptr || member.value.is_null())) {
      term.language = text != nullptr ? *text : "";
    } else if (member.name == "@container") {
      read_container(member.value, term);
    } else if (member.name == "@prefix") {
      term.is_prefix = member.value.as_bool().value_or(false);
    } else if (member.name != "@id" && member.name != "@protected" && member.name != "@index" &&
               member.name != "@direction") {
      term.unread = member.name;
    }
  }
  return std::nullopt;
}

void JsonLdContext::read_container(const Value& container, JsonLdTerm& term) const {
  const auto read = [&](const Value& one) {
    const std::string* name = one.as_string();
    if (name != nullptr && *name == "@language") {
      term.map = JsonLdTerm::Map::kLanguage;
    } else if (name != nullptr && *name == "@index") {
      term.map = JsonLdTerm::Map::kIndex;
    } else if (name != nullptr && *name == "@list") {
      term.map = JsonLdTerm::Map::kList;
    } else if (!one.is_null() && (name == nullptr || *name != "@set")) {
      term.unread = "@container";
    }
  };
  if (!container.is_array()) return read(container);
  for (const Value& one : container.elements()) read(one);
}

const JsonLdTerm* JsonLdContext::find(std::string_view word) const {
  const auto found = terms_.find(std::string(word));
  return found == terms_.end() ? nullptr : &found->second;
}

/// prefix:rest; nothing if the word has no colon.
std::optional<std::string> JsonLdContext::expand_compact(std::string_view word) const {
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::string_view rest = word.substr(colon + 1);
  if (word.starts_with("_:")) return "";
  const JsonLdTerm* prefix = find(word.substr(0, colon));
  if (prefix != nullptr && prefix->is_prefix && !rest.starts_with("//"))
    return prefix->iri + std::string(rest);
  return std::string(word);
}

std::string JsonLdContext::expand(std::string_view word) const {
  if (is_keyword(word)) return std::string(word);
  if (const JsonLdTerm* term = find(word)) return term->iri;
  if (auto compact = expand_compact(word)) return *std::move(compact);
  return vocabulary_.empty() ? "" : vocabulary_ + std::string(word);
}

std::string JsonLdContext::expand_id(std::string_view id) const {
  return id.starts_with("_:") ? std::string(id) : expand_compact(id).value_or(std::string(id));
}

}  // namespace waymark::gazetteer
