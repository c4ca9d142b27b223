// SPDX-License-Identifier: Apache-2.0
#include "cli/sidecar.h"

#include <utility>
#include <variant>

#include "cli/console.h"
#include "format/native_form.h"
#include "text/json.h"

namespace waymark::cli {
namespace {

namespace json = text::json;

Diagnostic not_a_sidecar(const std::string& path) {
  Diagnostic diagnostic = usage_fault("cli/sidecar", "this is no sidecar",
                                      "--sidecar FILE writes one beside an output");
  diagnostic.file = path;
  diagnostic.line = diagnostic.column = 1;
  return diagnostic;
}

std::vector<std::string> words(const json::Value& header, std::string_view name) {
  std::vector<std::string> words;
  const json::Value* array = header.find(name);
  if (array == nullptr) return words;
  for (const json::Value& word : array->elements())
    if (word.is_string()) words.push_back(*word.as_string());
  return words;
}

std::string word(const json::Value& header, std::string_view name) {
  const json::Value* value = header.find(name);
  return value != nullptr && value->is_string() ? *value->as_string() : std::string();
}

/// The same steps as when the documents were written; nothing if one of them is not known.
std::optional<format::Writing> read_header(const std::string& line) {
  const auto header = json::parse(line);
  if (!header || header->find("sidecar") == nullptr) return std::nullopt;
  const format::Format* format = format::find_format(word(*header, "to"));
  const auto flatten = format::find_flatten(word(*header, "flatten"));
  const auto map = format::LabelMap::parse(words(*header, "map"));
  if (format == nullptr || !format->make_writer || !flatten || !map) return std::nullopt;
  format::WriteOptions options;
  options.dialect = word(*header, "dialect");
  options.columns = words(*header, "columns");
  if (format->check_options && format->check_options(options)) return std::nullopt;
  return format::Writing{format->make_writer(options)->carries(), *flatten, *map};
}

void write_words(std::string_view name, const std::vector<std::string>& words,
                 json::Writer& writer) {
  writer.key(name).begin_array();
  for (const std::string& word : words) writer.value(word);
  writer.end_array();
}

}  // namespace

std::string header_line(const SidecarHeader& header) {
  std::string line;
  json::Writer writer(line, true);
  writer.begin_object().member("sidecar", 1).member("to", header.to);
  writer.member("dialect", header.dialect);
  write_words("columns", header.columns, writer);
  writer.member("flatten", name_of(header.flatten));
  write_words("map", header.map, writer);
  writer.end_object();
  return line + '\n';
}

void append_record(const Document& document, std::string& out) {
  format::write_native(document, {}, out);
  out += '\n';
}

Result<std::unique_ptr<Sidecar>> Sidecar::open(const std::string& path) {
  std::unique_ptr<Sidecar> sidecar(new Sidecar);
  sidecar->file_.open(path, std::ios::binary);
  std::string line;
  if (!sidecar->file_ || !std::getline(sidecar->file_, line)) return not_a_sidecar(path);
  auto writing = read_header(line);
  if (!writing) return not_a_sidecar(path);
  sidecar->writing_ = *std::move(writing);
  sidecar->begin_ = sidecar->file_.tellg();
  return sidecar;
}

std::vector<Mention> Sidecar::complete(format::Record& record,
                                       std::optional<Document> whole) const {
  if (record.error || !whole) return {};
  auto restored = format::restore(*whole, record.document, writing_);
  if (!restored) {
    record.error = restored.error().front();
    return {};
  }
  record.document = std::move(restored->document);
  return std::move(restored->removed);
}

std::string Sidecar::written_id(const std::string& id) const {
  return writing_.carries.id ? writing_.carries.id(id) : id;
}

std::optional<Document> Sidecar::read_next() {
  std::string line;
  while (std::getline(file_, line)) {
    const auto record = json::parse(line);
    if (!record || !record->is_object() || !format::is_native(*record)) continue;
    auto read = format::read_native(*record);
    if (auto* document = std::get_if<Document>(&read)) return std::move(*document);
  }
  return std::nullopt;
}

void Sidecar::note_places() {
  is_noted_ = true;
  file_.clear();
  file_.seekg(begin_);
  for (std::streamoff at = begin_; auto document = read_next(); at = file_.tellg())
    places_.emplace(written_id(document->id), at);
}

std::optional<std::string> Sidecar::find_text(const std::string& id) {
  last_ = find(id);
  return last_ ? std::optional(last_->text) : std::nullopt;
}

std::optional<Document> Sidecar::find(const std::string& id) {
  if (auto last = std::exchange(last_, std::nullopt); last && written_id(last->id) == id)
    return last;
  if (!is_noted_) {
    auto next = read_next();
    if (next && written_id(next->id) == id) return next;
    note_places();
  }
  const auto place = places_.find(id);
  if (place == places_.end()) return std::nullopt;
  file_.clear();
  file_.seekg(place->second);
  return read_next();
}

Result<std::unique_ptr<Output>> create_sidecar(const std::string& path, const OutputOptions& output,
                                               const SidecarHeader& header) {
  if (path.empty()) return std::unique_ptr<Output>();
  auto sidecar = Output::create_beside(path, output.force);
  if (sidecar) (*sidecar)->write(header_line(header));
  return sidecar;
}

Result<std::unique_ptr<Sidecar>> open_sidecar(const std::string& path, DocumentSource& source) {
  if (path.empty()) return std::unique_ptr<Sidecar>();
  auto sidecar = Sidecar::open(path);
  if (sidecar)
    source.set_other_texts(
        [whole = sidecar->get()](const std::string& id) { return whole->find_text(id); });
  return sidecar;
}

}  // namespace waymark::cli
