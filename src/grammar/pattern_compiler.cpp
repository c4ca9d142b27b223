// SPDX-License-Identifier: Apache-2.0
// One function a kind of pattern. Sequences become balanced trees of pairs, so that long ones don't
// nest deeply; literals that stand beside each other in a choice, and lists, become one trie.
#include "grammar/pattern_compiler.h"

#include <algorithm>
#include <set>
#include <span>

#include "grammar/combinators.h"
#include "grammar/condition_needs.h"
#include "grammar/elements.h"
#include "grammar/feature_cost.h"
#include "grammar/regex_parser.h"
#include "grammar/rule_reads.h"
#include "grammar/walk.h"
#include "text/normal_form.h"

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

// ---- tries of literals ----

/// A word of a phrase, in the order in which it is matched.
struct PhraseStep {
  WordId word = kNoWord;
  bool is_touching = false;  ///< whether it touches the one matched before it
  std::string_view bytes;    ///< of an exact one
  friend auto operator<=>(const PhraseStep&, const PhraseStep&) = default;
};
using PhrasePath = std::span<const PhraseStep>;

/// Whether a path comes before another. Most differ in their first word.
struct PathOrder {
  bool operator()(PhrasePath a, PhrasePath b) const {
    if (a.front().word != b.front().word) return a.front().word < b.front().word;
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
  }
};

/// The steps of phrases, those without words left out.
struct PhrasePaths {
  std::vector<PhraseStep> steps;
  std::vector<PhrasePath> sorted;  ///< of `steps`
  std::size_t longest = 0;
};

void append_path(const Phrase& phrase, bool backward, std::vector<PhraseStep>& steps) {
  const auto& words = phrase.words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const LiteralTable::Word& word = words[backward ? words.size() - 1 - i : i];
    const LiteralTable::Word& met = backward && i > 0 ? words[words.size() - i] : word;
    steps.push_back(
        {word.word, i > 0 && met.is_touching, phrase.exact ? word.bytes : std::string_view()});
  }
}

template <class It, class Less>
void sort_unless_sorted(It begin, It end, Less less) {
  if (!std::is_sorted(begin, end, less)) std::sort(begin, end, less);
}

PhrasePaths paths_of(const std::vector<Phrase>& phrases, bool backward) {
  PhrasePaths paths;
  std::size_t size = 0;
  for (const Phrase& phrase : phrases) size += phrase.words.size();
  paths.steps.reserve(size);
  paths.sorted.reserve(phrases.size());
  for (const Phrase& phrase : phrases) {
    const std::size_t length = phrase.words.size();
    append_path(phrase, backward, paths.steps);
    if (length != 0) paths.sorted.push_back(PhrasePath(paths.steps).last(length));
    paths.longest = std::max(paths.longest, length);
  }
  sort_unless_sorted(paths.sorted.begin(), paths.sorted.end(), PathOrder());
  return paths;
}

/// How many steps two paths begin with alike.
std::size_t shared_steps(PhrasePath a, PhrasePath b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first -
                                  a.begin());
}

PhraseSetParser make_trie(const PhrasePaths& paths, bool backward) {
  PhraseSetParser trie;
  trie.backward = backward;
  trie.is_final.reserve(paths.steps.size() + 1);
  trie.is_final = {0};
  trie.edges.reserve(paths.steps.size());
  std::vector<std::uint32_t> states{0};  // of the path before
  PhrasePath before;
  for (const PhrasePath path : paths.sorted) {
    states.resize(1 + shared_steps(before, path));
    while (states.size() <= path.size()) {
      const PhraseStep& step = path[states.size() - 1];
      const auto next = static_cast<std::uint32_t>(trie.is_final.size());
      trie.is_final.push_back(0);
      trie.edges.push_back(
          {states.back(), step.word, step.is_touching, next, std::string(step.bytes)});
      states.push_back(next);
    }
    trie.is_final[states.back()] = 1;
    before = path;
  }
  // Of a state they are in order already.
  sort_unless_sorted(trie.edges.begin(), trie.edges.end(), [](const auto& a, const auto& b) {
    return a.state != b.state ? a.state < b.state : a.next < b.next;
  });
  trie.index_edges();
  return trie;
}

/// The words that stand at one place of paths, of those steps that are wanted. Words are features.
template <class Place, class Wanted>
Features words_at(const PhrasePaths& paths, Place step_at, Wanted is_wanted) {
  Features words;
  words.reserve(paths.sorted.size());
  for (const PhrasePath path : paths.sorted)
    if (is_wanted(step_at(path))) words.push_back(step_at(path).word);
  sort_unless_sorted(words.begin(), words.end(), std::less<>());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

bool begins_with_capital(std::string_view bytes) {
  return !bytes.empty() && bytes.front() >= 'A' && bytes.front() <= 'Z';
}

// Those of them that begin with a capital wherever they stand there.
template <class Place>
Features capitals_at(const PhrasePaths& paths, Place step_at) {
  const Features all = words_at(paths, step_at, [](const PhraseStep&) { return true; });
  const Features others = words_at(
      paths, step_at, [](const PhraseStep& step) { return !begins_with_capital(step.bytes); });
  Features capitals;
  std::set_difference(all.begin(), all.end(), others.begin(), others.end(),
                      std::back_inserter(capitals));
  return capitals;
}

// Of each phrase the word that is met most seldom.
void find_rare(Engine& engine, const PhrasePaths& paths, NodeInfo& info) {
  const auto rarest = [&](PhrasePath path) -> const PhraseStep& {
    return *std::min_element(path.begin(), path.end(),
                             [&](const PhraseStep& a, const PhraseStep& b) {
                               return engine.word_costs[a.word] < engine.word_costs[b.word];
                             });
  };
  const FeatureSet rare =
      share(engine, words_at(paths, rarest, [](const PhraseStep&) { return true; }));
  if (rare->cost >= info.features->cost) return;
  info.rare = rare;
  info.rare_capitals = share(engine, capitals_at(paths, rarest));
  info.needs = {rare};
}

}  // namespace

PatternCompiler::PatternCompiler(const LoadedRules& rules, const gazetteer::Schema& schema,
                                 Engine& engine, FilterCompiler compile_filter)
    : rules_(rules),
      schema_(schema),
      engine_(engine),
      compile_filter_(std::move(compile_filter)),
      literals_(engine.words) {}

// ---- words, captures, lists ----

void PatternCompiler::gather_words(const Pattern& pattern) {
  walk(pattern, [this](const Pattern& part) {
    ++part_count_;
    if (const auto* literal = std::get_if<Literal>(&part.what))
      literal_numbers_.emplace(literal, literals_.add(literal->text));
  });
}

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

// The first words of what a match must stand near, so that a sentence without them isn't asked.
// Only Latin ones: words of Hangul in the table may cut tokens.
void PatternCompiler::gather_words(const Condition& condition) {
  walk(condition, [this](const Condition& part) {
    const auto* near = std::get_if<Near>(&part.what);
    if (near == nullptr) return;
    literals_.cut();  // words are numbered in the order of the rules
    for (const std::string& words : near->words)
      if (const auto tokens = cut_literal(words);
          !tokens.empty() && is_ascii(text::fold(tokens.front().bytes)))
        engine_.words.add(tokens.front().hash, tokens.front().bytes);
  });
}

void PatternCompiler::gather_words() {
  for (const LoadedFile& file : rules_.files) {
    for (const ListDecl& list : file.ast.lists)
      for (const ListDecl::Item& item : list.items) {
        const std::uint32_t number = literals_.add(item.text);
        if (&item == &list.items.front()) literal_numbers_.emplace(&list, number);
      }
    for (const LetDecl& let : file.ast.lets) gather_words(let.pattern);
  }
  for (const LoadedPhase& phase : rules_.phases) {
    for (const LoadedRule& loaded : phase.rules) {
      for (const Pattern& find : loaded.rule.finds) gather_words(find);
      for (const Context& context : loaded.rule.contexts) gather_words(context.pattern);
      for (const Test& test : loaded.rule.tests) gather_words(test.condition);
    }
  }
  literals_.cut();
  const std::size_t nodes =
      part_count_ + part_count_ / 4;  // about so many, some for both directions
  infos_.reserve(nodes);
  engine_.nodes.reserve(nodes);
  engine_.sources.reserve(nodes);
}

CaptureId PatternCompiler::capture(std::string_view name) {
  const auto known = captures_.find(name);
  if (known != captures_.end()) return known->second;
  const auto id = static_cast<CaptureId>(engine_.captures.size());
  engine_.captures.emplace_back(name);
  captures_.emplace(name, id);
  return id;
}

ListId PatternCompiler::list(const ListDecl& decl) {
  const auto [known, is_new] = lists_.try_emplace(&decl, static_cast<ListId>(engine_.lists.size()));
  if (!is_new) return known->second;
  CompiledList list;
  list.name = decl.name.text;
  for (const ListDecl::Item& item : decl.items) {
    const Span all{0, static_cast<std::uint32_t>(item.text.size())};
    list.values.try_emplace(text::fold(surface_text(item.text, all)), item.value.value_or(""));
  }
  engine_.lists.push_back(std::move(list));
  return known->second;
}

// What is known of a text is known of it wherever the same expression stands.
std::shared_ptr<const RegexParser> PatternCompiler::regex(const Regex& regex) {
  std::shared_ptr<const RegexParser>& known = regexes_[{regex.source, regex.ignore_case}];
  if (known != nullptr) return known;
  return known = std::make_shared<const RegexParser>(
             make_regex_parser(rules_.expressions->find(regex)));
}

// ---- nodes ----

namespace {

// What tells elements from each other begins with their kind and direction.
std::string element_key(char kind, bool backward) { return {kind, backward ? '<' : '>'}; }

void add_word(WordId word, bool is_touching, std::string_view bytes, std::string& key) {
  const std::uint32_t numbers[] = {word,
                                   static_cast<std::uint32_t>(2 * bytes.size() + is_touching)};
  key.append(reinterpret_cast<const char*>(numbers), sizeof numbers);
  key += bytes;
}

}  // namespace

std::uint32_t PatternCompiler::element_of(std::string key) {
  const auto [known, is_new] = elements_.try_emplace(std::move(key), engine_.element_count);
  if (is_new) ++engine_.element_count;
  return known->second;
}

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

Phrase PatternCompiler::phrase(const Literal& literal) const {
  return {literals_.words(literal_numbers_.at(&literal)), literal.exact};
}

NodeId PatternCompiler::literal(const Phrase& phrase, bool backward) {
  if (phrase.words.empty()) return add(make_node(NeverParser{}, false), never_info());
  LiteralParser parser;
  parser.exact = phrase.exact;
  parser.backward = backward;
  NodeInfo info;
  info.what = What::kArc;
  std::string key = element_key('w', backward);
  for (const LiteralTable::Word& word : phrase.words) {
    parser.parts.push_back({word.word, std::string(word.bytes), word.is_touching});
    info.needs.push_back(share(engine_, {engine_.feature_of_word(word.word)}));
    add_word(word.word, word.is_touching, phrase.exact ? word.bytes : std::string_view(), key);
  }
  parser.element = info.element = element_of(std::move(key));
  info.features = backward ? info.needs.back() : info.needs.front();
  info.last = backward ? info.needs.front() : info.needs.back();
  info.extent = {static_cast<std::uint32_t>(parser.parts.size()), 0, 0};
  const std::string_view first = (backward ? phrase.words.back() : phrase.words.front()).bytes;
  if (phrase.exact && begins_with_capital(first)) info.also = class_of_capitals();
  return add(make_node(std::move(parser), false), std::move(info));
}

namespace {

// What tells one set of phrases from another.
std::string key_of(const std::vector<Phrase>& phrases, bool backward) {
  std::string key = element_key('p', backward);
  for (const Phrase& phrase : phrases) {
    for (const LiteralTable::Word& word : phrase.words)
      add_word(word.word, word.is_touching, phrase.exact ? word.bytes : std::string_view(), key);
    add_word(kNoWord, false, {}, key);
  }
  return key;
}

}  // namespace

NodeId PatternCompiler::literals(const std::vector<Phrase>& phrases, bool backward,
                                 std::string key) {
  const PhrasePaths paths = paths_of(phrases, backward);
  if (paths.sorted.empty()) return add(make_node(NeverParser{}, false), never_info());
  const auto any = [](const PhraseStep&) { return true; };
  const auto front = [](PhrasePath path) -> const PhraseStep& { return path.front(); };
  const auto back = [](PhrasePath path) -> const PhraseStep& { return path.back(); };
  NodeInfo info = arc_info(share(engine_, words_at(paths, front, any)));
  info.last = paths.longest == 1 ? info.features : share(engine_, words_at(paths, back, any));
  info.capitals = share(engine_, capitals_at(paths, front));
  if (info.capitals == info.features) info.also = class_of_capitals();
  if (paths.longest > 1) find_rare(engine_, paths, info);
  info.extent = {static_cast<std::uint32_t>(paths.longest), 0, 0};
  PhraseSetParser trie = make_trie(paths, backward);
  trie.element = info.element = element_of(std::move(key));
  return add(make_node(std::move(trie), false), std::move(info));
}

NodeId PatternCompiler::list_node(const ListDecl& decl, bool backward) {
  const auto known = named_.find({&decl, backward});
  if (known != named_.end()) return known->second;
  std::vector<Phrase> items;
  items.reserve(decl.items.size());
  std::uint32_t number = decl.items.empty() ? 0 : literal_numbers_.at(&decl);
  for (const ListDecl::Item& item : decl.items)
    items.push_back({literals_.words(number++), item.exact});
  std::string key = element_key('l', backward) + std::to_string(named_.size());
  const NodeId node = literals(items, backward, std::move(key));
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
                                    : literals(run, backward, key_of(run, backward)));
    set_source(nodes.back(), parts[end - run.size()], parts[end - 1], file);
    if (each != nullptr) each->insert(each->end(), run.size(), nodes.back());
    run.clear();
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (const auto* literal = std::get_if<Literal>(&parts[i].what)) {
      run.push_back(phrase(*literal));
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
    return compiler.literal(compiler.phrase(it), backward);
  }

  NodeId operator()(const Regex& it) const {
    RegexParser parser = *compiler.regex(it);
    parser.backward = backward;
    parser.element =
        compiler.element_of(element_key('r', backward) + std::to_string(parser.serial));
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
    parser.element = compiler.element_of(element_key('c', backward) +
                                         std::to_string(static_cast<unsigned>(*id)));
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
    if (it.condition || it.entry) parser.filter = compiler.compile_filter_(it, file);
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
        make_node(CaptureParser(compiler.reference(inner), compiler.capture(it.name.text)), false),
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
