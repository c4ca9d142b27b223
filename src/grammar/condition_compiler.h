// SPDX-License-Identifier: Apache-2.0
// Conditions with their names resolved: paths to captures, slots and properties, words to all that
// they may mean.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "gazetteer/schema.h"
#include "grammar/ast.h"
#include "grammar/engine.h"
#include "grammar/load.h"
#include "grammar/name_numbers.h"
#include "grammar/scene.h"

namespace waymark::grammar {

class ConditionCompiler {
 public:
  /// `schema`: of the run, with the rules' labels. Entries and texts that conditions name get their
  /// numbers in the engine. Borrows all five.
  ConditionCompiler(const LoadedRules& rules, const gazetteer::Catalog& catalog,
                    const gazetteer::Schema& schema, NameNumbers& names, Engine& engine)
      : rules_(rules), catalog_(catalog), schema_(schema), names_(names), engine_(engine) {}
  /// What follows is of a rule with these captures: a path's first word is one of them or a
  /// property. Lifetime: borrowed until the next call.
  void begin_rule(const std::vector<std::string>& captures) { captures_ = &captures; }

  Subject subject(const Path& path) { return subject(path.capture, path.properties); }
  /// The test of a condition that stands in file number `file`.
  CompiledTest test(const Condition& condition, std::size_t file);
  /// What a label element with a condition or an entry asks.
  std::shared_ptr<const LabelFilter> filter(const LabelRef& ref, std::size_t file);

 private:
  [[nodiscard]] bool is_capture(std::string_view word) const;
  Subject subject(const std::optional<Name>& capture, const std::vector<Name>& properties = {});
  void name_entry(EntryId entry);
  void name_text(const std::string& folded);
  void name_texts(const CompiledTest& test);
  void set_entry(Operand& operand, const EntryRef& ref);
  Operand word_operand(const std::string& word, std::size_t file);
  Operand operand(const Value& value, std::size_t file);
  CompiledTest label_test(CompiledTest::What what, const std::optional<Name>& capture,
                          const Name& label);
  CompiledTest joined(CompiledTest::What what, const std::vector<Condition>& parts,
                      std::size_t file);
  CompiledTest compile(const Comparison& it, std::size_t file);
  CompiledTest compile(const Has& it, std::size_t file);
  CompiledTest compile(const Inside& it, std::size_t file);
  CompiledTest compile(const Contains& it, std::size_t file);
  CompiledTest compile(const DocumentHas& it, std::size_t file);
  CompiledTest compile(const Near& it, std::size_t file);
  CompiledTest compile(const Not& it, std::size_t file);
  CompiledTest compile(const And& it, std::size_t file);
  CompiledTest compile(const Or& it, std::size_t file);

  const LoadedRules& rules_;
  const gazetteer::Catalog& catalog_;
  const gazetteer::Schema& schema_;
  NameNumbers& names_;
  Engine& engine_;
  const std::vector<std::string>* captures_ = nullptr;  ///< null: none can be asked
};

}  // namespace waymark::grammar
