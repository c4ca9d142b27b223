// SPDX-License-Identifier: Apache-2.0
// Phase by phase: find matches sentence by sentence, make their marks, decide what stands, then let
// the matches that stand have their effects; vetoes and definitions come last.
#include "grammar/run.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "grammar/definitions.h"
#include "grammar/effects.h"
#include "grammar/probe.h"
#include "grammar/sentence_matcher.h"
#include "grammar/standing.h"
#include "grammar/tracer.h"
#include "text/near_point.h"

namespace waymark::grammar {
namespace {

constexpr int kMostPasses = 16;
constexpr std::uint64_t kAllTables = ~std::uint64_t{0};  // as bits

}  // namespace

/// A sentence of which rules may be asked, and which of the living begin in it.
struct AskedSentence {
  std::size_t number = 0;
  std::uint64_t tables = 0;  ///< bits of those that it may need
  std::size_t first_mention = 0, mention_count = 0;
};

struct RunMemory::Room {
  SentenceMatcher matcher;
  Standing standing;
  Definitions definitions;
  DocumentEntries document;
  std::vector<AskedSentence> asked;
  std::vector<Match> matches;
  std::vector<AppliedMatch> applied;
};

RunMemory::RunMemory() : room_(std::make_unique<Room>()) {}
RunMemory::~RunMemory() = default;
RunMemory::RunMemory(RunMemory&&) noexcept = default;
RunMemory& RunMemory::operator=(RunMemory&&) noexcept = default;

struct RunAccess {
  static RunMemory::Room& room(RunMemory& memory) { return *memory.room_; }
  using Room = RunMemory::Room;
};

namespace {

class Runner {
 public:
  Runner(const Program& program, const Input& input, match::CandidateSet& set,
         RunAccess::Room& room, Diagnostics* warnings, Trace* trace)
      : engine_(program.engine()),
        input_(input),
        set_(set),
        room_(room),
        standing_(room.standing),
        warnings_(warnings),
        trace_(trace),
        tracer_(program.engine()),
        matcher_(room.matcher),
        effects_(program, input, set, room.standing, room.document) {
    matcher_.begin(program, input, warnings, trace != nullptr);
    standing_.begin(program, set, trace != nullptr ? &trace->fates : nullptr);
    if (trace != nullptr && trace->probed) probe_.emplace(program, input, *trace);
    room_.definitions.clear();
    decided_.clear();
  }

  void run() {
    for (const CompiledPhase& phase : engine_.phases) {
      if (trace_ != nullptr)
        trace_->fates.phase = static_cast<std::uint32_t>(&phase - engine_.phases.data());
      begin_phase();
      if (phase.kind == PhaseKind::kRepeat) {
        run_repeat(phase);
      } else {
        run_once(phase);
      }
      run_vetoes(phase);
    }
    begin_phase();  // what the last phase defined
    room_.definitions.relate(set_);
    if (trace_ != nullptr) trace_->fates.phase = match::kNone;
    clean();
  }

 private:
  // ---- the frame of a phase ----

  void begin_phase() {
    standing_.begin_phase();
    room_.document.clear();
    if (!room_.definitions.has_news()) return;
    room_.definitions.apply(input_, set_, standing_);
    standing_.refresh();
    if (is_decided_) settle(standing_.living());
    standing_.begin_phase();
  }

  // The first sentence from one on behind which a byte does not lie: of bytes between two it is the
  // one before.
  [[nodiscard]] std::size_t sentence_of(std::uint32_t byte, std::size_t from) const {
    const auto begin = input_.sentences.begin();
    const auto found = text::near_partition_point(
        begin + static_cast<std::ptrdiff_t>(from), input_.sentences.end(), [&](TokenRange it) {
          return it.end < input_.tokens.size() && input_.tokens[it.end].span.begin <= byte;
        });
    return static_cast<std::size_t>(found - begin);
  }

  // Most sentences have neither tokens that rules are listed under nor mentions, and nothing is
  // asked of them.
  void list_asked() {
    listed_version_ = standing_.version();
    room_.asked.clear();
    const auto& living = standing_.living();
    const auto of_tokens = matcher_.listed_sentences();
    const std::size_t count = input_.sentences.size();
    const auto sentence_with = [&](std::size_t mention, std::size_t from) {
      return mention == living.size()
                 ? count
                 : sentence_of(set_.candidates[living[mention]].span.begin, from);
    };
    std::size_t mention = first_in_sentence(), listed = 0, of_mention = sentence_with(mention, 0);
    for (std::size_t number = 0;; ++number) {
      const std::size_t of_token = listed == of_tokens.size() ? count : of_tokens[listed];
      if (!probe_) number = std::min(of_token, of_mention);
      if (number >= count) return;
      if (of_token == number) ++listed;
      AskedSentence asked{number, kAllTables, mention, 0};
      while (of_mention == number) of_mention = sentence_with(++mention, number);
      asked.mention_count = mention - asked.first_mention;
      if (!probe_) asked.tables = matcher_.tables_of(number, mentions_of(asked));
      room_.asked.push_back(asked);
    }
  }

  // Which of the living doesn't begin before all sentences, as a given one may.
  [[nodiscard]] std::size_t first_in_sentence() const {
    const auto& living = standing_.living();
    const bool has_tokens = !input_.sentences.empty() && !input_.tokens.empty();
    const std::uint32_t begin =
        has_tokens ? input_.tokens[input_.sentences[0].begin].span.begin : 0;
    std::size_t first = 0;
    while (first < living.size() && set_.candidates[living[first]].span.begin < begin) ++first;
    return first;
  }

  [[nodiscard]] std::span<const std::uint32_t> mentions_of(const AskedSentence& asked) const {
    return std::span(standing_.living()).subspan(asked.first_mention, asked.mention_count);
  }

  // Calls visit(number, mentions) for the sentences that may need a rule of the table.
  template <class Visit>
  void for_each_asked(const DispatchTable& table, Visit visit) {
    if (table.ways.empty() && table.always.empty()) return;
    if (listed_version_ != standing_.version()) list_asked();
    for (AskedSentence& asked : room_.asked) {
      if ((asked.tables & table.bit) == 0 && !matcher_.has_gifts(asked.number, set_)) continue;
      visit(asked.number, mentions_of(asked));
      if (!probe_) asked.tables = matcher_.tables_of(asked.number, mentions_of(asked));
    }
  }

  void find_everywhere(const DispatchTable& table, Sharing sharing) {
    room_.matches.clear();
    for_each_asked(table, [&](std::size_t number, std::span<const std::uint32_t> mentions) {
      const SentenceMatcher::Question question{number, mentions, mentions};
      if (probe_) probe_->look(table, question, set_, room_.document);
      matcher_.find(question, set_, room_.document, table, sharing, room_.matches);
    });
  }

  // Makes the marks of the matches found.
  void mark_matches() {
    room_.applied.clear();
    for (Match& match : room_.matches) {
      room_.applied.push_back({std::move(match), {}});
      effects_.mark(room_.applied.back());
    }
  }

  void apply_matches() {
    for (const AppliedMatch& applied : room_.applied) {
      if (!effects_.stands(applied)) {
        if (trace_ != nullptr) tracer_.note(applied.match, applied.marks, trace_->beaten);
        continue;
      }
      if (trace_ != nullptr) tracer_.remember_entries(set_, applied.match);
      effects_.apply(applied);
      note_definitions(applied);
      note_in_trace(applied.match, applied.marks);
    }
  }

  void note_in_trace(const Match& match, const std::vector<std::uint32_t>& marks) {
    if (trace_ == nullptr) return;
    TracedMatch& traced = tracer_.note(match, marks, trace_->matches);
    tracer_.note_ruled_out(set_, traced);
  }

  void note_definitions(const AppliedMatch& applied) {
    const Match& match = applied.match;
    for (const DefineEffect& define : engine_.rules[match.rule].definitions) {
      const Referent form = find_capture(match.captured, define.form);
      const Referent meaning = find_capture(match.captured, define.meaning);
      if (!form.text || meaning.mentions.empty()) continue;
      const std::uint32_t candidate = meaning.mentions.front().candidate;
      if (const auto standing = find_support(applied, candidate))
        room_.definitions.add(input_, {*form.text, candidate, *standing, match.rule,
                                       define.only_mentions, define.relation});
    }
  }

  // What a definition stands by: its meaning or, if the match's own mark around it has beaten that,
  // the mark.
  [[nodiscard]] std::optional<std::uint32_t> find_support(const AppliedMatch& applied,
                                                          std::uint32_t meaning) const {
    const auto& candidates = set_.candidates;
    if (candidates[meaning].alive) return meaning;
    for (const std::uint32_t mark : applied.marks)
      if (candidates[mark].alive && candidates[mark].span.contains(candidates[meaning].span))
        return mark;
    return std::nullopt;
  }

  // Lets flat candidates decide their overlaps and structured ones their crossings.
  void settle(std::span<const std::uint32_t> candidates) {
    decided_.assign(candidates.begin(), candidates.end());
    standing_.decide(decided_, match::Conflict::kOverlap);
    settle_structured(decided_);
  }

  void settle_structured(std::span<const std::uint32_t> candidates) {
    if (is_decided_) standing_.fell_crossing_flat(candidates);
    standing_.decide(candidates, match::Conflict::kCross);
  }

  // ---- kinds of phases ----

  void run_once(const CompiledPhase& phase) {
    const Sharing sharing = phase.kind == PhaseKind::kLongest ? Sharing::kEachRule
                            : phase.kind == PhaseKind::kFirst ? Sharing::kOneAtATime
                                                              : Sharing::kEveryStart;
    find_everywhere(phase.marking, sharing);
    mark_matches();
    standing_.refresh();
    if (phase.kind == PhaseKind::kLongest) {
      is_decided_ = true;
      settle(standing_.living());
    } else {
      decided_ = standing_.living();
      settle_structured(decided_);
    }
    apply_matches();
    standing_.refresh();
  }

  void run_repeat(const CompiledPhase& phase) {
    bool is_exhausted = false;
    for_each_asked(phase.marking, [&](std::size_t number, std::span<const std::uint32_t> mentions) {
      is_exhausted = !repeat_in(phase, number, mentions) || is_exhausted;
    });
    if (is_exhausted) warn_of_passes(phase);
    standing_.refresh();
    standing_.fell_inner_marks();
    standing_.refresh();
  }

  // Passes over one sentence; false if they did not come to an end.
  bool repeat_in(const CompiledPhase& phase, std::size_t sentence,
                 std::span<const std::uint32_t> before) {
    pass_.assign(before.begin(), before.end());
    for (int pass = 0; pass < kMostPasses; ++pass) {
      const std::uint64_t added = effects_.added();
      const auto first_new = static_cast<std::uint32_t>(set_.candidates.size());
      room_.matches.clear();
      const auto* changed = pass == 0 ? nullptr : &effects_.changed();
      const SentenceMatcher::Question question{sentence, pass_, before, changed};
      if (probe_) probe_->look(phase.marking, question, set_, room_.document);
      matcher_.find(question, set_, room_.document, phase.marking, Sharing::kEachRule,
                    room_.matches);
      effects_.forget_changes();
      if (room_.matches.empty()) return true;
      mark_matches();
      for (auto number = first_new; number < set_.candidates.size(); ++number)
        pass_.push_back(number);
      if (is_decided_) {
        settle(pass_);
      } else {
        settle_structured(pass_);
      }
      apply_matches();
      sort_pass();
      if (effects_.added() == added) return true;
    }
    return false;
  }

  void sort_pass() {
    for (const std::uint32_t number : pass_)
      if (!set_.candidates[number].alive) effects_.note_change(number);
    pass_.erase(
        std::remove_if(pass_.begin(), pass_.end(),
                       [&](std::uint32_t number) { return !set_.candidates[number].alive; }),
        pass_.end());
    std::sort(pass_.begin(), pass_.end(), [&](std::uint32_t a, std::uint32_t b) {
      const Span x = set_.candidates[a].span, y = set_.candidates[b].span;
      if (x.begin != y.begin) return x.begin < y.begin;
      return x.end != y.end ? x.end > y.end : a < b;
    });
  }

  void warn_of_passes(const CompiledPhase& phase) {
    if (warnings_ == nullptr) return;
    Diagnostic warning;
    warning.severity = Severity::kWarning;
    warning.code = "grammar/limit-passes";
    warning.message = "phase '" + phase.name + "' still found something new after 16 passes";
    warnings_->push_back(std::move(warning));
  }

  void run_vetoes(const CompiledPhase& phase) {
    find_everywhere(phase.vetoing, Sharing::kEveryStart);
    if (room_.matches.empty()) return;
    for (const Match& match : room_.matches) {
      effects_.veto(match);
      note_in_trace(match, {});
    }
    standing_.refresh();
  }

  // ---- at the end ----

  // Slots and relations lose what fell; each relation stands once.
  void clean() {
    const auto is_dead = [&](std::uint32_t number) { return !set_.candidates[number].alive; };
    for (match::Candidate& candidate : set_.candidates) {
      auto& slots = candidate.slots;
      for (match::CandidateSlot& slot : slots)
        if (auto* mentions = std::get_if<0>(&slot.value))
          mentions->erase(std::remove_if(mentions->begin(), mentions->end(), is_dead),
                          mentions->end());
      slots.erase(std::remove_if(slots.begin(), slots.end(),
                                 [](const match::CandidateSlot& slot) {
                                   const auto* mentions = std::get_if<0>(&slot.value);
                                   return mentions != nullptr && mentions->empty();
                                 }),
                  slots.end());
    }
    struct Hash {
      std::size_t operator()(const std::pair<std::uint64_t, std::uint16_t>& key) const {
        return static_cast<std::size_t>((key.first ^ key.second) * 0x9E3779B97F4A7C15ull);
      }
    };
    std::unordered_set<std::pair<std::uint64_t, std::uint16_t>, Hash> seen;
    auto& relations = set_.relations;
    relations.erase(
        std::remove_if(
            relations.begin(), relations.end(),
            [&](const match::CandidateRelation& it) {
              const std::uint64_t ends = std::uint64_t{it.from} << 32 | it.to;
              return is_dead(it.from) || is_dead(it.to) || !seen.insert({ends, it.type}).second;
            }),
        relations.end());
  }

  const Engine& engine_;
  const Input& input_;
  match::CandidateSet& set_;
  RunAccess::Room& room_;
  Standing& standing_;
  Diagnostics* warnings_;
  Trace* trace_;
  Tracer tracer_;
  std::optional<RuleProbe> probe_;
  SentenceMatcher& matcher_;
  Effects effects_;
  std::uint64_t listed_version_ = 0;  ///< of the living, as room_.asked has them
  bool is_decided_ = false;  ///< a longest phase has ended: standing flat candidates don't overlap
  std::vector<std::uint32_t> decided_, pass_;
};

}  // namespace

void run(const Program& program, const Input& input, match::CandidateSet& set, RunMemory& memory,
         Diagnostics* warnings, Trace* trace) {
  if (program.engine().phases.empty()) return;
  Runner(program, input, set, RunAccess::room(memory), warnings, trace).run();
}

}  // namespace waymark::grammar
