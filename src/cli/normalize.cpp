// SPDX-License-Identifier: Apache-2.0
// `waymark normalize`: names, a line each or a column of a table or of JSON lines, → the entries
// they mean. A table comes back as it was, with more columns; everything else becomes a record or a
// line for each name.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <functional>

#include "cli/answer_sink.h"
#include "cli/byte_source.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "cli/suggest.h"
#include "format/byte_reader.h"
#include "format/encoding.h"
#include "normalize/answer_writer.h"
#include "normalize/table.h"
#include "text/json.h"
#include "text/utf8.h"

namespace waymark::cli {
namespace {

namespace json = text::json;
using normalize::Answer;
using normalize::AnswerWriter;
using normalize::Normalizer;
using normalize::TableReader;
using normalize::TableRow;

constexpr std::uint64_t kLongestLine = 64u << 20;

/// "csv" of names.csv.gz; empty for what has no such suffix.
std::string format_of(const std::string& path) {
  const std::string name = without_packing(path);
  for (const char* suffix : {"csv", "tsv", "jsonl"})
    if (name.ends_with(std::string(".") + suffix)) return suffix;
  return {};
}

bool is_pipe(const std::string& path) {
  struct stat status {};
  const bool known =
      path == "-" ? ::fstat(STDIN_FILENO, &status) == 0 : ::stat(path.c_str(), &status) == 0;
  return known && !S_ISREG(status.st_mode);
}

std::size_t find_column(const std::vector<std::string>& header, const std::string& name) {
  return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

/// What answers, which takes a while to make.
struct Answering {
  Answering(const gazetteer::Catalog& catalog, normalize::Limits limits,
            const NormalizeOptions& options)
      : normalizer(catalog, std::move(limits)),
        writer(normalizer, {options.all, options.write_as, options.explain}) {}

  Normalizer normalizer;
  AnswerWriter writer;
};

/// Reads names and has them answered, or derived.
class Normalization {
 public:
  /// `answering` is null where names are only derived.
  Normalization(const NormalizeOptions& options, const gazetteer::Catalog& catalog,
                const Answering* answering, Output& out, Console& console)
      : options_(options), catalog_(catalog), answering_(answering), out_(out), console_(console) {}

  /// Errors: wrong use, or an input that can't be opened.
  Diagnostics run(const std::string& path, const std::string& from, AnswerSink& sink,
                  bool keeps_table) {
    auto source = open_source(path);
    if (!source) return source.error();
    path_ = path;
    flushes_ = is_pipe(path);
    Diagnostics faults;
    if (from == "csv" || from == "tsv") {
      faults = read_table(**source, from == "tsv" ? '\t' : '\0', sink, keeps_table);
    } else {
      read_lines(**source, from == "jsonl", sink);
    }
    if (const std::string error = (*source)->error(); !error.empty())
      faults.push_back({.code = "cli/cannot-read", .file = path, .message = error});
    return faults;
  }

  [[nodiscard]] std::uint64_t bad_records() const { return bad_records_; }

 private:
  Answer answer(const Name& name) const {
    return answering_->normalizer.answer({name.text, name.container, name.context});
  }
  [[nodiscard]] bool is_wanted(const Answer& answer) const {
    return !options_.review || answer.status != normalize::Status::kMatched;
  }
  bool done() { return !flushes_ || out_.flush(); }

  bool fail(const Diagnostic& fault, std::uint64_t line, AnswerSink& sink) {
    ++bad_records_;
    console_.report(fault);
    return sink.put_error(fmt::format("{}:{}", path_, line), fault);
  }

  void read_lines(format::ByteSource& source, bool is_json, AnswerSink& sink) {
    format::ByteReader bytes(source);
    bytes.skip_byte_order_mark();
    format::Line line;
    while (format::read_line(bytes, kLongestLine, line)) {
      if (const std::size_t at = text::find_invalid_utf8(line.bytes); at != text::kAllValid) {
        if (!fail(format::diagnose_invalid_utf8(line.bytes, at, path_, line.number), line.number,
                  sink))
          return;
      } else if (!(is_json ? put_json(line, sink)
                           : put_name({line.bytes, {}, {}, line.number}, sink))) {
        return;
      }
      if (!done()) return;
    }
  }

  bool put_name(const Name& name, AnswerSink& sink) {
    if (options_.derive) {
      std::string record;
      normalize::append_derivation(catalog_, name.text, options_.explain, record);
      return out_.write(record);
    }
    const Answer found = answer(name);
    return !is_wanted(found) || sink.put(name, found);
  }

  bool put_json(const format::Line& line, AnswerSink& sink) {
    if (line.bytes.find_first_not_of(" \t\r") == std::string::npos)
      return options_.derive || put_name({{}, {}, {}, line.number}, sink);
    auto record = json::parse(line.bytes, path_, static_cast<std::uint32_t>(line.number));
    if (!record) return fail(record.error().front(), line.number, sink);
    const std::string field = options_.field.empty() ? "name" : options_.field;
    const json::Value* name = record->find(field);
    if (name == nullptr || (!name->is_null() && !name->is_string()))
      return fail({.code = "cli/no-field",
                   .file = path_,
                   .line = static_cast<std::uint32_t>(line.number),
                   .column = 1,
                   .message = fmt::format("there is no text in a field '{}'", field),
                   .hint = "--field names the field"},
                  line.number, sink);
    return put_name({text_of(name), text_of(find_named(*record, options_.within_field)),
                     text_of(find_named(*record, options_.context_field)), line.number},
                    sink);
  }

  static const json::Value* find_named(const json::Value& record, const std::string& name) {
    return name.empty() ? nullptr : record.find(name);
  }
  static std::string text_of(const json::Value* value) {
    return value != nullptr && value->is_string() ? *value->as_string() : std::string();
  }

  // ---- Tables.

  struct Columns {
    std::size_t name = 0, container = 0, context = 0, count = 0;
  };

  Diagnostics read_table(format::ByteSource& source, char delimiter, AnswerSink& sink,
                         bool keeps_table) {
    TableReader table([&](char* buffer, std::size_t size) { return source.read(buffer, size); },
                      delimiter);
    TableRow row;
    if (!table.next(row)) return {};
    Columns columns;
    if (auto faults = find_columns(row, columns, keeps_table); !faults.empty()) return faults;
    if (keeps_table)
      out_.write(table.preamble() + extend_row(row, normalize::kColumns, 0, table.delimiter()));
    while (table.next(row)) {
      const bool goes_on = keeps_table ? keep_row(row, columns, table.delimiter(), sink)
                                       : put_row(row, columns, sink);
      if (!goes_on || !done()) break;
    }
    return {};
  }

  Diagnostics find_columns(const TableRow& header, Columns& columns, bool keeps_table) const {
    columns.count = header.fields.size();
    if (const std::size_t at = text::find_invalid_utf8(header.bytes); at != text::kAllValid)
      return {format::diagnose_invalid_utf8(header.bytes, at, path_, header.line)};
    if (keeps_table && find_column(header.fields, "waymark_entry") < columns.count)
      return {
          usage_fault("cli/has-columns", "the table has a column 'waymark_entry' already",
                      "leave the columns of an earlier run out, or write records with --to jsonl")};
    std::string name = options_.field;
    if (name.empty() && columns.count == 1) name = header.fields.front();
    if (name.empty()) name = "name";
    Diagnostics faults;
    const auto find = [&](const std::string& wanted, std::size_t& column) {
      column = wanted.empty() ? columns.count : find_column(header.fields, wanted);
      if (!wanted.empty() && column == columns.count)
        faults.push_back(usage_fault(
            "cli/no-field", fmt::format("the table has no column '{}'", wanted),
            options_.field.empty() && wanted == name
                ? fmt::format("--field names the column; {}", suggest(wanted, header.fields))
                : suggest(wanted, header.fields)));
    };
    find(name, columns.name);
    find(options_.within_field, columns.container);
    find(options_.context_field, columns.context);
    return faults;
  }

  static std::string field_of(const TableRow& row, std::size_t column) {
    return column < row.fields.size() ? row.fields[column] : std::string();
  }

  Name name_of(const TableRow& row, const Columns& columns) const {
    return {field_of(row, columns.name), field_of(row, columns.container),
            field_of(row, columns.context), row.number};
  }

  /// Says what is wrong with a row; its answer is none, or columns that stand askew.
  void check_row(const TableRow& row, const Columns& columns) {
    const auto say = [&](std::string code, std::string message) {
      ++bad_records_;
      console_.report(Diagnostic{.code = std::move(code),
                                 .file = path_,
                                 .line = static_cast<std::uint32_t>(row.line),
                                 .column = 1,
                                 .message = std::move(message)});
    };
    if (const std::size_t at = text::find_invalid_utf8(row.bytes); at != text::kAllValid) {
      ++bad_records_;
      console_.report(format::diagnose_invalid_utf8(row.bytes, at, path_, row.line));
    }
    if (row.has_open_quote) say("cli/open-quote", "a quote that is never closed");
    if (row.fields.size() > columns.count)
      say("cli/too-many-fields",
          fmt::format("{} fields in a table of {} columns", row.fields.size(), columns.count));
    if (row.is_too_long) say("cli/too-large", "a row that is too long; it is cut here");
  }

  bool keep_row(const TableRow& row, const Columns& columns, char delimiter, AnswerSink& sink) {
    if (row.bytes.empty() && columns.count > 1)
      return out_.write(row.line_end);  // no row, a spare line
    check_row(row, columns);
    const Name name = name_of(row, columns);
    const Answer found = answer(name);
    if (!is_wanted(found)) return true;
    if (!sink.put_candidates(name, found)) return false;
    const std::size_t missing = columns.count - std::min(columns.count, row.fields.size());
    return out_.write(extend_row(row, answering_->writer.columns(found), missing, delimiter));
  }

  bool put_row(const TableRow& row, const Columns& columns, AnswerSink& sink) {
    if (row.bytes.empty() && columns.count > 1) return true;
    check_row(row, columns);
    return put_name(name_of(row, columns), sink);
  }

  const NormalizeOptions& options_;
  const gazetteer::Catalog& catalog_;
  const Answering* answering_;
  Output& out_;
  Console& console_;
  std::string path_;
  bool flushes_ = false;
  std::uint64_t bad_records_ = 0;
};

/// Which entries and kinds are asked for. Errors: unknown ones.
Result<normalize::Limits> find_limits(const NormalizeOptions& options,
                                      const gazetteer::Catalog& catalog) {
  normalize::Limits limits;
  Diagnostics faults;
  for (const std::string& id : options.within) {
    const auto entry = catalog.find(id);
    if (entry) limits.within.push_back(*entry);
    if (!entry)
      faults.push_back(usage_fault("cli/unknown-entry", fmt::format("unknown entry '{}'", id),
                                   "'waymark gazetteer search NAME' shows the ids of a name"));
  }
  std::vector<std::string> names;
  for (const gazetteer::Kind& kind : catalog.schema().kinds()) names.push_back(kind.name);
  for (const std::string& name : options.kinds) {
    const auto kind = catalog.schema().find_kind(name);
    if (kind) limits.kinds.push_back(*kind);
    if (!kind)
      faults.push_back(usage_fault("cli/unknown-kind", fmt::format("unknown kind '{}'", name),
                                   suggest(name, names)));
  }
  if (!faults.empty()) return faults;
  return limits;
}

/// The form of the output; empty: none is asked for.
std::string wanted_form(const NormalizeOptions& options) {
  return options.to.empty() ? format_of(options.output) : options.to;
}

std::optional<Diagnostic> check_use(const NormalizeOptions& options) {
  const std::vector<std::string> schemes = normalize::known_schemes();
  if (!options.write_as.empty() &&
      std::find(schemes.begin(), schemes.end(), options.write_as) == schemes.end())
    return usage_fault("cli/unknown-scheme", fmt::format("unknown scheme '{}'", options.write_as),
                       suggest(options.write_as, schemes));
  if (options.derive && !wanted_form(options).empty() && wanted_form(options) != "jsonl")
    return usage_fault("cli/usage", "derived forms are written as JSON lines only",
                       "leave --to out");
  return std::nullopt;
}

Result<std::unique_ptr<Output>> open_output(const std::string& path, bool force) {
  if (path.empty() || path == "-") return std::make_unique<Output>();
  return Output::create(path, force);
}

}  // namespace

int run(const NormalizeOptions& options) {
  Console console(options.common);
  const auto fail = [&](const Diagnostics& faults, int code) {
    console.report(faults);
    return code;
  };
  if (const auto fault = check_use(options)) return fail({*fault}, kUsage);
  auto files = find_knowledge(options.knowledge, console);
  if (!files) return fail(files.error(), kUsage);
  if (options.knowledge.show_config) return print_config(*files, console);
  Diagnostics warnings;
  auto gazetteer = load_gazetteer(*files, &warnings, console);
  if (!gazetteer) return fail(gazetteer.error(), kKnowledge);
  console.explain(warnings);
  auto limits = find_limits(options, gazetteer->catalog());
  if (!limits) return fail(limits.error(), kUsage);

  const std::vector<std::string> inputs =
      options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
  const auto from_of = [&](const std::string& path) {
    return options.from.empty() ? format_of(path) : options.from;
  };
  std::string form = wanted_form(options);
  const std::string from = from_of(inputs.front());
  const bool is_table = from == "csv" || from == "tsv";
  const bool keeps_table = is_table && !options.derive && (form.empty() || form == from);
  if (keeps_table && inputs.size() > 1)
    return fail({usage_fault("cli/usage", "one table at a time", "--to jsonl takes several")},
                kUsage);
  const bool to_terminal =
      (options.output.empty() || options.output == "-") && ::isatty(STDOUT_FILENO) != 0;
  if (form.empty()) form = to_terminal ? "text" : "jsonl";

  auto out = open_output(options.output, options.force);
  if (!out) return fail(out.error(), kUsage);
  std::unique_ptr<Output> candidates;
  if (!options.candidates.empty()) {
    auto second = Output::create_beside(options.candidates, options.force);
    if (!second) return fail(second.error(), kUsage);
    candidates = *std::move(second);
  }
  const auto answering = options.derive ? nullptr
                                        : std::make_unique<Answering>(gazetteer->catalog(),
                                                                      *std::move(limits), options);
  AnswerSink sink(answering == nullptr ? nullptr : &answering->writer,
                  keeps_table || options.derive ? "jsonl" : form, **out, candidates.get(),
                  format_of(options.candidates) == "tsv" ? '\t' : ',');
  Normalization normalization(options, gazetteer->catalog(), answering.get(), **out, console);
  for (const std::string& path : inputs)
    if (const Diagnostics faults = normalization.run(path, from_of(path), sink, keeps_table);
        !faults.empty())
      return fail(faults, kUsage);
  if (candidates != nullptr && !candidates->commit()) return fail({candidates->fault()}, kUsage);
  if (!(*out)->commit()) return fail({(*out)->fault()}, kUsage);
  return normalization.bad_records() > 0 ? kFound : kDone;
}

}  // namespace waymark::cli
