// SPDX-License-Identifier: Apache-2.0
// `waymark gazetteer check --on TEXTS`: which forms mark most. A list's nonsense shows at the top:
// what is a word of the language marks more often than any name.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/document_source.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "waymark/annotator.h"

namespace waymark::cli {
namespace {

constexpr std::size_t kShown = 100;

/// How often forms mark, over all documents.
class Tally {
 public:
  void add(const Document& document) {
    ++documents_;
    bytes_ += document.text.size();
    tokens_ += document.tokens.size();
    for (const Mention& mention : document.mentions) {
      ++mentions_;
      ++counts_[{std::string(document.slice(mention.span)),
                 mention.link ? mention.link->entry : ""}];
    }
  }
  void add_error() { ++errors_; }

  [[nodiscard]] std::uint64_t documents() const { return documents_; }
  [[nodiscard]] std::uint64_t errors() const { return errors_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  /// A line a form: count, count in 1,000 tokens, form, entry.
  void write(Output& out) const {
    std::vector<std::pair<std::uint64_t, const Key*>> order;
    for (const auto& [key, count] : counts_) order.emplace_back(count, &key);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    order.resize(std::min(order.size(), kShown));
    for (const auto& [count, key] : order)
      out.write(fmt::format("{}\t{:.2f}\t{}\t{}\n", count, per_thousand(count),
                            one_line(key->first), key->second));
  }

  [[nodiscard]] std::string summary() const {
    return fmt::format("{} documents, {} tokens, {} mentions ({:.2f} in 1,000 tokens), {} forms",
                       documents_, tokens_, mentions_, per_thousand(mentions_), counts_.size());
  }

 private:
  using Key = std::pair<std::string, std::string>;  // (as it stands, entry)

  [[nodiscard]] double per_thousand(std::uint64_t count) const {
    return tokens_ == 0 ? 0 : 1000.0 * static_cast<double>(count) / static_cast<double>(tokens_);
  }

  static std::string one_line(std::string form) {
    for (char& c : form)
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    return form;
  }

  std::map<Key, std::uint64_t> counts_;
  std::uint64_t documents_ = 0, errors_ = 0, bytes_ = 0, tokens_ = 0, mentions_ = 0;
};

}  // namespace

int weigh_forms(const GazetteerOptions& options, const Gazetteer& gazetteer, Console& console) {
  auto source = DocumentSource::open(options.texts);
  if (!source) return console.fail(source.error(), kUsage);
  auto rules = RuleSet::load({}, gazetteer);
  if (!rules) return console.fail(rules.error(), kKnowledge);
  const Annotator annotator(gazetteer, *std::move(rules));
  Workspace workspace;
  Tally tally;
  while (auto record = (*source)->next()) {
    auto document = record->error ? Result<Document>(*record->error)
                                  : annotator.annotate(std::move(record->document), workspace);
    if (document) {
      tally.add(*document);
    } else {
      console.report(document.error());
      tally.add_error();
    }
    console.progress(tally.documents(), tally.bytes());
  }
  Output out;
  tally.write(out);
  if (!out.commit()) return console.fail({out.fault()}, kUsage);
  console.say(tally.summary());
  return tally.errors() > 0 ? kFound : kDone;
}

}  // namespace waymark::cli
