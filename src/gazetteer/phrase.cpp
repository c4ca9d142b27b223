// SPDX-License-Identifier: Apache-2.0
// Follows the chain of whole units from the first, as the matcher does.
#include "gazetteer/phrase.h"

#include "text/character.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

const UnitRun& FormCutter::cut(std::string_view form) {
  run_.hashes.clear();
  run_.key.clear();
  text::tokenize(form, tokens_);
  text::cut_units(form, tokens_, units_);
  for (std::size_t at = 0; at < units_.size();) {
    const text::Unit& unit = units_[at];
    if (unit.glued) {
      ++at;
      continue;
    }
    run_.hashes.push_back(unit.hash);
    text::fold(form.substr(unit.span.begin, unit.span.byte_size()), run_.key);
    run_.key += '\x01';
    at = unit.next > at ? unit.next : at + 1;
  }
  return run_;
}

std::string capitals_of(std::string_view form) {
  std::string capitals;
  for (std::size_t at = 0; at < form.size();) {
    text::CodePoint c = text::code_point_at(form, at);
    text::CharacterInfo info = text::character_info(c.value);
    if (info.has(text::kIsLetter)) capitals += info.has(text::kIsUpper) ? 'X' : 'x';
    at += c.byte_size;
  }
  capitals.erase(capitals.find_last_of('X') + 1);
  return capitals;
}

std::uint64_t phrase_hash(const std::vector<std::uint64_t>& unit_hashes) {
  std::uint64_t hash = text::kEmptyPhrase;
  for (std::uint64_t unit : unit_hashes) hash = text::extend_phrase(hash, unit);
  return hash;
}

}  // namespace waymark::gazetteer
