// SPDX-License-Identifier: Apache-2.0
// Flags of what makes corpora: annotate, convert, and manifest, which says what was made of what.
#include "cli/command_options.h"
#include "cli/flags.h"

namespace waymark::cli {
namespace {

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

constexpr const char* kManifestCheckExamples = R"(  waymark manifest check manifest.json)";
constexpr const char* kManifestRebuildExamples = R"(  waymark manifest rebuild manifest.json)";
constexpr const char* kManifestCardExamples =
    R"(  waymark manifest card --title "Border reports" -o README.md manifest.json)";

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

}  // namespace

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

}  // namespace waymark::cli
