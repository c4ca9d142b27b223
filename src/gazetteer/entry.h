// SPDX-License-Identifier: Apache-2.0
// A gazetteer file as written: entries whose every field knows where it stands, before anything is
// looked up or derived. yaml_reader makes it, check judges it, expand turns it into surface forms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gazetteer/index.h"
#include "text/source_file.h"
#include "waymark/span.h"

namespace waymark::gazetteer {

/// A value and where it stands. Units: bytes of the file.
template <class T>
struct Written {
  T value{};
  Span at;
};
using WrittenText = Written<std::string>;

/// A text in a language ("en", "ko"), or an id of a scheme ("iso", "geonames").
struct Tagged {
  WrittenText tag;
  WrittenText text;
};

struct WrittenNeed {
  Need need;
  Span at;  ///< of the value
};

/// What entries, aliases and defaults have in common. Empty: not said.
struct Manner {
  std::optional<std::vector<WrittenText>> derive;  ///< deriver names; `none` is an empty list
  std::optional<Case> letter_case;
  std::optional<bool> glued;
  std::vector<WrittenNeed> needs;
};

struct WrittenAlias : Manner {
  WrittenText form;
  Why why = Why::kAlias;
  std::string lang;
  std::int16_t from = 0, to = 0;
};

struct WrittenEntry : Manner {
  enum class Clause : std::uint8_t { kDefine, kExtend, kDrop };
  Clause clause = Clause::kDefine;
  WrittenText id;
  std::vector<Tagged> names;
  std::optional<WrittenText> kind, label, parent;
  std::vector<Tagged> ids;
  std::optional<Written<double>> lat, lon;
  std::int16_t from = 0, to = 0;
  std::optional<double> prior;
  std::vector<WrittenText> never;
  std::vector<WrittenAlias> aliases;
};

struct WrittenLabel {
  WrittenText name;
  bool structured = false;
};

struct WrittenKind {
  WrittenText name, label;
  std::vector<std::string> generics;
};

struct WrittenDefaults : Manner {
  std::optional<WrittenText> label, kind, parent;
  std::optional<double> prior;
};

/// A table of names beside the file. Columns are by the fields of `import`.
struct WrittenTable {
  WrittenText file;
  std::optional<WrittenText> form, label, kind, parent, prefix, weak, alias_separator;
  std::optional<std::vector<WrittenText>> derive;
  std::vector<std::pair<std::string, WrittenText>> columns;  ///< (field, column)
};

struct WrittenFile {
  const text::SourceFile* source = nullptr;
  std::string name;  ///< of the gazetteer; the file's name without folder and ending if it has none
  std::string version;  ///< may be empty
  std::vector<WrittenLabel> labels;
  std::vector<WrittenKind> kinds;
  WrittenDefaults defaults;
  std::vector<WrittenText> stop, abbreviations;
  std::vector<WrittenEntry> entries;
  std::vector<WrittenTable> tables;
  std::vector<std::string>
      lost_ids;  ///< of entries that could not be read; others may refer to them
};

}  // namespace waymark::gazetteer
