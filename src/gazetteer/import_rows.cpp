// SPDX-License-Identifier: Apache-2.0
// The reader of a table gives rows; here each becomes an entry with its forms, judged by what their
// letters prove, and goes into the builder of the index.
#include "gazetteer/import_rows.h"

#include <algorithm>
#include <future>

#include "gazetteer/background.h"
#include "gazetteer/content_digest.h"
#include "gazetteer/entry_queue.h"
#include "gazetteer/form_maker.h"
#include "gazetteer/import_row.h"
#include "gazetteer/index_writer.h"
#include "gazetteer/limits.h"
#include "gazetteer/list_import.h"
#include "gazetteer/row_ids.h"
#include "gazetteer/row_names.h"
#include "gazetteer/row_schema.h"
#include "gazetteer/row_values.h"
#include "gazetteer/table_place.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

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
        queue_(target.builder, target.content.schema, target.content.sources),
        schema_(options, beside, target.content, queue_),
        ids_(options, beside, target.builder),
        names_(options.weak, beside != nullptr ? beside->derivers : std::vector<std::string>(),
               target.content.schema, ids_, report) {}

  /// Returns when all rows are in the builder.
  void finish() {
    queue_.wait();
    content_.content += queue_.digest();
    report_.forms += queue_.form_count();
  }

  void enter(const Table& table) override { places_ = TablePlaces(table); }

  [[nodiscard]] bool has(std::string_view id) const override {
    return ids_.is_taken(options_.id_prefix + std::string(id));
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
  /// Whether no file beside the table can have an id of its names, or add to one.
  [[nodiscard]] bool is_simple_list() const {
    return options_.form == TableForm::kLines && ids_.made_are_free() &&
           (beside_ == nullptr ||
            (beside_->derivers.empty() && !beside_->parent.starts_with(ids_.made_prefix())));
  }

  /// What all names of a list have in common, with a name; nothing if even that is at fault.
  std::optional<IndexEntry> make_list_entry() {
    const ImportRow nothing;
    IndexEntry entry;
    entry.id = ids_.made_prefix();
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
    ids_.claim_some(entry_);
    hand_over();
  }

  void hand_over() {
    if (ids_.is_held()) {
      queue_.add_digest(entry_);
    } else {
      queue_.add(entry_);
    }
  }

  /// In a plain list names of one id are spellings of one entry.
  void keep_name() {
    ids_.make(entry_.names.front().second, entry_.id);
    if (!are_asked_ && ids_.is_free(entry_.id)) return queue_.add_name(entry_);
    if (ids_.claim(entry_)) return hand_over();
    if (ids_.add_spelling(entry_)) return queue_.add_digest(entry_);
    ++report_.repeated;
  }

  /// A gazetteer file is wrong where a table is; but a table of thousands has rows without a name
  /// that can be looked up, and can do without them.
  [[nodiscard]] Severity severity_of(std::string_view code) const {
    const bool lacks_name = code == "no-name" || code == "unusable-form" || code == "too-long";
    return beside_ != nullptr && lacks_name ? Severity::kWarning : Severity::kError;
  }

  /// Fills entry_ from a row.
  std::optional<RowFault> make_entry(const ImportRow& row) {
    ids_.expect(row, entry_);
    if (auto fault = read_source(row)) return fault;
    if (auto fault = schema_.read_label(row, entry_)) return fault;
    if (auto fault = names_.read(row, entry_)) return fault;
    if (auto fault = read_place(row, usual_prior(), entry_)) return fault;
    if (auto fault = read_years(row, entry_)) return fault;
    if (auto fault = schema_.read_kind(row, entry_)) return fault;
    if (auto fault = ids_.read(row, places_.table().file, entry_)) return fault;
    names_.derive(entry_);
    return std::nullopt;
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

  TablePlaces places_;
  const ImportOptions& options_;
  const YamlBeside* beside_;
  ImportReport& report_;
  IndexBuilder& builder_;
  IndexContent& content_;
  EntryQueue queue_;
  RowSchema schema_;
  RowIds ids_;
  RowNames names_;
  IndexEntry entry_;  // of the row at hand
  std::uint16_t last_source_ = 0;
  bool are_asked_ = true;  // ids, whether they are new
  bool uses_queue_ = true;
  ImportRow name_row_;
  std::size_t shown_[2] = {};  // warnings, errors
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
