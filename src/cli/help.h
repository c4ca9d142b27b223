// SPDX-License-Identifier: Apache-2.0
// How the command line shows itself: the page of --help, and the script that completes words in
// bash. Both are made of the parser's own table of commands and options, so that they can't differ
// from what is read.
#pragma once

#include <memory>
#include <string>

namespace CLI {
class App;
class FormatterBase;
}  // namespace CLI

namespace waymark::cli {

[[nodiscard]] std::shared_ptr<CLI::FormatterBase> make_help_formatter();

/// The help of the command that was given last: of `app` itself if none was.
[[nodiscard]] std::string help_page(const CLI::App& app);

/// A bash script that completes the commands and options of `app`, and else file names.
[[nodiscard]] std::string completion_script(const CLI::App& app);

}  // namespace waymark::cli
