// SPDX-License-Identifier: Apache-2.0
// Labels first, then words (features are numbered after them), then rules in the order in which
// they run, at last the tables of each phase.
#include "grammar/compile.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "gazetteer/digest.h"
#include "grammar/condition_needs.h"
#include "grammar/dispatch.h"
#include "grammar/dispatch_analysis.h"
#include "grammar/feature_cost.h"
#include "grammar/neighbours.h"
#include "grammar/pattern_compiler.h"
#include "grammar/rule_reads.h"
#include "grammar/start_sets.h"
#include "grammar/walk.h"
#include "grammar/ways.h"
#include "text/normal_form.h"

namespace waymark::grammar {

Engine::Engine() = default;
Engine::~Engine() = default;

namespace {

PhaseKind kind_of(PhaseDecl::How how) {
  switch (how) {
    case PhaseDecl::How::kLongest:
      return PhaseKind::kLongest;
    case PhaseDecl::How::kFirst:
      return PhaseKind::kFirst;
    case PhaseDecl::How::kAll:
      return PhaseKind::kAll;
    case PhaseDecl::How::kRepeat:
      return PhaseKind::kRepeat;
  }
  return PhaseKind::kLongest;
}

Property property_of(std::string_view name) {
  constexpr std::pair<std::string_view, Property> kProperties[] = {
      {"text", Property::kText},   {"label", Property::kLabel}, {"kind", Property::kKind},
      {"entry", Property::kEntry}, {"name", Property::kName},   {"ko", Property::kKo}};
  for (const auto& [word, property] : kProperties)
    if (word == name) return property;
  return Property::kNamed;
}

std::optional<Function> find_function(std::string_view name) {
  constexpr std::pair<std::string_view, Function> kFunctions[] = {
      {"iso_date", Function::kIsoDate}, {"shift_date", Function::kShiftDate},
      {"weekday", Function::kWeekday},  {"nearest_date", Function::kNearestDate},
      {"last_day", Function::kLastDay}, {"value", Function::kValue},
      {"text", Function::kText},        {"lower", Function::kLower},
      {"join", Function::kJoin}};
  for (const auto& [word, function] : kFunctions)
    if (word == name) return function;
  return std::nullopt;
}

constexpr std::size_t kMostNames = 65'000;

}  // namespace

// Holds the program while it is made.
class Compiler {
 public:
  Compiler(const LoadedRules& rules, const gazetteer::Catalog& catalog)
      : rules_(rules),
        catalog_(catalog),
        program_(std::make_shared<Program>()),
        engine_(std::make_shared<Engine>()),
        words_(rules, engine_->words),
        patterns_(rules, program_->schema_, words_, *engine_,
                  [this](const LabelRef& ref, std::size_t file) { return filter(ref, file); }) {}

  Result<std::shared_ptr<const Program>> compile() {
    add_labels();
    weigh_words(*engine_);
    engine_->label_count = static_cast<std::uint32_t>(program_->schema_.labels().size());
    engine_->kind_count = static_cast<std::uint32_t>(program_->schema_.kinds().size());
    number_rules();
    for (const LoadedPhase& phase : rules_.phases)
      for (const LoadedRule& loaded : phase.rules) add_rule(loaded);
    DispatchAnalysis analysis(*engine_, patterns_.infos());
    for (CompiledRule& rule : engine_->rules) analyse(*engine_, analysis, rule);
    index_starts(*engine_, analysis, patterns_.infos());
    NeighbourAnalysis neighbours(*engine_, analysis, patterns_.infos());
    find_ways(*engine_, analysis, patterns_.infos());
    for (Way& way : engine_->ways) neighbours.list(way);
    for (const CompiledRule& rule : engine_->rules)
      engine_->reaches.push_back(neighbours.reach(rule));
    add_phases();
    index_rules(*engine_);
    if (names_.size() > kMostNames || engine_->captures.size() > kMostNames ||
        engine_->lists.size() > kMostNames)
      return too_many();
    program_->digest_ = digest();
    program_->engine_ = engine_;
    return std::shared_ptr<const Program>(program_);
  }

  static std::shared_ptr<const Program> make_empty(const gazetteer::Catalog& catalog) {
    const LoadedRules none;
    return Compiler(none, catalog).compile().value();
  }

 private:
  static Diagnostic too_many() {
    Diagnostic error;
    error.code = "grammar/too-many";
    error.message = "more than 65,000 names of slots, features, captures or lists";
    return error;
  }

  std::string digest() const {
    std::string all;
    for (const LoadedFile& file : rules_.files) {
      all += gazetteer::to_hex(gazetteer::digest_of(file.source.content()));
      for (const ListDecl& list : file.ast.lists)  // those that come from files of their own too
        for (const ListDecl::Item& item : list.items) {
          (all += item.text) += '\t';
          if (item.value) all += *item.value;
          all += '\n';
        }
    }
    return gazetteer::to_hex(gazetteer::digest_of(all));
  }

  void add_labels() {
    program_->schema_ = catalog_.schema();
    for (const LoadedFile& file : rules_.files) {
      for (const LabelDecl& decl : file.ast.labels) {
        std::vector<gazetteer::SlotType> slots;
        for (const LabelSlot& slot : decl.slots)
          slots.push_back({slot.name.text, slot.label ? slot.label->text : std::string()});
        program_->schema_.add_label(decl.name.text, decl.structured, std::move(slots));
      }
    }
    for (const gazetteer::Label& label : program_->schema_.labels())
      for (const gazetteer::SlotType& slot : label.slots) (void)name(slot.name);
  }

  NameId name(std::string_view text) {
    const auto known = names_.find(text);
    if (known != names_.end()) return known->second;
    const auto id = static_cast<NameId>(program_->names_.size());
    program_->names_.emplace_back(text);
    names_.emplace(text, id);
    return id;
  }

  void number_rules() {
    for (const LoadedPhase& phase : rules_.phases)
      for (const LoadedRule& loaded : phase.rules)
        rule_numbers_.emplace(loaded.rule.name.text,
                              static_cast<std::uint32_t>(rule_numbers_.size()));
  }

  // ---- paths, conditions ----

  // The captures that the rule at hand has; a path's first word is one of them or a property.
  [[nodiscard]] bool is_capture(std::string_view word) const {
    return captures_ != nullptr &&
           std::find(captures_->begin(), captures_->end(), word) != captures_->end();
  }

  Subject subject(const std::optional<Name>& capture, const std::vector<Name>& properties) {
    Subject subject;
    std::vector<std::string_view> words;
    if (capture) words.push_back(capture->text);
    for (const Name& property : properties) words.push_back(property.text);
    std::size_t next = 0;
    if (!words.empty() && is_capture(words.front()))
      subject.capture = patterns_.capture(words[next++]);
    for (; next + 1 < words.size(); ++next) subject.slots.push_back(name(words[next]));
    if (next == words.size()) return subject;
    subject.property = property_of(words[next]);
    if (subject.property == Property::kNamed) {
      subject.name = name(words[next]);
      subject.word = words[next];
    }
    return subject;
  }
  Subject subject(const Path& path) { return subject(path.capture, path.properties); }
  Subject subject(const std::optional<Name>& capture) { return subject(capture, {}); }

  // Gives an entry that rules ask for its number.
  void name_entry(EntryId entry) {
    const auto [known, is_new] = engine_->named_entries.try_emplace(entry, engine_->named_count);
    if (is_new) ++engine_->named_count;
  }

  void name_text(const std::string& folded) {
    if (engine_->named_texts.add(folded, engine_->named_count)) ++engine_->named_count;
  }

  // Gives the texts that a mention is compared with their numbers. What is no text is named too
  // where a word can be both; that costs a number.
  void name_texts(const CompiledTest& test) {
    if (test.subject.property != Property::kText && test.subject.property != Property::kBare)
      return;
    for (const Operand& operand : test.right) {
      if (operand.number || operand.path) continue;
      name_text(operand.folded);
      if (!operand.list) continue;
      for (const auto& [text, value] : engine_->lists[*operand.list].values) name_text(text);
    }
  }

  void set_entry(Operand& operand, const EntryRef& ref) {
    operand.entry = catalog_.find(ref.id.text);
    if (operand.entry) name_entry(*operand.entry);
    operand.is_unknown_entry = !operand.entry;
  }

  Operand word_operand(const std::string& word, std::size_t file) {
    Operand operand;
    const gazetteer::Schema& schema = program_->schema_;
    operand.kind = schema.find_kind(word);
    operand.label = schema.find_label(word);
    const auto definition = rules_.find(file, word);
    if (definition && definition->list != nullptr) operand.list = patterns_.list(*definition->list);
    operand.folded = text::fold(word);
    return operand;
  }

  Operand operand(const Value& value, std::size_t file) {
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

  CompiledTest negated(CompiledTest inner) {
    CompiledTest test;
    test.what = CompiledTest::What::kNot;
    test.parts.push_back(std::move(inner));
    return test;
  }

  CompiledTest compile_test(const Comparison& it, std::size_t file) {
    using Op = Comparison::Op;
    using What = CompiledTest::What;
    CompiledTest test;
    switch (it.op) {
      case Op::kIs:
      case Op::kIsNot:
        test.what = What::kIs;
        break;
      case Op::kIn:
      case Op::kNotIn:
        test.what = What::kIn;
        break;
      case Op::kLess:
        test.what = What::kLess;
        break;
      case Op::kLessEqual:
        test.what = What::kLessEqual;
        break;
      case Op::kGreater:
        test.what = What::kGreater;
        break;
      case Op::kGreaterEqual:
        test.what = What::kGreaterEqual;
        break;
      case Op::kWithin:
        test.what = What::kWithin;
        break;
    }
    test.subject = subject(it.left);
    for (const Value& value : it.right) test.right.push_back(operand(value, file));
    name_texts(test);
    const bool is_negative = it.op == Op::kIsNot || it.op == Op::kNotIn;
    return is_negative ? negated(std::move(test)) : test;
  }

  CompiledTest compile_test(const Has& it, std::size_t) {
    CompiledTest test;
    test.what = CompiledTest::What::kHas;
    std::vector<Name> properties = it.subject.properties;
    properties.push_back(it.property);
    test.subject = subject(it.subject.capture, properties);
    return test;
  }

  CompiledTest label_test(CompiledTest::What what, const std::optional<Name>& capture,
                          const Name& label) {
    CompiledTest test;
    test.what = what;
    test.subject = subject(capture);
    test.label = program_->schema_.find_label(label.text).value_or(gazetteer::kNoLabel);
    return test;
  }
  CompiledTest compile_test(const Inside& it, std::size_t) {
    return label_test(CompiledTest::What::kInside, it.capture, it.label);
  }
  CompiledTest compile_test(const Contains& it, std::size_t) {
    return label_test(CompiledTest::What::kContains, it.capture, it.label);
  }

  CompiledTest compile_test(const DocumentHas& it, std::size_t) {
    CompiledTest test;
    test.what = CompiledTest::What::kDocumentHas;
    test.entry = catalog_.find(it.entry.id.text).value_or(gazetteer::kNoEntry);
    return test;
  }

  CompiledTest compile_test(const Near& it, std::size_t) {
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
      const WordId first = engine_->words.find(hashes.front(), tokens.front().bytes);
      are_known = are_known && first != kNoWord;
      test.first_words.push_back(engine_->feature_of_word(first));
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

  CompiledTest compile_test(const Not& it, std::size_t file) {
    return negated(test(*it.inner, file));
  }

  template <class Parts>
  CompiledTest joined(CompiledTest::What what, const Parts& it, std::size_t file) {
    CompiledTest test;
    test.what = what;
    for (const Condition& part : it.parts) test.parts.push_back(this->test(part, file));
    return test;
  }
  CompiledTest compile_test(const And& it, std::size_t file) {
    return joined(CompiledTest::What::kAnd, it, file);
  }
  CompiledTest compile_test(const Or& it, std::size_t file) {
    return joined(CompiledTest::What::kOr, it, file);
  }

  CompiledTest test(const Condition& condition, std::size_t file) {
    return std::visit([&](const auto& it) { return compile_test(it, file); }, condition.what);
  }

  // A condition in LABEL[...] stands on the mention; no capture can be asked there.
  std::shared_ptr<const LabelFilter> filter(const LabelRef& ref, std::size_t file) {
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

  // ---- rules ----

  void add_rule(const LoadedRule& loaded) {
    const Rule& rule = loaded.rule;
    captures_ = &loaded.captures;
    CompiledRule compiled;
    compiled.name = rule.name.text;
    compiled.file = rules_.files[loaded.file].source.name();
    compiled.veto = rule.veto;
    compiled.rank = rule.rank.value_or(0);
    compiled.find = patterns_.compile_choice(rule.finds, loaded.file, false, &compiled.finds);
    for (const Context& context : rule.contexts) {
      const NodeId node = patterns_.compile(context.pattern, loaded.file, context.after);
      compiled.contexts.push_back(
          {node, context.after, context.negative, patterns_.infos()[node].captures});
    }
    const std::vector<CaptureId> mentions = captures_of_mentions(rule, loaded.file);
    for (const Test& it : rule.tests)
      add_judgement({test(it.condition, loaded.file), it.unless}, mentions, compiled);
    add_marks(rule, compiled);
    for (const Set& set : rule.sets) add_set(set, compiled);
    for (const LinkEffect& link : rule.links) add_link(link, loaded.file, compiled);
    for (const Relate& relate : rule.relations)
      compiled.relations.push_back({patterns_.capture(relate.from.text),
                                    patterns_.capture(relate.to.text), name(relate.type.text)});
    for (const Define& define : rule.definitions)
      compiled.definitions.push_back({patterns_.capture(define.form.text),
                                      patterns_.capture(define.meaning.text), define.only_mentions,
                                      define.relation ? name(define.relation->text) : kNoName});
    for (const Over& over : rule.over) add_over(over, compiled);
    std::sort(compiled.over_rules.begin(), compiled.over_rules.end());
    add_capture_lists(rule, loaded.file, compiled);
    program_->rule_names_.push_back(compiled.name);
    engine_->rules.push_back(std::move(compiled));
  }

  // The captures of a rule that hold a mention wherever they hold something.
  std::vector<CaptureId> captures_of_mentions(const Rule& rule, std::size_t file) {
    std::vector<CaptureId> mentions;
    std::set<CaptureId> others;
    const auto gather = [&](const Pattern& part, std::size_t) {
      const auto* capture = std::get_if<Capture>(&part.what);
      if (capture == nullptr) return;
      const CaptureId id = patterns_.capture(capture->name.text);
      if (is_mention(*capture->inner)) {
        mentions.push_back(id);
      } else {
        others.insert(id);
      }
    };
    Definitions seen;
    for (const Pattern& find : rule.finds) walk_lets(find, file, seen, gather);
    for (const Context& context : rule.contexts) walk_lets(context.pattern, file, seen, gather);
    std::erase_if(mentions, [&](CaptureId id) { return others.contains(id); });
    return mentions;
  }

  static bool is_mention(const Pattern& pattern) {
    const auto* choice = std::get_if<Choice>(&pattern.what);
    return std::holds_alternative<LabelRef>(pattern.what) ||
           (choice != nullptr &&
            std::all_of(choice->parts.begin(), choice->parts.end(), is_mention));
  }

  void add_judgement(Judgement judgement, const std::vector<CaptureId>& mentions,
                     CompiledRule& compiled) {
    if (!judgement.unless) {
      for (Features& need : needs_of(*engine_, judgement.test, mentions))
        compiled.needs_of_tests.push_back(share(*engine_, std::move(need)));
      for (auto& need : document_needs_of(judgement.test))
        compiled.document_needs.push_back(std::move(need));
    }
    compiled.judgements.push_back(std::move(judgement));
  }

  void add_marks(const Rule& rule, CompiledRule& compiled) {
    const auto label_of = [&](const std::optional<Name>& label) {
      const std::optional<Name>& name = label ? label : rule.label;
      return name ? program_->schema_.find_label(name->text) : std::nullopt;
    };
    if (rule.veto) return;
    if (rule.marks.empty()) {
      if (const auto label = label_of(std::nullopt))
        compiled.marks.push_back({MarkEffect::On::kAll, *label, kNoCapture, kNoCapture});
      return;
    }
    for (const Mark& mark : rule.marks) {
      const auto label = label_of(mark.label);
      if (!label || std::holds_alternative<Mark::Nothing>(mark.target)) continue;
      MarkEffect effect;
      effect.label = *label;
      if (const auto* capture = std::get_if<Name>(&mark.target)) {
        effect.on = MarkEffect::On::kCapture;
        effect.from = patterns_.capture(capture->text);
      } else if (const auto* range = std::get_if<Mark::Range>(&mark.target)) {
        effect.on = MarkEffect::On::kRange;
        effect.from = patterns_.capture(range->from.text);
        effect.to = patterns_.capture(range->to.text);
      }
      compiled.marks.push_back(effect);
    }
  }

  ValueExpression expression(const Expression& it) {
    if (const auto* path = std::get_if<Path>(&it.what)) return {subject(*path)};
    if (const auto* text = std::get_if<std::string>(&it.what)) return {FeatureValue(*text)};
    if (const auto* number = std::get_if<double>(&it.what)) return {FeatureValue(*number)};
    if (const auto* flag = std::get_if<bool>(&it.what)) return {FeatureValue(*flag)};
    const auto& call = std::get<Expression::Call>(it.what);
    const auto function = find_function(call.function.text);
    ValueExpression::Call compiled{function.value_or(Function::kJoin), {}};
    if (!function) return {std::move(compiled)};
    for (const Expression& argument : call.arguments)
      compiled.arguments.push_back(expression(argument));
    return {std::move(compiled)};
  }

  void add_set(const Set& set, CompiledRule& compiled) {
    SetEffect effect;
    if (set.capture) effect.capture = patterns_.capture(set.capture->text);
    effect.name = name(set.slot.text);
    effect.value = expression(set.value);
    compiled.sets.push_back(std::move(effect));
  }

  void add_link(const LinkEffect& link, std::size_t file, CompiledRule& compiled) {
    LinkStep step;
    step.how = static_cast<LinkStep::How>(link.how);
    step.capture = patterns_.capture(link.capture.text);
    if (link.outer) step.outer = patterns_.capture(link.outer->text);
    if (link.condition) step.condition = test(*link.condition, file);
    if (link.entry) step.entry = catalog_.find(link.entry->id.text).value_or(gazetteer::kNoEntry);
    compiled.links.push_back(std::move(step));
  }

  void add_over(const Over& over, CompiledRule& compiled) {
    constexpr std::string_view kGazetteer = "gazetteer";
    const std::string& word = over.rule.text;
    engine_->has_over = true;
    if (const auto rule = rule_numbers_.find(word); rule != rule_numbers_.end()) {
      compiled.over_rules.push_back(rule->second);
    } else if (word == kGazetteer) {
      compiled.over_gazetteer.push_back(gazetteer::kNoLabel);
    } else if (word.compare(0, kGazetteer.size() + 1, "gazetteer.") == 0) {
      const auto label = program_->schema_.find_label(word.substr(kGazetteer.size() + 1));
      if (label) compiled.over_gazetteer.push_back(*label);
    }
  }

  using Definitions = std::set<std::pair<const void*, std::size_t>>;

  // Calls visit(pattern, file) for a pattern, all in it, and all in the lets that it names, each
  // let once.
  template <class Visit>
  void walk_lets(const Pattern& pattern, std::size_t file, Definitions& seen, const Visit& visit) {
    walk(pattern, [&](const Pattern& part) {
      visit(part, file);
      const auto* ref = std::get_if<NameRef>(&part.what);
      if (ref == nullptr) return;
      const auto found = rules_.find(file, ref->name.text);
      if (found && found->let != nullptr && seen.emplace(found->let, found->file).second)
        walk_lets(found->let->pattern, found->file, seen, visit);
    });
  }

  // Adds the captures that value() is asked of.
  static void add_asked(const ValueExpression& value, std::set<CaptureId>& asked) {
    const auto* call = std::get_if<ValueExpression::Call>(&value.what);
    if (call == nullptr) return;
    if (call->function == Function::kValue && !call->arguments.empty())
      if (const auto* subject = std::get_if<Subject>(&call->arguments.front().what))
        asked.insert(subject->capture);
    for (const ValueExpression& argument : call->arguments) add_asked(argument, asked);
  }

  // Which lists stand inside each capture that a rule asks values of.
  void add_capture_lists(const Rule& rule, std::size_t file, CompiledRule& compiled) {
    std::set<CaptureId> asked;
    for (const SetEffect& set : compiled.sets) add_asked(set.value, asked);
    if (asked.empty()) return;
    for (const Pattern& find : rule.finds) add_capture_lists(find, file, asked, compiled);
    for (const Context& context : rule.contexts)
      add_capture_lists(context.pattern, file, asked, compiled);
  }

  // Those of a pattern, through lets too.
  void add_capture_lists(const Pattern& pattern, std::size_t file, const std::set<CaptureId>& asked,
                         CompiledRule& compiled) {
    Definitions seen;
    walk_lets(pattern, file, seen, [&](const Pattern& part, std::size_t part_file) {
      const auto* capture = std::get_if<Capture>(&part.what);
      if (capture == nullptr) return;
      const CaptureId id = patterns_.capture(capture->name.text);
      if (asked.contains(id)) add_lists_inside(*capture->inner, part_file, id, compiled);
    });
  }

  void add_lists_inside(const Pattern& pattern, std::size_t file, CaptureId capture,
                        CompiledRule& compiled) {
    Definitions seen;
    walk_lets(pattern, file, seen, [&](const Pattern& part, std::size_t part_file) {
      const auto* ref = std::get_if<NameRef>(&part.what);
      const auto found = ref != nullptr ? rules_.find(part_file, ref->name.text) : std::nullopt;
      if (found && found->list != nullptr)
        compiled.capture_lists.emplace_back(capture, patterns_.list(*found->list));
    });
  }

  void add_phases() {
    std::uint32_t first = 0;
    for (const LoadedPhase& loaded : rules_.phases) {
      CompiledPhase phase;
      phase.name = loaded.name.text;
      phase.kind = kind_of(loaded.how);
      phase.first_rule = first;
      phase.last_rule = first += static_cast<std::uint32_t>(loaded.rules.size());
      phase.marking = make_table(*engine_, phase.first_rule, phase.last_rule, false);
      phase.vetoing = make_table(*engine_, phase.first_rule, phase.last_rule, true);
      if (phase.kind == PhaseKind::kRepeat)
        for (std::uint32_t rule = phase.first_rule; rule < phase.last_rule; ++rule)
          find_reads(*engine_, patterns_.infos(), engine_->rules[rule]);
      engine_->phases.push_back(std::move(phase));
    }
  }

  const LoadedRules& rules_;
  const gazetteer::Catalog& catalog_;
  std::shared_ptr<Program> program_;
  std::shared_ptr<Engine> engine_;
  RuleWords words_;
  PatternCompiler patterns_;
  std::map<std::string, NameId, std::less<>> names_;
  std::map<std::string, std::uint32_t, std::less<>> rule_numbers_;
  const std::vector<std::string>* captures_ = nullptr;
};

std::shared_ptr<const Program> Program::empty(const gazetteer::Catalog& catalog) {
  return Compiler::make_empty(catalog);
}

Result<std::shared_ptr<const Program>> compile(const LoadedRules& rules,
                                               const gazetteer::Catalog& catalog) {
  return Compiler(rules, catalog).compile();
}

}  // namespace waymark::grammar
