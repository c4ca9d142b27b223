// SPDX-License-Identifier: Apache-2.0
// What patterns are composed of, as X3 parsers that yield all their ends. Each refers to its parts
// by node number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "grammar/token_parser.h"

namespace waymark::grammar {

/// x y z: joins the ends of what follows x from each end of x, in order.
struct SequenceParser : TokenParser<SequenceParser> {
  /// What a sequence and all that it ends with share.
  struct Parts {
    std::vector<ReferenceParser> parts;
    std::vector<ReferenceParser> rests;  ///< by part but the last, the node of all that follow it
  };
  /// All parts from number `first` on, two or more. Requires: neither list moves from now on.
  SequenceParser(const std::shared_ptr<const Parts>& all, std::size_t first, bool is_rest_costly)
      : parts(std::span(all->parts).subspan(first)),
        rests(std::span(all->rests).subspan(first)),
        rest_is_costly(is_rest_costly),
        owner(all) {}
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const;
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const;
  void walk(const ScanContext& context, Position from, Position to, Captured& captured) const;
  std::span<const ReferenceParser> parts, rests;
  /// What follows the first part has regular expressions, conditions: it is asked only where that
  /// ends.
  bool rest_is_costly;
  std::shared_ptr<const Parts> owner;
};

/// The ends of all of some parts, longer first.
void find_ends_of_any(const ScanContext& context, std::span<const ReferenceParser> parts,
                      Position from, Ends& ends);

/// x | y: the ends of all, longer first; of equal ones the first written is walked.
struct ChoiceParser : TokenParser<ChoiceParser> {
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const;
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const;
  void walk(const ScanContext& context, Position from, Position to, Captured& captured) const;
  std::vector<ReferenceParser> parts;
};

/// x{min,max}: rounds of x; the first empty round ends it and fulfils min. Matched backward, the
/// empty round is the one that may come first.
struct RepeatParser : TokenParser<RepeatParser> {
  static constexpr std::uint32_t kUnbounded = 0xFFFFFFFFu;
  RepeatParser(ReferenceParser body, std::uint32_t least, std::uint32_t most, bool is_lazy,
               bool is_nullable, bool is_backward)
      : inner(body),
        min(least),
        max(most),
        lazy(is_lazy),
        may_be_empty(is_nullable),
        backward(is_backward) {}
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const;
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const;
  void walk(const ScanContext& context, Position from, Position to, Captured& captured) const;
  ReferenceParser inner;
  std::uint32_t min, max;
  bool lazy;
  bool may_be_empty;  ///< of a round
  bool backward;

 private:
  void find_option(const ScanContext& context, Position from, Ends& ends) const;
};

/// ~x: nothing lies between x and what stands before it, if x is there: an empty x may stand
/// anywhere.
struct TouchingParser : TokenParser<TouchingParser> {
  TouchingParser(ReferenceParser body, bool is_nullable, bool is_backward)
      : inner(body), may_be_empty(is_nullable), backward(is_backward) {}
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const;
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const;
  void walk(const ScanContext& context, Position from, Position to, Captured& captured) const;
  ReferenceParser inner;
  bool may_be_empty, backward;
};

/// &x, !x: whether x has any end from here; x is always matched forward. &x captures what the first
/// of its ends captures.
struct LookAheadParser : TokenParser<LookAheadParser> {
  LookAheadParser(ReferenceParser body, bool is_negative) : inner(body), negative(is_negative) {}
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const;
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const;
  void walk(const ScanContext& context, Position from, Position to, Captured& captured) const;
  ReferenceParser inner;
  bool negative;
};

/// name:x
struct CaptureParser : TokenParser<CaptureParser> {
  CaptureParser(ReferenceParser body, CaptureId name) : inner(body), capture(name) {}
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const;
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const;
  void walk(const ScanContext& context, Position from, Position to, Captured& captured) const;
  ReferenceParser inner;
  CaptureId capture;
};

}  // namespace waymark::grammar
