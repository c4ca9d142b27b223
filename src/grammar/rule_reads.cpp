// SPDX-License-Identifier: Apache-2.0
// The labels of all nodes of its patterns, those that its conditions ask for, and its own marks.
#include "grammar/rule_reads.h"

#include <algorithm>
#include <variant>

namespace waymark::grammar {
namespace {

bool follows_slots(const Subject& subject) {
  return !subject.slots.empty() || subject.property == Property::kNamed;
}

bool follows_slots(const ValueExpression& value) {
  if (const auto* subject = std::get_if<Subject>(&value.what)) return !subject->slots.empty();
  const auto* call = std::get_if<ValueExpression::Call>(&value.what);
  return call != nullptr && std::any_of(call->arguments.begin(), call->arguments.end(),
                                        [](const auto& it) { return follows_slots(it); });
}

// Collects the labels of a node and of all in it.
void add_labels(const Engine& engine, const std::vector<NodeInfo>& infos, NodeId root,
                std::vector<bool>& seen, CompiledRule& rule) {
  const std::uint32_t words = engine.words.size();
  std::vector<NodeId> open{root};
  while (!open.empty()) {
    const NodeId node = open.back();
    open.pop_back();
    if (seen[node]) continue;
    seen[node] = true;
    const NodeInfo& info = infos[node];
    for (const std::uint32_t feature : info.features->features)
      if (feature >= words && feature < words + engine.label_count)
        rule.reads.push_back(static_cast<LabelId>(feature - words));
    rule.reads.insert(rule.reads.end(), info.reads.begin(), info.reads.end());
    rule.reads_all = rule.reads_all || info.reads_all;
    open.insert(open.end(), info.parts.begin(), info.parts.end());
  }
}

}  // namespace

void add_reads(const CompiledTest& test, std::vector<LabelId>& labels, bool& all) {
  if (test.label != gazetteer::kNoLabel) labels.push_back(test.label);
  all = all || follows_slots(test.subject);
  for (const Operand& operand : test.right)
    all = all || (operand.path && follows_slots(*operand.path));
  for (const CompiledTest& part : test.parts) add_reads(part, labels, all);
}

void find_reads(const Engine& engine, const std::vector<NodeInfo>& infos, CompiledRule& rule) {
  std::vector<bool> seen(infos.size());
  add_labels(engine, infos, rule.find, seen, rule);
  for (const ContextTest& context : rule.contexts)
    add_labels(engine, infos, context.node, seen, rule);
  for (const Judgement& judgement : rule.judgements)
    add_reads(judgement.test, rule.reads, rule.reads_all);
  for (const LinkStep& link : rule.links) add_reads(link.condition, rule.reads, rule.reads_all);
  for (const SetEffect& set : rule.sets)
    rule.reads_all = rule.reads_all || follows_slots(set.value);
  if (!rule.links.empty())  // they may ask a mark of the rule's own
    for (const MarkEffect& mark : rule.marks) rule.reads.push_back(mark.label);
  std::sort(rule.reads.begin(), rule.reads.end());
  rule.reads.erase(std::unique(rule.reads.begin(), rule.reads.end()), rule.reads.end());
}

}  // namespace waymark::grammar
