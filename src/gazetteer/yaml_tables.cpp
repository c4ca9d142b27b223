// SPDX-License-Identifier: Apache-2.0
// tables  := list of { file: PATH [, from] [, label] [, kind] [, in] [, derive] [, weak]
//            [, prefix] [, columns: columns] }
// columns := { name: COLUMN | { LANG: COLUMN, … }, ids: { SCHEME: COLUMN, … },
//            aliases: COLUMN | { column: COLUMN, split: TEXT, WHY: COLUMN, … }, FIELD: COLUMN, … }
#include "gazetteer/yaml_tables.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "gazetteer/import_row.h"

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kMaxTables = 1000;  // of a file: each is read whole

/// Plain fields of `columns`, and what `import` calls them.
constexpr std::pair<std::string_view, std::string_view> kColumns[] = {{"id", "id"},
                                                                      {"kind", "kind"},
                                                                      {"label", "label"},
                                                                      {"in", "parent"},
                                                                      {"lat", "lat"},
                                                                      {"lon", "lon"},
                                                                      {"from", "from"},
                                                                      {"to", "to"},
                                                                      {"population", "population"},
                                                                      {"prior", "prior"},
                                                                      {"corrects", "corrects"}};

class TableReader {
 public:
  explicit TableReader(FieldReader& in) : in_(in) {}

  WrittenTable read(const YamlNode& node) {
    for (const Field& field : in_.fields(node, node.at, "a table")) read_field(field);
    if (node.is_map() && table_.file.value.empty() && !has_file_)
      in_.error(node.at, "gazetteer/missing-field", "a table without 'file'",
                "write file: NAME.csv");
    return std::move(table_);
  }

 private:
  /// The field of the table that holds one text; null if it is another.
  std::optional<WrittenText>* plain_field(std::string_view name) {
    if (name == "from") return &table_.form;
    if (name == "label") return &table_.label;
    if (name == "kind") return &table_.kind;
    if (name == "weak") return &table_.weak;
    if (name == "prefix") return &table_.prefix;
    return nullptr;
  }

  void read_field(const Field& field) {
    if (std::optional<WrittenText>* plain = plain_field(field.name())) {
      *plain = in_.text(field);
    } else if (field.name() == "file") {
      has_file_ = true;
      if (auto file = in_.text(field)) table_.file = *std::move(file);
    } else if (field.name() == "in") {
      table_.parent = in_.id(field);
    } else if (field.name() == "derive") {
      table_.derive = in_.texts(field);
      std::erase_if(*table_.derive, [](const WrittenText& text) { return text.value == "none"; });
    } else if (field.name() == "columns") {
      for (const Field& column : in_.fields(field.value, field.at(), "columns"))
        read_column(column);
    } else if (field.name() != "note") {
      in_.unknown_field(
          field, "a table",
          {"file", "from", "label", "kind", "in", "derive", "weak", "prefix", "columns", "note"});
    }
  }

  void add(std::string field, std::optional<WrittenText> column) {
    if (column) table_.columns.emplace_back(std::move(field), *std::move(column));
  }

  void read_column(const Field& field) {
    const auto plain =
        std::find_if(std::begin(kColumns), std::end(kColumns),
                     [&](const auto& column) { return column.first == field.name(); });
    if (plain != std::end(kColumns)) {
      add(std::string(plain->second), in_.text(field));
    } else if (field.name() == "name" && !field.value.is_map()) {
      add("name", in_.text(field));
    } else if (field.name() == "name" || field.name() == "ids") {
      for (const Tagged& column : in_.tagged(field, field.name()))
        table_.columns.emplace_back(field.name() + '.' + column.tag.value, column.text);
    } else if (field.name() == "aliases") {
      read_aliases(field);
    } else {
      unknown_column(field);
    }
  }

  void read_aliases(const Field& field) {
    if (!field.value.is_map()) return add("aliases", in_.text(field));
    for (const Field& part : in_.fields(field.value, field.at(), "aliases")) {
      const std::string by_why = "aliases." + part.name();
      if (is_field(by_why)) {
        add(by_why, in_.text(part));
      } else if (part.name() == "column") {
        add("aliases", in_.text(part));
      } else if (part.name() == "split") {
        table_.alias_separator = in_.text(part);
      } else {
        in_.unknown_field(part, "aliases",
                          {"column", "split", "alias", "abbreviation", "former", "exonym",
                           "misspelling", "derived"});
      }
    }
  }

  void unknown_column(const Field& field) {
    std::vector<std::string> known = {"name", "ids", "aliases"};
    for (const auto& [name, _] : kColumns) known.emplace_back(name);
    in_.unknown_field(field, "columns", known);
  }

  FieldReader& in_;
  WrittenTable table_;
  bool has_file_ = false;
};

}  // namespace

std::vector<WrittenTable> read_written_tables(FieldReader& in, const Field& field) {
  std::vector<WrittenTable> tables;
  if (field.value.kind == YamlNode::Kind::kNull) return tables;
  if (!field.value.is_sequence()) {
    in.error(field.at(), "gazetteer/expected-list", "expected a list of tables",
             "begin each table with '- file: …'");
    return tables;
  }
  if (field.value.items.size() > kMaxTables)
    in.error(field.key.at, "gazetteer/too-many-tables", "more than 1,000 tables");
  for (const YamlNode& item : field.value.items) {
    if (in.is_full() || tables.size() == kMaxTables) break;
    WrittenTable table = TableReader(in).read(item);
    if (!table.file.value.empty()) tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace waymark::gazetteer
