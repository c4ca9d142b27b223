// SPDX-License-Identifier: Apache-2.0
// Lines may refer to each other in any order: what they name (T and E) is read first, then what
// binds them. An annotation of type Filler that only fills slots is no mention.
#include <charconv>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "format/brat.h"
#include "format/byte_reader.h"
#include "format/conll_value.h"
#include "format/encoding.h"
#include "format/file_stem.h"
#include "format/record.h"
#include "text/json.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

/// What is wrong, and where in the line.
struct Fault {
  std::string_view at;  ///< a piece of the line
  std::string code, message, hint;
};
using Check = std::optional<Fault>;

Fault unexpected(std::string_view at, std::string message) {
  return {at, "format/unexpected", std::move(message), {}};
}

std::string shown(std::string_view text) {
  return '\'' + std::string(text.substr(0, std::min<std::size_t>(text.size(), 60))) + '\'';
}

/// Takes the piece before the next `delimiter` and the delimiter off the front.
std::string_view take(std::string_view& rest, char delimiter) {
  const std::string_view piece = rest.substr(0, rest.find(delimiter));
  rest.remove_prefix(std::min(rest.size(), piece.size() + 1));
  return piece;
}

bool read_offset(std::string_view text, const text::OffsetMap& offsets, std::uint32_t& out) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  const std::optional<std::uint32_t> byte = offsets.to_byte(number);
  if (byte) out = *byte;
  return byte.has_value();
}

/// A line: its name, what stands behind the first tab, and behind the second.
struct AnnLine {
  std::uint64_t number = 0;
  std::string_view whole, name, data, tail;
};

AnnLine cut_line(std::string_view whole, std::uint64_t number) {
  AnnLine line{number, whole, {}, {}, whole};
  line.name = take(line.tail, '\t');
  line.data = take(line.tail, '\t');
  return line;
}

/// A text-bound annotation.
struct Bound {
  Mention mention;
  bool fills = false;          ///< a slot
  std::uint32_t position = 0;  ///< in the document's mentions, once they stand there
};

struct Arc {
  std::string type;
  std::uint32_t from = 0, to = 0;
  bool is_slot = false;
};

class AnnReader {
 public:
  AnnReader(Document& document, std::vector<AnnLine> lines)
      : document_(document),
        offsets_(document.text, OffsetUnit::kCodePoint),
        lines_(std::move(lines)) {}

  /// The line at which reading failed, and why.
  std::optional<std::pair<AnnLine, Fault>> read() {
    for (const auto step : {&AnnReader::read_named, &AnnReader::read_arcs, &AnnReader::read_rest})
      for (const AnnLine& line : lines_)
        if (Check fault = (this->*step)(line)) return std::pair(line, *std::move(fault));
    finish();
    return std::nullopt;
  }

  /// What was read and has no place in a document, and how often.
  [[nodiscard]] const std::map<std::string, std::uint64_t>& left() const { return left_; }

 private:
  // ---- T and E

  Check read_named(const AnnLine& line) {
    if (line.name.starts_with('T')) return read_bound(line);
    if (line.name.starts_with('E')) return note_trigger(line);
    const bool is_known = !line.name.empty() &&
                          std::string_view("RAMN#*").find(line.name.front()) != std::string::npos;
    if (is_known) return std::nullopt;
    return unexpected(line.name, shown(line.name) + " begins with none of T E R A M N # *");
  }

  /// T = id TAB type SP places TAB words
  Check read_bound(const AnnLine& line) {
    std::string_view places = line.data;
    const std::string_view type = take(places, ' ');
    if (type.empty() || places.empty())
      return unexpected(line.data, "expected a type and its place: 'PLACE 0 6'");
    const auto fragments = read_fragments(places, offsets_);
    if (!fragments)
      return Fault{places, "format/offset", shown(places) + " is no place inside the text",
                   "offsets count code points of the .txt; 'begin end', more joined by ';'"};
    if (Check fault = check_words(line, *fragments)) return fault;
    Bound bound;
    bound.mention.label = from_brat_type(type);
    bound.mention.span = {fragments->front().begin, fragments->back().end};
    if (has_text_between(*fragments))
      bound.mention.features.push_back({std::string(kBratFragments), std::string(places)});
    if (!named_.emplace(line.name, bounds_.size()).second) return same_name(line);
    bounds_.push_back(std::move(bound));
    return std::nullopt;
  }

  static Fault same_name(const AnnLine& line) {
    return {line.name, "format/same-id", "two annotations are called " + shown(line.name), {}};
  }

  Check check_words(const AnnLine& line, const std::vector<Span>& fragments) const {
    if (line.tail.empty()) return std::nullopt;
    std::string words;
    for (const Span fragment : fragments) {
      words += words.empty() ? "" : " ";
      words += document_.slice(fragment);
    }
    if (in_one_line(words) == in_one_line(line.tail)) return std::nullopt;
    return Fault{line.tail, "format/text-mismatch",
                 shown(line.tail) + " is not what stands there: " + shown(in_one_line(words)),
                 "the .txt must be the one that was annotated"};
  }

  bool has_text_between(const std::vector<Span>& fragments) const {
    for (std::size_t i = 1; i < fragments.size(); ++i) {
      const std::string gap =
          in_one_line(document_.slice({fragments[i - 1].end, fragments[i].begin}));
      if (gap.find_first_not_of(' ') != std::string::npos) return true;
    }
    return false;
  }

  /// E = id TAB type ":" trigger *( SP role ":" id )
  Check note_trigger(const AnnLine& line) {
    std::string_view rest = line.data;
    std::string_view trigger = take(rest, ' ');
    if (take(trigger, ':').empty() || trigger.empty())
      return unexpected(line.data, "expected a type and its trigger: 'POST:T1'");
    if (!triggers_.emplace(line.name, trigger).second) return same_name(line);
    return std::nullopt;
  }

  // ---- what binds them

  /// The annotation of that name; of an event, its trigger.
  const std::uint32_t* find(std::string_view name) const {
    if (const auto event = triggers_.find(name); event != triggers_.end()) name = event->second;
    const auto found = named_.find(name);
    return found == named_.end() ? nullptr : &found->second;
  }

  Check find(std::string_view name, std::uint32_t& out) const {
    const std::uint32_t* found = find(name);
    if (found == nullptr)
      return Fault{name, "format/unknown-id", "no annotation is called " + shown(name), {}};
    out = *found;
    return std::nullopt;
  }

  Check read_arcs(const AnnLine& line) {
    if (line.name.starts_with('R')) return read_relation(line);
    if (line.name.starts_with('E')) return read_event(line);
    if (line.name.starts_with('*')) return read_equivalence(line);
    return std::nullopt;
  }

  /// "Arg1:T3" → the annotation; any word may stand before the colon.
  Check read_argument(std::string_view argument, std::uint32_t& out) const {
    if (take(argument, ':').empty() || argument.empty())
      return unexpected(argument, "expected an argument: 'Arg1:T1'");
    return find(argument, out);
  }

  /// R = id TAB type SP role ":" id SP role ":" id
  Check read_relation(const AnnLine& line) {
    std::string_view rest = line.data;
    Arc arc{from_brat_type(take(rest, ' ')), 0, 0, false};
    const std::string_view from = take(rest, ' '), to = take(rest, ' ');
    if (arc.type.empty() || to.empty())
      return unexpected(line.data, "expected a relation: 'part_of Arg1:T1 Arg2:T2'");
    if (Check fault = read_argument(from, arc.from)) return fault;
    if (Check fault = read_argument(to, arc.to)) return fault;
    if (!relations_.emplace(line.name, arcs_.size()).second) return same_name(line);
    arcs_.push_back(std::move(arc));
    return std::nullopt;
  }

  Check read_event(const AnnLine& line) {
    std::string_view rest = line.data;
    std::uint32_t trigger = 0;
    if (Check fault = read_argument(take(rest, ' '), trigger)) return fault;
    while (!rest.empty()) {
      const std::string_view argument = take(rest, ' ');
      if (argument.empty()) continue;
      Arc arc{from_brat_type(argument.substr(0, argument.find(':'))), trigger, 0, true};
      if (Check fault = read_argument(argument, arc.to)) return fault;
      arcs_.push_back(std::move(arc));
    }
    return std::nullopt;
  }

  /// "*" TAB type SP id SP id *( SP id ): from the first to each of the others
  Check read_equivalence(const AnnLine& line) {
    std::string_view rest = line.data;
    Arc arc{from_brat_type(take(rest, ' ')), 0, 0, false};
    if (Check fault = find(take(rest, ' '), arc.from)) return fault;
    while (!rest.empty()) {
      if (Check fault = find(take(rest, ' '), arc.to)) return fault;
      arcs_.push_back(arc);
    }
    return std::nullopt;
  }

  // ---- A, M, N, #

  Check read_rest(const AnnLine& line) {
    if (line.name.starts_with('N')) return read_reference(line);
    if (line.name.starts_with('A') || line.name.starts_with('M')) return read_attribute(line);
    if (line.name.starts_with('#')) return read_note(line);
    return std::nullopt;
  }

  /// N = id TAB type SP id SP resource ":" entry TAB name
  Check read_reference(const AnnLine& line) {
    std::string_view entry = line.data;
    take(entry, ' ');
    const std::string_view target = take(entry, ' ');
    const std::string_view resource = take(entry, ':');
    const auto value = decode_value(entry);
    if (resource.empty() || !value || value->empty())
      return unexpected(line.data, "expected a reference: 'Reference T1 waymark:kp.mss'");
    std::uint32_t bound = 0;
    if (Check fault = find(target, bound)) return fault;
    std::optional<Link>& link = bounds_[bound].mention.link;
    if (!link) link.emplace();
    if (resource == kBratResource)
      link->entry = *value;
    else
      link->ids.emplace_back(from_brat_type(resource), *value);
    if (link->name.empty()) link->name = line.tail;
    return std::nullopt;
  }

  /// A = id TAB name SP id [ SP value ]; those of relations have no place in a document
  Check read_attribute(const AnnLine& line) {
    std::string_view value = line.data;
    const std::string name(take(value, ' '));
    const std::string_view target = take(value, ' ');
    if (name.empty() || target.empty())
      return unexpected(line.data, "expected an attribute: 'Corrected T1'");
    if (relations_.contains(target)) {
      ++left_["attribute of a relation"];
      return std::nullopt;
    }
    std::uint32_t bound = 0;
    if (Check fault = find(target, bound)) return fault;
    Mention& mention = bounds_[bound].mention;
    if (name == "Corrected" && value.empty())
      mention.form = Form{.corrected = true};
    else if (value.empty())
      mention.features.push_back({name, true});
    else
      mention.features.push_back({name, std::string(value)});
    return std::nullopt;
  }

  /// "#" [ number ] TAB type SP id TAB text
  Check read_note(const AnnLine& line) {
    std::string_view target = line.data;
    take(target, ' ');
    if (const auto relation = relations_.find(target); relation != relations_.end()) {
      if (line.tail == kBratSlot) slot_types_.insert(arcs_[relation->second].type);
      if (line.tail == kBratRelation) plain_.insert(relation->second);
      if (line.tail != kBratSlot && line.tail != kBratRelation) ++left_["note on a relation"];
      return std::nullopt;
    }
    const std::uint32_t* bound = find(target);
    if (bound == nullptr) {
      ++left_["note on nothing that is here"];
      return std::nullopt;
    }
    add_note(line.tail, bounds_[*bound].mention.features);
    return std::nullopt;
  }

  static void add_note(std::string_view note, std::vector<Feature>& features) {
    if (auto read = features_of_note(note)) {
      features.insert(features.end(), read->begin(), read->end());
      return;
    }
    for (Feature& feature : features)
      if (auto* text = std::get_if<std::string>(&feature.value);
          text != nullptr && feature.name == "note") {
        *text += '\n' + std::string(note);
        return;
      }
    if (!note.empty()) features.push_back({"note", std::string(note)});
  }

  // ---- the document

  void finish() {
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
      arcs_[i].is_slot |= slot_types_.contains(arcs_[i].type) && !plain_.contains(i);
      if (arcs_[i].is_slot) bounds_[arcs_[i].to].fills = true;
    }
    for (const Arc& arc : arcs_)  // what else is bound to is a mention
      if (!arc.is_slot) bounds_[arc.from].fills = bounds_[arc.to].fills = false;
    for (Bound& bound : bounds_) {
      if (is_filler(bound)) continue;
      bound.position = static_cast<std::uint32_t>(document_.mentions.size());
      document_.mentions.push_back(bound.mention);
    }
    for (const Arc& arc : arcs_) add_arc(arc);
    sort_mentions(document_);
  }

  static bool is_filler(const Bound& bound) {
    return bound.fills && bound.mention.label == kBratFiller;
  }

  void add_arc(const Arc& arc) {
    const Bound& from = bounds_[arc.from];
    const Bound& to = bounds_[arc.to];
    if (!arc.is_slot) {
      document_.relations.push_back({arc.type, from.position, to.position, {}});
      return;
    }
    if (is_filler(from)) return;
    std::vector<Slot>& slots = document_.mentions[from.position].slots;
    if (is_filler(to)) {
      slots.push_back({arc.type, to.mention.span});
      return;
    }
    for (Slot& slot : slots)
      if (auto* fillers = std::get_if<0>(&slot.value); fillers != nullptr && slot.name == arc.type)
        return fillers->push_back(to.position);
    slots.push_back({arc.type, std::vector<std::uint32_t>{to.position}});
  }

  Document& document_;
  text::OffsetMap offsets_;
  std::vector<AnnLine> lines_;
  std::vector<Bound> bounds_;
  std::vector<Arc> arcs_;
  std::unordered_map<std::string_view, std::uint32_t> named_;
  std::unordered_map<std::string_view, std::size_t> relations_;
  std::unordered_map<std::string_view, std::string_view> triggers_;
  std::set<std::string> slot_types_;  // types of relations that are slots
  std::map<std::string, std::uint64_t> left_;
  std::set<std::size_t> plain_;  // arcs of such types that are relations all the same
};

class BratReader : public Reader {
 public:
  BratReader(ByteSource& source, std::string file_name, std::string id, const ReadOptions& options)
      : source_(source), file_name_(std::move(file_name)), options_(options) {
    if (id.ends_with(".ann")) id.resize(id.size() - 4);
    id_ = id + ".txt";
  }

  std::optional<Record> next() override {
    if (std::exchange(is_read_, true)) return std::nullopt;
    std::string bytes;
    if (!ByteReader(source_).take_rest(largest_text(options_), bytes))
      return make_error(id_, 1, diagnose_too_large(options_, file_name_, 0, "the file"));
    if (!source_.error().empty()) return std::nullopt;
    const std::size_t invalid = text::find_invalid_utf8(bytes);
    if (invalid != text::kAllValid)
      return make_error(id_, 1, diagnose_invalid_utf8(bytes, invalid, file_name_, 1));
    Record record;
    record.line = 1;
    record.document.id = id_;
    if (auto error = find_text(record.document)) return make_error(id_, 1, *std::move(error));
    AnnReader reader(record.document, cut_lines(bytes));
    if (auto fault = reader.read())
      return make_error(id_, fault->first.number, diagnose(fault->first, fault->second));
    for (const auto& [what, count] : reader.left())
      record.losses.add(what, Change::kDropped, record.document, std::nullopt, count);
    return record;
  }

 private:
  std::optional<Diagnostic> find_text(Document& document) const {
    auto text = options_.find_text ? options_.find_text(id_, largest_text(options_)) : std::nullopt;
    if (!text)
      return Diagnostic{.code = "format/no-text",
                        .file = file_name_,
                        .message = "there is no text '" + id_ + "' to these annotations",
                        .hint = "the .txt stands beside the .ann; or --texts names its folder"};
    if (text->size() > largest_text(options_))
      return diagnose_too_large(options_, id_, 0, "the document");
    const std::size_t invalid = text::find_invalid_utf8(*text);
    if (invalid != text::kAllValid) return diagnose_invalid_utf8(*text, invalid, id_, 1);
    document.text = *std::move(text);
    return std::nullopt;
  }

  static std::vector<AnnLine> cut_lines(std::string_view bytes) {
    std::vector<AnnLine> lines;
    for (std::uint64_t number = 1; !bytes.empty(); ++number) {
      std::string_view line = take(bytes, '\n');
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.find_first_not_of(" \t") != std::string_view::npos)
        lines.push_back(cut_line(line, number));
    }
    return lines;
  }

  Diagnostic diagnose(const AnnLine& line, const Fault& fault) const {
    Diagnostic diagnostic = text::json::diagnose(
        line.whole, static_cast<std::size_t>(fault.at.data() - line.whole.data()), file_name_,
        static_cast<std::uint32_t>(line.number), fault.code, fault.message);
    diagnostic.hint = fault.hint;
    return diagnostic;
  }

  ByteSource& source_;
  std::string file_name_, id_;
  ReadOptions options_;
  bool is_read_ = false;
};

}  // namespace

std::optional<std::vector<Span>> read_fragments(std::string_view places,
                                                const text::OffsetMap& offsets) {
  std::vector<Span> fragments;
  while (!places.empty()) {
    std::string_view place = take(places, ';');
    Span span;
    if (!read_offset(take(place, ' '), offsets, span.begin) ||
        !read_offset(place, offsets, span.end) || span.begin > span.end)
      return std::nullopt;
    if (!fragments.empty() && fragments.back().end > span.begin) return std::nullopt;
    fragments.push_back(span);
  }
  if (fragments.empty()) return std::nullopt;
  return fragments;
}

std::unique_ptr<Reader> make_brat_reader(ByteSource& source, const std::string& file_name,
                                         const std::string& id, const ReadOptions& options) {
  return std::make_unique<BratReader>(source, file_name, id, options);
}

}  // namespace waymark::format
