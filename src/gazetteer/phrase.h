// SPDX-License-Identifier: Apache-2.0
// A surface form as the matcher will meet it: the run of units that it is cut into.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/tokenizer.h"

namespace waymark::gazetteer {

inline constexpr char kUnitEnd = '\x01';

/// Units: hashes and folded texts of the units of a form, pieces of glued tokens left out.
struct UnitRun {
  std::vector<std::uint64_t> hashes;
  std::string key;  ///< the folded units, each ended by kUnitEnd; equal for forms that are found in
                    ///< the same texts
};

/// How many letters a form has, and of which kind.
struct Letters {
  std::size_t count = 0, upper = 0, lower = 0;
  bool is_one_word = true;  ///< has no space and no hyphen
};

/// The key of a form of words of Latin letters and digits, with spaces and hyphens between them.
class PlainKey {
 public:
  /// Answers false for any other form, for long ones, and for what is not UTF-8. A plain form is
  /// in NFC.
  [[nodiscard]] bool write(std::string_view form);

  // Of the form written last. Lifetime: until the next call of write().
  [[nodiscard]] std::string_view key() const { return {bytes_.data(), size_}; }
  /// Its first unit, folded.
  [[nodiscard]] std::string_view first_unit() const { return {bytes_.data(), first_size_}; }
  [[nodiscard]] const Letters& letters() const { return letters_; }

 private:
  static constexpr std::size_t kMaxBytes = 64;

  bool write_words(std::string_view form);
  bool take_ascii(char c);
  bool take_latin(std::string_view form);
  void end_word();

  std::array<char, 4 * kMaxBytes + 2> bytes_;  // a letter of two bytes folds to seven at most
  std::size_t size_ = 0, first_size_ = 0, at_ = 0;
  bool is_in_word_ = false;
  Letters letters_;
  std::string folded_;
};

/// Cuts forms, reusing its memory.
class FormCutter {
 public:
  /// Requires: valid UTF-8. Lifetime: of the result: until the next call.
  const UnitRun& cut(std::string_view form);

  /// The key of a form alone, in a tenth of the time for names in Latin letters. Each of its parts
  /// hashes (text::hash_folded) to what cut() gives.
  /// Requires: valid UTF-8. Lifetime: of the result: until the next call.
  std::string_view key_of(std::string_view form);

 private:
  text::Tokens tokens_;
  std::vector<text::Unit> units_;
  UnitRun run_;
  PlainKey plain_;
};

/// Which letters of a form are capitals: a sign a letter, up to the last capital. Forms of one key
/// that differ in it are found in different texts ("Musan County" in fewer than "Musan county").
/// Requires: valid UTF-8.
[[nodiscard]] std::string capitals_of(std::string_view form);

/// The hash of a whole run, as the matcher makes it.
[[nodiscard]] std::uint64_t phrase_hash(const std::vector<std::uint64_t>& unit_hashes);

}  // namespace waymark::gazetteer
