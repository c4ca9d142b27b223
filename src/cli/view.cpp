// SPDX-License-Identifier: Apache-2.0
// `waymark view IN`: one page of annotated documents, written as they are read. Of two inputs the
// second is held in memory, by id and text.
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/document_source.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "evaluate/pairing.h"
#include "view/page.h"

namespace waymark::cli {
namespace {

class Viewer {
 public:
  explicit Viewer(const ViewOptions& options) : options_(options), console_(options.common) {}

  /// Returns the exit code.
  int run() {
    const std::vector<std::string>& inputs = options_.input.inputs;
    if (inputs.size() == 2 && inputs[0] == "-" && inputs[1] == "-")
      return fail(usage_fault("cli/usage", "both sides can't be standard input"));
    InputOptions first = options_.input, second = options_.input;
    first.inputs = {inputs.front()}, second.inputs = {inputs.back()};
    auto source = DocumentSource::open(first);
    if (!source) return fail(source.error());
    if (inputs.size() == 2)
      if (const Diagnostics faults = read_other_side(second); !faults.empty()) return fail(faults);
    if (const auto fault = open_output()) return fail(*fault);
    return write(**source);
  }

 private:
  template <class Fault>
  int fail(const Fault& fault) {
    console_.report(fault);
    return kUsage;
  }

  [[nodiscard]] bool compares() const { return options_.input.inputs.size() == 2; }

  void warn(Diagnostic warning) {
    warning.severity = Severity::kWarning;
    console_.report(warning);
    has_warned_ = true;
  }

  void warn_of(const Document& document, const char* code, const char* message) {
    warn({.code = code, .file = document.id, .message = message});
  }

  Diagnostics read_other_side(const InputOptions& input) {
    auto source = DocumentSource::open(input);
    if (!source) return source.error();
    while (auto record = (*source)->next()) {
      if (record->error)
        warn(*std::move(record->error));
      else
        keep_other(std::move(record->document));
    }
    return {};
  }

  void keep_other(Document document) {
    const std::string id(evaluate::pairing_id(document));
    by_text_.emplace(evaluate::hash_text(document), id);
    other_.emplace(id, std::move(document));
  }

  std::optional<Diagnostic> open_output() {
    if (options_.output.empty() || options_.output == "-") {
      out_ = std::make_unique<Output>();
      return std::nullopt;
    }
    auto created = Output::create(options_.output, options_.force);
    if (!created) return created.error().front();
    out_ = *std::move(created);
    return std::nullopt;
  }

  [[nodiscard]] view::PageOptions page_options() const {
    std::string first = name_of(options_.input.inputs.front()),
                second = name_of(options_.input.inputs.back());
    if (first == second)
      first = options_.input.inputs.front(), second = options_.input.inputs.back();
    view::PageOptions page;
    page.most_documents = options_.most_documents;
    page.title = compares() ? first + " and " + second : first;
    if (compares()) page.side_a = first, page.side_b = second;
    if (!options_.title.empty()) page.title = options_.title;
    return page;
  }

  static std::string name_of(const std::string& input) {
    const std::string name = std::filesystem::path(input).filename().string();
    return name.empty() ? input : name;
  }

  int write(DocumentSource& source) {
    view::Page page(page_options());
    std::string bytes;
    page.begin(bytes);
    while (auto record = source.next()) {
      if (record->error)
        warn(*std::move(record->error));
      else if (compares())
        add_pair(page, record->document, bytes);
      else
        page.add(record->document, bytes);
      if (!out_->write(bytes)) break;
      bytes.clear();
    }
    for (const auto& [id, document] : other_)
      warn_of(document, "view/not-shared", "only the second side has this document");
    page.end(bytes);
    out_->write(bytes);
    if (!out_->commit()) return fail(out_->fault());
    return has_warned_ ? kFound : kDone;
  }

  void add_pair(view::Page& page, const Document& document, std::string& bytes) {
    const auto found = find_other(document);
    if (found == other_.end())
      return warn_of(document, "view/not-shared", "only the first side has this document");
    if (found->second.text == document.text)
      page.add_pair(document, found->second, bytes);
    else
      warn_of(document, "view/other-text", "the two sides have different texts; it is left out");
    other_.erase(found);
  }

  /// The document of the second side of the same id or, failing that, of the same text.
  std::map<std::string, Document>::iterator find_other(const Document& document) {
    const auto found = other_.find(std::string(evaluate::pairing_id(document)));
    if (found != other_.end()) return found;
    const auto range = by_text_.equal_range(evaluate::hash_text(document));
    for (auto it = range.first; it != range.second; ++it)
      if (const auto other = other_.find(it->second);
          other != other_.end() && other->second.text == document.text)
        return other;
    return other_.end();
  }

  const ViewOptions& options_;
  Console console_;
  std::unique_ptr<Output> out_;
  std::map<std::string, Document> other_;  // of the second side by id, those not yet shown
  std::multimap<std::uint64_t, std::string> by_text_;  // ids of the second side
  bool has_warned_ = false;
};

}  // namespace

int run(const ViewOptions& options) { return Viewer(options).run(); }

}  // namespace waymark::cli
