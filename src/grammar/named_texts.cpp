// SPDX-License-Identifier: Apache-2.0
// Folding changes no length of a plain ASCII text, only the case of its letters.
#include "grammar/named_texts.h"

#include <algorithm>

#include "grammar/scene.h"
#include "text/normal_form.h"

namespace waymark::grammar {
namespace {

constexpr std::size_t kNoLetter = 26;

std::size_t letter_of(std::string_view text) {
  const auto lower = static_cast<unsigned char>(text.empty() ? 0 : text.front() | 0x20);
  return lower >= 'a' && lower <= 'z' ? lower - static_cast<std::size_t>('a') : kNoLetter;
}

std::uint64_t bit_of_length(std::size_t bytes) { return 1ull << std::min<std::size_t>(bytes, 63); }

// Whether its fold is as long: it is ASCII and no two white spaces stand side by side.
bool keeps_length(std::string_view text) {
  bool was_space = true;  // white space at the begin is dropped
  for (const char c : text) {
    const bool is_space = static_cast<unsigned char>(c) <= ' ';
    if (static_cast<unsigned char>(c) >= 0x7F || (is_space && was_space)) return false;
    was_space = is_space;
  }
  return true;
}

}  // namespace

bool NamedTexts::add(const std::string& folded, std::uint32_t number) {
  if (!numbers_.try_emplace(folded, number).second) return false;
  if (const std::size_t letter = letter_of(folded); letter != kNoLetter)
    lengths_[letter] |= bit_of_length(folded.size());
  return true;
}

std::uint32_t NamedTexts::number(const std::string& folded) const { return numbers_.at(folded); }

bool NamedTexts::may_be_named(std::string_view mention) const {
  const std::size_t letter = letter_of(mention);
  return letter == kNoLetter || (lengths_[letter] & bit_of_length(mention.size())) != 0 ||
         !keeps_length(mention);
}

std::optional<std::uint32_t> NamedTexts::find(std::string_view mention) const {
  if (!may_be_named(mention)) return std::nullopt;
  const Span all{0, static_cast<std::uint32_t>(mention.size())};
  const auto found = numbers_.find(text::fold(surface_text(mention, all)));
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

}  // namespace waymark::grammar
