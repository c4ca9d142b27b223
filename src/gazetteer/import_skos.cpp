// SPDX-License-Identifier: Apache-2.0
// A SKOS vocabulary in Turtle, N-Triples or RDF/XML, whose triples Raptor reads, or in JSON-LD
// (json_ld.h). Nothing is fetched from anywhere. Raptor is opened when it is first needed.
#include <raptor2.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "gazetteer/import_row.h"
#include "gazetteer/json_ld.h"
#include "gazetteer/rdf_guard.h"
#include "gazetteer/skos_concepts.h"
#include "gazetteer/table_file.h"
#include "gazetteer/table_place.h"
#include "text/shared_library.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

/// The functions of Raptor that are used here, by their names there.
struct Raptor {
  text::SharedLibrary library{"libraptor2.so.0"};
  text::Imported<decltype(raptor_free_world)> free_world{library, "raptor_free_world"};
  text::Imported<decltype(raptor_free_parser)> free_parser{library, "raptor_free_parser"};
  text::Imported<decltype(raptor_free_uri)> free_uri{library, "raptor_free_uri"};
  text::Imported<decltype(raptor_uri_as_string)> uri_as_string{library, "raptor_uri_as_string"};
  text::Imported<decltype(raptor_parser_get_locator)> parser_get_locator{
      library, "raptor_parser_get_locator"};
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

/// What a thing is called, as json_ld.h has it.
std::string name_of(const raptor_term* term) {
  if (term->type == RAPTOR_TERM_TYPE_BLANK) return "_:" + text_of(term->value.blank.string);
  return term->type == RAPTOR_TERM_TYPE_URI ? text_of(raptor().uri_as_string(term->value.uri)) : "";
}

/// A message without the most of a word that it shows.
std::string shorten(std::string_view message) {
  std::size_t end = 200;
  if (message.size() <= end) return std::string(message);
  while (end > 0 && !text::is_code_point_boundary(message, end)) --end;
  return std::string(message.substr(0, end)) + "…";
}

/// Where lines of a table begin. Raptor tells lines that mostly grow.
class Lines {
 public:
  explicit Lines(std::string_view bytes) : bytes_(bytes) {}

  /// Units: lines from 1, bytes of the table.
  std::size_t begin_of(int line) {
    if (line < line_) line_ = 1, at_ = 0;
    for (; line_ < line; ++line_) {
      const std::size_t end = bytes_.find('\n', at_);
      if (end == std::string_view::npos) break;
      at_ = end + 1;
    }
    return at_;
  }

 private:
  std::string_view bytes_;
  int line_ = 1;
  std::size_t at_ = 0;
};

int line_of(const raptor_locator* locator) { return locator == nullptr ? 1 : locator->line; }

/// Raptor's triples for those who gather them.
class Triples {
 public:
  Triples(const Table& table, SkosConcepts& concepts)
      : table_(table), lines_(table.bytes), concepts_(concepts) {}

  /// `line`: where Raptor has read the triple.
  void take(const raptor_statement& triple, int line) {
    concepts_.take(name_of(triple.subject), name_of(triple.predicate), object_of(*triple.object),
                   lines_.begin_of(line));
  }

  void take_fault(const raptor_log_message& message) {
    if (fault_ || message.level < RAPTOR_LOG_LEVEL_ERROR) return;
    fault_ = TablePlaces(table_).find(lines_.begin_of(line_of(message.locator)));
    fault_->code = "gazetteer/bad-rdf";
    fault_->message = message.text == nullptr ? "is no RDF" : shorten(message.text);
  }

  [[nodiscard]] const Failure& fault() const { return fault_; }

 private:
  static RdfObject object_of(const raptor_term& term) {
    if (term.type != RAPTOR_TERM_TYPE_LITERAL) return {.text = name_of(&term)};
    return {.text = text_of(term.value.literal.string),
            .language = text_of(term.value.literal.language),
            .is_literal = true};
  }

  const Table& table_;
  Lines lines_;
  SkosConcepts& concepts_;
  Failure fault_;
};

/// By what the table begins with; else it is Turtle, as N-Triples is.
bool is_xml(std::string_view bytes) {
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
  const std::string_view head = bytes.substr(std::min(begin, bytes.size()), 5);
  return head.starts_with("<?xml") || head.starts_with("<rdf:") || head.starts_with("<!DOC");
}

/// Whether it is JSON-LD, by its name, else by how it begins: Turtle may do so with "[", but not
/// before another bracket, and an empty list is none.
bool is_json(const Table& table) {
  if (without_packing(table.file).ends_with(".jsonld")) return true;
  const std::string_view bytes = trim(table.bytes);
  const std::string_view rest = trim(bytes.substr(std::min<std::size_t>(1, bytes.size())));
  return bytes.starts_with('{') ||
         (bytes.starts_with('[') &&
          (rest == "]" || rest.starts_with('{') || rest.starts_with('[')));
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

/// Takes Turtle, N-Triples or RDF/XML.
Failure read_with_raptor(const Table& table, SkosConcepts& concepts) {
  if (!raptor().library.has_all())
    return Diagnostic{.code = "gazetteer/no-raptor",
                      .file = table.file,
                      .message = "RDF is read with Raptor, which is not installed",
                      .hint = "install libraptor2-0"};
  const bool is_rdf_xml = is_xml(table.bytes);
  if (Failure fault = is_rdf_xml ? check_rdf_xml(table) : check_turtle(table)) return fault;
  const std::unique_ptr<raptor_world, Free> world(raptor().new_world_internal(RAPTOR_VERSION));
  Triples triples(table, concepts);
  raptor().world_set_log_handler(world.get(), &triples,
                                 [](void* user, raptor_log_message* message) {
                                   static_cast<Triples*>(user)->take_fault(*message);
                                 });
  const std::unique_ptr<raptor_parser, Free> parser(
      raptor().new_parser(world.get(), is_rdf_xml ? "rdfxml" : "turtle"));
  const std::unique_ptr<raptor_uri, Free> base(
      raptor().new_uri(world.get(), reinterpret_cast<const unsigned char*>("urn:waymark:")));
  if (!parser || !base)
    return Diagnostic{
        .code = "gazetteer/bad-rdf", .file = table.file, .message = "RDF can't be read"};
  std::pair taker(&triples, parser.get());
  raptor().parser_set_statement_handler(
      parser.get(), &taker, [](void* user, raptor_statement* triple) {
        const auto& [gathered, from] = *static_cast<decltype(taker)*>(user);
        gathered->take(*triple, line_of(raptor().parser_get_locator(from)));
      });
  const bool is_whole = parse(table, parser.get(), base.get());
  if (triples.fault() || is_whole) return triples.fault();
  return Diagnostic{.code = "gazetteer/bad-rdf", .file = table.file, .message = "is no RDF"};
}

/// Takes JSON-LD.
Failure read_json(const Table& table, SkosConcepts& concepts) {
  return read_json_ld(
      table, [&](const std::string& subject, const std::string& property, const RdfObject& object,
                 std::size_t at) { concepts.take(subject, property, object, at); });
}

}  // namespace

Failure read_skos(const Table& table, ImportSink& sink) {
  SkosConcepts concepts;
  if (Failure failure =
          is_json(table) ? read_json(table, concepts) : read_with_raptor(table, concepts))
    return failure;
  if (concepts.labels_are_things())
    return Diagnostic{.code = "gazetteer/skos-xl",
                      .file = table.file,
                      .message = "the labels are things of their own (SKOS-XL)",
                      .hint = "convert them to skos:prefLabel and skos:altLabel first"};
  if (concepts.are_too_many())
    return Diagnostic{.code = "gazetteer/too-large",
                      .file = table.file,
                      .message = "more than 50 million statements about concepts",
                      .hint = "import it in parts"};
  concepts.hand_over(sink);
  return std::nullopt;
}

}  // namespace waymark::gazetteer
