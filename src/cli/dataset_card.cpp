// SPDX-License-Identifier: Apache-2.0
#include "cli/dataset_card.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <vector>

namespace waymark::cli {
namespace {

namespace json = text::json;
using json::Value;

const Value& member(const Value& object, std::string_view name) {
  static const Value kNothing;
  const Value* value = object.find(name);
  return value != nullptr ? *value : kNothing;
}

std::int64_t number(const Value& object, std::string_view name) {
  return member(object, name).as_int().value_or(0);
}

std::string word(const Value& object, std::string_view name) {
  const std::string* text = member(object, name).as_string();
  return text != nullptr ? *text : std::string();
}

/// A text as a cell of a table: one line, and nothing in it that Markdown or HTML would take for
/// its own.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      out += ' ';
      continue;
    }
    if (std::string_view("\\`*_[]<>|#&").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// A text in the head: in quotes, which YAML reads as JSON does.
std::string quote_for_yaml(std::string_view text) {
  std::string out;
  json::append_quoted(text, out);
  return out;
}

/// "1 file", "2 files".
std::string count_of(std::size_t number, const std::string& noun) {
  return std::to_string(number) + ' ' + noun + (number == 1 ? "" : "s");
}

class Card {
 public:
  Card(const Manifest& manifest, const std::string& title)
      : manifest_(manifest), value_(manifest.value), title_(title) {}

  std::string write() {
    write_head();
    card_ += fmt::format("# {}\n\n", cell(title_));
    write_summary();
    write_parts();
    write_labels();
    write_relations();
    write_losses();
    write_origin();
    return std::move(card_);
  }

 private:
  const Value::Array& parts() const { return member(value_, "parts").elements(); }
  bool has_splits() const { return parts().size() > 1 || !part_name(0).empty(); }
  std::string part_name(std::size_t i) const {
    return i < parts().size() ? word(parts()[i], "name") : std::string();
  }

  std::int64_t total(std::string_view name) const {
    std::int64_t sum = 0;
    for (const Value& part : parts()) sum += number(member(part, "counts"), name);
    return sum;
  }

  static std::int64_t mentions_of(const Value& part, std::string_view field) {
    std::int64_t sum = 0;
    for (const json::Member& label : member(member(part, "counts"), "labels").members())
      sum += number(label.value, field);
    return sum;
  }

  std::int64_t all_mentions(std::string_view field) const {
    std::int64_t sum = 0;
    for (const Value& part : parts()) sum += mentions_of(part, field);
    return sum;
  }

  void write_head() {
    std::set<std::string> languages;
    for (const Value& part : parts())
      for (const json::Member& tag : member(member(part, "counts"), "languages").members())
        languages.insert(tag.name);
    card_ += "---\npretty_name: " + quote_for_yaml(title_) + '\n';
    if (!languages.empty()) card_ += "language:\n";
    for (const std::string& tag : languages) card_ += "- " + quote_for_yaml(tag) + '\n';
    card_ += "task_categories:\n- token-classification\n";
    write_data_files();
    card_ += "---\n\n";
  }

  /// Which file makes which split, for what loads data by its card.
  void write_data_files() {
    const bool has_files = std::all_of(parts().begin(), parts().end(), [](const Value& part) {
      return member(part, "files").elements().size() == 1;
    });
    if (!has_splits() || !has_files) return;
    card_ += "configs:\n- config_name: default\n  data_files:\n";
    for (const Value& part : parts()) {
      const std::string file = word(member(part, "files").elements().front(), "file");
      card_ += fmt::format("  - split: {}\n    path: {}\n", quote_for_yaml(word(part, "name")),
                           quote_for_yaml(std::filesystem::path(file).filename().string()));
    }
  }

  void write_summary() {
    card_ += fmt::format(
        "{} documents ({} without mentions) of {} characters, in {} sentences and {} tokens: {} "
        "mentions, {} of them linked to an entry",
        total("documents"), total("without_mentions"), total("characters"), total("sentences"),
        total("tokens"), all_mentions("mentions"), all_mentions("linked"));
    if (total("masked") > 0)
      card_ += fmt::format(", {} masked because they are not sure", total("masked"));
    card_ += ".";
    write_dates();
    if (number(value_, "errors") > 0)
      card_ +=
          fmt::format(" {} records could not be read and are not in it.", number(value_, "errors"));
    card_ += fmt::format(" Format: `{}`.\n\n", word(value_, "to"));
  }

  void write_dates() {
    std::string first, last;
    for (const Value& part : parts()) {
      const std::string begin = word(member(part, "counts"), "first_date");
      if (!begin.empty() && (first.empty() || begin < first)) first = begin;
      last = std::max(last, word(member(part, "counts"), "last_date"));
    }
    if (!first.empty())
      card_ += fmt::format(" The documents are dated {} to {}.", cell(first), cell(last));
  }

  void write_parts() {
    if (!has_splits()) return;
    card_ +=
        "## Parts\n\n| part | documents | mentions | linked | entries |\n|---|--:|--:|--:|--:|\n";
    for (const Value& part : parts()) {
      const Value& counts = member(part, "counts");
      card_ += fmt::format("| {} | {} | {} | {} | {} |\n", cell(word(part, "name")),
                           number(counts, "documents"), mentions_of(part, "mentions"),
                           mentions_of(part, "linked"), number(counts, "entries"));
    }
    card_ += '\n';
  }

  /// A column a part.
  void write_labels() {
    std::set<std::string> labels;
    for (const Value& part : parts())
      for (const json::Member& label : member(member(part, "counts"), "labels").members())
        labels.insert(label.name);
    if (labels.empty()) return;
    card_ += "## Labels\n\n| label |";
    for (std::size_t i = 0; i < parts().size(); ++i)
      card_ += fmt::format(" {} |", has_splits() ? cell(part_name(i)) : "mentions");
    card_ += " linked |\n|---|";
    for (std::size_t i = 0; i < parts().size(); ++i) card_ += "--:|";
    card_ += "--:|\n";
    for (const std::string& label : labels) write_label(label);
    card_ += '\n';
  }

  void write_label(const std::string& label) {
    std::int64_t linked = 0;
    card_ += fmt::format("| {} |", cell(label));
    for (const Value& part : parts()) {
      const Value& counts = member(member(member(part, "counts"), "labels"), label);
      card_ += fmt::format(" {} |", number(counts, "mentions"));
      linked += number(counts, "linked");
    }
    card_ += fmt::format(" {} |\n", linked);
  }

  void write_relations() {
    std::map<std::string, std::int64_t> relations;
    for (const Value& part : parts())
      for (const json::Member& type : member(member(part, "counts"), "relations").members())
        relations[type.name] += type.value.as_int().value_or(0);
    if (relations.empty()) return;
    card_ += "## Relations\n\n| type | number |\n|---|--:|\n";
    for (const auto& [type, count] : relations)
      card_ += fmt::format("| {} | {} |\n", cell(type), count);
    card_ += '\n';
  }

  void write_losses() {
    const auto& losses = member(value_, "losses").elements();
    if (losses.empty()) return;
    card_ +=
        "## What the format does not carry\n\n| what | became | how often | documents "
        "|\n|---|---|--:|--:|\n";
    for (const Value& loss : losses)
      card_ +=
          fmt::format("| {} | {} | {} | {} |\n", cell(word(loss, "what")),
                      cell(word(loss, "change")), number(loss, "count"), number(loss, "documents"));
    card_ += '\n';
  }

  void write_origin() {
    card_ += "## Origin\n\n";
    card_ +=
        fmt::format("Made by waymark {} of {}", cell(word(member(value_, "program"), "version")),
                    count_of(manifest_.inputs.size(), "input file"));
    const std::size_t knowledge = manifest_.shipped.size() + manifest_.knowledge.size();
    if (knowledge > 0)
      card_ += fmt::format(" with {} of names and rules", count_of(knowledge, "file"));
    card_ +=
        fmt::format("; it has {}. The mentions were ", count_of(manifest_.outputs.size(), "file"));
    card_ += knowledge > 0 ? "made by a program.\n" : "taken from the inputs.\n";
    card_ +=
        "The manifest has the digests of all of them: `waymark manifest check` compares them, "
        "`waymark manifest rebuild` makes the corpus again and says whether it is the same.\n";
  }

  const Manifest& manifest_;
  const Value& value_;
  const std::string& title_;
  std::string card_;
};

}  // namespace

std::string write_card(const Manifest& manifest, const std::string& title) {
  return Card(manifest, title).write();
}

}  // namespace waymark::cli
