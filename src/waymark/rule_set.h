// SPDX-License-Identifier: Apache-2.0
// A rule set: rule files, read, checked and composed, ready to run over documents.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "waymark/diagnostic.h"
#include "waymark/gazetteer.h"
#include "waymark/result.h"

namespace waymark {

namespace grammar {
class Program;
}

/// An immutable set of rules.
/// Threads: may be shared and used by any number of threads.
class RuleSet {
 public:
  /// Reads rule files (.way); phases of one name in several files are one phase.
  /// Errors: every fault of every file, up to 20 a file. Warnings go to `warnings` if that is
  /// given; else most are not even looked for, which takes less time.
  static Result<RuleSet> load(const std::vector<std::string>& files, const Gazetteer& gazetteer,
                              Diagnostics* warnings = nullptr);

  [[nodiscard]] std::size_t rule_count() const;
  /// Digest of the rules' content.
  [[nodiscard]] std::string digest() const;

  /// Of composed rules, and the inside; both for the rooms of the library.
  explicit RuleSet(std::shared_ptr<const grammar::Program> program)
      : program_(std::move(program)) {}
  [[nodiscard]] const grammar::Program& program() const { return *program_; }

 private:
  std::shared_ptr<const grammar::Program> program_;
};

}  // namespace waymark
