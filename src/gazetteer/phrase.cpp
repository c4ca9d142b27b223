// SPDX-License-Identifier: Apache-2.0
// Follows the chain of whole units from the first, as the matcher does. Most names of large tables
// need no tokenizer: their words are letters between spaces.
#include "gazetteer/phrase.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "text/byte_class.h"
#include "text/character.h"
#include "text/hash.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101ull, kHighBits = 0x80 * kOnes;

/// The high bits of those of eight ASCII bytes that lie between two.
constexpr std::uint64_t bytes_between(std::uint64_t bytes, std::uint64_t first,
                                      std::uint64_t last) {
  return (bytes + (0x80 - first) * kOnes) & ~(bytes + (0x7F - last) * kOnes) & kHighBits;
}

/// How many of eight bytes have their high bit set, of high bits alone.
constexpr std::size_t count_bytes(std::uint64_t high_bits) {
  return static_cast<std::size_t>((high_bits >> 7) * kOnes >> 56);
}

}  // namespace

/// Writes the key of words of ASCII letters and digits with one space between them, eight bytes a
/// step: they are folded and the spaces become ends. Answers false where another form is, of which
/// the steps before are written.
bool PlainKey::write_words(std::string_view form) {
  letters_ = {};
  size_ = first_size_ = at_ = 0;
  std::uint64_t space_before = 0x80;  // none may come first
  for (; at_ < form.size(); at_ += 8) {
    const std::size_t size = std::min<std::size_t>(8, form.size() - at_);
    const std::uint64_t bytes = size == 8 ? text::load_little_endian(form.data() + at_, 8)
                                          : text::load_little_endian(form.data() + at_, size);
    if ((bytes & kHighBits) != 0) return false;
    const std::uint64_t folded = text::to_lower_ascii(bytes);
    const std::uint64_t letters = bytes_between(folded, 'a', 'z');
    const std::uint64_t spaces = bytes_between(bytes, ' ', ' ');
    const std::uint64_t behind = size == 8 ? 0 : kHighBits << (8 * size);
    if ((letters | spaces | bytes_between(bytes, '0', '9') | behind) != kHighBits) return false;
    if ((spaces & (spaces << 8 | space_before)) != 0) return false;
    space_before = spaces >> 56;
    const std::uint64_t key = folded ^ ((spaces >> 7) * (' ' ^ kUnitEnd));
    std::memcpy(bytes_.data() + at_, &key, sizeof key);
    if (spaces != 0 && first_size_ == 0)
      first_size_ = at_ + static_cast<std::size_t>(std::countr_zero(spaces)) / 8;
    letters_.count += count_bytes(letters);
    letters_.upper += count_bytes((folded ^ bytes) << 2 & kHighBits);
  }
  return !form.empty();
}

bool PlainKey::write(std::string_view form) {
  if (form.size() > kMaxBytes) return false;
  const bool is_all = write_words(form);
  at_ = size_ = std::min(at_, form.size());
  is_in_word_ = size_ > 0 && bytes_[size_ - 1] != kUnitEnd;
  letters_.lower = letters_.count - letters_.upper;
  letters_.is_one_word = first_size_ == 0;
  while (!is_all && at_ < form.size())
    if (!take_ascii(form[at_]) && !take_latin(form)) return false;
  end_word();
  return true;
}

inline bool PlainKey::take_ascii(char c) {
  const std::uint32_t bits = text::byte_bits(c);
  if ((bits & (text::kByteLetter | text::kByteDigit)) != 0) {
    bytes_[size_++] = static_cast<char>(c | ((bits & text::kByteUpper) != 0 ? 0x20 : 0));
    is_in_word_ = true;
    letters_.upper += bits & text::kByteUpper;
    letters_.lower += (bits & text::kByteLower) / text::kByteLower;
    letters_.count += (bits & text::kByteDigit) == 0 ? 1 : 0;
  } else if (c == ' ') {
    letters_.is_one_word = false;
    end_word();
  } else if (c == '-') {
    letters_.is_one_word = false;
    end_word();
    if (first_size_ == 0) first_size_ = 1;
    bytes_[size_++] = '-';
    bytes_[size_++] = kUnitEnd;
  } else {
    return false;
  }
  ++at_;
  return true;
}

/// Takes a letter from U+00C0 to U+024F, all of which join words and fold alone.
inline bool PlainKey::take_latin(std::string_view form) {
  const auto lead = static_cast<unsigned char>(form[at_]);
  if (lead < 0xC3 || lead > 0xC9 || text::is_code_point_boundary(form, at_ + 1)) return false;
  const char32_t letter = text::code_point_at(form, at_).value;
  if (letter > 0x24F) return false;
  const text::CharacterInfo info = text::character_info(letter);
  if (!info.has(text::kIsLatin) || info.word_break() != text::WordBreak::kLetter) return false;
  folded_.clear();
  text::fold_latin_letter(letter, folded_);
  size_ += folded_.copy(bytes_.data() + size_, folded_.size());
  is_in_word_ = true;
  ++letters_.count;
  letters_.upper += info.has(text::kIsUpper) ? 1 : 0;
  letters_.lower += info.has(text::kIsLower) ? 1 : 0;
  at_ += 2;
  return true;
}

inline void PlainKey::end_word() {
  if (is_in_word_ && first_size_ == 0) first_size_ = size_;
  if (is_in_word_) bytes_[size_++] = kUnitEnd;
  is_in_word_ = false;
}

std::string_view FormCutter::key_of(std::string_view form) {
  return plain_.write(form) ? plain_.key() : cut(form).key;
}

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
    run_.key += kUnitEnd;
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
