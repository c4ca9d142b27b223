// SPDX-License-Identifier: Apache-2.0
// The reader of a table gives rows; here each becomes an entry with its forms, judged by what their
// letters prove, and goes into the builder of the index.
#include "gazetteer/import_rows.h"

#include <algorithm>
#include <future>
#include <unordered_map>

#include "gazetteer/background.h"
#include "gazetteer/content_digest.h"
#include "gazetteer/entry_queue.h"
#include "gazetteer/expand.h"
#include "gazetteer/form_maker.h"
#include "gazetteer/import_row.h"
#include "gazetteer/index_writer.h"
#include "gazetteer/limits.h"
#include "gazetteer/list_import.h"
#include "gazetteer/made_id.h"
#include "gazetteer/row_schema.h"
#include "gazetteer/row_values.h"
#include "gazetteer/table_place.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

/// One more thing in a list of which `count` are in use; the others keep their memory.
template <class T>
T& next(std::vector<T>& list, std::size_t& count) {
  if (count == list.size()) list.emplace_back();
  return list[count++];
}

/// How many lines a table has, by those of its begin.
std::size_t guess_line_count(std::string_view table) {
  constexpr std::size_t kSample = std::size_t{1} << 20;
  const std::string_view sample = table.substr(0, kSample);
  const auto lines = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), '\n'));
  // A little more, so that room is rarely made twice.
  return sample.size() == table.size() ? lines : lines * (table.size() / kSample + 1) * 33 / 32;
}

/// Of the bytes of a table and of those beside it.
Digest digest_of_tables(const Table& table, const GeoNamesTables& beside) {
  Digest digest = digest_of(table.bytes);
  for (const Table& other : beside.divisions) digest += digest_of(other.bytes);
  for (const std::optional<Table>& other : {beside.alternate_names, beside.countries})
    if (other) digest += digest_of(other->bytes);
  return digest;
}

class Importer : public ImportSink {
 public:
  Importer(const ImportOptions& options, const YamlBeside* beside, ImportTarget& target,
           ImportReport& report)
      : options_(options),
        beside_(beside),
        report_(report),
        builder_(target.builder),
        content_(target.content),
        forms_(options.weak, target.content.schema, report),
        queue_(target.builder, target.content.schema, target.content.sources),
        schema_(options, beside, target.content, queue_),
        made_prefix_(options.id_prefix.empty() ? options.source + "." : options.id_prefix) {
    hyphenate(made_prefix_, 0);
    if (beside == nullptr) return;
    derivers_.derive.emplace();
    for (const std::string& deriver : beside->derivers) derivers_.derive->push_back({deriver, {}});
    const auto is_below = [&](const std::string& id) { return id.starts_with(made_prefix_); };
    made_ids_are_free_ =
        !beside->scope->may_have_below(made_prefix_) &&
        std::none_of(beside->rows->claimed.begin(), beside->rows->claimed.end(), is_below);
  }

  /// Returns when all rows are in the builder.
  void finish() {
    queue_.wait();
    content_.content += queue_.digest();
    report_.forms += queue_.form_count();
  }

  void enter(const Table& table) override { places_ = TablePlaces(table); }

  [[nodiscard]] bool has(std::string_view id) const override {
    return is_taken(options_.id_prefix + std::string(id));
  }

  void expect(std::string_view table) override {
    constexpr std::size_t kShortRow = 8, kMost = std::size_t{1} << 24;  // against empty lines
    constexpr std::size_t kMany = 20'000;
    const std::size_t rows = guess_line_count(table);
    queue_.wait();
    // A row keeps a few names at most; what takes more is too long or none.
    constexpr std::size_t kLongRow = std::size_t{1} << 14;
    builder_.reserve(std::min({rows, table.size() / kShortRow, kMost}),
                     std::min(table.size(), (rows + 1) * kLongRow), are_asked_);
    if (rows >= kMany && uses_queue_) queue_.start();
  }

  /// Reads a list whose names are all that there is to its entries: what most lists are. Gives
  /// false, and reads nothing, of any other table.
  bool read_simple_list(const Table& table) {
    if (!is_simple_list()) return false;
    const std::optional<IndexEntry> entry = make_list_entry();
    const NamePattern pattern = entry ? builder_.make_pattern(*entry) : NamePattern{0};
    if (pattern == 0) return false;
    are_asked_ = uses_queue_ = false;
    expect(table.bytes);
    const ListKind kind{.weak = options_.weak,
                        .schema = content_.schema,
                        .source = content_.sources[entry->source],
                        .short_prefix = options_.id_prefix.size() + options_.source.size() + 1,
                        .pattern = *entry};
    const ImportReport weak =
        read_list(table.bytes, kind, [&](const ListBlock& block) { take_block(pattern, block); });
    report_.lookup_only += weak.lookup_only;
    report_.exact += weak.exact;
    report_.in_company += weak.in_company;
    return true;
  }

  /// Says that rows will be read one by one.
  void expect_rows() {
    builder_.settle();
    if (options_.form != TableForm::kLines) return;
    const std::optional<IndexEntry> entry = make_list_entry();
    const NamePattern pattern = entry ? builder_.make_pattern(*entry) : NamePattern{0};
    are_asked_ = pattern == 0;
    queue_.expect_names(pattern);
  }

  void take(const ImportRow& row) override {
    if (const std::optional<RowFault> fault = make_entry(row))
      return refuse(fault->at, fault->code, fault->message, fault->hint);
    keep_entry();
  }

  void take_name(std::string_view name, std::size_t at) override {
    name_row_.clear(at);
    name_row_.names.emplace_back("", ImportField{std::string(name), at});
    take(name_row_);
  }

  void refuse(std::size_t at, std::string code, std::string message, std::string hint) override {
    const Severity severity = severity_of(code);
    Diagnostic fault;
    if (shown_[severity == Severity::kError] < kMaxErrors) fault = places_.find(at);
    fault.severity = severity;
    fault.code = "gazetteer/" + code;
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    refuse(std::move(fault));
  }

  void refuse(Diagnostic fault) override {
    ++report_.rows;
    ++report_.bad_rows;
    if (shown_[fault.severity == Severity::kError]++ < kMaxErrors)
      report_.diagnostics.push_back(std::move(fault));
  }

 private:
  /// A form of which a row says more than its text.
  struct ToldForm {
    const ImportForm* form = nullptr;
    bool is_added = false;
  };

  /// Whether no file beside the table can have an id of its names, or add to one.
  [[nodiscard]] bool is_simple_list() const {
    return options_.form == TableForm::kLines && made_ids_are_free_ &&
           (beside_ == nullptr ||
            (beside_->derivers.empty() && !beside_->parent.starts_with(made_prefix_)));
  }

  /// What all names of a list have in common, with a name; nothing if even that is at fault.
  std::optional<IndexEntry> make_list_entry() {
    const ImportRow nothing;
    IndexEntry entry;
    entry.id = made_prefix_;
    entry.source = beside_ != nullptr ? beside_->source : 0;
    if (schema_.read_label(nothing, entry) || read_place(nothing, usual_prior(), entry) ||
        schema_.read_kind(nothing, entry))
      return std::nullopt;
    if (beside_ != nullptr) entry.parent = beside_->parent;
    entry.names = {{"en", "name"}};
    entry.forms = {FormMaker::plain("name")};
    return entry;
  }

  [[nodiscard]] double usual_prior() const { return beside_ != nullptr ? beside_->prior : 0.5; }

  void take_block(NamePattern pattern, const ListBlock& block) {
    std::size_t name = 0, key = 0;
    const auto take_names_before = [&](std::size_t end) {
      builder_.add_names(pattern, block.names, name, end, key);
      name = end;
    };
    for (std::size_t i = 0; i < block.other_count; ++i) {
      const ListBlock::Other& other = block.others[i];
      take_names_before(other.names_before);
      if (other.fault) {
        refuse(other.fault->at, other.fault->code, other.fault->message, other.fault->hint);
      } else {
        builder_.add_unasked(pattern, other.entry);
        ++report_.rows;
        report_.forms += other.entry.forms.size();
      }
    }
    take_names_before(block.names.names.size());
    report_.rows += block.names.names.size();
    report_.forms += block.names.names.size();
    content_.content += block.digest;
  }

  void keep_entry() {
    ++report_.rows;
    if (options_.form == TableForm::kLines) return keep_name();
    add_entry();
    hand_over();
  }

  void hand_over() {
    if (is_held_) {
      queue_.add_digest(entry_);
    } else {
      queue_.add(entry_);
    }
  }

  /// In a plain list names of one id are spellings of one entry.
  void keep_name() {
    make_id(entry_.names.front().second);
    if (!are_asked_ && is_free(entry_.id)) return queue_.add_name(entry_);
    if (add()) return hand_over();
    if (add_spelling()) return queue_.add_digest(entry_);
    ++report_.repeated;
  }

  /// Adds the forms of the name at hand to a held one of its id. Gives false if there is none, or
  /// if it has them, or has many.
  bool add_spelling() const {
    constexpr std::size_t kMostForms = 64;
    if (beside_ == nullptr || !beside_->rows->held.contains(entry_.id)) return false;
    IndexEntry& first = beside_->rows->held.at(entry_.id);
    const std::size_t before = first.forms.size();
    for (const Form& form : entry_.forms) {
      const auto is_it = [&](const Form& known) { return known.text == form.text; };
      if (before < kMostForms && std::none_of(first.forms.begin(), first.forms.end(), is_it))
        first.forms.push_back(form);
    }
    return first.forms.size() > before;
  }

  /// Whether no file beside the table has an id that was made, or adds to it.
  [[nodiscard]] bool is_free(const std::string& id) const {
    return made_ids_are_free_ ||
           (!beside_->scope->has_entry(id) && !beside_->rows->claimed.contains(id));
  }

  /// A gazetteer file is wrong where a table is; but a table of thousands has rows without a name
  /// that can be looked up, and can do without them.
  [[nodiscard]] Severity severity_of(std::string_view code) const {
    const bool lacks_name = code == "no-name" || code == "unusable-form" || code == "too-long";
    return beside_ != nullptr && lacks_name ? Severity::kWarning : Severity::kError;
  }

  /// Fills entry_ from a row.
  std::optional<RowFault> make_entry(const ImportRow& row) {
    name_count_ = 0;
    entry_.ids.clear();
    expect_id(trim(row.id.text));
    if (auto fault = read_source(row)) return fault;
    if (auto fault = schema_.read_label(row, entry_)) return fault;
    if (auto fault = read_corrects(row, corrects_)) return fault;
    forms_.begin(entry_.label, entry_.forms, corrects_);
    if (auto fault = note_told_forms(row)) return fault;
    if (auto fault = add_names(row)) return fault;
    entry_.names.resize(name_count_);
    if (auto fault = add_aliases(row)) return fault;
    entry_.forms.resize(forms_.count());
    for (const auto& [scheme, id] : row.ids) entry_.ids.emplace_back(scheme, trim(id.text));
    if (auto fault = read_place(row, usual_prior(), entry_)) return fault;
    if (auto fault = read_years(row, entry_)) return fault;
    if (auto fault = schema_.read_kind(row, entry_)) return fault;
    if (auto fault = read_ids(row)) return fault;
    if (beside_ != nullptr && !beside_->derivers.empty()) derive();
    return std::nullopt;
  }

  /// Calls the place of an id into the cache, while the rest of its row is read.
  void expect_id(std::string_view given) {
    if (given.empty()) return;
    entry_.id = options_.id_prefix;
    entry_.id += given;
    (void)builder_.expect(entry_.id);
  }

  /// The gazetteer that a row comes from, if rows may say it.
  std::optional<RowFault> read_source(const ImportRow& row) {
    constexpr std::size_t kMaxSources = 1000;
    entry_.source = beside_ != nullptr ? beside_->source : 0;
    if (!options_.takes_sources || beside_ != nullptr || !is_source(row.source.text))
      return std::nullopt;
    if (row.source.text == content_.sources[last_source_].first) {
      entry_.source = last_source_;
      return std::nullopt;
    }
    queue_.wait();  // it reads the sources
    entry_.source = last_source_ = source_number({row.source.text, options_.version}, content_);
    if (content_.sources.size() <= kMaxSources) return std::nullopt;
    return RowFault{row.source.at, "too-many-sources", "more than 1,000 gazetteers",
                    "--source gives all rows one"};
  }

  /// Whether a gazetteer can be called so. In tables of others the field may say anything.
  static bool is_source(std::string_view text) {
    constexpr std::size_t kLongest = 100;
    return !text.empty() && text.size() <= kLongest && is_word(text) &&
           text.find_first_of(":/") == std::string_view::npos;
  }

  /// What is said of a form can't be said otherwise elsewhere in the row.
  std::optional<RowFault> note_told_forms(const ImportRow& row) {
    told_.clear();
    for (const ImportForm& form : row.forms) {
      const auto [told, is_new] = told_.try_emplace(trim(form.form.text), ToldForm{.form = &form});
      if (!is_new && !form.says_as(*told->second.form))
        return RowFault{form.at, "bad-form",
                        "two things are said of the form '" + std::string(told->first) + "'",
                        "say all of it once"};
    }
    return std::nullopt;
  }

  /// Aliases, and the other forms of which something is said.
  std::optional<RowFault> add_aliases(const ImportRow& row) {
    for (const ImportField& alias : row.aliases)
      if (auto fault = add_form(alias, Why::kAlias)) return fault;
    for (const ImportForm& form : row.forms) {
      ToldForm& told = told_.find(trim(form.form.text))->second;
      if (told.is_added) continue;
      if (auto fault = add_told(told, Why::kAlias)) return fault;
    }
    return std::nullopt;
  }

  /// Adds a name or alias as the row says it is found.
  std::optional<RowFault> add_form(const ImportField& name, Why why) {
    if (told_.empty()) return forms_.add(name, why);
    const auto told = told_.find(trim(name.text));
    if (told == told_.end()) return forms_.add(name, why);
    if (told->second.is_added && why == Why::kAlias) return std::nullopt;
    return add_told(told->second, why);
  }

  std::optional<RowFault> add_told(ToldForm& told, Why usual) {
    told.is_added = true;
    const std::size_t before = forms_.count();
    if (auto fault = forms_.add(*told.form, usual)) return fault;
    if (forms_.count() == before) return std::nullopt;
    for (Need& need : entry_.forms[before].needs)
      if (need.what == Need::What::kIn || need.what == Need::What::kEntry)
        need.value = id_of(need.value);
    return std::nullopt;
  }

  /// Adds the forms that derivers make of the names. Those of a row are as fixed as its own.
  void derive() {
    WrittenEntry written;
    for (const auto& [language, name] : entry_.names)
      written.names.push_back({{language, {}}, {name, {}}});
    static const std::vector<std::string> kNone;
    const std::vector<std::string>& generics =
        entry_.kind == kNoKind ? kNone : content_.schema.kind(entry_.kind).generics;
    for (Form& form : expand_forms(written, derivers_, generics)) {
      if (form.scheme.empty()) continue;
      form.fixed = !corrects_;
      entry_.forms.push_back(std::move(form));
    }
  }

  /// One name that can be looked up is enough: what stands for "none" in another language does no
  /// harm.
  std::optional<RowFault> add_names(const ImportRow& row) {
    std::optional<RowFault> unusable;
    for (const auto& [language, name] : row.names) {
      auto fault = add_name(language, name);
      if (fault && fault->code != "unusable-form") return fault;
      if (fault && !unusable) unusable = std::move(fault);
    }
    if (name_count_ > 0) return std::nullopt;
    return unusable ? unusable : RowFault{row.at, "no-name", "the row has no name", ""};
  }

  std::optional<RowFault> add_name(const std::string& language, const ImportField& name) {
    const std::size_t before = forms_.count();
    if (auto fault = add_form(name, Why::kCanonical)) return fault;
    if (forms_.count() == before) return std::nullopt;
    auto& [tag, text] = next(entry_.names, name_count_);
    text = entry_.forms[before].text;
    tag = language.empty() ? guess_language(text) : language;
    if (tag.empty()) tag = "und";
    if (has_name_before(tag)) {
      Why& why = entry_.forms[before].why;
      if (why == Why::kCanonical) why = Why::kAlias;
      --name_count_;
    }
    return std::nullopt;
  }

  /// Whether another than the last name is of a language: the first one stands.
  [[nodiscard]] bool has_name_before(const std::string& language) const {
    const auto* const names = entry_.names.data();
    return std::any_of(names, names + name_count_ - 1,
                       [&](const auto& name) { return name.first == language; });
  }

  std::optional<RowFault> read_ids(const ImportRow& row) {
    for (const auto& [scheme, id] : entry_.ids)
      if (!is_word(id)) return RowFault{row.at, "bad-id", "an id is not one word of UTF-8", ""};
    if (auto fault = read_id(row.id, entry_.id)) return fault;
    if (auto fault = read_id(row.parent, entry_.parent)) return fault;
    if (!entry_.id.empty() && is_taken(entry_.id))
      return RowFault{row.id.at, "duplicate-id",
                      "the id '" + entry_.id + "' stands in an earlier row", ""};
    if (beside_ != nullptr) {
      if (auto fault = settle_beside(row)) return fault;
    }
    if (entry_.parent == entry_.id) entry_.parent.clear();
    return std::nullopt;
  }

  /// An id with the prefix; empty if the field is.
  std::optional<RowFault> read_id(const ImportField& field, std::string& out) {
    out.clear();
    const std::string_view given = trim(field.text);
    if (given.empty()) return std::nullopt;
    if (!is_word(given) || given.size() + options_.id_prefix.size() > kMaxIdBytes)
      return RowFault{field.at, "bad-id", "an id is one word of at most 200 bytes", ""};
    out = options_.id_prefix;
    out += given;
    return std::nullopt;
  }

  [[nodiscard]] std::string with_prefix(std::string_view given) const {
    return options_.id_prefix + std::string(given);
  }

  /// The id of another entry that a row names: it may be one of a YAML file, without the prefix.
  [[nodiscard]] std::string id_of(std::string_view given) const {
    return beside_ != nullptr && beside_->scope->has_entry(given) ? std::string(given)
                                                                  : with_prefix(given);
  }

  /// What ids mean beside the entries of YAML files: theirs are not to be repeated, and a container
  /// may be one of theirs, without the prefix.
  std::optional<RowFault> settle_beside(const ImportRow& row) {
    if (!entry_.id.empty() && beside_->scope->has_entry(entry_.id))
      return RowFault{row.id.at, "duplicate-id",
                      "id '" + entry_.id + "' is defined in a gazetteer file too",
                      "write 'extend:' there to add to it"};
    const std::string_view given = trim(row.parent.text);
    if (given.empty()) {
      entry_.parent = beside_->parent;
    } else if (beside_->scope->has_entry(given)) {
      entry_.parent = given;
    } else if (!is_taken(entry_.parent)) {
      beside_->open_parents->try_emplace(entry_.parent,
                                         OpenParent{places_.table().file, row.parent.at});
    }
    return std::nullopt;
  }

  /// Of rows without an id the name is the id; two rows of one name are two things.
  void add_entry() {
    // read_ids has seen that it is free.
    if (!entry_.id.empty()) return (void)put();
    make_id(entry_.names.front().second);
    if (add()) return;
    const std::string id = entry_.id;
    std::uint32_t& copies = copies_.try_emplace(id, 1).first->second;
    do {
      entry_.id = id + "." + std::to_string(++copies);
    } while (!add());
  }

  /// Gives false if there is an entry of this id.
  bool add() {
    if (!made_ids_are_free_ && beside_->scope->has_entry(entry_.id)) return false;
    return put();
  }

  /// The same, where no file beside the table has it.
  bool put() {
    is_held_ = beside_ != nullptr && beside_->rows->claimed.contains(entry_.id);
    if (!is_held_) return builder_.claim(entry_.id);
    return beside_->rows->held.emplace(entry_.id, entry_).second;
  }

  [[nodiscard]] bool is_taken(const std::string& id) const {
    return beside_ != nullptr ? beside_->rows->has(id) : builder_.has(id);
  }

  /// Makes the entry's id of its name.
  void make_id(std::string_view name) {
    entry_.id = made_prefix_;
    entry_.id += name;
    hyphenate(entry_.id, made_prefix_.size());
    if (entry_.id.size() <= kMaxIdBytes) return;
    entry_.id.resize(options_.id_prefix.size() + options_.source.size() + 1);
    entry_.id += to_hex(digest_of(name));
  }

  TablePlaces places_;
  const ImportOptions& options_;
  const YamlBeside* beside_;
  ImportReport& report_;
  IndexBuilder& builder_;
  IndexContent& content_;
  WrittenDefaults derivers_;
  FormMaker forms_;
  EntryQueue queue_;
  RowSchema schema_;
  std::string made_prefix_;     // of ids that are made of names
  IndexEntry entry_;            // of the row at hand
  std::size_t name_count_ = 0;  // of its names so far
  bool corrects_ = false;       // other spellings are corrected to its forms
  std::unordered_map<std::string_view, ToldForm> told_;  // of the row, by their texts
  std::uint16_t last_source_ = 0;
  bool is_held_ = false;   // it doesn't go into the builder
  bool are_asked_ = true;  // ids, whether they are new
  bool uses_queue_ = true;
  bool made_ids_are_free_ = true;  // none can be an id of a file beside the table
  ImportRow name_row_;
  std::unordered_map<std::string, std::uint32_t> copies_;  // of ids made of names that came again
  std::size_t shown_[2] = {};                              // warnings, errors
};

Failure read(const Table& table, const GeoNamesTables& beside, const ImportOptions& options,
             ImportSink& sink) {
  switch (options.form) {
    case TableForm::kLines:
      return read_lines(table, sink);
    case TableForm::kCsv:
    case TableForm::kTsv:
      return read_table(table, options, sink);
    case TableForm::kJsonLines:
      return read_json_lines(table, options, sink);
    case TableForm::kGeoNames:
      return read_geonames(table, beside, options, sink);
    case TableForm::kWikidata:
      return read_wikidata(table, sink);
    case TableForm::kLinkedPlaces:
      return read_linked_places(table, sink);
    case TableForm::kSkos:
      return read_skos(table, sink);
    case TableForm::kEntityRuler:
      return read_entity_ruler(table, sink);
    case TableForm::kGate:
      return read_gate(table, sink);
  }
  return std::nullopt;
}

GeoNamesTables without_marks(GeoNamesTables tables) {
  for (Table& division : tables.divisions) division.bytes = without_mark(division.bytes);
  for (std::optional<Table>* table : {&tables.alternate_names, &tables.countries})
    if (*table) (*table)->bytes = without_mark((*table)->bytes);
  return tables;
}

/// What stands before ids by default: those of a public collection are its own.
std::string default_prefix(TableForm form) {
  if (form == TableForm::kGeoNames) return "geonames.";
  if (form == TableForm::kWikidata) return "wikidata.";
  return "";
}

}  // namespace

std::uint16_t source_number(const std::pair<std::string, std::string>& source,
                            IndexContent& content) {
  auto found = std::find(content.sources.begin(), content.sources.end(), source);
  if (found == content.sources.end()) found = content.sources.insert(found, source);
  return static_cast<std::uint16_t>(found - content.sources.begin());
}

Failure import_rows(const Table& given, const GeoNamesTables& given_beside,
                    const ImportOptions& given_options, const YamlBeside* beside,
                    ImportTarget& target, ImportReport& report) {
  const Table table{without_mark(given.bytes), given.file};
  const GeoNamesTables geonames = without_marks(given_beside);
  ImportOptions options = given_options;
  if (options.id_prefix.empty()) options.id_prefix = default_prefix(options.form);
  constexpr std::size_t kUsualRow = 16;
  std::future<Digest> source_bytes = in_background(
      table.bytes.size() / kUsualRow, [&] { return digest_of_tables(table, geonames); });
  Importer importer(options, beside, target, report);
  importer.enter(table);
  Failure failure;
  if (!importer.read_simple_list(table)) {
    importer.expect_rows();
    failure = read(table, geonames, options, importer);
  }
  importer.finish();
  target.content.source_bytes += source_bytes.get();
  return failure;
}

}  // namespace waymark::gazetteer
