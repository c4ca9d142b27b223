// SPDX-License-Identifier: Apache-2.0
// What the words of a JSON-LD document stand for: terms and prefixes as its context defines them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/json.h"

namespace waymark::gazetteer {

/// What a context says of a word.
struct JsonLdTerm {
  enum class Map : std::uint8_t { kNone, kLanguage, kIndex, kList };
  std::string iri;                      ///< or a keyword; empty: it means nothing
  std::string type;                     ///< of its values, an IRI or a keyword; may be empty
  std::optional<std::string> language;  ///< of its texts; nothing: that of the context
  Map map = Map::kNone;                 ///< what its values stand in
  bool is_prefix = false;
  std::string unread;  ///< what its definition says that is not read
};

/// Something of a context that is not read. Units: a byte of what was parsed.
struct JsonLdFault {
  std::size_t at = 0;
  std::string message;
};

class JsonLdContext {
 public:
  /// Adds a context, or a list of them. Errors: one from elsewhere, or one that is malformed.
  [[nodiscard]] std::optional<JsonLdFault> add(const text::json::Value& context);

  /// Null if the context doesn't define it.
  [[nodiscard]] const JsonLdTerm* find(std::string_view word) const;
  /// The IRI or keyword of a property or type; empty if it means nothing.
  [[nodiscard]] std::string expand(std::string_view word) const;
  /// What a thing is called by its id: its IRI, or the id as it stands, if it is relative or begins
  /// with "_:".
  [[nodiscard]] std::string expand_id(std::string_view id) const;
  /// Of texts of which nothing is said.
  [[nodiscard]] const std::string& language() const { return language_; }

 private:
  using Value = text::json::Value;
  [[nodiscard]] std::optional<JsonLdFault> add_one(const Value& context);
  [[nodiscard]] std::optional<JsonLdFault> add_keyword(const text::json::Member& member);
  /// Defines a word of a context, after those of the context that its definition uses.
  [[nodiscard]] std::optional<JsonLdFault> define(const text::json::Member& member,
                                                  const Value& context, int depth);
  [[nodiscard]] std::optional<JsonLdFault> define_used(std::string_view word, const Value& context,
                                                       int depth);
  [[nodiscard]] std::optional<JsonLdFault> read_definition(const std::string& name,
                                                           const Value& definition,
                                                           const Value& context, int depth,
                                                           JsonLdTerm& term);
  void read_container(const Value& container, JsonLdTerm& term) const;
  [[nodiscard]] std::optional<std::string> expand_compact(std::string_view word) const;

  std::unordered_map<std::string, JsonLdTerm> terms_;
  std::unordered_map<std::string, bool> is_defined_;  // of the context at hand; false: just begun
  std::string vocabulary_, language_;
};

}  // namespace waymark::gazetteer
