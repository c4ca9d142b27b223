// SPDX-License-Identifier: Apache-2.0
// One function a kind of pattern. Sequences become balanced trees of pairs, so that long ones don't
// nest deeply; literals that stand beside each other in a choice, and lists, become one trie.
#include "grammar/pattern_compiler.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "grammar/combinators.h"
#include "grammar/condition_needs.h"
#include "grammar/elements.h"
#include "grammar/feature_cost.h"
#include "grammar/phrase_paths.h"
#include "grammar/regex_parser.h"
#include "grammar/rule_reads.h"

namespace waymark::grammar {
namespace {

using What = NodeInfo::What;

NodeInfo arc_info(FeatureSet features) {
  NodeInfo info;
  info.what = What::kArc;
  info.needs.push_back(features);
  info.features = features;
  return info;
}

NodeInfo loose_info() {
  NodeInfo info;
  info.what = What::kArc;
  info.is_loose = true;
  return info;
}

NodeInfo parts_info(What what, std::vector<NodeId> parts) {
  NodeInfo info;
  info.what = what;
  info.parts = std::move(parts);
  return info;
}

NodeInfo never_info() {
  NodeInfo info;
  info.what = What::kNever;
  return info;
}

// Of each phrase the word that is met most seldom.
void find_rare(Engine& engine, const PhrasePaths& paths, NodeInfo& info) {
  const FeatureSet rare = share(engine, rarest_words(paths, engine.word_costs));
  if (rare->cost >= info.features->cost) return;
  info.rare = rare;
  info.rare_capitals = share(engine, rarest_capitals(paths, engine.word_costs));
  info.needs = {rare};
}

}  // namespace

PatternCompiler::PatternCompiler(const LoadedRules& rules, const gazetteer::Schema& schema,
                                 const RuleWords& words, NameNumbers& names,
                                 ConditionCompiler& conditions, Engine& engine)
    : rules_(rules),
      schema_(schema),
      words_(words),
      names_(names),
      conditions_(conditions),
      engine_(engine),
      elements_(engine.element_count) {
  // About so many, some for both directions.
  const std::size_t nodes = words.part_count() + words.part_count() / 4;
  infos_.reserve(nodes);
  engine_.nodes.reserve(nodes);
  engine_.sources.reserve(nodes);
}

// What is known of a text is known of it wherever the same expression stands.
std::shared_ptr<const RegexParser> PatternCompiler::regex(const Regex& regex) {
  std::shared_ptr<const RegexParser>& known = regexes_[{regex.source, regex.ignore_case}];
  if (known != nullptr) return known;
  return known = std::make_shared<const RegexParser>(
             make_regex_parser(rules_.expressions->find(regex)));
}

// ---- nodes ----

bool PatternCompiler::may_be_empty(const NodeInfo& info) const {
  const auto is_empty = [&](NodeId part) { return infos_[part].may_be_empty; };
  switch (info.what) {
    case What::kArc:
    case What::kNever:
      return false;
    case What::kSequence:
      return std::all_of(info.parts.begin(), info.parts.end(), is_empty);
    case What::kChoice:
      return std::any_of(info.parts.begin(), info.parts.end(), is_empty);
    case What::kRepeat:
      return info.min == 0 || is_empty(info.parts.front());
    case What::kPass:
      return is_empty(info.parts.front());
    case What::kAhead:
    case What::kEmpty:
      return true;
  }
  return true;
}

NodeId PatternCompiler::add(std::unique_ptr<const Node> node, NodeInfo info) {
  info.may_be_empty = may_be_empty(info);
  info.is_costly =
      info.is_costly || std::any_of(info.parts.begin(), info.parts.end(),
                                    [&](NodeId part) { return infos_[part].is_costly; });
  info.captures = info.captures || std::any_of(info.parts.begin(), info.parts.end(),
                                               [&](NodeId part) { return infos_[part].captures; });
  info.backward = is_backward_;
  engine_.nodes.push_back(std::move(node));
  engine_.sources.emplace_back();
  infos_.push_back(std::move(info));
  return static_cast<NodeId>(infos_.size() - 1);
}

// Names and captures of a node are left out, but for a `let` that names itself.
ReferenceParser PatternCompiler::reference(NodeId node) const {
  const NodeInfo& info = infos_[node];
  ReferenceParser made(node);
  made.captures = info.captures;
  if (info.ahead != ReferenceParser::Ahead::kNo) {
    made.body = info.parts.front();
    made.ahead = info.ahead;
  } else if (info.what == What::kPass && !info.asks_to_touch && recursive_.count(node) == 0) {
    made = reference(info.parts.front());
    made.id = node;
    made.captures = info.captures;
  }
  return made;
}

// Of a node that several patterns share, the first stays.
void PatternCompiler::set_source(NodeId node, const Pattern& first, const Pattern& last,
                                 std::size_t file) {
  NodeSource& source = engine_.sources[node];
  if (source.file != NodeSource::kNoFile) return;
  source.file = static_cast<std::uint32_t>(file);
  source.at = {first.at.begin, last.at.end};
  if (const auto* label = std::get_if<LabelRef>(&first.what))
    source.label = schema_.find_label(label->label.text).value_or(gazetteer::kNoLabel);
  source.is_look_ahead = std::holds_alternative<LookAhead>(first.what);
}

// Long ones are parted, so that neither nodes nor depths grow faster than they.
NodeId PatternCompiler::sequence(const std::vector<NodeId>& parts, std::size_t begin,
                                 std::size_t end) {
  constexpr std::size_t kMostParts = 12;
  if (begin == end) return add(make_node(EmptyParser{}, false), NodeInfo{});
  if (end - begin > kMostParts) {
    const std::size_t middle = begin + (end - begin) / 2;
    return sequence({sequence(parts, begin, middle), sequence(parts, middle, end)}, 0, 2);
  }
  const auto all = std::make_shared<SequenceParser::Parts>();
  for (std::size_t i = begin; i < end; ++i) all->parts.push_back(reference(parts[i]));
  all->rests.assign(end - begin - 1, ReferenceParser(kNoNode));
  NodeId rest = parts[end - 1];
  for (std::size_t i = end - begin - 1; i > 0; --i) {
    all->rests[i - 1] = reference(rest);
    rest = add(make_node(SequenceParser(all, i - 1, infos_[rest].is_costly), true),
               parts_info(What::kSequence, {all->parts[i - 1].id, rest}));
  }
  return rest;
}

// The class of exact words that begin with a capital.
ClassMask PatternCompiler::class_of_capitals() {
  engine_.used_classes |= bit_of(TokenClassId::kCap);
  return bit_of(TokenClassId::kCap);
}

NodeId PatternCompiler::literal(const Phrase& phrase, bool backward) {
  if (phrase.words.empty()) return add(make_node(NeverParser{}, false), never_info());
  LiteralParser parser;
  parser.exact = phrase.exact;
  parser.backward = backward;
  NodeInfo info;
  info.what = What::kArc;
  for (const LiteralTable::Word& word : phrase.words) {
    parser.parts.push_back({word.word, std::string(word.bytes), word.is_touching});
    info.needs.push_back(share(engine_, {engine_.feature_of_word(word.word)}));
  }
  parser.element = info.element = elements_.of_literal(phrase, backward);
  info.features = backward ? info.needs.back() : info.needs.front();
  info.last = backward ? info.needs.front() : info.needs.back();
  info.extent = {static_cast<std::uint32_t>(parser.parts.size()), 0, 0};
  const std::string_view first = (backward ? phrase.words.back() : phrase.words.front()).bytes;
  if (phrase.exact && begins_with_capital(first)) info.also = class_of_capitals();
  return add(make_node(std::move(parser), false), std::move(info));
}

NodeId PatternCompiler::literals(const std::vector<Phrase>& phrases, bool backward,
                                 std::uint32_t element) {
  const PhrasePaths paths = paths_of(phrases, backward);
  if (paths.sorted.empty()) return add(make_node(NeverParser{}, false), never_info());
  NodeInfo info = arc_info(share(engine_, first_words(paths)));
  info.last = paths.longest == 1 ? info.features : share(engine_, last_words(paths));
  info.capitals = share(engine_, first_capitals(paths));
  if (info.capitals == info.features) info.also = class_of_capitals();
  if (paths.longest > 1) find_rare(engine_, paths, info);
  info.extent = {static_cast<std::uint32_t>(paths.longest), 0, 0};
  PhraseSetParser trie = make_trie(paths, backward);
  trie.element = info.element = element;
  return add(make_node(std::move(trie), false), std::move(info));
}

NodeId PatternCompiler::list_node(const ListDecl& decl, bool backward) {
  const auto known = named_.find({&decl, backward});
  if (known != named_.end()) return known->second;
  const NodeId node = literals(words_.phrases(decl), backward, elements_.of_list());
  named_.emplace(std::pair{static_cast<const void*>(&decl), backward}, node);
  return node;
}

NodeId PatternCompiler::let_node(const LetDecl& decl, std::size_t file, bool backward) {
  const auto known = named_.find({&decl, backward});
  if (known != named_.end()) {
    if (engine_.nodes[known->second] == nullptr) recursive_.insert(known->second);
    return known->second;
  }
  // The number stands before the pattern is composed, so that the pattern can name itself.
  const NodeId node = add(nullptr, NodeInfo{.captures = true});
  named_.emplace(std::pair{static_cast<const void*>(&decl), backward}, node);
  const NodeId inner = compile(decl.pattern, file, backward);
  engine_.nodes[node] = recursive_.count(node) != 0
                            ? make_node(RecursionParser(reference(inner)), false)
                            : make_node(reference(inner), false);
  infos_[node] = parts_info(What::kPass, {inner});
  infos_[node].may_be_empty = infos_[inner].may_be_empty;
  infos_[node].is_costly = infos_[inner].is_costly;
  infos_[node].captures = infos_[inner].captures;
  infos_[node].backward = backward;
  return node;
}

NodeId PatternCompiler::compile_choice(const std::vector<Pattern>& parts, std::size_t file,
                                       bool backward, std::vector<NodeId>* each) {
  std::vector<NodeId> nodes;
  std::vector<Phrase> run;
  const auto end_run = [&](std::size_t end) {
    if (run.empty()) return;
    nodes.push_back(run.size() == 1 ? literal(run.front(), backward)
                                    : literals(run, backward, elements_.of_choice(run, backward)));
    set_source(nodes.back(), parts[end - run.size()], parts[end - 1], file);
    if (each != nullptr) each->insert(each->end(), run.size(), nodes.back());
    run.clear();
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (const auto* literal = std::get_if<Literal>(&parts[i].what)) {
      run.push_back(words_.phrase(*literal));
      continue;
    }
    end_run(i);
    nodes.push_back(compile(parts[i], file, backward));
    if (each != nullptr) each->push_back(nodes.back());
  }
  end_run(parts.size());
  if (nodes.size() == 1) return nodes.front();
  ChoiceParser choice;
  for (const NodeId node : nodes) choice.parts.push_back(reference(node));
  return add(make_node(std::move(choice), true), parts_info(What::kChoice, nodes));
}

struct PatternVisitor {
  PatternCompiler& compiler;
  std::size_t file;
  bool backward;

  NodeId compile(const Pattern& pattern) const { return compiler.compile(pattern, file, backward); }

  NodeId operator()(const Literal& it) const {
    return compiler.literal(compiler.words_.phrase(it), backward);
  }

  NodeId operator()(const Regex& it) const {
    RegexParser parser = *compiler.regex(it);
    parser.backward = backward;
    parser.element = compiler.elements_.of_regex(parser.serial, backward);
    if (!parser.regex->is_right())
      return compiler.add(make_node(NeverParser{}, false), never_info());
    NodeInfo info = loose_info();
    if (const auto first = parser.first_class) {
      compiler.engine_.used_classes |= bit_of(*first);
      info = arc_info(share(compiler.engine_, {compiler.engine_.feature_of_class(*first)}));
      info.is_loose = backward;  // that token stands where it begins
      if (parser.takes_one_token) info.last = info.features;
    }
    info.is_costly = true;
    info.extent = parser.takes_one_token ? Extent{1, 0, 0} : Extent{0, 0, 1};
    info.regex = std::make_shared<const RegexParser>(parser);
    return compiler.add(make_node(std::move(parser), true), std::move(info));
  }

  NodeId operator()(const TokenClass& it) const {
    const auto id = find_token_class(it.name.text);
    if (!id) return compiler.add(make_node(NeverParser{}, false), never_info());
    ClassParser parser;
    parser.id = *id;
    parser.backward = backward;
    parser.element = compiler.elements_.of_class(*id, backward);
    const bool is_compound = *id == TokenClassId::kContent;
    compiler.engine_.used_classes |= bit_of(*id);
    NodeInfo info =
        *id == TokenClassId::kAny
            ? loose_info()
            : arc_info(share(compiler.engine_, {compiler.engine_.feature_of_class(*id)}));
    info.element = parser.element;
    if (!is_compound) {
      info.last = info.features;
      info.extent = {1, 0, 0};
    }
    // A compound is judged by its first word, and ends with any.
    info.is_loose = info.is_loose || (is_compound && backward);
    return compiler.add(make_node(parser, is_compound), std::move(info));
  }

  NodeId operator()(const NameRef& it) const {
    const auto found = compiler.rules_.find(file, it.name.text);
    if (!found) return compiler.add(make_node(NeverParser{}, false), never_info());
    if (found->list != nullptr) return compiler.list_node(*found->list, backward);
    return compiler.let_node(*found->let, found->file, backward);
  }

  NodeId operator()(const LabelRef& it) const {
    const auto label = compiler.schema_.find_label(it.label.text);
    if (!label) return compiler.add(make_node(NeverParser{}, false), never_info());
    LabelParser parser;
    parser.label = *label;
    parser.backward = backward;
    if (it.condition || it.entry) parser.filter = compiler.conditions_.filter(it, file);
    const bool is_filtered = parser.filter != nullptr;
    NodeInfo info = arc_info(share(compiler.engine_, {compiler.engine_.feature_of_label(*label)}));
    info.last = info.features;
    info.captures = true;
    info.extent = {0, 1, 0};
    info.is_costly = is_filtered;
    if (is_filtered) {
      for (Features& need : needs_of(compiler.engine_, *parser.filter))
        info.needs.push_back(share(compiler.engine_, std::move(need)));
      if (parser.filter->condition)
        add_reads(*parser.filter->condition, info.reads, info.reads_all);
    }
    return compiler.add(make_node(std::move(parser), is_filtered), std::move(info));
  }

  NodeId operator()(const Capture& it) const {
    const NodeId inner = compile(*it.inner);
    NodeInfo info = parts_info(NodeInfo::What::kPass, {inner});
    info.captures = true;
    return compiler.add(
        make_node(CaptureParser(compiler.reference(inner), compiler.names_.capture(it.name.text)),
                  false),
        std::move(info));
  }

  NodeId operator()(const Sequence& it) const {
    std::vector<NodeId> parts;
    for (const Pattern& part : it.parts) parts.push_back(compile(part));
    if (backward) std::reverse(parts.begin(), parts.end());
    return compiler.sequence(parts, 0, parts.size());
  }

  NodeId operator()(const Choice& it) const {
    return compiler.compile_choice(it.parts, file, backward);
  }

  NodeId operator()(const Repeat& it) const {
    const NodeId inner = compile(*it.inner);
    // No match holds more rounds than positions.
    const std::uint32_t min = std::min(it.min, kLongestSpan + 1);
    const std::uint32_t max =
        it.max && *it.max <= kLongestSpan ? *it.max : RepeatParser::kUnbounded;
    NodeInfo info = parts_info(NodeInfo::What::kRepeat, {inner});
    info.min = min;
    info.max = std::min(max, kLongestSpan);
    return compiler.add(make_node(RepeatParser(compiler.reference(inner), min, max, it.lazy,
                                               compiler.infos_[inner].may_be_empty, backward),
                                  true),
                        std::move(info));
  }

  NodeId operator()(const Gap& it) const {
    GapParser parser;
    parser.max = it.max;
    parser.backward = backward;
    NodeInfo any = loose_info();
    any.extent = {1, 0, 0};
    const NodeId body = compiler.add(make_node(NeverParser{}, false), std::move(any));
    NodeInfo info = parts_info(NodeInfo::What::kRepeat, {body});
    info.max = std::min(it.max, kLongestSpan);
    return compiler.add(make_node(parser, false), std::move(info));
  }

  NodeId operator()(const Touching& it) const {
    const NodeId inner = compile(*it.inner);
    NodeInfo info = parts_info(NodeInfo::What::kPass, {inner});
    info.asks_to_touch = true;
    return compiler.add(make_node(TouchingParser(compiler.reference(inner),
                                                 compiler.infos_[inner].may_be_empty, backward),
                                  false),
                        std::move(info));
  }

  NodeId operator()(const LookAhead& it) const {
    const NodeId inner = compiler.compile(*it.inner, file, false);
    NodeInfo info = parts_info(
        it.negative || backward ? NodeInfo::What::kEmpty : NodeInfo::What::kAhead, {inner});
    info.ahead =
        it.negative ? ReferenceParser::Ahead::kNegative : ReferenceParser::Ahead::kPositive;
    return compiler.add(make_node(LookAheadParser(compiler.reference(inner), it.negative), false),
                        std::move(info));
  }
};

NodeId PatternCompiler::compile(const Pattern& pattern, std::size_t file, bool backward) {
  const bool outer = std::exchange(is_backward_, backward);
  const NodeId node = std::visit(PatternVisitor{*this, file, backward}, pattern.what);
  is_backward_ = outer;
  set_source(node, pattern, pattern, file);
  return node;
}

}  // namespace waymark::grammar
