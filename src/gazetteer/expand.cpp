// SPDX-License-Identifier: Apache-2.0
// What is written always goes before what is derived: a derived form that an entry also lists is
// the listed one.
#include "gazetteer/expand.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "gazetteer/phrase.h"
#include "surface/derive.h"
#include "text/character.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

/// The rest of a derivation after the names that it speaks of: "혜산 → Hyesan, generic 시
/// hyphenated" is the same reason as that of every other city.
std::string without_names(const std::string& derivation) {
  if (derivation.find("→") == std::string::npos) return derivation;
  std::size_t comma = derivation.find(", ");
  return comma == std::string::npos ? std::string() : derivation.substr(comma + 2);
}

// Bytes, two Hangul syllables: shorter barred forms that only collide (Kang, 중) aren't looked up.
constexpr std::size_t kShortestBarred = 6;

/// Whether a deriver of an entry holds for its aliases in a language too.
bool reads_aliases(std::string_view deriver, std::string_view language) {
  return deriver == "agency" ? language == "en" || language == "ko"
                             : deriver == "role" && language == "en";
}

class Expander {
 public:
  Expander(const WrittenEntry& entry, const WrittenDefaults& defaults,
           const std::vector<std::string>& generics)
      : entry_(entry), defaults_(defaults), generics_(generics) {
    for (const WrittenText& form : entry.never) never_.insert(text::fold(form.value));
  }

  std::vector<Form> expand() {
    add_names();
    for (const WrittenAlias& alias : entry_.aliases) add_alias(alias);
    derive_from_names();
    for (const WrittenAlias& alias : entry_.aliases) derive_from_alias(alias);
    return std::move(forms_);
  }

 private:
  /// A form with the manners of the entry, and those of an alias if it is of one.
  [[nodiscard]] Form make_form(std::string text, Why why, const WrittenAlias* alias) const {
    Form form;
    form.text = std::move(text);
    form.why = why;
    std::optional<Case> stated =
        alias != nullptr && alias->letter_case ? alias->letter_case : entry_.letter_case;
    form.case_is_stated = stated.has_value();
    Case usual = defaults_.letter_case.value_or(Case::kTitle);
    if (why == Why::kAbbreviation) usual = Case::kExact;
    form.letter_case = stated.value_or(usual);
    form.glued =
        (alias != nullptr ? alias->glued : std::nullopt).value_or(entry_.glued.value_or(false));
    const std::vector<WrittenNeed>& needs =
        alias != nullptr && !alias->needs.empty() ? alias->needs : entry_.needs;
    for (const WrittenNeed& need : needs) form.needs.push_back(need.need);
    if (alias != nullptr) form.from = alias->from, form.to = alias->to;
    return form;
  }

  void add_names() {
    Why why = entry_.clause == WrittenEntry::Clause::kExtend ? Why::kAlias : Why::kCanonical;
    for (const Tagged& name : entry_.names) add_written(make_form(name.text.value, why, nullptr));
  }

  void add_alias(const WrittenAlias& alias) {
    add_written(make_form(alias.form.value, alias.why, &alias));
  }

  /// What is written is never lost: barred from running text it still serves look-up.
  void add_written(Form form) {
    form.lookup_only = never_.contains(text::fold(form.text));
    add(std::move(form));
  }

  [[nodiscard]] const std::vector<WrittenText>& entry_derivers() const {
    static const std::vector<WrittenText> kNone;
    if (entry_.derive) return *entry_.derive;
    return defaults_.derive ? *defaults_.derive : kNone;
  }

  void derive_from_names() {
    surface::NameInput input;
    for (const Tagged& name : entry_.names)
      input.names.emplace_back(name.tag.value, name.text.value);
    input.generics = generics_;
    if (input.names.empty()) return;
    for (const WrittenText& deriver : entry_derivers()) derive(deriver.value, input, nullptr);
  }

  void derive_from_alias(const WrittenAlias& alias) {
    std::string language = alias.lang.empty() ? guess_language(alias.form.value) : alias.lang;
    surface::NameInput input{{{language, alias.form.value}}, generics_};
    if (alias.derive) {
      for (const WrittenText& deriver : *alias.derive) derive(deriver.value, input, &alias);
      return;
    }
    if (alias.why == Why::kMisspelling) return;
    for (const WrittenText& deriver : entry_derivers()) {
      if (reads_aliases(deriver.value, language)) derive(deriver.value, input, &alias);
    }
  }

  void derive(const std::string& deriver, const surface::NameInput& input,
              const WrittenAlias* alias) {
    for (surface::DerivedForm& derived : surface::derive_forms(deriver, input)) {
      const bool barred = never_.contains(text::fold(derived.form));
      if (barred && derived.lookup_only && derived.form.size() < kShortestBarred) continue;
      bool one_letter = is_too_short(derived.form);
      if (one_letter && guess_language(derived.form) == "en") continue;
      Form form = make_form(std::move(derived.form), why_of(derived, alias), alias);
      form.scheme = std::move(derived.scheme);
      form.derivation = without_names(derived.derivation);
      form.lookup_only = derived.lookup_only || one_letter || barred;
      if (derived.any_case && !form.case_is_stated) form.letter_case = Case::kAny;
      if (derived.exact_case && !form.case_is_stated) form.letter_case = Case::kExact;
      add(std::move(form));
    }
  }

  /// What is derived from a former name is a former name; what is derived from a plain one is
  /// derived.
  static Why why_of(const surface::DerivedForm& derived, const WrittenAlias* alias) {
    if (alias != nullptr && alias->why != Why::kAlias) return alias->why;
    return derived.scheme == "abbreviation" ? Why::kAbbreviation : Why::kDerived;
  }

  void add(Form form) {
    auto [known, is_new] =
        known_.try_emplace(text::fold(form.text) + '\n' + capitals_of(form.text), forms_.size());
    if (is_new) {
      forms_.push_back(std::move(form));
    } else {
      forms_[known->second] = merge_forms(std::move(forms_[known->second]), std::move(form));
    }
  }

  const WrittenEntry& entry_;
  const WrittenDefaults& defaults_;
  const std::vector<std::string>& generics_;
  std::unordered_set<std::string> never_;
  std::unordered_map<std::string, std::size_t>
      known_;  // folded text and its capitals → place in forms_
  std::vector<Form> forms_;
};

}  // namespace

std::vector<Form> expand_forms(const WrittenEntry& entry, const WrittenDefaults& defaults,
                               const std::vector<std::string>& generics) {
  return Expander(entry, defaults, generics).expand();
}

std::string guess_language(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    text::CodePoint c = text::code_point_at(name, at);
    text::CharacterInfo info = text::character_info(c.value);
    if (info.has(text::kIsHangul)) return "ko";
    if (info.has(text::kIsHan)) return "hanja";
    if (info.has(text::kIsLatin) && info.has(text::kIsLetter)) return "en";
    if (c.value >= 0x400 && c.value <= 0x52F) return "ru";
    at += c.byte_size;
  }
  return {};
}

bool is_too_short(std::string_view form) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < form.size();) {
    text::CodePoint c = text::code_point_at(form, at);
    if (text::character_info(c.value).has(text::kIsLetter | text::kIsDigit | text::kIsPictograph))
      ++letters;
    at += c.byte_size;
  }
  return letters < 2;
}

}  // namespace waymark::gazetteer
