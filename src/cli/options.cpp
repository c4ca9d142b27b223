// SPDX-License-Identifier: Apache-2.0
// The whole command line: which commands there are, what was said, and what is answered to what
// can't be read. The flags of each command stand in a file of its family.
#include "cli/options.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

#include "cli/command_options.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/flags.h"
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

constexpr const char* kInitExamples = R"(Examples:
  waymark init statutes && cd statutes && waymark annotate -o out.jsonl texts/ && waymark evaluate gold.jsonl out.jsonl)";

constexpr const char* kFormatsExamples = R"(Examples:
  waymark formats)";

constexpr const char* kCompletionExamples = R"(Examples:
  source <(waymark completion)
  waymark completion > /etc/bash_completion.d/waymark)";

void bind(CLI::App& app, InitOptions& options) {
  app.add_option("folder", options.folder, "a new folder")->required();
  add_data(app, options.data);
  bind_messages(app, options.common);
  app.footer(kInitExamples);
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
