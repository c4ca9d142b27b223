// SPDX-License-Identifier: Apache-2.0
// The fields of gazetteer files, one function a kind of map: file, defaults, entry, alias,
// condition. Names are dispatched by tables, so that a table is also the list that a misspelt field
// is compared with.
#include "gazetteer/yaml_reader.h"

#include <algorithm>
#include <array>

#include "gazetteer/yaml_fields.h"
#include "gazetteer/yaml_tables.h"

namespace waymark::gazetteer {

namespace {

const std::vector<std::string> kCases = {"exact", "title", "any"};
const std::vector<std::string> kAliasWhys = {"alias", "abbreviation", "former", "exonym",
                                             "misspelling"};
constexpr std::array kAliasWhyValues = {Why::kAlias, Why::kAbbreviation, Why::kFormer, Why::kExonym,
                                        Why::kMisspelling};
const std::vector<std::string> kLabelTypes = {"flat", "structured"};

/// A field's name and the function that reads it into a `Target`.
template <class Reader, class Target>
struct FieldRule {
  std::string_view name;
  void (Reader::*read)(const Field&, Target&);
};

class FileReader {
 public:
  FileReader(const text::SourceFile& source, Diagnostics& diagnostics) : in_(source, diagnostics) {
    file_.source = &source;
  }

  WrittenFile read(const YamlTree& tree);

 private:
  /// Reads the fields of a map by a table. Gives whether the node is a map.
  template <class Target, std::size_t N>
  void read_map(const YamlNode& node, Span at, std::string_view what,
                const FieldRule<FileReader, Target> (&rules)[N], Target& target);

  // manners, common to entries, aliases and defaults
  template <class T>
  void read_derive(const Field& field, T& into);
  template <class T>
  void read_case(const Field& field, T& into);
  template <class T>
  void read_glued(const Field& field, T& into);
  template <class T>
  void read_needs(const Field& field, T& into);
  template <class T>
  void read_label_of(const Field& field, T& into) {
    into.label = in_.text(field).value_or(WrittenText{"", field.at()});
  }
  template <class T>
  void read_kind_of(const Field& field, T& into) {
    into.kind = in_.text(field).value_or(WrittenText{"", field.at()});
  }
  template <class T>
  void read_parent(const Field& field, T& into) {
    into.parent = in_.id(field);
  }
  template <class T>
  void read_prior(const Field& field, T& into) {
    into.prior = in_.number(field, 0, 1, "gazetteer/bad-number");
  }
  template <class T>
  void read_from(const Field& field, T& into) {
    into.from = in_.year(field);
  }
  template <class T>
  void read_to(const Field& field, T& into) {
    into.to = in_.year(field);
  }

  // needs
  void read_need(const YamlNode& node, Span at, std::vector<WrittenNeed>& needs);
  void read_near(const Field& field, std::vector<WrittenNeed>& needs);

  // entries
  void read_entry(const YamlNode& node);
  void read_id(const Field& field, WrittenEntry& entry);
  void read_names(const Field& field, WrittenEntry& entry);
  void check_is_line(const WrittenText& name);
  void read_ids(const Field& field, WrittenEntry& entry) { entry.ids = in_.tagged(field, "ids"); }
  void read_lat(const Field& field, WrittenEntry& entry) { read_degrees(field, 90, entry.lat); }
  void read_lon(const Field& field, WrittenEntry& entry) { read_degrees(field, 180, entry.lon); }
  void read_degrees(const Field& field, double most, std::optional<Written<double>>& into);
  void read_never(const Field& field, WrittenEntry& entry) { entry.never = in_.texts(field); }
  void read_aliases(const Field& field, WrittenEntry& entry);
  void read_note(const Field&, WrittenEntry&) {}

  // aliases
  void read_alias(const YamlNode& node, WrittenEntry& entry);
  void read_form(const Field& field, WrittenAlias& alias);
  void read_why(const Field& field, WrittenAlias& alias);
  void read_lang(const Field& field, WrittenAlias& alias);

  // the file
  void read_title(const Field& field, WrittenFile& file);
  void read_labels(const Field& field, WrittenFile& file);
  void read_kinds(const Field& field, WrittenFile& file);
  void read_defaults(const Field& field, WrittenFile& file);
  void read_abbreviations(const Field& field, WrittenFile& file) {
    file.abbreviations = in_.texts(field);
  }
  void read_stop(const Field& field, WrittenFile& file) { file.stop = in_.texts(field); }
  void read_entry_list(const Field& field, WrittenFile& file);
  void read_tables(const Field& field, WrittenFile& file) {
    file.tables = read_written_tables(in_, field);
  }
  void read_file_note(const Field&, WrittenFile&) {}

  static const FieldRule<FileReader, WrittenFile> kFileFields[];
  static const FieldRule<FileReader, WrittenDefaults> kDefaultFields[];
  static const FieldRule<FileReader, WrittenEntry> kEntryFields[];
  static const FieldRule<FileReader, WrittenEntry> kExtendFields[];
  static const FieldRule<FileReader, WrittenEntry> kDropFields[];
  static const FieldRule<FileReader, WrittenAlias> kAliasFields[];

  FieldReader in_;
  WrittenFile file_;
};

constexpr std::string_view kClauses[] = {"id", "extend", "drop"};

// The tables of fields
// -------------------------------------------------------------------------------------------

const FieldRule<FileReader, WrittenFile> FileReader::kFileFields[] = {
    {"gazetteer", &FileReader::read_title},
    {"labels", &FileReader::read_labels},
    {"kinds", &FileReader::read_kinds},
    {"defaults", &FileReader::read_defaults},
    {"abbreviations", &FileReader::read_abbreviations},
    {"stop", &FileReader::read_stop},
    {"entries", &FileReader::read_entry_list},
    {"tables", &FileReader::read_tables},
    {"note", &FileReader::read_file_note},
};

const FieldRule<FileReader, WrittenDefaults> FileReader::kDefaultFields[] = {
    {"label", &FileReader::read_label_of}, {"kind", &FileReader::read_kind_of},
    {"derive", &FileReader::read_derive},  {"case", &FileReader::read_case},
    {"in", &FileReader::read_parent},      {"prior", &FileReader::read_prior},
};

const FieldRule<FileReader, WrittenEntry> FileReader::kEntryFields[] = {
    {"id", &FileReader::read_id},           {"name", &FileReader::read_names},
    {"kind", &FileReader::read_kind_of},    {"label", &FileReader::read_label_of},
    {"in", &FileReader::read_parent},       {"ids", &FileReader::read_ids},
    {"lat", &FileReader::read_lat},         {"lon", &FileReader::read_lon},
    {"from", &FileReader::read_from},       {"to", &FileReader::read_to},
    {"prior", &FileReader::read_prior},     {"derive", &FileReader::read_derive},
    {"case", &FileReader::read_case},       {"glued", &FileReader::read_glued},
    {"needs", &FileReader::read_needs},     {"never", &FileReader::read_never},
    {"aliases", &FileReader::read_aliases}, {"note", &FileReader::read_note},
};

const FieldRule<FileReader, WrittenEntry> FileReader::kExtendFields[] = {
    {"extend", &FileReader::read_id},       {"name", &FileReader::read_names},
    {"ids", &FileReader::read_ids},         {"derive", &FileReader::read_derive},
    {"case", &FileReader::read_case},       {"glued", &FileReader::read_glued},
    {"needs", &FileReader::read_needs},     {"never", &FileReader::read_never},
    {"aliases", &FileReader::read_aliases}, {"note", &FileReader::read_note},
};

const FieldRule<FileReader, WrittenEntry> FileReader::kDropFields[] = {
    {"drop", &FileReader::read_id},
    {"note", &FileReader::read_note},
};

const FieldRule<FileReader, WrittenAlias> FileReader::kAliasFields[] = {
    {"form", &FileReader::read_form},     {"why", &FileReader::read_why},
    {"lang", &FileReader::read_lang},     {"from", &FileReader::read_from},
    {"to", &FileReader::read_to},         {"case", &FileReader::read_case},
    {"needs", &FileReader::read_needs},   {"glued", &FileReader::read_glued},
    {"derive", &FileReader::read_derive},
};

template <class Target, std::size_t N>
void FileReader::read_map(const YamlNode& node, Span at, std::string_view what,
                          const FieldRule<FileReader, Target> (&rules)[N], Target& target) {
  for (const Field& field : in_.fields(node, at, what)) {
    auto rule = std::find_if(std::begin(rules), std::end(rules),
                             [&](const auto& r) { return r.name == field.name(); });
    if (rule != std::end(rules)) {
      (this->*rule->read)(field, target);
      continue;
    }
    std::vector<std::string> known;
    for (const auto& r : rules) known.emplace_back(r.name);
    in_.unknown_field(field, what, known);
  }
}

// Manners
// --------------------------------------------------------------------------------------------------------

template <class T>
void FileReader::read_derive(const Field& field, T& into) {
  std::vector<WrittenText> derivers = in_.texts(field);
  if (derivers.size() > 1 && std::any_of(derivers.begin(), derivers.end(),
                                         [](const WrittenText& d) { return d.value == "none"; })) {
    in_.error(field.at(), "gazetteer/unknown-deriver", "'none' stands beside other derivers");
  }
  std::erase_if(derivers, [](const WrittenText& d) { return d.value == "none"; });
  into.derive = std::move(derivers);
}

template <class T>
void FileReader::read_case(const Field& field, T& into) {
  if (auto number = in_.choice(field, kCases, "gazetteer/unknown-case", "case")) {
    into.letter_case = static_cast<Case>(*number);
  }
}

template <class T>
void FileReader::read_glued(const Field& field, T& into) {
  into.glued = in_.truth(field);
}

template <class T>
void FileReader::read_needs(const Field& field, T& into) {
  if (!field.value.is_sequence()) return read_need(field.value, field.at(), into.needs);
  for (const YamlNode& item : field.value.items) read_need(item, item.at, into.needs);
}

/// need := { [within: TOKENS,] near: near }
void FileReader::read_need(const YamlNode& node, Span at, std::vector<WrittenNeed>& needs) {
  std::size_t first = needs.size();
  std::uint32_t within = 0;
  bool has_near = false;
  for (const Field& field : in_.fields(node, at, "needs")) {
    if (field.name() == "near") {
      has_near = true;
      read_near(field, needs);
    } else if (field.name() == "within") {
      auto number = in_.number(field, 1, 100000, "gazetteer/bad-number");
      within = static_cast<std::uint32_t>(number.value_or(0));
    } else {
      in_.unknown_field(field, "needs", {"near", "within"});
    }
  }
  for (std::size_t i = first; i < needs.size(); ++i) needs[i].need.within = within;
  if (node.is_map() && !has_near) {
    in_.error(at, "gazetteer/missing-field", "'needs' without 'near'",
              "write needs: {near: {in: ID}}");
  }
}

/// near := { in: ID } | { entry: ID } | { kind: KIND } | { label: LABEL } | list of them
void FileReader::read_near(const Field& field, std::vector<WrittenNeed>& needs) {
  static const std::vector<std::string> kWhats = {"in", "entry", "kind", "label"};
  auto read_one = [&](const YamlNode& node, Span at) {
    std::vector<Field> parts = in_.fields(node, at, "near");
    if (node.is_map() && parts.size() != 1) {
      return in_.error(at, "gazetteer/bad-needs", "'near' names one of in, entry, kind, label");
    }
    for (const Field& part : parts) {
      auto what = std::find(kWhats.begin(), kWhats.end(), part.name());
      if (what == kWhats.end()) return in_.unknown_field(part, "near", kWhats);
      if (auto value = in_.text(part)) {
        needs.push_back(
            {{static_cast<Need::What>(what - kWhats.begin()), value->value, 0}, value->at});
      }
    }
  };
  if (!field.value.is_sequence()) return read_one(field.value, field.at());
  for (const YamlNode& item : field.value.items) read_one(item, item.at);
}

// Entries
// --------------------------------------------------------------------------------------------------------

void FileReader::read_entry(const YamlNode& node) {
  if (!node.is_map()) {
    return in_.error(node.at, "gazetteer/expected-map", "expected an entry (id: …, name: …)");
  }
  WrittenEntry entry;
  std::size_t clause = 3;
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
    auto found = std::find(std::begin(kClauses), std::end(kClauses), node.items[i].scalar);
    clause = std::min(clause, static_cast<std::size_t>(found - std::begin(kClauses)));
  }
  entry.clause = static_cast<WrittenEntry::Clause>(clause % 3);
  switch (clause) {
    case 1:
      read_map(node, node.at, "an 'extend'", kExtendFields, entry);
      break;
    case 2:
      read_map(node, node.at, "a 'drop'", kDropFields, entry);
      break;
    default:
      read_map(node, node.at, "an entry", kEntryFields, entry);
  }
  if (clause == 3) {
    in_.error(node.at, "gazetteer/missing-id", "an entry without 'id'",
              "write id: words.joined.by.dots");
  }
  if (clause != 2 && clause != 1 && entry.names.empty() &&
      std::none_of(node.items.begin(), node.items.end(),
                   [](const YamlNode& n) { return n.scalar == "name"; })) {
    in_.error(node.at, "gazetteer/missing-name", "entry '" + entry.id.value + "' has no name",
              "write name: {en: …, ko: …}");
  }
  if (!entry.id.value.empty()) file_.entries.push_back(std::move(entry));
}

void FileReader::read_id(const Field& field, WrittenEntry& entry) {
  if (auto id = in_.id(field)) entry.id = std::move(*id);
}

void FileReader::read_names(const Field& field, WrittenEntry& entry) {
  if (field.value.is_map()) {
    entry.names = in_.tagged(field, "name");
  } else if (auto name = in_.text(field)) {
    entry.names.push_back({{"en", name->at}, std::move(*name)});
  }
  for (const Tagged& name : entry.names) check_is_line(name.text);
}

/// A name is in one line, in tables too.
void FileReader::check_is_line(const WrittenText& name) {
  const auto is_control = [](char c) { return c >= 0 && c < ' '; };
  if (std::any_of(name.value.begin(), name.value.end(), is_control))
    in_.error(name.at, "gazetteer/control-character",
              "a name holds a tab, line end or control character", "write a space there");
}

void FileReader::read_degrees(const Field& field, double most,
                              std::optional<Written<double>>& into) {
  // A wrong one still counts as said, so that its fellow isn't called lonely.
  into = {in_.number(field, -most, most, "gazetteer/bad-coordinate").value_or(0), field.at()};
}

void FileReader::read_aliases(const Field& field, WrittenEntry& entry) {
  if (!field.value.is_sequence()) {
    return in_.error(field.at(), "gazetteer/expected-list", "expected a list for 'aliases'",
                     "write aliases: [one, another]");
  }
  for (const YamlNode& item : field.value.items) read_alias(item, entry);
}

// Aliases
// --------------------------------------------------------------------------------------------------------

void FileReader::read_alias(const YamlNode& node, WrittenEntry& entry) {
  WrittenAlias alias;
  if (node.is_map()) {
    read_map(node, node.at, "an alias", kAliasFields, alias);
  } else {
    YamlNode name{YamlNode::Kind::kScalar, node.at, "alias"};
    read_form({name, node}, alias);
  }
  if (!alias.form.value.empty()) {
    entry.aliases.push_back(std::move(alias));
  } else if (node.is_map() && std::none_of(node.items.begin(), node.items.end(),
                                           [](const YamlNode& n) { return n.scalar == "form"; })) {
    in_.error(node.at, "gazetteer/missing-field", "an alias without 'form'");
  }
}

void FileReader::read_form(const Field& field, WrittenAlias& alias) {
  auto form = in_.text(field);
  if (!form) return;
  check_is_line(*form);
  alias.form = std::move(*form);
}

void FileReader::read_why(const Field& field, WrittenAlias& alias) {
  if (auto why = in_.choice(field, kAliasWhys, "gazetteer/unknown-why", "reason")) {
    alias.why = kAliasWhyValues[*why];
  }
}

void FileReader::read_lang(const Field& field, WrittenAlias& alias) {
  if (auto lang = in_.text(field)) alias.lang = std::move(lang->value);
}

// The file
// -------------------------------------------------------------------------------------------------------

void FileReader::read_title(const Field& field, WrittenFile& file) {
  auto title = in_.text(field);
  if (!title) return;
  std::size_t space = title->value.find(' ');
  file.name = title->value.substr(0, space);
  if (space != std::string::npos)
    file.version = title->value.substr(title->value.find_last_of(' ') + 1);
}

void FileReader::read_labels(const Field& field, WrittenFile& file) {
  for (const Field& one : in_.fields(field.value, field.at(), "labels")) {
    if (auto type = in_.choice(one, kLabelTypes, "gazetteer/unknown-label-type", "type of label")) {
      file.labels.push_back({{one.name(), one.key.at}, *type == 1});
    }
  }
}

void FileReader::read_kinds(const Field& field, WrittenFile& file) {
  for (const Field& one : in_.fields(field.value, field.at(), "kinds")) {
    WrittenKind kind{{one.name(), one.key.at}, {}, {}};
    if (!one.value.is_map()) {
      if (auto label = in_.text(one)) kind.label = std::move(*label);
    } else {
      for (const Field& part : in_.fields(one.value, one.at(), "a kind")) {
        if (part.name() == "label") {
          if (auto label = in_.text(part)) kind.label = std::move(*label);
        } else if (part.name() == "generic") {
          for (WrittenText& generic : in_.texts(part))
            kind.generics.push_back(std::move(generic.value));
        } else {
          in_.unknown_field(part, "a kind", {"label", "generic"});
        }
      }
      if (kind.label.value.empty()) {
        in_.error(one.key.at, "gazetteer/missing-field", "kind '" + one.name() + "' has no label");
      }
    }
    if (!kind.label.value.empty()) file.kinds.push_back(std::move(kind));
  }
}

void FileReader::read_defaults(const Field& field, WrittenFile& file) {
  read_map(field.value, field.at(), "defaults", kDefaultFields, file.defaults);
}

void FileReader::read_entry_list(const Field& field, WrittenFile&) {
  if (field.value.kind == YamlNode::Kind::kNull) return;
  if (!field.value.is_sequence()) {
    return in_.error(field.at(), "gazetteer/expected-list", "expected a list of entries",
                     "begin each entry with '- id: …'");
  }
  for (const YamlNode& item : field.value.items) {
    if (in_.is_full()) return;
    read_entry(item);
  }
}

std::string stem_of(std::string_view path) {
  path = path.substr(path.find_last_of('/') + 1);
  return std::string(path.substr(0, path.find_last_of('.')));
}

WrittenFile FileReader::read(const YamlTree& tree) {
  file_.name = stem_of(file_.source->name());
  file_.lost_ids = tree.lost_ids;
  if (tree.root.kind != YamlNode::Kind::kNull) {
    read_map(tree.root, tree.root.at, "a gazetteer file", kFileFields, file_);
  }
  return std::move(file_);
}

}  // namespace

WrittenFile read_entries(const text::SourceFile& source, Diagnostics& diagnostics) {
  YamlTree tree = read_yaml(source, diagnostics);
  FileReader reader(source, diagnostics);
  return reader.read(tree);
}

}  // namespace waymark::gazetteer
