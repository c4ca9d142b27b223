// SPDX-License-Identifier: Apache-2.0
// Composes patterns into nodes: each part of a pattern becomes an X3 parser that refers to its own
// parts by number. Beside each node stands what dispatch needs to know of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grammar/condition_compiler.h"
#include "grammar/element_numbers.h"
#include "grammar/engine.h"
#include "grammar/load.h"
#include "grammar/name_numbers.h"
#include "grammar/node_info.h"
#include "grammar/rule_words.h"
#include "grammar/token_parser.h"

namespace waymark::grammar {

class PatternCompiler {
 public:
  /// Borrows all six for its lifetime.
  PatternCompiler(const LoadedRules& rules, const gazetteer::Schema& schema, const RuleWords& words,
                  NameNumbers& names, ConditionCompiler& conditions, Engine& engine);
  /// The node of a pattern of file number `file`. `backward`: it is matched from its end to its
  /// begins.
  NodeId compile(const Pattern& pattern, std::size_t file, bool backward);
  /// Alternatives as one node. `each`: gets the node of every alternative.
  NodeId compile_choice(const std::vector<Pattern>& parts, std::size_t file, bool backward,
                        std::vector<NodeId>* each = nullptr);

  [[nodiscard]] const std::vector<NodeInfo>& infos() const { return infos_; }

 private:
  friend struct PatternVisitor;
  NodeId add(std::unique_ptr<const Node> node, NodeInfo info);
  /// What a node's neighbours refer to it by.
  [[nodiscard]] ReferenceParser reference(NodeId node) const;
  [[nodiscard]] std::shared_ptr<const RegexParser> regex(const Regex& regex);
  [[nodiscard]] bool may_be_empty(const NodeInfo& info) const;
  void set_source(NodeId node, const Pattern& first, const Pattern& last, std::size_t file);
  NodeId sequence(const std::vector<NodeId>& parts, std::size_t begin, std::size_t end);
  ClassMask class_of_capitals();
  NodeId literal(const Phrase& phrase, bool backward);
  /// Several as one node. `element`: its number.
  NodeId literals(const std::vector<Phrase>& phrases, bool backward, std::uint32_t element);
  NodeId list_node(const ListDecl& decl, bool backward);
  NodeId let_node(const LetDecl& decl, std::size_t file, bool backward);

  const LoadedRules& rules_;
  const gazetteer::Schema& schema_;
  const RuleWords& words_;
  NameNumbers& names_;
  ConditionCompiler& conditions_;
  Engine& engine_;
  std::vector<NodeInfo> infos_;
  ElementNumbers elements_;
  bool is_backward_ = false;  ///< of what is being compiled
  std::map<std::pair<const void*, bool>, NodeId>
      named_;                   ///< lists and lets, by place in memory and direction
  std::set<NodeId> recursive_;  ///< lets that name themselves
  std::map<std::pair<std::string, bool>, std::shared_ptr<const RegexParser>>
      regexes_;  ///< by source and whether case is ignored
};

}  // namespace waymark::grammar
