// SPDX-License-Identifier: Apache-2.0
// A rule as the program has it: the nodes of its patterns, its conditions and effects, and what a
// sentence needs for it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "gazetteer/schema.h"
#include "grammar/compiled_test.h"
#include "grammar/feature_sets.h"

namespace waymark::grammar {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFFu;

struct MarkEffect {
  enum class On : std::uint8_t { kAll, kCapture, kRange };
  On on = On::kAll;
  LabelId label = gazetteer::kNoLabel;
  CaptureId from = kNoCapture, to = kNoCapture;
};
struct SetEffect {
  CaptureId capture = kNoCapture;  ///< kNoCapture: the rule's own marks
  NameId name = kNoName;
  ValueExpression value;
};
struct LinkStep {
  enum class How : std::uint8_t { kWithin, kBy, kPrefer, kToNone, kToEntry, kAs };
  How how = How::kWithin;
  CaptureId capture = kNoCapture, outer = kNoCapture;
  CompiledTest condition;
  EntryId entry = gazetteer::kNoEntry;
};
struct RelateEffect {
  CaptureId from = kNoCapture, to = kNoCapture;
  NameId type = kNoName;
};
struct DefineEffect {
  CaptureId form = kNoCapture, meaning = kNoCapture;
  bool only_mentions = false;
  NameId relation = kNoName;  ///< from each place that the definition gives a meaning to `meaning`
};
struct ContextTest {
  NodeId node = kNoNode;  ///< of `after`: matched backward
  bool after = true;
  bool negative = false;
  bool captures = true;  ///< else a walk of it would find nothing
};
struct Judgement {
  CompiledTest test;
  bool unless = false;
};

/// A compiled rule. Its number is its place in the order of phases and files.
struct CompiledRule {
  std::string name;
  std::string file;
  bool veto = false;
  std::int32_t rank = 0;
  NodeId find = kNoNode;
  std::vector<NodeId> finds;  ///< of several, the nodes of each; words side by side share one
  std::vector<NodeId>
      alternatives;  ///< of `find` at its top, Way::alternative counts them; or `find`
  std::vector<ContextTest> contexts;
  std::vector<Judgement> judgements;
  std::vector<MarkEffect> marks;
  std::vector<SetEffect> sets;
  std::vector<LinkStep> links;
  std::vector<RelateEffect> relations;
  std::vector<DefineEffect> definitions;
  std::vector<std::uint32_t> over_rules;                    ///< ascending
  std::vector<LabelId> over_gazetteer;                      ///< kNoLabel among them: all of it
  std::vector<std::pair<CaptureId, ListId>> capture_lists;  ///< which lists value() asks

  Features first;                 ///< what can stand first; of no use if is_loose
  bool is_loose = false;          ///< may start anywhere
  std::vector<FeatureSet> needs;  ///< of the patterns; of each set one is needed, rarest first
  std::vector<FeatureSet> needs_of_tests;  ///< what `where` needs beside
  /// Of each set the document mentions an entry where the rule matches.
  std::vector<std::vector<EntryId>> document_needs;
  /// Of a repeated phase: a match stays what it was as long as no mention with one of these labels
  /// changed. Ascending.
  std::vector<LabelId> reads;
  bool reads_all = false;  ///< it follows slots, so any change may matter
};

}  // namespace waymark::grammar
