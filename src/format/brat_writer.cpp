// SPDX-License-Identifier: Apache-2.0
// Annotations are numbered in the order of the mentions; relations, slots and the rest follow them.
// brat's own reader splits lines as Unicode does, so every character that ends a line there ends a
// fragment here.
#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "format/blank.h"
#include "format/brat.h"
#include "format/conll_value.h"
#include "format/file_stem.h"
#include "text/character.h"
#include "text/offset_map.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

bool ends_line(char32_t code_point) {
  return (code_point >= 0x1C && code_point <= 0x1E) ||
         text::character_info(code_point).has(text::kIsLineEnd);
}

/// What becomes of a name that goes through a type.
std::string through_type(std::string_view name) { return from_brat_type(to_brat_type(name)); }

/// The name of the text's file: that is what a document is called when it is read back.
std::string to_text_name(std::string_view id) { return file_stem(id) + ".txt"; }

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

const std::string* find_fragments(const Mention& mention) {
  for (const Feature& feature : mention.features)
    if (feature.name == kBratFragments) return std::get_if<std::string>(&feature.value);
  return nullptr;
}

class AnnWriter {
 public:
  explicit AnnWriter(const Document& document)
      : document_(document),
        offsets_(document.text, OffsetUnit::kCodePoint),
        ids_(document.mentions.size(), 0) {}

  std::string write() {
    for (std::size_t i = 0; i < ids_.size(); ++i)
      ids_[i] = add_text_bound(document_.mentions[i].label, fragments_of(document_.mentions[i]));
    std::set<std::string> names;
    for (const Mention& mention : document_.mentions)
      for (const Slot& slot : mention.slots) names.insert(to_brat_type(slot.name));
    for (const Relation& relation : document_.relations) {
      add_relation(relation.type, ids_[relation.from], ids_[relation.to]);
      // A relation that is called as a slot is must say that it is none.
      if (names.contains(to_brat_type(relation.type)))
        add_note('R', relations_, std::string(kBratRelation));
    }
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
  Id add_text_bound(const std::string& label, const std::vector<Span>& fragments) {
    std::string places, words;
    for (const Span fragment : fragments) {
      if (!places.empty()) places += ';', words += ' ';
      places += std::to_string(offsets_.from_byte(fragment.begin)) + ' ' +
                std::to_string(offsets_.from_byte(fragment.end));
      words += document_.slice(fragment);
    }
    if (places.empty()) return 0;
    add_line('T', ++text_bounds_, to_brat_type(label) + ' ' + places + '\t' + words);
    return text_bounds_;
  }

  std::vector<Span> fragments_of(const Mention& mention) const {
    std::vector<Span> lines;
    for (const Span part : given_fragments(mention))
      for (const Span line : cut_at_line_ends(document_.text, part)) lines.push_back(line);
    return lines;
  }

  /// Where the feature `fragments` says that the parts of the mention lie, if it can be believed.
  std::vector<Span> given_fragments(const Mention& mention) const {
    const std::vector<Span> whole = {mention.span};
    const std::string* places = find_fragments(mention);
    const auto parts = places != nullptr ? read_fragments(*places, offsets_) : std::nullopt;
    if (!parts || parts->front().begin != mention.span.begin ||
        parts->back().end != mention.span.end)
      return whole;
    return *parts;
  }

  void add_relation(const std::string& type, Id from, Id to) {
    if (from == 0 || to == 0) return;
    add_line(
        'R', ++relations_,
        to_brat_type(type) + " Arg1:T" + std::to_string(from) + " Arg2:T" + std::to_string(to));
  }

  void add_note(char kind, Id id, const std::string& text) {
    add_line('#', ++notes_,
             std::string("AnnotatorNotes ") + kind + std::to_string(id) + '\t' + text);
  }

  void add_details(const Mention& mention, Id id) {
    for (const Slot& slot : mention.slots) add_slot(slot, id);
    if (mention.link) add_link(*mention.link, id);
    if (mention.form && mention.form->corrected)
      add_line('A', ++attributes_, "Corrected T" + std::to_string(id));
    add_features(mention, id);
  }

  void add_link(const Link& link, Id id) {
    const std::string& name = link.name.empty() ? link.ko : link.name;
    const auto add = [&](std::string_view resource, const std::string& entry) {
      add_line('N', ++links_,
               "Reference T" + std::to_string(id) + ' ' + to_brat_type(resource) + ':' +
                   encode_value(entry, true) + '\t' + in_one_line(name));
    };
    if (!link.entry.empty()) return add(kBratResource, link.entry);
    for (const auto& [resource, entry] : link.ids) add(resource, entry);
  }

  /// What a person noted stands as it was; `fragments` is said by the annotation itself.
  void add_features(const Mention& mention, Id id) {
    std::vector<Feature> rest;
    for (const Feature& feature : mention.features) {
      const auto* text = std::get_if<std::string>(&feature.value);
      if (text != nullptr && text == find_fragments(mention) && fragments_of(mention).size() > 1)
        continue;
      if (text == nullptr || feature.name != "note" || !is_remark(*text)) {
        rest.push_back(feature);
        continue;
      }
      add_feature_note(std::exchange(rest, {}), id);
      add_note('T', id, *text);
    }
    add_feature_note(rest, id);
  }

  void add_feature_note(const std::vector<Feature>& features, Id id) {
    if (!features.empty()) add_note('T', id, features_to_note(features));
  }

  static bool is_remark(const std::string& text) {
    return !text.empty() && in_one_line(text) == text && !features_of_note(text);
  }

  void add_slot(const Slot& slot, Id id) {
    std::vector<Id> fillers;
    if (const Span* span = std::get_if<Span>(&slot.value))
      fillers = {add_text_bound(kBratFiller, cut_at_line_ends(document_.text, *span))};
    else
      for (const std::uint32_t filler : std::get<0>(slot.value)) fillers.push_back(ids_[filler]);
    for (const Id filler : fillers) {
      add_relation(slot.name, id, filler);
      if (filler != 0 && slots_.insert(to_brat_type(slot.name)).second)
        add_note('R', relations_, std::string(kBratSlot));
    }
  }

  const Document& document_;
  text::OffsetMap offsets_;
  std::vector<Id> ids_;  // of each mention
  Id text_bounds_ = 0, relations_ = 0, links_ = 0, attributes_ = 0, notes_ = 0;
  std::set<std::string> slots_;  // names that are known to be a slot's
  std::string out_;
};

class BratWriter : public Writer {
 public:
  explicit BratWriter(const WriteOptions& options) : options_(options) {}

  /// As a stream only the annotations; with their texts they are files.
  void write(const Document& document, std::string& out) const override {
    out += AnnWriter(document).write();
  }

  Carries carries() const override {
    return {.links = Carries::Links::kNamed,
            .empty_mentions = false,
            .blank_edges = false,
            .bare_ids = true,
            .meta = false,
            .tokens = false,
            .token_features = false,
            .sentences = false,
            .run = false,
            .confidence = false,
            .candidates = false,
            .forms = false,
            .makers = false,
            .alternatives = false,
            .empty_slots = false,
            .label = through_type,
            .name = in_one_line,
            .id = to_text_name};
  }

  std::vector<NamedBytes> write_files(const Document& document) const override {
    return {{".txt", document.text}, {".ann", AnnWriter(document).write()}};
  }

  std::vector<NamedBytes> folder_files() const override {
    std::set<std::string> labels, types;
    for (const std::string& label : options_.labels) labels.insert(to_brat_type(label));
    labels.insert(kBratFiller);
    for (const char* type : {"part_of", "abbreviation", "located_in", "holds", "coreferent", "role",
                             "agency", "unit", "place", "holder", "function", "level"})
      types.insert(type);
    for (const std::string& type : options_.relation_types) types.insert(to_brat_type(type));
    std::string conf = "[entities]\n";
    for (const std::string& label : labels) conf += label + '\n';
    conf += "\n[relations]\n";
    for (const std::string& type : types) conf += type + "\tArg1:<ENTITY>, Arg2:<ENTITY>\n";
    // Without this line brat reports every nested mention as a mistake.
    conf += "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n";
    conf += "\n[events]\n\n[attributes]\nCorrected\tArg:<ENTITY>\n";
    std::vector<NamedBytes> files = {{"annotation.conf", std::move(conf)}};
    if (std::string display = display_names(); !display.empty())
      files.push_back({"visual.conf", std::move(display)});
    return files;
  }

 private:
  /// brat's file of the names that it shows instead of types, if any type is not the name itself.
  [[nodiscard]] std::string display_names() const {
    std::string lines;
    for (const auto* names : {&options_.labels, &options_.relation_types})
      for (const std::string& name : *names)
        if (const std::string type = to_brat_type(name); type != name)
          lines += type + " | " + in_one_line(without_bars(name)) + '\n';
    if (lines.empty()) return {};
    return "[labels]\n" + lines +
           "\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken\n"
           "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5\n";
  }

  static std::string without_bars(std::string name) {
    std::replace(name.begin(), name.end(), '|', '/');
    return name;
  }

  WriteOptions options_;
};

}  // namespace

std::unique_ptr<Writer> make_brat_writer(const WriteOptions& options) {
  return std::make_unique<BratWriter>(options);
}

}  // namespace waymark::format
