// SPDX-License-Identifier: Apache-2.0
// `waymark explain`: finds the places that are asked about in each document and writes what can be
// said of them.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/document_source.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "explain/explainer.h"
#include "explain/page.h"
#include "explain/places.h"
#include "grammar/load.h"
#include "text/source_file.h"
#include "text/utf8.h"

namespace waymark::cli {
namespace {

/// More places than anyone reads; --nth reaches the others.
constexpr std::size_t kMostPlaces = 100;

std::string choose_format(const ExplainOptions& options) {
  if (!options.to.empty()) return options.to;
  for (const char* suffix : {"html", "json"})
    if (options.output.ends_with(std::string(".") + suffix)) return suffix;
  return "pretty";
}

class Explaining {
 public:
  Explaining(const ExplainOptions& options, const explain::Sources& sources, Console& console,
             Output& out)
      : options_(options),
        sources_(sources),
        console_(console),
        out_(out),
        format_(choose_format(options)),
        color_(Console::colors_output(options.common) && options.output.empty()) {}

  int run(DocumentSource& source) {
    if (format_ == "html") explain::begin_html(bytes_);
    while (auto record = source.next()) {
      if (!explain(*std::move(record))) return kUsage;
      if (!out_.write(bytes_)) break;
      bytes_.clear();
    }
    if (format_ == "html") explain::end_html(bytes_);
    out_.write(bytes_);
    return finish();
  }

 private:
  /// False if the question itself is wrong.
  bool explain(format::Record record) {
    if (!record.error) record.error = text_fault(record.document);
    if (record.error) {
      console_.report(*record.error);
      ++errors_;
      return true;
    }
    explain::Question question;
    question.places = find_places(record.document);
    if (question.places.empty()) return true;
    if (!options_.rule.empty()) question.rule = options_.rule;
    Diagnostics warnings;
    const auto fault = explain::explain(
        sources_, std::move(record.document), question,
        [this](const explain::Explanation& explanation) { put(explanation); }, warnings);
    console_.report(warnings);
    if (!fault) return true;
    console_.report(*fault);
    return false;
  }

  static std::optional<Diagnostic> text_fault(const Document& document) {
    if (text::is_valid_utf8(document.text)) return std::nullopt;
    return Diagnostic{
        .code = "text/invalid-utf8", .file = document.id, .message = "the text is not UTF-8"};
  }

  std::vector<Span> find_places(const Document& document) {
    if (options_.at.empty()) return {{0, static_cast<std::uint32_t>(document.text.size())}};
    auto found = explain::find_places(document.text, options_.at);
    if (!found) {
      if (!not_found_) not_found_ = found.error().front();
      return {};
    }
    return choose(*std::move(found), document.id);
  }

  std::vector<Span> choose(std::vector<Span> places, const std::string& id) {
    if (options_.nth > 0) {
      if (options_.nth <= places.size()) return {places[options_.nth - 1]};
      not_found_ = Diagnostic{
          .code = "explain/not-found",
          .file = id,
          .message = fmt::format("'{}' stands there {} times", options_.at, places.size())};
      return {};
    }
    if (places.size() > kMostPlaces) {
      console_.say(fmt::format("{}: the first {} of {} places; --nth chooses others", id,
                               kMostPlaces, places.size()));
      places.resize(kMostPlaces);
    }
    return places;
  }

  void put(const explain::Explanation& explanation) {
    ++places_;
    if (format_ == "json") {
      explain::write_json(explanation, bytes_);
    } else if (format_ == "html") {
      explain::write_html(explanation, bytes_);
    } else {
      explain::write_text(explanation, color_, bytes_);
    }
  }

  int finish() {
    if (places_ == 0 && not_found_) {
      console_.report(*not_found_);
      return kUsage;
    }
    if (!out_.commit()) {
      console_.report(out_.fault());
      return kUsage;
    }
    return errors_ > 0 ? kFound : kDone;
  }

  const ExplainOptions& options_;
  const explain::Sources& sources_;
  Console& console_;
  Output& out_;
  std::string format_, bytes_;
  bool color_;
  std::optional<Diagnostic> not_found_;  // said only if no document has the place
  std::size_t places_ = 0, errors_ = 0;
};

Result<std::unique_ptr<Output>> open_output(const ExplainOptions& options) {
  if (options.output.empty()) return std::make_unique<Output>();
  return Output::create(options.output, options.force);
}

}  // namespace

int run(const ExplainOptions& options) {
  Console console(options.common);
  const auto fail = [&](const Diagnostics& faults, int code) {
    console.report(faults);
    return code;
  };
  auto files = find_knowledge(options.knowledge, console);
  if (!files) return fail(files.error(), kUsage);
  if (options.knowledge.show_config) return print_config(*files, console);
  auto source = DocumentSource::open(options.input);
  if (!source) return fail(source.error(), kUsage);
  auto knowledge = load_knowledge(*files, console);
  if (!knowledge) return fail(knowledge.error(), kKnowledge);
  Diagnostics faults;
  const grammar::LoadedRules loaded =
      grammar::load(files->grammars, text::SourceFile::read, faults);
  if (has_error(faults)) return fail(faults, kKnowledge);
  auto out = open_output(options);
  if (!out) return fail(out.error(), kUsage);
  if ((*source)->reads_terminal())
    console.say("reading the text from the terminal; Ctrl-D ends it");
  const Annotator annotator(knowledge->gazetteer, knowledge->rules);
  const explain::Sources sources{annotator, knowledge->gazetteer, knowledge->rules, loaded};
  return Explaining(options, sources, console, **out).run(**source);
}

}  // namespace waymark::cli
