// SPDX-License-Identifier: Apache-2.0
// Labels and kinds are data: gazetteers and rule files declare them, nothing in C++ knows one by
// name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::gazetteer {

using LabelId = std::uint16_t;
using KindId = std::uint16_t;
using EntryId = std::uint32_t;
using FormId = std::uint32_t;
inline constexpr EntryId kNoEntry = 0xFFFFFFFFu;
inline constexpr FormId kNoForm = 0xFFFFFFFFu;
inline constexpr LabelId kNoLabel = 0xFFFFu;
inline constexpr KindId kNoKind = 0xFFFFu;

struct SlotType {
  std::string name;
  std::string label;  ///< the label its value must have; empty: any mention or stretch of text
};

struct Label {
  std::string name;
  bool structured = false;      ///< may contain other mentions; flat ones never overlap
  std::vector<SlotType> slots;  ///< of a structured label
};

struct Kind {
  std::string name;
  LabelId label = kNoLabel;
  std::vector<std::string> generics;  ///< Korean generic terms its names end in, e.g. 시
};

/// The labels and kinds of a run. Small; names are looked up by scanning.
class Schema {
 public:
  /// Adds a label or returns the number it has; a later declaration with slots completes an earlier
  /// one.
  LabelId add_label(std::string_view name, bool structured, std::vector<SlotType> slots = {});
  /// The same of a kind; `label` is kNoLabel where a kind is only met, and the first that one is
  /// declared with stands.
  KindId add_kind(std::string_view name, LabelId label, std::vector<std::string> generics = {});

  [[nodiscard]] std::optional<LabelId> find_label(std::string_view name) const;
  [[nodiscard]] std::optional<KindId> find_kind(std::string_view name) const;
  // By number; of kNoLabel and kNoKind one without a name.
  [[nodiscard]] const Label& label(LabelId id) const {
    return id < labels_.size() ? labels_[id] : no_label();
  }
  [[nodiscard]] const Kind& kind(KindId id) const {
    return id < kinds_.size() ? kinds_[id] : no_kind();
  }
  [[nodiscard]] const std::vector<Label>& labels() const { return labels_; }
  [[nodiscard]] const std::vector<Kind>& kinds() const { return kinds_; }

 private:
  static const Label& no_label();
  static const Kind& no_kind();

  std::vector<Label> labels_;
  std::vector<Kind> kinds_;
};

}  // namespace waymark::gazetteer
