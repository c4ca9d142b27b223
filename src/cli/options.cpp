// SPDX-License-Identifier: Apache-2.0
// The one file that knows the flag parser. Every subcommand is a function that binds flags to its
// struct; a misspelt word is answered with the near one.
#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <functional>
#include <memory>
#include <utility>

#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/suggest.h"
#include "waymark/version.h"

namespace waymark::cli {
namespace {

constexpr const char* kMainExamples = R"(Examples:
  waymark annotate seeds/                      annotate every text of a folder, readable on a terminal
  waymark annotate -o out.jsonl seeds/         the same as JSON lines
  waymark annotate -t brat -o brat/ seeds/     a folder that brat opens
  waymark evaluate gold.jsonl out.jsonl        precision, recall and F against gold
  waymark view -o page.html out.jsonl          a page to read it in a browser
  waymark explain --at "MSS" news.txt          why something is marked so, or is not
  waymark init my-domain                       a small gazetteer, rules and text to start from)";

constexpr const char* kAnnotateExamples = R"(Examples:
  waymark annotate seeds/
  waymark annotate -f brat --given keep -t brat -o again/ corrected/
  echo "A source in Hyesan said so." | waymark annotate
  waymark annotate -t conll --dialect conll2003 news.jsonl > news.conll
  waymark annotate --bare -g my/gazetteer.yaml -G my/rules.way text.txt
  waymark annotate -j 0 --text-field body --id-field url -o out.jsonl corpus.jsonl.gz)";

constexpr const char* kConvertExamples = R"(Examples:
  waymark convert -t brat -o brat/ out.jsonl
  waymark convert -f brat -o corrected.jsonl brat/
  waymark convert -t spacy --split train=0.8,dev=0.1,test=0.1 --seed 1 -o corpus/ gold.jsonl
  waymark convert -t conll --dialect conll2003 --map conll2003 --flatten innermost gold.jsonl
  waymark convert -t doccano --loss lost.json --strict -o out.doccano.jsonl gold.jsonl
  waymark convert -t hf --manifest manifest.json -o out.hf.jsonl gold.jsonl)";

constexpr const char* kNormalizeExamples = R"(Examples:
  echo "Musan County, North Hamgyong Province" | waymark normalize
  waymark normalize --field place -o normalized.csv catalogue.csv
  waymark normalize --to jsonl --all 3 --kind county --within kp names.txt
  waymark normalize --write-as dprk-2012 --explain names.txt
  echo 혜산시 | waymark normalize --derive)";

constexpr const char* kEvaluateExamples = R"(Examples:
  waymark evaluate tests/gold/seeds.jsonl out.jsonl
  waymark evaluate --by source --intervals --error-list errors.html gold.jsonl out.jsonl
  waymark evaluate --fail-under 0.9,PLACE=0.95 gold.jsonl out.jsonl
  waymark evaluate gold.jsonl old.jsonl new.jsonl
  waymark evaluate --agreement --adjudicate judge/ ann.jsonl bob.jsonl cho.jsonl)";

constexpr const char* kViewExamples = R"(Examples:
  waymark view -o page.html out.jsonl
  waymark view -o differences.html gold.jsonl out.jsonl
  waymark annotate -t jsonl seeds/ | waymark view -o page.html -)";

constexpr const char* kGazetteerCheckExamples = R"(  waymark gazetteer check my/places.yaml
  waymark gazetteer check --shared
  waymark gazetteer check towns.wmg --on texts/       which of its forms mark most)";
constexpr const char* kGazetteerExportExamples =
    R"(  waymark gazetteer export -t csv -o entries.csv
  waymark gazetteer export my/places.yaml -t entityruler --forms text -o patterns.jsonl)";
constexpr const char* kGazetteerSearchExamples =
    R"(  waymark gazetteer search Yanggang "Kim Chaek")";
constexpr const char* kGazetteerCompileExamples =
    R"(  waymark gazetteer compile -o names.wmg my/places.yaml)";

constexpr const char* kGazetteerImportExamples =
    R"(  waymark gazetteer import --label PLACE -o names.wmg names.txt
  waymark gazetteer import --label PLACE --columns name=Town,lat=Y,lon=X,aliases=Other -o towns.wmg towns.csv
  waymark annotate --bare -g towns.wmg text.txt)";

constexpr const char* kGrammarCheckExamples = R"(  waymark grammar check my/rules.way
  waymark grammar check --to github my/rules.way)";
constexpr const char* kGrammarTestExamples = R"(  waymark grammar test
  waymark grammar test --coverage my/rules.way
  waymark grammar test --junit results.xml)";
constexpr const char* kGrammarFormatExamples = R"(  waymark grammar fmt --write my/rules.way)";

constexpr const char* kExplainExamples = R"(Examples:
  waymark explain news.txt --at "MSS office"                 what happened there, from tokens to links
  waymark explain news.txt --at "MSS office" --nth 2         the second place alone
  waymark explain news.txt --at 120-134                      code points; a text of digits: --at '"2019"'
  waymark explain news.txt --at "head of the" --rule post.phrase   how far the rule came there
  echo "A source in Hyesan said so." | waymark explain --rule place.division
  waymark explain seeds/ --to html -o seeds.html             everything, as a page to read)";

constexpr const char* kInitExamples = R"(Examples:
  waymark init statutes && cd statutes && waymark annotate -o out.jsonl texts/ && waymark evaluate gold.jsonl out.jsonl)";

constexpr const char* kManifestCheckExamples = R"(  waymark manifest check manifest.json)";
constexpr const char* kManifestRebuildExamples = R"(  waymark manifest rebuild manifest.json)";
constexpr const char* kManifestCardExamples =
    R"(  waymark manifest card --title "Border reports" -o README.md manifest.json)";

constexpr const char* kFormatsExamples = R"(Examples:
  waymark formats)";

constexpr const char* kCompletionExamples = R"(Examples:
  source <(waymark completion)
  waymark completion > /etc/bash_completion.d/waymark)";

/// A set of words; what is none of them is answered with the near one.
CLI::Validator one_of(std::vector<std::string> words) {
  return CLI::Validator(
      [words = std::move(words)](std::string& word) {
        if (std::find(words.begin(), words.end(), word) != words.end()) return std::string();
        return "'" + word + "' is none of its values; " + suggest(word, words);
      },
      "");
}

/// Words that stand for values.
template <class Value>
CLI::Option* add_choice(CLI::App& app, const std::string& name, Value& value,
                        const std::vector<std::pair<std::string, Value>>& choices,
                        const std::string& text) {
  std::vector<std::string> words;
  std::string shown;
  for (const auto& [word, meant] : choices) {
    words.push_back(word);
    shown += (shown.empty() ? "" : "|") + word;
  }
  const auto take = [&value, choices](const std::string& word) {
    for (const auto& [known, meant] : choices)
      if (known == word) value = meant;
  };
  return app.add_option_function<std::string>(name, take, text)
      ->check(one_of(words))
      ->option_text(shown);
}

void bind_messages(CLI::App& app, CommonOptions& options) {
  app.add_flag("-q,--quiet", options.quiet, "say nothing but errors")->group("Messages");
  add_choice<std::string>(app, "--color", options.color,
                          {{"auto", "auto"}, {"always", "always"}, {"never", "never"}},
                          "colours; auto: on a terminal, unless NO_COLOR is set")
      ->group("Messages");
}

void bind_verbose(CLI::App& app, CommonOptions& options) {
  app.add_flag("-v,--verbose", options.verbose, "say more: warnings, what is loaded")
      ->group("Messages");
}

void bind_progress(CLI::App& app, CommonOptions& options) {
  app.add_flag_function(
         "--progress,!--no-progress",
         [&options](std::int64_t count) { options.progress = count > 0; },
         "show progress and totals on standard error (default: only on a terminal)")
      ->group("Messages");
}

CLI::Option* add_data(CLI::App& app, std::string& data) {
  return app
      .add_option("--data", data,
                  "folder with the shipped gazetteer/ and grammar/ (else WAYMARK_DATA, else beside "
                  "the program)")
      ->option_text("FOLDER")
      ->group("Knowledge");
}

void bind_knowledge(CLI::App& app, KnowledgeOptions& options) {
  app.add_option("-g,--gazetteer", options.gazetteers,
                 "add a gazetteer: a .yaml or .wmg file, or a shipped part by name")
      ->allow_extra_args(false)
      ->option_text("FILE")
      ->group("Knowledge");
  app.add_flag_function(
         "--bare,!--no-bare", [&options](std::int64_t count) { options.bare = count > 0; },
         "leave the shipped entries and rules out (not the schema)")
      ->group("Knowledge");
  add_data(app, options.data);
  app.add_option("--config", options.config, "settings (default: the nearest waymark.yaml upwards)")
      ->option_text("FILE")
      ->group("Knowledge");
  app.add_flag("--show-config", options.show_config,
               "print where each setting comes from and what is loaded, and end")
      ->group("Knowledge");
}

void bind_cache(CLI::App& app, KnowledgeOptions& options) {
  app.add_flag("!--no-cache", options.use_cache,
               "compile large gazetteers anew and keep nothing of them (else they are kept in "
               "XDG_CACHE_HOME or ~/.cache; WAYMARK_NO_CACHE=1 does the same)")
      ->group("Knowledge");
}

void bind_grammars(CLI::App& app, KnowledgeOptions& options) {
  app.add_option("-G,--grammar", options.grammars,
                 "add rules: a .way file, or a shipped part by name (-G dates)")
      ->allow_extra_args(false)
      ->option_text("FILE")
      ->group("Knowledge");
}

void bind_fields(CLI::App& app, format::ReadOptions& options) {
  const auto add_field = [&app](const char* name, std::string& field, const char* text) {
    app.add_option(name, field, text)->option_text("NAME")->group("Input");
  };
  add_field("--text-field", options.text_field,
            "JSON lines, CSV, TSV, labelstudio: field of the text (default: text)");
  add_field("--id-field", options.id_field, "the same: field of the id (id)");
  add_field("--date-field", options.date_field, "the same: field of the document's date (date)");
  add_field("--lang-field", options.lang_field,
            "the same: field of the document's language (lang)");
}

void bind_input(CLI::App& app, InputOptions& options) {
  app.add_option("input", options.inputs, "files and folders; none or -: standard input");
  app.add_option("-f,--from", options.from,
                 "input format (default: by suffix; see waymark formats)")
      ->option_text("FORMAT")
      ->group("Input");
  app.add_option("--texts", options.texts,
                 "folder with the texts of documents that come without (ID.txt)")
      ->check(CLI::ExistingDirectory)
      ->option_text("FOLDER")
      ->group("Input");
  bind_fields(app, options.read);
  app.add_option("--annotator", options.read.annotator,
                 "labelstudio, prodigy: only what this person answered (id, e-mail or session)")
      ->option_text("NAME")
      ->group("Input");
  app.add_option("--tags", options.read.tags, "hf: what the numbers of tags mean, in their order")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("O,B-PER,...")
      ->group("Input");
  app.add_option("--max-document", options.read.max_document,
                 "a larger document is an error record (default: 256MiB)")
      ->transform(CLI::AsSizeValue(false))
      ->option_text("SIZE")
      ->group("Input");
}

void bind_on_error(CLI::App& app, InputOptions& options) {
  add_choice<OnError>(
      app, "--on-error", options.on_error,
      {{"record", OnError::kRecord}, {"skip", OnError::kSkip}, {"stop", OnError::kStop}},
      "bad records: an error in their place, none, or the end")
      ->group("Input");
}

void bind_contents(CLI::App& app, format::WriteOptions& options) {
  using format::OffsetUnit;
  add_choice<OffsetUnit>(app, "--offsets", options.offsets,
                         {{"codepoint", OffsetUnit::kCodePoint},
                          {"utf16", OffsetUnit::kUtf16},
                          {"byte", OffsetUnit::kByte}},
                         "jsonl, conll, csv, tsv: unit of offsets; labelstudio: utf16 is for "
                         "releases before 1.4")
      ->group("Output");
  app.add_flag("!--no-text", options.with_text,
               "jsonl: leave the text out (its digest and length stand)")
      ->group("Output");
  app.add_flag("!--no-tokens", options.with_tokens, "jsonl: leave tokens out")->group("Output");
  app.add_flag("!--no-sentences", options.with_sentences, "jsonl: leave sentences out")
      ->group("Output");
  app.add_flag("!--no-candidates", options.with_candidates, "jsonl: leave candidates out")
      ->group("Output");
  app.add_option("--dialect", options.dialect,
                 "conll: waymark (default), conll2003, spacy, doccano")
      ->option_text("NAME")
      ->group("Output");
  app.add_flag("--gold", options.gold, "labelstudio: as annotations, not as predictions")
      ->group("Output");
  app.add_option("--columns", options.columns,
                 "conll: these columns; csv, tsv: fields of meta to be added")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("NAME,...")
      ->group("Output");
}

void bind_output(CLI::App& app, OutputOptions& options) {
  app.add_option("-o,--output", options.output,
                 "file, or folder (ends in /); default: standard output")
      ->option_text("PATH")
      ->group("Output");
  app.add_option("-t,--to", options.to,
                 "output format (default: by suffix; pretty on a terminal, jsonl in a pipe)")
      ->option_text("FORMAT")
      ->group("Output");
  app.add_flag("--force", options.force, "replace files that exist")->group("Output");
  bind_contents(app, options.write);
}

void bind_manifest(CLI::App& app, OutputOptions& options) {
  app.add_option("--manifest", options.manifest,
                 "also write what the output was made of, for waymark manifest")
      ->option_text("FILE")
      ->group("Output");
}

void bind_sidecar(CLI::App& app, std::string& sidecar, std::string& restore) {
  app.add_option("--sidecar", sidecar, "also write the whole documents here, for --restore")
      ->option_text("FILE")
      ->group("Losses");
  app.add_option("--restore", restore,
                 "a sidecar: what comes back is completed from it, corrections hold")
      ->check(CLI::ExistingFile)
      ->option_text("FILE")
      ->group("Losses");
}

void bind_jobs(CLI::App& app, unsigned& jobs) {
  app.add_option("-j,--jobs", jobs, "documents in parallel; 0: all cores (default: 1)")
      ->check(CLI::Range(0, 256))
      ->option_text("NUMBER");
}

void bind(CLI::App& app, AnnotateOptions& options) {
  bind_input(app, options.input);
  bind_on_error(app, options.input);
  bind_output(app, options.output);
  bind_manifest(app, options.output);
  bind_knowledge(app, options.knowledge);
  bind_cache(app, options.knowledge);
  bind_grammars(app, options.knowledge);
  app.add_option("--labels", options.labels, "write only mentions with these labels")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("LABEL,...")
      ->group("Output");
  app.add_option("--min-confidence", options.min_confidence,
                 "write only mentions of at least this confidence, 0 to 1")
      ->check(CLI::Range(0.0, 1.0))
      ->option_text("NUMBER")
      ->group("Output");
  add_choice<Given>(
      app, "--given", options.given,
      {{"keep", Given::kKeep}, {"suggest", Given::kSuggest}, {"replace", Given::kReplace}},
      "mentions that come with documents stand, are candidates, or go (default: replace); unless "
      "replaced, so do tokens and sentences")
      ->group("Input");
  bind_sidecar(app, options.sidecar, options.restore);
  bind_jobs(app, options.jobs);
  bind_messages(app, options.common);
  bind_verbose(app, options.common);
  bind_progress(app, options.common);
  app.footer(kAnnotateExamples);
}

void bind_losses(CLI::App& app, ConvertOptions& options) {
  using format::Flatten;
  add_choice<Flatten>(app, "--flatten", options.flatten,
                      {{"flat-first", Flatten::kFlatFirst},
                       {"structured-first", Flatten::kStructuredFirst},
                       {"outermost", Flatten::kOutermost},
                       {"innermost", Flatten::kInnermost},
                       {"confident", Flatten::kConfident}},
                      "which of overlapping mentions stay where a format can't nest them")
      ->group("Losses");
  app.add_option("--loss", options.loss,
                 "write what was lost as JSON (default: in words, on standard error)")
      ->option_text("FILE")
      ->group("Losses");
  app.add_flag("--strict", options.strict, "exit 1 if anything was lost")->group("Losses");
}

void bind(CLI::App& app, ConvertOptions& options) {
  options.input.annotated = true;
  bind_input(app, options.input);
  bind_output(app, options.output);
  bind_manifest(app, options.output);
  bind_losses(app, options);
  app.add_option("--map", options.map,
                 "labels: FROM=TO, FROM/KIND=TO, FROM= (drops), '*=TO' (the rest), or a preset: "
                 "conll2003, ontonotes")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("RULE,...")
      ->group("Corpus");
  app.add_option("--split", options.split,
                 "parts of a corpus, each a file or folder in -o: train=0.8,dev=0.1,test=0.1")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("NAME=SHARE,...")
      ->group("Corpus");
  app.add_option("--seed", options.seed, "of --split: another number, other parts (default: 0)")
      ->option_text("NUMBER")
      ->group("Corpus");
  app.add_option("--sure", options.sure, "confidence below which a mention is not sure (0 to 1)")
      ->check(CLI::Range(0.0, 1.0))
      ->option_text("NUMBER")
      ->group("Corpus");
  add_choice<Unsure>(
      app, "--unsure", options.unsure,
      {{"keep", Unsure::kKeep}, {"mask", Unsure::kMask}, {"drop-sentence", Unsure::kDropSentence}},
      "mentions that are not sure: kept, masked (jsonl, spacy, hf), or dropped with "
      "their sentence")
      ->group("Corpus");
  add_choice<bool>(app, "--empty", options.drop_empty, {{"keep", false}, {"drop", true}},
                   "documents without mentions (default: keep)")
      ->group("Corpus");
  bind_sidecar(app, options.sidecar, options.restore);
  bind_jobs(app, options.jobs);
  bind_messages(app, options.common);
  bind_verbose(app, options.common);
  bind_progress(app, options.common);
  app.footer(kConvertExamples);
}

void bind(CLI::App& app, NormalizeOptions& options) {
  const auto add = [&app](const char* name, auto& value, const char* text, const char* what,
                          const char* group) {
    return app.add_option(name, value, text)->option_text(what)->group(group);
  };
  app.add_option("input", options.inputs, "files of names; none or -: standard input");
  add("-f,--from", options.from, "lines, csv, tsv, jsonl (default: by suffix, else lines)",
      "FORMAT", "Input")
      ->check(CLI::IsMember({"lines", "csv", "tsv", "jsonl"}));
  add("--field", options.field, "column or field of the names (default: name, or the only column)",
      "NAME", "Input");
  add("--context-field", options.context_field, "field with text about the name", "NAME", "Choice");
  add("--within-field", options.within_field,
      "field with the place that contains it: a name or an entry's id", "NAME", "Choice");
  add("--within", options.within, "only entries in this one", "ENTRY", "Choice")
      ->delimiter(',')
      ->allow_extra_args(false);
  add("--kind", options.kinds, "only entries of this kind", "KIND", "Choice")
      ->delimiter(',')
      ->allow_extra_args(false);
  add("-t,--to", options.to,
      "text, jsonl, csv, tsv (default: a table stays one; text on a terminal, jsonl in a pipe)",
      "FORMAT", "Output")
      ->check(CLI::IsMember({"text", "jsonl", "csv", "tsv"}));
  add("-o,--output", options.output, "file (default: standard output)", "FILE", "Output");
  add("--candidates", options.candidates, "second table: one row a candidate", "FILE", "Output");
  app.add_flag("--force", options.force, "replace files that exist")->group("Output");
  add("--all", options.all, "most candidates of a record (default: 10)", "NUMBER", "Output");
  add("--write-as", options.write_as,
      "the name as a scheme or language writes it: mr, dprk-2012, rr, en, ko, hanja …", "SCHEME",
      "Output");
  app.add_flag("--explain", options.explain, "show how the form derives from the entry's name")
      ->group("Output");
  app.add_flag("--review", options.review,
               "only what a person should see: corrected, ambiguous, none")
      ->group("Output");
  app.add_flag("--derive", options.derive, "names are Korean: give all forms that derive from them")
      ->group("Output");
  bind_knowledge(app, options.knowledge);
  bind_cache(app, options.knowledge);
  bind_messages(app, options.common);
  bind_verbose(app, options.common);
  app.footer(kNormalizeExamples);
}

/// NUMBER for all flat labels, or LABEL=NUMBER.
Threshold read_threshold(const std::string& word) {
  const std::size_t equals = word.rfind('=');
  const std::string number = equals == std::string::npos ? word : word.substr(equals + 1);
  Threshold threshold{equals == std::string::npos ? "" : word.substr(0, equals), 0};
  const char* end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, threshold.least);
  const bool is_number = error == std::errc() && stop == end && !number.empty();
  if (!is_number || !(threshold.least >= 0 && threshold.least <= 1) || equals == 0)
    throw CLI::ValidationError("--fail-under",
                               "'" + word + "' is neither NUMBER nor LABEL=NUMBER, 0 to 1");
  return threshold;
}

void add_fail_under(CLI::App& app, std::vector<Threshold>& thresholds) {
  const auto take = [&thresholds](const std::vector<std::string>& words) {
    for (const std::string& word : words) thresholds.push_back(read_threshold(word));
  };
  app.add_option_function<std::vector<std::string>>(
         "--fail-under", take,
         "exit 1 if strict F is below: over all flat labels, or LABEL=NUMBER of one")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("NUMBER,...")
      ->group("Result");
}

void bind(CLI::App& app, EvaluateOptions& options) {
  const auto add = [&app](const char* name, auto& value, const char* what, const char* text,
                          const char* group) {
    return app.add_option(name, value, text)->option_text(what)->group(group);
  };
  app.add_option("inputs", options.inputs,
                 "gold, then one system or two to be compared; with --agreement the annotators; -: "
                 "standard input")
      ->required();
  add("-f,--from", options.from, "FORMAT", "format of all (default: by suffix, else jsonl)",
      "Input");
  add("--by", options.by, "FIELD",
      "also a line for each value of a field of meta; id: each document", "Scores");
  app.add_flag("--intervals", options.intervals, "95 % intervals, from resampled documents")
      ->group("Scores");
  add("--resamples", options.resamples, "NUMBER",
      "for intervals and the test of two systems (default: 1000)", "Scores")
      ->check(CLI::Range(1, 100000));
  add("--seed", options.seed, "NUMBER", "of the resamples (default: 1)", "Scores");
  app.add_flag("--agreement", options.agreement,
               "how far annotators agree: pairwise F, kappa, alpha, links, confusion")
      ->group("Agreement");
  add("--adjudicate", options.adjudicate, "FOLDER",
      "with --agreement: all their mentions for brat, with who said what", "Agreement");
  add_choice<std::string>(app, "-t,--to", options.to,
                          {{"text", "text"}, {"json", "json"}, {"csv", "csv"}},
                          "form of the report")
      ->group("Result");
  add("-o,--output", options.output, "FILE", "default: standard output", "Result");
  app.add_flag("--force", options.force, "replace files that exist")->group("Result");
  add("--errors", options.errors, "NUMBER", "how many errors of each kind are listed (default: 20)",
      "Result");
  add("--error-list", options.error_list, "FILE",
      "every error with its reason: .jsonl, .html or text", "Result");
  add_fail_under(app, options.fail_under);
  bind_messages(app, options.common);
  app.footer(kEvaluateExamples);
}

void bind(CLI::App& app, ViewOptions& options) {
  options.input.annotated = true;
  app.add_option("inputs", options.input.inputs,
                 "annotated documents, or two annotations to be shown side by side; -: standard "
                 "input")
      ->required()
      ->expected(1, 2);
  app.add_option("-f,--from", options.input.from,
                 "input format (default: by suffix; see waymark formats)")
      ->option_text("FORMAT")
      ->group("Input");
  app.add_option("-o,--output", options.output, "the page (default: standard output)")
      ->option_text("FILE")
      ->group("Output");
  app.add_flag("--force", options.force, "replace the file if it exists")->group("Output");
  app.add_option("--title", options.title, "of the page (default: the names of the inputs)")
      ->option_text("TEXT")
      ->group("Output");
  app.add_option("--limit", options.most_documents,
                 "how many documents are drawn; all are counted (default: 200)")
      ->option_text("NUMBER")
      ->group("Output");
  bind_messages(app, options.common);
  app.footer(kViewExamples);
}

/// A command below a command; its examples are those lines of the whole's that show it.
CLI::App* add_action(CLI::App& app, const std::string& name, const std::string& text,
                     const std::string& examples) {
  CLI::App* action = app.add_subcommand(name, text);
  action->footer("Examples:\n" + examples);
  return action;
}

/// FIELD=COLUMN, as often as wanted.
void add_columns(CLI::App& app, gazetteer::ColumnMap& columns) {
  const auto take = [&columns](const std::vector<std::string>& pairs) {
    for (const std::string& pair : pairs) {
      const std::size_t equals = pair.find('=');
      if (equals == 0 || equals == std::string::npos)
        throw CLI::ValidationError("--columns", "'" + pair + "' is not FIELD=COLUMN");
      columns.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
  };
  app.add_option_function<std::vector<std::string>>(
         "--columns", take,
         "which column holds what; fields: name, name.LANG, id, ids.SCHEME, aliases, label, kind, "
         "parent, "
         "lat, lon, from, to, "
         "population (default: columns named so)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("FIELD=COLUMN,...")
      ->group("Input");
}

void bind_import(CLI::App& app, GazetteerOptions& options) {
  using gazetteer::WeakForms;
  gazetteer::ImportOptions& import = options.import;
  const auto add = [&app](const char* name, std::string& value, const char* what, const char* text,
                          const char* group) {
    return app.add_option(name, value, text)->option_text(what)->group(group);
  };
  app.add_option("table", options.table, "the table (.gz, .zst, .zip too); -: standard input")
      ->required();
  add("-f,--from", options.from, "FORMAT",
      "lines, csv, tsv, jsonl, geonames, wikidata, linkedplaces, skos, entityruler, gate (default: "
      "by suffix, else lines)",
      "Input")
      ->check(one_of(gazetteer::table_form_names()));
  add("--alternate-names", options.alternate_names, "FILE",
      "GeoNames: alternateNamesV2, names by language and ids of others", "Input");
  app.add_option("--divisions", options.divisions,
                 "GeoNames: admin1CodesASCII.txt, admin2Codes.txt; what entries lie in")
      ->option_text("FILE ...")
      ->group("Input");
  add("--countries", options.countries, "FILE", "GeoNames: countryInfo.txt", "Input");
  add_columns(app, import.columns);
  add("--alias-separator", import.alias_separator, "TEXT",
      "parts several aliases of a field (default: | or ;)", "Input");
  add("--label", import.label, "LABEL", "of all names, e.g. PLACE (default: what the rows say)",
      "Entries");
  add("--kind", import.kind, "KIND", "of names whose row says none, e.g. city", "Entries");
  add("--source", import.source, "NAME",
      "of the gazetteer, in every result (default: the file's name)", "Entries");
  add("--source-version", import.version, "TEXT", "its version", "Entries");
  add("--id-prefix", import.id_prefix, "TEXT", "before every id and parent", "Entries");
  add_choice<WeakForms>(
      app, "--weak", import.weak,
      {{"guard", WeakForms::kGuard}, {"exact", WeakForms::kExact}, {"keep", WeakForms::kKeep}},
      "words of English: guard (as written and near another name; short and lower-case names as "
      "written; single letters look-up only), exact (all only as written), keep (found as all "
      "names are)")
      ->group("Entries");
  add("-o,--output", options.output, "FILE", "the compiled file, NAME.wmg", "Output")->required();
  app.add_flag("--force", options.force, "replace the file if it exists")->group("Output");
  bind_messages(app, options.common);
  bind_verbose(app, options.common);
  app.callback([&options] { options.action = GazetteerOptions::Action::kImport; });
}

void bind_export(CLI::App& app, GazetteerOptions& options) {
  using Forms = GazetteerOptions::Forms;
  app.add_option("files", options.files, "gazetteers; none: the shipped ones");
  app.add_option("-t,--to", options.to, "csv, tsv, jsonl, geojson, entityruler (default: jsonl)")
      ->check(one_of({"csv", "tsv", "jsonl", "geojson", "entityruler"}))
      ->option_text("FORMAT");
  add_choice<Forms>(app, "--forms", options.forms,
                    {{"written", Forms::kWritten}, {"text", Forms::kText}, {"all", Forms::kAll}},
                    "which forms: written by a person, text (all that running text is searched "
                    "for), all (also those of look-up)");
  app.add_option("-o,--output", options.output, "the file (default: standard output)")
      ->option_text("FILE");
  app.add_flag("--force", options.force, "replace the file if it exists");
  app.callback([&options] { options.action = GazetteerOptions::Action::kExport; });
}

void bind(CLI::App& app, GazetteerOptions& options) {
  using Action = GazetteerOptions::Action;
  CLI::App* check =
      add_action(app, "check", "report every fault of gazetteers", kGazetteerCheckExamples);
  check->add_option("files", options.files, "gazetteers; none: the shipped ones");
  check->add_flag("--shared", options.shared_forms, "also list the forms that entries share");
  check->add_flag("--sizes", options.sizes,
                  "also list how many bytes each part takes once it is compiled");
  check
      ->add_option("--on", options.texts.inputs,
                   "texts: list the hundred forms that mark most in them, without rules")
      ->option_text("FILE ...");
  check->callback([&options] { options.action = Action::kCheck; });
  CLI::App* compile =
      add_action(app, "compile", "compile gazetteers into one file that opens at once",
                 kGazetteerCompileExamples);
  compile->add_option("files", options.files, "gazetteers; none: the shipped ones");
  compile->add_option("-o,--output", options.output, "the compiled file, NAME.wmg")
      ->required()
      ->option_text("FILE");
  compile->add_flag("--force", options.force, "replace the file if it exists");
  compile->callback([&options] { options.action = Action::kCompile; });
  bind_import(*add_action(app, "import", "compile a table or plain list of names into one file",
                          kGazetteerImportExamples),
              options);
  CLI::App* exported =
      add_action(app, "export", "write entries for other tools", kGazetteerExportExamples);
  bind_export(*exported, options);
  CLI::App* search =
      add_action(app, "search", "which entries a name can mean, and why", kGazetteerSearchExamples);
  search->add_option("names", options.names, "names to look up")->required();
  search->callback([&options] { options.action = Action::kSearch; });
  for (CLI::App* action : {check, compile, exported, search}) {
    bind_knowledge(*action, options.knowledge);
    bind_messages(*action, options.common);
    bind_verbose(*action, options.common);
  }
  for (CLI::App* action : {exported, search}) bind_cache(*action, options.knowledge);
  app.require_subcommand(1);
  app.footer(std::string("Examples:\n") + kGazetteerCheckExamples + '\n' +
             kGazetteerSearchExamples + '\n' + kGazetteerCompileExamples + '\n' +
             kGazetteerImportExamples + '\n' + kGazetteerExportExamples);
}

void bind(CLI::App& app, GrammarOptions& options) {
  using Action = GrammarOptions::Action;
  CLI::App* check =
      add_action(app, "check", "report every fault of rule files", kGrammarCheckExamples);
  check->add_option("files", options.files, "rule files; none: the shipped ones");
  add_choice<std::string>(*check, "-t,--to", options.to,
                          {{"text", "text"}, {"json", "json"}, {"github", "github"}},
                          "faults as text on standard error, as JSON with the phases and their "
                          "rules, or as the workflow commands of GitHub");
  check->callback([&options] { options.action = Action::kCheck; });
  CLI::App* test =
      add_action(app, "test", "run the yes and no examples of rules", kGrammarTestExamples);
  test->add_option("files", options.files,
                   "rule files whose examples are run; none: the shipped ones");
  add_choice<std::string>(*test, "-t,--to", options.to, {{"text", "text"}, {"json", "json"}},
                          "failures as text on standard error, or all results as JSON");
  test->add_flag("--coverage", options.coverage,
                 "also list the rules, finds, alternatives and optional elements that no example "
                 "touches");
  test->add_option("--junit", options.junit, "write the results for CI as JUnit XML")
      ->option_text("FILE");
  test->callback([&options] { options.action = Action::kTest; });
  for (CLI::App* action : {check, test}) {
    bind_knowledge(*action, options.knowledge);
    bind_cache(*action, options.knowledge);
    bind_grammars(*action, options.knowledge);
    bind_messages(*action, options.common);
    bind_verbose(*action, options.common);
  }
  CLI::App* format =
      add_action(app, "fmt", "lay rule files out in one way", kGrammarFormatExamples);
  format->add_option("files", options.files, "rule files")->required();
  format->add_flag("-w,--write", options.write, "change the files in place (else print)");
  format->callback([&options] { options.action = Action::kFormat; });
  bind_messages(*format, options.common);
  app.require_subcommand(1);
  app.footer(std::string("Examples:\n") + kGrammarCheckExamples + '\n' + kGrammarTestExamples +
             '\n' + kGrammarFormatExamples);
}

void bind(CLI::App& app, ExplainOptions& options) {
  bind_input(app, options.input);
  const auto add = [&app](const char* name, auto& value, const char* what, const char* text,
                          const char* group) {
    return app.add_option(name, value, text)->option_text(what)->group(group);
  };
  CLI::Option* at =
      add("--at", options.at, "TEXT|OFFSET|FROM-TO",
          "the place: a text wherever it stands, or code points (default: everything)", "Question");
  add("--nth", options.nth, "NUMBER", "only the n-th place where the text stands, from 1",
      "Question")
      ->check(CLI::PositiveNumber)
      ->needs(at);
  add("--rule", options.rule, "NAME", "why did this rule match there, or not?", "Question");
  add_choice<std::string>(app, "-t,--to", options.to,
                          {{"pretty", "pretty"}, {"json", "json"}, {"html", "html"}},
                          "output format (default: by suffix, else pretty)")
      ->group("Output");
  add("-o,--output", options.output, "FILE", "file (default: standard output)", "Output");
  app.add_flag("--force", options.force, "replace the file if it exists")->group("Output");
  bind_knowledge(app, options.knowledge);
  bind_cache(app, options.knowledge);
  bind_grammars(app, options.knowledge);
  bind_messages(app, options.common);
  bind_verbose(app, options.common);
  app.footer(kExplainExamples);
}

void bind(CLI::App& app, InitOptions& options) {
  app.add_option("folder", options.folder, "a new folder")->required();
  add_data(app, options.data);
  bind_messages(app, options.common);
  app.footer(kInitExamples);
}

void bind(CLI::App& app, ManifestOptions& options) {
  using Action = ManifestOptions::Action;
  CLI::App* check = add_action(app, "check", "are all files still those that the manifest names?",
                               kManifestCheckExamples);
  check->callback([&options] { options.action = Action::kCheck; });
  CLI::App* rebuild = add_action(
      app, "rebuild", "make the corpus again, in a temporary folder, and compare it bit for bit",
      kManifestRebuildExamples);
  rebuild->callback([&options] { options.action = Action::kRebuild; });
  CLI::App* card =
      add_action(app, "card", "a card of the corpus in Markdown", kManifestCardExamples);
  card->add_option("-o,--output", options.output, "the file (default: standard output)")
      ->option_text("FILE");
  card->add_flag("--force", options.force, "replace the file if it exists");
  card->add_option("--title", options.title, "of the corpus (default: the output's name)")
      ->option_text("TEXT");
  card->callback([&options] { options.action = Action::kCard; });
  for (CLI::App* action : {check, rebuild}) add_data(*action, options.data);
  for (CLI::App* action : {check, rebuild, card}) {
    action
        ->add_option("manifest", options.manifest,
                     "what --manifest wrote; its paths count from the current folder")
        ->required();
    bind_messages(*action, options.common);
  }
  app.require_subcommand(1);
  app.footer(std::string("Examples:\n") + kManifestCheckExamples + '\n' + kManifestRebuildExamples +
             '\n' + kManifestCardExamples);
}

void bind(CLI::App& app, FormatsOptions&) { app.footer(kFormatsExamples); }

void bind(CLI::App& app, CompletionOptions&) { app.footer(kCompletionExamples); }

/// Writes to standard output. Returns the exit code.
int print(const std::string& text) {
  Output out;
  out.write(text);
  if (out.commit()) return kDone;
  Console(CommonOptions{}).report(out.fault());
  return kUsage;
}

/// The whole command line; the struct of the command that was given is filled.
class CommandLine {
 public:
  CommandLine(int argc, char** argv)
      : app_("waymark marks named entities in text and links them to a gazetteer", "waymark"),
        words_(argv, argv + argc) {
    app_.set_version_flag("--version", std::string("waymark ") + WAYMARK_VERSION,
                          "print the version and end");
    app_.set_help_flag("-h,--help", "print this help and end");
    app_.footer(kMainExamples);
    app_.require_subcommand(1);
    app_.formatter(make_help_formatter());
    add<AnnotateOptions>("annotate", "mark and link the entities of texts");
    add<ConvertOptions>("convert", "turn one format into another, saying what is lost");
    add<NormalizeOptions>("normalize",
                          "say which entries names mean: a list, or a column of a table");
    add<EvaluateOptions>("evaluate", "compare annotations: with gold, two systems, annotators");
    add<ViewOptions>("view", "show annotations, or two of them side by side, as one HTML page");
    add<GazetteerOptions>("gazetteer", "check, compile, import, export and search gazetteers");
    add<GrammarOptions>("grammar", "check, test and lay out rules");
    add<ExplainOptions>("explain", "say why a place is marked so, or why a rule did not match");
    add<ManifestOptions>("manifest", "check, make again and describe what --manifest recorded");
    add<FormatsOptions>("formats", "list the formats and what each can carry");
    add<InitOptions>("init", "write a small working sample of a domain of your own");
    add<CompletionOptions>("completion", "print the script that completes words in bash");
  }

  std::variant<Command, int> parse(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
      return print(help_page(app_));
    } catch (const CLI::CallForVersion& version) {
      return print(version.what() + std::string("\n"));
    } catch (const CLI::ParseError& error) {
      Console(CommonOptions{}).report(describe(error));
      return kUsage;
    }
    for (const auto& [subcommand, take] : takers_)
      if (subcommand->parsed()) return complete(take(), {argv + 1, argv + argc});
    return kUsage;
  }

 private:
  template <class Options>
  void add(const std::string& name, const std::string& text) {
    auto options = std::make_shared<Options>();
    CLI::App* subcommand = app_.add_subcommand(name, text);
    if (is_asked_for(name)) bind(*subcommand, *options);
    takers_.emplace_back(subcommand, [options] { return Command(*options); });
  }

  /// Whether the options of a command may matter: to make those of all takes longer than the rest
  /// of a start. Completion knows them all.
  [[nodiscard]] bool is_asked_for(const std::string& name) const {
    return std::any_of(words_.begin(), words_.end(),
                       [&](std::string_view word) { return word == name || word == "completion"; });
  }

  /// Only the parser can say what there is to complete, and what was said.
  Command complete(Command command, std::vector<std::string> arguments) const {
    if (auto* completion = std::get_if<CompletionOptions>(&command))
      completion->script = completion_script(app_);
    if (auto* annotate = std::get_if<AnnotateOptions>(&command)) {
      annotate->input.annotated = annotate->given != Given::kReplace;
      annotate->output.arguments = std::move(arguments);
    } else if (auto* convert = std::get_if<ConvertOptions>(&command))
      convert->output.arguments = std::move(arguments);
    return command;
  }

  /// The innermost command that was given: its options are known.
  static CLI::App* deepest(CLI::App& app) {
    for (CLI::App* subcommand : app.get_subcommands()) return deepest(*subcommand);
    return &app;
  }

  /// The parser's answer in our words; a word that nothing takes is answered with the near one.
  Diagnostic describe(const CLI::ParseError& error) {
    const CLI::App* app = deepest(app_);
    const std::string help = "'" + command_path(app) + " --help' shows what there is";
    std::vector<std::string> commands;
    for (const CLI::App* command : app->get_subcommands([](const CLI::App*) { return true; }))
      commands.push_back(command->get_name());
    if (const std::vector<std::string> left = app_.remaining(true); !left.empty())
      return describe_unexpected(*app, left, commands, help);
    if (!commands.empty() && app->get_subcommands().empty())
      return usage_fault("cli/no-command", "a command is missing", suggest("", commands));
    const std::string text = error.what();
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ArgumentMismatch))
      return usage_fault("cli/usage",
                         "option '" + text.substr(0, text.find(':')) + "' needs a value", help);
    return usage_fault("cli/usage", text, help);
  }

  static Diagnostic describe_unexpected(const CLI::App& app, const std::vector<std::string>& left,
                                        const std::vector<std::string>& commands,
                                        const std::string& help) {
    // An option that is not known leaves its value behind too; the option is what is wrong.
    const auto is_option = [](const std::string& word) {
      return word.size() > 1 && word.front() == '-';
    };
    const auto option = std::find_if(left.begin(), left.end(), is_option);
    if (option != left.end()) {
      std::vector<std::string> options;
      for (const CLI::Option* known : app.get_options())
        for (const std::string& name : known->get_lnames()) options.push_back("--" + name);
      const std::string word = option->substr(0, option->find('='));
      if (std::find(options.begin(), options.end(), word) != options.end())
        return usage_fault("cli/usage", "option '" + word + "' stands before its command",
                           "write it behind '" + app.get_name() + "'");
      return usage_fault("cli/unknown-option", "unknown option '" + word + "'",
                         suggest_near(word, options, help));
    }
    if (!commands.empty())
      return usage_fault("cli/unknown-command", "unknown command '" + left.front() + "'",
                         suggest(left.front(), commands));
    return usage_fault("cli/usage", "unexpected argument '" + left.front() + "'", help);
  }

  static std::string suggest_near(const std::string& word, const std::vector<std::string>& words,
                                  const std::string& otherwise) {
    const std::string hint = suggest(word, words);
    return hint.starts_with("did you mean") ? hint : otherwise;
  }

  static std::string command_path(const CLI::App* app) {
    return app->get_parent() == nullptr ? app->get_name()
                                        : command_path(app->get_parent()) + ' ' + app->get_name();
  }

  CLI::App app_;
  std::vector<std::string_view> words_;  // of the command line
  std::vector<std::pair<CLI::App*, std::function<Command()>>> takers_;
};

}  // namespace

std::variant<Command, int> parse_command_line(int argc, char** argv) {
  return CommandLine(argc, argv).parse(argc, argv);
}

}  // namespace waymark::cli
