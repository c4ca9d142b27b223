// SPDX-License-Identifier: Apache-2.0
// Rule files together: imports followed, lists read from their files, rules taken out and replaced,
// phases of one name joined and put in order. What comes out is ready to be checked and compiled.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "grammar/ast.h"
#include "grammar/expression_cache.h"
#include "text/source_file.h"
#include "waymark/diagnostic.h"
#include "waymark/result.h"

namespace waymark::grammar {

/// Where a list or let is defined.
struct Definition {
  std::size_t file = 0;            ///< position in LoadedRules::files
  const ListDecl* list = nullptr;  ///< one of the two is set
  const LetDecl* let = nullptr;
};

struct LoadedFile {
  text::SourceFile source;
  RuleFile ast;  ///< as written, but lists hold the items of their files, and of a file that runs
                 ///< the rules of phases are in LoadedRules::phases
  std::vector<std::size_t>
      scope;         ///< files whose labels, lists and lets it sees: itself first, then its imports
  bool runs = true;  ///< false: only imported, its phases and rules don't run
};

/// A rule that runs. In `where`, `unless` and `link`, paths that begin with a capture have it in
/// Path::capture; a bare word on the right that is a capture has become a Path.
struct LoadedRule {
  std::size_t file = 0;  ///< whose source its places refer to
  Rule rule;
  std::vector<std::string>
      captures;  ///< of its patterns, those that come by `let` too, by first appearance
  bool lacks_captures = false;  ///< faults may have taken some away
};

struct LoadedPhase {
  Name name;  ///< where it was first seen
  std::size_t file = 0;
  PhaseDecl::How how = PhaseDecl::How::kLongest;
  std::vector<LoadedRule> rules;  ///< by file, then by place
};

struct LoadedRules {
  std::vector<LoadedFile> files;    ///< given ones in order, each before what it imports first
  std::vector<LoadedPhase> phases;  ///< in the order in which they run
  std::vector<std::unordered_map<std::string, Definition>>
      names;  ///< what find() looks into, by file

  bool lack_files = false;  ///< one could not be read
  std::shared_ptr<ExpressionCache> expressions = std::make_shared<ExpressionCache>();

  LoadedRules() = default;
  LoadedRules(LoadedRules&&) = default;  // moved, never copied: definitions point into `files`
  LoadedRules& operator=(LoadedRules&&) = default;

  /// What a lower case name means in a file: its own definition, else that of its imports.
  /// Lifetime: until `files` changes.
  [[nodiscard]] std::optional<Definition> find(std::size_t file, const std::string& name) const;

  /// Whether a name may be one that faults took out of a file; it is then not called unknown.
  [[nodiscard]] bool is_lost(const std::string& name) const;
};

/// Reads a file by its path; text::SourceFile::read is one.
using FileReader = std::function<Result<text::SourceFile>(const std::string& path)>;

/// Reads rule files and all they import. Paths in a file are relative to it.
/// Errors: appended to `diagnostics`; besides those of parse(): grammar/import,
/// grammar/import-circle, grammar/list-file, grammar/unknown-rule, grammar/unknown-phase,
/// grammar/undeclared-phase, grammar/phase-kind, grammar/phase-order.
[[nodiscard]] LoadedRules load(const std::vector<std::string>& paths, const FileReader& read,
                               Diagnostics& diagnostics);

/// Puts the diagnostics from number `first` on into the order of files and places.
void sort_by_place(const LoadedRules& rules, Diagnostics& diagnostics, std::size_t first);

/// Captures of a pattern, those of the lets it names too, by first appearance; each once.
[[nodiscard]] std::vector<std::string> captures_of(const LoadedRules& rules, std::size_t file,
                                                   const Pattern& pattern);

}  // namespace waymark::grammar
