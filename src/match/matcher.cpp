// SPDX-License-Identifier: Apache-2.0
// A filter of first units leaves few places to begin at. From each the index is walked unit by
// unit: one hash step a unit, a comparison of keys only where a form ends. First steps, second ones
// and comparisons are gathered, so that the memory they will read is on its way before they are
// taken. All forms are kept, overlaps included; rules and resolution decide.
#include "match/matcher.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "gazetteer/index_view.h"
#include "match/letter_case.h"
#include "match/start_scan.h"
#include "match/trust.h"
#include "text/normal_form.h"
#include "text/tokenizer.h"

namespace waymark::match {
namespace {

using gazetteer::Catalog;
using gazetteer::FormRecord;
using gazetteer::Index;
using gazetteer::layout::Section;
using text::Token;
using text::Tokens;
using text::Unit;

/// Names longer than this are not looked for; no surface form has more units.
constexpr int kMaxUnits = 64;

constexpr std::uint32_t kWhole = 0xFFFFFFFFu;

/// A unit of the text: a whole token, or one of the units that a token is cut into.
struct Place {
  std::uint32_t token = 0;
  std::uint32_t unit = kWhole;  ///< number of the unit; kWhole: the token is one unit
};

/// Units one after another.
struct Way {
  std::uint32_t start = 0;  ///< number of the first one among the starts
  Place last;
};

/// Ways with what they are looked up by, and what is found.
struct Ways {
  std::vector<Way> ways;
  std::vector<std::uint64_t> phrases;
  std::vector<std::uint32_t> values;  ///< of their slots

  void clear() { ways.clear(), phrases.clear(); }
  void add(const Way& way, std::uint64_t phrase) {
    ways.push_back(way);
    phrases.push_back(phrase);
  }
};

/// Units that are a form, if their keys are equal too.
struct Hit {
  std::uint32_t start = 0;  ///< number of its first unit among the starts
  Place last;
  FormId form = gazetteer::kNoForm;
  bool is_stopped = false;
};

/// The forms met last, decoded: a text names the same things again and again.
class FormMemory {
 public:
  struct Form {
    std::uint64_t id = ~std::uint64_t{0};
    std::string text;
  };

  /// Null for a form that the index can't decode. Lifetime: until the next call.
  const Form* find(const Index& index, std::size_t index_number, FormId number) {
    const std::uint64_t id = id_of(index_number, number);
    Form& form = forms_[place_of(id)];
    if (form.id == id) return &form;
    form.id = ~std::uint64_t{0};
    if (!index.form_text(number, form.text)) return nullptr;
    form.id = id;
    return &form;
  }

  /// Says that find() will be asked.
  void expect(std::size_t index_number, FormId number) const {
    gazetteer::fetch_ahead(
        reinterpret_cast<const char*>(&forms_[place_of(id_of(index_number, number))]));
  }

  /// Forgets all if they are of another catalog.
  void serve(const Catalog& catalog) {
    if (serial_ == catalog.serial()) return;
    serial_ = catalog.serial();
    forms_.assign(1024, Form());
  }

 private:
  static std::uint64_t id_of(std::size_t index_number, FormId number) {
    return std::uint64_t{index_number} << 32 | number;
  }
  static std::size_t place_of(std::uint64_t id) { return (id * 0x9E3779B97F4A7C15ull) >> 54; }

  std::uint64_t serial_ = 0;
  std::vector<Form> forms_;
};

}  // namespace

struct Matcher::Memory {
  std::vector<Unit> units;             ///< of the tokens that are not one unit
  std::vector<std::uint32_t> numbers;  ///< of the tokens that are worth a look
  Ways starts;                         ///< units that can begin a form
  Ways pairs;                          ///< of units, where longer forms begin with the first
  std::vector<Hit> hits;               ///< by start, longer ones first
  std::vector<Hit> hits_of_one, hits_of_more;  ///< units
  FormMemory forms;
  std::string folded, key;
  std::vector<TokenRange> ranges;                       ///< of the candidates, in their order
  std::vector<std::vector<EntryChoice>> spare_entries;  ///< empty ones, whose memory is used again
};

namespace {

/// One walk over a document.
class Search {
 public:
  Search(const Catalog& catalog, std::string_view text, const Tokens& tokens,
         Matcher::Memory& memory, CandidateSet& set, Fates* fates)
      : catalog_(catalog),
        text_(text),
        tokens_(tokens),
        memory_(memory),
        set_(set),
        fates_(fates) {}

  void run() {
    memory_.units.clear();
    memory_.ranges.clear();
    for (std::size_t number = 0; number < catalog_.indexes().size(); ++number) {
      index_ = &catalog_.indexes()[number];
      index_number_ = number;
      if (index_->form_count() == 0) continue;
      gather_starts();
      walk_starts();
      expect_forms();
      for (const Hit& hit : memory_.hits) accept_forms(hit);
    }
  }

 private:
  static constexpr std::size_t kLine = 64;  // bytes, of the cache

  /// The first unit of a token that is not one unit.
  [[nodiscard]] std::uint32_t first_unit(std::uint32_t token) const {
    const auto first =
        std::partition_point(memory_.units.begin(), memory_.units.end(),
                             [token](const Unit& unit) { return unit.token < token; });
    return static_cast<std::uint32_t>(first - memory_.units.begin());
  }

  /// The places of units that can begin a form. The first index that is asked has the tokens cut.
  void gather_starts() {
    const bool is_cut = !memory_.units.empty();
    memory_.starts.clear();
    const std::size_t count = scan_starts(index_->view().starts, tokens_, memory_.numbers);
    std::uint32_t unit = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t number = memory_.numbers[i];
      const Token& token = tokens_[number];
      if (text::is_one_unit(token)) {
        add_start({number, kWhole});
        continue;
      }
      if (!is_cut) text::cut_token(text_, token, number, memory_.units);
      for (; is_of(number, unit); ++unit)
        if (index_->may_start(memory_.units[unit].hash)) add_start({number, unit});
    }
  }

  void add_start(Place place) {
    const auto number = static_cast<std::uint32_t>(memory_.starts.ways.size());
    memory_.starts.add({number, place}, text::extend_phrase(text::kEmptyPhrase, hash_of(place)));
  }

  /// Finds the hits, by their starts. All first units are looked up before any second one.
  void walk_starts() {
    for (auto* hits : {&memory_.hits, &memory_.hits_of_one, &memory_.hits_of_more}) hits->clear();
    memory_.pairs.clear();
    look_up(memory_.starts, [&](const Way& start, std::uint64_t phrase, std::uint32_t value) {
      walk_start(start, phrase, value);
    });
    look_up(memory_.pairs, [&](const Way& pair, std::uint64_t phrase, std::uint32_t value) {
      walk(pair, phrase, value, 2);
    });
    std::merge(memory_.hits_of_more.begin(), memory_.hits_of_more.end(),
               memory_.hits_of_one.begin(), memory_.hits_of_one.end(),
               std::back_inserter(memory_.hits),
               [](const Hit& a, const Hit& b) { return a.start < b.start; });
  }

  template <class Use>
  void look_up(Ways& all, Use use) {
    index_->view().phrases.find_all(all.phrases, all.values);
    for (std::size_t i = 0; i < all.ways.size(); ++i)
      use(all.ways[i], all.phrases[i], all.values[i]);
  }

  void walk_start(const Way& start, std::uint64_t phrase, std::uint32_t value) {
    const Index::Step step = index_->view().step_of(value);
    note_hit(start, phrase, step, memory_.hits_of_one);
    if (!step.continues) return;
    each_next(start.last, [&](Place next) {
      if (step.continues_small || !is_small_behind(start.last, next))
        memory_.pairs.add({start.start, next}, text::extend_phrase(phrase, hash_of(next)));
    });
  }

  // What will be read of the index is told to the machine a stage before: where a form was met, its
  // record and the place of its text; when all were met, text and entry; of an entry that is taken,
  // the names.

  void expect_record(FormId form) const {
    const gazetteer::Index::View& view = index_->view();
    const std::string_view blocks = view.section(Section::kFormBlocks);
    memory_.forms.expect(index_number_, form);
    gazetteer::fetch_ahead(view.forms.place_of(form));
    const std::size_t block = form / gazetteer::layout::kBlockSize * sizeof(std::uint32_t);
    if (block < blocks.size()) gazetteer::fetch_ahead(blocks.data() + block);
  }

  void expect_forms() const {
    const gazetteer::Index::View& view = index_->view();
    const std::string_view texts = view.section(Section::kFormText);
    for (const Hit& hit : memory_.hits) {
      const auto block =
          view.read<std::uint32_t>(Section::kFormBlocks, hit.form / gazetteer::layout::kBlockSize);
      if (block && *block < texts.size()) {
        gazetteer::fetch_ahead(texts.data() + *block);
        gazetteer::fetch_ahead(texts.data() + *block + kLine);
      }
      const EntryId entry = view.form_entry(hit.form);
      if (entry < view.entry_count) gazetteer::fetch_ahead(view.entries.place_of(entry));
    }
  }

  void expect_names(EntryId entry) const {
    const gazetteer::Index::View& view = index_->view();
    if (entry < view.entry_count)
      gazetteer::fetch_ahead(view.name_records.place_of(view.first_name(entry)));
  }

  [[nodiscard]] bool is_of(std::uint32_t token, std::uint32_t unit) const {
    return unit < memory_.units.size() && memory_.units[unit].token == token;
  }
  [[nodiscard]] std::uint64_t hash_of(Place place) const {
    return place.unit == kWhole ? tokens_[place.token].hash : memory_.units[place.unit].hash;
  }
  [[nodiscard]] Span span_of(Place place) const {
    return place.unit == kWhole ? tokens_[place.token].span : memory_.units[place.unit].span;
  }
  [[nodiscard]] bool is_glued(Place place) const {
    return place.unit != kWhole && memory_.units[place.unit].glued;
  }

  /// Longer forms are noted first: that is the order of candidates.
  void walk(const Way& way, std::uint64_t phrase, std::uint32_t value, int depth) {
    const Index::Step step = index_->view().step_of(value);
    if (step.continues && depth < kMaxUnits)
      each_next(way.last, [&](Place next) {
        const std::uint64_t longer = text::extend_phrase(phrase, hash_of(next));
        walk({way.start, next}, longer, index_->view().phrases.find(longer), depth + 1);
      });
    note_hit(way, phrase, step, memory_.hits_of_more);
  }

  /// Notes the form that a phrase may be.
  void note_hit(const Way& way, std::uint64_t phrase, const Index::Step& step,
                std::vector<Hit>& hits) {
    if (step.first_form == gazetteer::kNoForm) return;
    const bool is_stopped = catalog_.is_stopped(phrase);
    if (is_stopped && fates_ == nullptr) return;
    hits.push_back({way.start, way.last, step.first_form, is_stopped});
    expect_record(step.first_form);
  }

  /// Whether `next` surely has a small letter first, as `first` has only plain ones. That a form is
  /// refused for this has to be found out where somebody asks.
  [[nodiscard]] bool is_small_behind(Place first, Place next) const {
    if (fates_ != nullptr || first.unit != kWhole || next.unit != kWhole) return false;
    return tokens_[first.token].has(text::kAscii) && !may_be_capital(tokens_[next.token]);
  }

  /// Visits each unit that begins where `last` ends.
  template <class Visit>
  void each_next(Place last, Visit visit) {
    if (last.unit != kWhole) {
      const std::uint32_t next = memory_.units[last.unit].next;
      if (is_of(last.token, next)) return each_beside({last.token, next}, visit);
    }
    // A name may cross one line break, never a blank line.
    const std::uint32_t token = last.token + 1;
    if (token == tokens_.size() || tokens_[token].has(text::kBlankLineBefore)) return;
    if (text::is_one_unit(tokens_[token])) return visit(Place{token, kWhole});
    each_beside({token, first_unit(token)}, visit);
  }

  /// Visits each of the units of a token that begin where `next` does.
  template <class Visit>
  void each_beside(Place next, Visit visit) {
    const std::uint32_t begin = memory_.units[next.unit].span.begin;
    for (; is_of(next.token, next.unit) && memory_.units[next.unit].span.begin == begin;
         ++next.unit)
      visit(next);
  }

  void accept_forms(const Hit& hit) {
    const Place first = memory_.starts.ways[hit.start].last;
    const Span span{span_of(first).begin, span_of(hit.last).end};
    const std::string_view slice = text_.substr(span.begin, span.byte_size());
    const bool glued = is_glued(first) || is_glued(hit.last);
    bool is_compared = false;
    FormRecord record = index_->view().form_record(hit.form);
    for (FormId form = hit.form;; record = index_->view().form_record(++form)) {
      std::optional<Refusal> refusal = hit.is_stopped ? Refusal::kStopped : find_bar(record, glued);
      if (!refusal || fates_ != nullptr) {
        // Most words that are names are words that look-up alone knows: keys are compared only now.
        if (!is_compared && !has_key(hit.form, slice)) return;
        is_compared = true;
        const EntryId entry = catalog_.global_entry(index_number_, record.entry);
        if (!refusal) refusal = find_refusal(form, record.letter_case(), entry, slice);
        if (!refusal) expect_names(record.entry);
        take(span, {first.token, hit.last.token + 1}, entry,
             catalog_.global_form(index_number_, form), refusal);
      }
      if (record.is_last_of_key() || form + 1 == index_->form_count()) return;
    }
  }

  /// Adds a form, or notes that it is refused.
  void take(Span span, TokenRange range, EntryId entry, FormId form,
            std::optional<Refusal> refusal) {
    if (!refusal) {
      add(span, range, entry, form);
    } else if (fates_ != nullptr) {
      fates_->refused.push_back({span, form, *refusal});
    }
  }

  /// Why a form is never taken, wherever it stands so.
  [[nodiscard]] static std::optional<Refusal> find_bar(const FormRecord& form, bool glued) {
    if (form.is_lookup_only()) return Refusal::kLookupOnly;
    return glued && !form.is_glued() ? std::optional(Refusal::kGlued) : std::nullopt;
  }

  std::optional<Refusal> find_refusal(FormId form, gazetteer::Case demand, EntryId entry,
                                      std::string_view slice) {
    if (catalog_.is_dropped(entry)) return Refusal::kDropped;
    const bool fits = demand == gazetteer::Case::kAny || has_case(form, slice, demand);
    return fits ? std::nullopt : std::optional(Refusal::kCase);
  }

  /// Equal hashes alone are no match.
  bool has_key(FormId number, std::string_view slice) {
    const FormMemory::Form* form = memory_.forms.find(*index_, index_number_, number);
    if (form == nullptr) return false;
    return form->text == slice || differ_in_case_alone(form->text, slice) ||
           make_key(form->text, memory_.key) == make_key(slice, memory_.folded);
  }

  /// What names are compared by: folded, without spaces.
  static const std::string& make_key(std::string_view name, std::string& key) {
    key.clear();
    text::fold(name, key);
    std::erase(key, ' ');
    return key;
  }

  bool has_case(FormId number, std::string_view slice, gazetteer::Case demand) {
    const FormMemory::Form* form = memory_.forms.find(*index_, index_number_, number);
    return form != nullptr && (form->text == slice || satisfies_case(form->text, slice, demand));
  }

  void add(Span span, TokenRange range, EntryId entry, FormId form) {
    const LabelId label = catalog_.label(entry);
    for (auto it = set_.candidates.rbegin();
         it != set_.candidates.rend() && it->span.begin == span.begin; ++it)
      if (it->span == span && it->label == label) return add_choice(*it, entry, form);
    Candidate& candidate = set_.candidates.emplace_back();
    if (!memory_.spare_entries.empty()) {
      candidate.entries.swap(memory_.spare_entries.back());
      memory_.spare_entries.pop_back();
    }
    candidate.span = span;
    candidate.label = label;
    add_choice(candidate, entry, form);
    memory_.ranges.push_back(range);
  }

  static void add_choice(Candidate& candidate, EntryId entry, FormId form) {
    for (const EntryChoice& choice : candidate.entries)
      if (choice.entry == entry) return;
    candidate.entries.push_back({entry, form, 0, kByForm});
  }

  const Catalog& catalog_;
  std::string_view text_;
  const Tokens& tokens_;
  Matcher::Memory& memory_;
  CandidateSet& set_;
  Fates* fates_;
  const Index* index_ = nullptr;
  std::size_t index_number_ = 0;
};

bool comes_before(const Candidate& a, const Candidate& b) {
  if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
  if (a.span.end != b.span.end) return a.span.end > b.span.end;
  return a.label < b.label;
}

/// Whether each comes before the next: there are no equal ones.
bool is_in_order(const std::vector<Candidate>& candidates) {
  return std::adjacent_find(candidates.begin(), candidates.end(),
                            [](const Candidate& a, const Candidate& b) {
                              return !comes_before(a, b);
                            }) == candidates.end();
}

/// Several indexes can know the same span under the same label: they are one candidate.
void merge_equal(std::vector<Candidate>& sorted) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (kept > 0 && sorted[kept - 1].span == sorted[i].span &&
        sorted[kept - 1].label == sorted[i].label) {
      for (const EntryChoice& choice : sorted[i].entries) {
        auto& entries = sorted[kept - 1].entries;
        if (std::none_of(entries.begin(), entries.end(),
                         [&](const auto& e) { return e.entry == choice.entry; }))
          entries.push_back(choice);
      }
    } else {
      if (kept != i) sorted[kept] = std::move(sorted[i]);
      ++kept;
    }
  }
  sorted.resize(kept);
}

}  // namespace

Matcher::Matcher() : memory_(std::make_unique<Memory>()) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

void Matcher::find_candidates(const Catalog& catalog, std::string_view text, const Tokens& tokens,
                              CandidateSet& set, Fates* fates) {
  memory_->forms.serve(catalog);
  Search(catalog, text, tokens, *memory_, set, fates).run();
  if (!is_in_order(set.candidates)) {
    std::stable_sort(set.candidates.begin(), set.candidates.end(), comes_before);
    merge_equal(set.candidates);
    memory_->ranges.clear();  // which are in the order of finding
  }
  if (memory_->ranges.size() != set.candidates.size()) memory_->ranges.clear();
  weigh(text, tokens, memory_->ranges, set, fates);
}

void Matcher::reuse(CandidateSet& set) {
  constexpr std::size_t kMostLists = 256, kLongestList = 64;
  for (Candidate& candidate : set.candidates) {
    if (memory_->spare_entries.size() == kMostLists) break;
    if (candidate.entries.empty() || candidate.entries.size() > kLongestList) continue;
    candidate.entries.clear();
    memory_->spare_entries.push_back(std::move(candidate.entries));
  }
  set.clear();
}

void find_candidates(const Catalog& catalog, std::string_view text, const Tokens& tokens,
                     CandidateSet& set) {
  Matcher().find_candidates(catalog, text, tokens, set);
}

}  // namespace waymark::match
