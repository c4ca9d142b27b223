// SPDX-License-Identifier: Apache-2.0
// The form in which names are compared: case, width, kinds of dash, quote, apostrophe and space
// folded away, marks dropped from Latin and Greek letters. The text itself is never changed; a fold
// is made of a token at a time and thrown away, only its hash is kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::text {

/// Appends the folded form of `utf8` to `out`: NFKC-like width and compatibility folding, case
/// folding, every dash as '-', every apostrophe and single quote as '\'', double quotes as '"',
/// every space as ' ', default ignorables gone; marks U+0300–036F dropped after Latin and Greek
/// letters only (й, が and jamo stay; jamo compose). Requires: valid UTF-8.
void fold(std::string_view utf8, std::string& out);
[[nodiscard]] std::string fold(std::string_view utf8);

/// Appends the fold of one letter between U+00C0 and U+024F.
void fold_latin_letter(char32_t letter, std::string& out);

/// Whether two strings fold to the same bytes.
[[nodiscard]] bool folds_equal(std::string_view a, std::string_view b);

/// The 64-bit hash of already folded bytes: one function for tokens, index and rules; fixed for
/// ever, since compiled indexes hold it.
[[nodiscard]] std::uint64_t hash_folded(std::string_view folded);

/// The hash of what `utf8` folds to.
[[nodiscard]] std::uint64_t hash_of_fold(std::string_view utf8);

/// The hash of a run of units, from that of the run without its last unit. kEmptyPhrase is the
/// empty run.
inline constexpr std::uint64_t kEmptyPhrase = 0x9E3779B97F4A7C15ull;
[[nodiscard]] constexpr std::uint64_t extend_phrase(std::uint64_t prefix, std::uint64_t unit_hash) {
  std::uint64_t x = (prefix ^ unit_hash) * 0xD6E8FEB86659FD93ull;
  return x ^ (x >> 32);
}

}  // namespace waymark::text
