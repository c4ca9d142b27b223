// SPDX-License-Identifier: Apache-2.0
// The path: text → tokens → candidates → rule spans → resolved mentions. One call a stage.
#include "waymark/annotator.h"

#include <algorithm>
#include <utility>

#include "annotate/given.h"
#include "grammar/program.h"
#include "grammar/run.h"
#include "match/correction.h"
#include "match/matcher.h"
#include "match/near_forms.h"
#include "match/trust.h"
#include "resolve/resolve.h"
#include "text/digest.h"
#include "text/given_tokens.h"
#include "text/sentences.h"
#include "text/source_file.h"
#include "text/tokenizer.h"
#include "text/utf8.h"
#include "waymark/version.h"

namespace waymark {

struct Workspace::Room {
  text::Tokens tokens;
  match::Matcher matcher;
  match::CandidateSet candidates;
  match::CorrectionMemory corrections;
  grammar::RunMemory run;
  resolve::EntryMemory entries;
  Document spent;  // its spans, mentions and relations, of which only the memory is used
};

Workspace::Workspace() : room_(std::make_unique<Room>()) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

void Workspace::reuse(Document spent) {
  Document& kept = room_->spent;
  kept.tokens = std::move(spent.tokens);
  kept.sentences = std::move(spent.sentences);
  kept.mentions = std::move(spent.mentions);
  kept.relations = std::move(spent.relations);
}

const match::CandidateSet& candidates_of(const Workspace& workspace) {
  return workspace.room_->candidates;
}

namespace {

constexpr std::size_t kMaxBytes = 0xFFFFFFFFull;

std::optional<Diagnostic> find_fault(const Document& document) {
  if (document.text.size() >= kMaxBytes)
    return Diagnostic{.code = "annotate/too-long",
                      .file = document.id,
                      .message = "the text is longer than 4 GiB"};
  const std::size_t bad = text::find_invalid_utf8(document.text);
  if (bad != text::kAllValid) {
    return text::SourceFile(document.id, document.text)
        .diagnose(Severity::kError, "text/invalid-utf8", bad, bad + 1, "the text is not UTF-8");
  }
  return std::nullopt;
}

std::vector<Span> spans_of(const match::CandidateSet& set) {
  std::vector<Span> spans;
  spans.reserve(set.candidates.size());
  for (const match::Candidate& candidate : set.candidates) spans.push_back(candidate.span);
  return spans;
}

void put_tokens(const text::Tokens& tokens, Document& document) {
  document.tokens.resize(tokens.size());
  std::transform(tokens.begin(), tokens.end(), document.tokens.begin(),
                 [](const text::Token& token) { return token.span; });
}

void put_sentences(const text::Tokens& tokens, const std::vector<TokenRange>& sentences,
                   Document& document) {
  document.sentences.clear();
  for (const TokenRange& range : sentences)
    document.sentences.push_back({tokens[range.begin].span.begin, tokens[range.end - 1].span.end});
}

void forget_given(Document& document) {
  document.tokens.clear();
  document.token_features.clear();
  document.sentences.clear();
  document.mentions.clear();
  document.relations.clear();
}

/// Gives a document the memory of a spent one. What stands there is written over where parts are
/// made.
void take_memory(Document& spent, Parts parts, Document& document) {
  if (parts.tokens) document.tokens.swap(spent.tokens);
  if (parts.sentences) document.sentences.swap(spent.sentences);
  document.mentions.swap(spent.mentions);
  document.relations.swap(spent.relations);
}

/// The document's own tokens if it has usable ones, else ours.
void take_tokens(Document& document, text::Tokens& tokens) {
  if (!document.tokens.empty() && text::is_ordered(document.tokens, document.text.size()))
    return text::adopt_tokens(document.text, document.tokens, tokens);
  text::tokenize(document.text, tokens);
  document.token_features.clear();
}

std::vector<TokenRange> take_sentences(const gazetteer::Catalog& catalog, const Document& document,
                                       const text::Tokens& tokens, const match::CandidateSet& set) {
  if (!document.sentences.empty() && text::is_ordered(document.sentences, document.text.size()))
    return text::adopt_sentences(tokens, document.sentences);
  return text::find_sentences(document.text, tokens, spans_of(set),
                              [&](std::uint64_t hash) { return catalog.is_abbreviation(hash); });
}

}  // namespace

Annotator::Annotator(Gazetteer gazetteer, RuleSet rules)
    : gazetteer_(std::move(gazetteer)),
      rules_(std::move(rules)),
      near_forms_(std::make_shared<match::NearForms>(gazetteer_.catalog())) {}

Result<Document> Annotator::annotate(Document document, Workspace& workspace,
                                     Diagnostics* warnings) const {
  return run(std::move(document), workspace, {}, {}, warnings, nullptr);
}

Result<Document> Annotator::annotate(Document document, Workspace& workspace,
                                     const GivenOptions& given, Diagnostics* warnings,
                                     Parts parts) const {
  return run(std::move(document), workspace, given, parts, warnings, nullptr);
}

Result<Document> Annotator::annotate(Document document, Workspace& workspace, Diagnostics* warnings,
                                     grammar::Trace* trace) const {
  return run(std::move(document), workspace, {}, {}, warnings, trace);
}

Result<Document> Annotator::run(Document&& document, Workspace& workspace,
                                const GivenOptions& given, Parts parts, Diagnostics* warnings,
                                grammar::Trace* trace) const {
  if (auto fault = find_fault(document)) return *std::move(fault);
  const gazetteer::Catalog& catalog = gazetteer_.catalog();
  const grammar::Program& program = rules_.program();
  Workspace::Room& room = *workspace.room_;
  match::Fates* fates = trace != nullptr ? &trace->fates : nullptr;
  room.matcher.reuse(room.candidates);
  if (given.use == Given::kReplace) forget_given(document);
  annotate::GivenMarks marks{std::move(document.mentions), std::move(document.relations)};

  take_tokens(document, room.tokens);
  room.matcher.find_candidates(catalog, document.text, room.tokens, room.candidates, fates);
  annotate::add_given(program.schema(), catalog, marks.mentions, given.use == Given::kKeep,
                      room.candidates);
  match::settle_needs(catalog, room.tokens, room.candidates, fates);
  // Only rules and corrections look at sentences.
  const bool needs_sentences = parts.sentences || rules_.rule_count() > 0 || !near_forms_->empty();
  const std::vector<TokenRange> sentences =
      needs_sentences ? take_sentences(catalog, document, room.tokens, room.candidates)
                      : std::vector<TokenRange>();
  match::correct(catalog, *near_forms_, document.text, room.tokens, sentences, room.candidates,
                 room.corrections);
  grammar::run(
      program,
      {document.text, room.tokens, sentences, catalog, document.date, &document.token_features},
      room.candidates, room.run, warnings, trace);
  take_memory(room.spent, parts, document);
  if (parts.tokens) put_tokens(room.tokens, document);
  if (parts.sentences) put_sentences(room.tokens, sentences, document);
  resolve::resolve({catalog, program.schema(), program.names(), program.rule_names()},
                   room.candidates, document, room.entries, fates);
  if (given.use == Given::kKeep)
    annotate::merge_given(program.schema(), std::move(marks), given.refused, document);
  return std::move(document);
}

Result<Document> Annotator::annotate(std::string text) const {
  Document document;
  document.text = std::move(text);
  Workspace workspace;
  return annotate(std::move(document), workspace);
}

std::string Annotator::run_digest(std::string_view options) const {
  std::string content = WAYMARK_VERSION "\n";
  content += gazetteer_.digest() + '\n' + rules_.digest() + '\n';
  content += options;
  return text::digest(content);
}

}  // namespace waymark
