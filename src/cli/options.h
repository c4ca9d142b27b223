// SPDX-License-Identifier: Apache-2.0
// The command line as plain structs. Flags are read in two steps: here what was said, in the
// commands what it means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "format/fit.h"
#include "format/format.h"
#include "gazetteer/import.h"
#include "waymark/annotator.h"

namespace waymark::cli {

/// What every command has.
struct CommonOptions {
  bool quiet = false;
  int verbose = 0;
  std::string color = "auto";    ///< auto, always, never
  std::optional<bool> progress;  ///< none: only on a terminal
};

/// Which gazetteers and rules are used.
struct KnowledgeOptions {
  std::vector<std::string> gazetteers, grammars;  ///< files, or names of shipped parts
  std::optional<bool> bare;  ///< none: as the settings say; without the shipped entries and rules
                             ///< (not without the schema)
  std::string data;          ///< folder with gazetteer/ and grammar/; empty: search
  std::string config;        ///< waymark.yaml; empty: search upwards from the current folder
  bool show_config = false;
  bool use_compiled = true;  ///< of the shipped gazetteer; its own compilation reads the YAML
  bool use_cache = true;     ///< of what was compiled of large gazetteers
};

enum class OnError : std::uint8_t { kRecord, kSkip, kStop };

struct InputOptions {
  std::vector<std::string> inputs;  ///< files and folders; none or "-": standard input
  std::string from;                 ///< format; empty: by suffix
  std::string texts;                ///< folder with the texts of documents that come without
  /// In a folder, an .ann goes before the .txt beside it; JSON of other tools is known as such.
  bool annotated = false;
  format::ReadOptions read;
  OnError on_error = OnError::kRecord;
};

struct OutputOptions {
  std::string output;  ///< file or folder; empty or "-": standard output
  std::string to;      ///< format; empty: by suffix, else pretty on a terminal and jsonl in a pipe
  bool force = false;
  format::WriteOptions write;
  std::string manifest;                ///< file that says what the output was made of; empty: none
  std::vector<std::string> arguments;  ///< the whole command line behind the program's name
};

struct AnnotateOptions {
  CommonOptions common;
  KnowledgeOptions knowledge;
  InputOptions input;
  OutputOptions output;
  std::vector<std::string> labels;  ///< only these are written; empty: all
  double min_confidence = 0;
  Given given = Given::kReplace;
  std::string sidecar;  ///< file of the whole documents, written beside the output
  std::string restore;  ///< a sidecar from which what comes back is completed
  unsigned jobs = 1;    ///< 0: all cores
};

/// What becomes of mentions below the line of confidence in training data.
enum class Unsure : std::uint8_t { kKeep, kMask, kDropSentence };

struct ConvertOptions {
  CommonOptions common;
  InputOptions input;
  OutputOptions output;
  format::Flatten flatten = format::Flatten::kFlatFirst;
  std::vector<std::string> map;  ///< rules of a format::LabelMap
  std::string loss;              ///< file of the loss report; empty: standard error, for a person
  bool strict = false;           ///< exit 1 if anything was lost
  std::string sidecar, restore;  ///< as AnnotateOptions'
  double sure = 0;               ///< the line: mentions below are not sure
  Unsure unsure = Unsure::kKeep;
  bool drop_empty = false;  ///< leave out documents without mentions
  std::vector<std::string> split;
  std::uint64_t seed = 0;
  unsigned jobs = 1;  ///< 0: all cores
};

struct NormalizeOptions {
  CommonOptions common;
  KnowledgeOptions knowledge;
  std::vector<std::string> inputs;  ///< files; none or "-": standard input
  std::string from, to;  ///< lines, csv, tsv, jsonl; text, csv, tsv, jsonl; empty: by suffix
  std::string output, candidates;  ///< files; candidates: the second table, empty: none
  bool force = false;
  std::string field;  ///< column of the names; empty: `name`, or the only one
  std::string context_field, within_field;
  std::vector<std::string> within;  ///< ids of entries
  std::vector<std::string> kinds;
  std::size_t all = 10;  ///< most candidates of a record
  std::string write_as;  ///< scheme or language of the answer's name
  bool explain = false;
  bool review = false;  ///< only what a person should see
  bool derive = false;  ///< Korean names → all their forms
};

/// What a score must reach: F of all flat labels, or of one label.
struct Threshold {
  std::string label;  ///< empty: all flat ones
  double least = 0;
};

struct EvaluateOptions {
  CommonOptions common;
  std::vector<std::string> inputs;  ///< gold and one or two systems; with `agreement`, annotators
  std::string from;                 ///< format of all; empty: by suffix, else jsonl
  std::string to = "text";          ///< text, json, csv
  std::string output;               ///< the report's file; empty: standard output
  bool force = false;
  std::uint32_t errors = 20;  ///< how many of each kind are listed
  std::string error_list;     ///< file for every error: .jsonl, .html or text; empty: none
  std::string by;             ///< field of meta by which documents are grouped
  bool intervals = false;
  std::uint32_t resamples = 1000;
  std::uint64_t seed = 1;
  std::vector<Threshold> fail_under;  ///< exit 1 if a strict F is below
  bool agreement = false;
  std::string adjudicate;  ///< folder for brat; empty: none
};

struct GazetteerOptions {
  CommonOptions common;
  KnowledgeOptions knowledge;
  enum class Action : std::uint8_t {
    kCheck,
    kCompile,
    kImport,
    kExport,
    kSearch
  } action = Action::kCheck;
  std::vector<std::string> files;  ///< check, compile; none: the shipped ones and those of -g
  std::vector<std::string> names;  ///< search
  std::string output;              ///< compile, import, export
  bool force = false;
  std::string table;  ///< import: a file, or "-"
  std::string from;   ///< import: lines, csv, geonames …; empty: by suffix
  gazetteer::ImportOptions import;
  std::string alternate_names, countries;  ///< import: what GeoNames keeps beside a dump
  std::vector<std::string> divisions;
  std::string to = "jsonl";  ///< export: csv, tsv, jsonl, geojson, entityruler
  enum class Forms : std::uint8_t {
    kWritten,  ///< those that a person wrote
    kText,     ///< all that are found in running text
    kAll       ///< those that serve look-up only, too
  } forms = Forms::kWritten;
  InputOptions texts;  ///< check: where the forms that mark most are counted; no paths: nowhere
  bool shared_forms = false;  ///< check: also the forms that entries share
  bool sizes = false;         ///< check: also the bytes of each part of the compiled form
};

struct GrammarOptions {
  CommonOptions common;
  KnowledgeOptions knowledge;
  enum class Action : std::uint8_t { kCheck, kTest, kFormat } action = Action::kCheck;
  std::vector<std::string> files;  ///< none: the shipped ones and those of -G
  std::string to = "text";         ///< check: text, json, github; test: text, json
  std::string junit;               ///< test: a file for the results; empty: none
  bool coverage = false;           ///< test: also say what no example touches
  bool write = false;              ///< fmt: change the files in place
};

struct ExplainOptions {
  CommonOptions common;
  KnowledgeOptions knowledge;
  InputOptions input;
  std::string at;         ///< a text, or offsets; empty: everything
  std::uint32_t nth = 0;  ///< of the places where a text stands; 0: all
  std::string rule;       ///< whose attempts are shown; empty: none
  std::string to;         ///< pretty, json, html; empty: by the suffix of the output, else pretty
  std::string output;     ///< file; empty or "-": standard output
  bool force = false;
};

struct InitOptions {
  CommonOptions common;
  std::string folder;
  std::string data;  ///< as KnowledgeOptions::data
};

struct ViewOptions {
  CommonOptions common;
  InputOptions input;  ///< one input, or two that are compared
  std::string output;  ///< file; empty: standard output
  bool force = false;
  std::string title;                   ///< empty: the names of the inputs
  std::uint64_t most_documents = 200;  ///< drawn; all are counted
};

struct ManifestOptions {
  CommonOptions common;
  enum class Action : std::uint8_t { kCheck, kRebuild, kCard } action = Action::kCheck;
  std::string manifest;  ///< the file
  std::string data;      ///< as KnowledgeOptions::data
  std::string output;    ///< card: file; empty: standard output
  bool force = false;
  std::string title;  ///< card; empty: the output's name
};

struct FormatsOptions {};

struct CompletionOptions {
  std::string script;  ///< what is printed
};

using Command = std::variant<AnnotateOptions, ConvertOptions, NormalizeOptions, EvaluateOptions,
                             ViewOptions, GazetteerOptions, GrammarOptions, ExplainOptions,
                             InitOptions, ManifestOptions, FormatsOptions, CompletionOptions>;

/// Reads the command line. Where there is nothing to run (help, version, wrong use) the result is
/// an exit code; what had to be said has been printed.
std::variant<Command, int> parse_command_line(int argc, char** argv);

}  // namespace waymark::cli
