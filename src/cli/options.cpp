// SPDX-License-Identifier: Apache-2.0
// The one file that knows the flag parser. Every subcommand is a function that binds flags to its struct; a misspelt
// word is answered with the near one.
#include "cli/options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/suggest.h"
#include "waymark/version.h"

namespace waymark::cli {
namespace {

constexpr const char* kMainExamples = R"(Examples:
  waymark annotate seeds/                      annotate every text of a folder, readable on a terminal
  waymark annotate -o out.jsonl seeds/         the same as JSON lines
  waymark annotate -t brat -o brat/ seeds/     a folder that brat opens
  waymark evaluate gold.jsonl out.jsonl        precision, recall and F against gold
  waymark init my-domain                       a small gazetteer, rules and text to start from)";

constexpr const char* kAnnotateExamples = R"(Examples:
  waymark annotate seeds/
  echo "A source in Hyesan said so." | waymark annotate
  waymark annotate -t conll --dialect conll2003 news.jsonl > news.conll
  waymark annotate --bare -g my/gazetteer.yaml -G my/rules.way text.txt
  waymark annotate -j 0 --text-field body --id-field url -o out.jsonl corpus.jsonl.gz)";

constexpr const char* kEvaluateExamples = R"(Examples:
  waymark evaluate tests/gold/seeds.jsonl out.jsonl
  waymark evaluate --errors 5 --fail-under 0.9 gold.jsonl out.jsonl)";

constexpr const char* kGazetteerExamples = R"(Examples:
  waymark gazetteer check my/places.yaml
  waymark gazetteer search Yanggang "Kim Chaek"
  waymark gazetteer compile -o names.wmg my/places.yaml)";

constexpr const char* kGrammarExamples = R"(Examples:
  waymark grammar check my/rules.way
  waymark grammar test
  waymark grammar fmt --write my/rules.way)";

constexpr const char* kInitExamples = R"(Examples:
  waymark init statutes && cd statutes && waymark annotate -o out.jsonl texts/ && waymark evaluate gold.jsonl out.jsonl)";

constexpr const char* kDataHelp =
    "folder with the shipped gazetteer/ and grammar/ (else WAYMARK_DATA, else beside the program)";

void bind_common(CLI::App& app, CommonOptions& options) {
  app.add_flag("-q,--quiet", options.quiet, "say nothing but errors")->group("Messages");
  app.add_flag("-v,--verbose", options.verbose, "say more: warnings, what was loaded")->group("Messages");
  app.add_option("--color", options.color, "colours: auto, always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->group("Messages");
  app.add_flag_function(
         "--progress,!--no-progress", [&options](std::int64_t count) { options.progress = count > 0; },
         "show progress on standard error (default: only on a terminal)")
      ->group("Messages");
}

void bind_knowledge(CLI::App& app, KnowledgeOptions& options) {
  app.add_option("-g,--gazetteer", options.gazetteers, "add a gazetteer: a .yaml or .wmg file, or a shipped part by name")
      ->allow_extra_args(false)
      ->group("Knowledge");
  app.add_option("-G,--grammar", options.grammars, "add rules: a .way file, or a shipped part by name (-G dates)")
      ->allow_extra_args(false)
      ->group("Knowledge");
  app.add_flag("--bare", options.bare, "leave the shipped entries and rules out (not the schema)")->group("Knowledge");
  app.add_option("--data", options.data, kDataHelp)->group("Knowledge");
  app.add_option("--config", options.config, "a waymark.yaml (default: the nearest one upwards)")->group("Knowledge");
  app.add_flag("--show-config", options.show_config, "say where each setting comes from and which files are used")
      ->group("Knowledge");
}

void bind_input(CLI::App& app, InputOptions& options) {
  app.add_option("input", options.inputs, "files and folders; none or -: standard input");
  app.add_option("-f,--from", options.from, "input format (default: by suffix; see waymark formats)")->group("Input");
  app.add_option("--text-field", options.read.text_field, "field of the text in JSON lines, CSV, TSV")->group("Input");
  app.add_option("--id-field", options.read.id_field, "field of the id")->group("Input");
  app.add_option("--date-field", options.read.date_field, "field of the document's date")->group("Input");
  app.add_option("--lang-field", options.read.lang_field, "field of the document's language")->group("Input");
  app.add_option("--max-document", options.read.max_document, "bytes; a larger document is an error record")
      ->transform(CLI::AsSizeValue(false))
      ->group("Input");
  static const std::map<std::string, OnError> kOnError = {
      {"record", OnError::kRecord}, {"skip", OnError::kSkip}, {"stop", OnError::kStop}};
  app.add_option("--on-error", options.on_error, "bad records: record (an error in their place), skip, stop")
      ->transform(CLI::CheckedTransformer(kOnError))
      ->option_text("record|skip|stop")
      ->group("Input");
}

void bind_output(CLI::App& app, OutputOptions& options) {
  app.add_option("-o,--output", options.output, "file, or folder (ends in /); default: standard output")->group("Output");
  app.add_option("-t,--to", options.to, "output format (default: by suffix; pretty on a terminal, jsonl in a pipe)")
      ->group("Output");
  app.add_flag("--force", options.force, "replace files that exist")->group("Output");
  static const std::map<std::string, format::OffsetUnit> kUnits = {{"codepoint", format::OffsetUnit::kCodePoint},
                                                                   {"utf16", format::OffsetUnit::kUtf16},
                                                                   {"byte", format::OffsetUnit::kByte}};
  app.add_option("--offsets", options.write.offsets, "jsonl: unit of offsets")
      ->transform(CLI::CheckedTransformer(kUnits))
      ->option_text("codepoint|utf16|byte")
      ->group("Output");
  app.add_flag("!--no-text", options.write.with_text, "jsonl: leave the text out (its digest and length stand)")->group("Output");
  app.add_flag("!--no-tokens", options.write.with_tokens, "jsonl: leave tokens out")->group("Output");
  app.add_flag("!--no-sentences", options.write.with_sentences, "jsonl: leave sentences out")->group("Output");
  app.add_flag("!--no-candidates", options.write.with_candidates, "jsonl: leave candidates out")->group("Output");
  app.add_option("--dialect", options.write.dialect, "conll: waymark, conll2003, spacy, doccano")
      ->check(CLI::IsMember({"waymark", "conll2003", "spacy", "doccano"}))
      ->group("Output");
  app.add_option("--columns", options.write.columns, "conll: these columns; csv, tsv: meta fields to add")
      ->delimiter(',')
      ->group("Output");
}

void bind(CLI::App& app, AnnotateOptions& options) {
  bind_input(app, options.input);
  bind_output(app, options.output);
  bind_knowledge(app, options.knowledge);
  app.add_option("--labels", options.labels, "write only mentions with these labels")->delimiter(',')->group("Output");
  app.add_option("--min-confidence", options.min_confidence, "write only mentions of at least this confidence")
      ->check(CLI::Range(0.0, 1.0))
      ->group("Output");
  app.add_option("-j,--jobs", options.jobs, "documents in parallel; 0: all cores")->check(CLI::Range(0, 256));
  bind_common(app, options.common);
  app.footer(kAnnotateExamples);
}

void bind(CLI::App& app, EvaluateOptions& options) {
  app.add_option("gold", options.gold, "gold documents, JSON lines")->required();
  app.add_option("system", options.predicted, "predicted documents, JSON lines")->required();
  app.add_option("-t,--to", options.to, "report as text or json")->check(CLI::IsMember({"text", "json"}));
  app.add_option("--errors", options.errors, "how many errors of each kind are listed");
  app.add_option("--fail-under", options.fail_under, "exit 1 if strict F over all flat labels is below")
      ->check(CLI::Range(0.0, 1.0));
  bind_common(app, options.common);
  app.footer(kEvaluateExamples);
}

CLI::App* add_action(CLI::App& app, const std::string& name, const std::string& text, CommonOptions& common) {
  CLI::App* action = app.add_subcommand(name, text);
  bind_common(*action, common);
  return action;
}

void bind(CLI::App& app, GazetteerOptions& options) {
  using Action = GazetteerOptions::Action;
  CLI::App* check = add_action(app, "check", "report every fault of gazetteers", options.common);
  check->add_option("files", options.files, "gazetteers; none: the shipped ones");
  check->add_flag("--shared", options.shared_forms, "also list the forms that entries share");
  bind_knowledge(*check, options.knowledge);
  check->callback([&options] { options.action = Action::kCheck; });
  CLI::App* compile = add_action(app, "compile", "compile gazetteers into one file that opens at once", options.common);
  compile->add_option("files", options.files, "gazetteers; none: the shipped ones");
  compile->add_option("-o,--output", options.output, "the compiled file, NAME.wmg")->required();
  compile->add_flag("--force", options.force, "replace the file if it exists");
  bind_knowledge(*compile, options.knowledge);
  compile->callback([&options] { options.action = Action::kCompile; });
  CLI::App* search = add_action(app, "search", "which entries a name can mean, and why", options.common);
  search->add_option("names", options.names, "names to look up")->required();
  bind_knowledge(*search, options.knowledge);
  search->callback([&options] { options.action = Action::kSearch; });
  app.require_subcommand(1);
  app.footer(kGazetteerExamples);
}

void bind(CLI::App& app, GrammarOptions& options) {
  using Action = GrammarOptions::Action;
  CLI::App* check = add_action(app, "check", "report every fault of rule files", options.common);
  check->add_option("files", options.files, "rule files; none: the shipped ones");
  bind_knowledge(*check, options.knowledge);
  check->callback([&options] { options.action = Action::kCheck; });
  CLI::App* test = add_action(app, "test", "run the yes and no examples of rules", options.common);
  test->add_option("files", options.files, "rule files whose examples are run; none: the shipped ones");
  bind_knowledge(*test, options.knowledge);
  test->callback([&options] { options.action = Action::kTest; });
  CLI::App* format = add_action(app, "fmt", "lay rule files out in one way", options.common);
  format->add_option("files", options.files, "rule files")->required();
  format->add_flag("-w,--write", options.write, "change the files in place (else print)");
  format->callback([&options] { options.action = Action::kFormat; });
  app.require_subcommand(1);
  app.footer(kGrammarExamples);
}

void bind(CLI::App& app, InitOptions& options) {
  app.add_option("folder", options.folder, "a new folder")->required();
  app.add_option("--data", options.data, kDataHelp)->group("Knowledge");
  bind_common(app, options.common);
  app.footer(kInitExamples);
}

void bind(CLI::App& app, FormatsOptions& options) { bind_common(app, options.common); }

/// The whole command line; the struct of the command that was given is filled.
class CommandLine {
 public:
  CommandLine() : app_("waymark marks named entities in text and links them to a gazetteer", "waymark") {
    app_.set_version_flag("--version", std::string("waymark ") + WAYMARK_VERSION);
    app_.footer(kMainExamples);
    app_.require_subcommand(1);
    app_.get_formatter()->column_width(30);
    add<AnnotateOptions>("annotate", "mark and link the entities of texts");
    add<EvaluateOptions>("evaluate", "compare annotations with gold");
    add<GazetteerOptions>("gazetteer", "check, compile and search gazetteers");
    add<GrammarOptions>("grammar", "check, test and lay out rules");
    add<FormatsOptions>("formats", "list the formats and what each can carry");
    add<InitOptions>("init", "write a small working sample of a domain of your own");
  }

  std::variant<Command, int> parse(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
      std::fputs(deepest(app_)->help().c_str(), stdout);
      return kDone;
    } catch (const CLI::CallForVersion& version) {
      std::printf("%s\n", version.what());
      return kDone;
    } catch (const CLI::ParseError& error) {
      Console(CommonOptions{}).report(describe(error, argc, argv));
      return kUsage;
    }
    for (const auto& [subcommand, take] : takers_)
      if (subcommand->parsed()) return take();
    return kUsage;
  }

 private:
  template <class Options>
  void add(const std::string& name, const std::string& text) {
    auto options = std::make_shared<Options>();
    CLI::App* subcommand = app_.add_subcommand(name, text);
    bind(*subcommand, *options);
    takers_.emplace_back(subcommand, [options] { return Command(*options); });
  }

  /// The innermost command that was given: its help is meant, its options are known.
  static CLI::App* deepest(CLI::App& app) {
    for (CLI::App* subcommand : app.get_subcommands()) return deepest(*subcommand);
    return &app;
  }

  Diagnostic describe(const CLI::ParseError& error, int argc, char** argv) {
    CLI::App* app = deepest(app_);
    const std::string help = "'" + command_path(app) + " --help' shows what there is";
    std::vector<std::string> commands, flags;
    for (const CLI::App* subcommand : app->get_subcommands([](CLI::App*) { return true; }))
      commands.push_back(subcommand->get_name());
    for (const CLI::Option* option : app->get_options())
      for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
    // The parser does not say which word it stumbled over: it is the first that nothing takes.
    for (int i = 1; i < argc; ++i) {
      const std::string word = argv[i];
      const std::string flag = word.substr(0, word.find('='));
      if (flag.starts_with("--") && flag.size() > 2 && app->get_option_no_throw(flag) == nullptr)
        return usage_fault("cli/unknown-option", "unknown option '" + flag + "'", suggest_near(flag, flags, help));
      if (!commands.empty() && !word.starts_with('-') && std::find(commands.begin(), commands.end(), word) == commands.end() &&
          !is_ancestor(app, word))
        return usage_fault("cli/unknown-command", "unknown command '" + word + "'", suggest(word, commands));
    }
    return usage_fault("cli/usage", error.what(), help);
  }

  static std::string suggest_near(const std::string& word, const std::vector<std::string>& words,
                                  const std::string& otherwise) {
    const std::string hint = suggest(word, words);
    return hint.starts_with("did you mean") ? hint : otherwise;
  }

  static bool is_ancestor(const CLI::App* app, const std::string& word) {
    for (; app != nullptr; app = app->get_parent())
      if (app->get_name() == word) return true;
    return false;
  }

  static std::string command_path(const CLI::App* app) {
    return app->get_parent() == nullptr ? app->get_name() : command_path(app->get_parent()) + ' ' + app->get_name();
  }

  CLI::App app_;
  std::vector<std::pair<CLI::App*, std::function<Command()>>> takers_;
};

}  // namespace

std::variant<Command, int> parse_command_line(int argc, char** argv) { return CommandLine().parse(argc, argv); }

}  // namespace waymark::cli
