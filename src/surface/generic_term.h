// SPDX-License-Identifier: Apache-2.0
// Generic terms: the 군 of 무산군, -gun and -kun, county. What they are called in English, whether
// the name may stand without them, and where a Korean name is cut before one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::surface {

/// Whether a name may stand without its generic.
enum class Bare : std::uint8_t {
  kInText,    ///< Hyesan for 혜산시
  kInLookup,  ///< Taedong for 대동강: only collides in prose
  kNever,     ///< Musan is not 무산광산
};

struct GenericTerm {
  std::u32string_view hangul;
  std::u32string_view hanja;  ///< empty: native, or never needed
  Bare bare = Bare::kNever;
  bool administrative = false;  ///< a unit of government: takes a hyphen; else joined first
  bool voiceless = false;       ///< also written as at a word's beginning: Musan-kun
  /// English equivalents; "*" stands for the name ("Mount *"), without it the term follows the
  /// name. In lower case where a name keeps it so ("Musan county", "Tumen river"), so that both
  /// count; sites ask for their capitals ("Musan Mine"): in "Hyesan market" only the town is a
  /// name.
  std::vector<std::string_view> english;
  std::u32string_view shorter = {};  ///< 구 for 구역: Musan-gu
};

/// All that are known, longer ones first.
[[nodiscard]] const std::vector<GenericTerm>& generic_terms();

/// The meaning of a Korean generic in a kind whose generics are `of_kind`: 도 is an island beside
/// 섬, else a province. Null if it isn't known.
[[nodiscard]] const GenericTerm* find_generic(std::u32string_view hangul,
                                              std::span<const std::u32string> of_kind = {});

/// How sure it is that a name ends in a generic.
enum class Certainty : std::uint8_t {
  kOfKind,    ///< it is one of the generics of the entry's kind
  kByLook,    ///< an administrative one behind two or more syllables: 풍계|리
  kPossible,  ///< a spelling with a hyphen exists, no more: 상|리, 가마|골
  kNone,
};

/// A Korean name cut before its generic.
/// Lifetime: borrows the name.
struct CutName {
  std::u32string_view stem;
  std::u32string_view generic_text;      ///< as in the name
  const GenericTerm* generic = nullptr;  ///< what is known of it; null: nothing
  Certainty certainty = Certainty::kNone;
};

/// Cuts off the longest generic of its kind; if the name ends in none of them, what looks like one.
[[nodiscard]] CutName cut_generic(std::u32string_view name,
                                  std::span<const std::u32string> of_kind);

}  // namespace waymark::surface
