// SPDX-License-Identifier: Apache-2.0
// The candidates that stand at a moment of the run, in the order of the text; which rules vouch for
// them, and who of them must fall.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "grammar/engine.h"
#include "grammar/program.h"
#include "match/candidate.h"
#include "match/fate.h"
#include "match/overlap.h"
#include "waymark/span.h"

namespace waymark::grammar {

/// A short list of numbers for each of many keys, in one memory.
class Lists {
 public:
  void clear();
  /// Adds a number to a key's list, once.
  void add(std::uint32_t key, std::uint32_t number);
  /// Calls visit(number) for the list of a key, until it says true; whether it did.
  template <class Visit>
  bool any(std::uint32_t key, Visit visit) const {
    if (key >= heads_.size()) return false;
    for (std::uint32_t at = heads_[key]; at != match::kNone; at = links_[at].next)
      if (visit(links_[at].number)) return true;
    return false;
  }

 private:
  struct Link {
    std::uint32_t number, next;
  };
  std::vector<std::uint32_t> heads_;
  std::vector<Link> links_;
};

class Standing : private match::Precedence {
 public:
  /// Begins a document; borrows all. Why candidates fall is noted in `fates` if that is given.
  void begin(const Program& program, match::CandidateSet& set, match::Fates* fates = nullptr);
  /// Brings the order up to date after candidates came or fell.
  void refresh();

  /// The living, by begin, then longer first, then label.
  [[nodiscard]] const std::vector<std::uint32_t>& living() const { return living_; }
  /// Another one for each other living() that a document has, never 0.
  [[nodiscard]] std::uint64_t version() const { return version_; }
  /// Fills `numbers` with those of the living that begin in a stretch of the text and stood when
  /// the phase began.
  void find_begun(Span stretch, std::vector<std::uint32_t>& numbers) const;

  /// The candidate with span and label, alive or made by a rule since begin_phase() and fallen;
  /// nullopt if there is none.
  [[nodiscard]] std::optional<std::uint32_t> find(Span span, LabelId label) const;
  /// Adds a candidate; its number.
  std::uint32_t add(match::Candidate candidate);
  void begin_phase();
  /// The candidates added since begin_phase(), by number from here on.
  [[nodiscard]] std::uint32_t first_of_phase() const { return first_of_phase_; }

  /// Notes that a rule marked a candidate.
  void vouch(std::uint32_t candidate, std::uint32_t rule);
  /// Notes that a structured mark falls with a mention that it captured.
  void hold(std::uint32_t mark, std::uint32_t mention) { holds_.add(mention, mark); }

  [[nodiscard]] bool is_structured(std::uint32_t candidate) const;
  /// Decides overlaps of flat ones among `candidates`, or crossings of structured ones. The losers
  /// fall.
  void decide(std::span<const std::uint32_t> candidates, match::Conflict conflict);
  /// Kills structured marks that cross a standing flat candidate.
  void fell_crossing_flat(std::span<const std::uint32_t> candidates);
  /// Of marks since begin_phase(): kills those inside another of the same label and rule, unless
  /// one that stays holds it in a slot.
  void fell_inner_marks();
  /// Kills a candidate, and the structured marks that captured it. `by`: as in match::Fall.
  void kill(std::uint32_t candidate, match::Ground ground, std::uint32_t by = match::kNone);

 private:
  [[nodiscard]] bool is_over(std::uint32_t a, std::uint32_t b) const override;
  [[nodiscard]] match::Rival rival(std::uint32_t candidate) const;
  void fall(std::uint32_t candidate);

  const Engine* engine_ = nullptr;
  const gazetteer::Schema* schema_ = nullptr;
  match::CandidateSet* set_ = nullptr;
  match::Fates* fates_ = nullptr;
  std::vector<std::uint32_t> living_;
  std::size_t sorted_ = 0;  ///< candidates that living_ has seen
  std::uint64_t version_ = 0;
  std::uint32_t first_of_phase_ = 0;
  struct Key {
    Span span;
    LabelId label;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct HashKey {
    std::size_t operator()(const Key& key) const {
      const std::uint64_t bits = std::uint64_t{key.span.begin} << 32 | key.span.end;
      return static_cast<std::size_t>((bits ^ (std::uint64_t{key.label} << 17)) *
                                      0x9E3779B97F4A7C15ull);
    }
  };
  std::unordered_map<Key, std::uint32_t, HashKey> fresh_;
  Lists rules_of_;  ///< rules that vouch for a candidate
  Lists holds_;     ///< marks that fall with a mention
  std::vector<match::Rival> rivals_;
  std::vector<std::uint32_t> losers_, falling_;
};

}  // namespace waymark::grammar
