// SPDX-License-Identifier: Apache-2.0
// Each member has a function of its own, which gives false where the value is not what it has to
// be. What says nothing new isn't written.
#include "gazetteer/form_json.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "gazetteer/row_values.h"

namespace waymark::gazetteer {

namespace {

using text::json::Member;
using text::json::Value;
using text::json::Writer;

constexpr std::string_view kNear[] = {"in", "entry", "kind", "label"};  // by Need::What

bool put_text(const Value& value, std::string& out) {
  const std::string* text = value.as_string();
  if (text != nullptr) out = *text;
  return text != nullptr;
}

bool put_truth(const Value& value, bool& out) {
  const std::optional<bool> truth = value.as_bool();
  out = truth.value_or(out);
  return truth.has_value();
}

bool put_year(const Value& value, std::int16_t& out) {
  const std::optional<std::int64_t> year = value.as_int();
  if (!year || *year < -9999 || *year > 9999) return false;
  out = static_cast<std::int16_t>(*year);
  return true;
}

/// near := { "in" / "entry" / "kind" / "label": WORD }
bool put_near(const Value& value, Need& need) {
  if (value.members().size() != 1) return false;
  const Member& near = value.members().front();
  const auto what = std::find(std::begin(kNear), std::end(kNear), near.name);
  if (what == std::end(kNear) || !put_text(near.value, need.value)) return false;
  need.what = static_cast<Need::What>(what - std::begin(kNear));
  return !need.value.empty() && is_word(need.value);
}

bool put_within(const Value& value, Need& need) {
  constexpr std::int64_t kMost = 100'000;
  const std::optional<std::int64_t> tokens = value.as_int();
  if (!tokens || *tokens < 1 || *tokens > kMost) return false;
  need.within = static_cast<std::uint32_t>(*tokens);
  return true;
}

bool put_need(const Value& value, Need& need) {
  const Value* near = value.find("near");
  if (near == nullptr || !put_near(*near, need)) return false;
  const Value* within = value.find("within");
  const std::size_t known = within == nullptr ? 1 : 2;
  return value.members().size() == known && (within == nullptr || put_within(*within, need));
}

bool put_needs(const Value& value, ImportForm& out) {
  out.is_judged = false;
  return value.is_array() &&
         std::all_of(value.elements().begin(), value.elements().end(), [&](const Value& one) {
           return put_need(one, out.form.needs.emplace_back());
         });
}

bool put_case(const Value& value, ImportForm& out) {
  std::string name;
  const auto found = put_text(value, name) ? find_case(name) : std::nullopt;
  if (!found) return false;
  out.form.letter_case = *found;
  out.form.case_is_stated = true;
  out.is_judged = false;
  return true;
}

bool put_why(const Value& value, ImportForm& out) {
  std::string name;
  const auto found = put_text(value, name) ? find_why(name) : std::nullopt;
  if (found) out.form.why = *found;
  return found.has_value();
}

bool put_lookup_only(const Value& value, ImportForm& out) {
  out.is_judged = false;
  return put_truth(value, out.form.lookup_only);
}

bool put_corrects(const Value& value, ImportForm& out) {
  out.corrects = value.as_bool();
  return out.corrects.has_value();
}

struct FormMember {
  std::string_view name;
  bool (*put)(const Value&, ImportForm&);
  std::string_view expected;
};

constexpr FormMember kMembers[] = {
    {"form", [](const Value& v, ImportForm& out) { return put_text(v, out.form.text); }, "a text"},
    {"why", put_why, "alias, abbreviation, former, exonym, misspelling, derived or canonical"},
    {"scheme", [](const Value& v, ImportForm& out) { return put_text(v, out.form.scheme); },
     "a text"},
    {"derivation", [](const Value& v, ImportForm& out) { return put_text(v, out.form.derivation); },
     "a text"},
    {"case", put_case, "exact, title or any"},
    {"lookup_only", put_lookup_only, "true or false"},
    {"needs", put_needs, R"(a list such as [{"near": {"label": "PLACE"}, "within": 12}])"},
    {"glued", [](const Value& v, ImportForm& out) { return put_truth(v, out.form.glued); },
     "true or false"},
    {"corrects", put_corrects, "true or false"},
    {"from", [](const Value& v, ImportForm& out) { return put_year(v, out.form.from); }, "a year"},
    {"to", [](const Value& v, ImportForm& out) { return put_year(v, out.form.to); }, "a year"},
};

std::string known_members() {
  std::string names;
  for (const FormMember& member : kMembers)
    names += (names.empty() ? "" : ", ") + std::string(member.name);
  return names;
}

std::optional<RowFault> read_member(const Member& given, std::size_t begin, ImportForm& form) {
  const auto known = std::find_if(std::begin(kMembers), std::end(kMembers),
                                  [&](const auto& member) { return member.name == given.name; });
  const std::size_t at = begin + given.value.begin();
  if (known == std::end(kMembers))
    return RowFault{at, "bad-form", "a form says '" + given.name + "', which means nothing",
                    "it may say " + known_members()};
  if (given.value.is_null() || known->put(given.value, form)) return std::nullopt;
  return RowFault{at, "bad-form",
                  "expected " + std::string(known->expected) + " for '" + given.name + "'", ""};
}

void write_needs(Writer& writer, const std::vector<Need>& needs) {
  writer.key("needs").begin_array();
  for (const Need& need : needs) {
    writer.begin_object().key("near").begin_object();
    writer.member(kNear[static_cast<std::size_t>(need.what)], need.value).end_object();
    if (need.within != 0) writer.member("within", need.within);
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace

std::optional<RowFault> read_form(const Value& value, std::size_t begin, ImportForm& form) {
  form = {};
  form.at = begin + value.begin();
  if (!value.is_object())
    return RowFault{
        form.at, "bad-form", "a form is " + std::string(value.kind_name()) + ", expected an object",
        R"(write {"form": TEXT, "why": "former"}, or name other members with --columns)"};
  for (const Member& member : value.members()) {
    if (auto fault = read_member(member, begin, form)) return fault;
    if (const Value* last = value.find(member.name); last != &member.value)
      return RowFault{begin + last->begin(), "bad-form", "a form says '" + member.name + "' twice",
                      ""};
  }
  if (trim(form.form.text).empty())
    return RowFault{form.at, "bad-form", "a form without 'form', its text", ""};
  if (!form.form.case_is_stated && form.form.why == Why::kAbbreviation)
    form.form.letter_case = Case::kExact;
  return std::nullopt;
}

void write_form(Writer& writer, const ImportForm& given) {
  const Form& form = given.form;
  writer.begin_object().member("form", form.text);
  if (form.why != Why::kCanonical) writer.member("why", name_of(form.why));
  if (!form.scheme.empty()) writer.member("scheme", form.scheme);
  if (!form.derivation.empty()) writer.member("derivation", form.derivation);
  if (!given.is_judged) {
    writer.member("case", name_of(form.letter_case));
    if (form.lookup_only) writer.member("lookup_only", true);
    if (!form.needs.empty()) write_needs(writer, form.needs);
  }
  if (form.glued) writer.member("glued", true);
  if (given.corrects) writer.member("corrects", *given.corrects);
  if (form.from != 0) writer.member("from", int{form.from});
  if (form.to != 0) writer.member("to", int{form.to});
  writer.end_object();
}

}  // namespace waymark::gazetteer
