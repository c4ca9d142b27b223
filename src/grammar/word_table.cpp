// SPDX-License-Identifier: Apache-2.0
// Open addressing over the tokens' own hashes, a bit filter before it. Words are compared folded;
// an ASCII token without capitals needs no folding to be compared.
#include "grammar/word_table.h"

#include <algorithm>
#include <cstring>

#include "text/normal_form.h"
#include "text/syllables.h"

namespace waymark::grammar {
namespace {

// Whether the first bytes and the last bytes of two texts are equal, a number's of each.
template <class Number>
bool are_equal_ends(std::string_view a, std::string_view b) {
  const auto load = [](const char* bytes) {
    Number number;
    std::memcpy(&number, bytes, sizeof number);
    return number;
  };
  const std::size_t last = a.size() - sizeof(Number);
  return ((load(a.data()) ^ load(b.data())) | (load(a.data() + last) ^ load(b.data() + last))) == 0;
}

// Words are short: a few loads, of which the last two may overlap, cost less than a call.
bool are_equal(std::string_view a, std::string_view b) {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  if (size > 16) return a == b;
  if (size >= 8) return are_equal_ends<std::uint64_t>(a, b);
  if (size >= 4) return are_equal_ends<std::uint32_t>(a, b);
  if (size >= 2) return are_equal_ends<std::uint16_t>(a, b);
  return size == 0 || a[0] == b[0];
}

bool equals_folded(std::string_view token, std::string_view word) {
  if (are_equal(token, word)) return true;
  if (token.size() == word.size()) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (std::equal(token.begin(), token.end(), word.begin(),
                   [&](char a, char b) { return lower(a) == b; }))
      return true;
  }
  return text::fold(token) == word;
}

}  // namespace

bool WordTable::may_begin_hangul(std::string_view syllable) const {
  const std::uint32_t number = text::syllable_number(syllable.data());
  return !hangul_begins_.empty() && number < text::kSyllables &&
         (hangul_begins_[number / 64] >> (number % 64) & 1u) != 0;
}

void WordTable::put(std::uint64_t hash, WordId id) {
  std::size_t at = slot_of(hash);
  while (slots_[at].word != kNoWord) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {hash, id};
}

void WordTable::grow() {
  slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), Slot{});
  for (WordId id = 0; id < hashes_.size(); ++id) put(hashes_[id], id);
}

void WordTable::note_hangul(std::string_view word) {
  if (!text::is_syllables(word)) return;
  const auto size = static_cast<std::uint32_t>(word.size());
  const auto place = std::lower_bound(hangul_sizes_.begin(), hangul_sizes_.end(), size);
  if (place == hangul_sizes_.end() || *place != size) hangul_sizes_.insert(place, size);
  hangul_begins_.resize(text::kSyllables / 64 + 1);
  const std::uint32_t begin = text::syllable_number(word.data());
  hangul_begins_[begin / 64] |= 1ull << (begin % 64);
}

WordId WordTable::add(std::uint64_t hash, std::string_view token) {
  if (const WordId known = find(hash, token); known != kNoWord) return known;
  const auto id = static_cast<WordId>(hashes_.size());
  has_equal_hashes_ = has_equal_hashes_ || (!slots_.empty() && find_likely(hash) != kNoWord);
  text::fold(token, bytes_);
  ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  hashes_.push_back(hash);
  if (hashes_.size() * 2 > slots_.size()) {
    grow();
  } else {
    put(hash, id);
  }
  filter_.add(hash);
  note_hangul(word(id));
  return id;
}

WordId WordTable::find(std::uint64_t hash, std::string_view token) const {
  if (!filter_.may_hold(hash)) return kNoWord;
  for (std::size_t at = slot_of(hash); slots_[at].word != kNoWord;
       at = (at + 1) & (slots_.size() - 1))
    if (slots_[at].hash == hash && equals_folded(token, word(slots_[at].word)))
      return slots_[at].word;
  return kNoWord;
}

WordId WordTable::find_hangul(std::string_view piece) const {
  return find(text::hash_folded(piece), piece);
}

}  // namespace waymark::grammar
