// SPDX-License-Identifier: Apache-2.0
// libzip, which is opened with the first archive, opens archives; streams are read whole, since
// importers look at bytes by their place.
#include "cli/table_file.h"

#include <zip.h>

#include <filesystem>

#include "cli/byte_source.h"
#include "text/shared_library.h"

namespace waymark::cli {
namespace {

/// The functions of libzip that are used here, by their names there.
struct Zip {
  text::SharedLibrary library{"libzip.so.4"};
  text::Imported<decltype(zip_discard)> discard{library, "zip_discard"};
  text::Imported<decltype(zip_fclose)> fclose{library, "zip_fclose"};
  text::Imported<decltype(zip_get_num_entries)> get_num_entries{library, "zip_get_num_entries"};
  text::Imported<decltype(zip_stat_index)> stat_index{library, "zip_stat_index"};
  text::Imported<decltype(zip_fread)> fread{library, "zip_fread"};
  text::Imported<decltype(zip_open)> open{library, "zip_open"};
  text::Imported<decltype(zip_error_init_with_code)> error_init_with_code{
      library, "zip_error_init_with_code"};
  text::Imported<decltype(zip_error_strerror)> error_strerror{library, "zip_error_strerror"};
  text::Imported<decltype(zip_error_fini)> error_fini{library, "zip_error_fini"};
  text::Imported<decltype(zip_fopen_index)> fopen_index{library, "zip_fopen_index"};
};

const Zip& zip() {
  static const Zip functions;
  return functions;
}

struct Discard {
  void operator()(zip_t* archive) const { zip().discard(archive); }
  void operator()(zip_file_t* file) const { zip().fclose(file); }
};

Diagnostic cannot_read(const std::string& path, const std::string& reason) {
  return {.code = "cli/cannot-read", .file = path, .message = "can't be read: " + reason};
}

bool is_readme(std::string_view name) {
  return name.starts_with("readme") || name.starts_with("README");
}

/// The largest file that isn't a readme.
std::optional<zip_stat_t> find_table(zip_t* archive) {
  std::optional<zip_stat_t> best;
  const zip_int64_t count = zip().get_num_entries(archive, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    if (zip().stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat) != 0) continue;
    if (is_readme(stat.name) || (best && best->size >= stat.size)) continue;
    best = stat;
  }
  return best;
}

/// What an archive says of a file's size is not trusted: the bytes are taken as they come.
bool read_all(zip_file_t* file, std::string& bytes) {
  constexpr std::size_t kChunk = std::size_t{1} << 20;
  for (std::size_t size = 0;;) {
    bytes.resize(size + kChunk);
    const zip_int64_t count = zip().fread(file, bytes.data() + size, kChunk);
    if (count < 0) return false;
    size += static_cast<std::size_t>(count);
    bytes.resize(size);
    if (count == 0) return true;
  }
}

Result<std::string> unpack_archive(const std::string& path) {
  if (!zip().library.has_all()) return cannot_read(path, "libzip is not installed");
  int code = 0;
  const std::unique_ptr<zip_t, Discard> archive(zip().open(path.c_str(), ZIP_RDONLY, &code));
  if (!archive) {
    zip_error_t error;
    zip().error_init_with_code(&error, code);
    const std::string reason = zip().error_strerror(&error);
    zip().error_fini(&error);
    return cannot_read(path, reason);
  }
  const auto stat = find_table(archive.get());
  if (!stat) return cannot_read(path, "the archive holds no table");
  const std::unique_ptr<zip_file_t, Discard> file(zip().fopen_index(archive.get(), stat->index, 0));
  std::string bytes;
  if (!file || !read_all(file.get(), bytes))
    return cannot_read(path, "the archive is damaged or locked");
  return bytes;
}

Result<std::string> read_stream(const std::string& path) {
  auto source = open_source(path);
  if (!source) return source.error();
  std::string bytes;
  for (std::size_t size = 0;; bytes.resize(size)) {
    bytes.resize(size + (std::size_t{1} << 20));
    const std::size_t count = (*source)->read(bytes.data() + size, bytes.size() - size);
    size += count;
    if (count == 0) {
      bytes.resize(size);
      break;
    }
  }
  if (const std::string reason = (*source)->error(); !reason.empty())
    return cannot_read(path, reason);
  return bytes;
}

}  // namespace

Result<TableFile> TableFile::open(const std::string& path) {
  TableFile file;
  file.table_.file = path;
  std::error_code error;
  const bool is_zip = path.ends_with(".zip");
  if (!is_zip && without_packing(path) == path && std::filesystem::is_regular_file(path, error)) {
    auto mapped = gazetteer::MappedFile::open(path);
    if (!mapped) return mapped.error();
    file.mapped_ = *std::move(mapped);
    file.table_.bytes = file.mapped_.bytes();
    return file;
  }
  auto bytes = is_zip ? unpack_archive(path) : read_stream(path);
  if (!bytes) return bytes.error();
  file.unpacked_ = std::make_unique<std::string>(*std::move(bytes));
  file.table_.bytes = *file.unpacked_;
  return file;
}

std::string without_archive(const std::string& path) {
  return path.ends_with(".zip") ? path.substr(0, path.size() - 4) : without_packing(path);
}

}  // namespace waymark::cli
