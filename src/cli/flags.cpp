// SPDX-License-Identifier: Apache-2.0
// A flag that several commands have is written once, in the group under which their help shows it.
#include "cli/flags.h"

#include <algorithm>
#include <cstdint>

#include "cli/suggest.h"

namespace waymark::cli {
namespace {

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

}  // namespace

CLI::Validator one_of(std::vector<std::string> words) {
  return CLI::Validator(
      [words = std::move(words)](std::string& word) {
        if (std::find(words.begin(), words.end(), word) != words.end()) return std::string();
        return "'" + word + "' is none of its values; " + suggest(word, words);
      },
      "");
}

CLI::App* add_action(CLI::App& app, const std::string& name, const std::string& text,
                     const std::string& examples) {
  CLI::App* action = app.add_subcommand(name, text);
  action->footer("Examples:\n" + examples);
  return action;
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

void bind_on_error(CLI::App& app, InputOptions& options) {
  add_choice<OnError>(
      app, "--on-error", options.on_error,
      {{"record", OnError::kRecord}, {"skip", OnError::kSkip}, {"stop", OnError::kStop}},
      "bad records: an error in their place, none, or the end")
      ->group("Input");
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

}  // namespace waymark::cli
