// SPDX-License-Identifier: Apache-2.0
// Runs rules, written as text, over a text with a small gazetteer, and shows what stands afterwards
// as marked text.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gazetteer/catalog.h"
#include "grammar/program.h"
#include "grammar/run.h"
#include "match/candidate.h"
#include "waymark/diagnostic.h"

namespace waymark::test {

/// Composes rules; a fault fails the test. A `grammar` line and labels come before `rules`; several
/// files are parted by lines that hold `---` alone.
std::shared_ptr<const grammar::Program> compose(const std::string& rules);

/// What a run left.
struct Ran {
  std::string text;
  std::shared_ptr<const grammar::Program> program;
  match::CandidateSet set;
  Diagnostics warnings;

  /// The text with each living candidate as [LABEL …], outer ones around inner ones.
  [[nodiscard]] std::string marked() const;
  /// The same with the labels' marks alone that rules made or merged into.
  [[nodiscard]] std::string marked(const std::string& label) const;
  /// "inner part_of outer; …" in order.
  [[nodiscard]] std::string relations() const;
  /// "role: head, agency: MSS" of the living candidate with a label whose text begins so.
  [[nodiscard]] std::string slots(const std::string& label, const std::string& begin) const;
  /// "kp.hyesan kp.other" of the living candidates with a text, by begin, parted by " | "; "none"
  /// if it has no link.
  [[nodiscard]] std::string entries(const std::string& text) const;
};

Ran run_rules(const std::string& rules, const std::string& text);
/// Runs a program in given memory; what it did is added to `trace` if that is given.
Ran run_program(std::shared_ptr<const grammar::Program> program, const std::string& text,
                grammar::RunMemory& memory, grammar::Trace* trace = nullptr);

/// The gazetteer of these tests.
const gazetteer::Catalog& catalog();

}  // namespace waymark::test
