// SPDX-License-Identifier: Apache-2.0
#include "cli/help.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <vector>

namespace waymark::cli {
namespace {

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

/// Shows options as they are typed: what stands for the value is the option's own text.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() { column_width(30); }

  std::string make_description(const CLI::App* app) const override {
    return app->get_description() + "\n\n";
  }

  std::string make_option_name(const CLI::Option* option, bool is_positional) const override {
    std::string name = CLI::Formatter::make_option_name(option, is_positional);
    replace_all(name, "{false}", "");
    replace_all(name, ",", ", ");
    return name;
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    return option->get_option_text().empty() ? std::string() : ' ' + option->get_option_text();
  }
};

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

/// What may stand behind a command: its commands and options.
std::string words_of(const CLI::App& app) {
  std::string words;
  for (const CLI::App* command : commands_of(app)) words += command->get_name() + ' ';
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) words += "--" + name + ' ';
  if (!words.empty()) words.pop_back();
  return words;
}

void add_cases(const CLI::App& app, const std::string& path, std::string& script) {
  script += "    '" + path + "') words='" + words_of(app) + "' ;;\n";
  for (const CLI::App* command : commands_of(app))
    add_cases(*command, path + ' ' + command->get_name(), script);
}

/// All commands, so that the script can tell them from other words.
void add_paths(const CLI::App& app, const std::string& path, std::string& paths) {
  for (const CLI::App* command : commands_of(app)) {
    const std::string below = path + ' ' + command->get_name();
    paths += (paths.empty() ? "'" : "|'") + below + '\'';
    add_paths(*command, below, paths);
  }
}

}  // namespace

std::shared_ptr<CLI::FormatterBase> make_help_formatter() {
  return std::make_shared<HelpFormatter>();
}

std::string help_page(const CLI::App& app) {
  std::string page = app.help();
  replace_all(page, "\n\n\n", "\n\n");
  return page;
}

std::string completion_script(const CLI::App& app) {
  const std::string name = app.get_name();
  std::string cases, paths;
  add_cases(app, name, cases);
  add_paths(app, name, paths);
  return "# Completes the commands and options of " + name + " in bash: source <(" + name +
         " completion)\n_" + name + "() {\n  local word=${COMP_WORDS[COMP_CWORD]} path=" + name +
         " words= i\n  for ((i = 1; i < COMP_CWORD; i++)); do\n    case \"$path ${COMP_WORDS[i]}\" "
         "in\n      " +
         paths + ") path=\"$path ${COMP_WORDS[i]}\" ;;\n    esac\n  done\n  case $path in\n" +
         cases +
         "  esac\n  COMPREPLY=()\n  if [[ $word == -* || $words != -* ]]; then\n    "
         "mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n  fi\n}\ncomplete -o "
         "default -F _" +
         name + ' ' + name + '\n';
}

}  // namespace waymark::cli
