// SPDX-License-Identifier: Apache-2.0
// Names in rules become numbers in the order in which they are met: those of slots, features and
// relations, of captures, of lists.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/ast.h"
#include "grammar/engine.h"

namespace waymark::grammar {

class NameNumbers {
 public:
  /// Adds what it numbers to `names` and to the engine's captures and lists. Borrows both.
  NameNumbers(std::vector<std::string>& names, Engine& engine) : names_(names), engine_(engine) {}
  /// Of a slot, a feature or a type of relations.
  NameId name(std::string_view text);
  CaptureId capture(std::string_view text);
  /// Of a list, with its forms and values.
  ListId list(const ListDecl& decl);
  /// Whether there are more of a kind than numbers may be given to.
  [[nodiscard]] bool are_too_many() const;

 private:
  std::vector<std::string>& names_;
  Engine& engine_;
  std::map<std::string, NameId, std::less<>> name_numbers_;
  std::map<std::string, CaptureId, std::less<>> captures_;
  std::map<const ListDecl*, ListId> lists_;
};

}  // namespace waymark::grammar
