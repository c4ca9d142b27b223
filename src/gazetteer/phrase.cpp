// SPDX-License-Identifier: Apache-2.0
// Follows the chain of whole units from the first, as the matcher does.
#include "gazetteer/phrase.h"

#include "text/normal_form.h"

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

std::uint64_t phrase_hash(const std::vector<std::uint64_t>& unit_hashes) {
  std::uint64_t hash = text::kEmptyPhrase;
  for (std::uint64_t unit : unit_hashes) hash = text::extend_phrase(hash, unit);
  return hash;
}

}  // namespace waymark::gazetteer
