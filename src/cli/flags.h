// SPDX-License-Identifier: Apache-2.0
// Flags that several commands have, and the kinds of flags that the parser lacks. What includes
// this is a table of flags: it binds them to the struct of a command and means nothing else.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cli/options.h"

namespace waymark::cli {

/// A set of words; what is none of them is answered with the near one.
[[nodiscard]] CLI::Validator one_of(std::vector<std::string> words);

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

/// A command below a command; its examples are those lines of the whole's that show it.
CLI::App* add_action(CLI::App& app, const std::string& name, const std::string& text,
                     const std::string& examples);

// Flags in groups, each with the struct that they fill. Lifetime: the parser refers to it.
void bind_messages(CLI::App& app, CommonOptions& options);
void bind_verbose(CLI::App& app, CommonOptions& options);
void bind_progress(CLI::App& app, CommonOptions& options);
CLI::Option* add_data(CLI::App& app, std::string& data);
void bind_knowledge(CLI::App& app, KnowledgeOptions& options);
void bind_cache(CLI::App& app, KnowledgeOptions& options);
void bind_grammars(CLI::App& app, KnowledgeOptions& options);
void bind_input(CLI::App& app, InputOptions& options);
void bind_output(CLI::App& app, OutputOptions& options);
void bind_manifest(CLI::App& app, OutputOptions& options);
void bind_on_error(CLI::App& app, InputOptions& options);
void bind_sidecar(CLI::App& app, std::string& sidecar, std::string& restore);
void bind_jobs(CLI::App& app, unsigned& jobs);

}  // namespace waymark::cli
