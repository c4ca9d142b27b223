// SPDX-License-Identifier: Apache-2.0
// Flags of what is about names alone: gazetteer with its actions, and normalize.
#include "cli/command_options.h"
#include "cli/flags.h"

namespace waymark::cli {
namespace {

constexpr const char* kNormalizeExamples = R"(Examples:
  echo "Musan County, North Hamgyong Province" | waymark normalize
  waymark normalize --field place -o normalized.csv catalogue.csv
  waymark normalize --to jsonl --all 3 --kind county --within kp names.txt
  waymark normalize --write-as dprk-2012 --explain names.txt
  echo 혜산시 | waymark normalize --derive)";

constexpr const char* kGazetteerCheckExamples = R"(  waymark gazetteer check my/places.yaml
  waymark gazetteer check --shared
  waymark gazetteer check towns.wmg --on texts/       which of its forms mark most)";
constexpr const char* kGazetteerExportExamples =
    R"(  waymark gazetteer export -t csv -o entries.csv
  waymark gazetteer export my/places.yaml -t entityruler --forms text -o patterns.jsonl)";
constexpr const char* kGazetteerSearchExamples =
    R"(  waymark gazetteer search Yanggang "Kim Chaek")";
constexpr const char* kGazetteerCompileExamples =
    R"(  waymark gazetteer compile -o names.wmg my/places.yaml)";

constexpr const char* kGazetteerImportExamples =
    R"(  waymark gazetteer import --label PLACE -o names.wmg names.txt
  waymark gazetteer import --label PLACE --columns name=Town,lat=Y,lon=X,aliases=Other -o towns.wmg towns.csv
  waymark annotate --bare -g towns.wmg text.txt)";

/// FIELD=COLUMN, as often as wanted.
void add_columns(CLI::App& app, gazetteer::ColumnMap& columns) {
  const auto take = [&columns](const std::vector<std::string>& pairs) {
    for (const std::string& pair : pairs) {
      const std::size_t equals = pair.find('=');
      if (equals == 0 || equals == std::string::npos)
        throw CLI::ValidationError("--columns", "'" + pair + "' is not FIELD=COLUMN");
      columns.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
  };
  app.add_option_function<std::vector<std::string>>(
         "--columns", take,
         "which column holds what; fields: name, name.LANG, id, ids.SCHEME, aliases, aliases.WHY, "
         "label, kind, parent, lat, lon, from, to, population, prior, corrects (default: columns "
         "named so)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("FIELD=COLUMN,...")
      ->group("Input");
}

void bind_import(CLI::App& app, GazetteerOptions& options) {
  using gazetteer::WeakForms;
  gazetteer::ImportOptions& import = options.import;
  const auto add = [&app](const char* name, std::string& value, const char* what, const char* text,
                          const char* group) {
    return app.add_option(name, value, text)->option_text(what)->group(group);
  };
  app.add_option("table", options.table, "the table (.gz, .zst, .zip too); -: standard input")
      ->required();
  add("-f,--from", options.from, "FORMAT",
      "lines, csv, tsv, jsonl, geonames, wikidata, linkedplaces, skos, entityruler, gate (default: "
      "by suffix, else lines)",
      "Input")
      ->check(one_of(gazetteer::table_form_names()));
  add("--alternate-names", options.alternate_names, "FILE",
      "GeoNames: alternateNamesV2, names by language and ids of others", "Input");
  app.add_option("--divisions", options.divisions,
                 "GeoNames: admin1CodesASCII.txt, admin2Codes.txt; what entries lie in")
      ->option_text("FILE ...")
      ->group("Input");
  add("--countries", options.countries, "FILE", "GeoNames: countryInfo.txt", "Input");
  add_columns(app, import.columns);
  add("--alias-separator", import.alias_separator, "TEXT",
      "parts several aliases of a field (default: | or ;)", "Input");
  add("--label", import.label, "LABEL", "of all names, e.g. PLACE (default: what the rows say)",
      "Entries");
  add("--kind", import.kind, "KIND", "of names whose row says none, e.g. city", "Entries");
  add("--source", import.source, "NAME",
      "of the gazetteer, in every result (default: the file's name)", "Entries");
  add("--source-version", import.version, "TEXT", "its version", "Entries");
  add("--id-prefix", import.id_prefix, "TEXT", "before every id and parent", "Entries");
  add_choice<WeakForms>(
      app, "--weak", import.weak,
      {{"guard", WeakForms::kGuard}, {"exact", WeakForms::kExact}, {"keep", WeakForms::kKeep}},
      "words of English: guard (as written and near another name; short and lower-case names as "
      "written; single letters look-up only), exact (all only as written), keep (found as all "
      "names are)")
      ->group("Entries");
  add("-o,--output", options.output, "FILE", "the compiled file, NAME.wmg", "Output")->required();
  app.add_flag("--force", options.force, "replace the file if it exists")->group("Output");
  bind_messages(app, options.common);
  bind_verbose(app, options.common);
  app.callback([&options] { options.action = GazetteerOptions::Action::kImport; });
}

void bind_export(CLI::App& app, GazetteerOptions& options) {
  using Forms = GazetteerOptions::Forms;
  app.add_option("files", options.files, "gazetteers; none: the shipped ones");
  app.add_option("-t,--to", options.to, "csv, tsv, jsonl, geojson, entityruler (default: jsonl)")
      ->check(one_of({"csv", "tsv", "jsonl", "geojson", "entityruler"}))
      ->option_text("FORMAT");
  add_choice<Forms>(app, "--forms", options.forms,
                    {{"written", Forms::kWritten}, {"text", Forms::kText}, {"all", Forms::kAll}},
                    "which forms: written by a person, text (all that running text is searched "
                    "for), all (also those of look-up)");
  app.add_option("-o,--output", options.output, "the file (default: standard output)")
      ->option_text("FILE");
  app.add_flag("--force", options.force, "replace the file if it exists");
  app.callback([&options] { options.action = GazetteerOptions::Action::kExport; });
}

}  // namespace

void bind(CLI::App& app, NormalizeOptions& options) {
  const auto add = [&app](const char* name, auto& value, const char* text, const char* what,
                          const char* group) {
    return app.add_option(name, value, text)->option_text(what)->group(group);
  };
  app.add_option("input", options.inputs, "files of names; none or -: standard input");
  add("-f,--from", options.from, "lines, csv, tsv, jsonl (default: by suffix, else lines)",
      "FORMAT", "Input")
      ->check(CLI::IsMember({"lines", "csv", "tsv", "jsonl"}));
  add("--field", options.field, "column or field of the names (default: name, or the only column)",
      "NAME", "Input");
  add("--context-field", options.context_field, "field with text about the name", "NAME", "Choice");
  add("--within-field", options.within_field,
      "field with the place that contains it: a name or an entry's id", "NAME", "Choice");
  add("--within", options.within, "only entries in this one", "ENTRY", "Choice")
      ->delimiter(',')
      ->allow_extra_args(false);
  add("--kind", options.kinds, "only entries of this kind", "KIND", "Choice")
      ->delimiter(',')
      ->allow_extra_args(false);
  add("-t,--to", options.to,
      "text, jsonl, csv, tsv (default: a table stays one; text on a terminal, jsonl in a pipe)",
      "FORMAT", "Output")
      ->check(CLI::IsMember({"text", "jsonl", "csv", "tsv"}));
  add("-o,--output", options.output, "file (default: standard output)", "FILE", "Output");
  add("--candidates", options.candidates, "second table: one row a candidate", "FILE", "Output");
  app.add_flag("--force", options.force, "replace files that exist")->group("Output");
  add("--all", options.all, "most candidates of a record (default: 10)", "NUMBER", "Output");
  add("--write-as", options.write_as,
      "the name as a scheme or language writes it: mr, dprk-2012, rr, en, ko, hanja …", "SCHEME",
      "Output");
  app.add_flag("--explain", options.explain, "show how the form derives from the entry's name")
      ->group("Output");
  app.add_flag("--review", options.review,
               "only what a person should see: corrected, ambiguous, none")
      ->group("Output");
  app.add_flag("--derive", options.derive, "names are Korean: give all forms that derive from them")
      ->group("Output");
  bind_knowledge(app, options.knowledge);
  bind_cache(app, options.knowledge);
  bind_messages(app, options.common);
  bind_verbose(app, options.common);
  app.footer(kNormalizeExamples);
}

void bind(CLI::App& app, GazetteerOptions& options) {
  using Action = GazetteerOptions::Action;
  CLI::App* check =
      add_action(app, "check", "report every fault of gazetteers", kGazetteerCheckExamples);
  check->add_option("files", options.files, "gazetteers; none: the shipped ones");
  check->add_flag("--shared", options.shared_forms, "also list the forms that entries share");
  check->add_flag("--sizes", options.sizes,
                  "also list how many bytes each part takes once it is compiled");
  check
      ->add_option("--on", options.texts.inputs,
                   "texts: list the hundred forms that mark most in them, without rules")
      ->option_text("FILE ...");
  check->callback([&options] { options.action = Action::kCheck; });
  CLI::App* compile =
      add_action(app, "compile", "compile gazetteers into one file that opens at once",
                 kGazetteerCompileExamples);
  compile->add_option("files", options.files, "gazetteers; none: the shipped ones");
  compile->add_option("-o,--output", options.output, "the compiled file, NAME.wmg")
      ->required()
      ->option_text("FILE");
  compile->add_flag("--force", options.force, "replace the file if it exists");
  compile->callback([&options] { options.action = Action::kCompile; });
  bind_import(*add_action(app, "import", "compile a table or plain list of names into one file",
                          kGazetteerImportExamples),
              options);
  CLI::App* exported =
      add_action(app, "export", "write entries for other tools", kGazetteerExportExamples);
  bind_export(*exported, options);
  CLI::App* search =
      add_action(app, "search", "which entries a name can mean, and why", kGazetteerSearchExamples);
  search->add_option("names", options.names, "names to look up")->required();
  search->callback([&options] { options.action = Action::kSearch; });
  for (CLI::App* action : {check, compile, exported, search}) {
    bind_knowledge(*action, options.knowledge);
    bind_messages(*action, options.common);
    bind_verbose(*action, options.common);
  }
  for (CLI::App* action : {exported, search}) bind_cache(*action, options.knowledge);
  app.require_subcommand(1);
  app.footer(std::string("Examples:\n") + kGazetteerCheckExamples + '\n' +
             kGazetteerSearchExamples + '\n' + kGazetteerCompileExamples + '\n' +
             kGazetteerImportExamples + '\n' + kGazetteerExportExamples);
}

}  // namespace waymark::cli
