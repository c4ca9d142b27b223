// SPDX-License-Identifier: Apache-2.0
// An English place name with and without what its kind is called in English: Dandong, Dandong city;
// the generic in lower case, so that both cases count.
#include <optional>

#include "surface/caution.h"
#include "surface/derivers.h"
#include "surface/english_words.h"
#include "surface/generic_term.h"
#include "surface/hangul.h"

namespace waymark::surface {
namespace {

std::string fill(std::string_view pattern, std::string_view name) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return std::string(name) + " " + std::string(pattern);
  return std::string(pattern.substr(0, star)).append(name).append(pattern.substr(star + 1));
}

/// What stands for the '*' of a pattern in a name, capitals aside.
std::optional<std::string_view> match(std::string_view name, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  const std::string before =
      to_lower(star == std::string_view::npos ? "" : pattern.substr(0, star));
  const std::string after =
      star == std::string_view::npos ? " " + to_lower(pattern) : to_lower(pattern.substr(star + 1));
  const std::string lower = to_lower(name);
  if (lower.size() <= before.size() + after.size() || !lower.starts_with(before) ||
      !lower.ends_with(after)) {
    return std::nullopt;
  }
  return name.substr(before.size(), name.size() - before.size() - after.size());
}

class EnglishDeriver {
 public:
  EnglishDeriver(const NameInput& input, FormList& forms) : forms_(forms) {
    std::vector<std::u32string> generics;
    for (const std::string& generic : input.generics) generics.push_back(to_code_points(generic));
    for (const std::u32string& generic : generics) {
      if (const GenericTerm* term = find_generic(generic, generics)) terms_.push_back(term);
    }
  }

  void derive(std::string_view name) {
    name_ = name;
    add_compass();
    for (const GenericTerm* term : terms_) {
      for (const std::string_view pattern : term->english) {
        const std::optional<std::string_view> base = match(name, pattern);
        if (!base) continue;
        add_bare(*base, *term);
        add(fill(pattern, *base), "generic in lower case");
        return add_patterns(*base, *term);
      }
    }
    if (!terms_.empty() && terms_.front()->administrative) add_patterns(name, *terms_.front());
  }

 private:
  void add_bare(std::string_view base, const GenericTerm& term) {
    if (term.bare == Bare::kNever) return;
    add(std::string(base), "generic missing", term.bare == Bare::kInLookup || is_common_word(base));
  }

  void add_patterns(std::string_view base, const GenericTerm& term) {
    for (const std::string_view pattern : term.english) add(fill(pattern, base), "generic added");
  }

  /// North Pyongan Province → N. Pyongan province.
  void add_compass() {
    if (terms_.empty() || terms_.front()->hangul != U"도") return;
    for (const std::string_view side : {"North ", "South "}) {
      if (!name_.starts_with(side)) continue;
      std::string short_name =
          std::string(side.substr(0, 1)) + ". " + std::string(name_.substr(side.size()));
      if (const std::size_t at = short_name.find(" Province"); at != std::string::npos)
        short_name[at + 1] = 'p';
      add(std::move(short_name), "abbreviated");
    }
  }

  void add(std::string form, std::string_view how, bool lookup_only = false) {
    DerivedForm made;
    made.derivation = std::string(name_) + " → " + form + ", " + std::string(how);
    made.form = std::move(form);
    made.scheme = "en";
    made.lookup_only = lookup_only;
    forms_.add(std::move(made));
  }

  FormList& forms_;
  std::vector<const GenericTerm*> terms_;
  std::string_view name_;
};

}  // namespace

void derive_english(const NameInput& input, FormList& forms) {
  EnglishDeriver deriver(input, forms);
  for (const auto& [lang, name] : input.names) {
    if (lang == "en" && !name.empty()) deriver.derive(name);
  }
  add_honoured(input, forms);
}

}  // namespace waymark::surface
