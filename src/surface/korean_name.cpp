// SPDX-License-Identifier: Apache-2.0
#include "surface/korean_name.h"

#include <algorithm>
#include <utility>

#include "surface/hangul.h"

namespace waymark::surface {
namespace {

std::u32string words_to_south(std::u32string_view text) {
  std::u32string out;
  while (!text.empty()) {
    const std::size_t space = text.find(U' ');
    const std::size_t end = space == std::u32string_view::npos ? text.size() : space;
    out += to_south(text.substr(0, end));
    if (end < text.size()) out += U' ';
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return out;
}

/// The generic of its kind, which a name that ends in none also takes (아오지, a town); null for
/// none.
const GenericTerm* generic_of_kind(const std::vector<std::u32string>& generics) {
  if (generics.empty()) return nullptr;
  const GenericTerm* term = find_generic(generics.front(), generics);
  return term != nullptr && term->administrative ? term : nullptr;
}

}  // namespace

KoreanName::KoreanName(std::u32string name, const std::vector<std::string>& of_kind)
    : text(std::move(name)), utf8(to_utf8(text)) {
  for (const std::string& generic : of_kind) generics.push_back(to_code_points(generic));
  cut = cut_generic(text, generics);
  const GenericTerm* term = cut.certainty == Certainty::kNone ? generic_of_kind(generics) : nullptr;
  if (term != nullptr) {
    cut = {text, generics.front(), term, Certainty::kOfKind};
    generic_was_added = true;
  }
  generic_utf8 = to_utf8(cut.generic_text);
  north = {std::u32string(cut.stem), std::u32string(cut.generic_text)};
  south = {words_to_south(north.stem),
           north.generic.size() > 2 ? to_south(north.generic) : north.generic};
  has_direction = north.generic == U"도" && cut.generic == find_generic(U"도") &&
                  north.stem.size() >= 3 &&
                  (north.stem.ends_with(U"북") || north.stem.ends_with(U"남"));
}

bool KoreanName::differs() const {
  return north.stem != south.stem || north.generic != south.generic;
}

bool KoreanName::may_be_bare() const {
  return cut.generic != nullptr && cut.certainty != Certainty::kPossible &&
         cut.generic->bare != Bare::kNever;
}

bool KoreanName::is_bare_lookup() const {
  return cut.certainty != Certainty::kOfKind || cut.generic->bare == Bare::kInLookup;
}

std::string KoreanName::derivation_of(std::string_view form, std::string_view how) const {
  std::string derivation;
  derivation.reserve(utf8.size() + form.size() + 40);
  derivation.append(utf8).append(" → ").append(form);
  if (!how.empty()) derivation.append(", generic ").append(generic_utf8).append(" ").append(how);
  return derivation;
}

}  // namespace waymark::surface
