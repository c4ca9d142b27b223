// SPDX-License-Identifier: Apache-2.0
// Plain lists of names, most of which are alike in all but their text: lines are cut into blocks,
// two threads make of them what an index needs, and one takes the blocks in their order.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/content_digest.h"
#include "gazetteer/form_maker.h"
#include "gazetteer/import.h"
#include "gazetteer/index_writer.h"

namespace waymark::gazetteer {

/// What is said of all names of a list.
/// Lifetime: refers to all of them.
struct ListKind {
  WeakForms weak;
  const Schema& schema;
  const std::pair<std::string, std::string>& source;
  std::size_t short_prefix;  ///< how much of the prefix stays before ids of long names
  /// An entry with one name and one form; its id is what theirs begin with.
  const IndexEntry& pattern;
};

/// What was made of a block of lines.
struct ListBlock {
  /// A line that is more than a name as most are.
  struct Other {
    std::size_t names_before = 0;   ///< names of the block that come before it
    std::optional<RowFault> fault;  ///< if there is one, it is no entry
    IndexEntry entry;
  };

  std::string_view lines;
  std::size_t at = 0;  ///< byte of the table where the lines begin
  NameRun names;       ///< those that are as the pattern says
  std::vector<Other> others;
  std::size_t other_count = 0;  ///< the rest keep their memory
  Digest digest;                ///< of all entries
};

/// Makes blocks; one for each thread.
class ListMaker {
 public:
  /// Lifetime: refers to what `kind` refers to.
  explicit ListMaker(const ListKind& kind);

  /// Makes names and entries of the lines of a block.
  void make(ListBlock& block);
  /// Weak forms that were met.
  [[nodiscard]] const ImportReport& report() const { return report_; }

 private:
  void add_line(std::string_view line, std::size_t at, ListBlock& block);
  void add_other(std::string_view line, std::size_t at, ListBlock& block);
  std::optional<RowFault> make_entry(std::string_view line, std::size_t at, IndexEntry& entry);
  void add_name(std::string_view name, std::size_t at, ListBlock& block);
  void make_id(std::string_view name, std::string& id) const;

  ListKind kind_;
  ImportReport report_;
  FormMaker forms_;
  EntryDigests digests_;
  NameDigests name_digests_;
};

/// Makes all blocks of a list, of a large one on two threads, and hands each to `take` on this one,
/// in their order. Gives what was met of weak forms.
ImportReport read_list(std::string_view table, const ListKind& kind,
                       const std::function<void(const ListBlock&)>& take);

}  // namespace waymark::gazetteer
