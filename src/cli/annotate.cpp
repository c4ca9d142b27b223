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
#include "cli/manifest.h"
#include "cli/pipeline.h"
#include "cli/sidecar.h"
#include "cli/suggest.h"
#include "format/filter.h"
#include "gazetteer/tables.h"
#include "text/source_file.h"
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
  if (options.given != Given::kReplace)
    text += options.given == Given::kKeep ? "given keep\n" : "given suggest\n";
  return text;
}

class Annotation {
 public:
  /// `sidecar` (to be written) and `known` (to be restored from) may be null.
  Annotation(const AnnotateOptions& options, const Annotator& annotator, DocumentSource& source,
             DocumentSink& sink, Output* sidecar, Sidecar* known, Console& console, unsigned jobs)
      : options_(options),
        annotator_(annotator),
        source_(source),
        sink_(sink),
        sidecar_(sidecar),
        known_(known),
        console_(console),
        parts_(sidecar == nullptr && known == nullptr
                   ? Parts{sink.needs_tokens(), sink.needs_sentences()}
                   : Parts()),
        workspaces_(jobs),
        run_(annotator.run_digest(result_options(options))) {}

  void run() {
    run_in_order<Item, Done>([this] { return next(); },
                             [this](const Item& item) { return source_.weigh(item.record); },
                             [this](Item&& item, unsigned worker, Done* previous) {
                               return work(std::move(item), worker, previous);
                             },
                             [this](Done&& done) { return emit(std::move(done)); },
                             static_cast<unsigned>(workspaces_.size()));
  }

  [[nodiscard]] int exit_code() const {
    if (sink_.has_failed()) return kUsage;
    return errors_ > 0 ? kFound : kDone;
  }
  [[nodiscard]] const std::string& run_digest() const { return run_; }
  [[nodiscard]] const format::Losses& losses() const { return losses_; }
  [[nodiscard]] std::uint64_t documents() const { return documents_; }
  [[nodiscard]] std::uint64_t errors() const { return errors_; }
  [[nodiscard]] std::uint64_t mentions() const { return mentions_; }

 private:
  struct Item {
    explicit Item(format::Record&& read) : record(std::move(read)) {}
    format::Record record;
    std::optional<Document> whole;  ///< that it was written from
  };
  struct Done {
    std::optional<format::Record> failed;  ///< one that has an error
    Rendered rendered;
    std::string sidecar;
    Diagnostics warnings;
    format::Losses losses;
    std::uint64_t bytes = 0, mentions = 0;
  };

  std::optional<Item> next() {
    std::optional<Item> item;
    auto record = source_.next();
    if (!record) return item;
    item.emplace(*std::move(record));
    if (known_ != nullptr && !item->record.error)
      item->whole = known_->find(item->record.document.id);
    return item;
  }

  Done work(Item&& item, unsigned worker, Done* previous) const {
    Done done;
    done.bytes = item.record.document.text.size();
    format::Record& record = item.record;
    std::vector<Mention> removed;
    if (known_ != nullptr) removed = known_->complete(record, std::move(item.whole));
    if (!record.error) {
      auto annotated =
          annotator_.annotate(std::move(record.document), workspaces_[worker],
                              {options_.given, std::move(removed)}, &done.warnings, parts_);
      if (annotated) {
        record.document = *std::move(annotated);
        record.document.run = run_;
        filter(options_, record.document);
      } else {
        record.error = annotated.error().front();
      }
    }
    if (!record.error) {
      finish(record.document, done, worker, previous);
      workspaces_[worker].reuse(std::move(record.document));
    } else {
      done.failed = std::move(record);
    }
    return done;
  }

  /// Makes the bytes of a document.
  void finish(const Document& document, Done& done, unsigned worker, Done* previous) const {
    if (sidecar_ != nullptr) append_record(document, done.sidecar);
    done.rendered = render(document, done, worker, previous);
    done.mentions = document.mentions.size();
  }

  /// What the format can't carry is noted for the manifest, if one is wanted.
  Rendered render(const Document& document, Done& done, unsigned worker, Done* previous) const {
    return sink_.render(document, format::Flatten::kFlatFirst,
                        options_.output.manifest.empty() ? nullptr : &done.losses,
                        before(worker, previous));
  }

  /// What a document is written behind. With a sidecar each leaves alone: its record is written
  /// right after it.
  std::optional<DocumentSink::Before> before(unsigned worker, Done* previous) const {
    if (workspaces_.size() == 1) return sink_.lend();
    if (sidecar_ != nullptr) return std::nullopt;
    return sink_.go_on_behind(previous == nullptr ? nullptr : &previous->rendered, worker);
  }

  bool emit(Done&& done) {
    losses_.add(done.losses);
    for (const Diagnostic& warning : done.warnings) console_.report(warning);
    bytes_ += done.bytes;
    if (done.failed) return emit_error(*done.failed);
    ++documents_;
    mentions_ += done.mentions;
    console_.progress(documents_, bytes_);
    return sink_.put(std::move(done.rendered), source_.is_interactive()) &&
           (sidecar_ == nullptr || sidecar_->write(done.sidecar));
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
  Output* sidecar_;
  Sidecar* known_;
  Console& console_;
  Parts parts_;
  mutable std::vector<Workspace> workspaces_;  // one a worker
  std::string run_;
  format::Losses losses_;
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

/// A file of knowledge with the tables that it names.
std::vector<std::string> with_tables(const std::string& file) {
  std::vector<std::string> files{file};
  if (!file.ends_with(".yaml") && !file.ends_with(".yml")) return files;
  if (const auto source = text::SourceFile::read(file))
    for (std::string& table : gazetteer::find_tables(*source)) files.push_back(std::move(table));
  return files;
}

/// The files of knowledge as a person wrote them, whatever was compiled of them.
void add_knowledge(const KnowledgeOptions& options, RunRecord& record) {
  KnowledgeOptions written = options;
  written.use_compiled = false;
  Console silent({.quiet = true});
  const auto files = find_knowledge(written, silent);
  if (!files) return;
  record.data = files->data;
  for (const auto* list : {&files->gazetteers, &files->grammars})
    for (const std::string& named : *list)
      for (const std::string& file : with_tables(named))
        (file.starts_with(files->data + '/') ? record.shipped : record.knowledge).push_back(file);
}

/// Writes the manifest, if one is wanted.
std::optional<Diagnostic> write_manifest(const AnnotateOptions& options, const DocumentSink& sink,
                                         const DocumentSource& source, const Annotation& annotation,
                                         Output* output) {
  if (output == nullptr) return std::nullopt;
  RunRecord record{.options = options.output,
                   .to = sink.format().name,
                   .run = annotation.run_digest(),
                   .inputs = source.files(),
                   .part_names = {""},
                   .parts = {&sink},
                   .losses = &annotation.losses(),
                   .errors = annotation.errors()};
  if (!options.restore.empty()) record.inputs.insert(options.restore);
  add_knowledge(options.knowledge, record);
  return cli::write_manifest(record, *output);
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
  console.report((*source)->warnings());
  if ((*source)->reads_terminal())
    console.say("reading the text from the terminal; Ctrl-D ends it");

  auto manifest = create_manifest(options.output, **source);
  if (!manifest) return fail(manifest.error(), kUsage);
  auto sidecar = create_sidecar(options.sidecar, options.output,
                                {.to = (*sink)->format().name,
                                 .dialect = options.output.write.dialect,
                                 .columns = options.output.write.columns,
                                 .map = {}});
  auto known = open_sidecar(options.restore, **source);
  if (!sidecar || !known) return fail(!sidecar ? sidecar.error() : known.error(), kUsage);

  const Annotator annotator(knowledge->gazetteer, knowledge->rules);
  Annotation annotation(options, annotator, **source, **sink, sidecar->get(), known->get(), console,
                        job_count(options.jobs));
  annotation.run();
  if (*sidecar && !(*sidecar)->commit()) return fail({(*sidecar)->fault()}, kUsage);
  if (!(*sink)->finish()) return fail({(*sink)->fault()}, kUsage);
  if (const auto fault = write_manifest(options, **sink, **source, annotation, manifest->get()))
    return fail({*fault}, kUsage);
  if (console.shows_progress() || annotation.errors() > 0)
    console.say(fmt::format("{} documents, {} mentions, {} records with errors, {:.1f} s",
                            annotation.documents(), annotation.mentions(), annotation.errors(),
                            console.elapsed()));
  return annotation.exit_code();
}

}  // namespace waymark::cli
