// SPDX-License-Identifier: Apache-2.0
// One function a kind of pattern. Sequences become balanced trees of pairs, so that long ones don't
// nest deeply; literals that stand beside each other in a choice, and lists, become one trie.
#include "grammar/pattern_compiler.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <span>

#include "grammar/combinators.h"
#include "grammar/condition_needs.h"
#include "grammar/dispatch.h"
#include "grammar/walk.h"
#include "text/normal_form.h"
#include "text/tokenizer.h"

namespace waymark::grammar {
namespace {

using What = NodeInfo::What;

NodeInfo arc_info(Features features) {
  NodeInfo info;
  info.what = What::kArc;
  info.needs = {features};
  info.features = std::move(features);
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

struct PhraseWord {
  WordId word = kNoWord;
  bool is_touching = false;  ///< whether it touches the one matched before it
  std::string_view bytes;    ///< of an exact one
  friend auto operator<=>(const PhraseWord&, const PhraseWord&) = default;
};
using Phrase = std::span<const PhraseWord>;

bool comes_before(Phrase a, Phrase b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

/// Nearly all words were gathered with their literals.
WordId find_word(const WordTable& words, const LiteralToken& token) {
  if (token.word != kNoWord) return token.word;
  return words.find(text::hash_folded(token.folded), token.folded);
}

/// Appends the words of a literal in the order in which they are matched; gives their number.
std::size_t append_phrase(const WordTable& words, const std::vector<LiteralToken>& tokens,
                          bool exact, bool backward, std::vector<PhraseWord>& phrase) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const LiteralToken& token = tokens[backward ? tokens.size() - 1 - i : i];
    const LiteralToken& met = backward && i > 0 ? tokens[tokens.size() - i] : token;
    phrase.push_back({find_word(words, token), i > 0 && met.is_touching,
                      exact ? token.bytes : std::string_view()});
  }
  return tokens.size();
}

/// How many words two phrases begin with alike.
std::size_t shared_words(Phrase a, Phrase b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first -
                                  a.begin());
}

/// Phrases of so many words each.
std::vector<Phrase> cut_into(const std::vector<PhraseWord>& words,
                             const std::vector<std::size_t>& sizes) {
  std::vector<Phrase> phrases;
  phrases.reserve(sizes.size());
  std::size_t begin = 0;
  for (const std::size_t size : sizes) {
    phrases.push_back(Phrase(words).subspan(begin, size));
    begin += size;
  }
  return phrases;
}

/// Requires: no phrase is empty.
PhraseSetParser make_trie(std::vector<Phrase> phrases, bool backward) {
  PhraseSetParser trie;
  trie.backward = backward;
  trie.is_final = {0};
  std::sort(phrases.begin(), phrases.end(), comes_before);
  std::vector<std::uint32_t> path{0};  // the states of the phrase before
  Phrase before;
  for (const Phrase phrase : phrases) {
    path.resize(1 + shared_words(before, phrase));
    while (path.size() <= phrase.size()) {
      const PhraseWord& word = phrase[path.size() - 1];
      const auto next = static_cast<std::uint32_t>(trie.is_final.size());
      trie.is_final.push_back(0);
      trie.edges.push_back(
          {path.back(), word.word, word.is_touching, next, std::string(word.bytes)});
      path.push_back(next);
    }
    trie.is_final[path.back()] = 1;
    before = phrase;
  }
  std::sort(trie.edges.begin(), trie.edges.end());
  trie.index_edges();
  return trie;
}

Features sorted(Features features) {
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

}  // namespace

namespace {

// A literal that begins with the possessive is cut as after a word.
bool begins_with_possessive(std::string_view text) {
  return text.starts_with("'s") || text.starts_with("\u2019s");
}

}  // namespace

std::vector<LiteralToken> cut_literal(std::string_view text) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  if (!text.empty() && std::all_of(text.begin(), text.end(), is_small))
    return {{text, std::string(text), kNoWord, false}};
  thread_local std::vector<text::Token> tokens;  // of thousands of literals
  std::vector<LiteralToken> parts;
  const std::uint32_t before = begins_with_possessive(text) ? 1 : 0;
  if (before != 0) {
    text::tokenize("x" + std::string(text), tokens);
  } else {
    text::tokenize(text, tokens);
  }
  parts.reserve(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].span.begin < before) continue;
    const std::string_view bytes =
        text.substr(tokens[i].span.begin - before, tokens[i].span.byte_size());
    const bool is_touching = !parts.empty() && tokens[i - 1].span.end == tokens[i].span.begin;
    parts.push_back({bytes, text::fold(bytes), kNoWord, is_touching});
  }
  return parts;
}

PatternCompiler::PatternCompiler(const LoadedRules& rules, const gazetteer::Schema& schema,
                                 Engine& engine, FilterCompiler compile_filter)
    : rules_(rules), schema_(schema), engine_(engine), compile_filter_(std::move(compile_filter)) {}

// ---- words, captures, lists ----

std::vector<LiteralToken>& PatternCompiler::cut(std::string_view text) {
  const auto known = cut_.find(text);
  if (known != cut_.end()) return known->second;
  const auto added = cut_.try_emplace(std::string(text)).first;
  return added->second = cut_literal(added->first);
}

void PatternCompiler::gather_words(std::string_view text) {
  for (LiteralToken& token : cut(text))
    if (token.word == kNoWord) token.word = engine_.words.add(token.folded);
}

void PatternCompiler::gather_words(const Pattern& pattern) {
  walk(pattern, [this](const Pattern& part) {
    if (const auto* literal = std::get_if<Literal>(&part.what)) gather_words(literal->text);
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
    for (const std::string& words : near->words)
      if (auto& tokens = cut(words); !tokens.empty() && is_ascii(tokens.front().folded))
        tokens.front().word = engine_.words.add(tokens.front().folded);
  });
}

void PatternCompiler::gather_words() {
  for (const LoadedFile& file : rules_.files) {
    for (const ListDecl& list : file.ast.lists)
      for (const ListDecl::Item& item : list.items) gather_words(item.text);
    for (const LetDecl& let : file.ast.lets) gather_words(let.pattern);
  }
  for (const LoadedPhase& phase : rules_.phases) {
    for (const LoadedRule& loaded : phase.rules) {
      for (const Pattern& find : loaded.rule.finds) gather_words(find);
      for (const Context& context : loaded.rule.contexts) gather_words(context.pattern);
      for (const Test& test : loaded.rule.tests) gather_words(test.condition);
    }
  }
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

namespace {

// The class of the token that each text between two begins with, if they share one.
std::optional<TokenClassId> class_between(std::string_view low, std::string_view high) {
  const auto lie_in = [&](std::string_view first, std::string_view last) {
    return first <= low && high.substr(0, last.size()) <= last;
  };
  if (lie_in("0", "9")) return TokenClassId::kDigit;
  if (lie_in("A", "Z")) return TokenClassId::kCap;
  if (lie_in("\uAC00", "\uD7A4")) return TokenClassId::kHangul;  // behind the last syllable
  return std::nullopt;
}

// Whether an expression matches nothing but letters and digits, between which no token ends: one
// that is written with letters, digits, ranges of these, repetitions, groups and choices.
bool takes_one_token(const std::string& source) {
  static const re2::RE2 kIsOfWords(
      R"((?:[A-Za-z0-9()?*+|]|\[(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]|[A-Za-z0-9])+\])"
      R"(|\{[0-9]+,?[0-9]*\})*)");
  return re2::RE2::FullMatch(source, kIsOfWords);
}

}  // namespace

// A letter of Hangul and a byte more, which may be one too high.
constexpr int kBytesOfRange = 4;

// The same expression is compiled once, and what is known of a text is known of it everywhere.
std::shared_ptr<const RegexParser> PatternCompiler::regex(const Regex& regex) {
  std::shared_ptr<const RegexParser>& known = regexes_[{regex.source, regex.ignore_case}];
  if (known != nullptr) return known;
  RegexParser parser;
  parser.regex = rules_.expressions->compile(regex);
  std::string low, high;
  if (parser.regex->ok() && parser.regex->PossibleMatchRange(&low, &high, kBytesOfRange) &&
      !low.empty() && !high.empty()) {
    parser.set_first_bytes(low.front(), high.front());
    parser.first_class = class_between(low, high);
  }
  parser.takes_one_token = takes_one_token(regex.source);
  return known = std::make_shared<const RegexParser>(std::move(parser));
}

// ---- nodes ----

namespace {

// What tells elements from each other: their kind, direction and number or words.
std::string element_key(char kind, bool backward, std::string_view rest) {
  std::string key{kind, backward ? '<' : '>'};
  return key += rest;
}

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
  info.backward = is_backward_;
  engine_.nodes.push_back(std::move(node));
  engine_.sources.emplace_back();
  infos_.push_back(std::move(info));
  return static_cast<NodeId>(infos_.size() - 1);
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

NodeId PatternCompiler::sequence(const std::vector<NodeId>& parts, std::size_t begin,
                                 std::size_t end) {
  if (begin == end) return add(make_node(EmptyParser{}, false), NodeInfo{});
  if (end - begin == 1) return parts[begin];
  const std::size_t middle = begin + (end - begin) / 2;
  const NodeId left = sequence(parts, begin, middle), right = sequence(parts, middle, end);
  return add(make_node(SequenceParser(left, right, infos_[right].is_costly), true),
             parts_info(What::kSequence, {left, right}));
}

namespace {

bool begins_with_capital(std::string_view bytes) {
  return !bytes.empty() && bytes.front() >= 'A' && bytes.front() <= 'Z';
}

}  // namespace

// The class of exact words that begin with a capital.
ClassMask PatternCompiler::class_of_capitals() {
  engine_.used_classes |= bit_of(TokenClassId::kCap);
  return bit_of(TokenClassId::kCap);
}

NodeId PatternCompiler::literal(const Literal& literal, bool backward) {
  LiteralParser parser;
  parser.exact = literal.exact;
  parser.backward = backward;
  NodeInfo info;
  info.what = What::kArc;
  for (const LiteralToken& token : cut(literal.text)) {
    const WordId word = find_word(engine_.words, token);
    parser.parts.push_back({word, std::string(token.bytes), token.is_touching});
    info.needs.push_back({engine_.feature_of_word(word)});
  }
  if (parser.parts.empty()) return add(make_node(NeverParser{}, false), never_info());
  std::string words;
  for (const LiteralParser::Part& part : parser.parts)
    add_word(part.word, part.is_touching, literal.exact ? part.bytes : std::string(), words);
  parser.element = info.element = element_of(element_key('w', backward, words));
  info.features = backward ? info.needs.back() : info.needs.front();
  info.last = backward ? info.needs.front() : info.needs.back();
  info.extent = {static_cast<std::uint32_t>(parser.parts.size()), 0, 0};
  const std::string& first = (backward ? parser.parts.back() : parser.parts.front()).bytes;
  if (literal.exact && begins_with_capital(first)) info.also = class_of_capitals();
  return add(make_node(std::move(parser), false), std::move(info));
}

NodeId PatternCompiler::literals(const std::vector<Literal>& literals, bool backward) {
  std::vector<PhraseWord> phrase_words;
  std::vector<std::size_t> sizes;
  std::string words;
  Features firsts, lasts;
  std::size_t longest = 0;
  Features others;
  for (const Literal& literal : literals) {
    const std::size_t size =
        append_phrase(engine_.words, cut(literal.text), literal.exact, backward, phrase_words);
    if (size == 0) continue;
    const Phrase phrase = Phrase(phrase_words).last(size);
    sizes.push_back(size);
    firsts.push_back(engine_.feature_of_word(phrase.front().word));
    lasts.push_back(engine_.feature_of_word(phrase.back().word));
    longest = std::max(longest, size);
    if (!begins_with_capital(phrase.front().bytes)) others.push_back(firsts.back());
    for (const PhraseWord& word : phrase) add_word(word.word, word.is_touching, word.bytes, words);
    add_word(kNoWord, false, {}, words);
  }
  if (sizes.empty()) return add(make_node(NeverParser{}, false), never_info());
  NodeInfo info = arc_info(sorted(std::move(firsts)));
  info.last = sorted(std::move(lasts));
  others = sorted(std::move(others));
  std::set_difference(info.features.begin(), info.features.end(), others.begin(), others.end(),
                      std::back_inserter(info.capitals));
  if (others.empty()) info.also = class_of_capitals();
  info.extent = {static_cast<std::uint32_t>(longest), 0, 0};
  PhraseSetParser trie = make_trie(cut_into(phrase_words, sizes), backward);
  trie.element = info.element = element_of(element_key('p', backward, words));
  return add(make_node(std::move(trie), false), std::move(info));
}

NodeId PatternCompiler::list_node(const ListDecl& decl, bool backward) {
  const auto known = named_.find({&decl, backward});
  if (known != named_.end()) return known->second;
  std::vector<Literal> items;
  for (const ListDecl::Item& item : decl.items) items.push_back({item.text, item.exact});
  const NodeId node = literals(items, backward);
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
  const NodeId node = add(nullptr, NodeInfo{});
  named_.emplace(std::pair{static_cast<const void*>(&decl), backward}, node);
  const NodeId inner = compile(decl.pattern, file, backward);
  engine_.nodes[node] = recursive_.count(node) != 0 ? make_node(RecursionParser(inner), false)
                                                    : make_node(ReferenceParser(inner), false);
  infos_[node] = parts_info(What::kPass, {inner});
  infos_[node].may_be_empty = infos_[inner].may_be_empty;
  infos_[node].is_costly = infos_[inner].is_costly;
  infos_[node].backward = backward;
  return node;
}

NodeId PatternCompiler::compile_choice(const std::vector<Pattern>& parts, std::size_t file,
                                       bool backward, std::vector<NodeId>* each) {
  std::vector<NodeId> nodes;
  std::vector<Literal> run;
  const auto end_run = [&](std::size_t end) {
    if (run.empty()) return;
    nodes.push_back(run.size() == 1 ? literal(run.front(), backward) : literals(run, backward));
    set_source(nodes.back(), parts[end - run.size()], parts[end - 1], file);
    if (each != nullptr) each->insert(each->end(), run.size(), nodes.back());
    run.clear();
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (const auto* literal = std::get_if<Literal>(&parts[i].what)) {
      run.push_back(*literal);
      continue;
    }
    end_run(i);
    nodes.push_back(compile(parts[i], file, backward));
    if (each != nullptr) each->push_back(nodes.back());
  }
  end_run(parts.size());
  if (nodes.size() == 1) return nodes.front();
  ChoiceParser choice;
  for (const NodeId node : nodes) choice.parts.emplace_back(node);
  return add(make_node(std::move(choice), true), parts_info(What::kChoice, nodes));
}

struct PatternVisitor {
  PatternCompiler& compiler;
  std::size_t file;
  bool backward;

  NodeId compile(const Pattern& pattern) const { return compiler.compile(pattern, file, backward); }

  NodeId operator()(const Literal& it) const { return compiler.literal(it, backward); }

  NodeId operator()(const Regex& it) const {
    RegexParser parser = *compiler.regex(it);
    parser.backward = backward;
    parser.element = compiler.element_of(element_key('r', backward, std::to_string(parser.serial)));
    if (!parser.regex->ok()) return compiler.add(make_node(NeverParser{}, false), never_info());
    NodeInfo info = loose_info();
    if (const auto first = parser.first_class) {
      compiler.engine_.used_classes |= bit_of(*first);
      info = arc_info({compiler.engine_.feature_of_class(*first)});
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
    parser.element =
        compiler.element_of(element_key('c', backward, std::to_string(static_cast<unsigned>(*id))));
    const bool is_compound = *id == TokenClassId::kContent;
    compiler.engine_.used_classes |= bit_of(*id);
    NodeInfo info = *id == TokenClassId::kAny ? loose_info()
                                              : arc_info({compiler.engine_.feature_of_class(*id)});
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
    NodeInfo info = arc_info({compiler.engine_.feature_of_label(*label)});
    info.last = info.features;
    info.extent = {0, 1, 0};
    info.is_costly = is_filtered;
    if (is_filtered) {
      const std::vector<Features> more = needs_of(compiler.engine_, *parser.filter);
      info.needs.insert(info.needs.end(), more.begin(), more.end());
      if (parser.filter->condition)
        add_reads(*parser.filter->condition, info.reads, info.reads_all);
    }
    return compiler.add(make_node(std::move(parser), is_filtered), std::move(info));
  }

  NodeId operator()(const Capture& it) const {
    const NodeId inner = compile(*it.inner);
    return compiler.add(make_node(CaptureParser(inner, compiler.capture(it.name.text)), false),
                        parts_info(NodeInfo::What::kPass, {inner}));
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
    return compiler.add(make_node(RepeatParser(inner, min, max, it.lazy,
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
    return compiler.add(
        make_node(TouchingParser(inner, compiler.infos_[inner].may_be_empty, backward), false),
        std::move(info));
  }

  NodeId operator()(const LookAhead& it) const {
    const NodeId inner = compiler.compile(*it.inner, file, false);
    return compiler.add(make_node(LookAheadParser(inner, it.negative), false),
                        it.negative || backward ? parts_info(NodeInfo::What::kEmpty, {inner})
                                                : parts_info(NodeInfo::What::kAhead, {inner}));
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
