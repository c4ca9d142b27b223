// SPDX-License-Identifier: Apache-2.0
// The time of last use is the file's time of change. A file is replaced by renaming and may be
// removed while others have it mapped: it stays theirs.
#include "cli/index_cache.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "cli/output.h"
#include "gazetteer/compiler.h"
#include "gazetteer/index.h"
#include "gazetteer/index_view.h"
#include "gazetteer/mapped_file.h"
#include "gazetteer/tables.h"
#include "waymark/version.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;
using gazetteer::Index;

/// Less is compiled in about as much time as it would take to be found.
constexpr std::uint64_t kLarge = 512 << 10;
/// An index takes at most so many times the bytes that it is made of.
constexpr std::uint64_t kGrowth = 4;
constexpr std::string_view kSuffix = ".wmg";
constexpr std::string_view kTemporary = ".waymark-";  // see Output::create

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// Whether only this user writes there.
bool is_own_folder(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
         status.st_uid == ::geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0 &&
         ::access(path.c_str(), W_OK) == 0;
}

/// Whether folders that are missing on the way to one may be made: root makes none among another
/// user's.
bool may_make(fs::path folder) {
  struct stat status {};
  while (::stat(folder.c_str(), &status) != 0 && folder.has_relative_path())
    folder = folder.parent_path();
  return ::geteuid() != 0 || status.st_uid == 0;
}

/// Tells programs of one version apart that were built at different times.
std::string describe_program() {
  struct stat status {};
  if (::stat("/proc/self/exe", &status) != 0) return WAYMARK_VERSION;
  return fmt::format("{} {} {}.{}", WAYMARK_VERSION, status.st_size, status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec);
}

/// All that is compiled in memory, and what it is compiled beside.
struct Sources {
  std::vector<text::SourceFile> files;
  std::vector<std::string> tables;  // paths
  std::vector<std::string> compiled;
  std::vector<Index> context;  // the compiled ones, open
};

bool is_compiled(const std::string& file) { return file.ends_with(kSuffix); }
bool is_yaml(const std::string& file) { return file.ends_with(".yaml") || file.ends_with(".yml"); }

std::optional<Sources> read(const std::vector<std::string>& files) {
  Sources sources;
  std::vector<std::string> yaml;
  for (const std::string& file : files) {
    if (!is_yaml(file) && !is_compiled(file)) return std::nullopt;
    (is_yaml(file) ? yaml : sources.compiled).push_back(file);
  }
  for (const std::string& file : sources.compiled) {
    auto index = Index::map(file);
    if (!index) return std::nullopt;
    sources.context.push_back(*std::move(index));
  }
  auto read = gazetteer::read_sources(yaml);
  if (!read) return std::nullopt;
  sources.files = *std::move(read);
  for (const text::SourceFile& file : sources.files)
    for (std::string& table : gazetteer::find_tables(file))
      sources.tables.push_back(std::move(table));
  return sources;
}

std::uint64_t size_of(const Sources& sources) {
  std::uint64_t size = 0;
  for (const text::SourceFile& file : sources.files) size += file.content().size();
  for (const std::string& table : sources.tables) {
    std::error_code error;
    if (const auto bytes = fs::file_size(table, error); !error) size += bytes;
  }
  return size;
}

/// What names an index that is compiled of these; nothing where a table can't be read.
std::optional<std::string> key_of(const Sources& sources) {
  std::string facts =
      fmt::format("{}\nindex {}\n", describe_program(), gazetteer::layout::kVersion);
  for (const Index& index : sources.context) {
    const auto& bytes = index.view().header.bytes;
    facts += fmt::format("beside {:016x}{:016x}\n", bytes[1], bytes[0]);
  }
  // A file without a name of its own is called by that of the file.
  for (const text::SourceFile& file : sources.files)
    facts += fmt::format("file {} {}\n", to_hex(gazetteer::digest_of(file.content())),
                         fs::path(file.name()).stem().string());
  for (const std::string& path : sources.tables) {
    const auto table = gazetteer::MappedFile::open(path);
    if (!table) return std::nullopt;
    facts += fmt::format("table {}\n", to_hex(gazetteer::digest_of(table->bytes())));
  }
  return to_hex(gazetteer::digest_of(facts));
}

/// Compiles and keeps; gives where it lies, an empty path where it can't be kept.
Result<std::string> compile(const Sources& sources, const std::string& key, const IndexCache& cache,
                            Diagnostics* warnings) {
  Diagnostics found;
  const auto index = gazetteer::compile_sources(sources.files, sources.context, &found);
  if (!index) return index.error();
  // A table may have changed while it was read.
  if (key_of(sources) != key) return std::string();
  std::string path = cache.keep(key, *index).value_or("");
  if (!path.empty() && warnings != nullptr)
    std::move(found.begin(), found.end(), std::back_inserter(*warnings));
  return path;
}

}  // namespace

std::optional<CacheFolder> find_cache_folder() {
  if (!variable("WAYMARK_NO_CACHE").empty()) return std::nullopt;
  if (const fs::path cache = variable("XDG_CACHE_HOME"); cache.is_absolute())
    return CacheFolder{(cache / "waymark").string(), "XDG_CACHE_HOME"};
  if (const fs::path home = variable("HOME"); home.is_absolute())
    return CacheFolder{(home / ".cache" / "waymark").string(), "default"};
  return std::nullopt;
}

bool IndexCache::open(std::uint64_t byte_size) const {
  if (!may_make(folder_)) return false;
  std::error_code error;
  fs::create_directories(fs::path(folder_).parent_path(), error);
  ::mkdir(folder_.c_str(), S_IRWXU);
  if (byte_size > most_bytes_ || !is_own_folder(folder_)) return false;
  const fs::space_info space = fs::space(folder_, error);
  return !error && space.available >= byte_size;
}

std::string IndexCache::path_of(const std::string& key) const {
  return (fs::path(folder_) / key).string() + std::string(kSuffix);
}

std::optional<std::string> IndexCache::find(const std::string& key) const {
  std::string path = path_of(key);
  const auto index = Index::map(path);
  if (!index || !index->verify()) return std::nullopt;
  ::utimensat(AT_FDCWD, path.c_str(), nullptr, 0);
  return path;
}

std::optional<std::string> IndexCache::keep(const std::string& key, std::string_view index) const {
  std::string path = path_of(key);
  if (index.size() > most_bytes_ || write_file(path, index, true)) return std::nullopt;
  remove_oldest();
  return path;
}

void IndexCache::remove_oldest() const {
  struct Kept {
    fs::file_time_type used;
    std::uint64_t size;
    fs::path path;
  };
  std::vector<Kept> kept;
  std::error_code error;
  const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    std::error_code gone;  // by another process
    const auto used = it->last_write_time(gone);
    const std::uint64_t size = gone ? 0 : it->file_size(gone);
    if (gone) continue;
    if (it->path().extension() == kSuffix) kept.push_back({used, size, it->path()});
    // Of a program that was ended while it wrote.
    if (it->path().filename().string().starts_with(kTemporary) && used < yesterday)
      fs::remove(it->path(), gone);
  }
  std::sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) { return a.used > b.used; });
  std::uint64_t sum = 0;
  for (const Kept& one : kept)
    if ((sum += one.size) > most_bytes_) fs::remove(one.path, error);
}

Result<FastGazetteers> find_fast(const std::vector<std::string>& files, const IndexCache& cache,
                                 Diagnostics* warnings) {
  FastGazetteers fast{.files = files, .kept = {}};
  if (std::all_of(files.begin(), files.end(), is_compiled)) return fast;
  const auto sources = read(files);
  if (!sources) return fast;
  const std::uint64_t size = size_of(*sources);
  if (size < kLarge || !cache.open(kGrowth * size)) return fast;
  const auto key = key_of(*sources);
  if (!key) return fast;
  fast.kept = cache.find(*key).value_or("");
  if (fast.kept.empty()) {
    auto path = compile(*sources, *key, cache, warnings);
    if (!path) return path.error();
    fast.kept = *std::move(path);
    fast.is_new = true;
  }
  if (fast.kept.empty()) return fast;
  // It stands where the first YAML file stood, as when it is not kept.
  const auto yaml = std::find_if(files.begin(), files.end(), is_yaml);
  fast.files = sources->compiled;
  fast.files.insert(fast.files.begin() + (yaml - files.begin()), fast.kept);
  return fast;
}

}  // namespace waymark::cli
