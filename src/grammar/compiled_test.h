// SPDX-License-Identifier: Apache-2.0
// Conditions and values of rules, with every name resolved to a number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gazetteer/schema.h"
#include "waymark/mention.h"

namespace waymark::grammar {

using gazetteer::EntryId;
using gazetteer::KindId;
using gazetteer::LabelId;
using NameId = std::uint16_t;     ///< number in Program::names()
using CaptureId = std::uint16_t;  ///< number in Engine::captures
using ListId = std::uint16_t;

inline constexpr CaptureId kNoCapture = 0xFFFFu;
inline constexpr NameId kNoName = 0xFFFFu;

enum class Property : std::uint8_t { kBare, kText, kLabel, kKind, kEntry, kName, kKo, kNamed };

/// A path, resolved: a capture (or what the test stands on), slots to follow, and a property.
struct Subject {
  CaptureId capture = kNoCapture;
  std::vector<NameId> slots;
  Property property = Property::kBare;
  NameId name = kNoName;  ///< of kNamed
  std::string word;       ///< the same as written: a token's feature may be called so
};

/// The right side of a comparison: all that the word written there can mean.
struct Operand {
  std::optional<EntryId> entry;
  bool is_unknown_entry = false;  ///< an id that no gazetteer has: equal to nothing
  std::optional<KindId> kind;
  std::optional<LabelId> label;
  std::optional<ListId> list;
  std::optional<double> number;
  std::optional<Subject> path;
  std::string folded;
};

/// A condition, resolved.
struct CompiledTest {
  enum class What : std::uint8_t {
    kIs,
    kIn,
    kLess,
    kLessEqual,
    kGreater,
    kGreaterEqual,
    kWithin,
    kHas,
    kInside,
    kContains,
    kDocumentHas,
    kNear,
    kNot,
    kAnd,
    kOr,
  };
  What what = What::kAnd;
  Subject subject;
  std::vector<Operand> right;
  LabelId label = gazetteer::kNoLabel;            ///< of inside and contains
  EntryId entry = gazetteer::kNoEntry;            ///< of document has
  std::vector<std::vector<std::uint64_t>> words;  ///< of near: hashes of the tokens of each; sorted
  std::vector<std::uint64_t> first_bits;          ///< of near: of first tokens, as HashBits::bits
  std::vector<std::uint32_t> first_words;  ///< of near: features of which the sentence needs one
  std::uint32_t distance = 0;
  std::vector<CompiledTest> parts;  ///< of not, and, or
};

enum class Function : std::uint8_t {
  kIsoDate,
  kShiftDate,
  kWeekday,
  kNearestDate,
  kLastDay,
  kValue,
  kText,
  kLower,
  kJoin
};

/// What `set` gives, resolved.
struct ValueExpression {
  struct Call {
    Function function;
    std::vector<ValueExpression> arguments;
  };
  std::variant<Subject, FeatureValue, Call> what;
};

}  // namespace waymark::grammar
