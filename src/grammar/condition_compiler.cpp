// SPDX-License-Identifier: Apache-2.0
// What a word means is known when it is compared: an operand holds all that it may be.
#include "grammar/condition_compiler.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "grammar/hash_bits.h"
#include "grammar/literal_table.h"
#include "text/normal_form.h"

namespace waymark::grammar {
namespace {

Property property_of(std::string_view name) {
  constexpr std::pair<std::string_view, Property> kProperties[] = {
      {"text", Property::kText},   {"label", Property::kLabel}, {"kind", Property::kKind},
      {"entry", Property::kEntry}, {"name", Property::kName},   {"ko", Property::kKo}};
  for (const auto& [word, property] : kProperties)
    if (word == name) return property;
  return Property::kNamed;
}

CompiledTest::What what_of(Comparison::Op op) {
  using Op = Comparison::Op;
  using What = CompiledTest::What;
  switch (op) {
    case Op::kIs:
    case Op::kIsNot:
      return What::kIs;
    case Op::kIn:
    case Op::kNotIn:
      return What::kIn;
    case Op::kLess:
      return What::kLess;
    case Op::kLessEqual:
      return What::kLessEqual;
    case Op::kGreater:
      return What::kGreater;
    case Op::kGreaterEqual:
      return What::kGreaterEqual;
    case Op::kWithin:
      return What::kWithin;
  }
  return What::kIs;
}

CompiledTest negated(CompiledTest inner) {
  CompiledTest test;
  test.what = CompiledTest::What::kNot;
  test.parts.push_back(std::move(inner));
  return test;
}

}  // namespace

bool ConditionCompiler::is_capture(std::string_view word) const {
  return captures_ != nullptr &&
         std::find(captures_->begin(), captures_->end(), word) != captures_->end();
}

Subject ConditionCompiler::subject(const std::optional<Name>& capture,
                                   const std::vector<Name>& properties) {
  Subject subject;
  std::vector<std::string_view> words;
  if (capture) words.push_back(capture->text);
  for (const Name& property : properties) words.push_back(property.text);
  std::size_t next = 0;
  if (!words.empty() && is_capture(words.front())) subject.capture = names_.capture(words[next++]);
  for (; next + 1 < words.size(); ++next) subject.slots.push_back(names_.name(words[next]));
  if (next == words.size()) return subject;
  subject.property = property_of(words[next]);
  if (subject.property == Property::kNamed) {
    subject.name = names_.name(words[next]);
    subject.word = words[next];
  }
  return subject;
}

// Gives an entry that rules ask for its number.
void ConditionCompiler::name_entry(EntryId entry) {
  const auto [known, is_new] = engine_.named_entries.try_emplace(entry, engine_.named_count);
  if (is_new) ++engine_.named_count;
}

void ConditionCompiler::name_text(const std::string& folded) {
  if (engine_.named_texts.add(folded, engine_.named_count)) ++engine_.named_count;
}

// Gives the texts that a mention is compared with their numbers. What is no text is named too
// where a word can be both; that costs a number.
void ConditionCompiler::name_texts(const CompiledTest& test) {
  if (test.subject.property != Property::kText && test.subject.property != Property::kBare) return;
  for (const Operand& operand : test.right) {
    if (operand.number || operand.path) continue;
    name_text(operand.folded);
    if (!operand.list) continue;
    for (const auto& [text, value] : engine_.lists[*operand.list].values) name_text(text);
  }
}

void ConditionCompiler::set_entry(Operand& operand, const EntryRef& ref) {
  operand.entry = catalog_.find(ref.id.text);
  if (operand.entry) name_entry(*operand.entry);
  operand.is_unknown_entry = !operand.entry;
}

Operand ConditionCompiler::word_operand(const std::string& word, std::size_t file) {
  Operand operand;
  operand.kind = schema_.find_kind(word);
  operand.label = schema_.find_label(word);
  const auto definition = rules_.find(file, word);
  if (definition && definition->list != nullptr) operand.list = names_.list(*definition->list);
  operand.folded = text::fold(word);
  return operand;
}

Operand ConditionCompiler::operand(const Value& value, std::size_t file) {
  Operand operand;
  if (const auto* word = std::get_if<Name>(&value.what)) return word_operand(word->text, file);
  if (const auto* text = std::get_if<std::string>(&value.what)) {
    operand.folded = text::fold(*text);
  } else if (const auto* number = std::get_if<double>(&value.what)) {
    operand.number = *number;
  } else if (const auto* entry = std::get_if<EntryRef>(&value.what)) {
    set_entry(operand, *entry);
  } else {
    operand.path = subject(std::get<Path>(value.what));
  }
  return operand;
}

CompiledTest ConditionCompiler::compile(const Comparison& it, std::size_t file) {
  CompiledTest test;
  test.what = what_of(it.op);
  test.subject = subject(it.left);
  for (const Value& value : it.right) test.right.push_back(operand(value, file));
  name_texts(test);
  const bool is_negative = it.op == Comparison::Op::kIsNot || it.op == Comparison::Op::kNotIn;
  return is_negative ? negated(std::move(test)) : test;
}

CompiledTest ConditionCompiler::compile(const Has& it, std::size_t) {
  CompiledTest test;
  test.what = CompiledTest::What::kHas;
  std::vector<Name> properties = it.subject.properties;
  properties.push_back(it.property);
  test.subject = subject(it.subject.capture, properties);
  return test;
}

CompiledTest ConditionCompiler::label_test(CompiledTest::What what,
                                           const std::optional<Name>& capture, const Name& label) {
  CompiledTest test;
  test.what = what;
  test.subject = subject(capture);
  test.label = schema_.find_label(label.text).value_or(gazetteer::kNoLabel);
  return test;
}

CompiledTest ConditionCompiler::compile(const Inside& it, std::size_t) {
  return label_test(CompiledTest::What::kInside, it.capture, it.label);
}

CompiledTest ConditionCompiler::compile(const Contains& it, std::size_t) {
  return label_test(CompiledTest::What::kContains, it.capture, it.label);
}

CompiledTest ConditionCompiler::compile(const DocumentHas& it, std::size_t) {
  CompiledTest test;
  test.what = CompiledTest::What::kDocumentHas;
  test.entry = catalog_.find(it.entry.id.text).value_or(gazetteer::kNoEntry);
  return test;
}

CompiledTest ConditionCompiler::compile(const Near& it, std::size_t) {
  CompiledTest test;
  test.what = CompiledTest::What::kNear;
  test.subject = subject(it.capture);
  test.distance = it.distance;
  bool are_known = true;
  std::vector<std::uint64_t> firsts;
  for (const std::string& words : it.words) {
    std::vector<std::uint64_t> hashes;
    const std::vector<LiteralToken> tokens = cut_literal(words);
    for (const LiteralToken& token : tokens) hashes.push_back(token.hash);
    if (hashes.empty()) continue;
    const WordId first = engine_.words.find(hashes.front(), tokens.front().bytes);
    are_known = are_known && first != kNoWord;
    test.first_words.push_back(engine_.feature_of_word(first));
    firsts.push_back(hashes.front());
    test.words.push_back(std::move(hashes));
  }
  std::sort(test.words.begin(), test.words.end());
  test.first_bits = make_hash_bits(firsts).bits;
  if (!are_known) test.first_words.clear();
  std::sort(test.first_words.begin(), test.first_words.end());
  test.first_words.erase(std::unique(test.first_words.begin(), test.first_words.end()),
                         test.first_words.end());
  return test;
}

CompiledTest ConditionCompiler::compile(const Not& it, std::size_t file) {
  return negated(test(*it.inner, file));
}

CompiledTest ConditionCompiler::joined(CompiledTest::What what, const std::vector<Condition>& parts,
                                       std::size_t file) {
  CompiledTest test;
  test.what = what;
  for (const Condition& part : parts) test.parts.push_back(this->test(part, file));
  return test;
}

CompiledTest ConditionCompiler::compile(const And& it, std::size_t file) {
  return joined(CompiledTest::What::kAnd, it.parts, file);
}

CompiledTest ConditionCompiler::compile(const Or& it, std::size_t file) {
  return joined(CompiledTest::What::kOr, it.parts, file);
}

CompiledTest ConditionCompiler::test(const Condition& condition, std::size_t file) {
  return std::visit([&](const auto& it) { return compile(it, file); }, condition.what);
}

// A condition in LABEL[...] stands on the mention; no capture can be asked there.
std::shared_ptr<const LabelFilter> ConditionCompiler::filter(const LabelRef& ref,
                                                             std::size_t file) {
  const std::vector<std::string>* captures = std::exchange(captures_, nullptr);
  auto filter = std::make_shared<LabelFilter>();
  if (ref.condition) filter->condition = test(*ref.condition, file);
  if (ref.entry) {
    const auto entry = catalog_.find(ref.entry->id.text);
    filter->is_unknown_entry = !entry;
    filter->entry = entry.value_or(gazetteer::kNoEntry);
    if (entry) name_entry(*entry);
  }
  captures_ = captures;
  return filter;
}

}  // namespace waymark::grammar
