// SPDX-License-Identifier: Apache-2.0
// What a node is made of and what stands where it begins and ends: noted as patterns are compiled,
// read by all that asks where rules can match.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "grammar/engine.h"
#include "grammar/feature_sets.h"
#include "grammar/token_class.h"
#include "grammar/token_parser.h"

namespace waymark::grammar {

inline constexpr std::uint32_t kNoElement = 0xFFFFFFFFu;

/// What dispatch knows of a node.
struct NodeInfo {
  enum class What : std::uint8_t {
    kArc,
    kSequence,
    kChoice,
    kRepeat,
    kPass,
    kAhead,
    kEmpty,
    kNever
  };
  What what = What::kEmpty;
  FeatureSet features = &kNoFeatures;  ///< kArc: one of these stands where it begins
  FeatureSet last = &kNoFeatures;  ///< kArc: one of these stands where it ends; empty: anything may
  FeatureSet capitals = &kNoFeatures;  ///< kArc: those of `features` that must begin with a capital
  /// kArc: one of these stands somewhere in it; empty: none is rarer than `features`.
  FeatureSet rare = &kNoFeatures;
  FeatureSet rare_capitals = &kNoFeatures;  ///< those of `rare` that must begin with a capital
  ClassMask also = 0;  ///< kArc: the token that it begins with has one of these beside; 0: any
  std::shared_ptr<const RegexParser> regex;  ///< kArc: what it is, if it is one
  std::uint32_t element = kNoElement;        ///< kArc: its number, if it has one
  bool is_costly = false;                    ///< it holds regular expressions or conditions
  bool is_loose = false;                     ///< kArc: it may begin with anything
  std::vector<FeatureSet> needs;             ///< kArc: of each set the sentence has one
  bool backward = false;                     ///< it is matched from its end
  std::vector<LabelId> reads;                ///< labels that conditions of the node ask for
  bool reads_all = false;                    ///< its condition follows slots
  bool asks_to_touch = false;                ///< kPass: it has not all the ends of its part
  ReferenceParser::Ahead ahead = ReferenceParser::Ahead::kNo;  ///< of look-ahead: which
  bool captures = false;     ///< a walk of it may take mentions or capture, itself or by its parts
  bool may_be_empty = true;  ///< it may match nothing; said of more nodes rather than of fewer
  std::vector<NodeId> parts;
  std::uint32_t min = 0, max = 0;     ///< kRepeat; max is at most kLongestSpan
  Extent extent{kLongestSpan, 0, 0};  ///< kArc
};

}  // namespace waymark::grammar
