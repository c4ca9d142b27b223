// SPDX-License-Identifier: Apache-2.0
// Captures say nothing of what is matched and are looked through. What only narrows a pattern
// (look-ahead, `~`) may be forgotten on the narrow side and must not stand on the wide one.
#include "grammar/cover.h"

#include <algorithm>
#include <string>
#include <vector>

#include "grammar/print.h"
#include "grammar/walk.h"
#include "text/normal_form.h"
#include "text/tokenizer.h"

namespace waymark::grammar {

namespace {

constexpr int kDeepest = 60;

const Pattern* strip_captures(const Pattern* pattern) {
  while (const auto* capture = std::get_if<Capture>(&pattern->what)) pattern = capture->inner.get();
  return pattern;
}

bool is_optional(const Pattern* pattern) {
  const auto* repeat = std::get_if<Repeat>(&strip_captures(pattern)->what);
  return repeat != nullptr && repeat->min == 0;
}

/// The same words in the same file; most parts differ in their first name.
bool is_same(PatternIn a, PatternIn b) {
  if (a.file != b.file || a.pattern->what.index() != b.pattern->what.index()) return false;
  if (const auto* name = std::get_if<NameRef>(&a.pattern->what))
    return name->name.text == std::get<NameRef>(b.pattern->what).name.text;
  if (const auto* literal = std::get_if<Literal>(&a.pattern->what))
    return literal->text == std::get<Literal>(b.pattern->what).text &&
           literal->exact == std::get<Literal>(b.pattern->what).exact;
  if (const auto* label = std::get_if<LabelRef>(&a.pattern->what);
      label != nullptr && label->label.text != std::get<LabelRef>(b.pattern->what).label.text)
    return false;
  return print(*a.pattern) == print(*b.pattern);
}

bool is_one_token(const std::string& text) {
  text::Tokens tokens;
  text::tokenize(text, tokens);
  return tokens.size() == 1;
}

/// Of texts in quotes, or of a list's items.
bool covers_text(const std::string& wide, bool wide_is_exact, const std::string& narrow,
                 bool narrow_is_exact) {
  if (wide_is_exact) return narrow_is_exact && wide == narrow;
  return text::fold(wide) == text::fold(narrow);
}

bool holds(const ListDecl& list, const std::string& text, bool is_exact) {
  return std::any_of(list.items.begin(), list.items.end(), [&](const ListDecl::Item& item) {
    return covers_text(item.text, item.exact, text, is_exact);
  });
}

bool covers_label(const LabelRef& wide, const Pattern& narrow) {
  const auto* label = std::get_if<LabelRef>(&narrow.what);
  return label != nullptr && label->label.text == wide.label.text && !wide.condition && !wide.entry;
}

bool covers_class(const TokenClass& wide, const Pattern& narrow) {
  if (wide.name.text != "any") return false;
  if (const auto* literal = std::get_if<Literal>(&narrow.what)) return is_one_token(literal->text);
  return std::holds_alternative<TokenClass>(narrow.what);
}

bool covers_literal(const Literal& wide, const Pattern& narrow) {
  const auto* literal = std::get_if<Literal>(&narrow.what);
  return literal != nullptr && covers_text(wide.text, wide.exact, literal->text, literal->exact);
}

}  // namespace

/// The elements of a sequence, those in inner groups too.
struct CoverTest::Parts {
  std::size_t file;
  std::vector<const Pattern*> list;

  Parts(PatternIn pattern, bool is_narrow) : file(pattern.file) { add(pattern.pattern, is_narrow); }

  void add(const Pattern* pattern, bool is_narrow) {
    pattern = strip_captures(pattern);
    if (is_narrow && std::holds_alternative<LookAhead>(pattern->what)) return;
    if (const auto* sequence = std::get_if<Sequence>(&pattern->what))
      for (const Pattern& part : sequence->parts) add(&part, is_narrow);
    else
      list.push_back(pattern);
  }
};

bool CoverTest::covers(PatternIn wide, PatternIn narrow, Extent extent) {
  return covers_parts(Parts(wide, false), 0, Parts(narrow, true), 0, extent);
}

bool CoverTest::covers_parts(const Parts& wide, std::size_t i, const Parts& narrow, std::size_t j,
                             Extent extent) {
  if (--steps_ <= 0) return false;
  if (i == wide.list.size()) return extent == Extent::kStart || j == narrow.list.size();
  const PatternIn first{wide.file, wide.list[i]};
  if (j < narrow.list.size() && covers_part(first, {narrow.file, narrow.list[j]}) &&
      covers_parts(wide, i + 1, narrow, j + 1, extent))
    return true;
  return is_optional(wide.list[i]) && covers_parts(wide, i + 1, narrow, j, extent);
}

bool CoverTest::covers_whole(PatternIn wide, PatternIn narrow) {
  return covers(wide, narrow, Extent::kWhole);
}

bool CoverTest::covers_part(PatternIn wide, PatternIn narrow) {
  if (--steps_ <= 0 || depth_ >= kDeepest) return false;
  ++depth_;
  wide.pattern = strip_captures(wide.pattern);
  narrow.pattern = strip_captures(narrow.pattern);
  const bool is_covered =
      is_same(wide, narrow) || covers_all_of(wide, narrow) || covers_by_kind(wide, narrow);
  --depth_;
  return is_covered;
}

/// By what the narrow side may be: each of its alternatives, what a let stands for.
bool CoverTest::covers_all_of(PatternIn wide, PatternIn narrow) {
  if (const auto* choice = std::get_if<Choice>(&narrow.pattern->what))
    return std::all_of(choice->parts.begin(), choice->parts.end(), [&](const Pattern& it) {
      return covers_whole(wide, {narrow.file, &it});
    });
  if (const auto* touching = std::get_if<Touching>(&narrow.pattern->what))
    return covers_part(wide, {narrow.file, touching->inner.get()});
  const auto* name = std::get_if<NameRef>(&narrow.pattern->what);
  const auto meant = name != nullptr ? rules_.find(narrow.file, name->name.text) : std::nullopt;
  return meant && meant->let != nullptr && covers_whole(wide, {meant->file, &meant->let->pattern});
}

/// By what the wide side is.
bool CoverTest::covers_by_kind(PatternIn wide, PatternIn narrow) {
  return std::visit(
      Overload{[&](const Literal& it) { return covers_literal(it, *narrow.pattern); },
               [&](const TokenClass& it) { return covers_class(it, *narrow.pattern); },
               [&](const LabelRef& it) { return covers_label(it, *narrow.pattern); },
               [&](const NameRef& it) { return covers_name(wide, it, narrow); },
               [&](const Repeat& it) { return covers_repeat(wide, it, narrow); },
               [&](const Choice& it) {
                 return std::any_of(it.parts.begin(), it.parts.end(), [&](const Pattern& part) {
                   return covers_whole({wide.file, &part}, narrow);
                 });
               },
               [](const auto&) { return false; }},
      wide.pattern->what);
}

bool CoverTest::covers_name(PatternIn wide, const NameRef& name, PatternIn narrow) {
  const auto meant = rules_.find(wide.file, name.name.text);
  if (!meant) return false;
  if (meant->let != nullptr) return covers_whole({meant->file, &meant->let->pattern}, narrow);
  if (const auto* literal = std::get_if<Literal>(&narrow.pattern->what))
    return holds(*meant->list, literal->text, literal->exact);
  const auto* other = std::get_if<NameRef>(&narrow.pattern->what);
  const auto other_meant =
      other != nullptr ? rules_.find(narrow.file, other->name.text) : std::nullopt;
  return other_meant && other_meant->list == meant->list && meant->list != nullptr;
}

bool CoverTest::covers_repeat(PatternIn wide, const Repeat& repeat, PatternIn narrow) {
  const PatternIn inner{wide.file, repeat.inner.get()};
  if (const auto* other = std::get_if<Repeat>(&narrow.pattern->what)) {
    const bool is_wider =
        repeat.min <= other->min && (!repeat.max || (other->max && *other->max <= *repeat.max));
    if (is_wider && covers_whole(inner, {narrow.file, other->inner.get()})) return true;
  }
  return repeat.min <= 1 && (!repeat.max || *repeat.max >= 1) && covers_whole(inner, narrow);
}

}  // namespace waymark::grammar
