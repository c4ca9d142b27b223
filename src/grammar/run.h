// SPDX-License-Identifier: Apache-2.0
// Runs a program over a document: phase by phase, rules over the lattice of tokens and candidates,
// until the candidates are what the rules make of them.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "grammar/program.h"
#include "grammar/trace.h"
#include "match/candidate.h"
#include "text/token.h"
#include "waymark/diagnostic.h"
#include "waymark/document.h"

namespace waymark::grammar {

/// What a run works on; everything is borrowed and must outlive the call.
struct Input {
  std::string_view text;
  const text::Tokens& tokens;
  const std::vector<TokenRange>& sentences;  ///< token ranges, in order, without gaps
  const gazetteer::Catalog& catalog;
  std::string_view date = {};  ///< of the document, ISO 8601, if it is known
  const std::vector<TokenFeature>* token_features = nullptr;  ///< of all tokens; null: none
};

/// Memory that runs reuse; one for each thread.
class RunMemory {
 public:
  RunMemory();
  ~RunMemory();
  RunMemory(RunMemory&&) noexcept;
  RunMemory& operator=(RunMemory&&) noexcept;

 private:
  friend struct RunAccess;
  struct Room;
  std::unique_ptr<Room> room_;
};

/// Runs all phases. `set` holds the gazetteer's candidates, sorted by begin, then longer first;
/// afterwards also the rules' marks, with the losers dead, links narrowed and relations added. A
/// limit that a rule reached is a warning in `warnings`, and what the rules did is added to
/// `trace`, if those are given.
void run(const Program& program, const Input& input, match::CandidateSet& set, RunMemory& memory,
         Diagnostics* warnings, Trace* trace = nullptr);

}  // namespace waymark::grammar
