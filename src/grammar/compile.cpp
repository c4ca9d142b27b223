// SPDX-License-Identifier: Apache-2.0
// Labels first, then words (features are numbered after them), then rules in the order in which
// they run, at last the tables of each phase.
#include "grammar/compile.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "gazetteer/digest.h"
#include "grammar/capture_contents.h"
#include "grammar/condition_compiler.h"
#include "grammar/condition_needs.h"
#include "grammar/dispatch.h"
#include "grammar/dispatch_analysis.h"
#include "grammar/feature_cost.h"
#include "grammar/name_numbers.h"
#include "grammar/neighbours.h"
#include "grammar/pattern_compiler.h"
#include "grammar/rule_reads.h"
#include "grammar/rule_words.h"
#include "grammar/start_sets.h"
#include "grammar/ways.h"

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
        names_(program_->names_, *engine_),
        conditions_(rules, catalog, program_->schema_, names_, *engine_),
        patterns_(rules, program_->schema_, words_, names_, conditions_, *engine_) {}

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
    if (names_.are_too_many()) return too_many();
    program_->digest_ = digest();
    program_->engine_ = engine_;
    return std::shared_ptr<const Program>(program_);
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
      for (const gazetteer::SlotType& slot : label.slots) (void)names_.name(slot.name);
  }

  void number_rules() {
    for (const LoadedPhase& phase : rules_.phases)
      for (const LoadedRule& loaded : phase.rules)
        rule_numbers_.emplace(loaded.rule.name.text,
                              static_cast<std::uint32_t>(rule_numbers_.size()));
  }

  void add_rule(const LoadedRule& loaded) {
    const Rule& rule = loaded.rule;
    conditions_.begin_rule(loaded.captures);
    CompiledRule compiled;
    compiled.name = rule.name.text;
    compiled.file = rules_.files[loaded.file].source.name();
    compiled.veto = rule.veto;
    compiled.rank = rule.rank.value_or(0);
    compiled.find = patterns_.compile_choice(rule.finds, loaded.file, false, &compiled.finds);
    add_contexts(loaded, compiled);
    const std::vector<CaptureId> mentions = captures_of_mentions(rules_, loaded, names_);
    for (const Test& it : rule.tests)
      add_judgement({conditions_.test(it.condition, loaded.file), it.unless}, mentions, compiled);
    add_effects(rule, loaded.file, compiled);
    add_capture_lists(loaded, compiled);
    program_->rule_names_.push_back(compiled.name);
    engine_->rules.push_back(std::move(compiled));
  }

  void add_contexts(const LoadedRule& loaded, CompiledRule& compiled) {
    for (const Context& context : loaded.rule.contexts) {
      const NodeId node = patterns_.compile(context.pattern, loaded.file, context.after);
      compiled.contexts.push_back(
          {node, context.after, context.negative, patterns_.infos()[node].captures});
    }
  }

  void add_effects(const Rule& rule, std::size_t file, CompiledRule& compiled) {
    add_marks(rule, compiled);
    for (const Set& set : rule.sets) add_set(set, compiled);
    for (const LinkEffect& link : rule.links) add_link(link, file, compiled);
    for (const Relate& relate : rule.relations)
      compiled.relations.push_back({names_.capture(relate.from.text),
                                    names_.capture(relate.to.text), names_.name(relate.type.text)});
    for (const Define& define : rule.definitions)
      compiled.definitions.push_back(
          {names_.capture(define.form.text), names_.capture(define.meaning.text),
           define.only_mentions, define.relation ? names_.name(define.relation->text) : kNoName});
    for (const Over& over : rule.over) add_over(over, compiled);
    std::sort(compiled.over_rules.begin(), compiled.over_rules.end());
  }

  // Which lists stand inside each capture that a rule asks values of.
  void add_capture_lists(const LoadedRule& loaded, CompiledRule& compiled) {
    std::set<CaptureId> asked;
    for (const SetEffect& set : compiled.sets) add_asked(set.value, asked);
    if (!asked.empty()) compiled.capture_lists = lists_in_captures(rules_, loaded, asked, names_);
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
        effect.from = names_.capture(capture->text);
      } else if (const auto* range = std::get_if<Mark::Range>(&mark.target)) {
        effect.on = MarkEffect::On::kRange;
        effect.from = names_.capture(range->from.text);
        effect.to = names_.capture(range->to.text);
      }
      compiled.marks.push_back(effect);
    }
  }

  ValueExpression expression(const Expression& it) {
    if (const auto* path = std::get_if<Path>(&it.what)) return {conditions_.subject(*path)};
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
    if (set.capture) effect.capture = names_.capture(set.capture->text);
    effect.name = names_.name(set.slot.text);
    effect.value = expression(set.value);
    compiled.sets.push_back(std::move(effect));
  }

  void add_link(const LinkEffect& link, std::size_t file, CompiledRule& compiled) {
    LinkStep step;
    step.how = static_cast<LinkStep::How>(link.how);
    step.capture = names_.capture(link.capture.text);
    if (link.outer) step.outer = names_.capture(link.outer->text);
    if (link.condition) step.condition = conditions_.test(*link.condition, file);
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

  // Adds the captures that value() is asked of.
  static void add_asked(const ValueExpression& value, std::set<CaptureId>& asked) {
    const auto* call = std::get_if<ValueExpression::Call>(&value.what);
    if (call == nullptr) return;
    if (call->function == Function::kValue && !call->arguments.empty())
      if (const auto* subject = std::get_if<Subject>(&call->arguments.front().what))
        asked.insert(subject->capture);
    for (const ValueExpression& argument : call->arguments) add_asked(argument, asked);
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
  NameNumbers names_;
  ConditionCompiler conditions_;
  PatternCompiler patterns_;
  std::map<std::string, std::uint32_t, std::less<>> rule_numbers_;
};

Result<std::shared_ptr<const Program>> compile(const LoadedRules& rules,
                                               const gazetteer::Catalog& catalog) {
  return Compiler(rules, catalog).compile();
}

}  // namespace waymark::grammar
