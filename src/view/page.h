// SPDX-License-Identifier: Apache-2.0
// One self-contained HTML page of annotated documents: it needs no network and opens from a file.
// Documents are written as they come; the totals over all of them stand at the end.
#pragma once

#include <cstdint>
#include <string>

#include "view/marks.h"
#include "view/totals.h"
#include "waymark/document.h"

namespace waymark::view {

struct PageOptions {
  std::string title = "Annotations";
  std::uint64_t most_documents = 200;  ///< later ones are counted, but not drawn
  /// Names of the two sides where annotations are compared; empty where there is one.
  std::string side_a, side_b;
};

class Page {
 public:
  /// A page that is longer draws no more documents. Units: bytes.
  static constexpr std::uint64_t kMaxPage = 64u << 20;

  explicit Page(PageOptions options);

  /// Each call appends the next piece of the page.
  void begin(std::string& out) const;
  void add(const Document& document, std::string& out);
  /// Two annotations side by side; of one text, or nothing is compared.
  void add_pair(const Document& a, const Document& b, std::string& out);
  void end(std::string& out);

 private:
  [[nodiscard]] bool has_sides() const { return !options_.side_a.empty(); }
  [[nodiscard]] bool has_room() const;
  [[nodiscard]] std::string next_id();
  void draw_side(const Document& document, const std::string& name, const std::string& id,
                 const std::vector<std::string>& notes, std::string& out);

  PageOptions options_;
  Looks looks_;
  Totals totals_;
  std::uint64_t drawn_ = 0, drawn_bytes_ = 0;
  std::uint64_t alike_ = 0, only_a_ = 0, only_b_ = 0;
};

}  // namespace waymark::view
