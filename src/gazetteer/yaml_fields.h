// SPDX-License-Identifier: Apache-2.0
// Reads the fields of YAML maps as typed values and says, at the right place, what is wrong with
// one. The readers of entries, aliases and whole files stand on it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/entry.h"
#include "gazetteer/yaml_tree.h"
#include "waymark/diagnostic.h"

namespace waymark::gazetteer {

/// One `key: value` of a map.
struct Field {
  const YamlNode& key;
  const YamlNode& value;

  [[nodiscard]] const std::string& name() const { return key.scalar; }
  /// Where to point: the value, or the key of a missing one.
  [[nodiscard]] Span at() const { return value.kind == YamlNode::Kind::kNull ? key.at : value.at; }
};

class FieldReader {
 public:
  FieldReader(const text::SourceFile& source, Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}

  void error(Span at, std::string code, std::string message, std::string hint = {});
  void unknown_field(const Field& field, std::string_view of,
                     const std::vector<std::string>& known);
  /// Whether no more errors of this file will be reported.
  [[nodiscard]] bool is_full() const;

  /// The fields of a map. Errors: the node is no map, a key is no text or stands twice (then the
  /// first holds).
  [[nodiscard]] std::vector<Field> fields(const YamlNode& node, Span at, std::string_view what);

  // Each of these gives nothing, and an error, where the value is not what it has to be.
  [[nodiscard]] std::optional<WrittenText> text(const Field& field);
  [[nodiscard]] std::optional<WrittenText> id(const Field& field);
  [[nodiscard]] std::vector<WrittenText> texts(const Field& field);  ///< a text or a list of them
  [[nodiscard]] std::optional<double> number(const Field& field, double least, double most,
                                             std::string_view code);
  [[nodiscard]] std::int16_t year(const Field& field);
  [[nodiscard]] std::optional<bool> truth(const Field& field);
  /// The position of the text in `words`.
  [[nodiscard]] std::optional<std::size_t> choice(const Field& field,
                                                  const std::vector<std::string>& words,
                                                  std::string_view code, std::string_view what);
  /// A map tag → text.
  [[nodiscard]] std::vector<Tagged> tagged(const Field& field, std::string_view what);

 private:
  [[nodiscard]] std::optional<WrittenText> text_of(const YamlNode& value, Span at,
                                                   std::string_view field);

  const text::SourceFile& source_;
  Diagnostics& diagnostics_;
  std::size_t errors_ = 0;
};

}  // namespace waymark::gazetteer
