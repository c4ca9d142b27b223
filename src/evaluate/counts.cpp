// SPDX-License-Identifier: Apache-2.0
// A rate whose denominator is nothing is 0, as conlleval and seqeval have it.
#include "evaluate/counts.h"

#include <algorithm>

namespace waymark::evaluate {
namespace {

double ratio(double part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : part / static_cast<double>(whole);
}

double ratio(std::uint64_t part, std::uint64_t whole) {
  return ratio(static_cast<double>(part), whole);
}

double harmonic_mean(double p, double r) { return p + r > 0 ? 2 * p * r / (p + r) : 0.0; }

double points(const Outcomes& outcomes) {
  return static_cast<double>(outcomes.correct) + 0.5 * static_cast<double>(outcomes.partial);
}

}  // namespace

double Counts::precision() const { return ratio(right, right + spurious); }
double Counts::recall() const { return ratio(right, right + missed); }
double Counts::f() const { return harmonic_mean(precision(), recall()); }

Counts& Counts::operator+=(const Counts& other) {
  right += other.right;
  spurious += other.spurious;
  missed += other.missed;
  return *this;
}

double Outcomes::precision() const {
  return ratio(points(*this), correct + incorrect + partial + spurious);
}
double Outcomes::recall() const {
  return ratio(points(*this), correct + incorrect + partial + missed);
}
double Outcomes::f() const { return harmonic_mean(precision(), recall()); }

Outcomes& Outcomes::operator+=(const Outcomes& other) {
  correct += other.correct;
  incorrect += other.incorrect;
  partial += other.partial;
  spurious += other.spurious;
  missed += other.missed;
  return *this;
}

SchemeOutcomes& SchemeOutcomes::operator+=(const SchemeOutcomes& other) {
  strict += other.strict;
  exact += other.exact;
  partial += other.partial;
  type += other.type;
  return *this;
}

double LinkCounts::accuracy() const { return ratio(right, right + wrong + absent); }

double LinkCounts::recall_at(std::size_t most) const {
  std::uint64_t found = 0;
  for (std::size_t rank = 0; rank < std::min(most, kRanks); ++rank) found += at_rank[rank];
  return ratio(found, right + wrong + absent);
}

LinkCounts& LinkCounts::operator+=(const LinkCounts& other) {
  right += other.right;
  wrong += other.wrong;
  absent += other.absent;
  none_right += other.none_right;
  none_wrong += other.none_wrong;
  for (std::size_t rank = 0; rank < kRanks; ++rank) at_rank[rank] += other.at_rank[rank];
  return *this;
}

const char* key_of(Table table) {
  switch (table) {
    case Table::kStrict:
      return "strict";
    case Table::kOverlap:
      return "overlap";
    case Table::kSpanOnly:
      return "span_only";
    case Table::kStructured:
      return "structured";
    case Table::kStructuredOverlap:
      return "structured_overlap";
    case Table::kSlots:
      return "slots";
    case Table::kLinks:
      return "links";
    case Table::kLinked:
      return "linked";
    case Table::kRelations:
      break;
  }
  return "relations";
}

double rate_of(Table table, const Counts& counts) {
  return table == Table::kLinks ? counts.recall() : counts.f();
}

}  // namespace waymark::evaluate
