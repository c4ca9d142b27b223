// SPDX-License-Identifier: Apache-2.0
// `waymark convert`: documents of one format → what another can hold of them, and a report of what
// it can't. Documents stream through in order; only counts are kept.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/document_sink.h"
#include "cli/document_source.h"
#include "cli/exit_code.h"
#include "cli/manifest.h"
#include "cli/pipeline.h"
#include "cli/sidecar.h"
#include "cli/split.h"
#include "format/filter.h"
#include "format/label_map.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;
using Sinks = std::vector<std::unique_ptr<DocumentSink>>;

/// Where a part goes: below the folder that was named, as a folder or as one file.
Result<OutputOptions> output_of_part(const OutputOptions& options, const std::string& part) {
  if (part.empty()) return options;
  auto format = choose_format(options);
  if (!format) return format.error();
  if (options.output.empty() || options.output == "-")
    return usage_fault("cli/needs-folder", "parts of a split go into files", "-o FOLDER/");
  OutputOptions below = options;
  below.to = (*format)->name;
  below.output = (fs::path(options.output) / part).string();
  below.output += (*format)->one_file_a_document ? "/" : (*format)->suffixes.front();
  std::error_code error;
  fs::create_directories(options.output, error);
  if (error)
    return usage_fault("cli/cannot-write",
                       "'" + options.output + "' can't be made: " + error.message());
  return below;
}

Result<Sinks> open_sinks(const ConvertOptions& options, const Split& split) {
  Sinks sinks;
  for (const std::string& part : split.names()) {
    auto output = output_of_part(options.output, part);
    if (!output) return output.error();
    auto sink = DocumentSink::open(*output, options.common, {});
    if (!sink) return sink.error();
    sinks.push_back(*std::move(sink));
  }
  return sinks;
}

/// Removes the sentences that hold a mention which is not sure, with the white space behind them.
void drop_sentences(Document& document, const std::function<bool(const Mention&)>& is_unsure,
                    format::Losses& losses) {
  std::vector<Span> unsure, stretches;
  for (const Mention& mention : document.mentions)
    if (is_unsure(mention)) unsure.push_back(mention.span);
  for (std::size_t i = 0; i < document.sentences.size(); ++i) {
    const Span sentence = document.sentences[i];
    const bool is_last = i + 1 == document.sentences.size();
    const auto size = static_cast<std::uint32_t>(document.text.size());
    const Span stretch{sentence.begin, is_last ? size : document.sentences[i + 1].begin};
    const bool holds = std::any_of(unsure.begin(), unsure.end(),
                                   [&](Span span) { return span.overlaps(sentence); });
    if (!holds || stretch.empty()) continue;
    losses.add("sentence that is not sure", format::Change::kDropped, document, sentence);
    stretches.push_back(stretch);
  }
  format::cut_out(document, stretches);
}

void settle_unsure(const ConvertOptions& options, Document& document, format::Losses& losses) {
  const auto is_unsure = [&](const Mention& mention) { return mention.confidence < options.sure; };
  if (options.unsure == Unsure::kDropSentence) drop_sentences(document, is_unsure, losses);
  if (options.unsure != Unsure::kMask) return;
  for (Mention& mention : document.mentions)
    if (is_unsure(mention) && !format::is_masked(mention))
      mention.features.push_back({std::string(format::kMasked), true});
}

/// A document that nobody looked at says nothing: not that there is nothing in it. Its tokens are
/// masked where the format trains and can say so; where tokens are made and it can't, that is said.
void mask_unseen(const format::Carries& carries, Document& document, format::Losses& losses) {
  const bool is_seen =
      !document.tokens.empty() || !document.mentions.empty() || !document.run.empty();
  if (is_seen || document.text.empty() || carries.features) return;
  if (!carries.masks && !carries.at_tokens) return;
  losses.add("document that nobody annotated", format::Change::kChanged, document);
  if (!carries.masks) return;
  Mention mention{.span = {0, static_cast<std::uint32_t>(document.text.size())},
                  .label = std::string(format::kMaskedLabel)};
  mention.features.push_back({std::string(format::kMasked), true});
  document.mentions.push_back(std::move(mention));
}

class Conversion {
 public:
  /// `sidecar` (to be written) and `known` (to be restored from) may be null.
  Conversion(const ConvertOptions& options, const format::LabelMap& map, const Split& split,
             DocumentSource& source, Sinks& sinks, Output* sidecar, Sidecar* known,
             Console& console)
      : options_(options),
        map_(map),
        split_(split),
        source_(source),
        sinks_(sinks),
        sidecar_(sidecar),
        known_(known),
        console_(console) {}

  void run(unsigned jobs) {
    run_in_order<Item, Done>([this] { return next(); },
                             [this](const Item& item) { return source_.weigh(item.record); },
                             [this](Item item, unsigned, Done*) { return work(std::move(item)); },
                             [this](Done done) { return emit(std::move(done)); }, jobs);
  }

  bool finish() {
    if (sidecar_ != nullptr && !sidecar_->commit()) {
      console_.report(sidecar_->fault());
      return false;
    }
    return std::all_of(sinks_.begin(), sinks_.end(), [&](const auto& sink) {
      if (sink->finish()) return true;
      console_.report(sink->fault());
      return false;
    });
  }

  [[nodiscard]] const format::Losses& losses() const { return losses_; }
  [[nodiscard]] std::uint64_t documents() const { return documents_; }
  [[nodiscard]] std::uint64_t errors() const { return errors_; }
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

 private:
  struct Item {
    format::Record record;
    std::optional<Document> whole;  ///< that it was written from
  };
  struct Done {
    format::Record record;  ///< without its document, unless it has an error
    std::size_t part = 0;
    bool is_left_out = false, is_answered = false;
    Rendered rendered;
    std::string sidecar;
    format::Losses losses;
    std::uint64_t bytes = 0;
  };

  std::optional<Item> next() {
    auto record = source_.next();
    if (!record) return std::nullopt;
    Item item{*std::move(record), std::nullopt};
    if (known_ != nullptr && !item.record.error) item.whole = known_->find(item.record.document.id);
    return item;
  }

  Done work(Item item) const {
    Done done;
    done.bytes = item.record.document.text.size();
    done.losses = std::move(item.record.losses);
    done.is_answered = item.record.answer == format::Answer::kGiven;
    done.record = std::move(item.record);
    if (known_ != nullptr) known_->complete(done.record, std::move(item.whole));
    done.part = split_.part_of(done.record.document.id);
    if (!done.record.error) write(done.record.document, done);
    return done;
  }

  /// Makes the bytes of a document, which is not needed after.
  void write(Document& document, Done& done) const {
    if (sidecar_ != nullptr) append_record(document, done.sidecar);
    settle_unsure(options_, document, done.losses);
    map_.apply(document, done.losses);
    done.is_left_out = options_.drop_empty && document.mentions.empty();
    if (!done.is_left_out && !done.is_answered)
      mask_unseen(sinks_[done.part]->carries(), document, done.losses);
    if (!done.is_left_out)
      done.rendered = sinks_[done.part]->render(document, options_.flatten, &done.losses);
    document = Document();
  }

  bool emit(Done done) {
    bytes_ += done.bytes;
    if (done.record.error) return emit_error(done);
    losses_.add(done.losses);
    ++documents_;
    console_.progress(documents_, bytes_);
    left_out_ += done.is_left_out;
    if (sidecar_ != nullptr && !sidecar_->write(done.sidecar)) return false;
    return done.is_left_out ||
           sinks_[done.part]->put(std::move(done.rendered), source_.is_interactive());
  }

  bool emit_error(const Done& done) {
    ++errors_;
    console_.report(*done.record.error);
    if (options_.input.on_error == OnError::kStop) return false;
    return options_.input.on_error == OnError::kSkip ||
           sinks_[done.part]->put_error(done.record, source_.is_interactive());
  }

  const ConvertOptions& options_;
  const format::LabelMap& map_;
  const Split& split_;
  DocumentSource& source_;
  Sinks& sinks_;
  Output* sidecar_;
  Sidecar* known_;
  Console& console_;
  format::Losses losses_;
  std::uint64_t documents_ = 0, errors_ = 0, left_out_ = 0, bytes_ = 0;
};

/// Says what was lost, as JSON into a file if one is named.
std::optional<Diagnostic> report_losses(const ConvertOptions& options, const std::string& format,
                                        const Conversion& conversion, Console& console) {
  if (!options.loss.empty())
    return write_file(options.loss,
                      format::report_json(conversion.losses(), format, conversion.documents()),
                      options.output.force);
  if (conversion.losses().empty()) return std::nullopt;
  console.say("lost on the way to " + format + ", of " + std::to_string(conversion.documents()) +
              " documents:");
  const std::string lines = format::report_text(conversion.losses());
  console.say(std::string_view(lines).substr(0, lines.size() - 1));
  return std::nullopt;
}

/// Writes the manifest, if one is wanted.
std::optional<Diagnostic> write_manifest(const ConvertOptions& options, const Split& split,
                                         const Sinks& sinks, const DocumentSource& source,
                                         const Conversion& conversion, Output* output) {
  if (output == nullptr) return std::nullopt;
  RunRecord record{.options = options.output,
                   .to = sinks.front()->format().name,
                   .inputs = source.files(),
                   .part_names = split.names(),
                   .losses = &conversion.losses(),
                   .errors = conversion.errors()};
  if (!options.restore.empty()) record.inputs.insert(options.restore);
  for (const auto& sink : sinks) record.parts.push_back(sink.get());
  return cli::write_manifest(record, *output);
}

int exit_code(const ConvertOptions& options, const Conversion& conversion) {
  const bool is_too_lossy = options.strict && !conversion.losses().empty();
  return conversion.errors() > 0 || is_too_lossy ? kFound : kDone;
}

}  // namespace

int run(const ConvertOptions& options) {
  Console console(options.common);
  const auto fail = [&](const Diagnostics& faults) {
    console.report(faults);
    return kUsage;
  };
  const auto map = format::LabelMap::parse(options.map);
  if (!map) return fail(map.error());
  const auto split = Split::parse(options.split, options.seed);
  if (!split) return fail(split.error());
  auto source = DocumentSource::open(options.input);
  if (!source) return fail(source.error());
  auto sinks = open_sinks(options, *split);
  if (!sinks) return fail(sinks.error());
  console.report(sinks->front()->warnings());
  console.report((*source)->warnings());

  auto manifest = create_manifest(options.output, **source);
  if (!manifest) return fail(manifest.error());
  auto sidecar = create_sidecar(options.sidecar, options.output,
                                {.to = sinks->front()->format().name,
                                 .dialect = options.output.write.dialect,
                                 .columns = options.output.write.columns,
                                 .map = options.map,
                                 .flatten = options.flatten});
  if (!sidecar) return fail(sidecar.error());
  auto known = open_sidecar(options.restore, **source);
  if (!known) return fail(known.error());

  Conversion conversion(options, *map, *split, **source, *sinks, sidecar->get(), known->get(),
                        console);
  conversion.run(options.jobs == 0 ? std::max(1u, std::thread::hardware_concurrency())
                                   : options.jobs);
  if (!conversion.finish()) return kUsage;
  if (const auto fault = report_losses(options, sinks->front()->format().name, conversion, console))
    return fail({*fault});
  if (const auto fault =
          write_manifest(options, *split, *sinks, **source, conversion, manifest->get()))
    return fail({*fault});
  if (console.shows_progress() || conversion.errors() > 0 || conversion.left_out() > 0)
    console.say(fmt::format("{} documents, {} left out, {} records with errors, {:.1f} s",
                            conversion.documents(), conversion.left_out(), conversion.errors(),
                            console.elapsed()));
  return exit_code(options, conversion);
}

}  // namespace waymark::cli
