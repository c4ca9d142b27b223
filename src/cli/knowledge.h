// SPDX-License-Identifier: Apache-2.0
// Finds and loads gazetteers and rules: the shipped ones, those of waymark.yaml, those of the
// flags. The library never searches; this is the one place that does.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/console.h"
#include "cli/options.h"
#include "cli/settings.h"
#include "waymark/gazetteer.h"
#include "waymark/rule_set.h"

namespace waymark::cli {

/// The files that a run uses, in the order of their loading, and why these.
struct KnowledgeFiles {
  std::vector<std::string> gazetteers, grammars;
  std::vector<Origin> origins;
  std::string data;   ///< folder of the shipped ones
  std::string cache;  ///< folder of what was compiled of large ones; empty: none is used
};

struct Knowledge {
  Gazetteer gazetteer;
  RuleSet rules;

  /// The labels that results may have.
  [[nodiscard]] std::vector<std::string> label_names() const;
};

/// The folder of the shipped files: the named one, that of WAYMARK_DATA, ../share/waymark of the
/// program, or upward from it. Errors: none of them holds gazetteer/schema.yaml.
Result<std::string> find_data_folder(const std::string& named);

/// Which files the options mean. Errors: no data folder, an unknown part, a faulty waymark.yaml.
Result<KnowledgeFiles> find_knowledge(const KnowledgeOptions& options, Console& console);

/// The head of a command that needs knowledge: the files, or the exit code of a command that ends
/// here, with its faults reported or its configuration shown.
std::variant<KnowledgeFiles, int> choose_files(const KnowledgeOptions& options, Console& console);

/// What --show-config prints, on standard output. Returns the exit code.
int print_config(const KnowledgeFiles& files, Console& console);

/// Reads the gazetteers; large ones as they were compiled before, if they were. Errors and
/// warnings: as Gazetteer::load, but of what was compiled before there are none.
Result<Gazetteer> load_gazetteer(const KnowledgeFiles& files, Diagnostics* warnings,
                                 Console& console);

/// Reads them. Lifetime: they share what stays until the process ends. Errors: all faults of all
/// files, of rules also where a gazetteer can't be read; warnings are reported with -v.
Result<Knowledge> load_knowledge(const KnowledgeFiles& files, Console& console);

}  // namespace waymark::cli
