// SPDX-License-Identifier: Apache-2.0
// Written apart from print.cpp on purpose: the two check each other.
#include "grammar/outline.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "grammar/walk.h"

namespace waymark::test {

using namespace grammar;  // NOLINT: names of nearly all nodes

namespace {

std::string list(std::string_view head, const std::vector<std::string>& parts) {
  std::string text = "(" + std::string(head);
  for (const std::string& part : parts) text += " " + part;
  return text + ")";
}

std::string text_of(std::string_view text) { return "«" + std::string(text) + "»"; }

std::string path_of(const Path& path) {
  std::string text = path.capture ? path.capture->text + ":" : "";
  for (const Name& property : path.properties) text += "." + property.text;
  return text.empty() ? "self" : text;
}

std::string outline(const Context& it);
std::string outline(const Test& it);
std::string outline(const Mark& it);
std::string outline(const Set& it);
std::string outline(const LinkEffect& it);
std::string outline(const Relate& it);
std::string outline(const Define& it);
std::string outline(const Over& it);
std::string outline(const Example& it);
std::string outline(const Name& it);
std::string outline(const Import& it);
std::string outline(const Without& it);
std::string outline(const LabelSlot& it);
std::string outline(const LabelDecl& it);
std::string outline(const ListDecl::Item& it);
std::string outline(const ListDecl& it);
std::string outline(const LetDecl& it);
std::string outline(const PhaseDecl& it);
using test::outline;

template <class Items>
std::vector<std::string> outlines(const Items& items) {
  std::vector<std::string> result;
  for (const auto& item : items) result.push_back(outline(item));
  return result;
}

std::string value_of(const Value& value) {
  return std::visit(Overload{[](const Name& it) { return it.text; },
                             [](const std::string& it) { return text_of(it); },
                             [](double it) { return std::to_string(it); },
                             [](const EntryRef& it) { return "@" + it.id.text; },
                             [](const Path& it) { return path_of(it); }},
                    value.what);
}

std::string expression_of(const Expression& expression) {
  return std::visit(Overload{[](const Path& it) { return path_of(it); },
                             [](const std::string& it) { return text_of(it); },
                             [](double it) { return std::to_string(it); },
                             [](bool it) { return std::string(it ? "yes" : "no"); },
                             [](const Expression::Call& it) {
                               std::vector<std::string> parts;
                               for (const Expression& part : it.arguments)
                                 parts.push_back(expression_of(part));
                               return list("call-" + it.function.text, parts);
                             }},
                    expression.what);
}

std::string optional_name(const std::optional<Name>& name) { return name ? name->text : "-"; }

std::string outline(const Context& it) {
  return list(std::string(it.negative ? "not-" : "") + (it.after ? "after" : "before"),
              {test::outline(it.pattern)});
}
std::string outline(const Test& it) {
  return list(it.unless ? "unless" : "where", {test::outline(it.condition)});
}
std::string outline(const Mark& it) {
  const std::string target =
      std::visit(Overload{[](const Mark::All&) { return std::string("all"); },
                          [](const Mark::Nothing&) { return std::string("nothing"); },
                          [](const Name& name) { return "on-" + name.text; },
                          [](const Mark::Range& range) {
                            return "from-" + range.from.text + "-to-" + range.to.text;
                          }},
                 it.target);
  return list("mark", {optional_name(it.label), target});
}
std::string outline(const Set& it) {
  return list("set", {optional_name(it.capture), it.slot.text, expression_of(it.value)});
}
std::string outline(const LinkEffect& it) {
  return list("link", {it.capture.text, std::to_string(static_cast<int>(it.how)),
                       optional_name(it.outer), it.condition ? test::outline(*it.condition) : "-",
                       it.entry ? "@" + it.entry->id.text : "-"});
}
std::string outline(const Relate& it) {
  return list("relate", {it.from.text, it.type.text, it.to.text});
}
std::string outline(const Define& it) {
  return list("define", {it.form.text, it.meaning.text, it.only_mentions ? "mentions" : "document",
                         optional_name(it.relation)});
}
std::string outline(const Over& it) { return list("over", {it.rule.text}); }
std::string outline(const Example& it) { return list(it.yes ? "yes" : "no", {text_of(it.text)}); }
std::string outline(const Name& it) { return it.text; }
std::string outline(const Import& it) { return list("import", {text_of(it.path)}); }
std::string outline(const Without& it) { return list("without", {it.rule.text}); }
std::string outline(const LabelSlot& it) { return list(it.name.text, {optional_name(it.label)}); }
std::string outline(const LabelDecl& it) {
  return list("label", {it.name.text, it.structured ? "structured" : "flat",
                        list("slots", outlines(it.slots))});
}
std::string outline(const ListDecl::Item& it) {
  return list(it.exact ? "exact" : "item", {text_of(it.text), it.value ? text_of(*it.value) : "-"});
}
std::string outline(const ListDecl& it) {
  return list("list",
              {it.name.text, it.file ? text_of(*it.file) : list("items", outlines(it.items))});
}
std::string outline(const LetDecl& it) {
  return list("let", {it.name.text, test::outline(it.pattern)});
}
std::string outline(const PhaseDecl& it) {
  return list("phase", {it.name.text, it.how ? std::to_string(static_cast<int>(*it.how)) : "-",
                        optional_name(it.after), list("rules", outlines(it.rules))});
}

}  // namespace

std::string outline(const Pattern& pattern) {
  return std::visit(
      Overload{
          [](const Literal& it) { return list(it.exact ? "exact" : "words", {text_of(it.text)}); },
          [](const Regex& it) {
            return list(it.ignore_case ? "regex-i" : "regex", {text_of(it.source)});
          },
          [](const TokenClass& it) { return "<" + it.name.text + ">"; },
          [](const NameRef& it) { return it.name.text; },
          [](const LabelRef& it) {
            if (it.entry) return list(it.label.text, {"@" + it.entry->id.text});
            return it.condition ? list(it.label.text, {outline(*it.condition)}) : it.label.text;
          },
          [](const Capture& it) { return list(it.name.text + ":", {outline(*it.inner)}); },
          [](const Sequence& it) { return list("then", outlines(it.parts)); },
          [](const Choice& it) { return list("or", outlines(it.parts)); },
          [](const Repeat& it) {
            return list(it.lazy ? "lazy" : "repeat",
                        {std::to_string(it.min), it.max ? std::to_string(*it.max) : "-",
                         outline(*it.inner)});
          },
          [](const Gap& it) { return list("gap", {std::to_string(it.max)}); },
          [](const Touching& it) { return list("touching", {outline(*it.inner)}); },
          [](const LookAhead& it) {
            return list(it.negative ? "not" : "ahead", {outline(*it.inner)});
          }},
      pattern.what);
}

std::string outline(const Condition& condition) {
  return std::visit(
      Overload{
          [](const Comparison& it) {
            std::vector<std::string> parts{path_of(it.left)};
            for (const Value& value : it.right) parts.push_back(value_of(value));
            constexpr std::string_view kNames[] = {"is", "is-not", "in", "not-in", "<",
                                                   "<=", ">",      ">=", "within"};
            return list(kNames[static_cast<std::size_t>(it.op)], parts);
          },
          [](const Has& it) {
            return list("has", {path_of(it.subject), it.property.text});
          },
          [](const Inside& it) {
            return list("inside", {optional_name(it.capture), it.label.text});
          },
          [](const Contains& it) {
            return list("contains", {optional_name(it.capture), it.label.text});
          },
          [](const DocumentHas& it) { return list("document-has", {it.entry.id.text}); },
          [](const Near& it) {
            std::vector<std::string> parts{optional_name(it.capture), std::to_string(it.distance)};
            for (const std::string& word : it.words) parts.push_back(text_of(word));
            return list("near", parts);
          },
          [](const Not& it) { return list("not", {outline(*it.inner)}); },
          [](const And& it) { return list("and", outlines(it.parts)); },
          [](const Or& it) { return list("or", outlines(it.parts)); }},
      condition.what);
}

std::string outline(const Rule& rule) {
  std::vector<std::string> parts{rule.name.text, optional_name(rule.label)};
  const auto add = [&](const auto& items) {
    const std::vector<std::string> more = outlines(items);
    parts.insert(parts.end(), more.begin(), more.end());
  };
  add(rule.finds);
  add(rule.contexts);
  add(rule.tests);
  add(rule.marks);
  add(rule.sets);
  add(rule.links);
  add(rule.relations);
  add(rule.definitions);
  add(rule.over);
  if (rule.rank) parts.push_back(list("rank", {std::to_string(*rule.rank)}));
  add(rule.examples);
  return list(std::string(rule.replaces ? "replace-" : "") + (rule.veto ? "veto" : "rule"), parts);
}

std::string outline(const RuleFile& file) {
  std::vector<std::string> parts{file.name.text, std::to_string(file.version)};
  const auto add = [&](const auto& items) {
    const std::vector<std::string> more = outlines(items);
    parts.insert(parts.end(), more.begin(), more.end());
  };
  add(file.uses);
  add(file.imports);
  add(file.labels);
  add(file.lists);
  add(file.lets);
  add(file.without);
  add(file.phases);
  add(file.replacements);
  std::vector<std::string> comments;
  for (const Comment& comment : file.comments) comments.push_back(text_of(comment.text));
  std::sort(comments.begin(), comments.end());
  parts.push_back(list("comments", comments));
  return list("file", parts);
}

}  // namespace waymark::test
