// SPDX-License-Identifier: Apache-2.0
// What was compiled of large gazetteers is kept in a folder of the user's, so that the next start
// maps it. It is found by what went in (the bytes of all files, and this program), and never
// trusted: what is damaged is compiled anew.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/result.h"

namespace waymark::cli {

/// A folder and what named it.
struct CacheFolder {
  std::string path, from;
};

/// `waymark` in XDG_CACHE_HOME, else in ~/.cache; none where both are missing or relative, or
/// where WAYMARK_NO_CACHE is set.
[[nodiscard]] std::optional<CacheFolder> find_cache_folder();

/// Indexes in a folder, each named by its key.
/// Threads: and processes may use one folder at once.
class IndexCache {
 public:
  /// `most_bytes`: of all that is kept; what wasn't used for longest goes first.
  explicit IndexCache(std::string folder, std::uint64_t most_bytes = std::uint64_t{1} << 30)
      : folder_(std::move(folder)), most_bytes_(most_bytes) {}

  /// Makes the folder. Gives whether so many bytes can be kept in it, and nobody else writes there.
  [[nodiscard]] bool open(std::uint64_t byte_size) const;
  /// The path of an index that is whole; none if there is none.
  [[nodiscard]] std::optional<std::string> find(const std::string& key) const;
  /// Gives the path of what is kept now; none if that failed.
  [[nodiscard]] std::optional<std::string> keep(const std::string& key,
                                                std::string_view index) const;

 private:
  [[nodiscard]] std::string path_of(const std::string& key) const;
  void remove_oldest() const;

  std::string folder_;
  std::uint64_t most_bytes_;
};

/// A run's gazetteers as they can be loaded fastest.
struct FastGazetteers {
  std::vector<std::string> files;
  std::string kept;     ///< which of them lies in the cache; empty if none does
  bool is_new = false;  ///< it was compiled now
};

/// Puts in place of YAML files, all together, what is kept of them; if they or their tables are
/// large and nothing is, it is compiled and kept now. The files stay as they are where that can't
/// be done.
/// Errors: as compiling them has them.
[[nodiscard]] Result<FastGazetteers> find_fast(const std::vector<std::string>& files,
                                               const IndexCache& cache, Diagnostics* warnings);

}  // namespace waymark::cli
