// SPDX-License-Identifier: Apache-2.0
// Entities of CoNLL-U: brackets in MISC that open and close around tokens, and the relations and
// slots that name them.
//
//     Entity=(m1-PLACE-kp.hyesan(m2-…m1)    EntityRelation=m1-part_of-m2,m1-located_in-m3
//
// Source: CorefUD 1.0, of which `Entity` is; the other two are ours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "format/conllu_line.h"
#include "waymark/document.h"

namespace waymark::format {

class ConlluEntities {
 public:
  /// Which part of an entity between hyphens is what, as `# global.Entity` says it.
  void read_keys(std::string_view value);
  /// What MISC says of the document's last token. What relations name may come later.
  [[nodiscard]] std::optional<LineFault> add(std::string_view misc, Document& document);
  /// Ends the document, whose last line is `line`: all entities have ended, all that relations name
  /// is there.
  [[nodiscard]] std::optional<LineFault> finish(std::string_view line, Document& document) const;

 private:
  using Check = std::optional<LineFault>;
  /// A relation or a filler of a slot, by the ids of entities.
  struct Pair {
    std::string from, type, to;
    bool is_slot = false;
  };
  Check add_pairs(std::string_view misc, std::string_view name, bool are_slots);
  Check open_entity(std::string_view& rest, Document& document);
  Check close_entity(std::string_view& rest, Document& document);
  Check join_pairs(std::string_view line, Document& document) const;

  std::vector<Pair> pairs_;
  std::unordered_map<std::string, std::uint32_t> positions_;  ///< first mentions of entities
  std::vector<std::string> keys_ = {"eid", "etype", "identity"};
  std::map<std::string, std::vector<std::size_t>> open_;  ///< entities that have begun, by id
};

}  // namespace waymark::format
