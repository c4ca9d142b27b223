// SPDX-License-Identifier: Apache-2.0
// The reference parser: what a node gave is taken from the memo, else the node is asked.
#include "grammar/token_parser.h"

#include "grammar/watcher.h"

namespace waymark::grammar {
namespace {

// Whether a node can begin at a place, as far as its start set tells. A watcher wants to hear which
// part of it fails.
bool can_begin(const Scan& scan, NodeId node, Position at) {
  if (scan.watcher != nullptr) return true;
  const Engine& engine = scan.scene.engine;
  const std::uint32_t set = engine.start_set_of[node];
  if (set == kNoStartSet) return true;
  if (scan.places.fit && scan.starts.knows(set)) return scan.starts.of(scan, set).has(at);
  return stands_at(scan, engine.start_sets[set], at);
}

}  // namespace

// A watcher wants to hear of all nodes, others pass over those that only name one.
void ReferenceParser::look(const ScanContext& context, Position from, Ends& ends) const {
  if (scan_of(context).watcher != nullptr) return ask(context, from, ends);
  const bool is_wanted = ahead == Ahead::kPositive;
  if (ReferenceParser(body).stands(context, from) == is_wanted) ends.push_back(from);
}

void ReferenceParser::ask(const ScanContext& context, Position from, Ends& ends) const {
  Scan& scan = scan_of(context);
  constexpr std::uint64_t kWorthKnowing = 8;  // steps: what takes fewer is as soon asked again
  if (scan.is_exhausted() || !scan.spend(1) || !can_begin(scan, id, from)) return;
  const NodeId asked = scan.watcher == nullptr ? body : id;
  const Node& node = *scan.scene.engine.nodes[asked];
  if (node.is_memoized()) {
    if (const auto known = scan.memo.find(asked, from)) {
      ends.assign(known->begin(), known->end());
      if (scan.watcher != nullptr) scan.watcher->recall(ends.empty());
      return;
    }
  }
  if (scan.depth >= kDeepest) {
    scan.limit = Limit::kDepth;
    return;
  }
  if (scan.watcher != nullptr) scan.watcher->enter(id);
  const std::uint64_t steps = scan.steps_left;
  ++scan.depth;
  LatticeIterator first(from);
  node.parse(first, LatticeIterator(scan.lattice.last()), context, ends);
  --scan.depth;
  if (scan.watcher != nullptr) scan.watcher->leave(id, from, ends.empty());
  if (scan.is_exhausted()) return;
  if (node.is_memoized() && steps - scan.steps_left >= kWorthKnowing)
    scan.memo.add(asked, from, {ends.data(), ends.size()});
}

void ReferenceParser::walk(const ScanContext& context, Position from, Position to,
                           Captured& captured) const {
  Scan& scan = scan_of(context);
  if (!captures || scan.is_exhausted() || !scan.spend(1)) return;
  scan.scene.engine.nodes[id]->walk(context, from, to, captured);
}

namespace {

// Goes into what a reference stands for with act(), unless that can't help or is too deep.
template <class Act>
void enter(Scan& scan, const ReferenceParser& to, Act act) {
  if (scan.is_exhausted() || !scan.spend(1)) return;
  if (scan.depth >= kDeepest) {
    scan.limit = Limit::kDepth;
    return;
  }
  ++scan.depth;
  act(*scan.scene.engine.nodes[to.ahead == ReferenceParser::Ahead::kNo ? to.body : to.id]);
  --scan.depth;
}

}  // namespace

void ReferenceParser::find_starts(const ScanContext& context, const PositionSet& among,
                                  const PositionSet& ends, PositionSet& starts) const {
  if (among.empty() || ends.empty()) return;
  enter(scan_of(context), *this,
        [&](const Node& node) { node.find_starts(context, among, ends, starts); });
}

void ReferenceParser::reach(const ScanContext& context, const PositionSet& from,
                            PositionSet& to) const {
  if (from.empty()) return;
  enter(scan_of(context), *this, [&](const Node& node) { node.reach(context, from, to); });
}

bool ReferenceParser::may_begin(const ScanContext& context, Position at) const {
  return can_begin(scan_of(context), id, at);
}

bool ReferenceParser::stands(const ScanContext& context, Position from) const {
  Scan& scan = scan_of(context);
  if (scan.watcher == nullptr && scan.places.fit) {
    const AheadMemo::Entry& entry = scan.ahead.of(id);
    if (entry.known.has(from)) return entry.standing.has(from);
  }
  Ends found;
  find_ends(context, from, found);
  return !found.empty();
}

// Asks for each position once a sentence, whatever rule asks.
void ReferenceParser::keep_standing(const ScanContext& context, bool negative,
                                    PositionSet& positions) const {
  Scan& scan = scan_of(context);
  const PositionSet unknown = positions.without(scan.ahead.of(id).known);
  if (!unknown.empty()) {
    PositionSet found;
    find_starts(context, unknown, scan.places.all, found);
    if (scan.is_exhausted()) return;
    found &= unknown;
    AheadMemo::Entry& entry = scan.ahead.of(id);
    entry.known |= unknown;
    entry.standing |= found;
  }
  if (negative) {
    positions.remove(scan.ahead.of(id).standing);
  } else {
    positions &= scan.ahead.of(id).standing;
  }
}

const PositionSet& ReferenceParser::places(const ScanContext& context) const {
  Scan& scan = scan_of(context);
  const std::uint32_t set = scan.scene.engine.start_set_of[id];
  return set == kNoStartSet ? scan.places.all : scan.starts.of(scan, set);
}

}  // namespace waymark::grammar
