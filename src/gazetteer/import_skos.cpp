// SPDX-License-Identifier: Apache-2.0
// Concepts of a SKOS vocabulary, in Turtle, N-Triples or RDF/XML; Raptor reads the triples, here
// they are gathered by subject. The preferred labels are names, the alternative and hidden ones
// aliases; `broader` is the container. Nothing is fetched from anywhere. Raptor is opened when the
// first vocabulary is read.
// Source: SKOS Reference, W3C 2009; WGS84 Geo Positioning vocabulary.
#include <raptor2.h>

#include <memory>
#include <unordered_map>

#include "gazetteer/import_row.h"
#include "text/shared_library.h"

namespace waymark::gazetteer {

namespace {

constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view kSkosXl = "http://www.w3.org/2008/05/skos-xl#";
constexpr std::string_view kGeo = "http://www.w3.org/2003/01/geo/wgs84_pos#";

/// The functions of Raptor that are used here, by their names there.
struct Raptor {
  text::SharedLibrary library{"libraptor2.so.0"};
  text::Imported<decltype(raptor_free_world)> free_world{library, "raptor_free_world"};
  text::Imported<decltype(raptor_free_parser)> free_parser{library, "raptor_free_parser"};
  text::Imported<decltype(raptor_free_uri)> free_uri{library, "raptor_free_uri"};
  text::Imported<decltype(raptor_uri_as_string)> uri_as_string{library, "raptor_uri_as_string"};
  text::Imported<decltype(raptor_parser_set_option)> parser_set_option{library,
                                                                       "raptor_parser_set_option"};
  text::Imported<decltype(raptor_parser_parse_start)> parser_parse_start{
      library, "raptor_parser_parse_start"};
  text::Imported<decltype(raptor_parser_parse_chunk)> parser_parse_chunk{
      library, "raptor_parser_parse_chunk"};
  text::Imported<decltype(raptor_new_world_internal)> new_world_internal{
      library, "raptor_new_world_internal"};
  text::Imported<decltype(raptor_world_set_log_handler)> world_set_log_handler{
      library, "raptor_world_set_log_handler"};
  text::Imported<decltype(raptor_new_parser)> new_parser{library, "raptor_new_parser"};
  text::Imported<decltype(raptor_new_uri)> new_uri{library, "raptor_new_uri"};
  text::Imported<decltype(raptor_parser_set_statement_handler)> parser_set_statement_handler{
      library, "raptor_parser_set_statement_handler"};
};

const Raptor& raptor() {
  static const Raptor functions;
  return functions;
}

struct Free {
  void operator()(raptor_world* world) const { raptor().free_world(world); }
  void operator()(raptor_parser* parser) const { raptor().free_parser(parser); }
  void operator()(raptor_uri* uri) const { raptor().free_uri(uri); }
};

std::string text_of(const unsigned char* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

std::string uri_of(const raptor_term* term) {
  return term->type == RAPTOR_TERM_TYPE_URI ? text_of(raptor().uri_as_string(term->value.uri)) : "";
}

/// Gathers what is said of each concept.
class Concepts {
 public:
  explicit Concepts(std::string file) : file_(std::move(file)) {}

  void take(const raptor_statement& triple) {
    const std::string subject = uri_of(triple.subject), property = uri_of(triple.predicate);
    if (subject.empty()) return;
    if (property.starts_with(kSkos)) {
      take_skos(subject, property.substr(kSkos.size()), *triple.object);
    } else if (property.starts_with(kGeo)) {
      take_place(subject, property.substr(kGeo.size()), *triple.object);
    } else if (property.starts_with(kSkosXl)) {
      labels_are_things_ = true;
    }
  }

  void take_fault(const raptor_log_message& message) {
    if (fault_ || message.level < RAPTOR_LOG_LEVEL_ERROR) return;
    const int line = message.locator == nullptr ? 0 : message.locator->line;
    fault_ = Diagnostic{.code = "gazetteer/bad-rdf",
                        .file = file_,
                        .line = static_cast<std::uint32_t>(std::max(line, 1)),
                        .column = 1,
                        .message = message.text == nullptr ? "is no RDF" : message.text};
  }

  [[nodiscard]] const Failure& fault() const { return fault_; }

  void hand_over(ImportSink& sink) const {
    for (const ImportRow& row : rows_)
      if (!row.names.empty() || !row.aliases.empty()) sink.take(row);
  }

  [[nodiscard]] bool labels_are_things() const { return labels_are_things_ && rows_.empty(); }

 private:
  ImportRow& row_of(const std::string& subject) {
    const auto [known, is_new] = by_uri_.try_emplace(subject, rows_.size());
    if (is_new) {
      ImportRow& row = rows_.emplace_back();
      row.clear(0);
      row.id.text = subject;
    }
    return rows_[known->second];
  }

  void take_skos(const std::string& subject, const std::string& property,
                 const raptor_term& object) {
    if (object.type == RAPTOR_TERM_TYPE_LITERAL) {
      ImportField text{text_of(object.value.literal.string), 0};
      if (property == "prefLabel")
        row_of(subject).names.emplace_back(text_of(object.value.literal.language), text);
      if (property == "altLabel" || property == "hiddenLabel")
        row_of(subject).aliases.push_back(text);
      if (property == "notation") row_of(subject).ids.emplace_back("notation", text);
    } else if (property == "broader") {
      row_of(subject).parent.text = uri_of(&object);
    } else if (property == "exactMatch") {
      row_of(subject).ids.emplace_back("same", ImportField{uri_of(&object), 0});
    }
  }

  void take_place(const std::string& subject, const std::string& property,
                  const raptor_term& object) {
    if (object.type != RAPTOR_TERM_TYPE_LITERAL) return;
    if (property == "lat") row_of(subject).lat.text = text_of(object.value.literal.string);
    if (property == "long") row_of(subject).lon.text = text_of(object.value.literal.string);
  }

  std::string file_;
  Failure fault_;
  bool labels_are_things_ = false;  // as in SKOS-XL
  std::vector<ImportRow> rows_;     // by first appearance
  std::unordered_map<std::string, std::size_t> by_uri_;
};

/// The syntax by what the table begins with.
const char* syntax_of(std::string_view bytes) {
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
  const std::string_view head = bytes.substr(std::min(begin, bytes.size()), 5);
  return head.starts_with("<?xml") || head.starts_with("<rdf:") || head.starts_with("<!DOC")
             ? "rdfxml"
             : "turtle";  // N-Triples is Turtle
}

bool parse(const Table& table, raptor_parser* parser, raptor_uri* base) {
  for (const raptor_option option : {RAPTOR_OPTION_NO_NET, RAPTOR_OPTION_NO_FILE})
    raptor().parser_set_option(parser, option, nullptr, 1);
  if (raptor().parser_parse_start(parser, base) != 0) return false;
  constexpr std::size_t kChunk = std::size_t{1} << 20;
  for (std::size_t at = 0; at < table.bytes.size(); at += kChunk) {
    const std::string_view chunk = table.bytes.substr(at, kChunk);
    if (raptor().parser_parse_chunk(parser, reinterpret_cast<const unsigned char*>(chunk.data()),
                                    chunk.size(), at + chunk.size() == table.bytes.size()) != 0)
      return false;
  }
  return true;
}

}  // namespace

Failure read_skos(const Table& table, ImportSink& sink) {
  if (!raptor().library.has_all())
    return Diagnostic{.code = "gazetteer/no-raptor",
                      .file = table.file,
                      .message = "RDF is read with Raptor, which is not installed",
                      .hint = "install libraptor2-0"};
  const std::unique_ptr<raptor_world, Free> world(raptor().new_world_internal(RAPTOR_VERSION));
  Concepts concepts(table.file);
  raptor().world_set_log_handler(world.get(), &concepts,
                                 [](void* user, raptor_log_message* message) {
                                   static_cast<Concepts*>(user)->take_fault(*message);
                                 });
  const std::unique_ptr<raptor_parser, Free> parser(
      raptor().new_parser(world.get(), syntax_of(table.bytes)));
  const std::unique_ptr<raptor_uri, Free> base(
      raptor().new_uri(world.get(), reinterpret_cast<const unsigned char*>("urn:waymark:")));
  if (!parser || !base)
    return Diagnostic{
        .code = "gazetteer/bad-rdf", .file = table.file, .message = "RDF can't be read"};
  raptor().parser_set_statement_handler(
      parser.get(), &concepts,
      [](void* user, raptor_statement* triple) { static_cast<Concepts*>(user)->take(*triple); });
  const bool is_whole = parse(table, parser.get(), base.get());
  if (concepts.fault()) return concepts.fault();
  if (!is_whole)
    return Diagnostic{.code = "gazetteer/bad-rdf", .file = table.file, .message = "is no RDF"};
  if (concepts.labels_are_things())
    return Diagnostic{.code = "gazetteer/skos-xl",
                      .file = table.file,
                      .message = "the labels are things of their own (SKOS-XL)",
                      .hint = "convert them to skos:prefLabel and skos:altLabel first"};
  concepts.hand_over(sink);
  return std::nullopt;
}

}  // namespace waymark::gazetteer
