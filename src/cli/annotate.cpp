// SPDX-License-Identifier: Apache-2.0
// `waymark annotate`: inputs → documents → annotated documents → one output or a folder of files,
// in order.
#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/document_sink.h"
#include "cli/document_source.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"
#include "cli/pipeline.h"
#include "cli/suggest.h"
#include "format/filter.h"
#include "waymark/annotator.h"

namespace waymark::cli {
namespace {

/// Removes mentions that were not asked for, and whatever refers to them.
void filter(const AnnotateOptions& options, Document& document) {
  if (options.labels.empty() && options.min_confidence <= 0) return;
  const auto is_wanted = [&](const Mention& mention) {
    const bool label = options.labels.empty() ||
                       std::find(options.labels.begin(), options.labels.end(), mention.label) !=
                           options.labels.end();
    return label && mention.confidence >= options.min_confidence;
  };
  format::keep_mentions(document, is_wanted);
}

/// The options that change results, for the run's digest.
std::string result_options(const AnnotateOptions& options) {
  std::string text = fmt::format("min-confidence {}\n", options.min_confidence);
  for (const std::string& label : options.labels) text += "label " + label + '\n';
  return text;
}

class Annotation {
 public:
  Annotation(const AnnotateOptions& options, const Annotator& annotator, DocumentSource& source,
             DocumentSink& sink, Console& console, unsigned jobs)
      : options_(options),
        annotator_(annotator),
        source_(source),
        sink_(sink),
        console_(console),
        workspaces_(jobs),
        run_(annotator.run_digest(result_options(options))) {}

  void run() {
    run_in_order<format::Record, Done>(
        [this] { return source_.next(); },
        [this](format::Record record, unsigned worker) { return work(std::move(record), worker); },
        [this](Done done) { return emit(std::move(done)); },
        static_cast<unsigned>(workspaces_.size()));
  }

  [[nodiscard]] int exit_code() const {
    if (sink_.has_failed()) return kUsage;
    return errors_ > 0 ? kFound : kDone;
  }
  [[nodiscard]] std::uint64_t documents() const { return documents_; }
  [[nodiscard]] std::uint64_t errors() const { return errors_; }
  [[nodiscard]] std::uint64_t mentions() const { return mentions_; }

 private:
  struct Done {
    format::Record record;
    Rendered rendered;
    Diagnostics warnings;
    std::uint64_t bytes = 0;
  };

  Done work(format::Record record, unsigned worker) const {
    Done done;
    done.bytes = record.document.text.size();
    if (!record.error) {
      auto annotated =
          annotator_.annotate(std::move(record.document), workspaces_[worker], &done.warnings);
      if (annotated) {
        record.document = *std::move(annotated);
        record.document.run = run_;
        filter(options_, record.document);
      } else {
        record.error = annotated.error().front();
      }
    }
    if (!record.error) done.rendered = sink_.render(record.document);
    done.record = std::move(record);
    return done;
  }

  bool emit(Done done) {
    for (const Diagnostic& warning : done.warnings) console_.report(warning);
    bytes_ += done.bytes;
    if (done.record.error) return emit_error(done.record);
    ++documents_;
    mentions_ += done.record.document.mentions.size();
    console_.progress(documents_, bytes_);
    return sink_.put(std::move(done.rendered), source_.is_interactive());
  }

  bool emit_error(const format::Record& record) {
    ++errors_;
    console_.report(*record.error);
    if (options_.input.on_error == OnError::kStop) return false;
    return options_.input.on_error == OnError::kSkip ||
           sink_.put_error(record, source_.is_interactive());
  }

  const AnnotateOptions& options_;
  const Annotator& annotator_;
  DocumentSource& source_;
  DocumentSink& sink_;
  Console& console_;
  mutable std::vector<Workspace> workspaces_;  // one a worker
  std::string run_;
  std::uint64_t documents_ = 0, errors_ = 0, mentions_ = 0, bytes_ = 0;
};

/// A misspelt --labels is wrong use, not an empty result.
std::optional<Diagnostic> check_labels(const std::vector<std::string>& wanted,
                                       const std::vector<std::string>& known) {
  for (const std::string& label : wanted)
    if (std::find(known.begin(), known.end(), label) == known.end())
      return usage_fault("cli/unknown-label", "unknown label '" + label + "'",
                         suggest(label, known));
  return std::nullopt;
}

unsigned job_count(unsigned jobs) {
  return jobs == 0 ? std::max(1u, std::thread::hardware_concurrency()) : jobs;
}

}  // namespace

int run(const AnnotateOptions& options) {
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
  if (const auto fault = check_labels(options.labels, knowledge->label_names()))
    return fail({*fault}, kUsage);
  auto sink = DocumentSink::open(options.output, options.common, knowledge->label_names());
  if (!sink) return fail(sink.error(), kUsage);
  console.report((*sink)->warnings());
  if ((*source)->reads_terminal())
    console.say("reading the text from the terminal; Ctrl-D ends it");

  const Annotator annotator(knowledge->gazetteer, knowledge->rules);
  Annotation annotation(options, annotator, **source, **sink, console, job_count(options.jobs));
  annotation.run();
  if (!(*sink)->finish()) return fail({(*sink)->fault()}, kUsage);
  if (console.shows_progress() || annotation.errors() > 0)
    console.say(fmt::format("{} documents, {} mentions, {} records with errors, {:.1f} s",
                            annotation.documents(), annotation.mentions(), annotation.errors(),
                            console.elapsed()));
  return annotation.exit_code();
}

}  // namespace waymark::cli
