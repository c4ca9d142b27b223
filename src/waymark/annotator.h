// SPDX-License-Identifier: Apache-2.0
// The door: gazetteer + rules + text → Document.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "waymark/diagnostic.h"
#include "waymark/document.h"
#include "waymark/gazetteer.h"
#include "waymark/result.h"
#include "waymark/rule_set.h"

namespace waymark {

namespace grammar {
struct Trace;
}
namespace match {
class NearForms;
struct CandidateSet;
}  // namespace match

/// What becomes of the tokens, sentences and mentions that a document brings along.
enum class Given : std::uint8_t {
  kReplace,  ///< nothing: all is made anew
  kKeep,     ///< they stand, and ours fill the gaps
  kSuggest,  ///< tokens and sentences stand; mentions are candidates among ours
};

struct GivenOptions {
  Given use = Given::kReplace;
  std::vector<Mention> refused;  ///< what a person took away: not made again at this span and label
};

/// What a caller will read of a document besides its mentions and relations; what nobody reads may
/// be left empty. Mentions are the same either way.
struct Parts {
  bool tokens = true;
  bool sentences = true;
};

/// Scratch memory that is reused from one document to the next. One for each thread.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;

  /// Takes a document that is needed no more: the next one is made in its memory.
  void reuse(Document spent);

 private:
  friend class Annotator;
  friend const match::CandidateSet& candidates_of(const Workspace& workspace);
  struct Room;
  std::unique_ptr<Room> room_;
};

/// Marks the mentions of texts.
/// Threads: immutable; may be used by any number of threads, each with its own Workspace.
class Annotator {
 public:
  Annotator(Gazetteer gazetteer, RuleSet rules);

  /// Fills tokens, sentences, mentions and relations of a document from its text.
  /// Errors: text that is not UTF-8, or longer than 4 GiB less one byte. Limits that a rule reached
  /// are reported in `warnings` if that is given.
  [[nodiscard]] Result<Document> annotate(Document document, Workspace& workspace,
                                          Diagnostics* warnings = nullptr) const;
  /// The same for a document with tokens, sentences or mentions of its own. Tokens that are out of
  /// order or overlap are made anew.
  [[nodiscard]] Result<Document> annotate(Document document, Workspace& workspace,
                                          const GivenOptions& given,
                                          Diagnostics* warnings = nullptr,
                                          Parts parts = {true, true}) const;
  /// The same, noting what the rules did; for tests of rules and explanation.
  [[nodiscard]] Result<Document> annotate(Document document, Workspace& workspace,
                                          Diagnostics* warnings, grammar::Trace* trace) const;
  /// The same for a bare text.
  [[nodiscard]] Result<Document> annotate(std::string text) const;

  /// Digest of program version and knowledge; `options` are those of the caller that change
  /// results.
  [[nodiscard]] std::string run_digest(std::string_view options = {}) const;

 private:
  Result<Document> run(Document&& document, Workspace& workspace, const GivenOptions& given,
                       Parts parts, Diagnostics* warnings, grammar::Trace* trace) const;

  Gazetteer gazetteer_;
  RuleSet rules_;
  std::shared_ptr<const match::NearForms> near_forms_;
};

}  // namespace waymark
