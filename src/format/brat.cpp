// SPDX-License-Identifier: Apache-2.0
// Annotations are numbered in the order of the mentions; relations, slots and the rest follow them.
// brat's own reader splits lines as Unicode does, so every character that ends a line there ends a
// fragment here.
#include "format/brat.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "text/character.h"
#include "text/json.h"
#include "text/offset_map.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

constexpr const char* kFiller = "Filler";

bool ends_line(char32_t code_point) {
  return (code_point >= 0x1C && code_point <= 0x1E) ||
         text::character_info(code_point).has(text::kIsLineEnd);
}

bool is_blank(char32_t code_point) {
  return text::character_info(code_point).has(text::kIsSpace) || code_point < 0x20;
}

/// A name as brat's configuration can hold it.
std::string to_type(std::string_view name) {
  std::string type;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    const bool is_word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (is_word || c == '-' || c == '_')
      type += c;
    else if (text::is_code_point_boundary(name, at))
      type += '_';
  }
  return type.empty() ? "_" : type;
}

/// Text in one line of the file: tabs and line ends become spaces.
std::string in_one_line(std::string_view text) {
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint code = text::code_point_at(text, at);
    if (code.value < 0x20 || ends_line(code.value))
      line += ' ';
    else
      line.append(text, at, code.byte_size);
    at += code.byte_size;
  }
  return line;
}

/// The stretches of a span that lie in one line each; white space beside a cut is left out, so that
/// a fragment is never blank.
std::vector<Span> cut_at_line_ends(std::string_view text, Span span) {
  std::vector<Span> fragments;
  Span open{span.begin, span.begin};  // from its first to its last character that is not blank
  for (std::uint32_t at = span.begin; at < span.end;) {
    const text::CodePoint code = text::code_point_at(text, at);
    const std::uint32_t next = at + code.byte_size;
    if (ends_line(code.value) || code.value == '\t') {
      if (!open.empty()) fragments.push_back(open);
      open = {next, next};
    } else if (!is_blank(code.value)) {
      open.end = next;
    } else if (open.empty()) {
      open = {next, next};
    }
    at = next;
  }
  if (!open.empty()) fragments.push_back(open);
  return fragments;
}

class AnnWriter {
 public:
  explicit AnnWriter(const Document& document)
      : document_(document),
        offsets_(document.text, OffsetUnit::kCodePoint),
        ids_(document.mentions.size(), 0) {}

  std::string write() {
    for (std::size_t i = 0; i < ids_.size(); ++i)
      ids_[i] = add_text_bound(document_.mentions[i].label, document_.mentions[i].span);
    for (const Relation& relation : document_.relations)
      add_relation(relation.type, ids_[relation.from], ids_[relation.to]);
    for (std::size_t i = 0; i < ids_.size(); ++i)
      if (ids_[i] != 0) add_details(document_.mentions[i], ids_[i]);
    return std::move(out_);
  }

 private:
  using Id = std::size_t;  // 0: not written

  void add_line(char kind, Id id, const std::string& data) {
    out_ += kind + std::to_string(id) + '\t' + data + '\n';
  }

  /// Returns the annotation's number; 0 if there is no text to be bound to.
  Id add_text_bound(const std::string& label, Span span) {
    std::string places, words;
    for (const Span fragment : cut_at_line_ends(document_.text, span)) {
      if (!places.empty()) places += ';', words += ' ';
      places += std::to_string(offsets_.from_byte(fragment.begin)) + ' ' +
                std::to_string(offsets_.from_byte(fragment.end));
      words += document_.slice(fragment);
    }
    if (places.empty()) return 0;
    add_line('T', ++text_bounds_, to_type(label) + ' ' + places + '\t' + words);
    return text_bounds_;
  }

  void add_relation(const std::string& type, Id from, Id to) {
    if (from == 0 || to == 0) return;
    add_line('R', ++relations_,
             to_type(type) + " Arg1:T" + std::to_string(from) + " Arg2:T" + std::to_string(to));
  }

  void add_details(const Mention& mention, Id id) {
    for (const Slot& slot : mention.slots) add_slot(slot, id);
    const std::string target = 'T' + std::to_string(id);
    if (mention.link && !mention.link->entry.empty()) {
      std::string entry = in_one_line(mention.link->entry);
      std::replace(entry.begin(), entry.end(), ' ', '_');
      const std::string& name = mention.link->name.empty() ? mention.link->ko : mention.link->name;
      add_line('N', ++links_,
               "Reference " + target + " waymark:" + entry + '\t' + in_one_line(name));
    }
    if (mention.form && mention.form->corrected)
      add_line('A', ++attributes_, "Corrected " + target);
    if (!mention.features.empty())
      add_line('#', ++notes_, "AnnotatorNotes " + target + '\t' + show_features(mention));
  }

  void add_slot(const Slot& slot, Id id) {
    if (const Span* span = std::get_if<Span>(&slot.value)) {
      add_relation(slot.name, id, add_text_bound(kFiller, *span));
      return;
    }
    for (const std::uint32_t filler : std::get<0>(slot.value))
      add_relation(slot.name, id, ids_[filler]);
  }

  static std::string show_features(const Mention& mention) {
    std::string note;
    for (const Feature& feature : mention.features) {
      std::string value;
      if (const auto* string = std::get_if<std::string>(&feature.value))
        value = *string;
      else
        std::visit([&](const auto& other) { text::json::Writer(value).value(other); },
                   feature.value);
      note += (note.empty() ? "" : "; ") + feature.name + '=' + value;
    }
    return in_one_line(note);
  }

  const Document& document_;
  text::OffsetMap offsets_;
  std::vector<Id> ids_;  // of each mention
  Id text_bounds_ = 0, relations_ = 0, links_ = 0, attributes_ = 0, notes_ = 0;
  std::string out_;
};

class BratWriter : public Writer {
 public:
  explicit BratWriter(const WriteOptions& options) : options_(options) {}

  /// As a stream only the annotations; with their texts they are files.
  void write(const Document& document, std::string& out) const override {
    out += AnnWriter(document).write();
  }

  std::vector<NamedBytes> write_files(const Document& document) const override {
    return {{".txt", document.text}, {".ann", AnnWriter(document).write()}};
  }

  std::vector<NamedBytes> folder_files() const override {
    std::set<std::string> labels, types;
    for (const std::string& label : options_.labels) labels.insert(to_type(label));
    labels.insert(kFiller);
    for (const char* type : {"part_of", "abbreviation", "located_in", "holds", "coreferent", "role",
                             "agency", "unit", "place", "holder", "function", "level"})
      types.insert(type);
    for (const std::string& type : options_.relation_types) types.insert(to_type(type));
    std::string conf = "[entities]\n";
    for (const std::string& label : labels) conf += label + '\n';
    conf += "\n[relations]\n";
    for (const std::string& type : types) conf += type + "\tArg1:<ENTITY>, Arg2:<ENTITY>\n";
    // Without this line brat reports every nested mention as a mistake.
    conf += "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n";
    conf += "\n[events]\n\n[attributes]\nCorrected\tArg:<ENTITY>\n";
    return {{"annotation.conf", std::move(conf)}};
  }

 private:
  WriteOptions options_;
};

}  // namespace

std::unique_ptr<Writer> make_brat_writer(const WriteOptions& options) {
  return std::make_unique<BratWriter>(options);
}

}  // namespace waymark::format
