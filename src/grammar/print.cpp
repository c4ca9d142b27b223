// SPDX-License-Identifier: Apache-2.0
// A file is laid out as a list of items, statements and clauses, each with its place in the file it
// was read from; comments find their item by place, and statements their order.
#include "grammar/print.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "grammar/print_text.h"
#include "grammar/walk.h"

namespace waymark::grammar {

namespace {

constexpr std::size_t kClauseIndent = 2;
constexpr std::size_t kClauseWordWidth = 6;
constexpr std::size_t kDeeper = 4;

enum class Kind { kHeader, kUse, kImport, kLabel, kList, kLet, kWithout, kPhase, kRule };

struct Item {
  Place at;
  std::string text;                   // may be of several lines
  std::vector<std::string> comments;  // on lines of their own, before it
  std::string trailing;               // comment behind it
};

/// A statement and, of a rule, its clauses.
struct Block {
  Kind kind;
  Item head;
  std::vector<Item> clauses;
};

// ---- statements ------------------------------------------------------------------------------

template <class Names, class Spell>
void print_joined(const Names& names, std::string_view separator, Flow& flow, Spell&& spell) {
  for (const auto& name : names) {
    if (&name != &names.front())
      separator == "|" ? flow.space().add("| ") : flow.add(separator).space();
    spell(name);
  }
}

std::string print_use(const std::vector<Name>& uses) {
  Flow flow;
  flow.add("use ");
  print_joined(uses, ",", flow, [&](const Name& name) { flow.add(name.text); });
  return flow.wrapped(kDeeper);
}

std::string print_label(const LabelDecl& label) {
  Flow flow;
  flow.add("label ").add(label.name.text);
  if (label.slots.empty()) return flow.text() + (label.structured ? " structured" : " flat");
  flow.add(" {").space();
  print_joined(label.slots, ",", flow, [&](const LabelSlot& slot) {
    flow.add(slot.name.text);
    if (slot.label) flow.add(": ").add(slot.label->text);
  });
  flow.space().add("}");
  return flow.wrapped(kDeeper);
}

std::string print_list(const ListDecl& list) {
  Flow flow;
  flow.add("list ").add(list.name.text);
  if (list.file) return flow.text() + " from " + quoted(*list.file);
  flow.add(" =").space();
  print_joined(list.items, "|", flow, [&](const ListDecl::Item& item) {
    flow.add(quoted(item.text, item.exact ? '\'' : '"'));
    if (item.value) flow.add(" = ").add(quoted(*item.value));
  });
  return flow.wrapped(kDeeper);
}

std::string print_let(const LetDecl& let) {
  Flow flow;
  flow.add("let ").add(let.name.text).add(" =").space();
  print_pattern(let.pattern, flow);
  return flow.wrapped(kDeeper);
}

std::string print_phase(const PhaseDecl& phase) {
  std::string text = "phase " + phase.name.text;
  if (phase.how) {
    constexpr std::string_view kHow[] = {" longest", " first", " all", " repeat"};
    text += kHow[static_cast<std::size_t>(*phase.how)];
  }
  return phase.after ? text + " after " + phase.after->text : text;
}

std::string print_head(const Rule& rule) {
  std::string text = rule.replaces ? "replace " : "";
  text += (rule.veto ? "veto " : "rule ") + rule.name.text;
  return rule.label ? text + " -> " + rule.label->text : text;
}

// ---- clauses ---------------------------------------------------------------------------------

/// A clause begun with its word; the rest stands in one column for all words of usual length.
Flow begin_clause(std::string_view word) {
  Flow flow;
  flow.add(std::string(kClauseIndent, ' ')).add(word);
  flow.add(
      std::string(word.size() < kClauseWordWidth ? kClauseWordWidth - word.size() + 1 : 1, ' '));
  return flow;
}

std::string end_clause(const Flow& flow) { return flow.wrapped(kClauseIndent + kDeeper); }

std::string print_mark(const Mark& mark) {
  Flow flow = begin_clause("mark");
  if (mark.label) flow.add(mark.label->text);
  const auto add = [&](std::string_view text) { flow.add(mark.label ? " " : "").add(text); };
  std::visit(
      Overload{[](const Mark::All&) {}, [&](const Mark::Nothing&) { add("nothing"); },
               [&](const Name& it) { add("on " + it.text); },
               [&](const Mark::Range& it) { add("from " + it.from.text + " to " + it.to.text); }},
      mark.target);
  return flow.text();
}

std::string print_expression(const Expression& expression) {
  return std::visit(Overload{[](const Path& it) { return print_path(it); },
                             [](const std::string& it) { return quoted(it); },
                             [](double it) { return print_number(it); },
                             [](bool it) { return std::string(it ? "true" : "false"); },
                             [](const Expression::Call& it) {
                               std::string text = it.function.text + "(";
                               for (const Expression& argument : it.arguments)
                                 text += (&argument == &it.arguments.front() ? "" : ", ") +
                                         print_expression(argument);
                               return text + ")";
                             }},
                    expression.what);
}

std::string print_sets(const std::vector<Set>& sets) {
  Flow flow = begin_clause("set");
  print_joined(sets, ",", flow, [&](const Set& set) {
    if (set.capture) flow.add(set.capture->text).add(".");
    flow.add(set.slot.text).add(" = ").add(print_expression(set.value));
  });
  return end_clause(flow);
}

std::string print_link(const LinkEffect& link) {
  Flow flow = begin_clause("link");
  flow.add(link.capture.text);
  switch (link.how) {
    case LinkEffect::How::kWithin:
      flow.add(" within ").add(link.outer->text);
      break;
    case LinkEffect::How::kAs:
      flow.add(" as ").add(link.outer->text);
      break;
    case LinkEffect::How::kBy:
      flow.add(" by ");
      break;
    case LinkEffect::How::kPrefer:
      flow.add(" prefer ");
      break;
    case LinkEffect::How::kToNone:
      flow.add(" to none");
      break;
    case LinkEffect::How::kToEntry:
      flow.add(" to @").add(link.entry->id.text);
      break;
  }
  if (link.condition) print_condition(*link.condition, flow);
  return end_clause(flow);
}

std::string print_over(const std::vector<Over>& over) {
  Flow flow = begin_clause("over");
  print_joined(over, ",", flow, [&](const Over& it) { flow.add(it.rule.text); });
  return end_clause(flow);
}

std::vector<Item> print_clauses(const Rule& rule) {
  std::vector<Item> items;
  const auto add = [&](Place at, std::string text) {
    items.push_back({at, std::move(text), {}, {}});
  };
  for (const Pattern& find : rule.finds) {
    Flow flow = begin_clause("find");
    print_pattern(find, flow);
    add(find.at, end_clause(flow));
  }
  for (const Context& context : rule.contexts) {
    Flow flow = begin_clause(std::string(context.negative ? "not " : "") +
                             (context.after ? "after" : "before"));
    print_pattern(context.pattern, flow);
    add(context.at, end_clause(flow));
  }
  for (const Test& test : rule.tests) {
    Flow flow = begin_clause(test.unless ? "unless" : "where");
    print_condition(test.condition, flow);
    add(test.at, end_clause(flow));
  }
  for (const Mark& mark : rule.marks) add(mark.at, print_mark(mark));
  if (!rule.sets.empty()) add(rule.sets.front().at, print_sets(rule.sets));
  for (const LinkEffect& link : rule.links) add(link.at, print_link(link));
  for (const Relate& relate : rule.relations)
    add(relate.at, begin_clause("relate")
                       .add(relate.from.text + " " + relate.type.text + " " + relate.to.text)
                       .text());
  for (const Define& define : rule.definitions)
    add(define.at, begin_clause("define")
                       .add(define.form.text + " = " + define.meaning.text +
                            (define.only_mentions ? " for mentions" : " for document") +
                            (define.relation ? " as " + define.relation->text : ""))
                       .text());
  if (!rule.over.empty()) add(rule.over.front().rule.at, print_over(rule.over));
  if (rule.rank) add({}, begin_clause("rank").add(std::to_string(*rule.rank)).text());
  for (const Example& example : rule.examples)
    add(example.at,
        begin_clause(example.yes ? "yes" : "no").add(quoted_example(example.text)).text());
  return items;
}

// ---- the file --------------------------------------------------------------------------------

class FilePrinter {
 public:
  explicit FilePrinter(const RuleFile& file) {
    if (!file.name.text.empty())
      add(Kind::kHeader, file.name.at,
          "grammar " + file.name.text + " " + std::to_string(file.version));
    if (!file.uses.empty()) add(Kind::kUse, file.uses.front().at, print_use(file.uses));
    for (const Import& it : file.imports) add(Kind::kImport, it.at, "import " + quoted(it.path));
    for (const LabelDecl& it : file.labels) add(Kind::kLabel, it.at, print_label(it));
    for (const ListDecl& it : file.lists) add(Kind::kList, it.at, print_list(it));
    for (const LetDecl& it : file.lets) add(Kind::kLet, it.at, print_let(it));
    for (const Without& it : file.without)
      add(Kind::kWithout, it.at, "without rule " + it.rule.text);
    for (const PhaseDecl& phase : file.phases) {
      add(Kind::kPhase, phase.at, print_phase(phase));
      for (const Rule& rule : phase.rules) add_rule(rule);
    }
    for (const Rule& rule : file.replacements) add_rule(rule);
    std::stable_sort(blocks_.begin(), blocks_.end(), [](const Block& a, const Block& b) {
      return a.head.at.begin < b.head.at.begin;
    });
    for (const Comment& comment : file.comments) add_comment(comment);
  }

  std::string print() && {
    const Block* last = nullptr;
    for (const Block& block : blocks_) {
      if (last != nullptr && wants_blank_line(*last, block)) text_ += '\n';
      print_item(block.head, 0);
      for (const Item& clause : block.clauses) print_item(clause, kClauseIndent);
      last = &block;
    }
    if (!rest_.empty() && last != nullptr) text_ += '\n';
    for (const std::string& comment : rest_) text_ += comment + '\n';
    return std::move(text_);
  }

 private:
  void add(Kind kind, Place at, std::string text) {
    blocks_.push_back({kind, {at, std::move(text), {}, {}}, {}});
  }

  void add_rule(const Rule& rule) {
    add(Kind::kRule, rule.at, print_head(rule));
    blocks_.back().clauses = print_clauses(rule);
  }

  /// A comment on its own line belongs to the item that follows or holds it, another to the item
  /// before it.
  void add_comment(const Comment& comment) {
    Item* before = nullptr;
    Item* after = nullptr;
    const auto look_at = [&](Item& item) {
      if (item.at.begin <= comment.at.begin &&
          (before == nullptr || item.at.begin >= before->at.begin))
        before = &item;
      if (item.at.begin > comment.at.begin && (after == nullptr || item.at.begin < after->at.begin))
        after = &item;
    };
    for (Block& block : blocks_) {
      look_at(block.head);
      for (Item& clause : block.clauses)
        if (clause.at.end != 0) look_at(clause);
    }
    const bool is_inside =
        before != nullptr && comment.at.begin < before->at.end && !has_clauses(*before);
    if (!comment.own_line && before != nullptr && before->trailing.empty())
      before->trailing = comment.text;
    else if (is_inside || (!comment.own_line && before != nullptr))
      before->comments.push_back(comment.text);
    else if (after != nullptr)
      after->comments.push_back(comment.text);
    else
      rest_.push_back(comment.text);
  }

  [[nodiscard]] bool has_clauses(const Item& item) const {
    return std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& block) {
      return &block.head == &item && !block.clauses.empty();
    });
  }

  static bool wants_blank_line(const Block& last, const Block& next) {
    return last.kind != next.kind || next.kind == Kind::kRule || next.kind == Kind::kPhase ||
           !next.head.comments.empty();
  }

  void print_item(const Item& item, std::size_t indent) {
    for (const std::string& comment : item.comments)
      text_.append(indent, ' ').append(comment).append("\n");
    text_ += item.text;
    if (!item.trailing.empty()) text_.append("  ").append(item.trailing);
    text_ += '\n';
  }

  std::vector<Block> blocks_;
  std::vector<std::string> rest_;  // comments behind everything
  std::string text_;
};

}  // namespace

std::string print(const RuleFile& file) { return FilePrinter(file).print(); }

}  // namespace waymark::grammar
