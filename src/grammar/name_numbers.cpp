// SPDX-License-Identifier: Apache-2.0
// A list's forms are kept as text is compared with them: folded, white space as one space.
#include "grammar/name_numbers.h"

#include <cstddef>

#include "grammar/scene.h"
#include "text/normal_form.h"

namespace waymark::grammar {
namespace {

// The number of a name, which stands in `names` at it.
template <class Number>
Number number_of(std::string_view text, std::map<std::string, Number, std::less<>>& numbers,
                 std::vector<std::string>& names) {
  const auto known = numbers.find(text);
  if (known != numbers.end()) return known->second;
  const auto number = static_cast<Number>(names.size());
  names.emplace_back(text);
  numbers.emplace(text, number);
  return number;
}

}  // namespace

NameId NameNumbers::name(std::string_view text) { return number_of(text, name_numbers_, names_); }

CaptureId NameNumbers::capture(std::string_view text) {
  return number_of(text, captures_, engine_.captures);
}

ListId NameNumbers::list(const ListDecl& decl) {
  const auto [known, is_new] = lists_.try_emplace(&decl, static_cast<ListId>(engine_.lists.size()));
  if (!is_new) return known->second;
  CompiledList list;
  list.name = decl.name.text;
  for (const ListDecl::Item& item : decl.items) {
    const Span all{0, static_cast<std::uint32_t>(item.text.size())};
    list.values.try_emplace(text::fold(surface_text(item.text, all)), item.value.value_or(""));
  }
  engine_.lists.push_back(std::move(list));
  return known->second;
}

bool NameNumbers::are_too_many() const {
  constexpr std::size_t kMost = 65'000;
  return names_.size() > kMost || engine_.captures.size() > kMost || engine_.lists.size() > kMost;
}

}  // namespace waymark::grammar
