// SPDX-License-Identifier: Apache-2.0
// Concepts of a SKOS vocabulary, in Turtle, N-Triples or RDF/XML; Raptor reads the triples, here
// they are gathered by subject. The preferred labels are names, the alternative and hidden ones
// aliases; `broader` is the container. Nothing is fetched from anywhere. Raptor is opened when the
// first vocabulary is read.
// Source: SKOS Reference, W3C 2009; WGS84 Geo Positioning vocabulary.
#include <raptor2.h>

#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "gazetteer/import_row.h"
#include "gazetteer/import_rows.h"
#include "gazetteer/table_place.h"
#include "text/shared_library.h"

namespace waymark::gazetteer {

namespace {

constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view kSkosXl = "http://www.w3.org/2008/05/skos-xl#";
constexpr std::string_view kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
constexpr std::string_view kGeo = "http://www.w3.org/2003/01/geo/wgs84_pos#";

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

std::string uri_of(const raptor_term* term) {
  return term->type == RAPTOR_TERM_TYPE_URI ? text_of(raptor().uri_as_string(term->value.uri)) : "";
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

/// Gathers what is said of each concept.
class Concepts {
 public:
  explicit Concepts(const Table& table) : table_(table), lines_(table.bytes) {}

  /// `line`: where Raptor has read the triple.
  void take(const raptor_statement& triple, int line) {
    const std::string subject = uri_of(triple.subject), property = uri_of(triple.predicate);
    if (subject.empty()) return;
    at_ = lines_.begin_of(line);
    if (property.starts_with(kSkos)) {
      take_skos(subject, property.substr(kSkos.size()), *triple.object);
    } else if (property.starts_with(kGeo)) {
      take_place(subject, property.substr(kGeo.size()), *triple.object);
    } else if (property.starts_with(kSkosXl)) {
      labels_are_things_ = true;
    } else if (property == kType) {
      take_type(subject, uri_of(triple.object));
    }
  }

  void take_fault(const raptor_log_message& message) {
    if (fault_ || message.level < RAPTOR_LOG_LEVEL_ERROR) return;
    fault_ = TablePlaces(table_).find(lines_.begin_of(line_of(message.locator)));
    fault_->code = "gazetteer/bad-rdf";
    fault_->message = message.text == nullptr ? "is no RDF" : message.text;
  }

  [[nodiscard]] const Failure& fault() const { return fault_; }

  void hand_over(ImportSink& sink) const {
    for (const ImportRow& row : rows_)
      if ((!row.names.empty() || !row.aliases.empty()) && !groups_.contains(row.id.text))
        sink.take(row);
  }

  [[nodiscard]] bool labels_are_things() const { return labels_are_things_ && rows_.empty(); }

 private:
  ImportRow& row_of(const std::string& subject) {
    const auto [known, is_new] = by_uri_.try_emplace(subject, rows_.size());
    if (is_new) {
      ImportRow& row = rows_.emplace_back();
      row.clear(at_);
      row.id.text = subject;
    }
    return rows_[known->second];
  }

  void take_skos(const std::string& subject, const std::string& property,
                 const raptor_term& object) {
    if (object.type == RAPTOR_TERM_TYPE_LITERAL) {
      ImportField text{text_of(object.value.literal.string), at_};
      if (property == "prefLabel")
        row_of(subject).names.emplace_back(text_of(object.value.literal.language), text);
      if (property == "altLabel" || property == "hiddenLabel")
        row_of(subject).aliases.push_back(text);
      if (property == "notation") row_of(subject).ids.emplace_back("notation", text);
    } else if (property == "broader") {
      row_of(subject).parent = {uri_of(&object), at_};
    } else if (property == "narrower") {
      take_narrower(subject, uri_of(&object));
    } else if (property == "exactMatch") {
      row_of(subject).ids.emplace_back("same", ImportField{uri_of(&object), at_});
    }
  }

  /// What is said from above counts where nothing is said from below.
  void take_narrower(const std::string& subject, const std::string& object) {
    if (object.empty()) return;
    ImportField& parent = row_of(object).parent;
    if (parent.text.empty()) parent = {subject, at_};
  }

  /// Schemes and collections have labels too, but hold concepts only.
  void take_type(const std::string& subject, const std::string& type) {
    if (type.starts_with(kSkos) && type.substr(kSkos.size()) != "Concept") groups_.insert(subject);
  }

  void take_place(const std::string& subject, const std::string& property,
                  const raptor_term& object) {
    if (object.type != RAPTOR_TERM_TYPE_LITERAL) return;
    const ImportField degrees{text_of(object.value.literal.string), at_};
    if (property == "lat") row_of(subject).lat = degrees;
    if (property == "long") row_of(subject).lon = degrees;
  }

  const Table& table_;
  Lines lines_;
  std::size_t at_ = 0;  // of the triple at hand
  Failure fault_;
  bool labels_are_things_ = false;  // as in SKOS-XL
  std::vector<ImportRow> rows_;     // by first appearance
  std::unordered_map<std::string, std::size_t> by_uri_;
  std::unordered_set<std::string> groups_;  // schemes and collections
};

/// The syntax by what the table begins with.
const char* syntax_of(std::string_view bytes) {
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
  const std::string_view head = bytes.substr(std::min(begin, bytes.size()), 5);
  return head.starts_with("<?xml") || head.starts_with("<rdf:") || head.starts_with("<!DOC")
             ? "rdfxml"
             : "turtle";  // N-Triples is Turtle
}

/// Whether it is JSON-LD, which Raptor doesn't read. Turtle may begin with "[", but not before "{".
bool is_json(std::string_view bytes) {
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return false;
  const std::size_t next = bytes.find_first_not_of(" \t\r\n", begin + 1);
  return bytes[begin] == '{' ||
         (bytes[begin] == '[' && next != std::string_view::npos && bytes[next] == '{');
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
  if (is_json(table.bytes))
    return Diagnostic{.code = "gazetteer/bad-rdf",
                      .file = table.file,
                      .message = "is JSON-LD; Turtle, N-Triples and RDF/XML are read",
                      .hint = "'rdfpipe -i json-ld -o turtle FILE' of RDFLib converts it"};
  const std::unique_ptr<raptor_world, Free> world(raptor().new_world_internal(RAPTOR_VERSION));
  Concepts concepts(table);
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
  std::pair taker(&concepts, parser.get());
  raptor().parser_set_statement_handler(
      parser.get(), &taker, [](void* user, raptor_statement* triple) {
        const auto& [gathered, from] = *static_cast<decltype(taker)*>(user);
        gathered->take(*triple, line_of(raptor().parser_get_locator(from)));
      });
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
